//! Reading: `selectQuery` and its parts, and by `filter` and `expression` the conditions and expressions in it.

use sequelize_types::{Error, Object, Result, Value};

use super::expression::texts;
use super::{expression, filter, join};
use crate::ast::{Expr, Paging, Select, Source};
use crate::plan::alias::Aliases;
use crate::plan::{attribute, group, order, paging, select};
use crate::request::filter::ModelOption;
use crate::request::include::Include;
use crate::request::select::Request;
use crate::{Compiler, Rendering, SqlWriter, Statement, render};

pub fn call(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Value>> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    Some(match method {
        "selectQuery" => {
            select_query(compiler, args, Rendering::Inline).map(|statement| Value::Text(statement.text))
        }
        // Not a method of v6, which writes them into the options (`aliasesMapping`).
        "selectAliases" => select_query(compiler, args, Rendering::Inline)
            .map(|statement| Value::Array(statement.short_names.into_iter().map(Value::Text).collect())),
        "addLimitAndOffset" => limit_and_offset(compiler, arg(0), arg(1)).map(Value::Text),
        "selectFromTableFragment" => fragment(compiler, args).map(Value::Text),
        "escapeAttributes" => attributes(compiler, arg(0), arg(1), arg(2)),
        "getQueryOrders" => orders(compiler, arg(0), arg(1), arg(2)),
        "aliasGrouping" => grouping(compiler, arg(0), arg(1)).map(Value::Text),
        _ => {
            return filter::call(compiler, method, args)
                .or_else(|| expression::call(compiler, method, args))
                .or_else(|| join::call(compiler, method, args));
        }
    })
}

pub fn statement(compiler: &Compiler, method: &str, args: &[Value]) -> Option<Result<Statement>> {
    match method {
        "selectQuery" => Some(select_query(compiler, args, Rendering::Bound)),
        _ => None,
    }
}

fn select_query(compiler: &Compiler, args: &[Value], rendering: Rendering) -> Result<Statement> {
    let mut w = SqlWriter::new(compiler, rendering);
    write_select(&mut w, args)?;
    Ok(w.finish())
}

/// Writes the SELECT that `selectQuery` is asked for.
pub fn write_select(w: &mut SqlWriter, args: &[Value]) -> Result<()> {
    let compiler = w.compiler;
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    let options = arg(1);
    let model = ModelOption::read(arg(2));
    let attribute_model = ModelOption::read(options.get("model").unwrap_or(&Value::Undefined));
    let request = Request::read(compiler, arg(0), options, model.get(), attribute_model.get())?;
    let mut select = select::plan(compiler, &request)?;
    w.short_names = std::mem::take(&mut select.short_names);
    let start = w.text_mut().len();
    render::select::write(w, &select)?;
    if compiler.options.minify_aliases && w.rendering == Rendering::Bound {
        shorten_tables(w.text_mut(), start, &request.includes);
    }
    Ok(())
}

