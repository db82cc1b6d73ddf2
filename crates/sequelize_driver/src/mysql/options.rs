//! Where a server is, who asks, and which driver's results are wanted.

use std::time::Duration;

use super::zone::Zone;
use crate::tls::TlsOptions;

/// The JavaScript driver that v6 uses for the dialect: results and errors are as it gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavor {
    /// `mysql2`, of the dialect mysql.
    Mysql2,
    /// `mariadb`, of the dialect mariadb.
    Connector,
}

/// What an integer beyond 2^53 becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BigNumbers {
    /// The nearest number.
    Numbers,
    /// Text; smaller ones are numbers.
    TextIfLarge,
    /// Text, whatever its size.
    Text,
    /// `BigInt`, whatever its size.
    BigInts,
}

/// `dateStrings`: which types stay text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateStrings {
    pub date: bool,
    pub datetime: bool,
    pub timestamp: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MysqlOptions {
    pub flavor: Flavor,
    pub host: String,
    pub port: u16,
    /// A Unix socket; `host` and `port` are not used then.
    pub socket_path: Option<String>,
    pub user: String,
    pub password: String,
    pub database: Option<String>,
    /// Number of the connection's collation.
    pub collation: u16,
    /// Time zone of DATETIME columns: that of the `Sequelize` instance.
    pub zone: Zone,
    /// Time zone of TIMESTAMP columns and of dates among the binds: `dialectOptions.timezone`.
    pub driver_zone: Zone,
    /// Statements that are run before anybody else's.
    pub init: Vec<String>,
    pub connect_timeout: Duration,
    /// Several statements in one text.
    pub multiple_statements: bool,
    /// An update counts the rows it found, not those it changed.
    pub found_rows: bool,
    pub date_strings: DateStrings,
    pub decimal_numbers: bool,
    pub big_numbers: BigNumbers,
    /// MariaDB's `autoJsonMap`.
    pub parses_json: bool,
    /// `typeCast` is not v6's: DATE and DATETIME come as the driver gives them.
    pub own_casts: bool,
    /// `typeCast` is a function of the user's: every value comes as the bytes of its text, with what is known of its column.
    pub casts_by_user: bool,
    /// Two columns of one name are refused, as by the connector.
    pub checks_duplicates: bool,
    /// The server may be asked for the key that a password is encrypted with, where nothing else is encrypted.
    pub asks_for_key: bool,
    pub tls: Option<TlsOptions>,
    /// How long a connection may be silent before the system asks whether the other end is there.
    pub keep_alive: Option<Duration>,
}

/// `utf8mb4_unicode_ci`, with which both drivers begin.
pub const DEFAULT_COLLATION: u16 = 224;

impl MysqlOptions {
    pub fn new(flavor: Flavor) -> Self {
        let is_connector = flavor == Flavor::Connector;
        Self {
            flavor,
            host: "localhost".to_owned(),
            port: 3306,
            socket_path: None,
            user: String::new(),
            password: String::new(),
            database: None,
            collation: DEFAULT_COLLATION,
            zone: Zone::utc(),
            driver_zone: Zone::utc(),
            init: Vec::new(),
            connect_timeout: if is_connector { Duration::from_secs(1) } else { Duration::from_secs(10) },
            multiple_statements: false,
            found_rows: false,
            date_strings: DateStrings::default(),
            // The connector makes numbers of decimals, mysql2 keeps the text.
            decimal_numbers: is_connector,
            big_numbers: BigNumbers::TextIfLarge,
            parses_json: true,
            own_casts: false,
            casts_by_user: false,
            checks_duplicates: is_connector,
            asks_for_key: !is_connector,
            tls: None,
            keep_alive: None,
        }
    }

    /// Whether MariaDB is asked for its own names of types, as its connector does.
    pub(super) fn wants_kinds(&self) -> bool {
        self.flavor == Flavor::Connector
    }
}
