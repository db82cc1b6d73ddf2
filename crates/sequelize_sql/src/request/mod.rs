//! What was asked: requests as the facade lowers them.
pub mod association;
pub mod attributes;
pub mod filter;
pub mod include;
pub mod schema;
pub mod select;
pub mod text;
pub mod transaction;
pub mod write;
