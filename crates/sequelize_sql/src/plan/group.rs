//! GROUP BY. v6: `aliasGrouping`.

use std::borrow::Cow;

use sequelize_types::{Model, Result, Value};

use super::alias::Aliases;
use super::order;
use crate::Compiler;
use crate::ast::Expr;

pub fn plan<'a>(
    compiler: &'a Compiler,
    group: &'a Value,
    model: Option<&'a Model>,
    aliases: &Aliases,
    table: &str,
) -> Result<Vec<Expr<'a>>> {
    let one = |item: &'a Value| -> Result<Expr<'a>> {
        // v6: of an array only the first part counts.
        let source = match item {
            Value::Array(parts) => parts.first().unwrap_or(&Value::Undefined),
            other => other,
        };
        if let Value::Text(name) = source
            && let Some(short) = aliases.find(table, name)
        {
            return Ok(Expr::Path(Cow::Owned(short.to_owned())));
        }
        order::quote(compiler, source, model, ".")
    };
    match group {
        Value::Array(items) => items.iter().map(one).collect(),
        value if !value.is_truthy() => Ok(Vec::new()),
        other => Ok(vec![one(other)?]),
    }
}
