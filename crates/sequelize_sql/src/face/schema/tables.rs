//! Tables, columns, schemas and databases.

use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::request::schema::{
    args::{Args, definitions},
    create_table::CreateTable,
};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let dialect = compiler.dialect();
    if method == "_rebuildTableQuery" {
        let create = crate::request::text::of(args.get(1));
        let statements =
            crate::dialect::sqlite::rebuild::statements(compiler, args.get(0), &create, args.get(2));
        return Some(statements.map(|all| Value::Array(all.into_iter().map(Value::Text).collect())));
    }
    let sql = match method {
        "createTableQuery" => {
            CreateTable::of(args).and_then(|request| dialect.create_table(compiler, &request))
        }
        "dropTableQuery" => {
            let is_cascading = args.option(1, "cascade").is_some_and(Value::is_truthy);
            dialect.drop_table(compiler, args.get(0), is_cascading)
        }
        "renameTableQuery" => dialect.rename_table(compiler, args.get(0), args.get(1)),
        "addColumnQuery" => {
            args.name(1).and_then(|key| dialect.add_column(compiler, args.get(0), &key, args.get(2)))
        }
        "removeColumnQuery" => dialect.remove_column(compiler, args.get(0), args.get(1)),
        "changeColumnQuery" => definitions(args.get(1))
            .and_then(|definitions| dialect.change_columns(compiler, args.get(0), &definitions)),
        "renameColumnQuery" => args.name(1).and_then(|before| {
            dialect.rename_column(compiler, args.get(0), &before, [args.get(2), args.get(3)])
        }),
        "commentTemplate" => args.name(2).and_then(|column| {
            let comment = crate::request::text::of(args.get(0));
            dialect.column_comment(compiler, &comment, args.get(1), &column)
        }),
        "_alterConstraintQuery" => {
            let sql = crate::request::text::of(args.get(2));
            crate::dialect::sqlite::schema::alter_constraint(compiler, args.get(0), args.get(1), &sql)
        }
        "createSchema" => dialect.create_schema(compiler, args.get(0), args.get(1)),
        "dropSchema" => dialect.drop_schema(compiler, args.get(0)),
        "createDatabaseQuery" => dialect.create_database(compiler, args.get(0), args.get(1)),
        "dropDatabaseQuery" => dialect.drop_database(compiler, args.get(0)),
        _ => return None,
    };
    Some(sql.map(Value::Text))
}
