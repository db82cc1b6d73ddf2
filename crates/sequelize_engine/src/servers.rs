//! The connections of an engine to its servers: a pool, or with replication one to write and one to read.
//!
//! A connection has a number for as long as it lives. Statements without a transaction take whichever connection is
//! free and give it back with their last row; see `sharing`. Transactions lease one.

mod manager;
mod open;
mod sharing;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

use sequelize_driver::{Completion, Connection, Request, ShapeTable};
use sequelize_pool::{Lease, Pool, Stats};
use sequelize_types::{DialectName, Error, ErrorKind, Result, Value};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::connections::{ConnectionId, OnAcquired, acquire_error, closed, lock};
use crate::host::{Host, Role};
use crate::options::EngineOptions;

use manager::ServerManager;
use sharing::Sharing;

pub(crate) struct Servers {
    dialect: DialectName,
    shapes: Arc<ShapeTable>,
    write: Arc<Member>,
    /// `None` without replication.
    read: Option<Arc<Member>>,
    state: Arc<State>,
    /// One worker: it reads and writes sockets, decodes rows and keeps the pools' clocks.
    runtime: Option<Runtime>,
}

/// A pool with what is lent of it to statements.
pub(crate) struct Member {
    pool: Pool<ServerManager>,
    sharing: Sharing,
}

/// What managers, leases and tasks share.
pub(crate) struct State {
    host: Arc<dyn Host>,
    /// Every open connection, in a pool or not.
    connections: Mutex<HashMap<ConnectionId, Arc<dyn Connection>>>,
    leases: Mutex<HashMap<ConnectionId, Lease<ServerManager>>>,
    wishes: Mutex<HashMap<u32, oneshot::Sender<Result<ConnectionId>>>>,
    last: AtomicU32,
    last_wish: AtomicU32,
    is_closed: AtomicBool,
    /// Called when no connection is open any more.
    on_empty: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

/// Called with the number and the facts of an opened connection.
pub type OnOpened = Box<dyn FnOnce(Result<ConnectionId>) + Send>;

impl Servers {
    /// # Errors
    /// The system refuses another thread.
    pub(crate) fn new(options: &EngineOptions, shapes: Arc<ShapeTable>, host: Arc<dyn Host>) -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sequelize")
            .enable_all()
            .build()
            .map_err(|failure| {
                Error::new(ErrorKind::Connection, format!("no thread for connections: {failure}"))
            })?;
        let state = Arc::new(State {
            host,
            connections: Mutex::default(),
            leases: Mutex::default(),
            wishes: Mutex::default(),
            last: AtomicU32::new(0),
            last_wish: AtomicU32::new(0),
            is_closed: AtomicBool::new(false),
            on_empty: Mutex::new(None),
        });
        let member = |role| {
            let manager = ServerManager { role, state: Arc::clone(&state) };
            let pool = Pool::new(manager, options.pool.clone())
                .map_err(|failure| Error::plain(failure.to_string()))?;
            Ok::<_, Error>(Arc::new(Member { pool, sharing: Sharing::default() }))
        };
        let write = member(Role::Write)?;
        let read = if options.has_replication { Some(member(Role::Read)?) } else { None };
        Ok(Self { dialect: options.dialect, shapes, write, read, state, runtime: Some(runtime) })
    }

    fn member(&self, role: Role) -> &Arc<Member> {
        match (role, &self.read) {
            (Role::Read, Some(read)) => read,
            _ => &self.write,
        }
    }

    /// A connection by its number.
    /// # Errors
    /// It was closed.
    pub(crate) fn get(&self, id: ConnectionId) -> Result<Arc<dyn Connection>> {
        let connections = lock(&self.state.connections);
        connections.get(&id).cloned().ok_or_else(|| {
            Error::new(ErrorKind::Connection, "The connection of this statement was closed already.")
        })
    }

    /// Runs a statement on whatever connection is free.
    pub(crate) fn run(&self, role: Role, request: Request, completion: Box<dyn Completion>) {
        if self.state.is_closed.load(Ordering::Acquire) {
            return completion.done(Err(closed()));
        }
        let member = self.member(role);
        match member.pool.try_idle() {
            Ok(Some(lease)) => return sharing::start(member, lease, request, completion),
            Ok(None) => {}
            Err(error) => return completion.done(Err(acquire_error(error))),
        }
        let Some((request, completion)) = sharing::join(member, request, completion) else { return };
        let Some(runtime) = &self.runtime else { return completion.done(Err(closed())) };
        let member = Arc::clone(member);
        runtime.spawn(async move {
            match member.pool.acquire().await {
                Ok(lease) => sharing::start(&member, lease, request, completion),
                Err(error) => completion.done(Err(acquire_error(error))),
            }
        });
    }

