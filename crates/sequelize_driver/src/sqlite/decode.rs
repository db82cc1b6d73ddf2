//! The row under a statement → words. SQLite's cells describe themselves; the column's type is only asked for dates.

use std::os::raw::c_int;
use std::slice;

use libsqlite3_sys::{
    SQLITE_BLOB, SQLITE_FLOAT, SQLITE_INTEGER, SQLITE_TEXT, sqlite3_column_blob, sqlite3_column_bytes,
    sqlite3_column_double, sqlite3_column_int64, sqlite3_column_text, sqlite3_column_type, sqlite3_stmt,
};

use super::date;
use crate::words::TooLong;
use crate::{RowSlice, Shape};

/// Appends the current row.
///
/// # Safety
/// `statement` stands on a row whose columns are those of `shape`.
pub(super) unsafe fn push_row(
    rows: &mut RowSlice,
    statement: *mut sqlite3_stmt,
    shape: &Shape,
    wants_dates: bool,
) -> Result<(), TooLong> {
    for (index, holds_date) in shape.holds_date.iter().enumerate() {
        // SAFETY: by the contract above; nothing converts the column between its text and its length.
        unsafe { push_cell(rows, statement, index as c_int, wants_dates && *holds_date)? };
    }
    rows.rows += 1;
    Ok(())
}

/// # Safety
/// As for `push_row`; `column` is one of the statement's.
unsafe fn push_cell(
    rows: &mut RowSlice,
    statement: *mut sqlite3_stmt,
    column: c_int,
    is_date: bool,
) -> Result<(), TooLong> {
    // SAFETY: by the contract above; text and blob live until the next step, and are copied here.
    unsafe {
        match sqlite3_column_type(statement, column) {
            SQLITE_INTEGER => rows.push_integer(sqlite3_column_int64(statement, column)),
            SQLITE_FLOAT => rows.push_double(sqlite3_column_double(statement, column)),
            SQLITE_TEXT => {
                let start = sqlite3_column_text(statement, column);
                let text = bytes(start, sqlite3_column_bytes(statement, column));
                match if is_date { date::parse(text) } else { None } {
                    Some(milliseconds) => rows.push_date(milliseconds),
                    None => rows.push_text(text)?,
                }
            }
            SQLITE_BLOB => {
                let start = sqlite3_column_blob(statement, column);
                rows.push_bytes(bytes(start.cast(), sqlite3_column_bytes(statement, column)))?;
            }
            _ => rows.push_null(),
        }
    }
    Ok(())
}

/// # Safety
/// `start` is null or the address of `length` bytes.
unsafe fn bytes<'a>(start: *const u8, length: c_int) -> &'a [u8] {
    match usize::try_from(length) {
        // SAFETY: by the contract above.
        Ok(length) if !start.is_null() => unsafe { slice::from_raw_parts(start, length) },
        _ => &[],
    }
}
