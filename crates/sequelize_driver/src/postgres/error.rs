//! The server's errors, and those of connecting, as v6's driver `pg` words them. The SQLSTATEs of PostgreSQL's
//! appendix A are looked at here only.

use std::io;

use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::ErrorResponseBody;
use sequelize_types::error::{ConnectCause, DatabaseFailure};
use sequelize_types::{Error, ErrorKind, Value};

use crate::tls::TlsFailure;

/// A schema changed under a prepared statement, or the statement is gone: the next try prepares anew.
pub(super) fn is_stale_statement(error: &Error) -> bool {
    let ErrorKind::Database(failure) = &*error.kind else { return false };
    failure.code == "26000"
        || (failure.code == "0A000" && failure.message == "cached plan must not change result type")
}

/// The fields of pg's `DatabaseError`, in its order.
pub(super) fn failure_of(body: &ErrorResponseBody) -> DatabaseFailure {
    let mut failure = DatabaseFailure::default();
    let (mut message_length, mut found) = (0usize, Vec::new());
    let mut fields = body.fields();
    while let Ok(Some(field)) = fields.next() {
        let text = String::from_utf8_lossy(field.value_bytes()).into_owned();
        message_length += text.len() + 2;
        match field.type_() {
            b'M' => failure.message = text,
            b'C' => failure.code = text,
            kind => found.push((kind, text)),
        }
    }
    let mut take = |kind: u8| {
        let place = found.iter().position(|(known, _)| *known == kind)?;
        Some(Value::Text(found.swap_remove(place).1))
    };
    const BEFORE_CODE: [(u8, &str); 1] = [(b'S', "severity")];
    const AFTER_CODE: [(u8, &str); 15] = [
        (b'D', "detail"),
        (b'H', "hint"),
        (b'P', "position"),
        (b'p', "internalPosition"),
        (b'q', "internalQuery"),
        (b'W', "where"),
        (b's', "schema"),
        (b't', "table"),
        (b'c', "column"),
        (b'd', "dataType"),
        (b'n', "constraint"),
        (b'F', "file"),
        (b'L', "line"),
        (b'R', "routine"),
        (0, ""),
    ];
    let length = Value::Number((message_length + 5) as f64);
    failure.fields.push(("length".to_owned(), length));
    for (kind, name) in BEFORE_CODE {
        failure.fields.push((name.to_owned(), take(kind).unwrap_or(Value::Undefined)));
    }
    for (kind, name) in AFTER_CODE.into_iter().filter(|(kind, _)| *kind != 0) {
        failure.fields.push((name.to_owned(), take(kind).unwrap_or(Value::Undefined)));
    }
    failure
}

/// A statement failed.
pub(super) fn of_statement(body: &ErrorResponseBody) -> Error {
    let failure = failure_of(body);
    let message = failure.message.clone();
    Error::new(ErrorKind::Database(failure), message)
}

/// The server refused the connection.
pub(super) fn of_startup(body: &ErrorResponseBody) -> Error {
    Error::connecting(ConnectCause::Other, failure_of(body))
}

pub(super) fn of_connecting(message: impl Into<String>) -> Error {
    Error::connecting(ConnectCause::Other, plain(message.into(), ""))
}

/// A handshake failed: in Node.js' words and with its code.
pub(super) fn of_tls(failure: &TlsFailure) -> Error {
    Error::connecting(ConnectCause::Other, plain(failure.message.clone(), failure.code))
}

pub(super) fn timed_out(is_asked_for: bool) -> Error {
    if is_asked_for {
        return of_connecting("timeout expired");
    }
    Error::connecting(ConnectCause::TimedOut, plain("Connection timed out".to_owned(), ""))
}

/// The name of the host means nothing.
pub(super) fn not_found(host: &str) -> Error {
    let mut failure = plain(format!("getaddrinfo ENOTFOUND {host}"), "ENOTFOUND");
    failure.errno = Some(-3008);
    failure.fields.push(("syscall".to_owned(), "getaddrinfo".into()));
    failure.fields.push(("hostname".to_owned(), host.into()));
    Error::connecting(ConnectCause::HostNotFound, failure)
}

/// The socket could not be connected, in the words and with the codes of Node.js. `port` is `None` for a socket file.
pub(super) fn of_socket(error: &io::Error, address: &str, port: Option<u16>) -> Error {
    let (cause, code) = match error.kind() {
        io::ErrorKind::ConnectionRefused => (ConnectCause::Refused, "ECONNREFUSED"),
        io::ErrorKind::HostUnreachable => (ConnectCause::HostNotReachable, "EHOSTUNREACH"),
        io::ErrorKind::NetworkUnreachable => (ConnectCause::Other, "ENETUNREACH"),
        io::ErrorKind::TimedOut => (ConnectCause::Other, "ETIMEDOUT"),
        io::ErrorKind::NotFound => (ConnectCause::Other, "ENOENT"),
        io::ErrorKind::PermissionDenied => (ConnectCause::Other, "EACCES"),
        io::ErrorKind::InvalidInput => (ConnectCause::Invalid, "EINVAL"),
        io::ErrorKind::ConnectionReset => (ConnectCause::Other, "ECONNRESET"),
        _ => (ConnectCause::Other, ""),
    };
    if code.is_empty() {
        return of_connecting(error.to_string());
    }
    let place = port.map_or_else(|| address.to_owned(), |port| format!("{address}:{port}"));
    let mut failure = plain(format!("connect {code} {place}"), code);
    failure.errno = error.raw_os_error().map(|errno| -i64::from(errno));
    failure.fields.push(("syscall".to_owned(), "connect".into()));
    failure.fields.push(("address".to_owned(), address.into()));
    if let Some(port) = port {
        failure.fields.push(("port".to_owned(), Value::Number(f64::from(port))));
    }
    Error::connecting(cause, failure)
}

/// The connection went away under a statement.
pub(super) fn terminated() -> Error {
    of_loss("Connection terminated unexpectedly", "")
}

pub(super) fn of_loss(message: &str, code: &str) -> Error {
    Error::new(ErrorKind::Database(plain(message.to_owned(), code)), message)
}

fn plain(message: String, code: &str) -> DatabaseFailure {
    DatabaseFailure { message, code: code.to_owned(), errno: None, fields: Vec::new() }
}
