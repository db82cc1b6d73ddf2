//! DELETE.

use sequelize_types::Result;

use super::write_filter;
use crate::SqlWriter;
use crate::ast::Expr;
use crate::ast::write::Delete;
use crate::dialect::DeleteLimit;
use crate::render::expr;

/// # Errors
/// What the condition's values refuse.
pub fn write(w: &mut SqlWriter, delete: &Delete, style: DeleteLimit) -> Result<()> {
    w.push("DELETE ");
    let limit = delete.limit.as_ref();
    if let (DeleteLimit::Top, Some(limit)) = (style, limit) {
        w.push("TOP(");
        expr::write(w, limit)?;
        w.push(") ");
    }
    w.push("FROM ");
    w.table(delete.table)?;
    match (style, limit) {
        (DeleteLimit::ByKey, Some(limit)) => write_by_key(w, delete, limit),
        (DeleteLimit::ByRow, Some(limit)) => {
            w.push(" WHERE rowid IN (SELECT rowid FROM ");
            w.table(delete.table)?;
            w.push(" ");
            write_filter(w, delete.filter.as_ref())?;
            write_limit(w, limit)?;
            w.push(")");
            Ok(())
        }
        (DeleteLimit::Clause, Some(limit)) => {
            write_spaced_filter(w, delete.filter.as_ref())?;
            write_limit(w, limit)
        }
        // v6: SQLite's statement keeps the space where a condition would stand.
        (DeleteLimit::ByRow, None) => {
            w.push(" ");
            write_filter(w, delete.filter.as_ref())
        }
        _ => write_spaced_filter(w, delete.filter.as_ref()),
    }
}

fn write_by_key(w: &mut SqlWriter, delete: &Delete, limit: &Expr) -> Result<()> {
    w.push(" WHERE ");
    if delete.keys.len() > 1 {
        w.push("(");
    }
    super::write_names(w, &delete.keys);
    if delete.keys.len() > 1 {
        w.push(")");
    }
    w.push(" IN (SELECT ");
    super::write_names(w, &delete.keys);
    w.push(" FROM ");
    w.table(delete.table)?;
    write_spaced_filter(w, delete.filter.as_ref())?;
    write_limit(w, limit)?;
    w.push(")");
    Ok(())
}

fn write_spaced_filter(w: &mut SqlWriter, filter: Option<&Expr>) -> Result<()> {
    let start = w.text().len();
    w.push(" ");
    write_filter(w, filter)?;
    if w.text().len() == start + 1 {
        w.text_mut().truncate(start);
    }
    Ok(())
}

fn write_limit(w: &mut SqlWriter, limit: &Expr) -> Result<()> {
    w.push(" LIMIT ");
    expr::write(w, limit)
}
