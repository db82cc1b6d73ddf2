//! Statements without a transaction. Each takes an idle connection if there is one and gives it back when it ends. When
//! the pool is as large as it may be and nobody waits, a statement joins a connection that others use: the server
//! answers in order, and one packet carries several statements. Only connections join in that have nothing slow to do
//! (`Connection::can_share`), so that nobody waits behind a long statement while another connection comes free.

use std::sync::{Arc, Mutex};

use sequelize_driver::{Completion, Connection, Request, RowSlice, Summary};
use sequelize_pool::Lease;
use sequelize_types::{Error, ErrorKind, Result};

use super::Member;
use super::manager::ServerManager;
use crate::ConnectionId;
use crate::connections::lock;

/// More statements than this on one connection gain nothing.
const MAX_STATEMENTS: usize = 16;

#[derive(Default)]
pub(crate) struct Sharing {
    used: Mutex<Vec<Used>>,
}

/// A connection that statements use.
struct Used {
    id: ConnectionId,
    connection: Arc<dyn Connection>,
    statements: usize,
    lease: Lease<ServerManager>,
}

/// Runs a statement on a connection just taken from the pool.
pub(super) fn start(
    member: &Arc<Member>,
    lease: Lease<ServerManager>,
    request: Request,
    completion: Box<dyn Completion>,
) {
    let id = lease.item().copied().unwrap_or_default();
    let Some(connection) = member.pool.manager().state.connection(id) else {
        lease.discard();
        return completion.done(Err(lost()));
    };
    let used = Used { id, connection: Arc::clone(&connection), statements: 1, lease };
    lock(&member.sharing.used).push(used);
    send(member, id, &*connection, request, completion);
}

/// Joins a statement to others, if that is better than to wait. Gives back what it could not place.
pub(super) fn join(
    member: &Arc<Member>,
    request: Request,
    completion: Box<dyn Completion>,
) -> Option<(Request, Box<dyn Completion>)> {
    let chosen = {
        let mut used = lock(&member.sharing.used);
        let stats = member.pool.stats();
        // One at a time unless it is certain that waiting in line does no harm.
        if !request.is_prepared || stats.waiting > 0 || stats.size < member.pool.options().max {
            return Some((request, completion));
        }
        let shareable = used
            .iter_mut()
            .filter(|used| used.statements < MAX_STATEMENTS && used.connection.can_share())
            .min_by_key(|used| used.statements);
        shareable.map(|used| {
            used.statements += 1;
            (used.id, Arc::clone(&used.connection))
        })
    };
    let Some((id, connection)) = chosen else { return Some((request, completion)) };
    send(member, id, &*connection, request, completion);
    None
}

fn send(
    member: &Arc<Member>,
    id: ConnectionId,
    connection: &dyn Connection,
    request: Request,
    completion: Box<dyn Completion>,
) {
    let returning =
        Returning { inner: Some(completion), place: Some(Place { id, member: Arc::clone(member) }) };
    connection.start(request, Box::new(returning));
}

/// A statement's part in a connection; the last one gives it back.
struct Place {
    id: ConnectionId,
    member: Arc<Member>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut used = lock(&self.member.sharing.used);
        let Some(index) = used.iter().position(|used| used.id == self.id) else { return };
        used[index].statements -= 1;
        if used[index].statements > 0 {
            return;
        }
        let Used { lease, connection, .. } = used.swap_remove(index);
        drop(used);
        if connection.is_open() { drop(lease) } else { lease.discard() }
    }
}

/// Gives the connection back before the result is told, so that who asks next finds it.
struct Returning {
    inner: Option<Box<dyn Completion>>,
    place: Option<Place>,
}

impl Completion for Returning {
    fn rows(&mut self, rows: RowSlice) -> bool {
        self.inner.as_mut().is_some_and(|inner| inner.rows(rows))
    }

    fn is_behind(&self) -> bool {
        self.inner.as_ref().is_some_and(|inner| inner.is_behind())
    }

    fn done(mut self: Box<Self>, result: Result<(RowSlice, Summary)>) {
        drop(self.place.take());
        if let Some(inner) = self.inner.take() {
            inner.done(result);
        }
    }
}

impl Drop for Returning {
    /// A driver that forgets a statement must not leave its caller waiting.
    fn drop(&mut self) {
        drop(self.place.take());
        if let Some(inner) = self.inner.take() {
            inner.done(Err(lost()));
        }
    }
}

fn lost() -> Error {
    Error::new(ErrorKind::Connection, "Connection terminated unexpectedly")
}
