//! Strings and descriptions for JavaScript.

use std::ptr;

use napi::bindgen_prelude::{Result, ToNapiValue, check_status};
use napi::{Env, sys};
use sequelize_engine::driver::{Column, Shape};
use sequelize_types::{Object, Value};

/// A string that already is JavaScript's.
pub struct JsText(sys::napi_value);

impl ToNapiValue for JsText {
    unsafe fn to_napi_value(_: sys::napi_env, text: Self) -> Result<sys::napi_value> {
        Ok(text.0)
    }
}

/// One byte per character.
pub fn latin1(env: &Env, text: &[u8]) -> Result<JsText> {
    let mut value = ptr::null_mut();
    // SAFETY: the text is given with its length and is copied.
    check_status!(unsafe {
        sys::napi_create_string_latin1(env.raw(), text.as_ptr().cast(), text.len() as isize, &mut value)
    })?;
    Ok(JsText(value))
}

pub fn utf16(env: &Env, text: &[u16]) -> Result<JsText> {
    let mut value = ptr::null_mut();
    // SAFETY: as above.
    check_status!(unsafe {
        sys::napi_create_string_utf16(env.raw(), text.as_ptr(), text.len() as isize, &mut value)
    })?;
    Ok(JsText(value))
}

/// Text of statements is ASCII nearly always, which is the cheaper way.
pub fn utf8(env: &Env, text: &str) -> Result<JsText> {
    if text.is_ascii() {
        return latin1(env, text.as_bytes());
    }
    let mut value = ptr::null_mut();
    // SAFETY: as above.
    check_status!(unsafe {
        sys::napi_create_string_utf8(env.raw(), text.as_ptr().cast(), text.len() as isize, &mut value)
    })?;
    Ok(JsText(value))
}

/// `{names, types, origins, tables}`, each with one text per column.
pub fn shape(shape: Option<&Shape>) -> Value {
    let columns = shape.map(|shape| shape.columns.as_slice()).unwrap_or_default();
    let texts = |of: fn(&Column) -> String| {
        Value::Array(columns.iter().map(|column| Value::Text(of(column))).collect())
    };
    Object::new()
        .with("names", texts(|column| column.name.clone()))
        .with("types", texts(|column| column.base_type()))
        .with("origins", texts(|column| column.origin.clone()))
        .with("tables", texts(|column| column.table.clone()))
        .into()
}
