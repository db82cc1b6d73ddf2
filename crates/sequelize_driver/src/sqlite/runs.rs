//! One statement in many runs: what a bulk insert with thousands of values is cut into. To everybody else it is one
//! statement: all of it happens or nothing, and foreign keys are checked at its end.

use std::ffi::CStr;
use std::os::raw::c_int;
use std::ptr;

use libsqlite3_sys::{
    SQLITE_DBSTATUS_DEFERRED_FKS, SQLITE_DONE, SQLITE_OK, SQLITE_ROW, sqlite3_changes64,
    sqlite3_column_int64, sqlite3_db_status, sqlite3_exec, sqlite3_last_insert_rowid, sqlite3_step,
};
use sequelize_types::{Error, Value};

use super::error;
use super::session::Session;
use crate::{Runs, Summary};

impl Session {
    /// Runs `text` with the first values, then with the next, and so on; the last ones go to `runs.rest`.
    pub(super) fn run_many(&mut self, text: &str, runs: &Runs, values: &[Value]) -> Result<Summary, Error> {
        let is_within = self.is_in_transaction();
        let is_ours = !self.defers_keys()?;
        self.command(if is_within { c"SAVEPOINT sequelize_runs" } else { c"BEGIN" })?;
        let result = self.run_all(text, runs, values, (is_within, is_ours));
        if result.is_err() {
            self.undo(is_within, is_ours);
        }
        result
    }

    fn run_all(
        &mut self,
        text: &str,
        runs: &Runs,
        values: &[Value],
        (is_within, is_ours): (bool, bool),
    ) -> Result<Summary, Error> {
        // Within one statement rows may refer to later ones; between statements only if the check is put off. That
        // ends with the transaction by itself. Who has put it off already is not asked to check either.
        let was_unsettled = self.has_unsettled_keys();
        if is_ours {
            self.command(c"PRAGMA defer_foreign_keys = ON")?;
        }
        let mut summary = Summary::default();
        for run in values.chunks(runs.binds_per_run.max(1)) {
            let is_full = run.len() == runs.binds_per_run;
            let text = if is_full { text } else { runs.rest.as_deref().unwrap_or(text) };
            summary.changes += self.run_once(text, run)?;
        }
        // SAFETY: the handle is open and ours.
        summary.last_id = unsafe { sqlite3_last_insert_rowid(self.db.as_ptr()) };
        if !is_within {
            self.command(c"COMMIT")?;
            return Ok(summary);
        }
        if is_ours {
            // Before the check is on again: that would forget what is unsettled.
            let is_unsettled = !was_unsettled && self.has_unsettled_keys();
            if is_unsettled {
                return Err(error::of_code(
                    libsqlite3_sys::SQLITE_CONSTRAINT,
                    "FOREIGN KEY constraint failed",
                ));
            }
            self.command(c"PRAGMA defer_foreign_keys = OFF")?;
        }
        self.command(c"RELEASE sequelize_runs")?;
        Ok(summary)
    }

    fn run_once(&mut self, text: &str, values: &[Value]) -> Result<i64, Error> {
        let db = self.db.as_ptr();
        // SAFETY: the handle is open and ours; the statement is used up before anything else happens.
        unsafe {
            let statement = self.statements.get(db, &self.shapes, text)?;
            let code = statement.bind_values(values).map(|()| {
                loop {
                    let code = sqlite3_step(statement.raw);
                    if code != SQLITE_ROW {
                        break code;
                    }
                }
            });
            let result = match code {
                Ok(SQLITE_DONE) => Ok(sqlite3_changes64(db)),
                Ok(code) => Err(error::of_handle(db, code)),
                Err(error) => Err(error),
            };
            statement.rewind();
            self.statements.drop_single();
            result
        }
    }

    /// Takes back what the runs did. A failure that ended the transaction has done so already.
    fn undo(&mut self, is_within: bool, is_ours: bool) {
        if !self.is_in_transaction() {
            return;
        }
        let commands: &[&CStr] = match (is_within, is_ours) {
            (false, _) => &[c"ROLLBACK"],
            (true, false) => &[c"ROLLBACK TO sequelize_runs", c"RELEASE sequelize_runs"],
            (true, true) => &[
                c"ROLLBACK TO sequelize_runs",
                c"RELEASE sequelize_runs",
                c"PRAGMA defer_foreign_keys = OFF",
            ],
        };
        for command in commands {
            // The failure to report is the one that led here.
            let _ = self.command(command);
        }
    }

    /// Whether foreign keys point nowhere for the moment.
    fn has_unsettled_keys(&self) -> bool {
        let (mut current, mut highest): (c_int, c_int) = (0, 0);
        // SAFETY: the handle is open and ours; the numbers outlive the call.
        unsafe {
            sqlite3_db_status(self.db.as_ptr(), SQLITE_DBSTATUS_DEFERRED_FKS, &mut current, &mut highest, 0);
        }
        current != 0
    }

    /// Whether the transaction checks foreign keys at its end only.
    fn defers_keys(&mut self) -> Result<bool, Error> {
        let db = self.db.as_ptr();
        // SAFETY: the handle is open and ours; the column is read while the statement stands on its row.
        unsafe {
            let statement = self.statements.get(db, &self.shapes, "PRAGMA defer_foreign_keys")?;
            let is_on =
                sqlite3_step(statement.raw) == SQLITE_ROW && sqlite3_column_int64(statement.raw, 0) != 0;
            statement.rewind();
            Ok(is_on)
        }
    }

    fn command(&mut self, text: &CStr) -> Result<(), Error> {
        let db = self.db.as_ptr();
        // SAFETY: the handle is open and ours, the text is a C string, and no rows are asked for.
        let code = unsafe { sqlite3_exec(db, text.as_ptr(), None, ptr::null_mut(), ptr::null_mut()) };
        // SAFETY: as above.
        if code == SQLITE_OK { Ok(()) } else { Err(unsafe { error::of_handle(db, code) }) }
    }
}
