//! The tree of a statement: data only. What is read borrows from the request.

pub mod expr;
pub mod schema;
pub mod select;
pub mod write;

pub use expr::{Comparison, Expr, Prefix, Slot, SlotStyle};
pub use select::{Join, JoinKind, Joined, JoinedTable, LimitUnion, Lock, Paging, Select, Source};
