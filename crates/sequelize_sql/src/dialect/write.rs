//! What differs between databases when rows are written. Defaults are standard SQL, or v6's abstract generator.

use sequelize_types::{Result, Value};

use crate::ast::write::{BulkInsert, Delete, Merge, Update};
use crate::render::write::{bulk_insert, delete, update};
use crate::request::write::Options;
use crate::{Compiler, SqlWriter, identifier};

/// How a DELETE is limited to some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteLimit {
    /// `DELETE … LIMIT 1`.
    Clause,
    /// `WHERE "id" IN (SELECT "id" … LIMIT 1)`.
    ByKey,
    /// `WHERE rowid IN (SELECT rowid … LIMIT 1)`.
    ByRow,
    /// `DELETE TOP(1)`.
    Top,
}

pub trait WriteDialect {
    fn delete_limit(&self) -> DeleteLimit {
        DeleteLimit::Clause
    }

    /// UPDATE is limited by a subquery that finds rows.
    fn limits_updates_by_row(&self) -> bool {
        false
    }

    fn write_update(&self, w: &mut SqlWriter, statement: &Update) -> Result<()> {
        update::write(w, statement)
    }

    fn write_delete(&self, w: &mut SqlWriter, statement: &Delete) -> Result<()> {
        delete::write(w, statement, self.delete_limit())
    }

    fn write_bulk_insert(&self, w: &mut SqlWriter, statement: &BulkInsert) -> Result<()> {
        bulk_insert::write(w, statement)
    }

    /// An upsert in one statement of its own; other dialects have a clause of INSERT. v6: `upsertQuery`.
    fn write_merge(&self, w: &mut SqlWriter, statement: &Merge) -> Result<()> {
        let _ = statement;
        Err(w.compiler.dialect().refuse("upsertQuery"))
    }

    /// Empties a table. v6: `truncateTableQuery`.
    fn truncate(&self, compiler: &Compiler, table: &Value, options: Options<'_>) -> Result<String> {
        let _ = options;
        let mut sql = String::from("TRUNCATE ");
        identifier::push_table(compiler, &mut sql, table)?;
        Ok(sql)
    }

    /// Whether a bulk insert is best cut into runs of one prepared statement (see `batch.rs`), whose placeholders are `?`.
    fn runs_batches(&self) -> bool {
        false
    }

    /// The most values that one statement can have bound.
    fn bind_limit(&self) -> usize {
        65_535
    }
}