    /// Leases a connection: at once if one is idle, else `on_acquired` is called later and `None` returned.
    pub(crate) fn acquire(&self, role: Role, on_acquired: OnAcquired) -> Option<Result<ConnectionId>> {
        if self.state.is_closed.load(Ordering::Acquire) {
            return Some(Err(closed()));
        }
        let member = self.member(role);
        match member.pool.try_idle() {
            Ok(Some(lease)) => return Some(self.state.keep(lease)),
            Ok(None) => {}
            Err(error) => return Some(Err(acquire_error(error))),
        }
        let runtime = self.runtime.as_ref()?;
        let (pool, state) = (member.pool.clone(), Arc::clone(&self.state));
        runtime.spawn(async move {
            let result = pool.acquire().await.map_err(acquire_error);
            on_acquired(result.and_then(|lease| state.keep(lease)));
        });
        None
    }

    /// Gives a leased connection back, rolling back what is open on it. `is_broken`: it must not be used again.
    pub(crate) fn release(&self, id: ConnectionId, is_broken: bool) {
        let Some(lease) = lock(&self.state.leases).remove(&id) else {
            if is_broken {
                evict(self.members().cloned(), id);
            }
            return;
        };
        let is_reusable =
            lease.item().and_then(|id| self.get(*id).ok()).is_some_and(|connection| connection.reset());
        let runtime = self.runtime.as_ref().map(Runtime::enter);
        if is_broken || !is_reusable {
            lease.discard()
        } else {
            drop(lease)
        }
        drop(runtime);
    }

    fn members(&self) -> impl Iterator<Item = &Arc<Member>> {
        [Some(&self.write), self.read.as_ref()].into_iter().flatten()
    }

    /// Refuses new statements, lets what runs and what holds a lease end, then closes all connections; `done` is
    /// called when nothing is left open.
    pub(crate) fn close(&self, done: Box<dyn FnOnce() + Send>) {
        self.state.is_closed.store(true, Ordering::Release);
        let Some(runtime) = &self.runtime else { return done() };
        let pools: Vec<_> = self.members().map(|member| member.pool.clone()).collect();
        let state = Arc::clone(&self.state);
        runtime.spawn(async move {
            for pool in &pools {
                pool.drain().await;
            }
            *lock(&state.on_empty) = Some(done);
            state.tell_if_empty();
        });
    }

    pub(crate) fn stats(&self, role: Role) -> Stats {
        self.member(role).pool.stats()
    }

    /// Opens a connection that belongs to no pool yet.
    pub(crate) fn open(&self, options: &Value, on_opened: OnOpened) {
        let Some(runtime) = &self.runtime else { return on_opened(Err(closed())) };
        let opening = match open::open(self.dialect, options, Arc::clone(&self.shapes)) {
            Ok(opening) => opening,
            Err(error) => return on_opened(Err(error)),
        };
        let state = Arc::clone(&self.state);
        let members: Vec<Weak<Member>> = self.members().map(Arc::downgrade).collect();
        runtime.spawn(async move {
            on_opened(opening.await.map(|connection| {
                let id = state.register(Arc::clone(&connection));
                // One that is lost while nobody uses it leaves the pool at once.
                connection.on_lost(Box::new(move || evict(members.iter().filter_map(Weak::upgrade), id)));
                id
            }));
        });
    }

    /// Hands an opened connection to the pool that wished for it.
    pub(crate) fn connected(&self, wish: u32, result: Result<ConnectionId>) {
        let sender = lock(&self.state.wishes).remove(&wish);
        let Err(result) = sender.map_or(Err(result.clone()), |sender| sender.send(result)) else { return };
        // Nobody waits for it any more.
        if let Ok(id) = result {
            self.state.host.disconnect(id);
        }
    }

    /// Closes a connection; `done` is called when that has happened.
    pub(crate) fn disconnect(&self, id: ConnectionId, done: Box<dyn FnOnce() + Send>) {
        let connection = lock(&self.state.connections).get(&id).cloned();
        let Some(connection) = connection else { return done() };
        let state = Arc::clone(&self.state);
        connection.close(Box::new(move || {
            lock(&state.connections).remove(&id);
            done();
            state.tell_if_empty();
        }));
    }
}

/// A connection that is idle must not be used again.
fn evict(members: impl Iterator<Item = Arc<Member>>, id: ConnectionId) {
    for member in members {
        member.pool.evict(|item| *item == id);
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // Dropping a runtime waits for its tasks, which no thread of JavaScript may do.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl State {
    fn connection(&self, id: ConnectionId) -> Option<Arc<dyn Connection>> {
        lock(&self.connections).get(&id).cloned()
    }

    fn register(&self, connection: Arc<dyn Connection>) -> ConnectionId {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        lock(&self.connections).insert(id, connection);
        id
    }

    fn keep(&self, lease: Lease<ServerManager>) -> Result<ConnectionId> {
        let id = *lease.item().ok_or_else(closed)?;
        lock(&self.leases).insert(id, lease);
        Ok(id)
    }

    fn tell_if_empty(&self) {
        if !lock(&self.connections).is_empty() {
            return;
        }
        let done = lock(&self.on_empty).take();
        if let Some(done) = done {
            done();
        }
    }
}

#[cfg(test)]
mod tests;
