//! What INSERT, UPDATE and DELETE consist of.

pub mod arithmetic;
pub mod bulk_insert;
pub mod conflict;
pub mod delete;
pub mod insert;
pub mod merge;
pub mod returning;
pub mod update;

use sequelize_types::{Attribute, Result, Value};

use super::expression;
use crate::Compiler;
use crate::ast::{Expr, write::Cell};

/// The cell of a value that v6 binds, unless it writes literals here.
fn cell<'a>(
    compiler: &'a Compiler,
    value: &'a Value,
    attribute: Option<&'a Attribute>,
    has_literals: bool,
) -> Result<Cell<'a>> {
    Ok(match value {
        Value::Expression(expression) => Cell::Expr(expression::plan(compiler, expression, None)?),
        value if has_literals => Cell::Literal(value, attribute),
        value => Cell::Param(value, attribute),
    })
}

/// `options.limit`; anything falsy is no limit.
/// # Errors
/// `Plain` if it is no number of rows.
fn limit<'a>(compiler: &'a Compiler, value: &'a Value) -> Result<Option<Expr<'a>>> {
    if value.is_truthy() || matches!(value, Value::Number(number) if number.is_nan()) {
        return super::paging::count(compiler, "limit", value);
    }
    Ok(None)
}
