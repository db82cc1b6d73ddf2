//! Indexes and constraints.

use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::render::schema::{constraint, index, table_text};
use crate::request::schema::{
    args::Args,
    constraint::Constraint,
    index::{AddIndex, name_to_drop},
};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let dialect = compiler.dialect();
    let sql = match method {
        "addIndexQuery" => AddIndex::of(args).and_then(|request| index::add_index(compiler, &request)),
        "removeIndexQuery" => remove_index(compiler, args),
        "addConstraintQuery" => constraint::add(compiler, args.get(0), args.get(1)),
        "getConstraintSnippet" => snippet(compiler, args),
        "removeConstraintQuery" => {
            args.name(1).and_then(|name| constraint::remove(compiler, args.get(0), &name))
        }
        "dropConstraintQuery" => {
            args.name(1).and_then(|name| dialect.drop_constraint(compiler, args.get(0), &name))
        }
        "dropForeignKeyQuery" => {
            args.name(1).and_then(|name| dialect.drop_foreign_key(compiler, args.get(0), &name))
        }
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

fn remove_index(compiler: &Compiler, args: Args<'_>) -> Result<String> {
    let index = name_to_drop(&table_text(compiler, args.get(0))?, args.get(1))?;
    let is_concurrent = args.option(2, "concurrently").is_some_and(Value::is_truthy);
    compiler.dialect().remove_index(compiler, args.get(0), &index, is_concurrent)
}

fn snippet(compiler: &Compiler, args: Args<'_>) -> Result<String> {
    let constraint = Constraint::of(args.get(1))?;
    constraint::snippet(compiler, &table_text(compiler, args.get(0))?, &constraint)
}
