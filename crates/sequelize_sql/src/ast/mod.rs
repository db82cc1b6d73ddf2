//! The tree of a statement: data only.

pub mod schema;
