//! Prepared statements, kept per connection.

use std::collections::HashMap;
use std::ffi::CStr;
use std::os::raw::{c_char, c_int};
use std::ptr;
use std::sync::Arc;

use libsqlite3_sys::{
    SQLITE_OK, SQLITE_PREPARE_PERSISTENT, SQLITE_STMTSTATUS_REPREPARE, sqlite3, sqlite3_bind_parameter_count,
    sqlite3_bind_parameter_name, sqlite3_clear_bindings, sqlite3_column_count, sqlite3_column_decltype,
    sqlite3_column_name, sqlite3_column_origin_name, sqlite3_column_table_name, sqlite3_finalize,
    sqlite3_prepare_v3, sqlite3_reset, sqlite3_stmt, sqlite3_stmt_readonly, sqlite3_stmt_status,
};
use sequelize_types::{Error, Value};

use super::{bind, error, first_word};
use crate::{Binds, Column, Shape, ShapeTable};

const CAPACITY: usize = 128;
/// Longer texts carry their values inline and hardly come again.
const MAX_CACHED_TEXT: usize = 16 * 1024;

/// A compiled statement. Lives no longer than its connection, which `StatementCache::clear` sees to.
pub(super) struct Statement {
    pub raw: *mut sqlite3_stmt,
    /// `None` if it has no columns.
    pub shape: Option<Arc<Shape>>,
    /// It can only read, so it may be run again if it was given up half-way.
    pub is_query: bool,
    /// How many more times not to try it on the caller's thread, since it took too long there.
    pub skip_inline: u8,
    parameters: Vec<String>,
    /// Of each parameter, which of the values in order it takes.
    places: Vec<usize>,
    reprepared: c_int,
}

#[derive(Default)]
pub(super) struct StatementCache {
    known: HashMap<Box<str>, (Statement, u64)>,
    /// The last one that is not kept.
    single: Option<Statement>,
    clock: u64,
}

impl StatementCache {
    /// The statement of this text, reset and without bindings.
    ///
    /// # Safety
    /// `db` is open, the same at every call, and used by no other thread meanwhile.
    pub(super) unsafe fn get(
        &mut self,
        db: *mut sqlite3,
        shapes: &ShapeTable,
        text: &str,
    ) -> Result<&mut Statement, Error> {
        self.clock += 1;
        if text.len() > MAX_CACHED_TEXT {
            // SAFETY: by the contract above.
            let statement = unsafe { Statement::prepare(db, shapes, text, 0)? };
            return Ok(self.single.insert(statement));
        }
        if !self.known.contains_key(text) {
            // SAFETY: by the contract above.
            let statement = unsafe { Statement::prepare(db, shapes, text, SQLITE_PREPARE_PERSISTENT)? };
            self.make_room();
            self.known.insert(text.into(), (statement, self.clock));
        }
        match self.known.get_mut(text) {
            Some((statement, used)) => {
                *used = self.clock;
                Ok(statement)
            }
            None => Err(error::empty_statement()),
        }
    }

    /// Drops a statement that is too long to be kept.
    pub(super) fn drop_single(&mut self) {
        self.single = None;
    }

    pub(super) fn clear(&mut self) {
        self.single = None;
        self.known.clear();
    }

    fn make_room(&mut self) {
        if self.known.len() < CAPACITY {
            return;
        }
        let oldest = self.known.iter().min_by_key(|(_, (_, used))| *used).map(|(text, _)| text.clone());
        if let Some(text) = oldest {
            self.known.remove(&text);
        }
    }
}

