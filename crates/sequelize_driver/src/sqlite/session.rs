//! An open database and what runs on it. Whoever holds a session is the only one that uses its handle.

use std::os::raw::{c_int, c_void};
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_executor::block_on;
use libsqlite3_sys::{
    SQLITE_BUSY, SQLITE_DONE, SQLITE_INTERRUPT, SQLITE_LOCKED, SQLITE_ROW, sqlite3, sqlite3_busy_timeout,
    sqlite3_changes64, sqlite3_exec, sqlite3_get_autocommit, sqlite3_last_insert_rowid,
    sqlite3_progress_handler, sqlite3_step,
};
use sequelize_types::{Error, ErrorKind};
use sqlx::Connection;

use super::open::SqliteOptions;
use super::statement::{Statement, StatementCache};
use super::{decode, error, first_word};
use crate::{Attempt, Binds, Completion, Method, Request, RowSlice, ShapeTable, Summary};

/// How many steps of SQLite's machine lie between two looks at the budget. A read on the caller's thread is given up
/// between one and two times as many.
const INLINE_STEPS: c_int = 4000;
/// A statement that was given up is not tried there again for so many runs.
const INLINE_PAUSE: u8 = 31;

pub(super) struct Session {
    /// Keeps the handle open; asked for nothing else between opening and closing.
    connection: Option<sqlx::SqliteConnection>,
    pub(super) db: NonNull<sqlite3>,
    pub(super) statements: StatementCache,
    pub(super) shapes: Arc<ShapeTable>,
    busy_timeout: Duration,
    cancelled: Arc<AtomicBool>,
}

// SAFETY: SQLite is compiled thread-safe and opened without a mutex of its own: a handle may wander between threads as
// long as one at a time uses it. sqlx's thread uses it only when asked, which happens while opening and closing.
unsafe impl Send for Session {}

impl Session {
    /// Opens the database; blocks.
    pub(super) fn open(
        options: &SqliteOptions,
        shapes: Arc<ShapeTable>,
        cancelled: Arc<AtomicBool>,
    ) -> Result<Self, Error> {
        let mut connection = options.open()?;
        let db = block_on(connection.lock_handle()).map_err(error::cannot_open)?.as_raw_handle().cast();
        Ok(Self {
            connection: Some(connection),
            db,
            statements: StatementCache::default(),
            shapes,
            busy_timeout: options.busy_timeout,
            cancelled,
        })
    }

    /// Neither in a transaction nor out of use.
    pub(super) fn is_in_transaction(&self) -> bool {
        // SAFETY: the handle is open and ours.
        unsafe { sqlite3_get_autocommit(self.db.as_ptr()) == 0 }
    }

    pub(super) fn rollback(&mut self) {
        if self.is_in_transaction() {
            // SAFETY: the handle is open and ours. A failure shows in `is_in_transaction`.
            unsafe {
                sqlite3_exec(self.db.as_ptr(), c"ROLLBACK".as_ptr(), None, ptr::null_mut(), ptr::null_mut());
            }
        }
    }

    /// Runs a request to its end, handing over full slices on the way.
    pub(super) fn run(
        &mut self,
        request: &Request,
        completion: &mut dyn Completion,
    ) -> Result<(RowSlice, Summary), Error> {
        refuse_encryption(&request.text)?;
        if let (Some(runs), Binds::Ordered(values)) = (&request.runs, &request.binds) {
            return self.run_many(&request.text, runs, values).map(|summary| (RowSlice::default(), summary));
        }
        let db = self.db.as_ptr();
        let mut watch = Watch { cancelled: Some(&self.cancelled), calls: 0 };
        // SAFETY: the handle is open and ours; `watch` outlives the handler, which is taken off below.
        let result = unsafe {
            sqlite3_progress_handler(db, INLINE_STEPS, Some(on_progress), (&raw mut watch).cast());
            self.statements.get(db, &self.shapes, &request.text).and_then(|statement| {
                let result = run_to_end(db, statement, &self.shapes, request, completion);
                statement.rewind();
                result
            })
        };
        // SAFETY: as above.
        unsafe { sqlite3_progress_handler(db, 0, None, ptr::null_mut()) };
        self.statements.drop_single();
        result
    }

