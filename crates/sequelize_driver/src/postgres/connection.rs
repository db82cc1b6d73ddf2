//! A connection to PostgreSQL: what is sent goes into an outbox, from which a task (`session`) sends it, reads the
//! answers and finishes the requests in their order. Requests do not wait for each other: each is closed by a Sync of
//! its own, so that it succeeds or fails for itself.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::BytesMut;
use postgres_protocol::message::frontend;
use sequelize_types::{Error, Object, Result, Value};
use tokio::io::AsyncWriteExt;
use tokio::runtime::Handle;
use tokio::sync::Notify;

use super::job::Job;
use super::options::PgOptions;
use super::statements::{Found, Statements};
use super::stream::Stream;
use super::{bind, error, session, startup};
use crate::{Binds, Completion, Connection, Method, Request, ShapeTable};

/// A statement that took less is quick enough to wait behind.
pub(super) const QUICK: Duration = Duration::from_millis(5);

/// `ReadyForQuery`: in no transaction.
const IDLE: u8 = b'I';

pub struct PgConnection {
    shared: Arc<Shared>,
    facts: Value,
    options: PgOptions,
    process_id: i32,
    secret_key: i32,
    runtime: Handle,
}

/// What callers and the task share.
pub(super) struct Shared {
    outbox: Mutex<Outbox>,
    /// Rings when there is something to send, or the connection is to be closed.
    pub wake: Notify,
    pub shapes: Arc<ShapeTable>,
    pub query_timeout: Option<Duration>,
    is_open: AtomicBool,
    /// Of the last `ReadyForQuery`.
    pub status: AtomicU8,
}

#[derive(Default)]
pub(super) struct Outbox {
    pub outgoing: BytesMut,
    /// Written to `outgoing` or sent, in order; the task takes each when its answer begins.
    pub jobs: VecDeque<Job>,
    pub statements: Statements,
    /// Jobs not finished that nobody should wait behind.
    pub slow: usize,
    /// Jobs not finished.
    pub unfinished: usize,
    pub is_closing: bool,
    pub on_closed: Option<Box<dyn FnOnce() + Send>>,
    pub on_lost: Option<Box<dyn FnOnce() + Send>>,
}

impl PgConnection {
    /// # Errors
    /// By cause; after `PgOptions::patience` at the latest.
    pub async fn connect(options: PgOptions, shapes: Arc<ShapeTable>) -> Result<Self> {
        let opening = async {
            let mut started = startup::start(&options).await?;
            startup::set_up(&mut started, &options).await?;
            Ok::<_, Error>(started)
        };
        let started = tokio::time::timeout(options.patience(), opening)
            .await
            .map_err(|_| error::timed_out(options.connect_timeout.is_some()))??;
        let shared = Arc::new(Shared {
            outbox: Mutex::default(),
            wake: Notify::new(),
            shapes,
            query_timeout: options.query_timeout,
            is_open: AtomicBool::new(true),
            status: AtomicU8::new(IDLE),
        });
        let parameters = started
            .parameters
            .iter()
            .fold(Object::new(), |all, (name, value)| all.with(name, value.as_str().into()));
        let facts = Object::new()
            .with("processID", Value::Number(f64::from(started.process_id)))
            .with("secretKey", Value::Number(f64::from(started.secret_key)))
            .with("parameters", parameters.into());
        let (process_id, secret_key) = (started.process_id, started.secret_key);
        tokio::spawn(session::serve(started.wire, Arc::clone(&shared)));
        Ok(Self { shared, facts: facts.into(), options, process_id, secret_key, runtime: Handle::current() })
    }
}

impl Shared {
    pub(super) fn outbox(&self) -> MutexGuard<'_, Outbox> {
        self.outbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open.load(Ordering::Acquire)
    }

    pub(super) fn set_broken(&self) {
        self.is_open.store(false, Ordering::Release);
    }

    /// Writes a job into the outbox. What cannot be sent fails at once.
    pub(super) fn send(&self, mut job: Job) {
        let mut outbox = self.outbox();
        if !self.is_open() {
            drop(outbox);
            job.fail(error::terminated());
            return job.finish();
        }
        let length = outbox.outgoing.len();
        match outbox.write(&mut job, &self.shapes) {
            Ok(()) => {
                outbox.unfinished += 1;
                outbox.slow += usize::from(job.is_slow);
                outbox.jobs.push_back(job);
                drop(outbox);
                self.wake.notify_one();
            }
            Err(error) => {
                outbox.outgoing.truncate(length);
                drop(outbox);
                job.fail(error);
                job.finish();
            }
        }
    }
}

