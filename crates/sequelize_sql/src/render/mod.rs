//! Writes the tree as text. Standard SQL is here; where databases differ, `dialect/` says how.

pub mod expr;
pub mod join;
pub mod schema;
pub mod select;
pub mod write;
