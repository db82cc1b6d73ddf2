//! The tree of a statement: data only.
