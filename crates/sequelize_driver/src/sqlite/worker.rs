//! The thread of a connection: opens it, runs requests in their order, closes it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, PoisonError};

use sequelize_types::{Error, ErrorKind};

use super::connection::Shared;
use super::error;
use super::session::Session;
use crate::{Completion, Request, RowSlice, Summary};

pub(super) enum Job {
    Run(Request, Box<dyn Completion>),
    Rollback,
    Close(Box<dyn FnOnce() + Send>),
}

/// Serves until `Close`, or until nobody can send any more.
pub(super) fn serve(shared: &Arc<Shared>, jobs: &Receiver<Job>) {
    for job in jobs {
        match job {
            Job::Run(request, mut completion) => {
                let run = AssertUnwindSafe(|| run(shared, &request, completion.as_mut()));
                let result = catch_unwind(run).unwrap_or_else(|_| Err(panicked()));
                // Before the completion, which may be what lets the next read run at once.
                shared.queued.fetch_sub(1, Ordering::AcqRel);
                completion.done(result);
            }
            Job::Rollback => {
                if let Some(session) = shared.session().as_mut() {
                    session.rollback();
                }
                shared.queued.fetch_sub(1, Ordering::AcqRel);
            }
            Job::Close(done) => {
                close(shared);
                done();
                return;
            }
        }
    }
    close(shared);
}

fn run(
    shared: &Shared,
    request: &Request,
    completion: &mut dyn Completion,
) -> Result<(RowSlice, Summary), Error> {
    let mut slot = shared.session();
    if slot.is_none() {
        *slot =
            Some(Session::open(&shared.options, Arc::clone(&shared.shapes), Arc::clone(&shared.cancelled))?);
    }
    let Some(session) = slot.as_mut() else { return Err(error::closed()) };
    shared.cancelled.store(false, Ordering::Relaxed);
    let result = session.run(request, completion);
    shared.in_transaction.store(session.is_in_transaction(), Ordering::Release);
    result
}

fn close(shared: &Shared) {
    let session = shared.session.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(session) = session {
        session.close();
    }
}

fn panicked() -> Error {
    Error::new(ErrorKind::Internal, "the SQLite driver panicked while running a statement")
}
