//! How a pool gets and loses connections: it asks the host, which runs the user's hooks.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use sequelize_pool::Manager;
use sequelize_types::{Error, Result};
use tokio::sync::oneshot;

use super::State;
use crate::ConnectionId;
use crate::connections::{closed, lock};
use crate::host::Role;

pub(crate) struct ServerManager {
    pub role: Role,
    pub state: Arc<State>,
}

impl Manager for ServerManager {
    type Item = ConnectionId;
    type Error = Error;

    async fn create(&self) -> Result<ConnectionId> {
        // See `Manager::create`.
        tokio::task::yield_now().await;
        let wish = self.state.last_wish.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.state.wishes).insert(wish, sender);
        let _wish = Wish { number: wish, state: &self.state };
        self.state.host.connect(wish, self.role);
        receiver.await.unwrap_or_else(|_| Err(closed()))
    }

    fn validate(&self, id: &mut ConnectionId) -> bool {
        lock(&self.state.connections).get(id).is_some_and(|connection| connection.is_open())
    }

    fn discard(&self, id: ConnectionId) {
        self.state.host.disconnect(id);
    }
}

/// Forgets a wish when nobody waits for it any more.
struct Wish<'a> {
    number: u32,
    state: &'a State,
}

impl Drop for Wish<'_> {
    fn drop(&mut self) {
        lock(&self.state.wishes).remove(&self.number);
    }
}
