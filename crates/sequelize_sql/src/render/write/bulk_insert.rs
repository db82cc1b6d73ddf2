//! INSERT of many rows.

use sequelize_types::{Result, TypeKind, Value};

use super::{conflict, of_attribute, returning};
use crate::ast::write::{BulkColumn, BulkInsert};
use crate::plan::expression;
use crate::render::expr;
use crate::{Rendering, SqlWriter};

/// # Errors
/// What the values' types refuse.
pub fn write(w: &mut SqlWriter, insert: &BulkInsert) -> Result<()> {
    write_head(w, insert)?;
    write_rows(w, insert, insert.rows, true)?;
    write_tail(w, insert)
}

/// Everything before the first row.
pub fn write_head(w: &mut SqlWriter, insert: &BulkInsert) -> Result<()> {
    w.push("INSERT");
    conflict::write_ignore(w, insert.is_ignoring_duplicates);
    w.push(" INTO ");
    w.table(insert.table)?;
    w.push(" (");
    write_columns(w, &insert.columns);
    // v6 joins its fragments with single spaces: none behind VALUES if no row follows.
    w.push(if insert.rows.is_empty() { ") VALUES" } else { ") VALUES " });
    Ok(())
}

/// Everything behind the last row.
pub fn write_tail(w: &mut SqlWriter, insert: &BulkInsert) -> Result<()> {
    conflict::write(w, insert.conflict.as_ref())?;
    conflict::write_do_nothing(w, insert.is_ignoring_duplicates);
    returning::write_end(w, insert.returning.as_ref());
    w.push(";");
    Ok(())
}

pub fn write_columns(w: &mut SqlWriter, columns: &[BulkColumn]) {
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.ident(column.name);
    }
}

/// `(1,'a'),(2,'b')`. `is_typed`: values are written as their attribute's type has it.
pub fn write_rows(w: &mut SqlWriter, insert: &BulkInsert, rows: &[Value], is_typed: bool) -> Result<()> {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            w.push(",");
        }
        w.push("(");
        for (place, column) in insert.columns.iter().enumerate() {
            if place > 0 {
                w.push(",");
            }
            write_value(w, column, value_at(row, place, column.name), is_typed)?;
        }
        w.push(")");
    }
    Ok(())
}

/// The value of a column; rows nearly always have it at the column's own place.
pub fn value_at<'v>(row: &'v Value, place: usize, name: &str) -> &'v Value {
    static UNDEFINED: Value = Value::Undefined;
    let Value::Object(row) = row else { return &UNDEFINED };
    match row.entries.get(place) {
        Some((sequelize_types::Key::Name(key), value)) if key == name => value,
        _ => row.get(name).unwrap_or(&UNDEFINED),
    }
}

fn write_value(w: &mut SqlWriter, column: &BulkColumn, value: &Value, is_typed: bool) -> Result<()> {
    if let Value::Expression(expression) = value {
        return expr::write(w, &expression::plan(w.compiler, expression, None)?);
    }
    if column.is_serial {
        match value {
            Value::Undefined | Value::Null => {
                w.push("DEFAULT");
                return Ok(());
            }
            // v6 pastes the value as it is; only what is a number stays bare here.
            Value::Text(text) if is_digits(text) && w.rendering == Rendering::Inline => {
                w.push(text);
                return Ok(());
            }
            _ => {}
        }
    }
    let data_type = column.attribute.and_then(|attribute| attribute.data_type.as_ref()).filter(|_| is_typed);
    let written = match (w.rendering, data_type) {
        (Rendering::Inline, Some(data_type)) => w.typed_literal(value, data_type),
        // A missing value would be bound without telling its type.
        (Rendering::Bound, Some(data_type)) if !value.is_nullish() && data_type.kind != TypeKind::Custom => {
            w.slot(value, Some(data_type))
        }
        (Rendering::Bound, Some(data_type)) => w.typed_literal(value, data_type),
        (_, None) => w.literal(value),
    };
    written.map_err(|error| of_attribute(error, column.attribute))
}

fn is_digits(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
