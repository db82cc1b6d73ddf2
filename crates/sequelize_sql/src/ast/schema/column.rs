//! A column definition: everything behind the column's name in CREATE TABLE or ALTER TABLE.

use sequelize_types::{DataType, Value};

/// A definition; each dialect writes the parts it has in its own order.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<'a> {
    /// The name of the column.
    pub name: &'a str,
    pub data_type: &'a DataType,
    pub is_not_null: bool,
    pub generation: Option<Generation>,
    /// `None` if there is no default or if it is made anew for each row.
    pub default: Option<&'a Value>,
    pub is_unique: bool,
    pub is_primary_key: bool,
    pub comment: Option<&'a str>,
    /// MySQL: put before all other columns, or behind one.
    pub is_first: bool,
    pub after: Option<&'a str>,
    pub references: Option<Reference<'a>>,
    /// Members of an ENUM, also of the elements of an ARRAY.
    pub enum_values: Vec<&'a str>,
}

/// How the database makes the value of an auto-increment column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generation {
    /// The dialect's usual way.
    AutoIncrement,
    /// `autoIncrementIdentity`: an identity column where the dialect has both.
    Identity,
}

/// `REFERENCES table (key) …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference<'a> {
    pub table: &'a Value,
    /// The referenced column; `id` unless given.
    pub key: &'a str,
    /// Upper case.
    pub on_delete: Option<String>,
    pub on_update: Option<String>,
    pub deferrable: Option<&'static str>,
}
