//! What the compiler knows of an association.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssociationKind {
    BelongsTo,
    HasOne,
    HasMany,
    BelongsToMany,
}

/// An association by the names of its ends; models are referred to by their numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Association {
    pub kind: AssociationKind,
    pub alias: String,
    pub source: u32,
    pub target: u32,
    /// The column that holds the key.
    pub foreign_key_field: String,
}
