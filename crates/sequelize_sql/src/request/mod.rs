//! What was asked: requests as the facade lowers them.
pub mod attributes;
pub mod filter;
pub mod schema;
pub mod text;
pub mod transaction;
pub mod write;
