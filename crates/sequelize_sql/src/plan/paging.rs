//! LIMIT and OFFSET. v6: `addLimitAndOffset`.

use std::borrow::Cow;

use sequelize_types::{Error, Model, Result, Value};

use super::expression;
use crate::ast::{Expr, Paging, Prefix, Slot, SlotStyle};
use crate::dialect::PagingStyle;
use crate::{Compiler, identifier};

/// What of a request decides its paging.
pub struct Request<'a> {
    pub limit: &'a Value,
    pub offset: &'a Value,
    pub order: &'a Value,
    /// `tableAs`, where it differs from the model's name.
    pub alias: Option<&'a str>,
    pub model: Option<&'a Model>,
}

/// # Errors
/// `Plain` for a limit or offset that is no finite number; `Type` if an order must be made up and there is no key.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Paging<'a>> {
    match compiler.dialect().paging() {
        PagingStyle::LimitOffset | PagingStyle::LimitComma => Ok(Paging {
            limit: count(compiler, "limit", request.limit)?,
            offset: count(compiler, "offset", request.offset)?,
            order: Vec::new(),
        }),
        PagingStyle::OffsetFetch => fetch(compiler, request),
    }
}

/// `OFFSET … FETCH` needs an order; without one the rows come by primary key.
fn fetch<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Paging<'a>> {
    // v6: here a limit of 0 is no limit.
    let is_nan = |value: &Value| matches!(value, Value::Number(number) if number.is_nan());
    let given = |value: &'a Value| if value.is_truthy() || is_nan(value) { value } else { &Value::Undefined };
    let limit = count(compiler, "limit", given(request.limit))?;
    let offset = count(compiler, "offset", given(request.offset))?;
    if limit.is_none() && offset.is_none() {
        return Ok(Paging::default());
    }
    let has_order = match request.order {
        Value::Array(items) => !items.is_empty(),
        order => order.is_truthy(),
    };
    if is_legacy(compiler) {
        return Ok(Paging { limit, offset, order: Vec::new() });
    }
    let mut order = Vec::new();
    if !has_order {
        let Some(model) = request.model else {
            return Err(Error::type_error(
                "limit and offset without an order need a model with a primary key",
            ));
        };
        let Some(key) = model.primary_key_field() else {
            return Err(Error::type_error(format!(
                "limit and offset without an order need a primary key, which model {} has not",
                model.name
            )));
        };
        let prefix = Prefix::Name(request.alias.unwrap_or(&model.name));
        order.push(Expr::Column { prefix, name: Cow::Borrowed(key) });
    }
    Ok(Paging { limit, offset: Some(offset.unwrap_or(Expr::sql("0"))), order })
}

pub fn count<'a>(compiler: &'a Compiler, name: &str, value: &'a Value) -> Result<Option<Expr<'a>>> {
    match value {
        Value::Undefined | Value::Null => Ok(None),
        Value::Number(number) if !number.is_finite() => Err(Error::plain(format!(
            "Invalid value {} for {name}: a number of rows must be finite",
            crate::number::to_text(*number)
        ))),
        Value::Expression(expression) => expression::plan(compiler, expression, None).map(Some),
        value => {
            let value = Cow::Borrowed(value);
            Ok(Some(Expr::Slot(Slot { value, data_type: None, style: SlotStyle::Count })))
        }
    }
}

/// Whether the server is too old for its dialect's paging: SQL Server before 2012 (version 11).
pub fn is_legacy(compiler: &Compiler) -> bool {
    if compiler.dialect().paging() != PagingStyle::OffsetFetch {
        return false;
    }
    let version = compiler.options.database_version.as_str();
    // v6 reads full versions only (`10.50.1600`).
    version.split('.').count() == 3 && !crate::version::is_at_least(version, [11, 0, 0])
}

/// The order of row numbers on a server without paging: the request's own, else by primary key.
pub fn legacy_order<'a>(order: Vec<Expr<'a>>, model: Option<&'a Model>) -> Result<Vec<Expr<'a>>> {
    if !order.is_empty() {
        return Ok(order);
    }
    match model.and_then(|model| model.primary_key_field()) {
        Some(key) => Ok(vec![Expr::name(key)]),
        None => Err(Error::type_error("offset without an order needs a model with a primary key")),
    }
}

/// A table's alias as v6 keys its short aliases.
pub fn quoted_alias(compiler: &Compiler, alias: Option<&str>) -> String {
    alias.map(|alias| identifier::quote(compiler, alias)).unwrap_or_default()
}
