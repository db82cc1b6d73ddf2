//! Rows of a join → rows per level, each distinct one once, with the place of its parent. Runs wherever the rows
//! come from: on the connection's thread, or at once on the caller's for a short read.
//!
//! What is handed on is a `RowSlice` that is marked as nested. Its words are blocks, one per level that has new rows:
//! the level's number, how many rows, the parents' words (not for the first level), then the rows' cells as ever. The
//! cells' doubles and text follow each other in the order of the blocks. A parent's word is the number of the parent's
//! row among all of its level, times two, plus one if the row only says that there is no related record.
//! `facade/bridge/nested-rows.ts` reads it; levels are numbered as `Layout` numbers them.
//!
//! Keeps v6 `AbstractQuery._groupJoinData` and what `Model#_setInclude` makes of its trees.

mod completion;
mod dedupe;
mod layout;
mod nester;
mod tree;

pub use completion::{completion, nest_now};
pub use layout::Layout;
pub use nester::Nester;
pub use tree::{Nesting, Tree};

#[cfg(test)]
mod tests;
