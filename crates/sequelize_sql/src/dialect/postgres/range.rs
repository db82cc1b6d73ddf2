//! Range values: `[1,10)`. PostgreSQL manual 8.17; v6 `dialects/postgres/range.js`.

use std::borrow::Cow;

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

use crate::{Compiler, dialect::Encoded, encode, encode::Typed};

/// A range by its two bounds, or, for comparison with an element, a single value with a cast.
/// # Errors
/// `Plain` for arrays of another length.
pub(super) fn typed(compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Typed<'static>> {
    let subtype = data_type.element.as_deref().map(named_type);
    let subtype = subtype.as_deref();
    let Value::Array(bounds) = value else {
        let element = subtype_value(compiler, value, subtype)?;
        let text = encode::js_text::to_text(&element).into_owned();
        return Ok(Typed::Cast { text, after: format!("::{}", cast(subtype)?) });
    };
    let text = match &bounds[..] {
        [] => "empty".to_owned(),
        [lower, upper] => {
            let ((lower, has_lower), (upper, has_upper)) = (bound(lower, true), bound(upper, false));
            let mut text = String::from(if has_lower { '[' } else { '(' });
            push_bound(compiler, &mut text, lower, subtype)?;
            text.push(',');
            push_bound(compiler, &mut text, upper, subtype)?;
            text.push(if has_upper { ']' } else { ')' });
            text
        }
        _ => {
            return Err(Error::plain("range array length must be 0 (empty) or 2 (lower and upper bounds)"));
        }
    };
    Ok(Typed::Quoted(text))
}

/// A single value keeps its own kind when it is bound; a range is bound as its text.
pub(super) fn element_param(
    compiler: &Compiler,
    value: &Value,
    data_type: &DataType,
) -> Result<Option<Encoded>> {
    if let Value::Array(_) = value {
        return Ok(None);
    }
    let subtype = data_type.element.as_deref().map(named_type);
    let value = subtype_value(compiler, value, subtype.as_deref())?.into_owned();
    Ok(Some(Encoded::Around { before: "", value, after: format!("::{}", cast(subtype.as_deref())?) }))
}

/// v6 keeps the subtype by its key only.
fn named_type(subtype: &DataType) -> Cow<'_, DataType> {
    match (subtype.kind, TypeKind::from_key(&subtype.sql)) {
        (TypeKind::Raw, Some(kind)) => Cow::Owned(DataType::new(kind)),
        _ => Cow::Borrowed(subtype),
    }
}

/// A bound and whether it belongs to the range: given by itself or as `{value, inclusive}`.
fn bound(value: &Value, is_inclusive: bool) -> (&Value, bool) {
    match value.get("value") {
        Some(inner) => (inner, value.get("inclusive").map_or(is_inclusive, Value::is_truthy)),
        None => (value, is_inclusive),
    }
}

fn push_bound(
    compiler: &Compiler,
    out: &mut String,
    value: &Value,
    subtype: Option<&DataType>,
) -> Result<()> {
    match value {
        Value::Undefined | Value::Null => {}
        Value::Number(number) if *number == f64::INFINITY => out.push_str("infinity"),
        Value::Number(number) if *number == f64::NEG_INFINITY => out.push_str("-infinity"),
        value => match &*subtype_value(compiler, value, subtype)? {
            Value::BigInt(digits) => out.push_str(digits),
            other => out.push_str(&encode::json::stringify(other)?.unwrap_or_default()),
        },
    }
    Ok(())
}

fn subtype_value<'v>(
    compiler: &Compiler,
    value: &'v Value,
    subtype: Option<&DataType>,
) -> Result<Cow<'v, Value>> {
    Ok(match subtype {
        Some(subtype) => Cow::Owned(encode::stringify(compiler, value, subtype)?),
        None => Cow::Borrowed(value),
    })
}

/// The type of one element.
fn cast(subtype: Option<&DataType>) -> Result<&'static str> {
    Ok(match subtype.map_or(TypeKind::Integer, |subtype| subtype.kind) {
        TypeKind::Integer => "int4",
        TypeKind::Decimal => "numeric",
        TypeKind::Date => "timestamptz",
        TypeKind::DateOnly => "date",
        TypeKind::BigInt => "int8",
        other => return Err(Error::plain(format!("There are no ranges of {}.", other.key()))),
    })
}