    /// Runs a read within the budget, waiting for nobody. `rows` is empty again if it was given up.
    pub(super) fn run_now(&mut self, request: &Request, rows: &mut RowSlice) -> Attempt {
        let db = self.db.as_ptr();
        let mut watch = Watch { cancelled: None, calls: 0 };
        // SAFETY: the handle is open and ours; `watch` outlives the handler, which is taken off below.
        unsafe {
            sqlite3_busy_timeout(db, 0);
            let attempt = match self.statements.get(db, &self.shapes, &request.text) {
                // The thread reports it, after waiting if that helps.
                Err(_) => Attempt::Declined,
                Ok(statement) if !statement.is_query || statement.skip_inline > 0 => {
                    statement.skip_inline = statement.skip_inline.saturating_sub(1);
                    Attempt::Declined
                }
                Ok(statement) => {
                    sqlite3_progress_handler(db, INLINE_STEPS, Some(on_progress), (&raw mut watch).cast());
                    let attempt = run_within_budget(db, statement, &self.shapes, request, rows);
                    statement.rewind();
                    sqlite3_progress_handler(db, 0, None, ptr::null_mut());
                    attempt
                }
            };
            sqlite3_busy_timeout(db, self.busy_timeout.as_millis() as c_int);
            attempt
        }
    }

    /// Runs a write to a database in memory, where no disk has to be waited for. Outside of a transaction it has the
    /// budget of a read: SQLite undoes what it gives up. Inside of one that would undo the whole transaction, so there
    /// only writes that are small by themselves run, and they run to their end.
    pub(super) fn write_now(&mut self, request: &Request, rows: &mut RowSlice) -> Attempt {
        let is_small = first_word::is_small_write(&request.text);
        let has_budget = !self.is_in_transaction() && first_word::is_write(&request.text);
        if !is_small && !has_budget {
            return Attempt::Declined;
        }
        let db = self.db.as_ptr();
        let mut watch = Watch { cancelled: None, calls: 0 };
        // SAFETY: the handle is open and ours; `watch` outlives the handler, which is taken off below.
        unsafe {
            match self.statements.get(db, &self.shapes, &request.text) {
                // The thread reports it.
                Err(_) => Attempt::Declined,
                Ok(statement) if statement.skip_inline > 0 => {
                    statement.skip_inline -= 1;
                    Attempt::Declined
                }
                Ok(statement) => {
                    if has_budget {
                        sqlite3_progress_handler(
                            db,
                            INLINE_STEPS,
                            Some(on_progress),
                            (&raw mut watch).cast(),
                        );
                    }
                    let attempt = run_within_budget(db, statement, &self.shapes, request, rows);
                    statement.rewind();
                    sqlite3_progress_handler(db, 0, None, ptr::null_mut());
                    attempt
                }
            }
        }
    }

    /// Closes the handle; blocks until the file is released.
    pub(super) fn close(mut self) {
        self.statements.clear();
        if let Some(connection) = self.connection.take() {
            // A failure to close leaves nothing that we could still do.
            let _ = block_on(connection.close());
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Statements go before the handle they belong to.
        self.statements.clear();
    }
}

/// What the progress handler sees.
struct Watch<'a> {
    cancelled: Option<&'a AtomicBool>,
    calls: u32,
}

