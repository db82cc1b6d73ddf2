//! Data types of MySQL and MariaDB. MySQL manual chapter 11; v6 `dialects/mysql/data-types.js`.

use sequelize_types::{DataType, Error, Result, TypeKind};

use crate::Compiler;
use crate::dialect::data_type::{NumericOptions, decimal, enumeration, option, standard_with};

const GEOMETRIES: [&str; 3] = ["POINT", "LINESTRING", "POLYGON"];

pub(in crate::dialect) fn to_sql(compiler: &Compiler, data_type: &DataType) -> Result<String> {
    if data_type.kind == TypeKind::Geometry && data_type.geometry.is_truthy() {
        let shape = option(&data_type.geometry);
        if !GEOMETRIES.contains(&shape.as_str()) {
            return Err(Error::plain(format!("Supported geometry types are: {}", GEOMETRIES.join(", "))));
        }
    }
    shared(compiler, data_type)
}

/// What MariaDB does too; it takes any kind of geometry.
pub(in crate::dialect) fn shared(compiler: &Compiler, data_type: &DataType) -> Result<String> {
    Ok(match data_type.kind {
        TypeKind::Date if data_type.length.is_truthy() => format!("DATETIME({})", option(&data_type.length)),
        TypeKind::Decimal => decimal(data_type) + &NumericOptions::of(data_type).flags(),
        TypeKind::Uuid => "CHAR(36) BINARY".to_owned(),
        TypeKind::Enum => enumeration(compiler, &data_type.values),
        TypeKind::Geometry if data_type.geometry.is_truthy() => option(&data_type.geometry),
        _ => return standard_with(data_type, |element| shared(compiler, element)),
    })
}
