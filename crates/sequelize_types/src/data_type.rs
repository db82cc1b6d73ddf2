//! The 39 data types as data. What a dialect makes of them is `sequelize_sql`'s business.

use crate::Value;

macro_rules! type_kinds {
    ($($variant:ident = $key:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum TypeKind { $($variant),+ }

        impl TypeKind {
            /// In the order of v6's `DataTypes`; the position is the number that crosses the border.
            pub const ALL: &'static [TypeKind] = &[$(TypeKind::$variant),+];

            /// v6's `key`.
            pub const fn key(self) -> &'static str {
                match self { $(TypeKind::$variant => $key),+ }
            }
        }
    };
}

type_kinds! {
    Abstract = "ABSTRACT", String = "STRING", Char = "CHAR", Text = "TEXT", Number = "NUMBER",
    TinyInt = "TINYINT", SmallInt = "SMALLINT", MediumInt = "MEDIUMINT", Integer = "INTEGER",
    BigInt = "BIGINT", Float = "FLOAT", Time = "TIME", Date = "DATE", DateOnly = "DATEONLY",
    Boolean = "BOOLEAN", Now = "NOW", Blob = "BLOB", Decimal = "DECIMAL", Uuid = "UUID", UuidV1 = "UUIDV1",
    UuidV4 = "UUIDV4", Hstore = "HSTORE", Json = "JSON", Jsonb = "JSONB", Virtual = "VIRTUAL",
    Array = "ARRAY", Enum = "ENUM", Range = "RANGE", Real = "REAL", Double = "DOUBLE PRECISION",
    Geometry = "GEOMETRY", Geography = "GEOGRAPHY", Cidr = "CIDR", Inet = "INET", MacAddr = "MACADDR",
    CiText = "CITEXT", TsVector = "TSVECTOR",
    // Not of v6's list: a type given as SQL text, and a class of the user's own.
    Raw = "", Custom = "CUSTOM",
}

impl TypeKind {
    pub fn from_key(key: &str) -> Option<TypeKind> {
        match key {
            "NUMERIC" => Some(TypeKind::Decimal),
            "DOUBLE" => Some(TypeKind::Double),
            "" => None,
            _ => TypeKind::ALL.iter().copied().find(|kind| kind.key() == key),
        }
    }

    /// `type instanceof DataTypes.STRING` in v6: CHAR extends STRING.
    pub fn is_string(self) -> bool {
        matches!(self, TypeKind::String | TypeKind::Char)
    }

    /// `type instanceof DataTypes.JSON` in v6: JSONB extends JSON.
    pub fn is_json(self) -> bool {
        matches!(self, TypeKind::Json | TypeKind::Jsonb)
    }

    /// `type instanceof DataTypes.NUMBER` in v6.
    pub fn is_number(self) -> bool {
        matches!(
            self,
            TypeKind::Number
                | TypeKind::TinyInt
                | TypeKind::SmallInt
                | TypeKind::MediumInt
                | TypeKind::Integer
                | TypeKind::BigInt
                | TypeKind::Float
                | TypeKind::Decimal
                | TypeKind::Real
                | TypeKind::Double
        )
    }

    pub fn is_integer(self) -> bool {
        matches!(
            self,
            TypeKind::TinyInt
                | TypeKind::SmallInt
                | TypeKind::MediumInt
                | TypeKind::Integer
                | TypeKind::BigInt
        )
    }
}

/// One data type with its options. Options keep JavaScript's looseness (`STRING('20')`) as `Value`s and are
/// `Undefined` when not given.
#[derive(Debug, Clone, PartialEq)]
pub struct DataType {
    pub kind: TypeKind,
    /// `STRING(n)`, `CHAR(n)`, `TEXT('tiny')`, `BLOB('long')`, integer display widths, `DATE(n)`, `FLOAT(n)`.
    pub length: Value,
    pub precision: Value,
    pub scale: Value,
    /// v6's `_decimals` of FLOAT, REAL, DOUBLE.
    pub decimals: Value,
    pub is_binary: bool,
    pub is_unsigned: bool,
    pub is_zerofill: bool,
    /// Members of an ENUM.
    pub values: Vec<String>,
    /// Element of an ARRAY, subtype of a RANGE, return type of a VIRTUAL.
    pub element: Option<Box<DataType>>,
    /// `POINT`, `LINESTRING` … of GEOMETRY and GEOGRAPHY.
    pub geometry: Value,
    pub srid: Value,
    /// SQL text of `Raw` (as given) and `Custom` (what the class's own `toSql` says).
    pub sql: String,
    /// v6's `type.escape === false`: what `stringify` gives is SQL already. Only `Custom` sets it.
    pub is_escaped: bool,
}

impl DataType {
    pub fn new(kind: TypeKind) -> Self {
        Self {
            kind,
            length: Value::Undefined,
            precision: Value::Undefined,
            scale: Value::Undefined,
            decimals: Value::Undefined,
            is_binary: false,
            is_unsigned: false,
            is_zerofill: false,
            values: Vec::new(),
            element: None,
            geometry: Value::Undefined,
            srid: Value::Undefined,
            sql: String::new(),
            is_escaped: false,
        }
    }

    pub fn raw(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), ..Self::new(TypeKind::Raw) }
    }
}
