//! Taking an item.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};

use deadpool::managed::PoolError;

use crate::pool::Shared;
use crate::{Lease, Manager, Pool};

/// Why no item was to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcquireError<E> {
    /// Nothing came free within `acquire`.
    Timeout,
    /// The pool drains or is closed.
    Closed,
    /// A new item could not be made.
    Create(E),
}

impl<M: Manager> Pool<M> {
    /// Takes an item, waiting at most `options.acquire`: an idle one that passes `validate`, else a new one while
    /// `size < max`, else first come first served. Needs tokio's clock.
    /// Dropped while waiting: leaves the queue, takes nothing.
    /// # Errors
    /// `Timeout` after `options.acquire`; `Closed` once draining has begun; `Create` if a new one could not be made.
    /// Keeps the contract of v6 `ConnectionManager#getConnection`.
    pub async fn acquire(&self) -> Result<Lease<M>, AcquireError<M::Error>> {
        self.refuse_if_closed()?;
        self.watch_idle();
        let _waiting = Waiting::new(&self.shared);
        match tokio::time::timeout(self.shared.options.acquire, self.inner.get()).await {
            Err(_) => Err(AcquireError::Timeout),
            Ok(Ok(object)) => Ok(Lease::new(object, &self.shared)),
            Ok(Err(error)) => Err(reason(error)),
        }
    }

    /// Takes an item if that needs no waiting of any kind.
    /// # Errors
    /// As `acquire`, without `Timeout`.
    pub fn try_acquire(&self) -> Result<Option<Lease<M>>, AcquireError<M::Error>> {
        self.refuse_if_closed()?;
        let attempt = pin!(self.inner.get());
        match attempt.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => Ok(None),
            Poll::Ready(Ok(object)) => Ok(Some(Lease::new(object, &self.shared))),
            Poll::Ready(Err(error)) => Err(reason(error)),
        }
    }

    /// Takes an idle item that may be used again. Never makes one, never waits; needs no runtime.
    /// # Errors
    /// `Closed`.
    pub fn try_idle(&self) -> Result<Option<Lease<M>>, AcquireError<M::Error>> {
        self.refuse_if_closed()?;
        let status = self.inner.status();
        if status.available == 0 || status.waiting > 0 || self.shared.waiting.load(Ordering::Acquire) > 0 {
            return Ok(None);
        }
        self.try_acquire()
    }

    fn refuse_if_closed(&self) -> Result<(), AcquireError<M::Error>> {
        if self.shared.is_closed.load(Ordering::Acquire) { Err(AcquireError::Closed) } else { Ok(()) }
    }
}

fn reason<E>(error: PoolError<E>) -> AcquireError<E> {
    match error {
        PoolError::Backend(error) => AcquireError::Create(error),
        PoolError::Timeout(_) => AcquireError::Timeout,
        // The other variants belong to deadpool features that are not used here.
        _ => AcquireError::Closed,
    }
}

/// Counts a request as waiting for as long as it lives.
struct Waiting<'a, M: Manager>(&'a Arc<Shared<M>>);

impl<'a, M: Manager> Waiting<'a, M> {
    fn new(shared: &'a Arc<Shared<M>>) -> Self {
        shared.waiting.fetch_add(1, Ordering::AcqRel);
        Self(shared)
    }
}

impl<M: Manager> Drop for Waiting<'_, M> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::AcqRel);
        self.0.changed.notify_waiters();
    }
}

impl<E: fmt::Display> fmt::Display for AcquireError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Timeout => f.write_str("Operation timeout"),
            Self::Closed => f.write_str("the pool is closed"),
            Self::Create(error) => error.fmt(f),
        }
    }
}
