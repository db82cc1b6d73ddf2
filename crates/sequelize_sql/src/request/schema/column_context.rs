//! For which statement a column definition is written: the second argument of `attributeToSQL`.

use sequelize_types::{Model, Value};

use super::args::Args;
use crate::request::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    #[default]
    CreateTable,
    AddColumn,
    ChangeColumn,
}

#[derive(Debug, Clone, Default)]
pub struct ColumnContext<'a> {
    pub purpose: Purpose,
    /// The table of the statement; undefined if nobody said.
    pub table: Option<&'a Value>,
    /// The column, where the statement knows it better than the attribute (postgres comments).
    pub key: Option<String>,
    /// MySQL: the column that gets a foreign key when a column is added.
    pub foreign_key: Option<String>,
    /// The schema of referenced tables.
    pub schema: Option<&'a Value>,
    pub is_without_foreign_keys: bool,
    /// The model whose attribute it is, if known.
    pub model: Option<&'a Model>,
}

impl<'a> ColumnContext<'a> {
    /// Reads `{context, table | tableName, key, foreignKey, schema, withoutForeignKeyConstraints}`.
    pub fn of(args: Args<'a>, index: usize) -> Self {
        let option = |name: &str| args.option(index, name).filter(|value| value.is_truthy());
        let purpose = match option("context").and_then(Value::as_str) {
            Some("addColumn") => Purpose::AddColumn,
            Some("changeColumn") => Purpose::ChangeColumn,
            _ => Purpose::CreateTable,
        };
        Self {
            purpose,
            table: option("table").or_else(|| option("tableName")),
            key: text::truthy(option("key")),
            foreign_key: text::truthy(option("foreignKey")),
            schema: option("schema"),
            is_without_foreign_keys: option("withoutForeignKeyConstraints").is_some(),
            model: None,
        }
    }
}
