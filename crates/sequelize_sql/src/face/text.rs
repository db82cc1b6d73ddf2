//! Quoting and escaping by themselves: `quoteIdentifier`, `quoteIdentifiers`, `quoteTable`, `escape`,
//! replacements of raw SQL, and words that stand in constraints.

use sequelize_types::{Error, Result, Value};

use crate::{Compiler, identifier, literal, placeholder};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    let text = match method {
        "quoteIdentifier" => identifier::quote_value(compiler, arg(0), arg(1).is_truthy()),
        "quoteIdentifiers" => identifier::quote_path_value(compiler, arg(0)),
        "quoteTable" => identifier::quote_table(compiler, arg(0), arg(1)),
        "escapeString" => {
            let mut out = String::new();
            literal::write(compiler, &mut out, arg(0), literal::ListStyle::Array).map(|()| out)
        }
        "escapeList" => {
            let mut out = String::new();
            literal::write(compiler, &mut out, arg(0), literal::ListStyle::List).map(|()| out)
        }
        "injectReplacements" => match arg(0) {
            Value::Text(sql) => placeholder::inject(compiler, sql, arg(1)),
            other => return Some(Ok(other.clone())),
        },
        "deferrableToSql" => deferrable(arg(0)).map(str::to_owned),
        _ => return None,
    };
    Some(text.map(Value::Text))
}

/// When a constraint is checked, by the name of the class in v6's `deferrable.js`. PostgreSQL manual, CREATE TABLE.
pub fn deferrable(name: &Value) -> Result<&'static str> {
    match name.as_str() {
        Some("INITIALLY_DEFERRED") => Ok("DEFERRABLE INITIALLY DEFERRED"),
        Some("INITIALLY_IMMEDIATE") => Ok("DEFERRABLE INITIALLY IMMEDIATE"),
        Some("NOT") => Ok("NOT DEFERRABLE"),
        _ => Err(Error::plain("toSql implementation missing")),
    }
}
