//! What a server of MySQL's kind and the way to it may refuse. The only place that looks at error numbers.
//!
//! Messages and fields are those of v6's drivers: mysql2 has `code, errno, sqlState, sqlMessage`, mariadb's connector
//! `text, sql, fatal, errno, sqlState, code` and tells the connection in the message.

use std::io;
use std::sync::OnceLock;

use sequelize_types::error::{ConnectCause, DatabaseFailure};
use sequelize_types::{Error, ErrorKind, Value};

use super::options::{Flavor, MysqlOptions};
use super::packet::{Malformed, Reader};
use crate::tls::TlsFailure;

const ER_ACCESS_DENIED: u16 = 1045;
const ER_ACCESS_DENIED_NO_PASSWORD: u16 = 1698;
const ER_DUP_ENTRY: u16 = 1062;
const ER_ROW_IS_REFERENCED: u16 = 1451;
const ER_NO_REFERENCED_ROW: u16 = 1452;
/// A prepared statement that the server has forgotten, or cannot renew by itself.
const ER_UNKNOWN_STMT: u16 = 1243;
const ER_NEED_REPREPARE: u16 = 1615;

/// Numbers of the connector's own errors.
const SOCKET_CLOSED: u16 = 45_009;
const CONNECT_TIMEOUT: u16 = 45_012;
const TLS_DISABLED: u16 = 45_023;
const AUTH_BAD_PACKET: u16 = 45_024;
const AUTH_UNSUPPORTED: u16 = 45_025;
const DUPLICATE_FIELD: u16 = 45_040;
const NO_RSA_KEY: u16 = 45_044;

/// An error packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub number: u16,
    pub state: String,
    pub message: String,
}

impl Refusal {
    /// `packet` without its first byte.
    pub(super) fn read(packet: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(packet);
        let number = reader.u16()?;
        let state = match reader.rest.split_first() {
            Some((b'#', rest)) if rest.len() >= 5 => {
                reader.rest = &rest[5..];
                String::from_utf8_lossy(&rest[..5]).into_owned()
            }
            _ => String::new(),
        };
        Ok(Self { number, state, message: String::from_utf8_lossy(reader.rest).into_owned() })
    }

    /// Whether the statement only has to be prepared again; it has not run.
    pub(super) fn wants_preparing(&self) -> bool {
        matches!(self.number, ER_UNKNOWN_STMT | ER_NEED_REPREPARE)
    }

    /// A statement that was refused.
    pub(super) fn into_error(self, flavor: Flavor, thread: u32) -> Error {
        let number = self.number;
        let failure = self.failure(flavor, thread, false);
        let message = failure.message.clone();
        let (table, constraint, fields) = (None, None, Vec::new());
        let kind = match number {
            // What v6 tells of them it reads out of the message: `facade/dialects/mysql/query/shared.ts`.
            ER_DUP_ENTRY => ErrorKind::UniqueViolation { failure, constraint, fields },
            ER_ROW_IS_REFERENCED | ER_NO_REFERENCED_ROW => {
                ErrorKind::ForeignKeyViolation { failure, table, constraint, fields }
            }
            _ => ErrorKind::Database(failure),
        };
        Error::new(kind, message)
    }

    /// A connection that was refused.
    pub(super) fn into_connect_error(self, flavor: Flavor, thread: u32) -> Error {
        let cause = match self.number {
            ER_ACCESS_DENIED => ConnectCause::AccessDenied,
            ER_ACCESS_DENIED_NO_PASSWORD if flavor == Flavor::Connector => ConnectCause::AccessDenied,
            _ => ConnectCause::Other,
        };
        Error::connecting(cause, self.failure(flavor, thread, true))
    }

    fn failure(self, flavor: Flavor, thread: u32, is_fatal: bool) -> DatabaseFailure {
        let Self { number, state, message } = self;
        let code = name_of(flavor, number).to_owned();
        if flavor == Flavor::Connector {
            return connector_failure(&message, code, number, &state, i64::from(thread), is_fatal);
        }
        let mut fields = vec![
            ("sqlState".to_owned(), Value::text(state)),
            ("sqlMessage".to_owned(), Value::text(message.clone())),
        ];
        if is_fatal {
            fields.push(("sql".to_owned(), Value::Undefined));
        }
        DatabaseFailure { message, code, errno: Some(i64::from(number)), fields }
    }
}

