//! Options of the methods that write conditions: `{ model, field, type, prefix, bindParam }`.

use sequelize_types::{Attribute, DataType, Expression, Model, Value};

use super::attributes;
use crate::Compiler;
use crate::ast::Prefix;
use crate::plan::filter::Filter;

static UNDEFINED: Value = Value::Undefined;

/// A model as a method was given it.
pub enum ModelOption<'a> {
    None,
    Registered(&'a Model),
    /// An object with a model's properties, as v6's own tests pass.
    Described(Box<Model>),
}

impl<'a> ModelOption<'a> {
    pub fn read(value: &'a Value) -> Self {
        match value {
            Value::Model(model) | Value::Attributes(model) => ModelOption::Registered(model),
            Value::Object(object) => {
                let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                let attributes = object.get("rawAttributes").map(attributes::of).unwrap_or_default();
                let primary_keys = match object.get("primaryKeys") {
                    Some(Value::Object(keys)) => keys.names().map(|(name, _)| name.to_owned()).collect(),
                    _ => object
                        .get("primaryKeyField")
                        .and_then(Value::as_str)
                        .map(str::to_owned)
                        .into_iter()
                        .collect(),
                };
                ModelOption::Described(Box::new(Model {
                    id: 0,
                    name: text("name"),
                    table: sequelize_types::TableName { name: text("tableName"), ..Default::default() },
                    attributes: attributes.into_owned(),
                    primary_keys,
                    options: Value::Undefined,
                }))
            }
            _ => ModelOption::None,
        }
    }

    pub fn get(&self) -> Option<&Model> {
        match self {
            ModelOption::None => None,
            ModelOption::Registered(model) => Some(model),
            ModelOption::Described(model) => Some(model),
        }
    }
}

/// The options, read; `filter` lends them to the planner.
pub struct FilterOptions<'a> {
    pub model: ModelOption<'a>,
    pub field: Option<Attribute>,
    pub data_type: Option<&'a DataType>,
    pub prefix: &'a Value,
    pub is_binding: bool,
    pub looks_into_json: bool,
}

impl<'a> FilterOptions<'a> {
    pub fn read(options: &'a Value) -> Self {
        let option = |name: &str| options.get(name).unwrap_or(&UNDEFINED);
        Self {
            model: ModelOption::read(option("model")),
            field: field(option("field")),
            data_type: match option("type") {
                Value::DataType(data_type) => Some(data_type),
                _ => None,
            },
            prefix: option("prefix"),
            is_binding: option("bindParam").is_truthy(),
            looks_into_json: *option("json") != Value::Bool(false),
        }
    }

    pub fn filter<'f>(&'f self, compiler: &'f Compiler) -> Filter<'f> {
        Filter {
            attributes: self.model.get().map(|model| &model.attributes),
            field: self.field.as_ref(),
            data_type: self.data_type,
            prefix: prefix(self.prefix),
            is_binding: self.is_binding,
            looks_into_json: self.looks_into_json,
            ..Filter::new(compiler)
        }
    }
}

/// One attribute as an option: an object with a type.
pub fn field(value: &Value) -> Option<Attribute> {
    match value {
        Value::Object(_) => Some(attributes::from_definition("", value)),
        _ => None,
    }
}

/// What columns are qualified with: a table, or ready text in a `literal`.
pub fn prefix(value: &Value) -> Prefix<'_> {
    match value {
        Value::Expression(expression) => match &**expression {
            Expression::Literal { sql: Value::Text(sql) } => Prefix::Sql(sql),
            _ => Prefix::None,
        },
        value if value.is_truthy() && !matches!(value, Value::Bool(_)) => Prefix::Table(value),
        _ => Prefix::None,
    }
}
