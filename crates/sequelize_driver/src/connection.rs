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
    /// Date columns may come as milliseconds (for instances); raw results need the text. Servers make no difference.
    pub wants_dates: bool,
    /// Wants `Summary::details`.
    pub wants_details: bool,
    /// May stay prepared on the server, to be run again. Not behind poolers that change the server in between.
    pub is_prepared: bool,
    /// Numbers among the values are of the type that a literal of theirs would have. Else the server infers each type
    /// from its place, as it does for values that v6 binds.
    pub has_typed_numbers: bool,
}

/// What is left to say when all rows are out.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    pub changes: i64,
    pub last_id: i64,
    /// `None` for a statement without columns.
    pub shape: Option<Arc<Shape>>,
    /// What else the server told, in the form in which the dialect's facade makes v6's metadata of it.
    pub details: Option<Box<Value>>,
}

/// Receives a result on whatever thread has it.
pub trait Completion: Send {
    /// A part of the rows, in order; more follow. Returns false when nobody wants the rest.
    fn rows(&mut self, rows: RowSlice) -> bool;

    /// Whether the receiver is far behind, so that `rows` would wait. Who must not wait asks again a little later.
    fn is_behind(&self) -> bool {
        false
    }

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

    /// False once it is broken or the server has gone: it is not handed out any more.
    fn is_open(&self) -> bool {
        true
    }

    /// Has something done when the connection is lost, once. Only for connections that find out by themselves.
    fn on_lost(&self, _act: Box<dyn FnOnce() + Send>) {}

    /// Whether it would gain by another statement of somebody else's while it is busy: it pipelines, is in no
    /// transaction, and all it has to do is known to be quick. The default is for databases that take one at a time.
    fn can_share(&self) -> bool {
        false
    }

    /// What the facade shows of the connection (`processID`, `serverVersion` …), as an object.
    fn facts(&self) -> Value {
        Value::Undefined
    }

    /// Ends the connection after the requests already started; `done` is called when nothing is left open
    /// (by a second call at once).
    fn close(&self, done: Box<dyn FnOnce() + Send>);
}
