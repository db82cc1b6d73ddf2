//! What MariaDB says of itself, where it differs from MySQL: it has schemas.

use sequelize_types::{Result, Value};

use super::Mariadb;
use crate::Compiler;
use crate::dialect::introspection::IntrospectionDialect;
use crate::dialect::mysql::Mysql;
use crate::render::schema::escaped;

impl IntrospectionDialect for Mariadb {
    fn version(&self) -> String {
        Mysql.version()
    }

    fn show_tables(&self, compiler: &Compiler, database: &Value) -> Result<String> {
        let filter = if database.is_truthy() {
            format!("= {}", escaped(compiler, database)?)
        } else {
            "NOT IN ('MYSQL', 'INFORMATION_SCHEMA', 'PERFORMANCE_SCHEMA')".to_owned()
        };
        Ok(format!(
            "SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' \
             AND TABLE_SCHEMA {filter};"
        ))
    }

    fn show_schemas(&self, compiler: &Compiler, skip: &[Value]) -> Result<String> {
        let mut skipped = "'MYSQL', 'INFORMATION_SCHEMA', 'PERFORMANCE_SCHEMA'".to_owned();
        for schema in skip {
            skipped.push_str(", ");
            skipped.push_str(&escaped(compiler, schema)?);
        }
        Ok(format!(
            "SELECT SCHEMA_NAME as schema_name FROM INFORMATION_SCHEMA.SCHEMATA \
             WHERE SCHEMA_NAME NOT IN ({skipped});"
        ))
    }

    fn table_exists(&self, compiler: &Compiler, table: &Value, database: &Value) -> Result<String> {
        Mysql.table_exists(compiler, table, database)
    }

    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        delimiter: &Value,
    ) -> Result<String> {
        Mysql.describe_table(compiler, table, schema, delimiter)
    }

    fn show_indexes(&self, compiler: &Compiler, table: &Value, database: Option<String>) -> Result<String> {
        Mysql.show_indexes(compiler, table, database)
    }

    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        constraint: Option<String>,
    ) -> Result<String> {
        Mysql.show_constraints(compiler, table, constraint)
    }

    fn foreign_keys(&self, compiler: &Compiler, table: &Value, scope: &Value) -> Result<String> {
        Mysql.foreign_keys(compiler, table, scope)
    }

    fn foreign_key(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        Mysql.foreign_key(compiler, table, column)
    }
}
