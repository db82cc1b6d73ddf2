//! Data types of SQL Server. Transact-SQL reference, "Data types"; v6 `dialects/mssql/data-types.js`.

use sequelize_types::{DataType, Result, TypeKind, Value};

use crate::dialect::data_type::{NumericOptions, length, numeric, standard_with};

pub(super) fn to_sql(data_type: &DataType) -> Result<String> {
    Ok(match data_type.kind {
        TypeKind::String if data_type.is_binary => format!("BINARY({})", length(data_type)),
        TypeKind::String => format!("NVARCHAR({})", length(data_type)),
        TypeKind::Text => sized("NVARCHAR", data_type),
        TypeKind::Blob => sized("VARBINARY", data_type),
        TypeKind::Boolean => "BIT".to_owned(),
        TypeKind::Uuid => "CHAR(36)".to_owned(),
        TypeKind::Now => "GETDATE()".to_owned(),
        TypeKind::Date => "DATETIMEOFFSET".to_owned(),
        TypeKind::Enum => "VARCHAR(255)".to_owned(),
        TypeKind::TinyInt | TypeKind::SmallInt | TypeKind::Integer | TypeKind::BigInt | TypeKind::Real => {
            data_type.kind.key().to_owned()
        }
        TypeKind::Float => float(data_type),
        _ => return standard_with(data_type, to_sql),
    })
}

/// The deprecated TEXT and IMAGE become their successors; only `tiny` has a size.
fn sized(name: &str, data_type: &DataType) -> String {
    let is_tiny = data_type.length.as_str().is_some_and(|length| length.eq_ignore_ascii_case("tiny"));
    format!("{name}({})", if is_tiny { "256" } else { "MAX" })
}

/// A length is the precision in bits; decimals make no sense and drop it.
fn float(data_type: &DataType) -> String {
    let length = if data_type.decimals.is_truthy() { &Value::Undefined } else { &data_type.length };
    let options =
        NumericOptions { length, decimals: &data_type.decimals, is_unsigned: false, is_zerofill: false };
    numeric(data_type, &options)
}
