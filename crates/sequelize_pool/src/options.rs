//! v6's `pool` options.

use std::time::Duration;

#[derive(Debug, Clone, PartialEq)]
pub struct PoolOptions {
    /// Never more items than this, in use or idle; at least 1.
    pub max: usize,
    /// Eviction leaves that many.
    pub min: usize,
    /// The longest wait for an item, the making of a new one included.
    pub acquire: Duration,
    /// An item idle for longer may be evicted.
    pub idle: Duration,
    /// How often idle items are looked at.
    pub evict: Duration,
    /// An item is not handed out more often than this.
    pub max_uses: Option<usize>,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self {
            max: 5,
            min: 0,
            acquire: Duration::from_secs(60),
            idle: Duration::from_secs(10),
            evict: Duration::from_secs(1),
            max_uses: None,
        }
    }
}
