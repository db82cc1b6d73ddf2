//! INSERT, UPDATE and DELETE as text.

pub mod arithmetic;
pub mod bulk_insert;
pub mod conflict;
pub mod delete;
pub mod insert;
pub mod returning;
pub mod update;

use sequelize_types::{Attribute, Error, ErrorKind, Result};

use super::expr;
use crate::SqlWriter;
use crate::ast::{Expr, write::Cell};

/// # Errors
/// What the value's type refuses; a failed validation names the attribute.
pub fn write_cell(w: &mut SqlWriter, cell: &Cell) -> Result<()> {
    match cell {
        Cell::Default => w.push("DEFAULT"),
        Cell::Null => w.push("NULL"),
        Cell::Param(value, attribute) => {
            let data_type = attribute.and_then(|attribute| attribute.data_type.as_ref());
            w.param(value, data_type).map_err(|error| of_attribute(error, *attribute))?;
        }
        Cell::Literal(value, attribute) => {
            match attribute.and_then(|attribute| attribute.data_type.as_ref()) {
                Some(data_type) => w.typed_literal(value, data_type),
                None => w.literal(value),
            }
            .map_err(|error| of_attribute(error, *attribute))?;
        }
        Cell::Expr(inner) => expr::write(w, inner)?,
    }
    Ok(())
}

/// A value's type does not know the attribute that has it.
fn of_attribute(mut error: Error, attribute: Option<&Attribute>) -> Error {
    if let (ErrorKind::Validation { path, .. }, Some(attribute)) = (&mut *error.kind, attribute)
        && path.is_empty()
    {
        path.clone_from(&attribute.name);
    }
    error
}

/// `WHERE …`, or nothing.
pub fn write_filter(w: &mut SqlWriter, filter: Option<&Expr>) -> Result<()> {
    let Some(filter) = filter else { return Ok(()) };
    let start = w.text().len();
    w.push("WHERE ");
    expr::write(w, filter)?;
    // A condition may come to nothing.
    if w.text().len() == start + "WHERE ".len() {
        w.text_mut().truncate(start);
    }
    Ok(())
}

fn write_names(w: &mut SqlWriter, names: &[&str]) {
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(name);
    }
}
