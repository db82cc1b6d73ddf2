//! MySQL and MariaDB. Our own thin connection: decision 0012 tells why.

mod auth;
mod column;
mod connection;
mod date;
mod decode;
mod encode;
mod error;
mod geometry;
mod handshake;
mod options;
mod packet;
mod read;
mod session;
mod wire;
mod zone;

pub use connection::MysqlConnection;
pub use options::{BigNumbers, DEFAULT_COLLATION, DateStrings, Flavor, MysqlOptions};
pub use zone::Zone;
