//! What follows the values of an INSERT: `ON CONFLICT …`, `ON DUPLICATE KEY UPDATE …`.

use sequelize_types::Result;

use super::{write_filter, write_names};
use crate::ast::write::Conflict;
use crate::{Rendering, SqlWriter};

/// With a space in front; nothing without a conflict clause.
/// # Errors
/// What the condition's values refuse.
pub fn write(w: &mut SqlWriter, conflict: Option<&Conflict>) -> Result<()> {
    match conflict {
        None => {}
        Some(Conflict::OnConflict { keys, filter, updates }) => {
            w.push(" ON CONFLICT (");
            write_names(w, keys);
            w.push(") ");
            if filter.is_some() {
                // The database matches this text with that of a partial index, so its values stay literals.
                let rendering = std::mem::replace(&mut w.rendering, Rendering::Inline);
                let written = write_filter(w, filter.as_ref());
                w.rendering = rendering;
                written?;
                w.push(" ");
            }
            if updates.is_empty() {
                w.push("DO NOTHING");
            } else {
                w.push("DO UPDATE SET ");
                write_updates(w, updates, "EXCLUDED.", "");
            }
        }
        Some(Conflict::OnDuplicateKey { updates, untouched }) => {
            w.push(" ON DUPLICATE KEY UPDATE ");
            write_updates(w, updates, "VALUES(", ")");
            write_updates(w, untouched, "", "");
        }
    }
    Ok(())
}

fn write_updates(w: &mut SqlWriter, columns: &[&str], before: &str, after: &str) {
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(column);
        w.push("=");
        w.push(before);
        w.ident(column);
        w.push(after);
    }
}

/// Before INTO: ` OR IGNORE`, ` IGNORE`.
pub fn write_ignore(w: &mut SqlWriter, is_ignoring: bool) {
    if is_ignoring {
        w.push(w.compiler.dialect().supports().inserts.ignore_duplicates);
    }
}

/// Behind the values: ` ON CONFLICT DO NOTHING`.
pub fn write_do_nothing(w: &mut SqlWriter, is_ignoring: bool) {
    if is_ignoring {
        w.push(w.compiler.dialect().supports().inserts.on_conflict_do_nothing);
    }
}
