//! Transactions of SQLite. sqlite.org/lang_transaction.html.

use sequelize_types::{Error, Result};

use super::Sqlite;
use crate::Compiler;
use crate::dialect::transaction::{TransactionDialect, plain};
use crate::request::transaction::{Isolation, Transaction};

const KINDS: [&str; 3] = ["DEFERRED", "IMMEDIATE", "EXCLUSIVE"];

impl TransactionDialect for Sqlite {
    fn start(&self, compiler: &Compiler, transaction: &Transaction) -> Result<String> {
        if let Some(name) = &transaction.savepoint {
            return Ok(format!("SAVEPOINT {};", plain(compiler, name)));
        }
        let kind = transaction.kind.as_deref().unwrap_or("DEFERRED");
        if !KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
            return Err(Error::plain(format!("Unknown transaction type: {kind}")));
        }
        Ok(format!("BEGIN {kind} TRANSACTION;"))
    }

    fn sets_isolation_of_savepoints(&self) -> bool {
        true
    }

    fn set_isolation(&self, level: Isolation, _given: &str) -> String {
        let sql = match level {
            Isolation::RepeatableRead => {
                "-- SQLite is not able to choose the isolation level REPEATABLE READ."
            }
            Isolation::ReadUncommitted => "PRAGMA read_uncommitted = ON;",
            Isolation::ReadCommitted => "PRAGMA read_uncommitted = OFF;",
            Isolation::Serializable => "-- SQLite's default isolation level is SERIALIZABLE. Nothing to do.",
        };
        sql.to_owned()
    }
}
