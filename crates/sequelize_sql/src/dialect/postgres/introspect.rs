//! What PostgreSQL says of itself: `information_schema` and `pg_catalog`. Manual chapters 35 and 53.

use sequelize_types::{Result, Value};

use super::Postgres;
use crate::Compiler;
use crate::dialect::introspection::{IntrospectionDialect, parts};
use crate::dialect::template::fill;
use crate::render::schema::{escaped, quoted, table_text};
use crate::request::text::{of as text_of, truthy};

impl IntrospectionDialect for Postgres {
    fn version(&self) -> String {
        "SHOW SERVER_VERSION".to_owned()
    }

    fn show_tables(&self, compiler: &Compiler, _database: &Value) -> Result<String> {
        let schema = compiler.options.schema.as_deref().unwrap_or("public");
        let schema = escaped(compiler, &Value::from(schema))?;
        Ok(format!(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = {schema} \
             AND table_type LIKE '%TABLE' AND table_name != 'spatial_ref_sys';"
        ))
    }

    fn show_schemas(&self, _compiler: &Compiler, _skip: &[Value]) -> Result<String> {
        Ok("SELECT schema_name FROM information_schema.schemata WHERE schema_name <> 'information_schema' \
            AND schema_name != 'public' AND schema_name !~ E'^pg_';"
            .to_owned())
    }

    fn table_exists(&self, compiler: &Compiler, table: &Value, _database: &Value) -> Result<String> {
        let (table, schema) = parts(table);
        let table = escaped(compiler, &Value::Text(table))?;
        let schema = escaped(compiler, &Value::Text(schema.unwrap_or_else(|| "public".to_owned())))?;
        Ok(format!(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = {schema} \
             AND table_name = {table}"
        ))
    }

    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        _delimiter: &Value,
    ) -> Result<String> {
        let schema = truthy(Some(schema)).or_else(|| compiler.options.schema.clone());
        let schema = escaped(compiler, &Value::Text(schema.unwrap_or_else(|| "public".to_owned())))?;
        let table = escaped(compiler, &Value::Text(parts(table).0))?;
        let slots = [("table", table.as_str()), ("schema", schema.as_str())];
        Ok(fill(include_str!("introspect/describe_table.sql"), &slots))
    }

    fn show_indexes(&self, compiler: &Compiler, table: &Value, _database: Option<String>) -> Result<String> {
        let (name, schema) = parts(table);
        let is_text = matches!(table, Value::Text(_));
        let filter = match schema {
            _ if is_text => String::new(),
            // v6: an object without a schema looks for the schema `undefined`.
            schema => {
                let schema = quoted(compiler, schema.as_deref().unwrap_or("undefined"));
                format!(" AND s.oid = t.relnamespace AND s.nspname = {schema}")
            }
        };
        let join = if is_text { "" } else { ", pg_namespace s" };
        let table = quoted(compiler, &name);
        let slots = [("table", table.as_str()), ("schemaJoin", join), ("schemaFilter", filter.as_str())];
        Ok(fill(include_str!("introspect/show_indexes.sql"), &slots))
    }

    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        _constraint: Option<String>,
    ) -> Result<String> {
        let table = quoted(compiler, &table_text(compiler, table)?);
        Ok(fill(include_str!("introspect/show_constraints.sql"), &[("table", &table)]))
    }

    fn foreign_keys(&self, compiler: &Compiler, table: &Value, _scope: &Value) -> Result<String> {
        let table = quoted(compiler, &table_text(compiler, table)?);
        Ok(fill(include_str!("introspect/foreign_keys.sql"), &[("table", &table)]))
    }
}

/// v6: `_getForeignKeyReferencesQueryPrefix`.
pub(crate) fn references_prefix() -> String {
    fill(include_str!("introspect/foreign_key_references.sql"), &[]) + " "
}

/// All foreign keys of a table with what they refer to. v6: `getForeignKeyReferencesQuery`.
pub(crate) fn references(compiler: &Compiler, table: &Value, catalog: &Value, schema: &Value) -> String {
    let mut sql = references_prefix();
    sql.push_str("WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name = ");
    sql.push_str(&quoted(compiler, &text_of(table)));
    for (words, value) in [(" AND tc.table_catalog = ", catalog), (" AND tc.table_schema = ", schema)] {
        if let Some(name) = truthy(Some(value)) {
            sql.push_str(words);
            sql.push_str(&quoted(compiler, &name));
        }
    }
    sql
}

/// The foreign key of one column. v6: `getForeignKeyReferenceQuery`.
pub(crate) fn reference(compiler: &Compiler, table: &Value, column: &Value) -> String {
    let (table, schema) = parts(table);
    let (table, column) = (quoted(compiler, &table), quoted(compiler, &text_of(column)));
    let prefix = references_prefix();
    let filter = match schema {
        Some(schema) => format!(" AND tc.table_schema = {}", quoted(compiler, &schema)),
        None => String::new(),
    };
    format!(
        "{prefix}WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name={table} AND  \
         kcu.column_name = {column}{filter}"
    )
}
