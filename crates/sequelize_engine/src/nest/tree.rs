//! What the facade says of a result that is to be nested.

/// A level: the model of the statement, or an include.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// The attributes by which v6 tells rows of this level apart: its primary key.
    pub keys: Vec<String>,
    /// The attribute that is null where there is no related record; v6's `primaryKeyAttribute`.
    pub primary: Option<String>,
    /// At most one record per parent.
    pub is_single: bool,
    /// Includes by the names under which they are joined.
    pub children: Vec<(String, Tree)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nesting {
    /// Rows of a join. They repeat their parents if one of the relations is to many, else each is a tree of its own.
    Joined { root: Tree, repeats: bool },
    /// Rows of one level, to be sorted by the value of a column: a first level has a row without cells per distinct
    /// value, a second one has every row.
    Grouped { column: String },
}
