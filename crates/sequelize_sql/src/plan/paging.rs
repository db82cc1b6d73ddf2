//! LIMIT and OFFSET. v6: `addLimitAndOffset`.

use std::borrow::Cow;

use sequelize_types::{Error, Expression, Model, Result, Value};

use super::alias::Aliases;
use super::{expression, order};
use crate::ast::{Expr, Paging, Prefix, Slot, SlotStyle};
use crate::dialect::PagingStyle;
use crate::request::select;
use crate::{Compiler, identifier};

/// What of a request decides its paging.
pub struct Request<'a, 'n> {
    pub limit: &'a Value,
    pub offset: &'a Value,
    pub order: &'a Value,
    pub attributes: &'a Value,
    /// `tableAs`, where it differs from the model's name.
    pub alias: Option<&'a str>,
    pub model: Option<&'a Model>,
    pub has_include: bool,
    /// Whether v6 takes the statement for one with a subquery here.
    pub is_sub_query: bool,
    pub aliases: &'n Aliases,
}

impl<'a, 'n> Request<'a, 'n> {
    pub fn of(request: &select::Request<'a>, aliases: &'n Aliases) -> Self {
        Self::of_options(request.options, request.model, aliases)
    }

    pub fn of_options(options: &'a Value, model: Option<&'a Model>, aliases: &'n Aliases) -> Self {
        let option = |name: &str| options.get(name).unwrap_or(&Value::Undefined);
        let joins = ["hasIncludeWhere", "hasIncludeRequired", "hasMultiAssociation"];
        Self {
            limit: option("limit"),
            offset: option("offset"),
            order: option("order"),
            attributes: option("attributes"),
            alias: option("tableAs").as_str().filter(|alias| !alias.is_empty()),
            model,
            has_include: option("include").is_truthy(),
            is_sub_query: match option("subQuery") {
                Value::Undefined => joins.iter().any(|name| option(name).is_truthy()),
                given => given.is_truthy(),
            },
            aliases,
        }
    }
}

/// # Errors
/// `Plain` for a limit or offset that is no finite number; `Type` if an order must be made up and there is no key.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a, '_>) -> Result<Paging<'a>> {
    match compiler.dialect().paging() {
        PagingStyle::LimitOffset | PagingStyle::LimitComma => Ok(Paging {
            limit: count(compiler, "limit", request.limit)?,
            offset: count(compiler, "offset", request.offset)?,
            ..Paging::default()
        }),
        PagingStyle::OffsetFetch => fetch(compiler, request),
    }
}

/// `OFFSET … FETCH` needs an order; without one the rows come by primary key.
fn fetch<'a>(compiler: &'a Compiler, request: &Request<'a, '_>) -> Result<Paging<'a>> {
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
        return Ok(Paging { limit, offset, ..Paging::default() });
    }
    let mut order = Vec::new();
    // v6 ends the order of a statement with joins by the key, unless the order is one of the subquery.
    let is_key_needed = has_order
        && request.has_include
        && !(request.is_sub_query && order::has_inner(request.order))
        && !is_ordered_by_key(compiler, request);
    if !has_order || is_key_needed {
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
    let is_order_continued = is_key_needed && !request.is_sub_query;
    Ok(Paging { limit, offset: Some(offset.unwrap_or(Expr::sql("0"))), order, is_order_continued })
}

/// Whether one of the orders is by the primary key, as v6 compares them: by the names that the orders and the key have
/// in the statement.
fn is_ordered_by_key(compiler: &Compiler, request: &Request<'_, '_>) -> bool {
    let Some(model) = request.model else { return false };
    let table = quoted_alias(compiler, Some(request.alias.unwrap_or(&model.name)));
    let renamed = |name: &str| {
        let alias = order::alias_of(request.attributes, name)?;
        Some(request.aliases.find(&table, alias).unwrap_or(alias))
    };
    let Some(key) = model.primary_key_field() else { return false };
    let key = renamed(key).unwrap_or(key);
    let orders = match request.order {
        Value::Array(items) => items.as_slice(),
        order => std::slice::from_ref(order),
    };
    orders.iter().any(|item| match item {
        Value::Array(parts) => match parts.first() {
            Some(Value::Text(name)) => {
                let field = || model.attributes.by_name(name).map_or(name.as_str(), |known| known.column());
                renamed(name).unwrap_or_else(field) == key
            }
            Some(first) => expression_name(first) == Some(key),
            None => false,
        },
        Value::Text(name) => name == key,
        other => expression_name(other) == Some(key),
    })
}

fn expression_name(value: &Value) -> Option<&str> {
    match value.as_expression()? {
        Expression::Col { path } => path.as_str(),
        Expression::Literal { sql } => sql.as_str(),
        _ => None,
    }
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
