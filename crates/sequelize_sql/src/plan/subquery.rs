//! The inner query of `SELECT … FROM (SELECT …)`, by which a limit counts rows of the model and not joined rows.

use std::borrow::Cow;

use sequelize_types::{Result, Value};

use super::filter::Filter;
use super::include::Top;
use super::select;
use crate::ast::{Expr, Prefix, Select};
use crate::request::include::{Include, SubQueryFilter};
use crate::request::select::Request;

/// When a limit forces a subquery: v6's `Model` decides it beforehand, except for requests made by hand.
pub fn is_needed(request: &Request<'_>) -> bool {
    match request.option("subQuery") {
        Value::Undefined => {
            request.option("limit").is_truthy() && request.option("hasMultiAssociation").is_truthy()
        }
        given => given.is_truthy(),
    }
}

/// The condition by which a required include filters the subquery: `( SELECT … LIMIT 1 ) IS NOT NULL`.
/// v6: `_generateSubQueryFilter`.
pub fn filter<'a>(top: &Top<'a>, include: &'a Include<'a>) -> Result<Option<Expr<'a>>> {
    let Some(filter) = include.sub_query_filter.as_deref().filter(|_| top.has_sub_query) else {
        return Ok(None);
    };
    let select =
        Select { filter: Some(condition(top, filter)?), ..select::plan(top.compiler, &filter.request)? };
    Ok(Some(Expr::Joined(vec![Expr::SubQuery(Box::new(select)), Expr::sql(" IS NOT NULL")])))
}

/// The link to the outer query and the include's own condition.
fn condition<'a>(top: &Top<'a>, filter: &'a SubQueryFilter<'a>) -> Result<Expr<'a>> {
    let column = |(table, column): (&'a str, &'a str)| Expr::Column {
        prefix: Prefix::Name(table),
        name: Cow::Borrowed(column),
    };
    let [left, right] = filter.link;
    let link = Expr::compare(Some(column(left)), "=", column(right));
    let model = filter.request.model;
    let own = Filter::of_model(top.compiler, model, filter.request.prefix()?).member(&filter.filter)?;
    let mut items: Vec<_> = own.into_iter().collect();
    items.insert(if filter.is_link_first { 0 } else { items.len() }, link);
    Ok(Expr::Group { items, is_or: false, is_negated: false, has_parens: true })
}

/// The conditions of a statement and those that its includes add. v6 adds properties to `where`, which only an
/// object takes: an expression or a list stays as it is.
pub fn with_filters<'a>(
    condition: Option<Expr<'a>>,
    filters: Vec<Expr<'a>>,
    request: &Request<'_>,
) -> Option<Expr<'a>> {
    match &*request.filter {
        Value::Object(_) | Value::Undefined | Value::Null => {
            Expr::group(condition.into_iter().chain(filters).collect(), false, false)
        }
        _ => condition,
    }
}
