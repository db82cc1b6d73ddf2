//! A join by itself: `generateJoin(include, {options, subQuery})`.

use sequelize_types::{Object, Result, Value};

use super::expression::texts;
use crate::ast::Prefix;
use crate::plan::alias::Aliases;
use crate::plan::include::Top;
use crate::plan::join;
use crate::request::include::{self, Statement};
use crate::{Compiler, Rendering, SqlWriter, Statement as Written, render};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    match method {
        "generateJoin" => Some(generate(compiler, arg(0), arg(1))),
        _ => None,
    }
}

/// `{join, body, condition, attributes: {main, subQuery}}`, each as text.
fn generate(compiler: &Compiler, include: &Value, top: &Value) -> Result<Value> {
    let options = top.get("options").unwrap_or(&Value::Undefined);
    let model = options.get("model").and_then(Value::as_model).map(|model| &**model);
    let statement = Statement { table: None, alias: "" };
    let include = include::first_level(compiler, &statement, include, model)?;
    let top = Top {
        compiler,
        table: Prefix::None,
        table_key: String::new(),
        model: model.map(|model| model.name.as_str()),
        has_sub_query: top.get("subQuery").is_some_and(Value::is_truthy),
        is_grouped: options.get("groupedLimit").is_some_and(Value::is_truthy),
        is_selecting: true,
        placeholder: None,
    };
    let planned = join::plan(&top, &include, &mut Aliases::new(compiler))?;
    let attributes = Object::new()
        .with("main", texts(compiler, &planned.main_columns)?)
        .with("subQuery", texts(compiler, &planned.sub_columns)?);
    let text = |write: &dyn Fn(&mut SqlWriter) -> Result<()>| -> Result<Value> {
        let mut w = SqlWriter::new(compiler, Rendering::Inline);
        write(&mut w)?;
        let Written { text, .. } = w.finish();
        Ok(Value::Text(text))
    };
    let answer = Object::new()
        .with("join", Value::from(render::join::keyword(planned.join.kind)))
        .with("body", text(&|w| render::join::write_table(w, &planned.join.table))?)
        .with("condition", text(&|w| render::expr::write(w, &planned.join.condition))?)
        .with("attributes", Value::Object(attributes));
    Ok(Value::Object(answer))
}
