//! Tables of MariaDB: MySQL's statements, and real schemas. v6 `dialects/mariadb/query-generator.js`.

use sequelize_types::{DataType, Result, Value};

use super::Mariadb;
use crate::ast::schema::column::Column;
use crate::dialect::mysql::{Mysql, column, data_type, schema};
use crate::dialect::schema::{Definition, SchemaDialect};
use crate::request::schema::{column_context::ColumnContext, create_table::CreateTable};
use crate::{Compiler, identifier};

impl SchemaDialect for Mariadb {
    fn type_sql(&self, compiler: &Compiler, data_type: &DataType) -> Result<String> {
        data_type::shared(compiler, data_type)
    }

    fn column_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String> {
        column::to_sql(compiler, column, context)
    }

    fn create_table(&self, compiler: &Compiler, request: &CreateTable<'_>) -> Result<String> {
        schema::create_table(compiler, request)
    }

    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String> {
        Mysql.add_column(compiler, table, key, attribute)
    }

    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String> {
        Mysql.remove_column(compiler, table, column)
    }

    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String> {
        Mysql.change_columns(compiler, table, definitions)
    }

    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String> {
        Mysql.rename_column(compiler, table, before, rest)
    }

    fn remove_index(
        &self,
        compiler: &Compiler,
        table: &Value,
        index: &str,
        is_concurrent: bool,
    ) -> Result<String> {
        Mysql.remove_index(compiler, table, index, is_concurrent)
    }

    fn create_schema(&self, compiler: &Compiler, name: &Value, options: &Value) -> Result<String> {
        schema::create_named(compiler, "SCHEMA", name, options)
    }

    fn drop_schema(&self, compiler: &Compiler, name: &Value) -> Result<String> {
        let name = identifier::expect_text(name)?;
        Ok(format!("DROP SCHEMA IF EXISTS {};", identifier::quote(compiler, &name)))
    }

    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String> {
        Mysql.create_database(compiler, database, options)
    }
}