/// `(conn=5, no: 1062, SQLState: 23000) Duplicate entry …`. The facade puts the statement behind it.
fn connector_failure(
    text: &str,
    code: String,
    number: u16,
    state: &str,
    thread: i64,
    is_fatal: bool,
) -> DatabaseFailure {
    let state = if state.is_empty() { "HY000" } else { state };
    let message = format!("(conn={thread}, no: {number}, SQLState: {state}) {text}");
    let fields = vec![
        ("text".to_owned(), Value::text(text)),
        ("sql".to_owned(), Value::Null),
        ("fatal".to_owned(), Value::Bool(is_fatal)),
        ("sqlState".to_owned(), Value::text(state)),
    ];
    DatabaseFailure { message, code, errno: Some(i64::from(number)), fields }
}

/// A fault of the conversation itself: nothing more can be said on this connection.
pub(super) fn lost(flavor: Flavor, thread: u32) -> Error {
    let failure = lost_failure(flavor, i64::from(thread));
    let message = failure.message.clone();
    Error::new(ErrorKind::Database(failure), message)
}

fn lost_failure(flavor: Flavor, thread: i64) -> DatabaseFailure {
    match flavor {
        Flavor::Connector => connector_failure(
            "socket has unexpectedly been closed",
            "ER_SOCKET_UNEXPECTED_CLOSE".to_owned(),
            SOCKET_CLOSED,
            "08S01",
            thread,
            true,
        ),
        Flavor::Mysql2 => DatabaseFailure {
            message: "Connection lost: The server closed the connection.".to_owned(),
            code: "PROTOCOL_CONNECTION_LOST".to_owned(),
            errno: None,
            fields: vec![("fatal".to_owned(), Value::Bool(true))],
        },
    }
}

/// The connection ended before the session had begun.
pub(super) fn lost_while_connecting(flavor: Flavor) -> Error {
    Error::connecting(ConnectCause::Other, lost_failure(flavor, -1))
}

/// What was asked of a connection that is closed.
pub(super) fn closed(flavor: Flavor, thread: u32) -> Error {
    if flavor == Flavor::Connector {
        let (text, code) = (
            "Cannot execute new commands: connection closed".to_owned(),
            "ER_CMD_CONNECTION_CLOSED".to_owned(),
        );
        let failure = connector_failure(&text, code, 45_013, "08S01", i64::from(thread), true);
        let message = failure.message.clone();
        return Error::new(ErrorKind::Database(failure), message);
    }
    let message = "Can't add new command when connection is in closed state".to_owned();
    let fields = vec![("fatal".to_owned(), Value::Bool(true))];
    let failure = DatabaseFailure { message: message.clone(), code: String::new(), errno: None, fields };
    Error::new(ErrorKind::Database(failure), message)
}

/// Opening the socket failed. Names, numbers and words are those of Node.js.
pub(super) fn cannot_connect(error: &io::Error, options: &MysqlOptions, address: Option<&str>) -> Error {
    use ConnectCause as Cause;
    let (name, number, cause) = match error.raw_os_error() {
        Some(111) => ("ECONNREFUSED", 111, Cause::Refused),
        Some(113) => ("EHOSTUNREACH", 113, Cause::HostNotReachable),
        Some(101) => ("ENETUNREACH", 101, unless_mysql2(options)),
        Some(99) => ("EADDRNOTAVAIL", 99, unless_mysql2(options)),
        Some(22) => ("EINVAL", 22, Cause::Invalid),
        Some(110) => ("ETIMEDOUT", 110, Cause::Other),
        Some(104) => ("ECONNRESET", 104, Cause::Other),
        Some(2) => ("ENOENT", 2, Cause::Other),
        Some(13) => ("EACCES", 13, Cause::Other),
        number => ("", number.unwrap_or(0), Cause::Other),
    };
    let place = match (&options.socket_path, address) {
        (Some(path), _) => path.clone(),
        (None, Some(address)) => format!("{address}:{}", options.port),
        (None, None) => format!("{}:{}", options.host, options.port),
    };
    let message =
        if name.is_empty() { format!("connect {error} {place}") } else { format!("connect {name} {place}") };
    let mut fields = vec![("syscall".to_owned(), Value::text("connect"))];
    match (&options.socket_path, address) {
        (Some(path), _) => fields.push(("address".to_owned(), Value::text(path.clone()))),
        (None, address) => {
            fields.push(("address".to_owned(), Value::text(address.unwrap_or(&options.host))));
            fields.push(("port".to_owned(), Value::Number(f64::from(options.port))));
        }
    }
    fields.push(("fatal".to_owned(), Value::Bool(true)));
    let errno = (number != 0).then_some(-i64::from(number));
    Error::connecting(cause, DatabaseFailure { message, code: name.to_owned(), errno, fields })
}

