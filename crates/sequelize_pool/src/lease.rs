//! An item taken from the pool. It gives itself back on drop.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use deadpool::managed::Object;
use tokio::time::Instant;

use crate::Manager;
use crate::pool::{Adapter, Shared};

pub struct Lease<M: Manager> {
    /// `None` only while it is dropped.
    object: Option<Object<Adapter<M>>>,
    shared: Arc<Shared<M>>,
}

impl<M: Manager> Lease<M> {
    pub(crate) fn new(mut object: Object<Adapter<M>>, shared: &Arc<Shared<M>>) -> Self {
        object.uses += 1;
        shared.using.fetch_add(1, Ordering::AcqRel);
        Self { object: Some(object), shared: Arc::clone(shared) }
    }

    /// Takes the item out of the pool for good: it must not serve anybody else.
    pub fn discard(mut self) {
        if let Some(object) = self.object.take() {
            drop(Object::take(object));
        }
    }

    /// The item; `None` never outlives `drop`.
    pub fn item(&self) -> Option<&M::Item> {
        self.object.as_ref().and_then(|object| object.item.as_ref())
    }
}

impl<M: Manager> Drop for Lease<M> {
    fn drop(&mut self) {
        self.shared.using.fetch_sub(1, Ordering::AcqRel);
        if let Some(mut object) = self.object.take() {
            object.idle_since = Instant::now();
        }
        self.shared.changed.notify_waiters();
    }
}
