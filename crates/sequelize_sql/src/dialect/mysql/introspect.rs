//! What MySQL and MariaDB say of themselves: SHOW and INFORMATION_SCHEMA. MySQL manual chapter 28.

use sequelize_types::{Result, Value};

use super::Mysql;
use crate::dialect::introspection::{IntrospectionDialect, parts, with_schema};
use crate::dialect::template::fill;
use crate::render::schema::{escaped, quoted, quoted_without_quotes, text};
use crate::request::text::of as text_of;
use crate::{Compiler, identifier};

impl IntrospectionDialect for Mysql {
    fn version(&self) -> String {
        "SELECT VERSION() as `version`".to_owned()
    }

    fn show_tables(&self, compiler: &Compiler, database: &Value) -> Result<String> {
        let filter = if database.is_truthy() {
            format!("= {}", escaped(compiler, database)?)
        } else {
            "NOT IN ('MYSQL', 'INFORMATION_SCHEMA', 'PERFORMANCE_SCHEMA', 'SYS', \
             'mysql', 'information_schema', 'performance_schema', 'sys')"
                .to_owned()
        };
        Ok(format!(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' \
             AND TABLE_SCHEMA {filter};"
        ))
    }

    fn show_schemas(&self, _compiler: &Compiler, _skip: &[Value]) -> Result<String> {
        Ok("SHOW TABLES".to_owned())
    }

    fn table_exists(&self, compiler: &Compiler, table: &Value, database: &Value) -> Result<String> {
        let mut quoted = String::new();
        identifier::push_table(compiler, &mut quoted, table)?;
        let name = escaped(compiler, &Value::from(quoted.trim_matches('`')))?;
        let database = escaped(compiler, database)?;
        Ok(format!(
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' \
             AND TABLE_NAME = {name} AND TABLE_SCHEMA = {database}"
        ))
    }

    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        delimiter: &Value,
    ) -> Result<String> {
        text(compiler, |w| {
            w.push("SHOW FULL COLUMNS FROM ");
            w.table(&with_schema(table, schema, delimiter))?;
            w.push(";");
            Ok(())
        })
    }

    fn show_indexes(&self, compiler: &Compiler, table: &Value, database: Option<String>) -> Result<String> {
        text(compiler, |w| {
            w.push("SHOW INDEX FROM ");
            w.table(table)?;
            if let Some(database) = database {
                w.push(" FROM ");
                w.ident(&database);
            }
            Ok(())
        })
    }

    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        constraint: Option<String>,
    ) -> Result<String> {
        let (table, schema) = parts(table);
        let mut filter = quoted(compiler, &table);
        if let Some(name) = constraint {
            filter.push_str(&format!(" AND constraint_name = {}", quoted(compiler, &name)));
        }
        if let Some(schema) = schema {
            filter.push_str(&format!(" AND TABLE_SCHEMA = {}", quoted(compiler, &schema)));
        }
        Ok(fill(include_str!("introspect/show_constraints.sql"), &[("table", &filter)]))
    }

    fn foreign_keys(&self, compiler: &Compiler, table: &Value, scope: &Value) -> Result<String> {
        let table = quoted(compiler, &parts(table).0);
        let schema = quoted(compiler, &text_of(scope));
        let slots = [("fields", fields()), ("table", table), ("schema", schema)];
        Ok(fill(
            include_str!("introspect/foreign_keys.sql"),
            &slots.each_ref().map(|(k, v)| (*k, v.as_str())),
        ))
    }

    fn foreign_key(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let (table, schema) = parts(table);
        let filter = |name: &str| match &schema {
            Some(schema) => format!(" AND {name} = {}", quoted_without_quotes(compiler, schema)),
            None => String::new(),
        };
        let slots = [
            ("fields", fields()),
            ("table", quoted_without_quotes(compiler, &table)),
            ("column", quoted_without_quotes(compiler, column)),
            ("referenced", filter("REFERENCED_TABLE_SCHEMA")),
            ("own", filter("TABLE_SCHEMA")),
        ];
        Ok(fill(include_str!("introspect/foreign_key.sql"), &slots.each_ref().map(|(k, v)| (*k, v.as_str()))))
    }
}

/// The columns of a foreign key's description, with a comma and nothing else between them.
fn fields() -> String {
    include_str!("introspect/foreign_key_fields.sql").lines().collect::<Vec<_>>().join(",")
}
