//! Everything of v6's query generator that neither reads nor writes rows: types, tables, indexes, constraints,
//! introspection, transactions, and the functions, triggers and enums of PostgreSQL.

pub mod columns;
mod constraints;
mod introspection;
mod postgres;
mod tables;
mod transactions;
mod types;

use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::request::schema::args::Args;

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let args = Args(args);
    let families = [
        types::call,
        columns::call,
        tables::call,
        constraints::call,
        introspection::call,
        transactions::call,
        postgres::call,
    ];
    families.into_iter().find_map(|family| family(compiler, method, args))
}
