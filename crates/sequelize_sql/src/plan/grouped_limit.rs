//! The first rows of each group (`groupedLimit`), by which v6 loads limited `separate` includes: one limited SELECT
//! per group value, united.

use sequelize_types::{Error, Object, Result, Value};

use super::alias::Aliases;
use super::attribute::Qualifier;
use super::filter::{Filter, Left, Placeholder};
use super::include::{Included, Top};
use super::{attribute, include, paging, select};
use crate::Compiler;
use crate::ast::{Expr, Prefix, Select};
use crate::request::association::{Association, AssociationKind};
use crate::request::select::Request;

/// Where the value of a group is compared.
#[derive(Clone, Copy)]
enum Group<'a> {
    /// In a column of the table itself.
    Column(&'a str),
    /// In a column of a joined table: the through table of a BelongsToMany.
    Joined { table: &'a str, column: &'a str },
}

pub fn members<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    limit: &'a Object,
    aliases: &mut Aliases,
) -> Result<Vec<Select<'a>>> {
    let group = group(request, limit)?;
    let rows = limit.get("limit").unwrap_or(&Value::Undefined);
    let values = limit.get("values").and_then(Value::as_array).unwrap_or_default();
    values.iter().map(|value| member(compiler, request, rows, group, value, aliases)).collect()
}

fn group<'a>(request: &'a Request<'a>, limit: &'a Object) -> Result<Group<'a>> {
    if let Some(Value::Text(column)) = limit.get("on") {
        return Ok(Group::Column(column));
    }
    let Some(association) = limit.get("on").and_then(Association::read) else {
        return Err(Error::type_error("groupedLimit needs the name of a column or an association"));
    };
    match (association.kind, request.grouped_includes.as_slice()) {
        (AssociationKind::HasMany, _) => Ok(Group::Column(association.fact("foreignKeyField")?)),
        (AssociationKind::BelongsToMany, [through, ..]) => Ok(Group::Joined {
            table: &through.names.right,
            column: association.fact("foreignIdentifierField")?,
        }),
        _ => Err(Error::type_error(format!(
            "groupedLimit cannot group by the association {}",
            association.name
        ))),
    }
}

/// The rows of one group: always by the model's name, whatever alias the statement has.
fn member<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    rows: &'a Value,
    group: Group<'a>,
    value: &'a Value,
    aliases: &mut Aliases,
) -> Result<Select<'a>> {
    let alias = request.model.map(|model| model.name.as_str());
    let table = paging::quoted_alias(compiler, alias);
    let has_join = !request.grouped_includes.is_empty();
    let qualifier = alias.filter(|_| has_join).map(|table| Qualifier { table, has_dotted_names: false });
    let attributes = request.option("attributes");
    let columns = attribute::plan(compiler, attributes, request.model, aliases, &table, qualifier)?;
    let mut columns = columns.unwrap_or_else(|| match alias {
        Some(alias) if has_join => vec![select::every_column(alias)],
        _ => vec![Expr::sql("*")],
    });
    let included = joined(compiler, request, group, value, aliases)?;
    let is_unique_columns = !included.main.columns.is_empty();
    columns.extend(included.main.columns);
    attribute::refuse_empty(&columns, request.model, alias.map(|_| table.as_str()))?;
    let paging = paging::Request {
        limit: rows,
        alias: None,
        has_include: has_join,
        is_sub_query: false,
        ..paging::Request::of(request, aliases)
    };
    Ok(Select {
        columns,
        is_unique_columns,
        source: select::source(request),
        alias,
        joins: included.main.joins,
        filter: condition(compiler, request, group, value)?,
        paging: paging::plan(compiler, &paging)?,
        order: select::orders(compiler, request, aliases, false)?.main,
        ..Select::default()
    })
}

fn joined<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    group: Group<'a>,
    value: &'a Value,
    aliases: &mut Aliases,
) -> Result<Included<'a>> {
    let placeholder = match group {
        Group::Column(_) => None,
        Group::Joined { table, column } => Some(Placeholder { table, column, value }),
    };
    let model = request.model.map(|model| model.name.as_str());
    let top = Top {
        table: model.map_or(Prefix::None, Prefix::Name),
        table_key: paging::quoted_alias(compiler, model),
        model,
        is_grouped: false,
        is_selecting: true,
        placeholder,
        ..Top::of(compiler, request, false)
    };
    include::plan(&top, &request.grouped_includes, aliases)
}

/// The request's conditions, the group's between those of operators and those of names if it is a column of the table.
fn condition<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    group: Group<'a>,
    value: &'a Value,
) -> Result<Option<Expr<'a>>> {
    let prefix = match request.model {
        Some(model) => Prefix::Name(&model.name),
        None => request.prefix()?,
    };
    let filter = Filter::of_model(compiler, request.model, prefix);
    let of_group = match group {
        // v6 finds the group's condition without the model, so its value has no type.
        Group::Column(key) => {
            Filter { prefix: request.prefix()?, ..Filter::new(compiler) }.item(&Left::Name(key), value)?
        }
        Group::Joined { .. } => None,
    };
    match &*request.filter {
        Value::Object(_) => filter.items_with(&request.filter, false, of_group),
        other => {
            let own = filter.conditions(other, request.model)?;
            Ok(Expr::group(of_group.into_iter().chain(own).collect(), false, false))
        }
    }
}
