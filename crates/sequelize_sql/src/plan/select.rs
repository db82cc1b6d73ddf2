//! SELECT of one model or table. v6: `selectQuery`.

use sequelize_types::{Error, Model, Result, Value};

use super::alias::Aliases;
use super::filter::{Filter, conditions, operator_alias};
use super::{attribute, group, grouped_limit, lock, order, paging};
use crate::Compiler;
use crate::ast::{Expr, Paging, Prefix, Select, Source};

static UNDEFINED: Value = Value::Undefined;

/// A finder's options as the query generator gets them. Missing ones are `Undefined`.
pub struct Request<'a> {
    pub table: &'a Value,
    pub options: &'a Value,
    /// Third argument of `selectQuery`: whose names conditions, groups and orders use.
    pub model: Option<&'a Model>,
    /// `options.model`: decides which attribute names with dots are one name.
    pub attribute_model: Option<&'a Model>,
    /// `options.where` and `options.having` with aliases of operators replaced.
    pub filter: &'a Value,
    pub having: &'a Value,
}

impl<'a> Request<'a> {
    pub fn option(&self, name: &str) -> &'a Value {
        self.options.get(name).unwrap_or(&UNDEFINED)
    }

    /// The alias of the table: `tableAs`, else the model's name; several tables have none.
    pub fn alias(&self) -> Option<&'a str> {
        match (self.option("tableAs"), self.table) {
            (Value::Text(alias), _) if !alias.is_empty() => Some(alias),
            (_, Value::Array(_)) => None,
            _ => self.model.map(|model| model.name.as_str()),
        }
    }

    /// What columns of conditions are qualified with.
    pub fn prefix(&self) -> Result<Prefix<'a>> {
        match self.alias() {
            Some(alias) => Ok(Prefix::Name(alias)),
            None => Ok(Prefix::Table(conditions::first_table(self.table)?)),
        }
    }
}

/// `where` and `having`, ready for a `Request`.
pub fn conditions_of<'a>(compiler: &Compiler, options: &'a Value, name: &str) -> std::borrow::Cow<'a, Value> {
    operator_alias::replace(compiler, options.get(name).unwrap_or(&UNDEFINED))
}

/// # Errors
/// `Unsupported` for `include`; what v6 throws for the parts.
pub fn plan<'a>(compiler: &'a Compiler, request: &'a Request<'a>) -> Result<Select<'a>> {
    if request.option("include").as_array().is_some_and(|include| !include.is_empty()) {
        return Err(Error::unsupported("include", None));
    }
    let mut aliases = Aliases::new(compiler);
    let table = paging::quoted_alias(compiler, request.alias());
    let columns = columns(compiler, request, &mut aliases, &table)?;
    if let Value::Object(limit) = request.option("groupedLimit") {
        return grouped_limit::plan(compiler, request, limit, columns, &aliases, &table);
    }
    match request.option("subQuery").is_truthy() {
        true => nested(compiler, request, columns, &aliases, &table),
        false => flat(compiler, request, columns, &aliases, &table),
    }
}

fn columns<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    aliases: &mut Aliases,
    table: &str,
) -> Result<Vec<Expr<'a>>> {
    let attributes = request.option("attributes");
    let mut columns = attribute::plan(compiler, attributes, request.attribute_model, aliases, table)?;
    if let (Some(columns), true, Some(model)) =
        (&mut columns, request.option("subQuery").is_truthy(), request.model)
    {
        add_primary_keys(columns, attributes.as_array().unwrap_or_default(), model);
    }
    let columns = match (columns, request.alias()) {
        (Some(columns), _) => columns,
        // v6: an empty `include` is enough for `"User".*`.
        (None, Some(alias)) if request.option("include").is_truthy() => vec![every_column(alias)],
        (None, _) => vec![Expr::sql("*")],
    };
    let alias = request.alias().map(|_| table);
    attribute::refuse_empty(&columns, request.model, alias)?;
    Ok(columns)
}

pub(super) fn every_column(alias: &str) -> Expr<'_> {
    Expr::Column { prefix: Prefix::Name(alias), name: "*".into() }
}

/// The outer query joins by primary key, so the inner one selects it.
fn add_primary_keys<'a>(columns: &mut Vec<Expr<'a>>, attributes: &[Value], model: &'a Model) {
    for key in &model.primary_keys {
        let is_key = |value: &Value| value.as_str() == Some(key);
        let has_key = attributes.iter().any(|attribute| match attribute {
            Value::Array(pair) => pair.iter().take(2).any(is_key),
            other => is_key(other),
        });
        if has_key {
            continue;
        }
        let name = Expr::name(key);
        columns.push(match model.attributes.by_name(key).and_then(|attribute| attribute.field.as_deref()) {
            // v6: the attribute's name as the column, its column as the alias.
            Some(field) => Expr::Alias(Box::new(name), field.into()),
            None => name,
        });
    }
}

