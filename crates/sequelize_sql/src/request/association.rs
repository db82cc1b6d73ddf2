//! Associations as they cross: objects told from others by `associationType` (see `facade/bridge/include.ts`).

use sequelize_types::{AttributeSet, Error, Model, Object, Result, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociationKind {
    BelongsTo,
    HasOne,
    HasMany,
    BelongsToMany,
    /// From the source of a BelongsToMany to its join model; only in orders and groups.
    Through,
}

/// The ends, names and keys of an association.
#[derive(Debug, Clone, Copy)]
pub struct Association<'a> {
    pub kind: AssociationKind,
    /// `as`.
    pub name: &'a str,
    pub source: &'a Model,
    pub target: &'a Model,
    facts: &'a Object,
}

impl<'a> Association<'a> {
    /// `None` for a value that is no association.
    pub fn read(value: &'a Value) -> Option<Self> {
        let facts = value.as_object()?;
        let kind = match facts.get("associationType")?.as_str()? {
            "BelongsTo" => AssociationKind::BelongsTo,
            "HasOne" => AssociationKind::HasOne,
            "HasMany" => AssociationKind::HasMany,
            "BelongsToMany" => AssociationKind::BelongsToMany,
            "Through" => AssociationKind::Through,
            _ => return None,
        };
        let model = |end: &str| facts.get(end).and_then(Value::as_model).map(|model| &**model);
        Some(Self {
            kind,
            name: facts.get("as")?.as_str()?,
            source: model("source")?,
            target: model("target")?,
            facts,
        })
    }

    /// A fact by v6's name for it; `None` if the association has it not.
    pub fn find(&self, fact: &str) -> Option<&'a str> {
        self.facts.get(fact)?.as_str().filter(|text| !text.is_empty())
    }

    /// # Errors
    /// `Type` for an association without this fact, as one between models that are not yet complete.
    pub fn fact(&self, fact: &str) -> Result<&'a str> {
        self.find(fact)
            .ok_or_else(|| Error::type_error(format!("the association {} has no {fact}", self.name)))
    }
}

/// The column of an attribute; the name itself where there is no such attribute.
pub fn column<'a>(attributes: &'a AttributeSet, name: &'a str) -> &'a str {
    attributes.by_name(name).map_or(name, |attribute| attribute.column())
}

/// The first attribute of a model's primary key.
/// # Errors
/// `Type` if it has none.
pub fn primary_key(model: &Model) -> Result<&str> {
    let key = model.primary_keys.first().map(String::as_str);
    key.ok_or_else(|| Error::type_error(format!("model {} has no primary key to join by", model.name)))
}
