//! Transactions of SQL Server. Transact-SQL reference, "Transactions".

use sequelize_types::Result;

use super::Mssql;
use crate::Compiler;
use crate::dialect::transaction::{TransactionDialect, plain};
use crate::request::transaction::Transaction;

impl TransactionDialect for Mssql {
    fn start(&self, compiler: &Compiler, transaction: &Transaction) -> Result<String> {
        Ok(match &transaction.savepoint {
            Some(name) => format!("SAVE TRANSACTION {};", plain(compiler, name)),
            None => "BEGIN TRANSACTION;".to_owned(),
        })
    }

    fn commit(&self, transaction: &Transaction) -> Option<&'static str> {
        transaction.savepoint.is_none().then_some("COMMIT TRANSACTION;")
    }

    fn rollback(&self, compiler: &Compiler, transaction: &Transaction) -> String {
        match &transaction.savepoint {
            Some(name) => format!("ROLLBACK TRANSACTION {};", plain(compiler, name)),
            None => "ROLLBACK TRANSACTION;".to_owned(),
        }
    }

    fn ignores_isolation(&self) -> bool {
        true
    }
}
