//! Requests to INSERT, UPDATE and DELETE: the arguments of v6's generator methods.

use std::borrow::Cow;

use sequelize_types::{AttributeSet, Error, Key, Object, Result, Value};

use super::attributes;

static UNDEFINED: Value = Value::Undefined;

/// Positional arguments; missing ones are undefined.
#[derive(Clone, Copy)]
pub struct Args<'a>(pub &'a [Value]);

impl<'a> Args<'a> {
    pub fn get(self, index: usize) -> &'a Value {
        self.0.get(index).unwrap_or(&UNDEFINED)
    }
}

/// Options of a method, whatever was given for them.
#[derive(Clone, Copy)]
pub struct Options<'a>(pub &'a Value);

impl<'a> Options<'a> {
    pub fn get(self, name: &str) -> &'a Value {
        self.0.get(name).unwrap_or(&UNDEFINED)
    }

    pub fn is_on(self, name: &str) -> bool {
        self.get(name).is_truthy()
    }

    /// Whether values are written as literals instead of being bound.
    /// # Errors
    /// `Unsupported` for a function: it would have to be called from here.
    pub fn has_literals(self) -> Result<bool> {
        match self.get("bindParam") {
            Value::Undefined => Ok(false),
            Value::Bool(false) => Ok(true),
            Value::Opaque { .. } => Err(Error::unsupported("The option bindParam given as a function", None)),
            other => Err(Error::type_error(format!(
                "bindParam is not a function: {}",
                crate::literal::describe(other)
            ))),
        }
    }

    /// A list of column names; `None` if there is none.
    /// # Errors
    /// `Type` for elements that are no names.
    pub fn names(self, name: &str) -> Result<Option<Vec<&'a str>>> {
        match self.get(name) {
            Value::Array(items) => items.iter().map(column_name).collect::<Result<_>>().map(Some),
            value if value.is_truthy() => {
                let given = crate::literal::describe(value);
                Err(Error::type_error(format!("options.{name} must be an array, got {given}")))
            }
            _ => Ok(None),
        }
    }
}

fn column_name(value: &Value) -> Result<&str> {
    value.as_str().ok_or_else(|| {
        Error::type_error(format!(
            "the name of a column must be a string, got {}",
            crate::literal::describe(value)
        ))
    })
}

/// Attributes, if the caller has any.
pub fn attributes(value: &Value) -> Option<Cow<'_, AttributeSet>> {
    match value {
        Value::Attributes(_) | Value::Model(_) | Value::Object(_) => Some(attributes::of(value)),
        _ => None,
    }
}

/// The values of a row by column. Without an object there are none. `omit_null` leaves null values out, except those of
/// columns that end in `Id` or that `kept` names. v6: `removeNullValuesFromHash`.
pub fn values<'a>(
    values: &'a Value,
    omit_null: bool,
    kept: &'a Value,
) -> impl Iterator<Item = (&'a str, &'a Value)> {
    static NONE: Object = Object { entries: Vec::new() };
    let kept = kept.as_array().unwrap_or_default();
    let object = values.as_object().unwrap_or(&NONE);
    object.entries.iter().filter_map(move |(key, value)| {
        let Key::Name(name) = key else { return None };
        let is_kept = !omit_null
            || !value.is_nullish()
            || name.ends_with("Id")
            || kept.iter().any(|item| item.as_str() == Some(name));
        is_kept.then_some((name.as_str(), value))
    })
}
