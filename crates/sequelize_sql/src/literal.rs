//! The one escaping writer: values without a data type as SQL literals. v6: `sql-string.js`, `escape`.

use sequelize_types::{Error, Result, Value};

use crate::{Compiler, dialect::StringStyle, number};

/// How an array is written: as the dialect's array literal where it has one, or always as a list `1, 2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    Array,
    List,
}

/// Appends the literal of `value`.
/// # Errors
/// `Plain` («Invalid value …») for objects and everything else that has no literal.
pub fn write(compiler: &Compiler, out: &mut String, value: &Value, style: ListStyle) -> Result<()> {
    match value {
        Value::Undefined | Value::Null => out.push_str("NULL"),
        Value::Bool(flag) => out.push_str(compiler.dialect().boolean_literal(*flag)),
        Value::Number(value) => number::push(out, *value),
        Value::BigInt(digits) => out.push_str(digits),
        Value::Text(text) => write_string(compiler, out, text),
        Value::Utf16(units) => write_string(compiler, out, &String::from_utf16_lossy(units)),
        Value::Date(milliseconds) => {
            let text = compiler.dialect().date_text(*milliseconds, &compiler.options.timezone)?;
            // A date is no string in JavaScript, so it gets no national prefix on mssql.
            write_quoted(compiler, out, &text);
        }
        Value::Bytes(bytes) => compiler.dialect().push_bytes(out, bytes),
        Value::Array(items) if style == ListStyle::Array && compiler.dialect().has_array_literals() => {
            crate::dialect::postgres::array::write_untyped(compiler, out, items)?;
        }
        Value::Array(items) => write_list(compiler, out, items, style)?,
        other => return Err(Error::plain(format!("Invalid value {}", describe(other)))),
    }
    Ok(())
}

fn write_list(compiler: &Compiler, out: &mut String, items: &[Value], style: ListStyle) -> Result<()> {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        match item {
            Value::Array(nested) => {
                out.push('(');
                write_list(compiler, out, nested, style)?;
                out.push(')');
            }
            other => write(compiler, out, other, style)?,
        }
    }
    Ok(())
}

/// A string literal with the dialect's prefix.
pub fn write_string(compiler: &Compiler, out: &mut String, text: &str) {
    out.push_str(compiler.dialect().string_prefix());
    write_quoted(compiler, out, text);
}

/// A string literal without prefix.
pub fn write_quoted(compiler: &Compiler, out: &mut String, text: &str) {
    let style = compiler.dialect().string_style();
    out.push('\'');
    let mut written = 0;
    // What is escaped is ASCII, so every index is a character boundary.
    for (index, byte) in text.bytes().enumerate() {
        let Some(escaped) = escaped(style, byte) else { continue };
        out.push_str(&text[written..index]);
        out.push_str(escaped);
        written = index + 1;
    }
    out.push_str(&text[written..]);
    out.push('\'');
}

fn escaped(style: StringStyle, byte: u8) -> Option<&'static str> {
    match (style, byte) {
        (StringStyle::DoubledQuote { .. }, b'\'') => Some("''"),
        (StringStyle::DoubledQuote { escape_nul: true }, 0) => Some("\\0"),
        (StringStyle::DoubledQuote { .. }, _) => None,
        (StringStyle::Backslash, byte) => Some(match byte {
            0 => "\\0",
            b'\n' => "\\n",
            b'\r' => "\\r",
            8 => "\\b",
            b'\t' => "\\t",
            0x1a => "\\Z",
            b'\\' => "\\\\",
            b'\'' => "\\'",
            b'"' => "\\\"",
            _ => return None,
        }),
    }
}

/// A member of a list as plain text, as `String(value)` gives it.
pub fn plain_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::BigInt(digits) => digits.clone(),
        other => describe(other),
    }
}

/// A short text of a value for error messages, near to what `util.inspect` prints.
pub fn describe(value: &Value) -> String {
    match value {
        Value::Undefined => "undefined".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(value) => number::to_text(*value),
        Value::BigInt(digits) => format!("{digits}n"),
        Value::Text(text) => format!("'{text}'"),
        Value::Op(op) => format!("Symbol({})", op.name()),
        Value::Date(milliseconds) => {
            crate::encode::date::iso(*milliseconds).unwrap_or_else(|| "Invalid Date".to_owned())
        }
        Value::Bytes(bytes) => {
            let hex = bytes.iter().take(50).map(|byte| format!(" {byte:02x}"));
            format!("<Buffer{}>", hex.collect::<String>())
        }
        Value::Model(model) => model.name.clone(),
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(items) => format!("[ {} ]", items.iter().map(describe).collect::<Vec<_>>().join(", ")),
        Value::Object(object) if object.is_empty() => "{}".to_owned(),
        Value::Object(object) => {
            let entries = object.entries.iter().map(|(key, value)| match key {
                sequelize_types::Key::Name(name) if is_bare_key(name) => {
                    format!("{name}: {}", describe(value))
                }
                sequelize_types::Key::Name(name) => format!("'{name}': {}", describe(value)),
                sequelize_types::Key::Op(op) => format!("[Symbol({})]: {}", op.name(), describe(value)),
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Opaque { text, .. } => text.clone(),
        other => format!("{other:?}"),
    }
}

/// Whether `util.inspect` prints the key without quotes.
fn is_bare_key(key: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !key.is_empty() && !key.as_bytes()[0].is_ascii_digit() && key.bytes().all(is_word)
}
