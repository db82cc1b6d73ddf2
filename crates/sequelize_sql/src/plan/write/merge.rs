//! MERGE, mssql's upsert. v6: `upsertQuery` of mssql.

use sequelize_types::{Error, Key, Model, Object, Op, Result, Value};

use super::cell;
use crate::Compiler;
use crate::ast::write::Merge;

pub struct Request<'a> {
    pub table: &'a Value,
    pub insert_values: &'a Value,
    pub update_values: &'a Value,
    /// `{[Op.or]: [{column: value}, …]}`: the ways in which a row can be there already.
    pub filter: &'a Value,
    pub model: &'a Model,
}

/// # Errors
/// `Plain` if no unique key has all its values.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Merge<'a>> {
    let model = request.model;
    let identity: Vec<&str> =
        model.attributes.iter().filter(|attribute| attribute.is_auto_increment).map(|a| a.column()).collect();
    let inserted = object(request.insert_values)?;
    let mut columns = Vec::with_capacity(inserted.len());
    let mut cells = Vec::with_capacity(inserted.len());
    for (key, value) in inserted.names() {
        columns.push(key);
        cells.push(cell(compiler, value, None, true)?);
    }
    let updated = object(request.update_values)?.names().filter(|(key, _)| !identity.contains(key));
    Ok(Merge {
        table: request.table,
        columns,
        cells,
        keys: keys(model, request.filter)?,
        updates: updated
            .map(|(key, value)| Ok((key, cell(compiler, value, None, true)?)))
            .collect::<Result<_>>()?,
        has_identity: identity.iter().any(|key| inserted.get(key).is_some_and(Value::is_truthy)),
    })
}

fn object(value: &Value) -> Result<&Object> {
    value.as_object().ok_or_else(|| Error::type_error("the values of an upsert must be an object"))
}

/// The primary key if a condition without gaps starts with it, else every unique column.
fn keys<'a>(model: &'a Model, filter: &'a Value) -> Result<Vec<&'a str>> {
    let alternatives = filter.as_object().and_then(|filter| filter.get_op(Op::Or)).and_then(Value::as_array);
    let complete = |clause: &&Value| match clause {
        Value::Object(clause) => clause.names().all(|(_, value)| !value.is_nullish()),
        _ => true,
    };
    let clauses: Vec<&Value> = alternatives.unwrap_or_default().iter().filter(complete).collect();
    if clauses.is_empty() {
        return Err(Error::plain("Primary Key or Unique key should be passed to upsert query"));
    }
    let columns_of = |is_wanted: fn(&sequelize_types::Attribute) -> bool| -> Vec<&'a str> {
        model.attributes.iter().filter(|attribute| is_wanted(attribute)).map(|a| a.column()).collect()
    };
    let primary = columns_of(|attribute| attribute.is_primary_key);
    let starts_with_primary = |clause: &&Value| match clause {
        Value::Object(clause) => match clause.entries.first() {
            Some((Key::Name(first), _)) => primary.contains(&first.as_str()),
            _ => false,
        },
        _ => false,
    };
    if clauses.iter().any(starts_with_primary) {
        return Ok(primary);
    }
    let mut unique = columns_of(|attribute| attribute.unique.is_truthy());
    add_indexed(model, &mut unique);
    Ok(unique)
}

/// Columns of unique indexes, as `options.indexes` lists them.
fn add_indexed<'a>(model: &'a Model, unique: &mut Vec<&'a str>) {
    let indexes = model.options.get("indexes").and_then(Value::as_array).unwrap_or_default();
    for index in indexes.iter().filter(|index| index.get("unique").is_some_and(Value::is_truthy)) {
        for field in index.get("fields").and_then(Value::as_array).unwrap_or_default() {
            let name = field.as_str().or_else(|| {
                let named = |key: &str| field.get(key).and_then(Value::as_str);
                named("name").or_else(|| named("attribute"))
            });
            // v6 looks a column up among the names of attributes.
            if let Some(name) = name.filter(|name| model.attributes.by_name(name).is_some())
                && !unique.contains(&name)
            {
                unique.push(name);
            }
        }
    }
}
