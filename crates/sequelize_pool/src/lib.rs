//! A pool of anything that is costly to open, with the contract of v6's pool. It rests on deadpool's managed pool,
//! which brings the queue and the slots; idle eviction, `min`, `maxUses` and draining are added here.

mod acquire;
mod evict;
mod lease;
mod options;
mod pool;

pub use acquire::AcquireError;
pub use lease::Lease;
pub use options::PoolOptions;
pub use pool::{Manager, Pool, Stats};

#[cfg(test)]
mod tests;
