//! One error for all crates: a kind, a message in v6's words, facts as fields.

use std::fmt;

use crate::{DialectName, Value};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// Boxed, so that a `Result` stays small on paths that succeed.
    pub kind: Box<ErrorKind>,
    pub message: String,
}

/// Why an operation failed. Each kind has exactly one class in `facade/errors` (or the JavaScript class that v6
/// throws in that place); the table is `facade/bridge/errors.ts`.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq)]
pub enum ErrorKind {
    /// A plain JavaScript `Error`.
    Plain,
    /// A JavaScript `TypeError`.
    Type,
    /// `QueryError`: a statement that cannot be built.
    Query,
    /// `EagerLoadingError`.
    EagerLoading,
    /// `ValidationError` of a value against its data type (`typeValidation`).
    Validation {
        path: String,
        value: Value,
        type_key: String,
    },
    /// The dialect has no way to say it, or the feature is not there yet. Raised while planning.
    Unsupported {
        feature: String,
        dialect: Option<DialectName>,
    },
    /// The database refused. `code`, `errno` and `detail` are the server's own.
    Database(DatabaseFailure),
    /// A unique index refused the row.
    UniqueViolation {
        failure: DatabaseFailure,
        constraint: Option<String>,
        fields: Vec<String>,
    },
    ForeignKeyViolation {
        failure: DatabaseFailure,
        table: Option<String>,
        constraint: Option<String>,
        fields: Vec<String>,
    },
    ExclusionViolation {
        failure: DatabaseFailure,
        table: Option<String>,
        constraint: Option<String>,
        fields: Vec<String>,
    },
    UnknownConstraint {
        failure: DatabaseFailure,
        table: Option<String>,
        constraint: Option<String>,
        fields: Vec<String>,
    },
    /// `TimeoutError`: lock wait, busy database, statement time-out.
    Timeout(DatabaseFailure),
    Connection,
    AccessDenied,
    ConnectionAcquireTimeout,
    ConnectionRefused,
    ConnectionTimedOut,
    HostNotFound,
    HostNotReachable,
    InvalidConnection,
    /// No connection to a server; `failure` is the error of v6's driver.
    Connecting {
        cause: ConnectCause,
        failure: DatabaseFailure,
    },
    /// An error of JavaScript's, which it keeps under this number.
    Foreign {
        number: u32,
    },
    /// Work was asked of something that is closed.
    Closed,
    /// A fault of ours: a caught panic or a broken promise between two parts.
    Internal,
}

/// Why there is no connection: one class of v6 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectCause {
    Other,
    AccessDenied,
    Refused,
    TimedOut,
    HostNotFound,
    HostNotReachable,
    Invalid,
}

/// What the database itself said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DatabaseFailure {
    /// The message as the driver that v6 uses words it.
    pub message: String,
    /// `SQLITE_CONSTRAINT`, `23505`, `ER_DUP_ENTRY` …
    pub code: String,
    pub errno: Option<i64>,
    /// Further fields of the driver's error object: `detail`, `table`, `sqlState` …
    pub fields: Vec<(String, Value)>,
}

impl Error {
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind: Box::new(kind), message: message.into() }
    }

    pub fn plain(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Plain, message)
    }

    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Type, message)
    }

    /// A failure to connect. `code` is that of Node.js (`ECONNREFUSED`) or of the server, and may be empty.
    pub fn connecting(cause: ConnectCause, failure: DatabaseFailure) -> Self {
        let message = failure.message.clone();
        Self::new(ErrorKind::Connecting { cause, failure }, message)
    }

    pub fn unsupported(feature: impl Into<String>, dialect: Option<DialectName>) -> Self {
        let feature = feature.into();
        let message = match dialect {
            Some(dialect) => format!("{feature} is not supported by the dialect {dialect}."),
            None => format!("{feature} is not supported yet."),
        };
        Self::new(ErrorKind::Unsupported { feature, dialect }, message)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