/// v6 tells these from other failures only with the connector.
fn unless_mysql2(options: &MysqlOptions) -> ConnectCause {
    match options.flavor {
        Flavor::Connector => ConnectCause::HostNotReachable,
        Flavor::Mysql2 => ConnectCause::Other,
    }
}

/// The host has no address.
pub(super) fn host_not_found(host: &str) -> Error {
    Error::connecting(
        ConnectCause::HostNotFound,
        DatabaseFailure {
            message: format!("getaddrinfo ENOTFOUND {host}"),
            code: "ENOTFOUND".to_owned(),
            errno: Some(-3008),
            fields: vec![
                ("syscall".to_owned(), Value::text("getaddrinfo")),
                ("hostname".to_owned(), Value::text(host)),
                ("fatal".to_owned(), Value::Bool(true)),
            ],
        },
    )
}

pub(super) fn timed_out(options: &MysqlOptions) -> Error {
    let failure = match options.flavor {
        Flavor::Connector => connector_failure(
            &format!(
                "Connection timeout: failed to create socket after {}ms",
                options.connect_timeout.as_millis()
            ),
            "ER_CONNECTION_TIMEOUT".to_owned(),
            CONNECT_TIMEOUT,
            "08S01",
            -1,
            true,
        ),
        Flavor::Mysql2 => DatabaseFailure {
            message: "connect ETIMEDOUT".to_owned(),
            code: "ETIMEDOUT".to_owned(),
            errno: None,
            fields: vec![
                ("errorno".to_owned(), Value::text("ETIMEDOUT")),
                ("syscall".to_owned(), Value::text("connect")),
                ("fatal".to_owned(), Value::Bool(true)),
            ],
        },
    };
    Error::connecting(ConnectCause::Other, failure)
}

/// The connector's answer to two columns of one name.
pub(super) fn duplicate_field(name: &str, thread: u32) -> Error {
    let text = format!("Error in results, duplicate field name `{name}`.\n(see option `checkDuplicate`)");
    let code = "ER_DUPLICATE_FIELD".to_owned();
    let failure = connector_failure(&text, code, DUPLICATE_FIELD, "42000", i64::from(thread), false);
    let message = failure.message.clone();
    Error::new(ErrorKind::Database(failure), message)
}

/// Why a conversation could not be begun, apart from the network and the server's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// TLS is asked for and the server has none.
    NoTls,
    Tls(TlsFailure),
    /// The server wants a way of proving passwords that is not there.
    Plugin(String),
    /// Without TLS the password would need the server's key, which may not be asked for.
    NoKey,
    Protocol,
}

