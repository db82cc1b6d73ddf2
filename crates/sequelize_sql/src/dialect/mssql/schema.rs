//! Tables of SQL Server. Transact-SQL reference; v6 `dialects/mssql/query-generator.js`.

use sequelize_types::{DataType, Result, Value};

use super::Mssql;
use crate::ast::schema::column::{Column, Reference};
use crate::dialect::mysql::schema::{alter, unique_key_name};
use crate::dialect::schema::{Definition, SchemaDialect};
use crate::dialect::template::fill;
use crate::plan::schema::definition_text::{from_references, split, take_comment};
use crate::render::schema::{escaped, names, push_table_path, quoted_without_quotes, text};
use crate::request::schema::{
    column_context::{ColumnContext, Purpose},
    create_table::CreateTable,
};
use crate::request::text::truthy;
use crate::{Compiler, face, identifier};

impl SchemaDialect for Mssql {
    fn type_sql(&self, _compiler: &Compiler, data_type: &DataType) -> Result<String> {
        super::data_type::to_sql(data_type)
    }

    fn column_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String> {
        super::column::to_sql(compiler, column, context)
    }

    fn restrain_reference(&self, reference: &mut Reference<'_>, targets: &mut Vec<String>) {
        super::column::restrain_reference(reference, targets);
    }

    fn create_table(&self, compiler: &Compiler, request: &CreateTable<'_>) -> Result<String> {
        let mut clauses = Vec::new();
        let mut keys = Vec::new();
        let mut foreign_keys = Vec::new();
        let mut comments = String::new();
        for (name, definition) in &request.columns {
            let (definition, comment) = take_comment(definition);
            if let Some(comment) = comment {
                comments.push_str(&self.column_comment(compiler, comment, request.table, name)?);
            }
            let quoted = identifier::quote(compiler, name);
            let parts = split(definition);
            if parts.is_primary_key {
                keys.push(name);
            }
            if let Some(references) = parts.references {
                foreign_keys.push(format!("FOREIGN KEY ({quoted}) {references}"));
            }
            clauses.push(format!("{quoted} {}", parts.definition));
        }
        for key in &request.unique_keys {
            let name = identifier::quote(compiler, &unique_key_name(compiler, request.table, key)?);
            clauses.push(format!("CONSTRAINT {name} UNIQUE ({})", names(compiler, &key.fields, ", ")));
        }
        if !keys.is_empty() {
            clauses.push(format!("PRIMARY KEY ({})", names(compiler, keys, ", ")));
        }
        clauses.append(&mut foreign_keys);
        let table = quoted_table(compiler, request.table)?;
        let clauses = clauses.join(", ");
        Ok(format!(
            "IF OBJECT_ID('{table}', 'U') IS NULL CREATE TABLE {table} ({clauses});{}",
            after(&comments)
        ))
    }

    fn drop_table(&self, compiler: &Compiler, table: &Value, _is_cascading: bool) -> Result<String> {
        let table = quoted_table(compiler, table)?;
        Ok(format!("IF OBJECT_ID('{table}', 'U') IS NOT NULL DROP TABLE {table};"))
    }

    fn rename_table(&self, compiler: &Compiler, before: &Value, after: &Value) -> Result<String> {
        let (before, after) = (quoted_table(compiler, before)?, quoted_table(compiler, after)?);
        Ok(format!("EXEC sp_rename {before}, {after};"))
    }

    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String> {
        let Value::Object(object) = attribute else {
            return add_column(compiler, table, key, attribute, None);
        };
        let comment = object.get("comment").and_then(Value::as_str).filter(|text| !text.is_empty());
        let attribute = object.clone().with("comment", Value::Undefined).with("field", Value::from(key));
        add_column(compiler, table, key, &Value::Object(attribute), comment)
    }

    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String> {
        let column = identifier::expect_text(column)?;
        alter(compiler, table, |w| {
            w.push(" DROP COLUMN ");
            w.ident(&column);
            Ok(())
        })
    }

    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String> {
        let mut changes = Vec::new();
        let mut constraints = Vec::new();
        let mut comments = String::new();
        for (name, definition) in definitions {
            let (definition, comment) = take_comment(definition);
            if let Some(comment) = comment {
                comments.push_str(&self.column_comment(compiler, comment, table, name)?);
            }
            let quoted = identifier::quote(compiler, name);
            if definition.contains("REFERENCES") {
                constraints.push(format!("FOREIGN KEY ({quoted}) {}", from_references(definition)));
            } else {
                changes.push(format!("{quoted} {definition}"));
            }
        }
        let sql = alter(compiler, table, |w| {
            if !changes.is_empty() {
                w.push(" ALTER COLUMN ");
                w.push(changes.join(", ").trim_end());
            }
            if !constraints.is_empty() {
                w.push(" ADD ");
                w.push(constraints.join(", ").trim_end());
            }
            Ok(())
        })?;
        Ok(sql + &after(&comments))
    }

