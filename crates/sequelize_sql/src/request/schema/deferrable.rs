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

/// The timing in an option: a class or an instance of `Deferrable` (which prints as its text), or the text itself.
/// `None` if the option is falsy.
/// # Errors
/// `Plain` for anything else: the text goes into SQL as it is.
pub fn timing(value: &Value) -> Result<Option<&'static str>> {
    let text = match value {
        Value::Text(text) | Value::Opaque { text, .. } => text.as_str(),
        _ if !value.is_truthy() => return Ok(None),
        _ => "",
    };
    if !value.is_truthy() {
        return Ok(None);
    }
    let words = text.split_whitespace().map(str::to_uppercase).collect::<Vec<_>>().join(" ");
    let found = TIMINGS.iter().find(|(name, sql)| *name == text || *sql == words).map(|(_, sql)| *sql);
    match found {
        Some(sql) => Ok(Some(sql)),
        None => Err(Error::plain(format!("Invalid deferrable: {}", crate::literal::describe(value)))),
    }
}
