//! Writing rows, and the function that catches the violation of a unique index.

use std::hash::{BuildHasher, Hasher, RandomState};

use sequelize_types::{Result, Value};

use super::Postgres;
use crate::dialect::{DeleteLimit, WriteDialect};
use crate::request::write::Options;
use crate::{Compiler, identifier};

impl WriteDialect for Postgres {
    fn delete_limit(&self) -> DeleteLimit {
        DeleteLimit::ByKey
    }

    fn truncate(&self, compiler: &Compiler, table: &Value, options: Options<'_>) -> Result<String> {
        let mut sql = String::from("TRUNCATE ");
        identifier::push_table(compiler, &mut sql, table)?;
        if options.is_on("restartIdentity") {
            sql.push_str(" RESTART IDENTITY");
        }
        if options.is_on("cascade") {
            sql.push_str(" CASCADE");
        }
        Ok(sql)
    }
}

/// An INSERT inside a function of this session that answers the new row, or the detail of the violated unique index.
/// A failed statement would end the transaction around it; one caught inside a function does not.
pub(crate) fn catching(
    compiler: &Compiler,
    table: &Value,
    insert: &str,
    columns: &[String],
) -> Result<String> {
    let mut quoted = String::new();
    identifier::push_table(compiler, &mut quoted, table)?;
    let delimiter = delimiter(insert);
    let columns = if columns.is_empty() { "*".to_owned() } else { columns.join(", (testfunc.response).") };
    Ok(format!(
        "CREATE OR REPLACE FUNCTION pg_temp.testfunc(OUT response {quoted}, OUT sequelize_caught_exception text) \
         RETURNS RECORD AS {delimiter} BEGIN {insert} RETURNING * INTO response; EXCEPTION WHEN unique_violation THEN \
         GET STACKED DIAGNOSTICS sequelize_caught_exception = PG_EXCEPTION_DETAIL; END {delimiter} LANGUAGE plpgsql; \
         SELECT (testfunc.response).{columns}, testfunc.sequelize_caught_exception FROM pg_temp.testfunc(); \
         DROP FUNCTION IF EXISTS pg_temp.testfunc()"
    ))
}

/// A dollar quote that cannot be guessed by who wrote the values inside.
fn delimiter(body: &str) -> String {
    loop {
        let random = || RandomState::new().build_hasher().finish();
        let delimiter = format!("$func_{:016x}{:016x}$", random(), random());
        if !body.contains(&delimiter) {
            return delimiter;
        }
    }
}
