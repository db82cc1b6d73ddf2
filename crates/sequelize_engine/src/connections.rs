//! The connections of one engine, by number.
//!
//! Number 0 is the default one, on which everything without a transaction runs. The others are leased, one to a
//! transaction, from a pool. A database in memory exists only within its one connection: there a lease is the right to
//! have the transaction on it, so that transactions queue, while statements without one run on it meanwhile, as in v6.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use sequelize_driver::{Connection, ShapeTable};
use sequelize_pool::{AcquireError, Lease, Pool, PoolOptions};
use sequelize_types::{Error, ErrorKind, Result};
use tokio::runtime::{Builder, Runtime};

use crate::EngineOptions;
use crate::opener::Opener;

/// 0 is the default connection.
pub type ConnectionId = u32;

pub use sequelize_pool::Stats;

/// Called with the result of an `acquire` that had to wait, on another thread.
pub type OnAcquired = Box<dyn FnOnce(Result<ConnectionId>) + Send>;

pub struct Connections {
    opener: Opener,
    pool: Pool<Opener>,
    state: Arc<State>,
    default: Mutex<Option<Arc<dyn Connection>>>,
    /// Runs the pool's clock; started by the first request that has to wait.
    runtime: OnceLock<Runtime>,
}

struct State {
    leases: Mutex<HashMap<ConnectionId, Lease<Opener>>>,
    last: AtomicU32,
    is_closed: AtomicBool,
}

impl Connections {
    /// # Errors
    /// The dialect has no driver.
    pub fn new(options: &EngineOptions, shapes: Arc<ShapeTable>) -> Result<Self> {
        let opener = Opener::new(options, shapes)?;
        // v6 opens a connection per transaction, as many as there are; only the right to a database in memory is one.
        let max = if opener.is_single() { 1 } else { usize::from(u16::MAX) };
        let pool = Pool::new(opener.clone(), PoolOptions { max, min: 0, ..options.pool.clone() })
            .map_err(|failure| Error::plain(failure.to_string()))?;
        let state =
            State { leases: Mutex::default(), last: AtomicU32::new(0), is_closed: AtomicBool::new(false) };
        Ok(Self { opener, pool, state: Arc::new(state), default: Mutex::default(), runtime: OnceLock::new() })
    }

    /// # Errors
    /// `Closed`; a number that was released.
    pub fn get(&self, id: ConnectionId) -> Result<Arc<dyn Connection>> {
        if self.state.is_closed.load(Ordering::Acquire) {
            return Err(closed());
        }
        if id == 0 {
            return self.default();
        }
        let leases = lock(&self.state.leases);
        let connection = leases.get(&id).and_then(|lease| lease.item()).cloned();
        connection.ok_or_else(|| Error::plain("The connection of this transaction was released already."))
    }

    fn default(&self) -> Result<Arc<dyn Connection>> {
        let mut slot = lock(&self.default);
        if let Some(connection) = &*slot {
            return Ok(Arc::clone(connection));
        }
        let connection = self.opener.open()?;
        *slot = Some(Arc::clone(&connection));
        Ok(connection)
    }

    /// Leases a connection: at once if possible, else `on_acquired` is called later and `None` returned.
    pub fn acquire(&self, on_acquired: OnAcquired) -> Option<Result<ConnectionId>> {
        // A database in memory lasts as long as somebody holds its connection, which a transaction does not for long.
        if self.opener.is_single()
            && let Err(error) = self.default()
        {
            return Some(Err(error));
        }
        match self.pool.try_acquire() {
            Ok(None) => {}
            Ok(Some(lease)) => return Some(Ok(self.state.keep(lease))),
            Err(error) => return Some(Err(acquire_error(error))),
        }
        let runtime = match self.runtime() {
            Ok(runtime) => runtime,
            Err(error) => return Some(Err(error)),
        };
        let (pool, state) = (self.pool.clone(), Arc::clone(&self.state));
        runtime.spawn(async move {
            let result = pool.acquire().await.map_err(acquire_error);
            on_acquired(result.map(|lease| state.keep(lease)));
        });
        None
    }

    /// Gives a leased connection back, rolling back what is open on it. `is_broken`: it must not be used again.
    pub fn release(&self, id: ConnectionId, is_broken: bool) {
        let Some(lease) = lock(&self.state.leases).remove(&id) else { return };
        let is_reusable = lease.item().is_some_and(|connection| connection.reset());
        if is_broken || !is_reusable {
            lease.discard();
        } else if let Ok(runtime) = self.runtime() {
            // Idle connections are closed after a while: the pool's clock must run.
            let _entered = runtime.enter();
            self.pool.watch_idle();
        }
    }

    /// Ends all connections after what they are at; `done` is called when nothing is left open.
    pub fn close(&self, done: Box<dyn FnOnce() + Send>) {
        self.state.is_closed.store(true, Ordering::Release);
        let last = Arc::new(WhenLast(Mutex::new(Some(done))));
        for connection in self.opener.live() {
            let last = Arc::clone(&last);
            connection.close(Box::new(move || drop(last)));
        }
        lock(&self.default).take();
        lock(&self.state.leases).clear();
        self.pool.close_now();
    }

    pub fn is_closed(&self) -> bool {
        self.state.is_closed.load(Ordering::Acquire)
    }

    pub fn stats(&self) -> Stats {
        self.pool.stats()
    }

    fn runtime(&self) -> Result<&Runtime> {
        if let Some(runtime) = self.runtime.get() {
            return Ok(runtime);
        }
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sequelize")
            .enable_time()
            .build()
            .map_err(|failure| {
                Error::new(ErrorKind::Connection, format!("no thread for the pool: {failure}"))
            })?;
        Ok(self.runtime.get_or_init(|| runtime))
    }
}

impl Drop for Connections {
    fn drop(&mut self) {
        // Dropping a runtime waits for its tasks, which no thread of JavaScript may do.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl State {
    fn keep(&self, lease: Lease<Opener>) -> ConnectionId {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        lock(&self.leases).insert(id, lease);
        id
    }
}

/// Calls its function when the last owner lets go.
struct WhenLast(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Drop for WhenLast {
    fn drop(&mut self) {
        if let Some(done) = lock(&self.0).take() {
            done();
        }
    }
}

pub(crate) fn acquire_error(error: AcquireError<Error>) -> Error {
    match error {
        AcquireError::Timeout => Error::new(ErrorKind::ConnectionAcquireTimeout, "Operation timeout"),
        AcquireError::Closed => closed(),
        AcquireError::Create(error) => error,
    }
}

/// In v6's words.
pub(crate) fn closed() -> Error {
    Error::new(
        ErrorKind::Closed,
        "ConnectionManager.getConnection was called after the connection manager was closed!",
    )
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
