//! Column definitions of MySQL and MariaDB.

use sequelize_types::{Result, Value};

use crate::ast::schema::column::Column;
use crate::render::schema::{column, table_in_name, text};
use crate::request::schema::column_context::{ColumnContext, Purpose};
use crate::writer::SqlWriter;
use crate::{Compiler, identifier};

/// Types that take no DEFAULT.
const WITHOUT_DEFAULT: [&str; 4] = ["BLOB", "TEXT", "GEOMETRY", "JSON"];

pub(in crate::dialect) fn to_sql(
    compiler: &Compiler,
    column: &Column<'_>,
    context: &ColumnContext<'_>,
) -> Result<String> {
    let type_sql = compiler.dialect().type_sql(compiler, column.data_type)?;
    let takes_default = !WITHOUT_DEFAULT.contains(&type_sql.as_str()) && !column.data_type.is_binary;
    text(compiler, |w| {
        w.push(&type_sql);
        if column.is_not_null {
            w.push(" NOT NULL");
        }
        if column.generation.is_some() {
            w.push(" auto_increment");
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
        if let Some(comment) = column.comment {
            w.push(" COMMENT ");
            w.literal(&Value::from(comment))?;
        }
        if column.is_first {
            w.push(" FIRST");
        }
        if let Some(after) = column.after {
            w.push(" AFTER ");
            w.ident(after);
        }
        push_reference(w, column, context)
    })
}

/// A column that is added needs its foreign key as a constraint of its own, with a name.
fn push_reference(w: &mut SqlWriter<'_>, column: &Column<'_>, context: &ColumnContext<'_>) -> Result<()> {
    let Some(reference) = column.references.as_ref().filter(|_| !context.is_without_foreign_keys) else {
        return Ok(());
    };
    if let (Purpose::AddColumn, Some(key)) = (context.purpose, &context.foreign_key) {
        let table = match context.table {
            Some(table) => table_in_name(w.compiler, table)?,
            None => "undefined".to_owned(),
        };
        w.push(", ADD CONSTRAINT ");
        w.ident(&format!("{table}_{}_foreign_idx", identifier::quote(w.compiler, key)));
        w.push(" FOREIGN KEY (");
        w.ident(key);
        w.push(")");
    }
    column::push_reference(w, reference)
}