/// Non-zero stops the statement with `SQLITE_INTERRUPT`. SQLite counts steps per statement, not per run: the first
/// call of a run may come after a single step, so only the second says that the budget is used up.
unsafe extern "C" fn on_progress(watch: *mut c_void) -> c_int {
    // SAFETY: the address is that of the `Watch` of the running call.
    let watch = unsafe { &mut *watch.cast::<Watch<'_>>() };
    watch.calls += 1;
    c_int::from(match watch.cancelled {
        Some(cancelled) => cancelled.load(Ordering::Relaxed),
        None => watch.calls >= 2,
    })
}

/// # Safety
/// `db` is the open handle of `statement` and nobody else uses it.
unsafe fn run_to_end(
    db: *mut sqlite3,
    statement: &mut Statement,
    shapes: &ShapeTable,
    request: &Request,
    completion: &mut dyn Completion,
) -> Result<(RowSlice, Summary), Error> {
    statement.bind(&request.binds)?;
    let mut rows = RowSlice::default();
    let mut is_first = true;
    loop {
        // SAFETY: by the contract above.
        let code = unsafe { sqlite3_step(statement.raw) };
        if std::mem::take(&mut is_first) {
            statement.refresh_shape(shapes);
            rows.shape.clone_from(&statement.shape);
        }
        match (code, &statement.shape) {
            (SQLITE_ROW, _) if request.method == Method::Run => {}
            (SQLITE_ROW, Some(shape)) => {
                if rows.is_full(shape.columns.len()) {
                    let full = std::mem::take(&mut rows);
                    rows.shape = Some(Arc::clone(shape));
                    if !completion.rows(full) {
                        break;
                    }
                }
                // SAFETY: the statement stands on a row.
                unsafe { decode::push_row(&mut rows, statement.raw, shape, request.wants_dates) }
                    .map_err(|_| error::of_code(18, "string or blob too big"))?;
            }
            (SQLITE_ROW, None) => {}
            (SQLITE_DONE, _) => break,
            // SAFETY: by the contract above.
            _ => return Err(unsafe { error::of_handle(db, code) }),
        }
    }
    // SAFETY: by the contract above.
    Ok((rows, unsafe { summary(db, statement) }))
}

/// # Safety
/// As for `run_to_end`.
unsafe fn run_within_budget(
    db: *mut sqlite3,
    statement: &mut Statement,
    shapes: &ShapeTable,
    request: &Request,
    rows: &mut RowSlice,
) -> Attempt {
    if let Err(error) = statement.bind(&request.binds) {
        return Attempt::Finished(Err(error));
    }
    let mut is_first = true;
    let result = loop {
        // SAFETY: by the contract above.
        let code = unsafe { sqlite3_step(statement.raw) };
        if std::mem::take(&mut is_first) {
            statement.refresh_shape(shapes);
        }
        match (code, &statement.shape) {
            (SQLITE_ROW, _) if request.method == Method::Run => {}
            (SQLITE_ROW, Some(shape)) => {
                // SAFETY: the statement stands on a row.
                let pushed = unsafe { decode::push_row(rows, statement.raw, shape, request.wants_dates) };
                if pushed.is_err() || rows.is_full(shape.columns.len()) {
                    break None;
                }
            }
            // SAFETY: by the contract above.
            (SQLITE_DONE, _) => break Some(Ok(unsafe { summary(db, statement) })),
            _ => match code & 0xff {
                SQLITE_INTERRUPT | SQLITE_BUSY | SQLITE_LOCKED => break None,
                // SAFETY: by the contract above.
                _ => break Some(Err(unsafe { error::of_handle(db, code) })),
            },
        }
    };
    match result {
        Some(Ok(summary)) => {
            rows.shape.clone_from(&statement.shape);
            Attempt::Finished(Ok(summary))
        }
        Some(Err(error)) => {
            rows.clear();
            Attempt::Finished(Err(error))
        }
        None => {
            rows.clear();
            statement.skip_inline = INLINE_PAUSE;
            Attempt::Declined
        }
    }
}

/// # Safety
/// As for `run_to_end`.
unsafe fn summary(db: *mut sqlite3, statement: &Statement) -> Summary {
    // SAFETY: by the contract above.
    let (changes, last_id) = unsafe { (sqlite3_changes64(db), sqlite3_last_insert_rowid(db)) };
    Summary { changes, last_id, shape: statement.shape.clone(), details: None }
}

/// v6 hands `PRAGMA key` to whatever SQLite it was given. Ours has no encryption and would silently store plain text.
fn refuse_encryption(text: &str) -> Result<(), Error> {
    if first_word::is_encryption(text) {
        let feature = "Encryption of SQLite databases (PRAGMA KEY)".to_owned();
        let message = format!("{feature} is not supported: the built-in SQLite would ignore it.");
        return Err(Error::new(ErrorKind::Unsupported { feature, dialect: None }, message));
    }
    Ok(())
}
