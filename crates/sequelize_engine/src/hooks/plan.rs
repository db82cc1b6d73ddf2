//! The order in which the functions of an event run: those of the model (or, for its own events, of the `Sequelize`
//! instance), then those of the one record concerned, then those registered on the instance for all models. Within a
//! level: in the order of registration. Keeps the order of v6 `hooks.js runHooks`, which knows no middle level.

/// Where a function is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Level {
    Own = 0,
    Record = 1,
    Shared = 2,
}

/// Run the `index`th function of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub level: Level,
    pub index: u32,
}

/// The steps for so many functions on each level.
pub fn plan(own: u32, record: u32, shared: u32) -> Vec<Step> {
    [(Level::Own, own), (Level::Record, record), (Level::Shared, shared)]
        .into_iter()
        .flat_map(|(level, count)| (0..count).map(move |index| Step { level, index }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_comes_first_and_the_instance_of_sequelize_last() {
        let steps: Vec<_> = plan(2, 1, 1).iter().map(|step| (step.level, step.index)).collect();
        assert_eq!(steps, [(Level::Own, 0), (Level::Own, 1), (Level::Record, 0), (Level::Shared, 0)]);
        assert!(plan(0, 0, 0).is_empty());
    }
}
