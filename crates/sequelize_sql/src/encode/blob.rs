//! Bytes of a BLOB: a Buffer, a list of numbers, or any value's text as UTF-8.

use std::borrow::Cow;

use sequelize_types::Value;

use super::js_text;

pub fn bytes(value: &Value) -> Cow<'_, [u8]> {
    match value {
        Value::Bytes(bytes) => Cow::Borrowed(bytes),
        Value::Array(items) => Cow::Owned(items.iter().map(byte).collect()),
        other => match js_text::to_text(other) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        },
    }
}

/// One element of `Buffer.from(array)`: the low eight bits of its integer part.
fn byte(value: &Value) -> u8 {
    let number = js_text::to_number(value);
    if number.is_finite() { (number.trunc().rem_euclid(256.0)) as u8 } else { 0 }
}
