//! Values of a known data type on their way to the database. One value has up to four forms: a literal in text
//! (v6 `escape` with a field), a bound value compared with a column, a parameter of INSERT and UPDATE (v6
//! `format`), and what the data type's own `stringify` answers.

pub mod blob;
pub mod date;
pub mod date_text;
pub mod driver;
pub mod float;
pub mod geometry;
pub mod js_date;
pub mod js_text;
pub mod json;
pub mod validate;

use std::borrow::Cow;

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

pub use validate::Check;

use crate::{Compiler, dialect::Encoded, literal};

/// What a data type makes of a value, before it becomes a literal or a bind.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed<'v> {
    /// The value as it is.
    Same,
    /// Text that is escaped like any string.
    Text(String),
    /// Text that the type quotes by itself, never with a national prefix.
    Quoted(String),
    Bytes(Cow<'v, [u8]>),
    /// A string inside SQL of our own: `ST_GeomFromText('POINT(1 2)')`.
    Around {
        before: &'static str,
        text: String,
        after: String,
    },
    /// A quoted text with SQL behind it: `'1'::int4`.
    Cast {
        text: String,
        after: String,
    },
    /// SQL text, escaped already.
    Sql(String),
}

/// What `data_type` makes of `value`, which is neither null nor undefined.
fn typed<'v>(compiler: &Compiler, value: &'v Value, data_type: &DataType) -> Result<Typed<'v>> {
    if let Some(typed) = compiler.dialect().typed(compiler, value, data_type)? {
        return Ok(typed);
    }
    let kind = data_type.kind;
    Ok(match kind {
        TypeKind::Date => Typed::Text(date::stringify(compiler, value, data_type)?),
        TypeKind::DateOnly => Typed::Text(date::stringify_only(value)),
        TypeKind::Json | TypeKind::Jsonb => match json::stringify(value)? {
            Some(text) => Typed::Text(text),
            None => return Ok(Typed::Text("undefined".to_owned())),
        },
        TypeKind::Blob => Typed::Bytes(blob::bytes(value)),
        TypeKind::Float | TypeKind::Double | TypeKind::Real => Typed::Quoted(float::text(value)),
        TypeKind::Geometry | TypeKind::Geography => {
            Typed::Around { before: "ST_GeomFromText(", text: geometry::to_wkt(value)?, after: ")".into() }
        }
        TypeKind::Array => {
            let mut sql = String::new();
            crate::dialect::postgres::array::push(compiler, &mut sql, value, data_type)?;
            Typed::Sql(sql)
        }
        TypeKind::Custom if data_type.is_escaped => match value {
            Value::Text(sql) => Typed::Sql(sql.clone()),
            other => Typed::Sql(js_text::to_text(other).into_owned()),
        },
        _ if kind.is_number() => match value {
            Value::Number(_) | Value::BigInt(_) | Value::Bool(_) | Value::Text(_) | Value::Utf16(_) => {
                Typed::Same
            }
            other => Typed::Text(js_text::to_text(other).into_owned()),
        },
        _ => Typed::Same,
    })
}

/// Appends a value as a literal of its type.
/// # Errors
/// `Validation` if `typeValidation` is on and the value is not of the type; what v6 throws for values without a
/// literal.
pub fn push(
    compiler: &Compiler,
    out: &mut String,
    value: &Value,
    data_type: &DataType,
    check: Check,
) -> Result<()> {
    if value.is_nullish() {
        out.push_str("NULL");
        return Ok(());
    }
    if data_type.kind.is_string() && compiler.dialect().has_text_for_numbers() {
        match value {
            Value::Number(number) => {
                literal::write_quoted(compiler, out, &crate::number::to_text(*number));
                return Ok(());
            }
            Value::Bool(flag) => {
                out.push_str(if *flag { "'1'" } else { "'0'" });
                return Ok(());
            }
            _ => {}
        }
    }
    validate::check(compiler, value, data_type, check)?;
    push_checked(compiler, out, value, data_type)
}

/// As `push`, without validation.
pub fn push_checked(
    compiler: &Compiler,
    out: &mut String,
    value: &Value,
    data_type: &DataType,
) -> Result<()> {
    match typed(compiler, value, data_type)? {
        Typed::Same => literal::write(compiler, out, value, literal::ListStyle::Array)?,
        other => push_form(compiler, out, &other),
    }
    Ok(())
}

fn push_form(compiler: &Compiler, out: &mut String, form: &Typed<'_>) {
    match form {
        Typed::Same => {}
        Typed::Text(text) => literal::write_string(compiler, out, text),
        // v6 puts this text between quotes as it is; whatever could end the literal is doubled here.
        Typed::Quoted(text) => push_doubled(out, text),
        Typed::Bytes(bytes) => compiler.dialect().push_bytes(out, bytes),
        Typed::Around { before, text, after } => {
            out.push_str(before);
            literal::write_string(compiler, out, text);
            out.push_str(after);
        }
        Typed::Cast { text, after } => {
            push_doubled(out, text);
            out.push_str(after);
        }
        Typed::Sql(sql) => out.push_str(sql),
    }
}

