//! Writing rows. sqlite.org/lang_delete.html, lang_update.html.

use sequelize_types::{Result, Value};

use super::Sqlite;
use crate::ast::write::Update;
use crate::dialect::{DeleteLimit, WriteDialect};
use crate::render::expr;
use crate::render::write::{update, write_filter};
use crate::request::write::Options;
use crate::{Compiler, SqlWriter, identifier};

impl WriteDialect for Sqlite {
    fn delete_limit(&self) -> DeleteLimit {
        DeleteLimit::ByRow
    }

    fn limits_updates_by_row(&self) -> bool {
        true
    }

    fn write_update(&self, w: &mut SqlWriter, statement: &Update) -> Result<()> {
        w.push("UPDATE ");
        w.table(statement.table)?;
        w.push(" SET ");
        update::write_assignments(w, &statement.assignments)?;
        w.push(" ");
        let Some(limit) = &statement.limit else { return write_filter(w, statement.filter.as_ref()) };
        w.push("WHERE rowid IN (SELECT rowid FROM ");
        w.table(statement.table)?;
        w.push(" ");
        write_filter(w, statement.filter.as_ref())?;
        w.push(" LIMIT ");
        expr::write(w, limit)?;
        w.push(")");
        Ok(())
    }

    /// There is no TRUNCATE; counters of AUTOINCREMENT live in a table of their own.
    fn truncate(&self, compiler: &Compiler, table: &Value, options: Options<'_>) -> Result<String> {
        let mut quoted = String::new();
        identifier::push_table(compiler, &mut quoted, table)?;
        if !options.is_on("restartIdentity") {
            return Ok(format!("DELETE FROM {quoted}"));
        }
        let name: String = quoted.chars().filter(|character| !matches!(character, '`' | '\'')).collect();
        Ok(format!("DELETE FROM {quoted}; DELETE FROM `sqlite_sequence` WHERE `name` = '{name}';"))
    }

    fn runs_batches(&self) -> bool {
        true
    }

    /// SQLITE_MAX_VARIABLE_NUMBER since 3.32.
    fn bind_limit(&self) -> usize {
        32_766
    }
}
