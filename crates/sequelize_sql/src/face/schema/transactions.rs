//! The statements of a transaction's life.

use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::request::schema::args::Args;
use crate::request::transaction::{Isolation, Transaction};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let dialect = compiler.dialect();
    let sql = match method {
        "startTransactionQuery" => {
            Transaction::of(args).and_then(|transaction| dialect.start(compiler, &transaction)).map(Some)
        }
        "commitTransactionQuery" => {
            Transaction::of(args).map(|transaction| dialect.commit(&transaction).map(str::to_owned))
        }
        "rollbackTransactionQuery" => {
            Transaction::of(args).map(|transaction| Some(dialect.rollback(compiler, &transaction)))
        }
        "setIsolationLevelQuery" => set_isolation(compiler, args),
        "authTestQuery" => Ok(Some("SELECT 1+1 AS result".to_owned())),
        _ => return None,
    };
    Some(sql.map(|sql| sql.map_or(Value::Undefined, Value::Text)))
}

/// Nothing inside another transaction: a savepoint has no level of its own.
fn set_isolation(compiler: &Compiler, args: Args<'_>) -> Result<Option<String>> {
    let is_nested = args.option(1, "parent").is_some_and(Value::is_truthy);
    let dialect = compiler.dialect();
    if dialect.ignores_isolation() || (is_nested && !dialect.sets_isolation_of_savepoints()) {
        return Ok(None);
    }
    let (level, text) = Isolation::of(args.get(0))?;
    Ok(Some(dialect.set_isolation(level, &text)))
}
