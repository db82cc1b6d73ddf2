//! Column definitions of SQL Server.

use sequelize_types::{Result, TypeKind, Value};

use crate::Compiler;
use crate::ast::schema::column::{Column, Reference};
use crate::render::schema::{column, text};
use crate::request::schema::column_context::ColumnContext;
use crate::request::text::truthy;

pub(super) fn to_sql(
    compiler: &Compiler,
    column: &Column<'_>,
    context: &ColumnContext<'_>,
) -> Result<String> {
    if column.data_type.kind == TypeKind::Enum {
        return enum_column(compiler, column);
    }
    let type_sql = super::data_type::to_sql(column.data_type)?;
    let is_text = column.data_type.kind == TypeKind::Raw && column.data_type.sql == "TEXT";
    let takes_default = !is_text && !column.data_type.is_binary;
    text(compiler, |w| {
        w.push(&type_sql);
        if column.is_not_null {
            w.push(" NOT NULL");
        } else if !column.is_primary_key && column.default.is_none() {
            w.push(" NULL");
        }
        if column.generation.is_some() {
            w.push(" IDENTITY(1,1)");
        }
        if let Some(default) = column.default.filter(|_| takes_default) {
            column::push_default(w, default, None)?;
        }
        if column.is_unique {
            w.push(" UNIQUE");
        }
        if column.is_primary_key {
            w.push(" PRIMARY KEY");
        }
        if let Some(reference) = column.references.as_ref().filter(|_| !context.is_without_foreign_keys) {
            column::push_reference(w, &without_self_cascade(reference, context))?;
        }
        // A mark for CREATE TABLE and ALTER COLUMN, which write the comment as a statement of its own.
        if let Some(comment) = column.comment {
            w.push(" COMMENT ");
            w.push(comment);
        }
        Ok(())
    })
}

/// SQL Server refuses a second cascading path to a table, and v6 gives up on cascading updates altogether.
pub(super) fn restrain_reference(reference: &mut Reference<'_>, targets: &mut Vec<String>) {
    let target = match reference.table {
        Value::Object(object) => format!(
            "{}.{}",
            truthy(object.get("schema")).unwrap_or_default(),
            truthy(object.get("tableName")).unwrap_or_default()
        ),
        Value::Model(model) => model.table.name.clone(),
        other => crate::request::text::of(other),
    };
    reference.on_update = None;
    if targets.contains(&target) {
        reference.on_delete = None;
    } else {
        targets.push(target);
    }
}

/// v6 stops behind the CHECK: an ENUM column gets no NOT NULL, no default and no key.
fn enum_column(compiler: &Compiler, column: &Column<'_>) -> Result<String> {
    text(compiler, |w| {
        w.push("VARCHAR(255) CHECK (");
        w.ident(column.name);
        w.push(" IN(");
        for (index, value) in column.enum_values.iter().enumerate() {
            if index > 0 {
                w.push(", ");
            }
            w.literal(&Value::from(*value))?;
        }
        w.push("))");
        Ok(())
    })
}

/// A table that references itself cannot cascade.
fn without_self_cascade<'a>(reference: &Reference<'a>, context: &ColumnContext<'_>) -> Reference<'a> {
    let own_table = context.model.map(|model| model.table.name.as_str());
    match reference.table.as_str() {
        Some(table) if own_table == Some(table) => {
            Reference { on_delete: None, on_update: None, ..reference.clone() }
        }
        _ => reference.clone(),
    }
}
