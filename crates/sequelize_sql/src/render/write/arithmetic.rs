//! `UPDATE … SET a=a+ 1`.

use sequelize_types::Result;

use super::{returning, update, write_cell, write_filter};
use crate::SqlWriter;
use crate::ast::write::Arithmetic;

/// # Errors
/// What the values refuse.
pub fn write(w: &mut SqlWriter, statement: &Arithmetic) -> Result<()> {
    w.push("UPDATE ");
    w.table(statement.table)?;
    w.push(" SET ");
    for (index, (column, amount)) in statement.amounts.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(column);
        w.push("=");
        w.ident(column);
        w.push(statement.operator);
        w.push(" ");
        write_cell(w, amount)?;
    }
    if !statement.amounts.is_empty() && !statement.assignments.is_empty() {
        w.push(",");
    }
    update::write_assignments(w, &statement.assignments)?;
    returning::write_output(w, statement.returning.as_ref());
    if statement.filter.is_some() {
        w.push(" ");
        write_filter(w, statement.filter.as_ref())?;
    }
    returning::write_end(w, statement.returning.as_ref());
    Ok(())
}
