//! Idle items leave, `min` of them stay.

use std::sync::atomic::Ordering;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::{Manager, Pool};

impl<M: Manager> Pool<M> {
    /// Looks at idle items every `options.evict`, until there are none to look at. `acquire` starts it; who takes
    /// items with `try_acquire` only calls it within a tokio runtime. Does nothing if it runs already.
    pub fn watch_idle(&self) {
        if self.is_evicting.swap(true, Ordering::AcqRel) {
            return;
        }
        let weak = self.inner.weak();
        let shared = std::sync::Arc::clone(&self.shared);
        let is_evicting = std::sync::Arc::clone(&self.is_evicting);
        let period = shared.options.evict.max(std::time::Duration::from_millis(1));
        tokio::spawn(async move {
            let mut ticks = interval_at(Instant::now() + period, period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                let Some(inner) = weak.upgrade() else { break };
                let mut surplus = inner.status().size.saturating_sub(shared.options.min);
                let idle = shared.options.idle;
                let kept = inner.retain(|slot, _| {
                    let stays = surplus == 0 || slot.idle_since.elapsed() <= idle;
                    surplus -= usize::from(!stays);
                    stays
                });
                drop(kept.removed);
                if inner.is_closed() || inner.status().size <= shared.options.min {
                    break;
                }
            }
            is_evicting.store(false, Ordering::Release);
        });
    }
}
