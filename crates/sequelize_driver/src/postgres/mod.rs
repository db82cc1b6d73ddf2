//! PostgreSQL over `postgres-protocol`: start-up, the extended protocol with pipelining, text both ways. Text and
//! parameters without types are what v6's driver exchanges, so any type, also one nobody has heard of, reads the same.

mod bind;
mod connection;
mod date;
mod decode;
mod error;
mod job;
mod options;
mod session;
mod startup;
mod statements;
mod stream;

pub use connection::PgConnection;
pub use options::PgOptions;
