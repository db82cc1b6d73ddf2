//! Lifecycle hooks. Their functions live in JavaScript; which of them run, and in what order, is decided here.

pub mod plan;

pub use plan::{Level, Step, plan};
