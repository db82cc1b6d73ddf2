//! How a connection is made: read from the object that `facade/dialects/postgres/connection-manager.ts` writes.

use std::time::Duration;

use sequelize_types::{Error, Result, Value};

use crate::tls::TlsOptions;

/// A silent server must not hang its caller, whatever the options say.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

#[derive(Debug, Clone)]
pub struct PgOptions {
    /// A name, an address, or the folder of a socket.
    pub host: String,
    pub port: u16,
    pub user: String,
    pub password: String,
    pub database: String,
    /// Further parameters of the start-up message: `application_name`, `statement_timeout` …
    pub parameters: Vec<(String, String)>,
    pub tls: Option<TlsOptions>,
    pub connect_timeout: Option<Duration>,
    /// A statement that takes longer fails, and its connection is closed.
    pub query_timeout: Option<Duration>,
    pub keep_alive: Option<Duration>,
    pub keeps_alive: bool,
    /// Whether `standard_conforming_strings` has to be on.
    pub conforming_strings: bool,
    /// Statements for the new session.
    pub session: String,
}

impl PgOptions {
    /// # Errors
    /// A member is missing or has another type than it must have.
    pub fn read(value: &Value) -> Result<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let needed = |name: &str| {
            text(name).ok_or_else(|| Error::plain(format!("A connection to PostgreSQL needs `{name}`.")))
        };
        let port = number(value, "port").unwrap_or(5432.0);
        let parameters = value.get("parameters").and_then(Value::as_object).map(|object| {
            object
                .names()
                .filter_map(|(name, value)| Some((name.to_owned(), value.as_str()?.to_owned())))
                .collect()
        });
        Ok(Self {
            host: needed("host")?,
            port: u16::try_from(port as i64).map_err(|_| Error::plain(format!("{port} is no port.")))?,
            user: needed("user")?,
            password: text("password").unwrap_or_default(),
            database: needed("database")?,
            parameters: parameters.unwrap_or_default(),
            tls: value.get("ssl").filter(|ssl| ssl.is_truthy()).map(TlsOptions::read).transpose()?,
            connect_timeout: milliseconds(value, "connectTimeout"),
            query_timeout: milliseconds(value, "queryTimeout"),
            keep_alive: milliseconds(value, "keepAliveDelay"),
            keeps_alive: flag(value, "keepAlive", false),
            conforming_strings: flag(value, "conformingStrings", true),
            session: text("session").unwrap_or_default(),
        })
    }

    /// How long connecting may take.
    pub fn patience(&self) -> Duration {
        self.connect_timeout.unwrap_or(DEFAULT_TIMEOUT)
    }
}

fn number(value: &Value, name: &str) -> Option<f64> {
    match value.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// A number of milliseconds; 0 is none.
fn milliseconds(value: &Value, name: &str) -> Option<Duration> {
    let number = number(value, name).filter(|number| *number > 0.0)?;
    Some(Duration::from_millis(number.min(3.2e12) as u64))
}

fn flag(value: &Value, name: &str, default: bool) -> bool {
    match value.get(name) {
        None | Some(Value::Undefined | Value::Null) => default,
        Some(given) => given.is_truthy(),
    }
}
