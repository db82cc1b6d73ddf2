//! What SQLite says of itself: PRAGMAs and `sqlite_master`. sqlite.org/pragma.html.

use sequelize_types::{Result, Value};

use super::Sqlite;
use super::schema::SHOW_TABLES;
use crate::Compiler;
use crate::dialect::introspection::{IntrospectionDialect, with_schema, without_schema};
use crate::dialect::mysql::Mysql;
use crate::render::schema::{escaped, quoted, table_text, text};

impl IntrospectionDialect for Sqlite {
    fn version(&self) -> String {
        "SELECT sqlite_version() as `version`".to_owned()
    }

    fn show_tables(&self, _compiler: &Compiler, _database: &Value) -> Result<String> {
        Ok(SHOW_TABLES.to_owned())
    }

    fn show_schemas(&self, _compiler: &Compiler, _skip: &[Value]) -> Result<String> {
        Ok(SHOW_TABLES.to_owned())
    }

    fn table_exists(&self, compiler: &Compiler, table: &Value, _database: &Value) -> Result<String> {
        let name = match without_schema(table) {
            Value::Model(model) => escaped(compiler, &Value::from(model.table.name.as_str()))?,
            other => escaped(compiler, &other)?,
        };
        Ok(format!("SELECT name FROM sqlite_master WHERE type='table' AND name={name};"))
    }

    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        delimiter: &Value,
    ) -> Result<String> {
        pragma(compiler, "PRAGMA TABLE_INFO(", &with_schema(table, schema, delimiter), ");")
    }

    fn show_indexes(&self, compiler: &Compiler, table: &Value, _database: Option<String>) -> Result<String> {
        pragma(compiler, "PRAGMA INDEX_LIST(", table, ")")
    }

    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        constraint: Option<String>,
    ) -> Result<String> {
        let filter = match constraint {
            Some(name) => format!(" AND sql LIKE {}", quoted(compiler, &format!("%{name}%"))),
            None => String::new(),
        };
        Ok(format!("SELECT sql FROM sqlite_master WHERE tbl_name={}{filter};", name(compiler, table)?))
    }

    fn foreign_keys(&self, compiler: &Compiler, table: &Value, _scope: &Value) -> Result<String> {
        pragma(compiler, "PRAGMA foreign_key_list(", &without_schema(table), ")")
    }

    // v6 inherits MySQL's, which SQLite cannot run.
    fn foreign_key(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        Mysql.foreign_key(compiler, table, column)
    }
}

/// The statement that made a table. v6: `describeCreateTableQuery`.
pub(crate) fn describe_create_table(compiler: &Compiler, table: &Value) -> Result<String> {
    Ok(format!("SELECT sql FROM sqlite_master WHERE tbl_name={};", name(compiler, table)?))
}

fn name(compiler: &Compiler, table: &Value) -> Result<String> {
    Ok(quoted(compiler, &table_text(compiler, table)?))
}

fn pragma(compiler: &Compiler, head: &str, table: &Value, tail: &str) -> Result<String> {
    text(compiler, |w| {
        w.push(head);
        w.table(table)?;
        w.push(tail);
        Ok(())
    })
}
