//! The two entries of this crate: text as v6's query generator gives it, and a bound statement for execution.

use sequelize_types::{Error, Result, Value};

use crate::{Compiler, face};

/// A statement ready to be sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statement {
    /// Text with the dialect's own placeholders.
    pub text: String,
    /// One value per placeholder, already encoded for the dialect: null, bool, number, bigint, text or bytes.
    pub binds: Vec<Value>,
    /// What columns of the result called `_0`, `_1` … are to be called (`minifyAliases`).
    pub short_names: Vec<String>,
}

/// Answers one method of v6's query generator (`selectQuery`, `whereItemsQuery`, `createTableQuery` …) with what
/// v6 returns: text, or an object such as `{query, bind}`.
/// # Errors
/// What v6 throws for these arguments; `Unsupported` for an unknown method.
pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Result<Value> {
    if let Some(args) = with_objects(args) {
        return call(compiler, method, &args);
    }
    for family in
        [face::select::call, face::write::call, face::schema::call, face::text::call, face::data_type::call]
    {
        if let Some(outcome) = family(compiler, method, args) {
            return outcome;
        }
    }
    Err(Error::unsupported(format!("queryGenerator.{method}"), Some(compiler.dialect().name())))
}

/// Compiles for execution: values whose type is known are bound, the rest is as `call` writes it.
/// # Errors
/// As `call`.
pub fn statement(compiler: &Compiler, method: &str, args: &[Value]) -> Result<Statement> {
    if let Some(args) = with_objects(args) {
        return statement(compiler, method, &args);
    }
    for family in [face::select::statement, face::write::statement] {
        if let Some(outcome) = family(compiler, method, args) {
            return outcome;
        }
    }
    match call(compiler, method, args)? {
        Value::Text(text) => Ok(Statement { text, ..Statement::default() }),
        other => Err(Error::new(
            sequelize_types::ErrorKind::Internal,
            format!("{method} gives no executable statement: {other:?}"),
        )),
    }
}

/// The arguments with the objects that a table stands for; `None` if there is no table.
fn with_objects(args: &[Value]) -> Option<Vec<Value>> {
    let is_table = |value: &Value| matches!(value, Value::Table(_));
    args.iter().any(is_table).then(|| {
        let expanded = args.iter().cloned().map(|value| match value {
            Value::Table(table) => table.into_objects(),
            other => other,
        });
        expanded.collect()
    })
}
