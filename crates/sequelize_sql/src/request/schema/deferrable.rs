//! When a constraint is checked: v6's `Deferrable`.

use sequelize_types::{Error, Result, Value};

/// Class names of v6 and their text.
const TIMINGS: [(&str, &str); 3] = [
    ("INITIALLY_DEFERRED", "DEFERRABLE INITIALLY DEFERRED"),
    ("INITIALLY_IMMEDIATE", "DEFERRABLE INITIALLY IMMEDIATE"),
    ("NOT", "NOT DEFERRABLE"),
];

/// The text of a class of `Deferrable` by its name.
/// # Errors
/// `Plain` for any other name.
pub fn by_name(name: &str) -> Result<&'static str> {
    let found = TIMINGS.iter().find(|(own, _)| *own == name).map(|(_, sql)| *sql);
    found.ok_or_else(|| Error::plain("toSql implementation missing"))
}

/// The timing in an option: a class or an instance of `Deferrable` (known by its name), or the text itself.
/// `None` if the option is falsy.
/// # Errors
/// `Plain` for anything else: the text goes into SQL as it is.
pub fn timing(value: &Value) -> Result<Option<&'static str>> {
    if !value.is_truthy() {
        return Ok(None);
    }
    let is_called = |name: &str| match value {
        Value::Text(text) => text == name,
        Value::Opaque { type_name, text } => type_name == name || *text == format!("[Function: {name}]"),
        _ => false,
    };
    let words = crate::request::text::of(value).to_uppercase();
    let found = TIMINGS.iter().find(|(name, sql)| is_called(name) || *sql == words).map(|(_, sql)| *sql);
    match found {
        Some(sql) => Ok(Some(sql)),
        None => Err(Error::plain(format!("Invalid deferrable: {}", crate::literal::describe(value)))),
    }
}