    /// `rest` is an object whose first key is the new name.
    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String> {
        let after = rest[0].as_object().and_then(|object| object.names().next()).map(|(name, _)| name);
        let table = quoted_table(compiler, table)?;
        let before = before.replace('\'', "''");
        let after = after.unwrap_or("undefined").replace('\'', "''");
        Ok(format!("EXEC sp_rename '{table}.{before}', '{after}', 'COLUMN';"))
    }

    fn remove_index(
        &self,
        compiler: &Compiler,
        table: &Value,
        index: &str,
        _is_concurrent: bool,
    ) -> Result<String> {
        text(compiler, |w| {
            w.push("DROP INDEX ");
            identifier::push_path(compiler, w.text_mut(), index);
            w.push(" ON ");
            push_table_path(compiler, w.text_mut(), table)
        })
    }

    fn drop_foreign_key(&self, compiler: &Compiler, table: &Value, foreign_key: &str) -> Result<String> {
        text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(table)?;
            w.push(" DROP ");
            w.ident(foreign_key);
            Ok(())
        })
    }

    fn drop_constraint(&self, compiler: &Compiler, table: &Value, name: &str) -> Result<String> {
        alter(compiler, table, |w| {
            w.push(" DROP CONSTRAINT ");
            w.ident(name);
            Ok(())
        })
    }

    fn has_default_constraints(&self) -> bool {
        true
    }

    fn create_schema(&self, compiler: &Compiler, schema: &Value, _options: &Value) -> Result<String> {
        fill_named(compiler, include_str!("introspect/create_schema.sql"), schema)
    }

    fn drop_schema(&self, compiler: &Compiler, schema: &Value) -> Result<String> {
        fill_named(compiler, include_str!("introspect/drop_schema.sql"), schema)
    }

    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String> {
        let collation = match truthy(options.get("collate")) {
            Some(collation) => format!("COLLATE {}", escaped(compiler, &Value::Text(collation))?),
            None => String::new(),
        };
        let name = identifier::expect_text(database)?;
        let literal = quoted_without_quotes(compiler, &name);
        let name = identifier::quote(compiler, &name);
        let slots =
            [("literal", literal.as_str()), ("name", name.as_str()), ("collation", collation.as_str())];
        Ok(fill(include_str!("introspect/create_database.sql"), &slots))
    }

    fn drop_database(&self, compiler: &Compiler, database: &Value) -> Result<String> {
        fill_named(compiler, include_str!("introspect/drop_database.sql"), database)
    }

    /// An extended property of the column.
    fn column_comment(
        &self,
        compiler: &Compiler,
        comment: &str,
        table: &Value,
        column: &str,
    ) -> Result<String> {
        let (schema, table) = match table {
            Value::Object(object) => {
                let name = identifier::expect_text(object.get("tableName").unwrap_or(&Value::Undefined))?;
                (truthy(object.get("schema")), name)
            }
            other => (None, identifier::expect_text(other)?),
        };
        let schema = quoted_without_quotes(compiler, schema.as_deref().unwrap_or("dbo"));
        let comment = escaped(compiler, &Value::from(comment))?;
        let (table, column) = (identifier::quote(compiler, &table), identifier::quote(compiler, column));
        Ok(format!(
            " EXEC sp_addextendedproperty @name = N'MS_Description', @value = {comment}, \
             @level0type = N'Schema', @level0name = {schema}, @level1type = N'Table', @level1name = {table}, \
             @level2type = N'Column', @level2name = {column};"
        ))
    }

    fn check_routines(&self, _compiler: &Compiler, method: &str) -> Result<()> {
        let message = format!("The method \"{method}\" is not defined! Please add it to your sql dialect.");
        Err(sequelize_types::Error::plain(message))
    }
}

fn add_column(
    compiler: &Compiler,
    table: &Value,
    key: &str,
    attribute: &Value,
    comment: Option<&str>,
) -> Result<String> {
    let context = ColumnContext { purpose: Purpose::AddColumn, ..ColumnContext::default() };
    let definition = face::schema::columns::definition(compiler, key, attribute, &context)?;
    let mut sql = alter(compiler, table, |w| {
        w.push(" ADD ");
        w.ident(key);
        w.push(" ");
        w.push(definition.trim());
        Ok(())
    })?;
    if let Some(comment) = comment {
        sql.push_str(&Mssql.column_comment(compiler, comment, table, key)?);
    }
    Ok(sql)
}

/// Comments follow their statement with one space.
fn after(comments: &str) -> String {
    match comments.trim() {
        "" => String::new(),
        comments => format!(" {comments}"),
    }
}

/// The table in brackets. Quotes are removed from names, so it may stand inside a string literal.
pub(super) fn quoted_table(compiler: &Compiler, table: &Value) -> Result<String> {
    let mut out = String::new();
    identifier::push_table(compiler, &mut out, table)?;
    Ok(out)
}

/// Fills `{literal}` and `{name}` with a name as a string and as an identifier.
fn fill_named(compiler: &Compiler, template: &str, name: &Value) -> Result<String> {
    let name = identifier::expect_text(name)?;
    let literal = quoted_without_quotes(compiler, &name);
    let name = identifier::quote(compiler, &name);
    Ok(fill(template, &[("literal", literal.as_str()), ("name", name.as_str())]))
}