impl Obstacle {
    pub(super) fn into_error(self, flavor: Flavor) -> Error {
        let (text, code, number) = match (self, flavor) {
            (Self::NoTls, Flavor::Mysql2) => (
                "Server does not support secure connnection".to_owned(),
                "HANDSHAKE_NO_SSL_SUPPORT",
                0,
            ),
            (Self::NoTls, Flavor::Connector) => (
                "Trying to connect with ssl, but ssl not enabled in the server".to_owned(),
                "ER_SERVER_SSL_DISABLED",
                TLS_DISABLED,
            ),
            (Self::Tls(failure), flavor) => {
                // mysql2 has one code for whatever it is.
                let code = if flavor == Flavor::Mysql2 { "HANDSHAKE_SSL_ERROR" } else { failure.code };
                let failure = DatabaseFailure {
                    message: failure.message,
                    code: code.to_owned(),
                    errno: None,
                    fields: vec![("fatal".to_owned(), Value::Bool(true))],
                };
                return Error::connecting(ConnectCause::Other, failure);
            }
            (Self::Plugin(name), Flavor::Mysql2) => (
                format!(
                    "Server requests authentication using unknown plugin {name}. \
                     sequelize-rs knows mysql_native_password, caching_sha2_password, sha256_password and \
                     mysql_clear_password."
                ),
                "AUTH_SWITCH_PLUGIN_ERROR",
                0,
            ),
            (Self::Plugin(name), Flavor::Connector) => (
                format!(
                    "Client does not support authentication protocol '{name}' requested by server. "
                ),
                "ER_AUTHENTICATION_PLUGIN_NOT_SUPPORTED",
                AUTH_UNSUPPORTED,
            ),
            (Self::NoKey, _) => (
                "RSA public key is not available client side. Either set option `cachingRsaPublicKey` to \
                 indicate public key path, or allow public key retrieval with option `allowPublicKeyRetrieval`"
                    .to_owned(),
                "ER_CANNOT_RETRIEVE_RSA_KEY",
                NO_RSA_KEY,
            ),
            (Self::Protocol, Flavor::Mysql2) => {
                ("Unexpected packet during handshake phase".to_owned(), "HANDSHAKE_UNKNOWN_ERROR", 0)
            }
            (Self::Protocol, Flavor::Connector) => (
                "unexpected packet during authentication".to_owned(),
                "ER_AUTHENTICATION_BAD_PACKET",
                AUTH_BAD_PACKET,
            ),
        };
        let failure = if number == 0 {
            let fields = vec![("fatal".to_owned(), Value::Bool(true))];
            DatabaseFailure { message: text, code: code.to_owned(), errno: None, fields }
        } else {
            connector_failure(&text, code.to_owned(), number, "08S01", -1, true)
        };
        Error::connecting(ConnectCause::Other, failure)
    }
}

/// The server's name of an error. MySQL and MariaDB number new ones differently.
fn name_of(flavor: Flavor, number: u16) -> &'static str {
    static MYSQL: OnceLock<Vec<(u16, &str)>> = OnceLock::new();
    static MARIADB: OnceLock<Vec<(u16, &str)>> = OnceLock::new();
    let names = match flavor {
        Flavor::Mysql2 => MYSQL.get_or_init(|| read_names(include_str!("error/mysql.txt"))),
        Flavor::Connector => MARIADB.get_or_init(|| read_names(include_str!("error/mariadb.txt"))),
    };
    let found = names.binary_search_by_key(&number, |(known, _)| *known).ok();
    let unknown = if flavor == Flavor::Connector { "UNKNOWN" } else { "" };
    found.map_or(unknown, |index| names[index].1)
}

/// Lines of a number and a name.
fn read_names(list: &'static str) -> Vec<(u16, &'static str)> {
    list.lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(n, name)| Some((n.parse().ok()?, name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duplicate() -> Refusal {
        Refusal::read(b"\x26\x04#23000Duplicate entry '1' for key 'PRIMARY'").unwrap()
    }

    #[test]
    fn a_refusal_is_told_as_mysql2_does() {
        let error = duplicate().into_error(Flavor::Mysql2, 5);
        let ErrorKind::UniqueViolation { failure, .. } = *error.kind else { panic!("{error:?}") };
        assert_eq!(failure.message, "Duplicate entry '1' for key 'PRIMARY'");
        assert_eq!((failure.code.as_str(), failure.errno), ("ER_DUP_ENTRY", Some(1062)));
        assert_eq!(failure.fields[0], ("sqlState".to_owned(), Value::text("23000")));
    }

    #[test]
    fn a_refusal_is_told_as_the_connector_does() {
        let error = duplicate().into_error(Flavor::Connector, 5);
        assert_eq!(
            error.message,
            "(conn=5, no: 1062, SQLState: 23000) Duplicate entry '1' for key 'PRIMARY'"
        );
    }

    #[test]
    fn names_differ_where_the_servers_do() {
        assert_eq!(name_of(Flavor::Mysql2, 1054), "ER_BAD_FIELD_ERROR");
        assert_eq!(name_of(Flavor::Connector, 1054), "ER_BAD_FIELD_ERROR");
        assert_eq!(name_of(Flavor::Connector, 4167), "ER_NO_SECURE_TRANSPORTS_CONFIGURED");
        assert_eq!(name_of(Flavor::Connector, 9), "UNKNOWN");
    }
}
