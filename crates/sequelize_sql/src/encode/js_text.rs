//! `String(value)` and `Number(value)` of JavaScript.

use std::borrow::Cow;

use sequelize_types::Value;

use crate::number;

/// `String(value)`.
pub fn to_text(value: &Value) -> Cow<'_, str> {
    Cow::Owned(match value {
        Value::Text(text) => return Cow::Borrowed(text),
        Value::BigInt(digits) => return Cow::Borrowed(digits),
        Value::Undefined => return Cow::Borrowed("undefined"),
        Value::Null => return Cow::Borrowed("null"),
        Value::Bool(flag) => return Cow::Borrowed(if *flag { "true" } else { "false" }),
        Value::Number(value) => number::to_text(*value),
        Value::Utf16(units) => String::from_utf16_lossy(units),
        Value::Date(milliseconds) => super::date::js_string(*milliseconds),
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Value::Array(items) => {
            let texts =
                items.iter().map(|item| if item.is_nullish() { Cow::Borrowed("") } else { to_text(item) });
            texts.collect::<Vec<_>>().join(",")
        }
        Value::Op(op) => format!("Symbol({})", op.name()),
        Value::Opaque { text, .. } => return Cow::Borrowed(text),
        _ => return Cow::Borrowed("[object Object]"),
    })
}

/// `Number(value)`.
pub fn to_number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number,
        Value::Null => 0.0,
        Value::Bool(flag) => f64::from(u8::from(*flag)),
        Value::Date(milliseconds) => *milliseconds,
        Value::BigInt(digits) => digits.parse().unwrap_or(f64::NAN),
        Value::Text(text) => text_to_number(text),
        Value::Array(_) | Value::Bytes(_) => text_to_number(&to_text(value)),
        _ => f64::NAN,
    }
}

fn text_to_number(text: &str) -> f64 {
    let text = text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return match digits.starts_with(['+', '-']) {
                true => f64::NAN,
                false => u64::from_str_radix(digits, radix).map_or(f64::NAN, |number| number as f64),
            };
        }
    }
    match text.trim_start_matches(['+', '-']) {
        "Infinity" if text.len() <= 9 => {
            return if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
        }
        // Rust reads names that JavaScript does not.
        rest if rest.starts_with(|first: char| first.is_ascii_alphabetic()) => return f64::NAN,
        _ => {}
    }
    text.parse().unwrap_or(f64::NAN)
}
