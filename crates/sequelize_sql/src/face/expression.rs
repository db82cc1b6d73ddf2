//! Expressions and values by themselves: `handleSequelizeMethod`, `quote`, `escape`, `jsonPathExtractionQuery` …

use std::borrow::Cow;

use sequelize_types::{Error, Object, Result, Value};

use super::filter::text;
use crate::ast::{Expr, Slot, SlotStyle};
use crate::plan::{expression, json_path, order};
use crate::request::filter::{ModelOption, field};
use crate::{Compiler, Rendering, SqlWriter, identifier, literal, render};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    Some(match method {
        "handleSequelizeMethod" => handle(compiler, arg(0), arg(2)).map(Value::Text),
        "quote" => {
            let parent = ModelOption::read(arg(1));
            let connector = arg(2).as_str().filter(|connector| !connector.is_empty()).unwrap_or(".");
            order::quote(compiler, arg(0), parent.get(), connector)
                .and_then(|expr| text(compiler, Some(&expr), ""))
                .map(Value::Text)
        }
        "quoteAttribute" => quote_attribute(compiler, arg(0), arg(1)).map(Value::Text),
        // v6: a number, where booleans are numbers.
        "escape" if matches!(arg(0), Value::Bool(_)) && arg(1).is_nullish() => {
            Ok(match boolean(compiler, arg(0)) {
                Value::Bool(flag) => Value::from(compiler.dialect().boolean_literal(flag)),
                number => number,
            })
        }
        "escape" => escape(compiler, arg(0), arg(1)).map(Value::Text),
        "format" => format(compiler, arg(0), arg(1)),
        "jsonPathExtractionQuery" => json_path_of(compiler, arg(0), arg(1), arg(2)).map(Value::Text),
        "isIdentifierQuoted" => Ok(Value::Bool(arg(0).as_str().is_some_and(json_path::is_quoted))),
        "booleanValue" => Ok(boolean(compiler, arg(0))),
        "getAliasToken" => Ok(Value::from(compiler.dialect().alias_token().trim())),
        _ => return None,
    })
}

fn handle(compiler: &Compiler, value: &Value, model: &Value) -> Result<String> {
    let Value::Expression(expression) = value else {
        // v6: everything else answers for itself.
        return Ok(crate::encode::js_text::to_text(value).into_owned());
    };
    let model = ModelOption::read(model);
    let expr = expression::plan(compiler, expression, model.get())?;
    text(compiler, Some(&expr), "")
}

fn quote_attribute(compiler: &Compiler, name: &Value, model: &Value) -> Result<String> {
    let name = identifier::expect_text(name)?;
    let model = ModelOption::read(model);
    if model.get().is_some_and(|model| model.attributes.by_name(&name).is_some()) {
        return Ok(identifier::quote(compiler, &name));
    }
    let mut out = String::new();
    identifier::push_path(compiler, &mut out, &name);
    Ok(out)
}

fn escape(compiler: &Compiler, value: &Value, definition: &Value) -> Result<String> {
    let field = field(definition);
    let expr = match value {
        Value::Expression(expression) => expression::plan(compiler, expression, None)?,
        value => Expr::Slot(Slot {
            value: Cow::Borrowed(value),
            data_type: field.as_ref().and_then(|field| field.data_type.as_ref()),
            style: SlotStyle::Inline,
        }),
    };
    text(compiler, Some(&expr), "")
}

fn format(compiler: &Compiler, value: &Value, definition: &Value) -> Result<Value> {
    let field = field(definition);
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    w.param(value, field.as_ref().and_then(|field| field.data_type.as_ref()))?;
    let statement = w.finish();
    Ok(Value::Object(
        Object::new().with("query", Value::Text(statement.text)).with("bind", Value::Array(statement.binds)),
    ))
}

fn json_path_of(compiler: &Compiler, column: &Value, path: &Value, is_json: &Value) -> Result<String> {
    let Value::Text(column) = column else {
        let text = literal::describe(column);
        return Err(Error::type_error(format!("the name of a JSON column must be a string, got {text}")));
    };
    let path: Vec<Cow<'_, str>> = match path {
        Value::Undefined | Value::Null => Vec::new(),
        Value::Array(parts) => parts.iter().map(crate::encode::js_text::to_text).collect(),
        Value::Text(path) => json_path::parse(path),
        other => vec![crate::encode::js_text::to_text(other)],
    };
    let column = Box::new(json_path::column(Cow::Borrowed(column)));
    text(compiler, Some(&Expr::JsonPath { column, path, is_json: is_json.is_truthy() }), "")
}

/// Booleans as numbers where the dialect has no booleans.
fn boolean(compiler: &Compiler, value: &Value) -> Value {
    match compiler.dialect().boolean_literal(value.is_truthy()) {
        "1" => Value::Number(1.0),
        "0" => Value::Number(0.0),
        _ => value.clone(),
    }
}

/// Expressions written one by one.
pub fn texts(compiler: &Compiler, exprs: &[Expr<'_>]) -> Result<Value> {
    let one = |expr: &Expr<'_>| -> Result<Value> {
        let mut w = SqlWriter::new(compiler, Rendering::Inline);
        render::expr::write(&mut w, expr)?;
        Ok(Value::Text(w.finish().text))
    };
    exprs.iter().map(one).collect::<Result<_>>().map(Value::Array)
}
