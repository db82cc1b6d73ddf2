//! Answers of the compiler for JavaScript: `Value`s to tagged bytes, in the layouts of `facade/bridge/tags.ts`.

use sequelize_types::{Expression, Key, Object, Value};

use super::tags;

/// Appends a value. What JavaScript cannot be given back as such (models, types) becomes null.
pub fn write(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Undefined => out.push(tags::UNDEFINED),
        Value::Bool(true) => out.push(tags::TRUE),
        Value::Bool(false) => out.push(tags::FALSE),
        Value::Number(number) => {
            out.push(tags::NUMBER);
            out.extend_from_slice(&number.to_le_bytes());
        }
        Value::Text(text) => write_text(out, text),
        Value::Utf16(units) => {
            out.push(tags::UTF16);
            write_length(out, units.len());
            out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        }
        Value::BigInt(digits) => {
            out.push(tags::BIGINT);
            write_text(out, digits);
        }
        Value::Date(milliseconds) => {
            out.push(tags::DATE);
            out.extend_from_slice(&milliseconds.to_le_bytes());
        }
        Value::Bytes(bytes) => {
            out.push(tags::BYTES);
            write_length(out, bytes.len());
            out.extend_from_slice(bytes);
        }
        Value::Array(items) => {
            out.push(tags::ARRAY);
            write_length(out, items.len());
            items.iter().for_each(|item| write(out, item));
        }
        Value::Object(object) => write_object(out, object),
        Value::Op(op) => out.extend_from_slice(&[tags::OP, *op as u8]),
        Value::Expression(expression) => match &**expression {
            Expression::Literal { sql } => {
                out.push(tags::LITERAL);
                write(out, sql);
            }
            _ => out.push(tags::NULL),
        },
        _ => out.push(tags::NULL),
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(tags::TEXT);
    write_length(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Lengths are 32-bit; what is longer than 4 GiB cannot be made by the compiler.
fn write_length(out: &mut Vec<u8>, length: usize) {
    out.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    out.push(tags::OBJECT);
    write_length(out, object.entries.len());
    for (key, value) in &object.entries {
        match key {
            Key::Name(name) => write_text(out, name),
            Key::Op(op) => out.extend_from_slice(&[tags::OP, *op as u8]),
        }
        write(out, value);
    }
}
