//! Attribute definitions and model metadata as they arrive from JavaScript.

use std::borrow::Cow;

use sequelize_types::{
    Attribute, AttributeSet, DataType, Error, Key, Model, Object, Result, TableName, TypeKind, Value,
};

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
    let table = TableName {
        name: text("tableName").unwrap_or_else(|| name.clone()),
        schema: text("schema"),
        delimiter: text("delimiter"),
    };
    let attributes = object.get("rawAttributes").map(|value| of(value).into_owned()).unwrap_or_default();
    Ok(Model {
        id,
        attributes: name_enum_arrays(attributes, &table),
        table,
        name,
        primary_keys: names("primaryKeys"),
        options: object.get("options").cloned().unwrap_or(Value::Undefined),
    })
}

/// Arrays of ENUM are cast to a type that is named after table and column.
fn name_enum_arrays(attributes: AttributeSet, table: &TableName) -> AttributeSet {
    let named = |attribute: &Attribute| {
        let data_type = attribute.data_type.as_ref()?;
        with_enum_name(
            data_type,
            table.schema.as_deref(),
            table.delimiter.as_deref(),
            &table.name,
            attribute.column(),
        )
    };
    if attributes.iter().all(|attribute| named(attribute).is_none()) {
        return attributes;
    }
    let items = attributes.iter().map(|attribute| {
        let data_type = named(attribute).or_else(|| attribute.data_type.clone());
        Attribute { data_type, ..attribute.clone() }
    });
    AttributeSet::new(items.collect())
}

/// Attributes whose arrays of ENUM know the names of their types, for the table that they are written to.
pub fn named_enum_arrays<'a>(attributes: Cow<'a, AttributeSet>, table: &Value) -> Cow<'a, AttributeSet> {
    let named = |attribute: &Attribute| {
        let data_type = attribute.data_type.as_ref()?;
        let is_known = data_type.element.as_deref().is_some_and(|element| !element.sql.is_empty());
        if is_known { None } else { enum_array(data_type, table, attribute.column()) }
    };
    if attributes.iter().all(|attribute| named(attribute).is_none()) {
        return attributes;
    }
    let items = attributes.iter().map(|attribute| {
        let data_type = named(attribute).or_else(|| attribute.data_type.clone());
        Attribute { data_type, ..attribute.clone() }
    });
    Cow::Owned(AttributeSet::new(items.collect()))
}

/// An array of ENUM that knows the name of its type in the database; `None` for other types.
/// `table` is what v6's `getTableName` gives: text or an object.
pub fn enum_array(data_type: &DataType, table: &Value, column: &str) -> Option<DataType> {
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    let name = table.as_str().or_else(|| text("tableName")).unwrap_or_default();
    with_enum_name(data_type, text("schema"), text("delimiter"), name, column)
}

fn with_enum_name(
    data_type: &DataType,
    schema: Option<&str>,
    delimiter: Option<&str>,
    table: &str,
    column: &str,
) -> Option<DataType> {
    let element = data_type.element.as_deref()?;
    if data_type.kind != TypeKind::Array || element.kind != TypeKind::Enum {
        return None;
    }
    let quote = |name: &str| format!("\"{}\"", name.replace('"', ""));
    let prefix =
        schema.map(|schema| format!("{}{}", quote(schema), delimiter.unwrap_or("."))).unwrap_or_default();
    let sql = format!("{prefix}{}", quote(&format!("enum_{table}_{column}")));
    Some(DataType { element: Some(Box::new(DataType { sql, ..element.clone() })), ..data_type.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

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
