//! The border between JavaScript and the engine: it converts, calls, converts. What it calls for is in `crates/`.
//!
//! Nothing here is global: every realm of JavaScript (a worker, a test file in a vm context) has a `Border` of its own
//! with buffers, a queue and a wake-up of its own, and every `Sequelize` instance an `Engine`.

mod border;
mod compile;
mod convert;
mod engine;
mod error;
mod hooks;
mod memo;
mod operation;
mod queue;
mod templates;
mod transaction;
mod wake;
