//! A connection to SQLite: a session, the thread that serves it, and the rule for who may use it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use sequelize_types::{Error, ErrorKind};

use super::session::Session;
use super::worker::{Job, serve};
use super::{SqliteOptions, error, first_word};
use crate::{Attempt, Completion, Connection, Request, RowSlice, ShapeTable};

/// Opened by its thread with the first request; closed by `close` or when it is dropped.
pub struct SqliteConnection {
    shared: Arc<Shared>,
    jobs: Mutex<Sender<Job>>,
    /// Something ran that outlives its transaction: see `first_word::leaves_traces`.
    is_marked: AtomicBool,
    is_closed: AtomicBool,
}

pub(super) struct Shared {
    pub options: SqliteOptions,
    pub shapes: Arc<ShapeTable>,
    /// `None` until opened and after closing. Locked by whoever runs a statement.
    pub session: Mutex<Option<Session>>,
    /// Jobs that are sent and not finished. While there are any, nothing runs on the caller's thread: requests keep
    /// their order.
    pub queued: AtomicUsize,
    pub in_transaction: AtomicBool,
    pub cancelled: Arc<AtomicBool>,
}

impl Shared {
    pub(super) fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SqliteConnection {
    /// # Errors
    /// The system refuses another thread.
    pub fn new(options: SqliteOptions, shapes: Arc<ShapeTable>) -> Result<Self, Error> {
        let shared = Arc::new(Shared {
            options,
            shapes,
            session: Mutex::new(None),
            queued: AtomicUsize::new(0),
            in_transaction: AtomicBool::new(false),
            cancelled: Arc::new(AtomicBool::new(false)),
        });
        let (jobs, queue) = channel();
        let served = Arc::clone(&shared);
        thread::Builder::new()
            .name("sequelize-sqlite".to_owned())
            .spawn(move || serve(&served, &queue))
            .map_err(|failure| {
                Error::new(ErrorKind::Connection, format!("no thread for SQLite: {failure}"))
            })?;
        Ok(Self {
            shared,
            jobs: Mutex::new(jobs),
            is_marked: AtomicBool::new(false),
            is_closed: AtomicBool::new(false),
        })
    }

    /// Whether its last finished statement left a transaction open.
    pub fn is_in_transaction(&self) -> bool {
        self.shared.in_transaction.load(Ordering::Acquire)
    }

    /// False if the thread is gone.
    fn send(&self, job: Job) -> Result<(), Job> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        self.shared.queued.fetch_add(1, Ordering::AcqRel);
        jobs.send(job).map_err(|refused| {
            self.shared.queued.fetch_sub(1, Ordering::AcqRel);
            refused.0
        })
    }
}

impl Connection for SqliteConnection {
    fn run_now(&self, request: &Request, rows: &mut RowSlice) -> Attempt {
        if self.shared.queued.load(Ordering::Acquire) > 0 {
            return Attempt::Declined;
        }
        let is_query = first_word::is_query(&request.text);
        if !is_query && (request.runs.is_some() || !self.shared.options.is_memory()) {
            return Attempt::Declined;
        }
        match self.shared.session.try_lock().as_deref_mut() {
            Ok(Some(session)) if is_query => session.run_now(request, rows),
            Ok(Some(session)) => {
                let attempt = session.write_now(request, rows);
                self.shared.in_transaction.store(session.is_in_transaction(), Ordering::Release);
                attempt
            }
            _ => Attempt::Declined,
        }
    }

    fn start(&self, request: Request, completion: Box<dyn Completion>) {
        if first_word::leaves_traces(&request.text) {
            self.is_marked.store(true, Ordering::Relaxed);
        }
        if self.is_closed.load(Ordering::Relaxed) {
            completion.done(Err(error::closed()));
        } else if let Err(Job::Run(_, completion)) = self.send(Job::Run(request, completion)) {
            completion.done(Err(error::closed()));
        }
    }

    fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// The rollback goes into the queue, before whatever the next user sends.
    fn reset(&self) -> bool {
        let is_used = self.is_in_transaction() || self.shared.queued.load(Ordering::Acquire) > 0;
        let is_open = !is_used || self.send(Job::Rollback).is_ok();
        is_open && !self.is_marked.load(Ordering::Relaxed)
    }

    fn close(&self, done: Box<dyn FnOnce() + Send>) {
        if self.is_closed.swap(true, Ordering::Relaxed) {
            done();
        } else if let Err(Job::Close(done)) = self.send(Job::Close(done)) {
            done();
        }
    }
}

#[cfg(test)]
mod tests;
