//! The first rows of each group (`groupedLimit`), by which v6 loads limited `separate` includes: one limited SELECT
//! per group value, united.

use sequelize_types::{AssociationKind, Error, Object, Result, Value};

use super::alias::Aliases;
use super::filter::{Filter, Left};
use super::paging;
use super::select::{self, Request};
use crate::Compiler;
use crate::ast::{Expr, LimitUnion, Prefix, Select, Source};

pub fn plan<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    limit: &'a Object,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
    table: &str,
) -> Result<Select<'a>> {
    let key = match limit.get("on") {
        Some(Value::Text(key)) => key.as_str(),
        Some(Value::Association(association)) if association.kind == AssociationKind::HasMany => {
            association.foreign_key_field.as_str()
        }
        _ => return Err(Error::unsupported("groupedLimit on a many-to-many association", None)),
    };
    let values = limit.get("values").and_then(Value::as_array).unwrap_or_default();
    let rows = limit.get("limit").unwrap_or(&Value::Undefined);
    let members = values
        .iter()
        .map(|value| member(compiler, request, rows, key, value, columns.clone(), aliases))
        .collect::<Result<_>>()?;
    // Ordered inside; the union needs no order of its own.
    let outer = select::outline(compiler, request, Vec::new(), aliases, table)?;
    let every = match (request.alias(), request.table) {
        (Some(alias), _) => select::every_column(alias),
        (None, table) => Expr::Column { prefix: Prefix::Table(table), name: "*".into() },
    };
    Ok(Select { columns: vec![every], source: Source::LimitUnion(LimitUnion { members }), ..outer })
}

/// The rows of one group.
fn member<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    rows: &'a Value,
    key: &'a str,
    value: &'a Value,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
) -> Result<Select<'a>> {
    // v6 finds the group's condition without the model, so its value has no type.
    let of_group =
        Filter { prefix: request.prefix()?, ..Filter::new(compiler) }.item(&Left::Name(key), value)?;
    let filter = select::filter_of(compiler, request)?;
    let filter = match request.filter {
        Value::Object(_) => filter.items_with(request.filter, false, of_group)?,
        other => Expr::group(
            of_group.into_iter().chain(filter.conditions(other, request.model)?).collect(),
            false,
            false,
        ),
    };
    let paging = paging::plan(
        compiler,
        &paging::Request {
            limit: rows,
            offset: request.option("offset"),
            order: request.option("order"),
            alias: None,
            model: request.model,
        },
    )?;
    let source = match request.table {
        Value::Array(tables) => Source::Tables(tables),
        table => Source::Table(table),
    };
    Ok(Select {
        columns,
        source,
        alias: request.model.map(|model| model.name.as_str()),
        index_hints: Vec::new(),
        table_hint: None,
        filter,
        group: Vec::new(),
        having: None,
        order: select::orders(compiler, request, aliases, false)?.main,
        paging,
        lock: None,
    })
}
