//! Statements that ask a database what it holds.

use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::dialect::{mssql, sqlite};
use crate::request::schema::args::Args;

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let dialect = compiler.dialect();
    let table = args.get(0);
    let sql = match method {
        "versionQuery" => Ok(dialect.version()),
        "showTablesQuery" => dialect.show_tables(compiler, table),
        "showSchemasQuery" => {
            let skip = args.option(0, "skip").and_then(Value::as_array).unwrap_or_default();
            dialect.show_schemas(compiler, skip)
        }
        "tableExistsQuery" => dialect.table_exists(compiler, table, args.get(1)),
        "describeTableQuery" => dialect.describe_table(compiler, table, args.get(1), args.get(2)),
        "describeCreateTableQuery" => sqlite::introspect::describe_create_table(compiler, table),
        "showIndexesQuery" => dialect.show_indexes(compiler, table, args.text_option(1, "database")),
        "showConstraintsQuery" => dialect.show_constraints(compiler, table, args.truthy(1)),
        "getForeignKeysQuery" => dialect.foreign_keys(compiler, table, args.get(1)),
        "getForeignKeyQuery" => args.name(1).and_then(|column| dialect.foreign_key(compiler, table, &column)),
        "_getForeignKeysQueryPrefix" => Ok(mssql::introspect::foreign_keys_prefix(compiler, table)),
        "getPrimaryKeyConstraintQuery" => {
            args.name(1).and_then(|column| dialect.primary_key_constraint(compiler, table, &column))
        }
        "getDefaultConstraintQuery" => {
            args.name(1).and_then(|column| dialect.default_constraint(compiler, table, &column))
        }
        _ => return None,
    };
    Some(sql.map(Value::Text))
}
