//! Writing rows: OUTPUT instead of RETURNING, TOP instead of LIMIT, identity columns that must be unlocked to take a
//! value, MERGE for upserts. Transact-SQL reference: INSERT, UPDATE, DELETE, MERGE, SET IDENTITY_INSERT.

use sequelize_types::{Result, Value};

use super::Mssql;
use crate::ast::write::{BulkInsert, Delete, Merge};
use crate::dialect::{DeleteLimit, WriteDialect};
use crate::render::write::{bulk_insert, delete, returning, write_cell};
use crate::request::write::Options;
use crate::{Compiler, SqlWriter, identifier};

/// v6 starts a new statement when one has about this many values.
const VALUES_PER_STATEMENT: usize = 250;

impl WriteDialect for Mssql {
    fn delete_limit(&self) -> DeleteLimit {
        DeleteLimit::Top
    }

    fn write_delete(&self, w: &mut SqlWriter, statement: &Delete) -> Result<()> {
        delete::write(w, statement, self.delete_limit())?;
        w.push("; SELECT @@ROWCOUNT AS AFFECTEDROWS;");
        Ok(())
    }

    /// Several statements in one text: rows in batches, each batch with the rows of nothing but defaults in front.
    fn write_bulk_insert(&self, w: &mut SqlWriter, insert: &BulkInsert) -> Result<()> {
        let batch = VALUES_PER_STATEMENT / (insert.columns.len() + 1) + 1;
        let tuples: &[Value] = if insert.columns.is_empty() { &[] } else { insert.rows };
        let count = tuples.len().div_ceil(batch).max(1);
        for index in 0..count {
            if index > 0 {
                w.push(";");
            }
            let rows = &tuples[index * batch..tuples.len().min((index + 1) * batch)];
            if insert.has_identity {
                write_identity_insert(w, insert.table, "ON; ")?;
            }
            write_batch(w, insert, rows)?;
            if insert.has_identity {
                w.push("; ");
                write_identity_insert(w, insert.table, "OFF;")?;
            }
        }
        Ok(())
    }

    fn write_merge(&self, w: &mut SqlWriter, statement: &Merge) -> Result<()> {
        write_merge(w, statement)
    }

    fn truncate(&self, compiler: &Compiler, table: &Value, _options: Options<'_>) -> Result<String> {
        let mut sql = String::from("TRUNCATE TABLE ");
        identifier::push_table(compiler, &mut sql, table)?;
        Ok(sql)
    }

    fn bind_limit(&self) -> usize {
        2_100
    }
}

fn write_batch(w: &mut SqlWriter, insert: &BulkInsert, rows: &[Value]) -> Result<()> {
    for index in 0..insert.default_rows {
        if index > 0 {
            w.push(";");
        }
        w.push("INSERT INTO ");
        w.table(insert.table)?;
        returning::write_output(w, insert.returning.as_ref());
        w.push(" DEFAULT VALUES");
    }
    if insert.columns.is_empty() {
        return Ok(());
    }
    if insert.default_rows > 0 {
        w.push(";");
    }
    w.push("INSERT INTO ");
    w.table(insert.table)?;
    w.push(" (");
    bulk_insert::write_columns(w, &insert.columns);
    w.push(")");
    returning::write_output(w, insert.returning.as_ref());
    w.push(" VALUES ");
    bulk_insert::write_rows(w, insert, rows, false)?;
    w.push(";");
    Ok(())
}

pub(crate) fn write_identity_insert(w: &mut SqlWriter, table: &Value, state: &str) -> Result<()> {
    w.push("SET IDENTITY_INSERT ");
    w.table(table)?;
    w.push(" ");
    w.push(state);
    Ok(())
}

/// v6: `upsertQuery`.
fn write_merge(w: &mut SqlWriter, merge: &Merge) -> Result<()> {
    let alias = |suffix: &str| -> Result<String> {
        let name = match merge.table {
            Value::Text(name) => name.clone(),
            table => identifier::quote_table(w.compiler, table, &Value::Undefined)?,
        };
        Ok(identifier::quote(w.compiler, &format!("{name}{suffix}")))
    };
    let (target, source) = (alias("_target")?, alias("_source")?);
    if merge.has_identity {
        write_identity_insert(w, merge.table, "ON; ")?;
    }
    w.push("MERGE INTO ");
    w.table(merge.table)?;
    w.push(" WITH(HOLDLOCK) AS ");
    w.push(&target);
    w.push(" USING (VALUES(");
    write_cells(w, merge)?;
    w.push(")) AS ");
    w.push(&source);
    w.push("(");
    write_columns(w, &merge.columns);
    w.push(") ON ");
    for (index, key) in merge.keys.iter().enumerate() {
        w.push(if index > 0 { " AND " } else { "" });
        write_member(w, &target, key);
        w.push(" = ");
        write_member(w, &source, key);
    }
    w.push(" ");
    write_updates(w, merge, &target)?;
    w.push(" WHEN NOT MATCHED THEN INSERT (");
    write_columns(w, &merge.columns);
    w.push(") VALUES(");
    write_cells(w, merge)?;
    w.push(") OUTPUT $action, INSERTED.*;");
    if merge.has_identity {
        w.push(" ");
        write_identity_insert(w, merge.table, "OFF;")?;
    }
    Ok(())
}

fn write_updates(w: &mut SqlWriter, merge: &Merge, target: &str) -> Result<()> {
    for (index, (column, cell)) in merge.updates.iter().enumerate() {
        w.push(if index > 0 { ", " } else { "WHEN MATCHED THEN UPDATE SET " });
        write_member(w, target, column);
        w.push(" = ");
        write_cell(w, cell)?;
    }
    Ok(())
}

fn write_member(w: &mut SqlWriter, table: &str, column: &str) {
    w.push(table);
    w.push(".");
    w.ident(column);
}

fn write_columns(w: &mut SqlWriter, columns: &[&str]) {
    for (index, column) in columns.iter().enumerate() {
        w.push(if index > 0 { ", " } else { "" });
        w.ident(column);
    }
}

fn write_cells(w: &mut SqlWriter, merge: &Merge) -> Result<()> {
    for (index, cell) in merge.cells.iter().enumerate() {
        w.push(if index > 0 { ", " } else { "" });
        write_cell(w, cell)?;
    }
    Ok(())
}
