//! Everything known about SQL text, as pure functions: no I/O, no async, no JavaScript.
//!
//! A request (`request/`) is what was asked; the planner (`plan/`) decides and gives a tree (`ast/`); the renderer
//! (`render/`) writes the tree as text for one dialect (`dialect/`). `call` answers v6's `queryGenerator` methods
//! with v6's text; `statement` gives the same statement with its values bound, for execution.

pub mod ast;
pub mod batch;
pub mod compiler;
pub mod date;
pub mod dialect;
pub mod encode;
pub mod face;
pub mod identifier;
pub mod literal;
mod naming;
pub mod number;
pub mod placeholder;
pub mod plan;
pub mod render;
pub mod request;
pub mod statement;
pub mod template;
mod version;
pub mod writer;

pub use batch::{Batch, BulkStatement, bulk_insert};
pub use compiler::{AttributeBehavior, Compiler, CompilerOptions};
pub use statement::{Statement, call, statement};
pub use template::{Marks, Template};
pub use writer::{Rendering, SqlWriter};
