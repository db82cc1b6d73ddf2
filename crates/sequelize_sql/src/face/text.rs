//! Quoting and escaping by themselves: `quoteIdentifier`, `quoteIdentifiers`, `quoteTable`, `escape`,
//! and replacements of raw SQL.

use sequelize_types::{Result, Value};

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
        _ => return None,
    };
    Some(text.map(Value::Text))
}
