//! What was asked: requests as the facade lowers them.
pub mod attributes;
