//! What every connection can do, whatever is at its other end.
//!
//! Completion is by callback, not by future: an embedded database answers from its own thread, a server from its
//! reader task, and a pipelining server may hold several requests of one connection at once.

use std::sync::Arc;

use sequelize_types::{Error, Value};

use crate::{RowSlice, Shape};

/// Values for the placeholders of a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Binds {
    #[default]
    None,
    /// `$1`, `$2` … in order.
    Ordered(Vec<Value>),
    /// By the placeholder's full name, `$name`.
    Named(Vec<(String, Value)>),
}

/// The two ways in which v6 asks the driver of SQLite; servers make no difference between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Wants rows; tells nothing of changes.
    All,
    /// Wants the number of changes and the last inserted id; rows are passed over.
    Run,
}

/// One statement cut into runs, which succeed or fail together.
#[derive(Debug, Clone, PartialEq)]
pub struct Runs {
    pub binds_per_run: usize,
    /// Text of the last run, if that takes fewer values.
    pub rest: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub text: String,
    pub binds: Binds,
    /// Set if `text` is to be run many times, each time with the next of the values.
    pub runs: Option<Runs>,
    pub method: Method,
    /// Date columns may come as milliseconds (for instances); raw results need the text.
    pub wants_dates: bool,
}

/// What is left to say when all rows are out.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    pub changes: i64,
    pub last_id: i64,
    /// `None` for a statement without columns.
    pub shape: Option<Arc<Shape>>,
}

/// Receives a result on whatever thread has it.
pub trait Completion: Send {
    /// A part of the rows, in order; more follow. Returns false when nobody wants the rest.
    fn rows(&mut self, rows: RowSlice) -> bool;

    /// The last rows and the end, or the failure. Called exactly once.
    fn done(self: Box<Self>, result: Result<(RowSlice, Summary), Error>);
}

/// What became of a request that was to finish at once.
pub enum Attempt {
    /// Not possible here and now; nothing happened. Use `start`.
    Declined,
    Finished(Result<Summary, Error>),
}

pub trait Connection: Send + Sync {
    /// Runs a read on the calling thread if it takes next to no time; rows go to `rows`, which is empty before.
    /// The default is for servers: never.
    fn run_now(&self, _request: &Request, _rows: &mut RowSlice) -> Attempt {
        Attempt::Declined
    }

    /// Runs a request after those started before. Requests of one connection end in their order.
    fn start(&self, request: Request, completion: Box<dyn Completion>);

    /// Stops what is running now, which then fails; later requests are not touched.
    fn cancel(&self);

    /// Rolls back what is open. False if the connection must not serve anybody else.
    fn reset(&self) -> bool;

    /// Ends the connection after the requests already started; `done` is called when nothing is left open
    /// (by a second call at once).
    fn close(&self, done: Box<dyn FnOnce() + Send>);
}
