//! Trees of statements that define tables.

pub mod column;
