//! `createTableQuery(table, {column: definition}, options)`.

use sequelize_types::{Key, Result, Value};

use super::args::{Args, definitions, names};

pub struct CreateTable<'a> {
    pub table: &'a Value,
    pub columns: Vec<(String, String)>,
    pub unique_keys: Vec<UniqueKey>,
    pub comment: Option<String>,
    /// MySQL and MariaDB only, like the four below.
    pub engine: Option<String>,
    pub charset: Option<String>,
    pub collate: Option<String>,
    pub initial_auto_increment: Option<String>,
    pub row_format: Option<String>,
}

pub struct UniqueKey {
    /// `None` for keys given as an array.
    pub name: Option<String>,
    pub fields: Vec<String>,
}

impl<'a> CreateTable<'a> {
    pub fn of(args: Args<'a>) -> Result<Self> {
        Ok(Self {
            table: args.get(0),
            columns: definitions(args.get(1))?,
            unique_keys: args.option(2, "uniqueKeys").map(unique_keys).unwrap_or_default(),
            comment: args.option(2, "comment").and_then(Value::as_str).map(str::to_owned),
            engine: args.text_option(2, "engine"),
            charset: args.text_option(2, "charset"),
            collate: args.text_option(2, "collate"),
            initial_auto_increment: args.text_option(2, "initialAutoIncrement"),
            row_format: args.text_option(2, "rowFormat"),
        })
    }

    /// A table without options, as SQLite's rebuilds make them.
    pub fn plain(table: &'a Value, columns: Vec<(String, String)>) -> Self {
        Self {
            table,
            columns,
            unique_keys: Vec::new(),
            comment: None,
            engine: None,
            charset: None,
            collate: None,
            initial_auto_increment: None,
            row_format: None,
        }
    }
}

/// Only keys with `customIndex` are written: the others stand with their column.
fn unique_keys(value: &Value) -> Vec<UniqueKey> {
    let custom = |name: Option<String>, key: &Value| {
        let is_custom = key.get("customIndex").is_some_and(Value::is_truthy);
        is_custom.then(|| UniqueKey { name, fields: names(key.get("fields")) })
    };
    match value {
        Value::Array(keys) => keys.iter().filter_map(|key| custom(None, key)).collect(),
        Value::Object(object) => object
            .entries
            .iter()
            .filter_map(|(name, key)| match name {
                Key::Name(name) => custom(Some(name.clone()), key),
                Key::Op(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
