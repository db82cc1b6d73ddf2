//! Array literals: `ARRAY['a','b']::VARCHAR(255)[]`. PostgreSQL manual 4.2.12 (constructors), 8.15 (arrays).
//! v6 installs this on the abstract ARRAY type, so every dialect writes it.

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

use crate::{Compiler, dialect::Encoded, encode, literal};

/// An array without a type: the elements decide it.
pub fn write_untyped(compiler: &Compiler, out: &mut String, items: &[Value]) -> Result<()> {
    out.push_str("ARRAY[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        literal::write(compiler, out, item, literal::ListStyle::Array)?;
    }
    out.push(']');
    Ok(())
}

/// An array of `data_type`. The cast stays on an empty array: Postgres could not tell the element type without it.
/// # Errors
/// `Type` if `value` is no array.
pub fn push(compiler: &Compiler, out: &mut String, value: &Value, data_type: &DataType) -> Result<()> {
    let items = items(value)?;
    let Some(element) = data_type.element.as_deref() else { return write_untyped(compiler, out, items) };
    out.push_str("ARRAY[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match item {
            // v6 gives a null to the element's `stringify`, which some types turn into invalid SQL.
            Value::Undefined | Value::Null if !matches!(element.kind, TypeKind::Json | TypeKind::Jsonb) => {
                out.push_str("NULL");
            }
            Value::Undefined | Value::Null => literal::write_string(compiler, out, "null"),
            item => encode::push_checked(compiler, out, item, element)?,
        }
    }
    out.push_str("]::");
    push_cast(compiler, out, element)?;
    out.push_str("[]");
    Ok(())
}

/// The name of the element type. Enums have a type of their own in the database, whose name the model knows.
fn push_cast(compiler: &Compiler, out: &mut String, element: &DataType) -> Result<()> {
    match element.kind {
        TypeKind::Enum if element.sql.is_empty() => {
            return Err(Error::type_error(
                "An array of ENUM can only be written for an attribute of a model.",
            ));
        }
        TypeKind::Enum => out.push_str(&element.sql),
        _ => out.push_str(&compiler.dialect().type_sql(compiler, element)?),
    }
    Ok(())
}

/// The array that v6 binds: each element as its type gives it.
/// # Errors
/// As `push`.
pub fn param(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Value> {
    let items = items(value)?;
    let Some(element) = data_type.element.as_deref() else { return Ok(value.clone()) };
    let bound = items.iter().map(|item| {
        if item.is_nullish() {
            let is_json = matches!(element.kind, TypeKind::Json | TypeKind::Jsonb) && *item == Value::Null;
            return Ok(if is_json { Value::from("null") } else { item.clone() });
        }
        Ok(match encode::param_checked(compiler, item, element)? {
            Encoded::Value(value) | Encoded::Around { value, .. } => value,
            Encoded::Sql(sql) => Value::Text(sql),
        })
    });
    Ok(Value::Array(bound.collect::<Result<_>>()?))
}

fn items(value: &Value) -> Result<&[Value]> {
    value.as_array().ok_or_else(|| Error::type_error("values.map is not a function"))
}

/// The text form of a bound array, `{"a",NULL,"\\x00"}`, as the driver `pg` writes it.
/// # Errors
/// `Type` for elements without a JSON form.
pub fn bind_text(out: &mut String, items: &[Value]) -> Result<()> {
    out.push('{');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match item {
            Value::Undefined | Value::Null => out.push_str("NULL"),
            Value::Array(nested) => bind_text(out, nested)?,
            Value::Bytes(bytes) => {
                out.push_str("\"\\\\x");
                crate::dialect::push_hex(out, bytes);
                out.push('"');
            }
            Value::Object(_) => push_element(out, &encode::json::stringify(item)?.unwrap_or_default()),
            Value::Date(milliseconds) => {
                push_element(out, &encode::date::iso(*milliseconds).unwrap_or_default())
            }
            other => push_element(out, &encode::js_text::to_text(other)),
        }
    }
    out.push('}');
    Ok(())
}

fn push_element(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
}
