//! Tables of SQLite. What ALTER TABLE cannot do is done by rebuilding the table. sqlite.org/lang_createtable.html,
//! lang_altertable.html; v6 `dialects/sqlite/query-generator.js`.

use sequelize_types::{DataType, Object, Result, Value};

use super::Sqlite;
use crate::ast::schema::column::Column;
use crate::dialect::schema::{Definition, SchemaDialect};
use crate::plan::schema::definition_text::replace_boolean_defaults;
use crate::render::schema::{column, names, text};
use crate::request::schema::{column_context::ColumnContext, create_table::CreateTable};
use crate::{Compiler, face, identifier};

/// Lists tables; v6 answers everything about schemas with it.
pub(super) const SHOW_TABLES: &str =
    "SELECT name FROM `sqlite_master` WHERE type='table' and name!='sqlite_sequence';";

impl SchemaDialect for Sqlite {
    fn type_sql(&self, _compiler: &Compiler, data_type: &DataType) -> Result<String> {
        super::data_type::to_sql(data_type)
    }

    // v6: here, as in postgres, `allowNull: null` counts as false.
    fn forbids_null(&self, allow_null: &Value) -> bool {
        !allow_null.is_undefined() && !allow_null.is_truthy()
    }

    fn column_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        _context: &ColumnContext<'_>,
    ) -> Result<String> {
        text(compiler, |w| {
            w.push(&self.type_sql(compiler, column.data_type)?);
            if column.is_not_null {
                w.push(" NOT NULL");
            }
            if let Some(default) = column.default {
                column::push_default(w, default, Some(column.data_type))?;
            }
            if column.is_unique {
                w.push(" UNIQUE");
            }
            if column.is_primary_key {
                w.push(" PRIMARY KEY");
                if column.generation.is_some() {
                    w.push(" AUTOINCREMENT");
                }
            }
            if let Some(reference) = &column.references {
                column::push_reference(w, reference)?;
            }
            Ok(())
        })
    }

    // v6 inherits MySQL's method, with SQLite's types.
    fn attribute_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String> {
        crate::dialect::mysql::column::to_sql(compiler, column, context)
    }

    fn create_table(&self, compiler: &Compiler, request: &CreateTable<'_>) -> Result<String> {
        let is_composite =
            request.columns.iter().filter(|(_, definition)| definition.contains("PRIMARY KEY")).count() > 1;
        let sql = text(compiler, |w| {
            w.push("CREATE TABLE IF NOT EXISTS ");
            w.table(request.table)?;
            w.push(" (");
            for (index, (name, definition)) in request.columns.iter().enumerate() {
                if index > 0 {
                    w.push(", ");
                }
                w.ident(name);
                w.push(" ");
                w.push(&column_of_table(definition, is_composite));
            }
            for key in &request.unique_keys {
                w.push(", UNIQUE (");
                w.push(&names(compiler, &key.fields, ", "));
                w.push(")");
            }
            if is_composite {
                let keys = request.columns.iter().filter(|(_, sql)| sql.contains("PRIMARY KEY"));
                w.push(", PRIMARY KEY (");
                w.push(&names(compiler, keys.map(|(name, _)| name), ", "));
                w.push(")");
            }
            w.push(");");
            Ok(())
        })?;
        Ok(replace_boolean_defaults(&sql))
    }

    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String> {
        let attributes = Value::Object(Object::new().with(key, attribute.clone()));
        let columns = face::schema::columns::definitions(compiler, &attributes, &ColumnContext::default())?;
        // v6: the definition is looked up by the key; a different `field` leaves `undefined`. Take what there is.
        let definition = columns.first().map_or("", |(_, definition)| definition.as_str());
        let sql = text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(table)?;
            w.push(" ADD ");
            w.ident(key);
            w.push(" ");
            w.push(definition);
            w.push(";");
            Ok(())
        })?;
        Ok(replace_boolean_defaults(&sql))
    }

    /// `column` holds the definitions of the columns that stay. v6: text counts as an object of its letters.
    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String> {
        let columns = match column {
            Value::Text(text) => {
                let letters = text.chars().enumerate();
                letters.map(|(index, letter)| (index.to_string(), letter.to_string())).collect()
            }
            _ => face::schema::columns::definitions(compiler, column, &ColumnContext::default())?,
        };
        let fields = names(compiler, columns.iter().map(|(name, _)| name), ", ");
        rebuild(compiler, table, columns, &fields, &fields)
    }

    // v6 inherits MySQL's statement, which SQLite cannot run; the query interface rebuilds the table instead.
    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String> {
        crate::dialect::mysql::Mysql.change_columns(compiler, table, definitions)
    }

    /// `rest` are the new name and the definitions of all columns, the new name among them.
    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String> {
        let [after, attributes] = rest;
        let after = identifier::expect_text(after)?;
        let columns = face::schema::columns::definitions(compiler, attributes, &ColumnContext::default())?;
        let fields = names(compiler, columns.iter().map(|(name, _)| name), ", ");
        let imported = columns.iter().map(|(name, _)| {
            let quoted = identifier::quote(compiler, name);
            if *name == after {
                format!("{} AS {quoted}", identifier::quote(compiler, before))
            } else {
                quoted
            }
        });
        let imported = imported.collect::<Vec<_>>().join(", ");
        rebuild(compiler, table, columns, &imported, &fields)
    }

    fn remove_index(
        &self,
        compiler: &Compiler,
        _table: &Value,
        index: &str,
        _is_concurrent: bool,
    ) -> Result<String> {
        Ok(format!("DROP INDEX IF EXISTS {}", identifier::quote(compiler, index)))
    }

    fn create_schema(&self, _compiler: &Compiler, _schema: &Value, _options: &Value) -> Result<String> {
        Ok(SHOW_TABLES.to_owned())
    }

    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String> {
        crate::dialect::mysql::Mysql.create_database(compiler, database, options)
    }
}

