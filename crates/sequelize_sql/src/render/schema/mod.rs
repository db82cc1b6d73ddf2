//! Writes what makes, changes and drops tables, where dialects agree.

pub mod column;
pub mod constraint;
pub mod index;

use sequelize_types::{Result, Value};

use crate::writer::{Rendering, SqlWriter};
use crate::{Compiler, identifier, literal};

/// Statements that define things carry no binds: they are always text.
pub fn text(compiler: &Compiler, write: impl FnOnce(&mut SqlWriter<'_>) -> Result<()>) -> Result<String> {
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    write(&mut w)?;
    Ok(w.finish().text)
}

/// Names, quoted, with a separator between them.
pub fn names<'n>(
    compiler: &Compiler,
    names: impl IntoIterator<Item = &'n String>,
    separator: &str,
) -> String {
    let mut out = String::new();
    for (index, name) in names.into_iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        identifier::push(compiler, &mut out, name);
    }
    out
}

/// A table where v6 puts it into a template string: text as it is, anything with a schema quoted.
pub fn table_text(compiler: &Compiler, table: &Value) -> Result<String> {
    match table {
        Value::Object(_) | Value::Model(_) => {
            let mut out = String::new();
            identifier::push_table(compiler, &mut out, table)?;
            Ok(out)
        }
        other => Ok(crate::request::text::of(other)),
    }
}

/// A table inside a made-up name. v6: an object without a `toString` of its own reads as `[object Object]`.
pub fn table_in_name(compiler: &Compiler, table: &Value) -> Result<String> {
    match table {
        Value::Object(object) if !object.contains("toString") => Ok(crate::request::text::of(table)),
        _ => table_text(compiler, table),
    }
}

/// A table where v6 quotes text as a path (`schema.table`) and objects as tables.
pub fn push_table_path(compiler: &Compiler, out: &mut String, table: &Value) -> Result<()> {
    match table {
        Value::Text(path) => {
            identifier::push_path(compiler, out, path);
            Ok(())
        }
        other => identifier::push_table(compiler, out, other),
    }
}

/// A name as a string literal without prefix. v6 leaves quotes inside such names as they are, which breaks the
/// statement; they are escaped here.
pub fn quoted(compiler: &Compiler, name: &str) -> String {
    let mut out = String::new();
    literal::write_quoted(compiler, &mut out, name);
    out
}

/// As [`quoted`], after v6's removal of quotes from the name.
pub fn quoted_without_quotes(compiler: &Compiler, name: &str) -> String {
    quoted(compiler, &name.replace('\'', ""))
}

/// A value as an untyped literal.
pub fn escaped(compiler: &Compiler, value: &Value) -> Result<String> {
    let mut out = String::new();
    literal::write(compiler, &mut out, value, literal::ListStyle::Array)?;
    Ok(out)
}
