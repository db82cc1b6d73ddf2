//! Attribute → column: which clauses a column definition gets. v6: `attributeToSQL`, before any text.

use sequelize_types::{Attribute, DataType, Error, Result, TypeKind, Value};

use crate::ast::schema::column::{Column, Generation, Reference};
use crate::dialect::Dialect;
use crate::request::schema::deferrable;

/// Plans the definition of one attribute.
/// # Errors
/// `Type` if the attribute has no type or references nothing.
pub fn plan<'a>(dialect: &dyn Dialect, attribute: &'a Attribute) -> Result<Column<'a>> {
    let name = attribute.column();
    let Some(data_type) = &attribute.data_type else {
        return Err(Error::type_error(format!("the attribute {name} has no type")));
    };
    let option = |key: &str| attribute.rest.get(key).filter(|value| value.is_truthy());
    let generation = match (attribute.is_auto_increment, attribute.is_auto_increment_identity) {
        (false, _) => None,
        (true, false) => Some(Generation::AutoIncrement),
        (true, true) => Some(Generation::Identity),
    };
    Ok(Column {
        name,
        data_type,
        is_not_null: dialect.forbids_null(&attribute.allow_null),
        generation,
        default: Some(&attribute.default_value).filter(|value| is_schemable(value)),
        is_unique: attribute.unique == Value::Bool(true),
        is_primary_key: attribute.is_primary_key,
        comment: option("comment").and_then(Value::as_str),
        is_first: option("first").is_some(),
        after: option("after").and_then(Value::as_str),
        references: option("references").map(|references| reference(attribute, references)).transpose()?,
        enum_values: enum_values(attribute, data_type),
    })
}

fn reference<'a>(attribute: &'a Attribute, references: &'a Value) -> Result<Reference<'a>> {
    let Some(table) = references.get("model").filter(|table| table.is_truthy()) else {
        let name = &attribute.name;
        return Err(Error::type_error(format!("the references of the attribute {name} name no model")));
    };
    let key = references.get("key").filter(|key| key.is_truthy()).and_then(Value::as_str).unwrap_or("id");
    let action = |name: &str| {
        crate::request::text::truthy(attribute.rest.get(name)).map(|action| action.to_uppercase())
    };
    Ok(Reference {
        table,
        key,
        on_delete: action("onDelete"),
        on_update: action("onUpdate"),
        deferrable: references.get("deferrable").map(deferrable::timing).transpose()?.flatten(),
    })
}

/// Whether a default can stand in the schema. v6: `Utils.defaultValueSchemable`; what is made for each row cannot.
pub fn is_schemable(value: &Value) -> bool {
    match value {
        Value::Undefined | Value::DataType(_) | Value::Model(_) => false,
        Value::Opaque { type_name, .. } => !type_name.ends_with("Function"),
        _ => true,
    }
}

/// The `values` of the definition, else those of the type.
fn enum_values<'a>(attribute: &'a Attribute, data_type: &'a DataType) -> Vec<&'a str> {
    let element = data_type.element.as_deref().filter(|_| data_type.kind == TypeKind::Array);
    let enumeration = element.unwrap_or(data_type);
    if enumeration.kind != TypeKind::Enum {
        return Vec::new();
    }
    match attribute.rest.get("values").and_then(Value::as_array) {
        Some(values) => values.iter().filter_map(Value::as_str).collect(),
        None => enumeration.values.iter().map(String::as_str).collect(),
    }
}
