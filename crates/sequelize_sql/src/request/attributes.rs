//! Attribute definitions and model metadata as they arrive from JavaScript.

use std::borrow::Cow;

use sequelize_types::{Attribute, AttributeSet, Error, Key, Model, Object, Result, TableName, Value};

/// The attributes a method was given: those of a registered model, or an object of definitions.
/// Anything else has none.
pub fn of(value: &Value) -> Cow<'_, AttributeSet> {
    match value {
        Value::Attributes(model) | Value::Model(model) => Cow::Borrowed(&model.attributes),
        Value::Object(object) => Cow::Owned(from_object(object)),
        _ => Cow::Owned(AttributeSet::default()),
    }
}

pub fn from_object(definitions: &Object) -> AttributeSet {
    AttributeSet::new(
        definitions.names().map(|(name, definition)| from_definition(name, definition)).collect(),
    )
}

/// One definition: an object with `type` and options, or a bare data type, or a type as text.
pub fn from_definition(name: &str, definition: &Value) -> Attribute {
    let mut attribute = Attribute::new(name);
    match definition {
        Value::Object(object) => {
            for (key, value) in &object.entries {
                let Key::Name(key) = key else { continue };
                read_option(&mut attribute, key, value);
            }
        }
        other => attribute.data_type = data_type(other),
    }
    attribute
}

fn read_option(attribute: &mut Attribute, key: &str, value: &Value) {
    match key {
        "field" => attribute.field = value.as_str().filter(|field| !field.is_empty()).map(str::to_owned),
        "type" => attribute.data_type = data_type(value),
        "primaryKey" => attribute.is_primary_key = value.is_truthy(),
        // v6 compares with `=== true`.
        "autoIncrement" => attribute.is_auto_increment = *value == Value::Bool(true),
        "autoIncrementIdentity" => attribute.is_auto_increment_identity = value.is_truthy(),
        "allowNull" => attribute.allow_null = value.clone(),
        "defaultValue" => attribute.default_value = value.clone(),
        "unique" => attribute.unique = value.clone(),
        _ => attribute.rest.set(key, value.clone()),
    }
}

fn data_type(value: &Value) -> Option<sequelize_types::DataType> {
    match value {
        Value::DataType(data_type) => Some((**data_type).clone()),
        Value::Text(sql) => Some(sequelize_types::DataType::raw(sql.clone())),
        _ => None,
    }
}

/// A model from the description that the facade registers:
/// `{name, tableName, schema, delimiter, rawAttributes, primaryKeys, options}`.
/// # Errors
/// `Type` if it has no name.
pub fn model(id: u32, description: &Value) -> Result<Model> {
    let object = description.as_object().ok_or_else(|| Error::type_error("a model must be an object"))?;
    let text = |key: &str| {
        object.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let names = |key: &str| -> Vec<String> {
        let items = object.get(key).and_then(Value::as_array).unwrap_or_default();
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let name = text("name").unwrap_or_default();
    Ok(Model {
        id,
        table: TableName {
            name: text("tableName").unwrap_or_else(|| name.clone()),
            schema: text("schema"),
            delimiter: text("delimiter"),
        },
        name,
        attributes: object.get("rawAttributes").map(|value| of(value).into_owned()).unwrap_or_default(),
        primary_keys: names("primaryKeys"),
        options: object.get("options").cloned().unwrap_or(Value::Undefined),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sequelize_types::{DataType, TypeKind};

    #[test]
    fn definitions_are_objects_types_or_text() {
        let definitions = Object::new()
            .with(
                "id",
                Value::Object(
                    Object::new().with("type", Value::from("INTEGER")).with("field", Value::from("ID")),
                ),
            )
            .with("name", Value::DataType(Box::new(DataType::new(TypeKind::String))));
        let set = from_object(&definitions);
        assert_eq!(set.find_column("ID").map(|attribute| attribute.name.as_str()), Some("id"));
        assert_eq!(
            set.by_name("name").and_then(|a| a.data_type.clone()).map(|t| t.kind),
            Some(TypeKind::String)
        );
    }
}
