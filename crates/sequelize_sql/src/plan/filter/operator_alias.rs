//! Operators written as text (`$gt`), where the instance allows them. v6: `operatorsAliases`, `_replaceAliases`.

use std::borrow::Cow;

use sequelize_types::{Key, Object, Op, Value};

use super::Left;
use crate::Compiler;

/// The operator that a key stands for.
pub fn of(compiler: &Compiler, left: &Left<'_>) -> Option<Op> {
    match left {
        Left::Name(name) => find(compiler, name),
        _ => None,
    }
}

fn find(compiler: &Compiler, name: &str) -> Option<Op> {
    let aliases = &compiler.options.operators_aliases;
    aliases.iter().find(|(alias, _)| alias == name).map(|(_, op)| *op)
}

/// Replaces aliases inside the conditions. Keys of the outermost objects keep their names, since those are looked
/// up where they are met (and their order is that of names).
pub fn replace<'a>(compiler: &Compiler, conditions: &'a Value) -> Cow<'a, Value> {
    if compiler.options.operators_aliases.is_empty() {
        return Cow::Borrowed(conditions);
    }
    Cow::Owned(outer(compiler, conditions))
}

/// As `replace`, for the value of one key.
pub fn replace_value<'a>(compiler: &Compiler, value: &'a Value) -> Cow<'a, Value> {
    if compiler.options.operators_aliases.is_empty() {
        return Cow::Borrowed(value);
    }
    Cow::Owned(inner(compiler, value))
}

fn outer(compiler: &Compiler, value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let entries = object.entries.iter().map(|(key, value)| (key.clone(), inner(compiler, value)));
            Value::Object(Object { entries: entries.collect() })
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| outer(compiler, item)).collect()),
        other => other.clone(),
    }
}

fn inner(compiler: &Compiler, value: &Value) -> Value {
    let Value::Object(object) = value else { return outer(compiler, value) };
    let entries = object.entries.iter().map(|(key, value)| {
        let key = match key {
            Key::Name(name) => find(compiler, name).map_or_else(|| key.clone(), Key::Op),
            Key::Op(_) => key.clone(),
        };
        (key, inner(compiler, value))
    });
    Value::Object(Object { entries: entries.collect() })
}
