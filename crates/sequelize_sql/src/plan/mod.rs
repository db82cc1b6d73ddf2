//! Decides what a statement consists of; writes no text.

pub mod alias;
pub mod attribute;
pub mod expression;
pub mod filter;
pub mod group;
pub mod grouped_limit;
pub mod include;
pub mod join;
pub mod json_access;
pub mod json_path;
pub mod json_statement;
pub mod lock;
pub mod order;
pub mod paging;
pub mod schema;
pub mod select;
pub mod subquery;
pub mod write;