/// A definition as it stands in CREATE TABLE. An integer key must be exactly `INTEGER PRIMARY KEY` to be the rowid, so
/// size, NOT NULL and default go; keys of several columns are written behind the columns.
pub(super) fn column_of_table(definition: &str, is_composite: bool) -> String {
    if !definition.contains("PRIMARY KEY") {
        return definition.to_owned();
    }
    if is_composite {
        return if definition.contains("NOT NULL") {
            definition.replacen(" PRIMARY KEY", "", 1)
        } else {
            definition.replacen("PRIMARY KEY", "NOT NULL", 1)
        };
    }
    if !definition.contains("INT") {
        return definition.to_owned();
    }
    let references = definition.find(" REFERENCES").map_or("", |position| &definition[position..]);
    let increment = if definition.contains("AUTOINCREMENT") { " AUTOINCREMENT" } else { "" };
    format!("INTEGER PRIMARY KEY{increment}{references}")
}

/// Copies the table into a backup of the new shape, makes it anew and copies back. A temporary table would lose the
/// foreign keys.
fn rebuild(
    compiler: &Compiler,
    table: &Value,
    columns: Vec<Definition>,
    imported: &str,
    exported: &str,
) -> Result<String> {
    let backup = backup_of(table)?;
    let mut backup_quoted = String::new();
    identifier::push_table(compiler, &mut backup_quoted, &backup)?;
    let mut quoted = String::new();
    identifier::push_table(compiler, &mut quoted, table)?;
    let made_backup = Sqlite.create_table(compiler, &CreateTable::plain(&backup, columns.clone()))?;
    let made = Sqlite.create_table(compiler, &CreateTable::plain(table, columns))?;
    Ok(format!(
        "{made_backup}INSERT INTO {backup_quoted} SELECT {imported} FROM {quoted};DROP TABLE {quoted};{made}\
         INSERT INTO {quoted} SELECT {exported} FROM {backup_quoted};DROP TABLE {backup_quoted};"
    ))
}

pub(super) fn backup_of(table: &Value) -> Result<Value> {
    Ok(match table {
        Value::Object(object) => {
            let name = identifier::expect_text(object.get("tableName").unwrap_or(&Value::Undefined))?;
            let schema = object.get("schema").cloned().unwrap_or(Value::Undefined);
            Value::Object(
                Object::new().with("tableName", format!("{name}_backup").into()).with("schema", schema),
            )
        }
        other => Value::Text(format!("{}_backup", identifier::expect_text(other)?)),
    })
}

/// v6: `_alterConstraintQuery`. The table is made from its own, changed, CREATE statement.
pub(crate) fn alter_constraint(
    compiler: &Compiler,
    table: &Value,
    attributes: &Value,
    create_table_sql: &str,
) -> Result<String> {
    let columns = face::schema::columns::definitions(compiler, attributes, &ColumnContext::default())?;
    let fields = names(compiler, columns.iter().map(|(name, _)| name), ", ");
    let mut quoted = String::new();
    identifier::push_table(compiler, &mut quoted, table)?;
    let mut backup = String::new();
    identifier::push_table(compiler, &mut backup, &backup_of(table)?)?;
    let made = create_table_sql
        .replacen(&format!("CREATE TABLE {quoted}"), &format!("CREATE TABLE {backup}"), 1)
        .replacen(
            &format!("CREATE TABLE {}", quoted.replace('`', "\"")),
            &format!("CREATE TABLE {backup}"),
            1,
        );
    Ok(format!(
        "{made}INSERT INTO {backup} SELECT {fields} FROM {quoted};DROP TABLE {quoted};\
         ALTER TABLE {backup} RENAME TO {quoted};"
    ))
}
