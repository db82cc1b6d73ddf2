//! Data types as SQL where dialects agree: what v6's own classes of `data-types.js` say. A dialect's `data_type.rs`
//! holds the exceptions.

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

use crate::{Compiler, number};

/// The type without a dialect: `DataTypes.STRING(20).toSql()`.
pub fn standard(data_type: &DataType) -> Result<String> {
    standard_with(data_type, standard)
}

/// As [`standard`], with `element` writing the element of an array.
pub(super) fn standard_with(
    data_type: &DataType,
    element: impl FnOnce(&DataType) -> Result<String>,
) -> Result<String> {
    let key = data_type.kind.key();
    Ok(match data_type.kind {
        TypeKind::Raw | TypeKind::Custom => data_type.sql.clone(),
        TypeKind::String => binary("VARCHAR", data_type),
        TypeKind::Char => binary("CHAR", data_type),
        TypeKind::Text | TypeKind::Blob => sized(data_type),
        TypeKind::Boolean => "TINYINT(1)".to_owned(),
        TypeKind::Date => "DATETIME".to_owned(),
        TypeKind::DateOnly => "DATE".to_owned(),
        TypeKind::Decimal => decimal(data_type),
        TypeKind::Array => {
            let Some(inner) = &data_type.element else {
                return Err(Error::plain("ARRAY is missing type definition for its values."));
            };
            element(inner)? + "[]"
        }
        kind if kind.is_number() => numeric(data_type, &NumericOptions::of(data_type)),
        _ => key.to_owned(),
    })
}

/// The members of an ENUM as MySQL writes them: `ENUM('a', 'b')`.
pub(super) fn enumeration(compiler: &Compiler, values: &[String]) -> String {
    let mut sql = String::from("ENUM(");
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            sql.push_str(", ");
        }
        crate::literal::write_string(compiler, &mut sql, value);
    }
    sql.push(')');
    sql
}

/// What stands behind the name of a number type.
pub(super) struct NumericOptions<'t> {
    pub length: &'t Value,
    pub decimals: &'t Value,
    pub is_unsigned: bool,
    pub is_zerofill: bool,
}

impl<'t> NumericOptions<'t> {
    pub fn of(data_type: &'t DataType) -> Self {
        Self {
            length: &data_type.length,
            decimals: &data_type.decimals,
            is_unsigned: data_type.is_unsigned,
            is_zerofill: data_type.is_zerofill,
        }
    }

    pub fn flags(&self) -> String {
        let mut sql = String::new();
        if self.is_unsigned {
            sql.push_str(" UNSIGNED");
        }
        if self.is_zerofill {
            sql.push_str(" ZEROFILL");
        }
        sql
    }

    /// `(11)` or `(11,2)`; nothing without a length. v6 writes decimals only if they are a number.
    pub fn size(&self) -> String {
        if !self.length.is_truthy() {
            return String::new();
        }
        match self.decimals {
            Value::Number(decimals) => format!("({},{})", option(self.length), number::to_text(*decimals)),
            _ => format!("({})", option(self.length)),
        }
    }
}

/// A number type as MySQL writes it: size before flags.
pub(super) fn numeric(data_type: &DataType, options: &NumericOptions<'_>) -> String {
    format!("{}{}{}", data_type.kind.key(), options.size(), options.flags())
}

/// `VARCHAR(20)`, with `BINARY` behind it. The length is 255 unless given.
fn binary(name: &str, data_type: &DataType) -> String {
    let suffix = if data_type.is_binary { " BINARY" } else { "" };
    format!("{name}({}){suffix}", length(data_type))
}

/// The length of a STRING or CHAR.
pub(super) fn length(data_type: &DataType) -> String {
    if data_type.length.is_truthy() { option(&data_type.length) } else { "255".to_owned() }
}

/// TEXT and BLOB in MySQL's sizes; an unknown size is the plain type.
fn sized(data_type: &DataType) -> String {
    let prefix = match data_type.length.as_str().map(str::to_lowercase).as_deref() {
        Some("tiny") => "TINY",
        Some("medium") => "MEDIUM",
        Some("long") => "LONG",
        _ => "",
    };
    format!("{prefix}{}", data_type.kind.key())
}

/// `DECIMAL(10,2)`: of precision and scale whatever is given and not 0.
pub(super) fn decimal(data_type: &DataType) -> String {
    let given = [&data_type.precision, &data_type.scale].into_iter().filter(|value| value.is_truthy());
    let parts: Vec<String> = given.map(option).collect();
    if parts.is_empty() { "DECIMAL".to_owned() } else { format!("DECIMAL({})", parts.join(",")) }
}

/// A type option as text.
pub(super) fn option(value: &Value) -> String {
    crate::request::text::of(value)
}
