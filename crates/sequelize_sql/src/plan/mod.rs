//! Decides what a statement consists of; writes no text.

pub mod schema;
