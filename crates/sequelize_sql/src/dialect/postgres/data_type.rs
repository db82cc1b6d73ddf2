//! Data types of PostgreSQL. Manual chapter 8; v6 `dialects/postgres/data-types.js`.

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

use crate::dialect::data_type::{NumericOptions, numeric, option, standard_with};

pub(super) fn to_sql(data_type: &DataType) -> Result<String> {
    Ok(match data_type.kind {
        TypeKind::String | TypeKind::Char if data_type.is_binary => "BYTEA".to_owned(),
        TypeKind::Text => "TEXT".to_owned(),
        TypeKind::Blob => "BYTEA".to_owned(),
        TypeKind::Boolean => "BOOLEAN".to_owned(),
        TypeKind::Date => "TIMESTAMP WITH TIME ZONE".to_owned(),
        TypeKind::TinyInt | TypeKind::SmallInt | TypeKind::Integer | TypeKind::BigInt => plain(data_type),
        TypeKind::Real | TypeKind::Double => plain(data_type),
        TypeKind::Float => float(data_type),
        TypeKind::Geometry | TypeKind::Geography => geometry(data_type),
        TypeKind::Range => range(data_type)?.0.to_owned(),
        _ => return standard_with(data_type, to_sql),
    })
}

/// Postgres knows neither display widths nor unsigned numbers: any such option drops all of them.
fn plain(data_type: &DataType) -> String {
    data_type.kind.key().to_owned()
}

/// A length is the precision in bits; decimals make no sense and drop it.
fn float(data_type: &DataType) -> String {
    let length = if data_type.decimals.is_truthy() { &Value::Undefined } else { &data_type.length };
    let options =
        NumericOptions { length, decimals: &data_type.decimals, is_unsigned: false, is_zerofill: false };
    numeric(data_type, &options)
}

fn geometry(data_type: &DataType) -> String {
    let name = data_type.kind.key();
    if !data_type.geometry.is_truthy() {
        return name.to_owned();
    }
    let shape = option(&data_type.geometry);
    if data_type.srid.is_truthy() {
        format!("{name}({shape},{})", option(&data_type.srid))
    } else {
        format!("{name}({shape})")
    }
}

/// The range type and the type of its bounds.
/// # Errors
/// `Plain` if there is no range of the subtype (v6 gives `undefined` and fails later).
pub fn range(data_type: &DataType) -> Result<(&'static str, &'static str)> {
    let subtype = data_type.element.as_deref().map_or(TypeKind::Integer, |element| element.kind);
    Ok(match subtype {
        TypeKind::Integer => ("int4range", "int4"),
        TypeKind::Decimal => ("numrange", "numeric"),
        TypeKind::Date => ("tstzrange", "timestamptz"),
        TypeKind::DateOnly => ("daterange", "date"),
        TypeKind::BigInt => ("int8range", "int8"),
        other => return Err(Error::plain(format!("There is no range type of {}.", other.key()))),
    })
}
