//! Connections to databases: text and binds go in, rows come out as words. What a statement means, which model it
//! belongs to and who waits for it is the engine's business.

pub mod connection;
pub mod mysql;
pub mod postgres;
pub mod shape;
pub mod sqlite;
pub mod tls;
pub mod words;

pub use connection::{Attempt, Binds, Completion, Connection, Method, Request, Runs, Summary};
pub use shape::{Column, Shape, ShapeTable};
pub use words::RowSlice;