impl Outbox {
    fn write(&mut self, job: &mut Job, shapes: &ShapeTable) -> Result<()> {
        let Self { outgoing: out, statements, .. } = self;
        let request = &job.request;
        let unsendable = |failure: std::io::Error| Error::plain(failure.to_string());
        let parameters = bind::parameters(&request.binds, request.has_typed_numbers)?;
        if parameters.is_empty() && (!request.is_prepared || has_several(&request.text)) {
            if changes_schema(&request.text) {
                shapes.change_schema();
            }
            return frontend::query(&request.text, out).map_err(unsendable);
        }
        let types = || parameters.iter().map(|parameter| parameter.oid);
        let mut name = String::new();
        let mut is_new = true;
        if request.is_prepared {
            let key = key_of(&request.text, types());
            let found = statements.find(&key, shapes.schema());
            for dropped in statements.dropped.drain(..) {
                frontend::close(b'S', &dropped, out).map_err(unsendable)?;
            }
            if let Found::Prepared { statement, is_new: first } = found {
                name.clone_from(&statement.name);
                is_new = first;
                job.is_slow = !statement.is_quick();
                job.statement = Some(statement);
            }
        }
        if is_new {
            frontend::parse(&name, &job.request.text, types(), out).map_err(unsendable)?;
        }
        bind::write_bind(&name, &parameters, out)?;
        match job.statement.as_ref().and_then(|statement| statement.plan()) {
            Some(plan) => job.expect(plan, shapes),
            None => frontend::describe(b'P', "", out).map_err(unsendable)?,
        }
        frontend::execute("", 0, out).map_err(unsendable)?;
        frontend::sync(out);
        Ok(())
    }
}

/// A text with other types of parameters is another statement.
fn key_of(text: &str, types: impl Iterator<Item = u32>) -> String {
    let mut key = text.to_owned();
    for (place, oid) in types.enumerate().filter(|(_, oid)| *oid != 0) {
        key.push_str(&format!("\0{place}:{oid}"));
    }
    key
}

/// Whether there may be more than one statement. A semicolon in a literal counts, too: the way of such texts takes
/// any.
fn has_several(text: &str) -> bool {
    text.trim_end().trim_end_matches(';').contains(';')
}

/// Whether statements prepared so far may have become stale. Only the beginnings of statements are looked at: a text may
/// carry megabytes of rows. (`DO` is how enums are made.)
pub(super) fn changes_schema(text: &str) -> bool {
    const WORDS: [&str; 5] = ["CREATE", "ALTER", "DROP", "TRUNCATE", "DO"];
    text.split(';').any(|statement| {
        let statement = statement.trim_start();
        let end = statement.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(statement.len());
        WORDS.iter().any(|word| statement[..end].eq_ignore_ascii_case(word))
    })
}

impl Connection for PgConnection {
    fn start(&self, request: Request, completion: Box<dyn Completion>) {
        self.shared.send(Job::new(request, Some(completion)));
    }

    fn cancel(&self) {
        let (options, process_id, secret_key) = (self.options.clone(), self.process_id, self.secret_key);
        self.runtime.spawn(async move {
            let cancelling = async {
                let mut stream = Stream::open(&options).await?;
                let mut out = BytesMut::new();
                frontend::cancel_request(process_id, secret_key, &mut out);
                let _ = stream.write_all(&out).await;
                let _ = stream.flush().await;
                let _ = stream.shutdown().await;
                Ok::<_, Error>(())
            };
            // Nobody waits for it: the statement ends with an error, or it has ended before.
            let _ = tokio::time::timeout(options.patience(), cancelling).await;
        });
    }

    /// The rollback goes into the queue, before whatever the next user sends.
    fn reset(&self) -> bool {
        let is_used = self.shared.outbox().unfinished > 0;
        if is_used || self.shared.status.load(Ordering::Acquire) != IDLE {
            let request = Request {
                text: "ROLLBACK".to_owned(),
                binds: Binds::None,
                runs: None,
                method: Method::Run,
                wants_dates: false,
                wants_details: false,
                is_prepared: false,
                has_typed_numbers: false,
            };
            self.shared.send(Job::new(request, None));
        }
        self.shared.is_open()
    }

    fn is_open(&self) -> bool {
        self.shared.is_open()
    }

    fn on_lost(&self, act: Box<dyn FnOnce() + Send>) {
        self.shared.outbox().on_lost = Some(act);
    }

    fn can_share(&self) -> bool {
        let outbox = self.shared.outbox();
        self.is_open()
            && outbox.slow == 0
            && !outbox.is_closing
            && self.shared.status.load(Ordering::Acquire) == IDLE
    }

    fn facts(&self) -> Value {
        self.facts.clone()
    }

    fn close(&self, done: Box<dyn FnOnce() + Send>) {
        let mut outbox = self.shared.outbox();
        if outbox.is_closing || !self.shared.is_open() {
            drop(outbox);
            return done();
        }
        outbox.is_closing = true;
        outbox.on_closed = Some(done);
        drop(outbox);
        self.shared.wake.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_apart_by_their_types() {
        assert_eq!(key_of("a", [0, 0].into_iter()), "a");
        assert_ne!(key_of("a", [0, 23].into_iter()), key_of("a", [23, 0].into_iter()));
    }

    #[test]
    fn changes_of_the_schema_are_seen() {
        assert!(changes_schema(" alter table t add a int"));
        assert!(changes_schema("SET search_path TO x; DROP TABLE t"));
        assert!(changes_schema("DO 'BEGIN CREATE TYPE …'"));
        assert!(!changes_schema("INSERT INTO t VALUES ('create table')"));
    }

    #[test]
    fn several_statements_are_seen() {
        assert!(!has_several("SELECT 1; "));
        assert!(has_several("SELECT 1; SELECT 2"));
    }
}
