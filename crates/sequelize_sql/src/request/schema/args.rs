//! Arguments by position, with JavaScript's leniency: a missing one is undefined.

use sequelize_types::{Error, Result, Value};

use crate::request::text;

#[derive(Clone, Copy)]
pub struct Args<'a>(pub &'a [Value]);

impl<'a> Args<'a> {
    pub fn get(self, index: usize) -> &'a Value {
        self.0.get(index).unwrap_or(&Value::Undefined)
    }

    /// The argument as text; `None` if it is falsy.
    pub fn truthy(self, index: usize) -> Option<String> {
        text::truthy(Some(self.get(index)))
    }

    /// A name: text or a number.
    /// # Errors
    /// `Type` for anything else.
    pub fn name(self, index: usize) -> Result<String> {
        crate::identifier::expect_text(self.get(index))
    }

    /// A property of an argument that is an object of options.
    pub fn option(self, index: usize, name: &str) -> Option<&'a Value> {
        self.get(index).get(name)
    }

    /// A property as text; `None` if it is falsy or the argument is no object.
    pub fn text_option(self, index: usize, name: &str) -> Option<String> {
        text::truthy(self.option(index, name))
    }
}

/// Column definitions as text, `{column: 'INTEGER NOT NULL'}`, in order.
/// # Errors
/// `Type` if a definition is no text.
pub fn definitions(value: &Value) -> Result<Vec<(String, String)>> {
    let Some(object) = value.as_object() else { return Ok(Vec::new()) };
    object
        .names()
        .map(|(name, definition)| match definition {
            Value::Text(text) => Ok((name.to_owned(), text.clone())),
            _ => Err(Error::type_error(format!("the definition of the column {name} is no text"))),
        })
        .collect()
}

/// Names in an array, else none.
pub fn names(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).unwrap_or_default().iter().map(text::of).collect()
}
