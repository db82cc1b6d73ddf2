//! Attributes: the columns of a model as its author described them.

use std::collections::HashMap;

use crate::{DataType, Value};

#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The name in JavaScript.
    pub name: String,
    /// The name of the column; `None` if the definition has none (then the name serves).
    pub field: Option<String>,
    pub data_type: Option<DataType>,
    pub is_primary_key: bool,
    pub is_auto_increment: bool,
    pub is_auto_increment_identity: bool,
    /// `allowNull`, undefined included: v6 tells `undefined`, `true` and `false` apart.
    pub allow_null: Value,
    pub default_value: Value,
    /// `true`, a constraint name, or `{name, msg}`.
    pub unique: Value,
    /// Everything else of the definition (`references`, `onDelete`, `onUpdate`, `comment`, `after`, `first` …).
    pub rest: crate::Object,
}

impl Attribute {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            field: None,
            data_type: None,
            is_primary_key: false,
            is_auto_increment: false,
            is_auto_increment_identity: false,
            allow_null: Value::Undefined,
            default_value: Value::Undefined,
            unique: Value::Undefined,
            rest: crate::Object::new(),
        }
    }

    /// The name of the column.
    pub fn column(&self) -> &str {
        self.field.as_deref().unwrap_or(&self.name)
    }
}

/// Attributes in the order of their definition, found by name or by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttributeSet {
    items: Vec<Attribute>,
    by_name: HashMap<String, usize>,
    by_field: HashMap<String, usize>,
}

impl AttributeSet {
    pub fn new(items: Vec<Attribute>) -> Self {
        let mut set = Self { items, ..Self::default() };
        for (index, attribute) in set.items.iter().enumerate() {
            set.by_name.insert(attribute.name.clone(), index);
            if let Some(field) = &attribute.field {
                set.by_field.insert(field.clone(), index);
            }
        }
        set
    }

    pub fn iter(&self) -> impl Iterator<Item = &Attribute> {
        self.items.iter()
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn by_name(&self, name: &str) -> Option<&Attribute> {
        self.by_name.get(name).and_then(|index| self.items.get(*index))
    }

    pub fn by_field(&self, field: &str) -> Option<&Attribute> {
        self.by_field.get(field).and_then(|index| self.items.get(*index))
    }

    /// By name first, then by column: the order in which v6 looks a `where` key up.
    pub fn find(&self, key: &str) -> Option<&Attribute> {
        self.by_name(key).or_else(|| self.by_field(key))
    }

    /// By column only; an attribute without a column of its own is found by its name. v6 looks the keys of a bulk
    /// insert up so.
    pub fn by_column(&self, column: &str) -> Option<&Attribute> {
        self.by_field(column).or_else(|| self.by_name(column).filter(|attribute| attribute.field.is_none()))
    }

    /// By column first: the order in which v6's insert and update look a value's key up (its map is filled with
    /// names and columns in turn, so a later column of the same text wins).
    pub fn find_column(&self, key: &str) -> Option<&Attribute> {
        self.by_field(key).or_else(|| self.by_name(key))
    }
}
