//! The plan of a hook event for JavaScript, which runs it: see `sequelize_engine::hooks`.

use napi_derive::napi;
use sequelize_engine::hooks;

/// Two numbers per step: the level and the index. `counts` are those of functions per level.
#[napi]
pub fn hook_plan(own: u32, record: u32, shared: u32) -> Vec<u32> {
    // Nobody registers so many; a plan of that size would only take memory.
    let bounded = |count: u32| count.min(1 << 20);
    hooks::plan(bounded(own), bounded(record), bounded(shared))
        .into_iter()
        .flat_map(|step| [step.level as u32, step.index])
        .collect()
}
