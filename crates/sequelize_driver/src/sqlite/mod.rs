//! SQLite, embedded. sqlx opens and configures a database; its raw handle is then stepped here, by a thread per
//! connection or, for short reads, by the caller's own thread.

mod bind;
mod connection;
mod date;
mod decode;
mod error;
mod first_word;
mod open;
mod runs;
mod session;
mod statement;
mod worker;

pub use connection::SqliteConnection;
pub use open::SqliteOptions;
