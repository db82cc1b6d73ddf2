//! UPDATE.

use sequelize_types::Result;

use super::{returning, write_cell, write_filter};
use crate::SqlWriter;
use crate::ast::write::{Cell, Update};
use crate::dialect::DeleteLimit;
use crate::render::expr;

/// # Errors
/// What the values' types refuse.
pub fn write(w: &mut SqlWriter, update: &Update) -> Result<()> {
    let has_top = w.compiler.dialect().delete_limit() == DeleteLimit::Top;
    let (top, limit) = if has_top { (update.limit.as_ref(), None) } else { (None, update.limit.as_ref()) };
    returning::write_declaration(w, update.returning.as_ref());
    w.push("UPDATE ");
    if let Some(top) = top {
        w.push("TOP(");
        expr::write(w, top)?;
        w.push(") ");
    }
    w.table(update.table)?;
    w.push(" SET ");
    write_assignments(w, &update.assignments)?;
    returning::write_output(w, update.returning.as_ref());
    w.push(" ");
    write_filter(w, update.filter.as_ref())?;
    if let Some(limit) = limit {
        w.push(" LIMIT ");
        expr::write(w, limit)?;
        w.push(" ");
    }
    returning::write_end(w, update.returning.as_ref());
    let length = w.text().trim_end().len();
    w.text_mut().truncate(length);
    Ok(())
}

/// `a=$1,b=$2`.
pub fn write_assignments(w: &mut SqlWriter, assignments: &[(&str, Cell)]) -> Result<()> {
    for (index, (column, cell)) in assignments.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(column);
        w.push("=");
        write_cell(w, cell)?;
    }
    Ok(())
}
