//! FLOAT, REAL and DOUBLE: numbers that may be `NaN` or infinite. v6 writes them as quoted text.

use sequelize_types::Value;

use super::js_text;

/// The text between the quotes.
pub fn text(value: &Value) -> String {
    match named(value) {
        Some(name) => name.to_owned(),
        None => js_text::to_text(value).into_owned(),
    }
}

/// The value that v6 binds: itself, or the name of what is no finite number.
pub fn param(value: &Value) -> Value {
    match named(value) {
        Some(name) => Value::from(name),
        None => value.clone(),
    }
}

fn named(value: &Value) -> Option<&'static str> {
    let number = match value {
        Value::Number(number) => *number,
        Value::BigInt(_) | Value::Bool(_) => return None,
        other => js_text::to_number(other),
    };
    if number.is_nan() {
        Some("NaN")
    } else if number == f64::INFINITY {
        Some("Infinity")
    } else if number == f64::NEG_INFINITY {
        Some("-Infinity")
    } else {
        None
    }
}
