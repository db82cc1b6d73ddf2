//! INSERT of one row.

use sequelize_types::Result;

use super::{conflict, returning, write_cell, write_names};
use crate::ast::write::Insert;
use crate::dialect::{mssql, postgres};
use crate::{SqlWriter, identifier};

/// # Errors
/// What the values' types refuse.
pub fn write(w: &mut SqlWriter, insert: &Insert) -> Result<()> {
    if insert.has_identity {
        mssql::write::write_identity_insert(w, insert.table, "ON; ")?;
    }
    if insert.is_catching && !insert.columns.is_empty() {
        write_catching(w, insert)?;
    } else {
        write_statement(w, insert)?;
        if !insert.is_catching {
            returning::write_end(w, insert.returning.as_ref());
        }
    }
    w.push(";");
    if insert.has_identity {
        w.push(" ");
        mssql::write::write_identity_insert(w, insert.table, "OFF;")?;
    }
    Ok(())
}

fn write_statement(w: &mut SqlWriter, insert: &Insert) -> Result<()> {
    let supports = w.compiler.dialect().supports();
    returning::write_declaration(w, insert.returning.as_ref());
    w.push("INSERT");
    conflict::write_ignore(w, insert.is_ignoring_duplicates);
    w.push(" INTO ");
    w.table(insert.table)?;
    if !insert.columns.is_empty() {
        w.push(" (");
        write_names(w, &insert.columns);
        w.push(")");
    }
    returning::write_output(w, insert.returning.as_ref());
    if !insert.columns.is_empty() {
        w.push(" VALUES (");
        for (index, cell) in insert.cells.iter().enumerate() {
            if index > 0 {
                w.push(",");
            }
            write_cell(w, cell)?;
        }
        w.push(")");
    }
    conflict::write(w, insert.conflict.as_ref())?;
    conflict::write_do_nothing(w, insert.is_ignoring_duplicates);
    if insert.columns.is_empty() {
        w.push(match (supports.default_values, supports.empty_values) {
            (true, _) => " DEFAULT VALUES",
            (false, true) => " VALUES ()",
            (false, false) => "",
        });
    }
    Ok(())
}

fn write_catching(w: &mut SqlWriter, insert: &Insert) -> Result<()> {
    let start = w.text().len();
    write_statement(w, insert)?;
    let statement = w.text_mut().split_off(start);
    let columns = insert.returning.iter().flat_map(|returning| &returning.columns);
    let columns: Vec<String> = columns.map(|column| identifier::quote(w.compiler, column)).collect();
    let text = postgres::write::catching(w.compiler, insert.table, &statement, &columns)?;
    w.push(&text);
    Ok(())
}
