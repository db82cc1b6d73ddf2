//! What a transaction statement depends on.

use sequelize_types::{Error, Result, Value};

use super::schema::args::Args;
use super::text;

/// `{parent, name, options: {type}}` of v6's `Transaction`.
pub struct Transaction {
    /// The name of the savepoint that a nested transaction is.
    pub savepoint: Option<String>,
    /// SQLite: `DEFERRED`, `IMMEDIATE` or `EXCLUSIVE`.
    pub kind: Option<String>,
}

impl Transaction {
    pub fn of(args: Args<'_>) -> Result<Self> {
        let is_nested = args.option(0, "parent").is_some_and(Value::is_truthy);
        let name = args.option(0, "name").unwrap_or(&Value::Undefined);
        let savepoint = if is_nested { Some(crate::identifier::expect_text(name)?) } else { None };
        let kind = text::truthy(args.option(0, "options").and_then(|options| options.get("type")));
        Ok(Self { savepoint, kind })
    }
}

/// The four isolation levels of standard SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Isolation {
    ReadUncommitted,
    ReadCommitted,
    RepeatableRead,
    Serializable,
}

impl Isolation {
    const ALL: [(&'static str, Isolation); 4] = [
        ("READ UNCOMMITTED", Isolation::ReadUncommitted),
        ("READ COMMITTED", Isolation::ReadCommitted),
        ("REPEATABLE READ", Isolation::RepeatableRead),
        ("SERIALIZABLE", Isolation::Serializable),
    ];

    /// The level and the text as it was given: it may be in lower case.
    /// # Errors
    /// `Plain` for anything but the four. v6 writes any text into the statement.
    pub fn of(value: &Value) -> Result<(Isolation, String)> {
        let given = text::of(value);
        let found = Self::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(&given));
        match found {
            Some((_, level)) => Ok((*level, given)),
            None => Err(Error::plain(format!("Unknown isolation level: {given}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_four_levels_are_levels() {
        assert!(Isolation::of(&Value::from("repeatable read")).is_ok());
        let injected = Isolation::of(&Value::from("SERIALIZABLE; select 1"));
        assert_eq!(injected.unwrap_err().message, "Unknown isolation level: SERIALIZABLE; select 1");
    }
}
