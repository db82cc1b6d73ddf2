//! `SET a=a+ 1`. v6: `arithmeticQuery`.

use std::borrow::Cow;

use sequelize_types::{Error, Object, Result, Value};

use super::{cell, returning};
use crate::Compiler;
use crate::ast::write::Arithmetic;
use crate::dialect::supports::ReturnValues;
use crate::plan::filter::Filter;
use crate::request::write::{Options, values};

pub struct Request<'a> {
    pub operator: &'a Value,
    pub table: &'a Value,
    pub filter: &'a Value,
    pub amounts: &'a Value,
    pub values: &'a Value,
    pub options: Options<'a>,
}

/// # Errors
/// `Plain` for an operator other than `+` and `-`; what conditions and expressions refuse.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Arithmetic<'a>> {
    let operator = match request.operator.as_str() {
        Some("+") => "+",
        Some("-") => "-",
        _ => {
            let given = crate::literal::describe(request.operator);
            return Err(Error::plain(format!("Invalid arithmetic operator {given}")));
        }
    };
    let literal = |(key, value): (&'a str, &'a Value)| Ok((key, cell(compiler, value, None, true)?));
    let amounts = request.amounts.as_object().map(Object::names).into_iter().flatten();
    Ok(Arithmetic {
        table: request.table,
        operator,
        amounts: amounts.map(literal).collect::<Result<_>>()?,
        assignments: values(request.values, compiler.options.omit_null, &Value::Undefined)
            .map(literal)
            .collect::<Result<_>>()?,
        filter: Filter::new(compiler).items(request.filter, false)?,
        returning: returned(compiler, request.options)?,
    })
}

/// Here `returning` is on unless it is turned off.
fn returned<'a>(
    compiler: &Compiler,
    options: Options<'a>,
) -> Result<Option<crate::ast::write::Returning<'a>>> {
    let returning = options.get("returning");
    let is_off = !returning.is_undefined() && !returning.is_truthy();
    if is_off || compiler.dialect().supports().return_values == ReturnValues::None {
        return Ok(None);
    }
    let mut returned = returning::requested(compiler, None, options)?;
    if returned.columns.is_empty() {
        returned.columns.push(Cow::Borrowed("*"));
    }
    Ok(Some(returned))
}
