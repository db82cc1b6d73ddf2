//! `Value` → parameter of a statement, by the rules of node-sqlite3, v6's driver.

use std::os::raw::{c_char, c_int};

use libsqlite3_sys::{
    SQLITE_OK, SQLITE_STATIC, SQLITE_TRANSIENT, sqlite3_bind_blob64, sqlite3_bind_double, sqlite3_bind_int64,
    sqlite3_bind_null, sqlite3_bind_text64, sqlite3_stmt,
};
use sequelize_types::{Error, Value};

use super::error;

const UTF8: u8 = libsqlite3_sys::SQLITE_UTF8 as u8;

/// Binds one value to the parameter at `index`, counted from 1.
///
/// # Safety
/// `statement` is valid and reset; `value` outlives its bindings: texts and bytes are not copied.
pub(super) unsafe fn bind(statement: *mut sqlite3_stmt, index: c_int, value: &Value) -> Result<(), Error> {
    // SAFETY: by the contract above; lengths are those of the slices.
    let code = unsafe {
        match value {
            Value::Undefined | Value::Null => sqlite3_bind_null(statement, index),
            Value::Bool(flag) => sqlite3_bind_int64(statement, index, i64::from(*flag)),
            // Only what fits 32 bits is bound as an integer, as node-sqlite3 does; a column with integer affinity
            // turns the double back.
            Value::Number(number) if f64::from(*number as i32) == *number => {
                sqlite3_bind_int64(statement, index, i64::from(*number as i32))
            }
            Value::Number(number) => sqlite3_bind_double(statement, index, *number),
            Value::Date(milliseconds) => sqlite3_bind_double(statement, index, *milliseconds),
            Value::BigInt(text) | Value::Text(text) | Value::Opaque { text, .. } => {
                bind_text(statement, index, text)
            }
            Value::Utf16(units) => {
                let text = String::from_utf16_lossy(units);
                let start = text.as_ptr().cast::<c_char>();
                sqlite3_bind_text64(statement, index, start, text.len() as u64, SQLITE_TRANSIENT(), UTF8)
            }
            Value::Bytes(bytes) if bytes.is_empty() => {
                sqlite3_bind_blob64(statement, index, c"".as_ptr().cast(), 0, SQLITE_STATIC())
            }
            Value::Bytes(bytes) => sqlite3_bind_blob64(
                statement,
                index,
                bytes.as_ptr().cast(),
                bytes.len() as u64,
                SQLITE_STATIC(),
            ),
            // What `String(value)` gives for objects.
            Value::Object(_) => bind_text(statement, index, "[object Object]"),
            other => {
                return Err(Error::type_error(format!("SQLite cannot bind a value of this kind: {other:?}")));
            }
        }
    };
    if code == SQLITE_OK { Ok(()) } else { Err(error::of_code(code, "a value could not be bound")) }
}

/// # Safety
/// As for `bind`.
unsafe fn bind_text(statement: *mut sqlite3_stmt, index: c_int, text: &str) -> c_int {
    // An empty slice may have any address; SQLite reads a null one as NULL but not this.
    // SAFETY: by the contract above.
    unsafe {
        sqlite3_bind_text64(statement, index, text.as_ptr().cast(), text.len() as u64, SQLITE_STATIC(), UTF8)
    }
}
