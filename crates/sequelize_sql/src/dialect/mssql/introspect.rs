//! What SQL Server says of itself: INFORMATION_SCHEMA, `sys` views and stored procedures.

use sequelize_types::{Result, Value};

use super::Mssql;
use super::schema::quoted_table;
use crate::Compiler;
use crate::dialect::introspection::{IntrospectionDialect, parts};
use crate::dialect::template::fill;
use crate::render::schema::{escaped, quoted, quoted_without_quotes};
use crate::request::text::truthy;

impl IntrospectionDialect for Mssql {
    fn version(&self) -> String {
        fill(include_str!("introspect/version.sql"), &[])
    }

    fn show_tables(&self, _compiler: &Compiler, _database: &Value) -> Result<String> {
        Ok("SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE';"
            .to_owned())
    }

    fn show_schemas(&self, _compiler: &Compiler, _skip: &[Value]) -> Result<String> {
        Ok(fill(include_str!("introspect/show_schemas.sql"), &[]))
    }

    fn table_exists(&self, compiler: &Compiler, table: &Value, _database: &Value) -> Result<String> {
        let (table, schema) = parts(table);
        let table = escaped(compiler, &Value::Text(table))?;
        let schema = escaped(compiler, &Value::Text(schema.unwrap_or_else(|| "dbo".to_owned())))?;
        Ok(format!(
            "SELECT TABLE_NAME, TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' \
             AND TABLE_NAME = {table} AND TABLE_SCHEMA = {schema}"
        ))
    }

    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        _delimiter: &Value,
    ) -> Result<String> {
        let table = quoted_without_quotes(compiler, &parts(table).0);
        let filter = match truthy(Some(schema)) {
            Some(schema) => format!("AND t.TABLE_SCHEMA ={}", quoted_without_quotes(compiler, &schema)),
            None => String::new(),
        };
        let slots = [("table", table.as_str()), ("schema", filter.as_str())];
        Ok(fill(include_str!("introspect/describe_table.sql"), &slots))
    }

    fn show_indexes(&self, compiler: &Compiler, table: &Value, _database: Option<String>) -> Result<String> {
        Ok(format!("EXEC sys.sp_helpindex @objname = N'{}';", quoted_table(compiler, table)?))
    }

    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        _constraint: Option<String>,
    ) -> Result<String> {
        let table = escaped(compiler, &Value::Text(quoted_table(compiler, table)?))?;
        Ok(format!("EXEC sp_helpconstraint @objname = {table};"))
    }

    fn foreign_keys(&self, compiler: &Compiler, table: &Value, scope: &Value) -> Result<String> {
        let (table, schema) = parts(table);
        let table = quoted_without_quotes(compiler, &table);
        let mut sql = format!("{} WHERE TB.NAME ={table}", foreign_keys_prefix(compiler, scope));
        sql.push_str(&schema_filter(compiler, schema));
        Ok(sql)
    }

    fn foreign_key(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let (table, schema) = parts(table);
        let prefix = foreign_keys_prefix(compiler, &Value::Undefined);
        let table = quoted_without_quotes(compiler, &table);
        let column = quoted_without_quotes(compiler, column);
        let filter = schema_filter(compiler, schema);
        Ok(format!("{prefix} WHERE TB.NAME ={table} AND COL.NAME ={column}{filter}"))
    }

    fn primary_key_constraint(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let table = quoted_without_quotes(compiler, &parts(table).0);
        let column = quoted_without_quotes(compiler, column);
        let slots = [("table", table.as_str()), ("column", column.as_str())];
        Ok(fill(include_str!("introspect/primary_key_constraint.sql"), &slots))
    }

    fn default_constraint(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let (table, column) = (quoted_table(compiler, table)?, quoted(compiler, column));
        let slots = [("table", table.as_str()), ("column", column.as_str())];
        Ok(fill(include_str!("introspect/default_constraint.sql"), &slots))
    }
}

/// v6: `_getForeignKeysQueryPrefix`. The catalog is only repeated in the answer.
pub(crate) fn foreign_keys_prefix(compiler: &Compiler, catalog: &Value) -> String {
    let column = |name: &str| match truthy(Some(catalog)) {
        Some(catalog) => format!("{name} = {}, ", quoted(compiler, &catalog)),
        None => String::new(),
    };
    let slots = [
        ("constraintCatalog", column("constraintCatalog")),
        ("tableCatalog", column("tableCatalog")),
        ("referencedCatalog", column("referencedCatalog")),
    ];
    let slots = slots.each_ref().map(|(name, sql)| (*name, sql.as_str()));
    fill(include_str!("introspect/foreign_keys.sql"), &slots)
}

fn schema_filter(compiler: &Compiler, schema: Option<String>) -> String {
    match schema {
        Some(schema) => {
            format!(" AND SCHEMA_NAME(TB.SCHEMA_ID) ={}", quoted_without_quotes(compiler, &schema))
        }
        None => String::new(),
    }
}