/// Gives tables short names whose alias the server would cut. v6 does so to the finished text (`includeAliases`), where
/// an alias of this length can hardly stand for anything else.
fn shorten_tables(text: &mut String, start: usize, includes: &[Include<'_>]) {
    let mut long = Vec::new();
    collect_long(includes, &mut long);
    // The longest first: one may be the beginning of another.
    long.sort_by_key(|alias| std::cmp::Reverse(alias.len()));
    for (number, alias) in long.iter().enumerate() {
        let written = text.split_off(start);
        text.push_str(&written.replace(alias, &format!("%{number}")));
    }
}

fn collect_long<'a>(includes: &'a [Include<'_>], long: &mut Vec<&'a str>) {
    const TOO_LONG: usize = 64;
    for include in includes {
        let through = include.through.as_ref().map(|through| &*through.alias);
        long.extend(
            [Some(&*include.names.alias), through]
                .into_iter()
                .flatten()
                .filter(|alias| alias.len() >= TOO_LONG),
        );
        collect_long(&include.children, long);
    }
}

fn limit_and_offset(compiler: &Compiler, options: &Value, model: &Value) -> Result<String> {
    let model = ModelOption::read(model);
    let aliases = Aliases::new(compiler);
    let request = paging::Request::of_options(options, model.get(), &aliases);
    let paging = paging::plan(compiler, &request)?;
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    render::select::write_paging(&mut w, &paging)?;
    Ok(w.finish().text)
}

/// `selectFromTableFragment(options, model, attributes, tables, mainTableAs)`: names come quoted.
fn fragment(compiler: &Compiler, args: &[Value]) -> Result<String> {
    let arg = |index: usize| args.get(index).unwrap_or(&Value::Undefined);
    let options = arg(0);
    let model = ModelOption::read(arg(1));
    let columns: Vec<Expr<'_>> = arg(2)
        .as_array()
        .unwrap_or_default()
        .iter()
        .map(|column| Ok(Expr::Sql(crate::encode::js_text::to_text(column))))
        .collect::<Result<_>>()?;
    let alias = arg(4).as_str().filter(|alias| !alias.is_empty());
    attribute::refuse_empty(&columns, model.get(), alias)?;
    if paging::is_legacy(compiler) && options.get("offset").is_some_and(Value::is_truthy) {
        return Err(Error::unsupported("selectFromTableFragment with an offset on an old server", None));
    }
    let limit = options.get("limit").filter(|limit| limit.is_truthy() && paging::is_legacy(compiler));
    let limit = limit.map(|limit| expression_of(compiler, limit)).transpose()?;
    let mut tables = crate::encode::js_text::to_text(arg(3)).into_owned();
    if let Some(alias) = alias {
        tables.push_str(compiler.dialect().alias_token());
        tables.push_str(alias);
    }
    let select = Select {
        columns,
        source: Source::Sql(&tables),
        index_hints: select::index_hints(compiler, options.get("indexHints").unwrap_or(&Value::Undefined)),
        table_hint: select::table_hint(options.get("tableHint").unwrap_or(&Value::Undefined)),
        paging: Paging { limit, ..Paging::default() },
        ..Select::default()
    };
    let mut w = SqlWriter::new(compiler, Rendering::Inline);
    render::select::write_head(&mut w, &select)?;
    Ok(w.finish().text)
}

fn expression_of<'a>(compiler: &'a Compiler, value: &'a Value) -> Result<Expr<'a>> {
    crate::plan::expression::untyped(compiler, value, None)
}

fn attributes(compiler: &Compiler, attributes: &Value, options: &Value, table: &Value) -> Result<Value> {
    let model = ModelOption::read(options.get("model").unwrap_or(&Value::Undefined));
    let mut aliases = Aliases::new(compiler);
    let table = table.as_str().unwrap_or_default();
    match attribute::plan(compiler, attributes, model.get(), &mut aliases, table, None)? {
        Some(columns) => texts(compiler, &columns),
        None => Ok(attributes.clone()),
    }
}

fn orders(compiler: &Compiler, options: &Value, model: &Value, has_sub_query: &Value) -> Result<Value> {
    let model = ModelOption::read(model);
    let option = |name: &str| options.get(name).unwrap_or(&Value::Undefined);
    let aliases = Aliases::new(compiler);
    let has_sub_query = has_sub_query.is_truthy();
    let orders =
        order::plan(compiler, option("order"), option("attributes"), model.get(), &aliases, has_sub_query)?;
    let answer = Object::new()
        .with("mainQueryOrder", texts(compiler, &orders.main)?)
        .with("subQueryOrder", texts(compiler, &orders.sub)?);
    Ok(Value::Object(answer))
}

fn grouping(compiler: &Compiler, item: &Value, model: &Value) -> Result<String> {
    let model = ModelOption::read(model);
    let items = Value::Array(vec![item.clone()]);
    let group = group::plan(compiler, &items, model.get(), &Aliases::new(compiler), "")?;
    filter::text(compiler, group.first(), "")
}
