//! What the compiler knows of a model.

use crate::{AttributeSet, Value};

/// A table with its schema, as `Model.getTableName()` gives it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableName {
    pub name: String,
    pub schema: Option<String>,
    /// Stands between schema and table where a dialect has no schemas; v6's default is `.`.
    pub delimiter: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// The number that the facade gave it; tells models apart.
    pub id: u32,
    pub name: String,
    pub table: TableName,
    pub attributes: AttributeSet,
    /// Attribute names, in v6's order.
    pub primary_keys: Vec<String>,
    /// Further model options that reach SQL (`hasTrigger`, `engine`, `charset` …).
    pub options: Value,
}

impl Model {
    /// v6's `primaryKeyField`: the column of the first primary key. A model that lost its key, as one that became a join
    /// model does, goes on naming it; the option `primaryKeyField` then tells.
    pub fn primary_key_field(&self) -> Option<&str> {
        let Some(name) = self.primary_keys.first() else {
            return self.options.get("primaryKeyField").and_then(Value::as_str);
        };
        Some(self.attributes.by_name(name).map_or(name.as_str(), |attribute| attribute.column()))
    }
}
