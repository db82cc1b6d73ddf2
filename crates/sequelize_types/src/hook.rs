//! The 46 lifecycle events of v6, with what both sides must know about each. The order is v6's: it is the order
//! in which the registration methods appear on a class, and an event's position is its bit in the engine's set of
//! events that somebody listens to. `npm run generate` writes `facade/generated/hooks.ts` from this table.

/// One lifecycle event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hook {
    /// Name of the event, of the registration method, and of the key in the `hooks` option.
    pub name: &'static str,
    /// How many arguments a function registered for it gets.
    pub params: u8,
    /// Runs within the call that raises it; what the function returns is not looked at.
    pub is_sync: bool,
    /// Exists on `Sequelize` and its instances only: no model has a method of this name.
    pub is_sequelize_only: bool,
    /// The first argument is one model instance, so a function registered on that very instance runs too.
    pub is_on_instance: bool,
    /// A function registered for this event is registered for these as well, before the event itself. It is these
    /// that a statement raises.
    pub proxies_to: &'static [&'static str],
}

/// How many events there are; the engine keeps one bit for each in a `u64`.
pub const COUNT: usize = 46;

const fn hook(name: &'static str, params: u8) -> Hook {
    Hook { name, params, is_sync: false, is_sequelize_only: false, is_on_instance: false, proxies_to: &[] }
}

impl Hook {
    const fn sync(self) -> Hook {
        Hook { is_sync: true, ..self }
    }

    const fn sequelize_only(self) -> Hook {
        Hook { is_sequelize_only: true, ..self }
    }

    const fn on_instance(self) -> Hook {
        Hook { is_on_instance: true, ..self }
    }

    const fn proxies_to(self, proxies_to: &'static [&'static str]) -> Hook {
        Hook { proxies_to, ..self }
    }
}

/// All events.
pub const HOOKS: [Hook; COUNT] = [
    hook("beforeValidate", 2).on_instance(),
    hook("afterValidate", 2).on_instance(),
    hook("validationFailed", 3).on_instance(),
    hook("beforeCreate", 2).on_instance(),
    hook("afterCreate", 2).on_instance(),
    hook("beforeDestroy", 2).on_instance(),
    hook("afterDestroy", 2).on_instance(),
    hook("beforeRestore", 2).on_instance(),
    hook("afterRestore", 2).on_instance(),
    hook("beforeUpdate", 2).on_instance(),
    hook("afterUpdate", 2).on_instance(),
    hook("beforeSave", 2).on_instance().proxies_to(&["beforeUpdate", "beforeCreate"]),
    hook("afterSave", 2).on_instance().proxies_to(&["afterUpdate", "afterCreate"]),
    hook("beforeUpsert", 2),
    hook("afterUpsert", 2),
    hook("beforeBulkCreate", 2),
    hook("afterBulkCreate", 2),
    hook("beforeBulkDestroy", 1),
    hook("afterBulkDestroy", 1),
    hook("beforeBulkRestore", 1),
    hook("afterBulkRestore", 1),
    hook("beforeBulkUpdate", 1),
    hook("afterBulkUpdate", 1),
    hook("beforeFind", 1),
    hook("beforeFindAfterExpandIncludeAll", 1),
    hook("beforeFindAfterOptions", 1),
    hook("afterFind", 2),
    hook("beforeCount", 1),
    hook("beforeDefine", 2).sync().sequelize_only(),
    hook("afterDefine", 1).sync().sequelize_only(),
    hook("beforeInit", 2).sync().sequelize_only(),
    hook("afterInit", 1).sync().sequelize_only(),
    hook("beforeAssociate", 2).sync(),
    hook("afterAssociate", 2).sync(),
    hook("beforeConnect", 1).sequelize_only(),
    hook("afterConnect", 2).sequelize_only(),
    hook("beforeDisconnect", 1).sequelize_only(),
    hook("afterDisconnect", 1).sequelize_only(),
    hook("beforePoolAcquire", 1).sequelize_only(),
    hook("afterPoolAcquire", 2).sequelize_only(),
    hook("beforeSync", 1),
    hook("afterSync", 1),
    hook("beforeBulkSync", 1),
    hook("afterBulkSync", 1),
    hook("beforeQuery", 2),
    hook("afterQuery", 2),
];

/// The event of that name and its position in [`HOOKS`].
pub fn from_name(name: &str) -> Option<(usize, &'static Hook)> {
    HOOKS.iter().enumerate().find(|(_, hook)| hook.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_fit_the_bit_set() {
        for (position, hook) in HOOKS.iter().enumerate() {
            assert_eq!(from_name(hook.name), Some((position, hook)));
        }
        const { assert!(COUNT <= 64) };
        assert_eq!(from_name("beforeEverything"), None);
    }

    #[test]
    fn a_proxy_stands_for_events_that_are_not_proxies_themselves() {
        for target in HOOKS.iter().flat_map(|hook| hook.proxies_to) {
            assert!(from_name(target).is_some_and(|(_, hook)| hook.proxies_to.is_empty()), "{target}");
        }
    }

    #[test]
    fn six_events_are_synchronous_and_ten_belong_to_sequelize() {
        assert_eq!(HOOKS.iter().filter(|hook| hook.is_sync).count(), 6);
        assert_eq!(HOOKS.iter().filter(|hook| hook.is_sequelize_only).count(), 10);
    }
}
