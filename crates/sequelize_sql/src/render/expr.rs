//! Expressions and conditions.

use sequelize_types::{DataType, Error, Result, TypeKind, Value};

use crate::ast::{Comparison, Expr, Prefix, Slot, SlotStyle};
use crate::{Rendering, SqlWriter, identifier, literal};

/// # Errors
/// What the values' types and literals refuse.
pub fn write(w: &mut SqlWriter, expr: &Expr) -> Result<()> {
    match expr {
        Expr::Sql(text) => w.push(text),
        Expr::Column { prefix, name } => {
            if *prefix != Prefix::None {
                write_prefix(w, *prefix)?;
                w.push(".");
            }
            w.ident(name);
        }
        Expr::Table(prefix) => write_prefix(w, *prefix)?,
        Expr::Path(path) => {
            let compiler = w.compiler;
            identifier::push_path(compiler, w.text_mut(), path);
        }
        Expr::Alias(definition, name) => {
            write(w, definition)?;
            w.push(" AS ");
            w.ident(name);
        }
        Expr::QuotedAlias(definition, name) => {
            write(w, definition)?;
            w.push(" AS ");
            w.forced_ident(name);
        }
        Expr::SubQuery(select) => {
            w.push("( ");
            super::select::write_query(w, select)?;
            w.push(" )");
        }
        Expr::Slot(slot) => {
            let start = w.text().len();
            write_slot(w, slot)?;
            w.slot_written(slot, start);
        }
        Expr::List(items) => {
            w.push("(");
            write_list(w, items, ", ")?;
            w.push(")");
        }
        Expr::Values(items) => {
            w.push("(VALUES (");
            write_list(w, items, "), (")?;
            w.push("))");
        }
        Expr::Range(bounds) => {
            write(w, &bounds.0)?;
            w.push(" AND ");
            write(w, &bounds.1)?;
        }
        Expr::Parens(inner) => {
            w.push("(");
            write(w, inner)?;
            w.push(")");
        }
        Expr::Compare(comparison) => write_comparison(w, comparison)?,
        Expr::Group { items, is_or, is_negated, has_parens } => {
            w.push(if *is_negated { "NOT " } else { "" });
            w.push(if *has_parens { "(" } else { "" });
            write_list(w, items, if *is_or { " OR " } else { " AND " })?;
            w.push(if *has_parens { ")" } else { "" });
        }
        Expr::Call { name, args } => {
            w.push(name);
            w.push("(");
            write_list(w, args, ", ")?;
            w.push(")");
        }
        Expr::Cast { inner, sql_type } => {
            w.push("CAST(");
            write(w, inner)?;
            w.push(" AS ");
            w.push(sql_type);
            w.push(")");
        }
        Expr::JsonPath { column, path, is_json } => {
            let mut quoted = SqlWriter::new(w.compiler, w.rendering);
            write(&mut quoted, column)?;
            let compiler = w.compiler;
            compiler.dialect().push_json_path(compiler, w.text_mut(), quoted.text(), path, *is_json)?;
        }
        Expr::Joined(pieces) => {
            for piece in pieces {
                write(w, piece)?;
            }
        }
    }
    Ok(())
}

pub fn write_list(w: &mut SqlWriter, items: &[Expr], separator: &str) -> Result<()> {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            w.push(separator);
        }
        write(w, item)?;
    }
    Ok(())
}

fn write_prefix(w: &mut SqlWriter, prefix: Prefix) -> Result<()> {
    match prefix {
        Prefix::None => {}
        Prefix::Name(name) => w.ident(name),
        Prefix::Table(table) => w.table(table)?,
        Prefix::Sql(sql) => w.push(sql),
    }
    Ok(())
}

fn write_comparison(w: &mut SqlWriter, comparison: &Comparison) -> Result<()> {
    if let Some(left) = &comparison.left {
        write(w, left)?;
        w.push(" ");
        w.push(&comparison.comparator);
        w.push(" ");
    }
    write(w, &comparison.right)
}

/// A value of the user's, as its slot says.
pub fn write_slot(w: &mut SqlWriter, slot: &Slot) -> Result<()> {
    match (slot.style, &*slot.value) {
        (SlotStyle::Bindable, value) => w.slot(value, slot.data_type),
        (SlotStyle::Compared(check), value) => w.compared(value, slot.data_type, check),
        (SlotStyle::Inline, value) => match slot.data_type {
            Some(data_type) => w.typed_literal(value, data_type),
            None => w.literal(value),
        },
        (SlotStyle::Param, value) => w.param(value, slot.data_type),
        (SlotStyle::Pattern, value) => {
            let is_text = slot.data_type.is_some_and(is_text);
            if w.rendering == Rendering::Bound && is_text {
                return w.placeholder(value.clone());
            }
            w.literal(value)
        }
        (SlotStyle::Count, value) => write_count(w, value),
        (SlotStyle::Argument, Value::Text(text)) => {
            // In an executed statement with parameters nobody un-doubles them again.
            if text.contains('$') && !(w.rendering == Rendering::Bound && w.has_formatted_binds) {
                literal::write_string(w.compiler, w.text_mut(), &text.replace('$', "$$"));
            } else {
                literal::write_string(w.compiler, w.text_mut(), text);
            }
            Ok(())
        }
        (SlotStyle::Argument, value) => w.literal(value),
    }
}

fn is_text(data_type: &DataType) -> bool {
    data_type.kind.is_string() && !data_type.is_binary
        || matches!(data_type.kind, TypeKind::Text | TypeKind::CiText)
}

fn write_count(w: &mut SqlWriter, value: &Value) -> Result<()> {
    match value {
        Value::Number(number) if w.rendering == Rendering::Bound && number.fract() == 0.0 => {
            w.placeholder(value.clone())
        }
        Value::Number(_) | Value::BigInt(_) | Value::Text(_) => w.literal(value),
        other => {
            let text = literal::describe(other);
            Err(Error::plain(format!("Invalid value {text} for a number of rows")))
        }
    }
}
