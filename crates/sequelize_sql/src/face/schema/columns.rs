//! Column definitions: `attributeToSQL`, `attributesToSQL`, and what SQLite does to booleans in them.

use sequelize_types::{Attribute, Model, Object, Result, Value};

use crate::Compiler;
use crate::dialect::schema::Definition;
use crate::plan::schema::{column, definition_text};
use crate::request::attributes;
use crate::request::schema::{args::Args, column_context::ColumnContext};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    Some(match method {
        "attributeToSQL" => {
            let context = ColumnContext::of(args, 1);
            let name = context.key.clone().unwrap_or_default();
            definition_by_itself(compiler, &name, args.get(0), &context).map(Value::Text)
        }
        "attributesToSQL" => attributes_to_sql(compiler, args),
        "replaceBooleanDefaults" => {
            let sql = crate::request::text::of(args.get(0));
            Ok(Value::Text(definition_text::replace_boolean_defaults(&sql)))
        }
        _ => return None,
    })
}

fn attributes_to_sql(compiler: &Compiler, args: Args<'_>) -> Result<Value> {
    let mut result = Object::new();
    for (name, sql) in definitions(compiler, args.get(0), &ColumnContext::of(args, 1))? {
        result.set(name, Value::Text(sql));
    }
    Ok(Value::Object(result))
}

/// The definitions of attributes (of a model, or an object of definitions) by column.
pub fn definitions(
    compiler: &Compiler,
    attributes: &Value,
    context: &ColumnContext<'_>,
) -> Result<Vec<Definition>> {
    let set = attributes::of(attributes);
    let mut targets = Vec::new();
    let mut result = Vec::with_capacity(set.len());
    for attribute in set.iter() {
        let mut column = column::plan(compiler.dialect(), attribute)?;
        if let Some(reference) = &mut column.references {
            compiler.dialect().restrain_reference(reference, &mut targets);
        }
        let mut context = ColumnContext { model: model_of(attribute), ..context.clone() };
        context.key.get_or_insert_with(|| attribute.name.clone());
        result.push((column.name.to_owned(), compiler.dialect().column_sql(compiler, &column, &context)?));
    }
    Ok(result)
}

/// The definition of one attribute: an object, a type, or text.
pub fn definition(
    compiler: &Compiler,
    name: &str,
    attribute: &Value,
    context: &ColumnContext<'_>,
) -> Result<String> {
    let attribute = attributes::from_definition(name, attribute);
    let column = column::plan(compiler.dialect(), &attribute)?;
    let context = ColumnContext { model: model_of(&attribute), ..context.clone() };
    compiler.dialect().column_sql(compiler, &column, &context)
}

/// As [`definition`], for the method of that name, which SQLite has from MySQL in v6.
fn definition_by_itself(
    compiler: &Compiler,
    name: &str,
    attribute: &Value,
    context: &ColumnContext<'_>,
) -> Result<String> {
    let attribute = attributes::from_definition(name, attribute);
    let column = column::plan(compiler.dialect(), &attribute)?;
    let context = ColumnContext { model: model_of(&attribute), ..context.clone() };
    compiler.dialect().attribute_sql(compiler, &column, &context)
}

/// The model that v6 notes in the definitions it makes of `define`'s attributes.
fn model_of(attribute: &Attribute) -> Option<&Model> {
    attribute.rest.get("Model").and_then(Value::as_model).map(AsRef::as_ref)
}
