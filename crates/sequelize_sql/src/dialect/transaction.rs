//! What differs between databases when transactions start and end. Defaults are v6's
//! `dialects/abstract/query-generator/transaction.js`.

use sequelize_types::Result;

use crate::request::transaction::{Isolation, Transaction};
use crate::{Compiler, identifier};

pub trait TransactionDialect {
    /// Starts a transaction or, inside another one, a savepoint.
    fn start(&self, compiler: &Compiler, transaction: &Transaction) -> Result<String> {
        Ok(match &transaction.savepoint {
            Some(name) => format!("SAVEPOINT {};", forced(compiler, name)),
            None => "START TRANSACTION;".to_owned(),
        })
    }

    /// Nothing for a savepoint: it ends with the transaction around it.
    fn commit(&self, transaction: &Transaction) -> Option<&'static str> {
        transaction.savepoint.is_none().then_some("COMMIT;")
    }

    fn rollback(&self, compiler: &Compiler, transaction: &Transaction) -> String {
        match &transaction.savepoint {
            Some(name) => format!("ROLLBACK TO SAVEPOINT {};", forced(compiler, name)),
            None => "ROLLBACK;".to_owned(),
        }
    }

    /// The level is set by the driver, not by a statement.
    fn ignores_isolation(&self) -> bool {
        false
    }

    /// v6's SQLite does not look whether it is inside a transaction.
    fn sets_isolation_of_savepoints(&self) -> bool {
        false
    }

    /// `given` is the level as the user wrote it.
    fn set_isolation(&self, level: Isolation, given: &str) -> String {
        let _ = level;
        format!("SET TRANSACTION ISOLATION LEVEL {given};")
    }
}

/// Savepoints are quoted even with `quoteIdentifiers: false`: their names hold dashes.
fn forced(compiler: &Compiler, name: &str) -> String {
    let mut out = String::new();
    compiler.dialect().push_identifier(&mut out, name, true);
    out
}

/// An identifier for the dialects whose quoting cannot be turned off.
pub(super) fn plain(compiler: &Compiler, name: &str) -> String {
    identifier::quote(compiler, name)
}
