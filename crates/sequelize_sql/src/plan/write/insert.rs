//! INSERT of one row. v6: `insertQuery`.

use sequelize_types::{AttributeSet, Error, Result, Value};

use super::{cell, conflict, returning};
use crate::Compiler;
use crate::ast::write::{Cell, Insert};
use crate::request::write::{Options, values};

pub struct Request<'a> {
    pub table: &'a Value,
    pub values: &'a Value,
    pub attributes: Option<&'a AttributeSet>,
    pub options: Options<'a>,
}

/// # Errors
/// What the options refuse: `conflictWhere` where the dialect has none, expressions that are none …
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Insert<'a>> {
    let Request { table, attributes, options, .. } = *request;
    let supports = compiler.dialect().supports();
    let returning = returning::plan(compiler, attributes, options)?;
    let is_catching = supports.exception && options.is_on("exception");
    let has_literals = has_literals(compiler, options)? || is_catching;
    if conflict::has_filter(options) && !supports.inserts.on_conflict_where {
        return Err(Error::plain("missing dialect support for conflictWhere option"));
    }
    let size = request.values.as_object().map_or(0, sequelize_types::Object::len);
    let (mut columns, mut cells) = (Vec::with_capacity(size), Vec::with_capacity(size));
    let mut has_identity = false;
    for (key, value) in values(request.values, compiler.options.omit_null, &Value::Undefined) {
        let attribute = attributes.and_then(|attributes| attributes.find_column(key));
        let is_counting = attribute.is_some_and(|attribute| attribute.is_auto_increment);
        let cell = match (is_counting && value.is_nullish(), supports.auto_increment.default_value) {
            (true, false) => continue,
            (true, true) if supports.default_keyword => Cell::Default,
            (true, true) => Cell::Null,
            (false, _) => cell(compiler, value, attribute, has_literals)?,
        };
        has_identity |= is_counting && !value.is_nullish() && supports.auto_increment.identity_insert;
        columns.push(key);
        cells.push(cell);
    }
    Ok(Insert {
        table,
        columns,
        cells,
        is_ignoring_duplicates: options.is_on("ignoreDuplicates"),
        conflict: conflict::plan(compiler, options)?,
        returning,
        has_identity,
        is_catching,
    })
}

/// A search path is set by a statement in front, and drivers do not bind into two statements at once.
/// # Errors
/// As `Options::has_literals`.
pub fn has_literals(compiler: &Compiler, options: Options<'_>) -> Result<bool> {
    Ok(compiler.options.prepend_search_path || options.is_on("searchPath") || options.has_literals()?)
}
