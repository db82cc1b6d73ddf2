//! What can be asked of tables, indexes and constraints, read from the arguments of v6's methods.

pub mod args;
pub mod column_context;
pub mod constraint;
pub mod create_table;
pub mod deferrable;
pub mod index;
pub mod words;
