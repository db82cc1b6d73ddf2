//! One operation from start to end: compile, find a connection, run. It knows neither JavaScript nor SQL text.

pub mod connections;
pub mod engine;
pub mod hooks;
pub mod models;
mod opener;
pub mod options;

/// Connections to databases and what they give.
pub use sequelize_driver as driver;

pub use connections::{ConnectionId, Stats};
pub use engine::{Engine, Operation, Source};
pub use models::Models;
pub use options::EngineOptions;
