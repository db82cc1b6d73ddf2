//! Writes the tree as text.

pub mod schema;
