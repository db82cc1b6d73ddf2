//! DELETE. v6: `deleteQuery`.

use sequelize_types::{Error, Model, Result, Value};

use super::limit;
use crate::Compiler;
use crate::ast::{Prefix, write::Delete};
use crate::dialect::DeleteLimit;
use crate::plan::filter::Filter;
use crate::request::write::Options;

pub struct Request<'a> {
    pub table: &'a Value,
    pub filter: &'a Value,
    pub options: Options<'a>,
    pub model: Option<&'a Model>,
}

/// # Errors
/// `Plain` for a limit that needs a model and has none; what conditions refuse.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Delete<'a>> {
    let filter =
        Filter::of_model(compiler, request.model, Prefix::None).conditions(request.filter, request.model)?;
    let limit = limit(compiler, request.options.get("limit"))?;
    let mut keys = Vec::new();
    if limit.is_some() && compiler.dialect().delete_limit() == DeleteLimit::ByKey {
        let model = request.model.ok_or_else(|| Error::plain("Cannot LIMIT delete without a model."))?;
        keys = model.primary_keys.iter().map(|name| column(model, name)).collect();
    }
    Ok(Delete { table: request.table, filter, limit, keys })
}

fn column<'a>(model: &'a Model, name: &'a str) -> &'a str {
    model.attributes.by_name(name).map_or(name, |attribute| attribute.column())
}
