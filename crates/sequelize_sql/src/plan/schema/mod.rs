//! Decides what statements that define tables consist of.

pub mod column;
pub mod definition_text;
