//! What an INSERT does with rows that are there already: `updateOnDuplicate`, `upsertKeys`, `conflictWhere`.

use sequelize_types::{Error, Result, Value};

use crate::Compiler;
use crate::ast::{Expr, Prefix, write::Conflict};
use crate::plan::filter::Filter;
use crate::request::write::Options;

/// `None` if nothing is to be updated, or the dialect has no such clause (mssql).
/// # Errors
/// `Plain` if nothing could be updated; `Type` without keys where the dialect needs them.
pub fn plan<'a>(compiler: &'a Compiler, options: Options<'a>) -> Result<Option<Conflict<'a>>> {
    let inserts = &compiler.dialect().supports().inserts;
    if inserts.update_on_duplicate.is_none() {
        return Ok(None);
    }
    let Some(updates) = options.names("updateOnDuplicate")? else { return Ok(None) };
    let keys = options.names("upsertKeys")?;
    if inserts.conflict_fields {
        let keys =
            keys.ok_or_else(|| Error::type_error("updateOnDuplicate needs upsertKeys, which are undefined"))?;
        return Ok(Some(Conflict::OnConflict { keys, filter: filter(compiler, options)?, updates }));
    }
    let untouched = if updates.is_empty() { keys.unwrap_or_default() } else { Vec::new() };
    if updates.is_empty() && untouched.is_empty() {
        return Err(Error::plain(
            "No update values found for ON DUPLICATE KEY UPDATE clause, and no identifier fields could be found to use instead.",
        ));
    }
    Ok(Some(Conflict::OnDuplicateKey { updates, untouched }))
}

/// Whether `conflictWhere` holds a condition.
pub fn has_filter(options: Options<'_>) -> bool {
    match options.get("conflictWhere") {
        Value::Object(object) => !object.is_empty(),
        Value::Array(items) => !items.is_empty(),
        value => matches!(value, Value::Expression(_)),
    }
}

fn filter<'a>(compiler: &'a Compiler, options: Options<'a>) -> Result<Option<Expr<'a>>> {
    if !has_filter(options) {
        return Ok(None);
    }
    let model = options.get("model").as_model().map(|model| &**model);
    Filter::of_model(compiler, model, Prefix::None).items(options.get("conflictWhere"), false)
}
