//! Values where v6 puts them into a template string.

use sequelize_types::Value;

use crate::number;

/// `String(value)` of JavaScript, for the values that reach SQL as text by v6's contract.
pub fn of(value: &Value) -> String {
    match value {
        Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(value) => number::to_text(*value),
        Value::BigInt(digits) => digits.clone(),
        Value::Text(text) => text.clone(),
        Value::Utf16(units) => String::from_utf16_lossy(units),
        Value::Array(items) => items
            .iter()
            .map(|item| if item.is_nullish() { String::new() } else { of(item) })
            .collect::<Vec<_>>()
            .join(","),
        Value::Opaque { text, .. } => text.clone(),
        Value::Model(model) | Value::Attributes(model) => model.name.clone(),
        _ => "[object Object]".to_owned(),
    }
}

/// The text of a property if it is truthy.
pub fn truthy(value: Option<&Value>) -> Option<String> {
    value.filter(|value| value.is_truthy()).map(of)
}
