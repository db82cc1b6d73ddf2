//! What the engine asks of whoever holds the user's functions. Hooks such as `beforeConnect` may change how a
//! connection is made and may take their time, so opening and closing connections to servers begins and ends there.

use crate::ConnectionId;

/// Which servers will do: with replication there is a pool for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Write,
    Read,
}

pub trait Host: Send + Sync {
    /// A pool wants a connection. It is opened with `Engine::open` and handed over with `Engine::connected`, or
    /// `Engine::refused`; the number names the wish.
    fn connect(&self, wish: u32, role: Role);

    /// A pool has done with a connection; `Engine::disconnect` closes it.
    fn disconnect(&self, connection: ConnectionId);
}

/// For engines that open no connections to servers.
pub struct NoHost;

impl Host for NoHost {
    fn connect(&self, _: u32, _: Role) {}
    fn disconnect(&self, _: ConnectionId) {}
}
