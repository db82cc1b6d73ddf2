//! Binds as they are sent: null, boolean, number, big integer, text or bytes. v6 hands some values to the drivers
//! as they are; this is what the drivers it uses make of them.

use sequelize_types::{Result, Value};

use super::{js_text, json};
use crate::Compiler;

/// What is bound for `value`.
/// # Errors
/// `Plain` for an unknown time zone; `Type` for what has no JSON form.
pub fn bind(compiler: &Compiler, value: Value) -> Result<Value> {
    Ok(match &value {
        Value::Undefined => Value::Null,
        Value::Date(milliseconds) => {
            compiler.dialect().untyped_date_bind(*milliseconds, &compiler.options.timezone)?
        }
        Value::Array(_) => compiler.dialect().list_bind(&value)?,
        Value::Object(_) => compiler.dialect().object_bind(&value)?,
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::BigInt(_)
        | Value::Text(_)
        | Value::Utf16(_)
        | Value::Bytes(_) => value,
        other => Value::Text(js_text::to_text(other).into_owned()),
    })
}

/// JSON text, what `pg` and the MySQL drivers make of an object.
/// # Errors
/// `Type` for what has no JSON form.
pub fn json_bind(value: &Value) -> Result<Value> {
    Ok(json::stringify(value)?.map_or(Value::Null, Value::Text))
}
