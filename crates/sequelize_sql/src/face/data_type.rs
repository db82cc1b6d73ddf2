//! Data types by themselves: `dataTypeStringify(type, value, options)` and `dataTypeBindParam(type, value, options)`,
//! which the facade's `DataTypes` classes ask. `options.timezone` stands in for the compiler's own.

use std::borrow::Cow;

use sequelize_types::{DataType, Error, Object, Result, Value};

use crate::{Compiler, CompilerOptions, dialect::Encoded, encode, request::attributes};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    match method {
        "dataTypeStringify" => Some(stringify(compiler, arg(0), arg(1), arg(2))),
        "dataTypeBindParam" => Some(bind_param(compiler, arg(0), arg(1), arg(2))),
        _ => None,
    }
}

fn stringify(compiler: &Compiler, data_type: &Value, value: &Value, options: &Value) -> Result<Value> {
    let data_type = read_type(data_type, options)?;
    let is_condition = options.get("operation").and_then(Value::as_str) == Some("where");
    // v6: MySQL and MariaDB take text in a condition for JSON already.
    let keeps_text = is_condition && data_type.kind.is_json() && compiler.dialect().has_text_for_numbers();
    if keeps_text && matches!(value, Value::Text(_)) {
        return Ok(value.clone());
    }
    encode::stringify(&with_options(compiler, options), value, &data_type)
}

/// Answers `{before, value, after}`: `value` is to be bound, the rest is SQL around its placeholder.
fn bind_param(compiler: &Compiler, data_type: &Value, value: &Value, options: &Value) -> Result<Value> {
    let data_type = read_type(data_type, options)?;
    let encoded = match value.is_nullish() {
        true => Encoded::Value(value.clone()),
        false => encode::param_checked(&with_options(compiler, options), value, &data_type)?,
    };
    let (before, value, after) = match encoded {
        Encoded::Value(value) => ("", value, String::new()),
        Encoded::Around { before, value, after } => (before, value, after),
        Encoded::Sql(sql) => ("", Value::Text(sql), String::new()),
    };
    let answer = Object::new()
        .with("before", Value::from(before))
        .with("value", value)
        .with("after", Value::Text(after));
    Ok(Value::Object(answer))
}

fn read_type<'v>(data_type: &'v Value, options: &Value) -> Result<Cow<'v, DataType>> {
    let data_type = match data_type {
        Value::DataType(data_type) => Cow::Borrowed(&**data_type),
        Value::Text(sql) => Cow::Owned(DataType::raw(sql.clone())),
        _ => return Err(Error::type_error("a data type was expected")),
    };
    let field = options.get("field").unwrap_or(&Value::Undefined);
    match (field.get("table"), field.get("field").and_then(Value::as_str)) {
        (Some(table), Some(column)) => Ok(match attributes::enum_array(&data_type, table, column) {
            Some(named) => Cow::Owned(named),
            None => data_type,
        }),
        _ => Ok(data_type),
    }
}

fn with_options<'c>(compiler: &'c Compiler, options: &Value) -> Cow<'c, Compiler> {
    match options.get("timezone").and_then(Value::as_str) {
        Some(timezone) if timezone != compiler.options.timezone => {
            let options = CompilerOptions { timezone: timezone.to_owned(), ..compiler.options.clone() };
            Cow::Owned(Compiler::new(compiler.dialect().name(), options))
        }
        _ => Cow::Borrowed(compiler),
    }
}
