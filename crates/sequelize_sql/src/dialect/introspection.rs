//! Statements that ask a database what it holds. They are v6's, so that its results have v6's columns.

use sequelize_types::{Error, Result, Value};

use crate::Compiler;

pub trait IntrospectionDialect {
    /// v6: `versionQuery`.
    fn version(&self) -> String;

    /// v6: `showTablesQuery`. `database` narrows MySQL's answer.
    fn show_tables(&self, compiler: &Compiler, database: &Value) -> Result<String>;

    /// v6: `showSchemasQuery`. `skip` are schemas that MariaDB leaves out.
    fn show_schemas(&self, compiler: &Compiler, skip: &[Value]) -> Result<String>;

    /// v6: `tableExistsQuery`. `database` is the one connected to, which MySQL's statement names.
    fn table_exists(&self, compiler: &Compiler, table: &Value, database: &Value) -> Result<String>;

    /// v6: `describeTableQuery`.
    fn describe_table(
        &self,
        compiler: &Compiler,
        table: &Value,
        schema: &Value,
        delimiter: &Value,
    ) -> Result<String>;

    /// v6: `showIndexesQuery`. `database` is MySQL's.
    fn show_indexes(&self, compiler: &Compiler, table: &Value, database: Option<String>) -> Result<String>;

    /// v6: `showConstraintsQuery`.
    fn show_constraints(
        &self,
        compiler: &Compiler,
        table: &Value,
        constraint: Option<String>,
    ) -> Result<String>;

    /// v6: `getForeignKeysQuery`. `scope` is a schema on MySQL and a catalog on SQL Server.
    fn foreign_keys(&self, compiler: &Compiler, table: &Value, scope: &Value) -> Result<String>;

    /// v6: `getForeignKeyQuery`: the foreign key of one column.
    fn foreign_key(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let _ = (table, column);
        Err(Error::unsupported("getForeignKeyQuery", Some(compiler.dialect().name())))
    }

    /// v6: `getPrimaryKeyConstraintQuery`.
    fn primary_key_constraint(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let _ = (table, column);
        Err(Error::unsupported("getPrimaryKeyConstraintQuery", Some(compiler.dialect().name())))
    }

    /// v6: `getDefaultConstraintQuery`.
    fn default_constraint(&self, compiler: &Compiler, table: &Value, column: &str) -> Result<String> {
        let _ = (table, column);
        Err(Error::unsupported("getDefaultConstraintQuery", Some(compiler.dialect().name())))
    }
}

/// The name of a table and, if given, its schema. v6: `table.tableName || table`, `table.schema`.
pub(super) fn parts(table: &Value) -> (String, Option<String>) {
    match table {
        Value::Model(model) => (model.table.name.clone(), model.table.schema.clone()),
        other => {
            let name = crate::request::text::truthy(other.get("tableName"));
            let schema = crate::request::text::truthy(other.get("schema"));
            (name.unwrap_or_else(|| crate::request::text::of(other)), schema)
        }
    }
}

/// The table with a schema put to it, or as it is. v6: `addSchema`.
pub(super) fn with_schema(table: &Value, schema: &Value, delimiter: &Value) -> Value {
    if !schema.is_truthy() {
        return table.clone();
    }
    let delimiter = if delimiter.is_truthy() { delimiter.clone() } else { Value::from(".") };
    let object = sequelize_types::Object::new()
        .with("tableName", table.clone())
        .with("schema", schema.clone())
        .with("delimiter", delimiter);
    Value::Object(object)
}

/// A table without the schema it was given with; models keep theirs. v6's `addSchema` on a table name: it looks for
/// `_schema`, which only models have.
pub(super) fn without_schema(table: &Value) -> Value {
    match table {
        Value::Object(object) => match object.get("tableName").filter(|name| name.is_truthy()) {
            Some(name) => name.clone(),
            None => table.clone(),
        },
        other => other.clone(),
    }
}
