//! Conditions: `whereQuery`, `whereItemsQuery`, `whereItemQuery`, `getWhereConditions`.

use std::borrow::Cow;

use sequelize_types::{Error, Object, Result, Value};

use crate::ast::{Expr, Prefix};
use crate::plan::filter::{Filter, Left, conditions, operator_alias};
use crate::request::filter::{FilterOptions, ModelOption};
use crate::{Compiler, Rendering, SqlWriter, render};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    Some(match method {
        "whereQuery" => items(compiler, arg(0), arg(1), &Value::Undefined, "WHERE "),
        "whereItemsQuery" => items(compiler, arg(0), arg(1), arg(2), ""),
        "whereItemQuery" => item(compiler, arg(0), arg(1), arg(2)),
        "getWhereConditions" => any(compiler, arg(0), arg(1), arg(2), arg(4)),
        _ => return None,
    })
}

fn items(
    compiler: &Compiler,
    filter: &Value,
    options: &Value,
    binding: &Value,
    before: &str,
) -> Result<Value> {
    let options = FilterOptions::read(options);
    let filter = operator_alias::replace(compiler, filter);
    let is_or = binding.as_str().is_some_and(|binding| binding.trim().eq_ignore_ascii_case("or"));
    let condition = options.filter(compiler).items(&filter, is_or)?;
    answer(compiler, condition, &options, before)
}

fn item(compiler: &Compiler, key: &Value, value: &Value, options: &Value) -> Result<Value> {
    let options = FilterOptions::read(options);
    let left = match key {
        Value::Undefined | Value::Null => Left::None,
        Value::Text(name) => Left::Name(name),
        Value::Op(op) => Left::Op(*op),
        Value::Expression(expression) => {
            Left::Expr(crate::plan::expression::plan(compiler, expression, options.model.get())?)
        }
        other => {
            let text = crate::literal::describe(other);
            return Err(Error::type_error(format!(
                "a condition's key must be a name, an operator or an expression, got {text}"
            )));
        }
    };
    let value = match value {
        Value::Object(_) | Value::Array(_) => operator_alias::replace_value(compiler, value),
        other => Cow::Borrowed(other),
    };
    let condition = options.filter(compiler).item(&left, &value)?;
    answer(compiler, condition, &options, "")
}

fn any(compiler: &Compiler, filter: &Value, table: &Value, model: &Value, prepend: &Value) -> Result<Value> {
    let model = ModelOption::read(model);
    let prefix = match conditions::first_table(table)? {
        _ if *prepend == Value::Bool(false) => Prefix::None,
        table => crate::request::filter::prefix(table),
    };
    let filter = operator_alias::replace(compiler, filter);
    let condition = Filter::of_model(compiler, model.get(), prefix).conditions(&filter, model.get())?;
    text(compiler, condition.as_ref(), "").map(Value::Text)
}

/// The text, or `{query, bind}` if the caller collects binds.
fn answer(
    compiler: &Compiler,
    condition: Option<Expr<'_>>,
    options: &FilterOptions<'_>,
    before: &str,
) -> Result<Value> {
    if !options.is_binding {
        return text(compiler, condition.as_ref(), before).map(Value::Text);
    }
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    if let Some(condition) = &condition {
        w.push(before);
        render::expr::write(&mut w, condition)?;
    }
    let statement = w.finish();
    let answer =
        Object::new().with("query", Value::Text(statement.text)).with("bind", Value::Array(statement.binds));
    Ok(Value::Object(answer))
}

/// A condition as v6 writes it; empty if there is none.
pub fn text(compiler: &Compiler, condition: Option<&Expr<'_>>, before: &str) -> Result<String> {
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    if let Some(condition) = condition {
        w.push(before);
        render::expr::write(&mut w, condition)?;
    }
    Ok(w.finish().text)
}
