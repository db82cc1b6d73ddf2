//! One operation from start to end: compile, find a connection, run, nest. It knows neither JavaScript nor SQL text.

pub mod connections;
pub mod engine;
pub mod hooks;
pub mod host;
pub mod models;
pub mod nest;
mod opener;
pub mod options;
pub mod renaming;
mod servers;
pub mod templates;

/// Connections to databases and what they give.
pub use sequelize_driver as driver;
/// SQL text and how it is made.
pub use sequelize_sql as sql;

pub use connections::{ConnectionId, Stats};
pub use engine::{Engine, Operation, Source, Target};
pub use host::{Host, NoHost, Role};
pub use models::Models;
pub use options::EngineOptions;
pub use servers::OnOpened;
