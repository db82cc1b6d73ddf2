//! What SQLite's result codes mean. The only place that looks at them.
//!
//! Codes and messages are spelled as node-sqlite3 does, v6's driver: the primary code's name, then `sqlite3_errmsg`.
//! Like v6 (`sqlite/query.js formatError`) every refused constraint but a foreign key is a `UniqueViolation`;
//! `fields` stays empty when it was not about uniqueness.

use std::ffi::CStr;

use libsqlite3_sys::{SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_MISUSE, sqlite3, sqlite3_errmsg};
use sequelize_types::error::DatabaseFailure;
use sequelize_types::{Error, ErrorKind};

/// Names of the primary codes, by number. <https://www.sqlite.org/rescode.html>
const NAMES: [&str; 29] = [
    "SQLITE_OK",
    "SQLITE_ERROR",
    "SQLITE_INTERNAL",
    "SQLITE_PERM",
    "SQLITE_ABORT",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_NOMEM",
    "SQLITE_READONLY",
    "SQLITE_INTERRUPT",
    "SQLITE_IOERR",
    "SQLITE_CORRUPT",
    "SQLITE_NOTFOUND",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
    "SQLITE_PROTOCOL",
    "SQLITE_EMPTY",
    "SQLITE_SCHEMA",
    "SQLITE_TOOBIG",
    "SQLITE_CONSTRAINT",
    "SQLITE_MISMATCH",
    "SQLITE_MISUSE",
    "SQLITE_NOLFS",
    "SQLITE_AUTH",
    "SQLITE_FORMAT",
    "SQLITE_RANGE",
    "SQLITE_NOTADB",
    "SQLITE_NOTICE",
    "SQLITE_WARNING",
];

/// The error that the handle remembers. `code` may be an extended one.
///
/// # Safety
/// `db` is open and used by no other thread meanwhile.
pub(super) unsafe fn of_handle(db: *mut sqlite3, code: i32) -> Error {
    // SAFETY: by the contract above; the text is copied before the handle is used again.
    let text = unsafe { CStr::from_ptr(sqlite3_errmsg(db)) }.to_string_lossy().into_owned();
    of_code(code, &text)
}

pub(super) fn of_code(code: i32, text: &str) -> Error {
    let primary = code & 0xff;
    let name = usize::try_from(primary).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("unknown");
    let message = format!("{name}: {text}");
    let failure = DatabaseFailure {
        message: message.clone(),
        code: name.to_owned(),
        errno: Some(i64::from(primary)),
        fields: Vec::new(),
    };
    let kind = match primary {
        SQLITE_CONSTRAINT if text.contains("FOREIGN KEY constraint failed") => {
            ErrorKind::ForeignKeyViolation { failure, table: None, constraint: None, fields: Vec::new() }
        }
        SQLITE_CONSTRAINT => {
            ErrorKind::UniqueViolation { failure, constraint: None, fields: unique_fields(text) }
        }
        SQLITE_BUSY => ErrorKind::Timeout(failure),
        _ => ErrorKind::Database(failure),
    };
    Error::new(kind, message)
}

/// What node-sqlite3 says of a statement without any SQL in it.
pub(super) fn empty_statement() -> Error {
    of_code(SQLITE_MISUSE, "not an error")
}

/// A handle that was closed before the statement came to its turn.
pub(super) fn closed() -> Error {
    of_code(SQLITE_MISUSE, "Database handle is closed")
}

/// The database could not be opened. v6 wraps the driver's error into `ConnectionError`.
pub(super) fn cannot_open(error: sqlx::Error) -> Error {
    let (code, text) = match &error {
        sqlx::Error::Database(database) => (
            database.code().and_then(|code| code.parse().ok()).unwrap_or(libsqlite3_sys::SQLITE_CANTOPEN),
            database.message().to_owned(),
        ),
        other => (libsqlite3_sys::SQLITE_CANTOPEN, other.to_string()),
    };
    let message = of_code(code, &text).message;
    Error::new(ErrorKind::Connection, message)
}

/// `UNIQUE constraint failed: t.a, t.b` names columns; `… failed: index 'x'` names none, which v6 reads as one
/// field without a name.
fn unique_fields(text: &str) -> Vec<String> {
    let Some((_, list)) = text.split_once("UNIQUE constraint failed: ") else { return Vec::new() };
    list.split(", ").map(|column| column.split('.').nth(1).unwrap_or_default().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unique_violation_names_its_fields() {
        let error = of_code(2067, "UNIQUE constraint failed: users.first, users.last");
        assert_eq!(error.message, "SQLITE_CONSTRAINT: UNIQUE constraint failed: users.first, users.last");
        let ErrorKind::UniqueViolation { failure, fields, .. } = *error.kind else {
            panic!("no unique violation")
        };
        assert_eq!((failure.code.as_str(), failure.errno), ("SQLITE_CONSTRAINT", Some(19)));
        assert_eq!(fields, ["first", "last"]);
    }

    #[test]
    fn other_constraints_name_no_fields() {
        let error = of_code(1299, "NOT NULL constraint failed: users.name");
        assert!(matches!(*error.kind, ErrorKind::UniqueViolation { fields, .. } if fields.is_empty()));
    }

    #[test]
    fn a_foreign_key_and_a_busy_database_have_kinds_of_their_own() {
        assert!(matches!(
            *of_code(787, "FOREIGN KEY constraint failed").kind,
            ErrorKind::ForeignKeyViolation { .. }
        ));
        assert!(matches!(*of_code(5, "database is locked").kind, ErrorKind::Timeout(_)));
    }
}
