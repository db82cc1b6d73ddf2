//! `JSON.stringify` of a value.

use sequelize_types::{Error, Expression, Key, Object, Result, Value};

use crate::number;

const NESTING_LIMIT: usize = 1000;

/// `None` where JavaScript gives `undefined`.
/// # Errors
/// `Type` for big integers and for values nested too deeply.
pub fn stringify(value: &Value) -> Result<Option<String>> {
    if is_absent(value) {
        return Ok(None);
    }
    let mut out = String::new();
    push(&mut out, value, 0)?;
    Ok(Some(out))
}

/// What an object leaves out and an array writes as null.
fn is_absent(value: &Value) -> bool {
    match value {
        Value::Undefined | Value::Op(_) | Value::Model(_) => true,
        Value::Opaque { type_name, .. } => {
            matches!(type_name.as_str(), "Function" | "AsyncFunction" | "Symbol")
        }
        _ => false,
    }
}

fn push(out: &mut String, value: &Value, depth: usize) -> Result<()> {
    if depth > NESTING_LIMIT {
        return Err(Error::type_error("Converting a structure to JSON: it is nested too deeply"));
    }
    match value {
        Value::Null | Value::Undefined | Value::Op(_) | Value::Model(_) => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(value) if value.is_finite() => number::push(out, *value),
        Value::Number(_) => out.push_str("null"),
        Value::BigInt(_) => return Err(Error::type_error("Do not know how to serialize a BigInt")),
        Value::Text(text) => push_string(out, text),
        Value::Utf16(units) => push_utf16(out, units),
        Value::Date(milliseconds) => match super::date::iso(*milliseconds) {
            Some(text) => push_string(out, &text),
            None => out.push_str("null"),
        },
        Value::Bytes(bytes) => {
            out.push_str("{\"type\":\"Buffer\",\"data\":[");
            for (index, byte) in bytes.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                number::push(out, f64::from(*byte));
            }
            out.push_str("]}");
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                if is_absent(item) { out.push_str("null") } else { push(out, item, depth + 1)? }
            }
            out.push(']');
        }
        Value::Object(object) => push_object(out, object, depth)?,
        Value::Expression(expression) => push_object(out, &properties(expression), depth)?,
        // An instance of a class: nothing but its text is known here.
        Value::Opaque { text, .. } => push_string(out, text),
        Value::DataType(_) | Value::Attributes(_) | Value::Table(_) => out.push_str("{}"),
    }
    Ok(())
}

fn push_object(out: &mut String, object: &Object, depth: usize) -> Result<()> {
    out.push('{');
    let mut is_first = true;
    for (key, value) in &object.entries {
        let Key::Name(name) = key else { continue };
        if is_absent(value) {
            continue;
        }
        if !is_first {
            out.push(',');
        }
        is_first = false;
        push_string(out, name);
        out.push(':');
        push(out, value, depth + 1)?;
    }
    out.push('}');
    Ok(())
}

/// The own properties of v6's expression objects.
fn properties(expression: &Expression) -> Object {
    match expression {
        Expression::Fn { name, args } => {
            Object::new().with("fn", Value::from(name.clone())).with("args", Value::Array(args.clone()))
        }
        Expression::Col { path } => Object::new().with("col", path.clone()),
        Expression::Literal { sql } => Object::new().with("val", sql.clone()),
        Expression::Cast { value, sql_type, is_json } => Object::new()
            .with("val", value.clone())
            .with("type", Value::from(sql_type.clone()))
            .with("json", Value::Bool(*is_json)),
        Expression::Json { conditions, path, value } => Object::new()
            .with("conditions", conditions.clone())
            .with("path", path.clone())
            .with("value", value.clone()),
        Expression::Where { attribute, comparator, logic } => Object::new()
            .with("attribute", attribute.clone())
            .with("comparator", comparator.clone())
            .with("logic", logic.clone()),
    }
}

/// A string with JSON's escapes.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut plain_from = 0;
    for (index, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[plain_from..index]);
        plain_from = index + 1;
        push_escape(out, u16::from(byte));
    }
    out.push_str(&text[plain_from..]);
    out.push('"');
}

fn push_escape(out: &mut String, unit: u16) {
    match unit {
        0x22 => out.push_str("\\\""),
        0x5c => out.push_str("\\\\"),
        0x08 => out.push_str("\\b"),
        0x0c => out.push_str("\\f"),
        0x0a => out.push_str("\\n"),
        0x0d => out.push_str("\\r"),
        0x09 => out.push_str("\\t"),
        other => {
            out.push_str("\\u");
            crate::dialect::push_hex(out, &other.to_be_bytes());
        }
    }
}

/// Lone surrogates are written as escapes, as JavaScript does since ES2019.
fn push_utf16(out: &mut String, units: &[u16]) {
    out.push('"');
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(character) if character < ' ' || matches!(character, '"' | '\\') => {
                push_escape(out, character as u16)
            }
            Ok(character) => out.push(character),
            Err(lone) => push_escape(out, lone.unpaired_surrogate()),
        }
    }
    out.push('"');
}
