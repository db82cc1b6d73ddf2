//! UPDATE. v6: `updateQuery`.

use sequelize_types::{AttributeSet, Result, Value};

use super::{cell, insert, limit, returning};
use crate::Compiler;
use crate::ast::write::Update;
use crate::ast::{Expr, Prefix};
use crate::plan::filter::Filter;
use crate::request::write::{Options, values};

pub struct Request<'a> {
    pub table: &'a Value,
    pub values: &'a Value,
    pub filter: &'a Value,
    pub options: Options<'a>,
    pub attributes: Option<&'a AttributeSet>,
}

/// `None` if there is nothing to set.
/// # Errors
/// What conditions and expressions refuse.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Option<Update<'a>>> {
    let Request { table, options, attributes, .. } = *request;
    let dialect = compiler.dialect();
    let is_limited_by_row = dialect.limits_updates_by_row();
    let has_literals = match is_limited_by_row {
        true => options.has_literals()?,
        false => insert::has_literals(compiler, options)?,
    };
    let omit_null = match options.get("omitNull") {
        Value::Undefined => compiler.options.omit_null,
        given => given.is_truthy(),
    };
    let mut assignments =
        Vec::with_capacity(request.values.as_object().map_or(0, sequelize_types::Object::len));
    for (key, value) in values(request.values, omit_null, options.get("allowNull")) {
        let attribute = attributes.and_then(|attributes| attributes.find_column(key));
        let is_counting = attribute.is_some_and(|attribute| attribute.is_auto_increment);
        if is_counting && !dialect.supports().auto_increment.update {
            continue;
        }
        assignments.push((key, cell(compiler, value, attribute, has_literals)?));
    }
    // v6: without values SQLite's generator goes on and writes a statement that cannot be run.
    if assignments.is_empty() && !is_limited_by_row {
        return Ok(None);
    }
    let is_limited = is_limited_by_row || dialect.supports().limit_on_update;
    Ok(Some(Update {
        table,
        assignments,
        // v6: SQLite binds the values of conditions even where it was told not to bind.
        filter: filter(compiler, request.filter, options, !has_literals || is_limited_by_row)?,
        limit: if is_limited { limit(compiler, options.get("limit"))? } else { None },
        returning: if is_limited_by_row { None } else { returning::plan(compiler, attributes, options)? },
    }))
}

fn filter<'a>(
    compiler: &'a Compiler,
    conditions: &'a Value,
    options: Options<'a>,
    is_binding: bool,
) -> Result<Option<Expr<'a>>> {
    let model = options.get("model").as_model().map(|model| &**model);
    let filter = Filter { is_binding, ..Filter::of_model(compiler, model, Prefix::None) };
    filter.items(conditions, false)
}
