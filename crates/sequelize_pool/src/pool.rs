//! The pool itself: what it holds and what it tells of itself.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use deadpool::managed::{self, Metrics, RecycleError, RecycleResult};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::PoolOptions;

/// Makes items and judges them.
pub trait Manager: Send + Sync + 'static {
    type Item: Send + 'static;
    type Error: Send + 'static;

    /// Making one that takes time begins it after its first `await`: `Pool::try_idle` drops what is not there at once.
    fn create(&self) -> impl Future<Output = Result<Self::Item, Self::Error>> + Send;

    /// Whether an idle item may be handed out again. One that may not is discarded.
    fn validate(&self, _item: &mut Self::Item) -> bool {
        true
    }

    /// Takes leave of an item: it was evicted, found broken, used up, or the pool is closed.
    fn discard(&self, item: Self::Item);
}

/// Figures of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stats {
    pub size: usize,
    pub available: usize,
    pub using: usize,
    pub waiting: usize,
}

pub struct Pool<M: Manager> {
    pub(crate) inner: managed::Pool<Adapter<M>>,
    pub(crate) shared: Arc<Shared<M>>,
    pub(crate) is_evicting: Arc<AtomicBool>,
}

pub(crate) struct Shared<M> {
    pub manager: M,
    pub options: PoolOptions,
    pub is_closed: AtomicBool,
    /// Rings whenever an item comes back or goes away, or a wait ends.
    pub changed: Notify,
    pub using: AtomicUsize,
    pub waiting: AtomicUsize,
}

impl<M: Manager> Pool<M> {
    /// # Errors
    /// Never in practice: deadpool refuses time-outs without a runtime, and is given none.
    pub fn new(manager: M, options: PoolOptions) -> Result<Self, managed::BuildError> {
        let max = options.max.max(1);
        let shared = Arc::new(Shared {
            manager,
            options,
            is_closed: AtomicBool::new(false),
            changed: Notify::new(),
            using: AtomicUsize::new(0),
            waiting: AtomicUsize::new(0),
        });
        // v6's pool hands out what came back last, so that a burst's surplus can be evicted.
        let inner = managed::Pool::builder(Adapter { shared: Arc::clone(&shared) })
            .max_size(max)
            .queue_mode(managed::QueueMode::Lifo)
            .build()?;
        Ok(Self { inner, shared, is_evicting: Arc::new(AtomicBool::new(false)) })
    }

    pub fn stats(&self) -> Stats {
        let size = self.inner.status().size;
        let using = self.shared.using.load(Ordering::Acquire).min(size);
        Stats { size, using, available: size - using, waiting: self.shared.waiting.load(Ordering::Acquire) }
    }

    /// Takes no new request, waits until all items are back and nobody waits for one, then discards them.
    /// Dropped half-way: new requests stay refused, nothing is discarded.
    /// Keeps the contract of v6's `pool.drain()` followed by `pool.destroyAllNow()`.
    pub async fn drain(&self) {
        self.shared.is_closed.store(true, Ordering::Release);
        loop {
            let changed = self.shared.changed.notified();
            let stats = self.stats();
            if stats.using == 0 && stats.waiting == 0 {
                break;
            }
            changed.await;
        }
        self.inner.close();
    }

    pub fn manager(&self) -> &M {
        &self.shared.manager
    }

    /// Discards the idle items that answer to `is_meant`.
    pub fn evict(&self, is_meant: impl Fn(&M::Item) -> bool) {
        let result = self.inner.retain(|slot, _| !slot.item.as_ref().is_some_and(&is_meant));
        drop(result.removed);
    }

    pub fn options(&self) -> &PoolOptions {
        &self.shared.options
    }

    /// Refuses new and waiting requests and discards idle items; those in use are discarded when they come back.
    pub fn close_now(&self) {
        self.shared.is_closed.store(true, Ordering::Release);
        self.inner.close();
    }
}

impl<M: Manager> Clone for Pool<M> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            shared: Arc::clone(&self.shared),
            is_evicting: Arc::clone(&self.is_evicting),
        }
    }
}

/// An item with what decides about its future.
pub(crate) struct Slot<M: Manager> {
    /// `None` only while it is dropped.
    pub item: Option<M::Item>,
    pub uses: usize,
    pub idle_since: Instant,
    shared: Arc<Shared<M>>,
}

impl<M: Manager> Drop for Slot<M> {
    fn drop(&mut self) {
        if let Some(item) = self.item.take() {
            self.shared.manager.discard(item);
        }
        self.shared.changed.notify_waiters();
    }
}

/// Our manager as deadpool wants it.
pub(crate) struct Adapter<M: Manager> {
    shared: Arc<Shared<M>>,
}

impl<M: Manager> managed::Manager for Adapter<M> {
    type Type = Slot<M>;
    type Error = M::Error;

    async fn create(&self) -> Result<Slot<M>, M::Error> {
        let item = self.shared.manager.create().await?;
        Ok(Slot { item: Some(item), uses: 0, idle_since: Instant::now(), shared: Arc::clone(&self.shared) })
    }

    async fn recycle(&self, slot: &mut Slot<M>, _: &Metrics) -> RecycleResult<M::Error> {
        let is_used_up = self.shared.options.max_uses.is_some_and(|max| slot.uses >= max);
        let is_valid = slot.item.as_mut().is_some_and(|item| self.shared.manager.validate(item));
        if is_used_up || !is_valid {
            return Err(RecycleError::message("not to be used again"));
        }
        Ok(())
    }
}