impl Statement {
    /// Compiles the first statement of `text`; what follows it is passed over, as node-sqlite3 does.
    ///
    /// # Safety
    /// As for `StatementCache::get`.
    unsafe fn prepare(db: *mut sqlite3, shapes: &ShapeTable, text: &str, flags: u32) -> Result<Self, Error> {
        let mut raw = ptr::null_mut();
        let start = text.as_ptr().cast::<c_char>();
        let length = c_int::try_from(text.len()).map_err(|_| error::of_code(18, "statement too long"))?;
        // SAFETY: the text is given with its length and is not kept.
        let code = unsafe { sqlite3_prepare_v3(db, start, length, flags, &mut raw, ptr::null_mut()) };
        if code != SQLITE_OK {
            // SAFETY: by the contract above.
            return Err(unsafe { error::of_handle(db, code) });
        }
        if raw.is_null() {
            return Err(error::empty_statement());
        }
        // SAFETY: a statement was made.
        let is_query = unsafe { sqlite3_stmt_readonly(raw) } != 0 && first_word::is_query(text);
        let mut statement = Statement {
            raw,
            shape: None,
            is_query,
            skip_inline: 0,
            parameters: Vec::new(),
            places: Vec::new(),
            reprepared: 0,
        };
        statement.parameters = statement.read_parameters();
        let names = statement.parameters.iter().enumerate();
        statement.places = names.map(|(position, name)| ordinal(name).unwrap_or(position)).collect();
        statement.shape = statement.read_shape(shapes);
        Ok(statement)
    }

    pub(super) fn bind(&self, binds: &Binds) -> Result<(), Error> {
        for (position, name) in self.parameters.iter().enumerate() {
            let value = match binds {
                Binds::None => None,
                Binds::Ordered(values) => values.get(self.places[position]),
                Binds::Named(values) => values.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            };
            // SAFETY: the statement is valid and reset; `binds` outlives the run, after which `rewind` forgets it.
            unsafe { bind::bind(self.raw, position as c_int + 1, value.unwrap_or(&Value::Null))? };
        }
        Ok(())
    }

    /// Binds values in order; there are as many as parameters.
    pub(super) fn bind_values(&self, values: &[Value]) -> Result<(), Error> {
        for (position, place) in self.places.iter().enumerate() {
            let value = values.get(*place).unwrap_or(&Value::Null);
            // SAFETY: as in `bind`.
            unsafe { bind::bind(self.raw, position as c_int + 1, value)? };
        }
        Ok(())
    }

    /// Makes it ready for the next run and lets go of the values.
    pub(super) fn rewind(&self) {
        // SAFETY: the statement is valid; what `reset` returns was reported by `step` already.
        unsafe {
            sqlite3_reset(self.raw);
            if !self.parameters.is_empty() {
                sqlite3_clear_bindings(self.raw);
            }
        }
    }

    /// After the first step: a changed table may have given `SELECT *` other columns.
    pub(super) fn refresh_shape(&mut self, shapes: &ShapeTable) {
        // SAFETY: the statement is valid.
        let count = unsafe { sqlite3_stmt_status(self.raw, SQLITE_STMTSTATUS_REPREPARE, 0) };
        if count != self.reprepared {
            self.reprepared = count;
            self.shape = self.read_shape(shapes);
        }
    }

    fn read_shape(&self, shapes: &ShapeTable) -> Option<Arc<Shape>> {
        // SAFETY: the statement is valid; SQLite's texts are copied before it is used again.
        let columns: Vec<Column> = unsafe {
            (0..sqlite3_column_count(self.raw))
                .map(|index| Column {
                    name: text_of(sqlite3_column_name(self.raw, index)),
                    declared_type: text_of(sqlite3_column_decltype(self.raw, index)),
                    origin: text_of(sqlite3_column_origin_name(self.raw, index)),
                    table: text_of(sqlite3_column_table_name(self.raw, index)),
                })
                .collect()
        };
        (!columns.is_empty()).then(|| shapes.intern(columns))
    }

    fn read_parameters(&self) -> Vec<String> {
        // SAFETY: as in `read_shape`.
        unsafe {
            (1..=sqlite3_bind_parameter_count(self.raw))
                .map(|index| text_of(sqlite3_bind_parameter_name(self.raw, index)))
                .collect()
        }
    }
}

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: the statement is valid and nobody else has it.
        unsafe { sqlite3_finalize(self.raw) };
    }
}

/// `$3` and `?3` are the third value, wherever they stand.
fn ordinal(name: &str) -> Option<usize> {
    name.strip_prefix(['$', '?'])?.parse::<usize>().ok()?.checked_sub(1)
}

/// # Safety
/// `text` is null or a C string.
unsafe fn text_of(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: by the contract above.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}