fn push_doubled(out: &mut String, text: &str) {
    out.push('\'');
    for character in text.chars() {
        if character == '\'' {
            out.push('\'');
        }
        out.push(character);
    }
    out.push('\'');
}

/// A value to be bound where v6 writes a literal: the database sees the same as with the literal.
/// # Errors
/// As `push`.
pub fn slot(compiler: &Compiler, value: &Value, data_type: &DataType, check: Check) -> Result<Encoded> {
    if value.is_nullish() {
        return Ok(Encoded::Value(Value::Null));
    }
    if data_type.kind.is_string() && compiler.dialect().has_text_for_numbers() {
        match value {
            Value::Number(number) => return Ok(Encoded::Value(Value::Text(crate::number::to_text(*number)))),
            Value::Bool(flag) => return Ok(Encoded::Value(Value::from(if *flag { "1" } else { "0" }))),
            _ => {}
        }
    }
    validate::check(compiler, value, data_type, check)?;
    Ok(match typed(compiler, value, data_type)? {
        Typed::Same => same_slot(compiler, value, data_type)?,
        Typed::Text(text) | Typed::Quoted(text) => Encoded::Value(Value::Text(text)),
        Typed::Bytes(bytes) => Encoded::Value(Value::Bytes(bytes.into_owned())),
        Typed::Around { before, text, after } => Encoded::Around { before, value: Value::Text(text), after },
        Typed::Cast { text, after } => Encoded::Around { before: "", value: Value::Text(text), after },
        Typed::Sql(sql) => Encoded::Sql(sql),
    })
}

/// Scalars are bound; a date without a type as its text; lists and the rest stay text.
fn same_slot(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
    Ok(match value {
        Value::Number(number) => Encoded::Value(compiler.dialect().number_bind(*number, data_type)),
        Value::Bool(_) | Value::BigInt(_) | Value::Text(_) | Value::Utf16(_) | Value::Bytes(_) => {
            Encoded::Value(value.clone())
        }
        Value::Date(milliseconds) => Encoded::Value(Value::Text(
            compiler.dialect().date_text(*milliseconds, &compiler.options.timezone)?,
        )),
        other => {
            let mut sql = String::new();
            literal::write(compiler, &mut sql, other, literal::ListStyle::Array)?;
            Encoded::Sql(sql)
        }
    })
}

/// A value that v6 binds.
/// # Errors
/// `Validation` if `typeValidation` is on and the value is not of the type; `Plain` for expressions.
pub fn param(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
    match value {
        Value::Undefined | Value::Null => return Ok(Encoded::Value(value.clone())),
        Value::Expression(_) => return Err(no_expression()),
        _ => validate::check(compiler, value, data_type, Check::default())?,
    }
    param_checked(compiler, value, data_type)
}

/// As `param`, without validation.
pub fn param_checked(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
    if let Some(encoded) = compiler.dialect().typed_param(compiler, value, data_type)? {
        return Ok(encoded);
    }
    match data_type.kind {
        TypeKind::Float | TypeKind::Double | TypeKind::Real => {
            return Ok(Encoded::Value(float::param(value)));
        }
        TypeKind::Array => {
            return Ok(Encoded::Value(crate::dialect::postgres::array::param(compiler, value, data_type)?));
        }
        TypeKind::Json | TypeKind::Jsonb => {
            return Ok(Encoded::Value(json::stringify(value)?.map_or(Value::Undefined, Value::Text)));
        }
        TypeKind::Custom => return Ok(Encoded::Value(value.clone())),
        _ => {}
    }
    Ok(match typed(compiler, value, data_type)? {
        Typed::Same => Encoded::Value(value.clone()),
        Typed::Text(text) | Typed::Quoted(text) => Encoded::Value(Value::Text(text)),
        Typed::Bytes(bytes) => Encoded::Value(Value::Bytes(bytes.into_owned())),
        Typed::Around { before, text, after } => Encoded::Around { before, value: Value::Text(text), after },
        Typed::Cast { text, after } => Encoded::Around { before: "", value: Value::Text(text), after },
        Typed::Sql(sql) => Encoded::Value(Value::Text(sql)),
    })
}

pub fn no_expression() -> Error {
    Error::plain("Cannot pass SequelizeMethod as a bind parameter - use escape instead")
}

/// What v6's `type.stringify(value, options)` answers.
/// # Errors
/// What v6 throws for values that the type cannot hold.
pub fn stringify(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Value> {
    if value.is_nullish() {
        return Ok(value.clone());
    }
    Ok(match typed(compiler, value, data_type)? {
        Typed::Same if compiler.dialect().is_escaping(data_type) => {
            let mut out = String::new();
            literal::write(compiler, &mut out, value, literal::ListStyle::Array)?;
            Value::Text(out)
        }
        Typed::Same => value.clone(),
        Typed::Text(text) => Value::Text(text),
        form => {
            let mut out = String::new();
            push_form(compiler, &mut out, &form);
            Value::Text(out)
        }
    })
}
