//! The methods of v6's query generator by name, one family per file. Each file answers `None` for a method that is
//! not of its family.

pub mod data_type;
pub mod expression;
pub mod filter;
pub mod join;
pub mod schema;
pub mod select;
pub mod text;
pub mod write;
