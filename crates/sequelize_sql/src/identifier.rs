//! Identifiers, paths of identifiers and table names, quoted for the dialect.

use sequelize_types::{Error, Result, TableName, Value};

use crate::Compiler;

/// Quotes one identifier; `*` stays as it is.
pub fn push(compiler: &Compiler, out: &mut String, identifier: &str) {
    if identifier == "*" || compiler.options.bare_identifiers {
        out.push_str(identifier);
    } else {
        compiler.dialect().push_identifier(out, identifier, compiler.options.quote_identifiers);
    }
}

/// As `push`, whatever `quoteIdentifiers` says.
pub fn push_forced(compiler: &Compiler, out: &mut String, identifier: &str) {
    if identifier == "*" || compiler.options.bare_identifiers {
        out.push_str(identifier);
    } else {
        compiler.dialect().push_identifier(out, identifier, true);
    }
}

pub fn quote(compiler: &Compiler, identifier: &str) -> String {
    let mut out = String::with_capacity(identifier.len() + 2);
    push(compiler, &mut out, identifier);
    out
}

/// Quotes an identifier given by JavaScript. `force` overrides `quoteIdentifiers: false`.
pub fn quote_value(compiler: &Compiler, identifier: &Value, force: bool) -> Result<String> {
    let text = expect_text(identifier)?;
    if text == "*" || compiler.options.bare_identifiers {
        return Ok(text);
    }
    let mut out = String::new();
    compiler.dialect().push_identifier(&mut out, &text, force || compiler.options.quote_identifiers);
    Ok(out)
}

/// `a.b.c` becomes `"a->b"."c"`: everything before the last dot is one table alias.
pub fn push_path(compiler: &Compiler, out: &mut String, path: &str) {
    match path.rsplit_once('.') {
        Some((head, tail)) => {
            push(compiler, out, &head.replace('.', "->"));
            out.push('.');
            push(compiler, out, tail);
        }
        None => push(compiler, out, path),
    }
}

pub fn quote_path_value(compiler: &Compiler, path: &Value) -> Result<String> {
    let mut out = String::new();
    push_path(compiler, &mut out, &expect_text(path)?);
    Ok(out)
}

/// Quotes a table: text, `{tableName, schema, delimiter}`, or a model. `alias` may be text, or `true` for the
/// table's own `as` or `name`.
pub fn quote_table(compiler: &Compiler, table: &Value, alias: &Value) -> Result<String> {
    let mut out = String::new();
    let own_alias = |table: &Value| -> Option<String> {
        let named = |key: &str| table.get(key).filter(|value| value.is_truthy()).and_then(as_text);
        named("as").or_else(|| named("name")).or_else(|| as_text(table))
    };
    let alias = match alias {
        Value::Bool(true) => own_alias(table),
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    push_table(compiler, &mut out, table)?;
    if let Some(alias) = alias {
        out.push_str(compiler.dialect().alias_token());
        push(compiler, &mut out, &alias);
    }
    Ok(out)
}

/// Quotes a table without an alias.
/// # Errors
/// `Type` if the value is neither text, nor an object with `tableName`, nor a model.
pub fn push_table(compiler: &Compiler, out: &mut String, table: &Value) -> Result<()> {
    match table {
        Value::Object(object) => {
            let schema = object.get("schema").filter(|schema| schema.is_truthy());
            let name = expect_text(object.get("tableName").unwrap_or(&Value::Undefined))?;
            let schema = schema.map(expect_text).transpose()?;
            let delimiter =
                object.get("delimiter").filter(|value| value.is_truthy()).map(expect_text).transpose()?;
            push_table_parts(compiler, out, schema.as_deref(), delimiter.as_deref(), &name);
        }
        Value::Model(model) => push_table_name(compiler, out, &model.table),
        other => push(compiler, out, &expect_text(other)?),
    }
    Ok(())
}

pub fn push_table_name(compiler: &Compiler, out: &mut String, table: &TableName) {
    push_table_parts(compiler, out, table.schema.as_deref(), table.delimiter.as_deref(), &table.name);
}

fn push_table_parts(
    compiler: &Compiler,
    out: &mut String,
    schema: Option<&str>,
    delimiter: Option<&str>,
    name: &str,
) {
    match schema {
        Some(schema) if compiler.dialect().supports().schemas => {
            push(compiler, out, schema);
            out.push('.');
            push(compiler, out, name);
        }
        // Without schemas the schema is a prefix of the table's name.
        Some(schema) => push(compiler, out, &format!("{schema}{}{name}", delimiter.unwrap_or("."))),
        None => push(compiler, out, name),
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(crate::number::to_text(*number)),
        _ => None,
    }
}

/// Text of an identifier; numbers are allowed, since v6 allows numeric column names.
/// # Errors
/// `Type` for anything else.
pub fn expect_text(value: &Value) -> Result<String> {
    as_text(value).ok_or_else(|| Error::type_error(format!("an identifier must be a string, got {value:?}")))
}