pub(super) fn filter_of<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Filter<'a>> {
    Ok(Filter::of_model(compiler, request.model, request.prefix()?))
}

fn flat<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
    table: &str,
) -> Result<Select<'a>> {
    let order = orders(compiler, request, aliases, false)?.main;
    let mut select = unordered(compiler, request, columns, aliases, table)?;
    if select.paging.offset.is_some() && paging::is_legacy(compiler) {
        select.paging.order = paging::legacy_order(order.clone(), request.model)?;
    }
    Ok(Select { order, ..select })
}

/// `SELECT "User".* FROM (SELECT …) AS "User"`, as `subQuery: true` asks for. Conditions, groups and paging go
/// inside; the order is needed at both places.
fn nested<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
    table: &str,
) -> Result<Select<'a>> {
    let Some(alias) = request.alias() else {
        return Err(Error::type_error("subQuery needs a model or an alias of the table"));
    };
    let orders = orders(compiler, request, aliases, true)?;
    let mut inner = unordered(compiler, request, columns, aliases, table)?;
    inner.order = orders.sub;
    let lock = inner.lock.take();
    Ok(Select {
        columns: vec![every_column(alias)],
        source: Source::SubQuery(Box::new(inner)),
        alias: Some(alias),
        index_hints: Vec::new(),
        table_hint: None,
        filter: None,
        group: Vec::new(),
        having: None,
        order: orders.main,
        paging: Paging::default(),
        lock,
    })
}

fn unordered<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
    table: &str,
) -> Result<Select<'a>> {
    let filter = filter_of(compiler, request)?.conditions(request.filter, request.model)?;
    let paging = paging_of(compiler, request)?;
    Ok(Select { filter, paging, ..outline(compiler, request, columns, aliases, table)? })
}

/// Everything of a SELECT but conditions, order and paging.
pub(super) fn outline<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    columns: Vec<Expr<'a>>,
    aliases: &Aliases,
    table: &str,
) -> Result<Select<'a>> {
    let source = match request.table {
        Value::Array(tables) => Source::Tables(tables),
        table => Source::Table(table),
    };
    let having = match request.having {
        Value::Undefined => None,
        having => {
            Filter::of_model(compiler, request.model, Prefix::None).conditions(having, request.model)?
        }
    };
    Ok(Select {
        columns,
        source,
        alias: request.alias(),
        index_hints: index_hints(compiler, request.option("indexHints")),
        table_hint: table_hint(request.option("tableHint")),
        filter: None,
        group: group::plan(compiler, request.option("group"), request.model, aliases, table)?,
        having,
        order: Vec::new(),
        paging: Paging::default(),
        lock: lock::plan(compiler, request.option("lock"), request.option("skipLocked").is_truthy()),
    })
}

pub(super) fn orders<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    aliases: &Aliases,
    has_sub_query: bool,
) -> Result<order::Orders<'a>> {
    match request.option("order") {
        order if !order.is_truthy() => Ok(order::Orders::default()),
        order => {
            order::plan(compiler, order, request.option("attributes"), request.model, aliases, has_sub_query)
        }
    }
}

pub(super) fn paging_of<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Paging<'a>> {
    let alias = request.option("tableAs").as_str().filter(|alias| !alias.is_empty());
    paging::plan(
        compiler,
        &paging::Request {
            limit: request.option("limit"),
            offset: request.option("offset"),
            order: request.option("order"),
            alias,
            model: request.model,
        },
    )
}

/// Hints of unknown types are left out, as v6 does.
pub fn index_hints<'a>(compiler: &Compiler, hints: &'a Value) -> Vec<(&'static str, &'a [Value])> {
    let Some(hints) = hints.as_array().filter(|_| compiler.dialect().supports().index_hints) else {
        return Vec::new();
    };
    let read = |hint: &'a Value| {
        let wanted = hint.get("type")?.as_str()?;
        let kind = ["USE", "FORCE", "IGNORE"].into_iter().find(|kind| *kind == wanted)?;
        Some((kind, hint.get("values")?.as_array()?))
    };
    hints.iter().filter_map(read).collect()
}

const TABLE_HINTS: [&str; 15] = [
    "NOLOCK",
    "READUNCOMMITTED",
    "UPDLOCK",
    "REPEATABLEREAD",
    "SERIALIZABLE",
    "READCOMMITTED",
    "TABLOCK",
    "TABLOCKX",
    "PAGLOCK",
    "ROWLOCK",
    "NOWAIT",
    "READPAST",
    "XLOCK",
    "SNAPSHOT",
    "NOEXPAND",
];

/// An unknown hint is left out, as v6 does.
pub fn table_hint(hint: &Value) -> Option<&'static str> {
    let wanted = hint.as_str()?;
    TABLE_HINTS.into_iter().find(|hint| *hint == wanted)
}
