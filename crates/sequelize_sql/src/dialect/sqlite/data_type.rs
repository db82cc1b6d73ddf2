//! Data types of SQLite, whose names only hint at an affinity. sqlite.org/datatype3.html;
//! v6 `dialects/sqlite/data-types.js`.

use sequelize_types::{DataType, Result, TypeKind};

use crate::dialect::data_type::{NumericOptions, length, standard_with};

pub(super) fn to_sql(data_type: &DataType) -> Result<String> {
    Ok(match data_type.kind {
        TypeKind::String if data_type.is_binary => format!("VARCHAR BINARY({})", length(data_type)),
        TypeKind::Char if data_type.is_binary => format!("CHAR BINARY({})", length(data_type)),
        TypeKind::Text | TypeKind::Enum => "TEXT".to_owned(),
        TypeKind::CiText => "TEXT COLLATE NOCASE".to_owned(),
        // Integers lose UNSIGNED and ZEROFILL, other numbers keep them (before the size, unlike elsewhere).
        kind if kind.is_integer() => number(data_type, ""),
        TypeKind::Number | TypeKind::Float | TypeKind::Double | TypeKind::Real => {
            number(data_type, &NumericOptions::of(data_type).flags())
        }
        _ => return standard_with(data_type, to_sql),
    })
}

fn number(data_type: &DataType, flags: &str) -> String {
    format!("{}{flags}{}", data_type.kind.key(), NumericOptions::of(data_type).size())
}
