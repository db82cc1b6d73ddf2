//! SELECT: of one model or table, or of one with others joined to it. v6: `selectQuery`.

use sequelize_types::{Error, Model, Object, Result, Value};

use super::alias::Aliases;
use super::attribute::Qualifier;
use super::filter::Filter;
use super::include::{Included, Part, Top};
use super::{attribute, group, grouped_limit, include, lock, order, paging, subquery};
use crate::Compiler;
use crate::ast::{Expr, LimitUnion, Paging, Prefix, Select, Source};
use crate::request::select::Request;

/// # Errors
/// What v6 throws for the parts; `Unsupported` for joins with an offset on a server without paging.
pub fn plan<'a>(compiler: &'a Compiler, request: &'a Request<'a>) -> Result<Select<'a>> {
    let has_sub_query = subquery::is_needed(request);
    if request.has_include() && request.option("offset").is_truthy() && paging::is_legacy(compiler) {
        return Err(Error::unsupported("An offset together with include on an old server", None));
    }
    let mut aliases = Aliases::new(compiler);
    let table = paging::quoted_alias(compiler, request.alias());
    let columns = columns(compiler, request, &mut aliases, &table, has_sub_query)?;
    let top = Top::of(compiler, request, has_sub_query);
    let included = include::plan(&top, &request.includes, &mut aliases)?;
    let plan = Plan { compiler, request, aliases, table, included };
    if has_sub_query {
        return plan.nested(columns);
    }
    match request.option("groupedLimit") {
        // Their columns are those of the members.
        Value::Object(limit) => plan.grouped(limit),
        _ => plan.flat(columns),
    }
}

/// A SELECT whose columns and joins are known.
pub(super) struct Plan<'a> {
    pub compiler: &'a Compiler,
    pub request: &'a Request<'a>,
    pub aliases: Aliases,
    /// The quoted alias of the table: the key of its short aliases.
    pub table: String,
    pub included: Included<'a>,
}

fn columns<'a>(
    compiler: &'a Compiler,
    request: &'a Request<'a>,
    aliases: &mut Aliases,
    table: &str,
    has_sub_query: bool,
) -> Result<Vec<Expr<'a>>> {
    let attributes = request.option("attributes");
    let qualifier = if request.has_include() { qualifier(request) } else { None };
    let mut columns =
        attribute::plan(compiler, attributes, request.attribute_model, aliases, table, qualifier)?;
    if let (Some(columns), true, Some(model)) = (&mut columns, has_sub_query, request.model) {
        let given = attributes.as_array().unwrap_or_default();
        for (key, alias) in missing_keys(given, model) {
            columns.push(attribute::named(compiler, key, alias, aliases, table, qualifier)?);
        }
    }
    let columns = match (columns, request.alias()) {
        (Some(columns), _) => columns,
        // v6: an empty `include` is enough for `"User".*`.
        (None, Some(alias)) if request.option("include").is_truthy() => vec![every_column(alias)],
        (None, _) => vec![Expr::sql("*")],
    };
    Ok(columns)
}

pub(super) fn qualifier<'a>(request: &Request<'a>) -> Option<Qualifier<'a>> {
    let has_dotted_names = request.option("dotNotation").is_truthy();
    request.alias().map(|table| Qualifier { table, has_dotted_names })
}

pub(super) fn every_column(alias: &str) -> Expr<'_> {
    Expr::Column { prefix: Prefix::Name(alias), name: "*".into() }
}

/// The outer query joins by primary key, so the inner one selects it.
fn missing_keys<'a>(
    attributes: &'a [Value],
    model: &'a Model,
) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
    let is_missing = move |key: &&String| {
        let is_key = |value: &Value| value.as_str() == Some(key.as_str());
        !attributes.iter().any(|attribute| match attribute {
            Value::Array(pair) => pair.iter().take(2).any(is_key),
            other => is_key(other),
        })
    };
    model.primary_keys.iter().filter(is_missing).map(|key| {
        // v6: the attribute's name as the column, its column as the alias.
        let field = model.attributes.by_name(key).and_then(|attribute| attribute.field.as_deref());
        (key.as_str(), field)
    })
}

impl<'a> Plan<'a> {
    fn flat(mut self, columns: Vec<Expr<'a>>) -> Result<Select<'a>> {
        let order = self.orders(false)?.main;
        let main = std::mem::take(&mut self.included.main);
        let select = self.outline(columns, main)?;
        attribute::refuse_empty(&select.columns, self.request.model, self.quoted_alias())?;
        let filter = self.filter()?;
        let mut paging = self.paging()?;
        if paging.offset.is_some() && paging::is_legacy(self.compiler) {
            paging.order = paging::legacy_order(order.clone(), self.request.model)?;
        }
        Ok(Select { short_names: self.aliases.names(), order, filter, paging, ..select })
    }

    /// `SELECT "User".* FROM (SELECT …) AS "User"`, as `subQuery: true` asks for. Conditions, groups and paging go
    /// inside; the order is needed at both places.
    fn nested(mut self, columns: Vec<Expr<'a>>) -> Result<Select<'a>> {
        let Some(alias) = self.request.alias() else {
            return Err(Error::type_error("subQuery needs a model or an alias of the table"));
        };
        let orders = self.orders(true)?;
        let sub = std::mem::take(&mut self.included.sub);
        let main = std::mem::take(&mut self.included.main);
        let inner = self.outline(columns, sub)?;
        attribute::refuse_empty(&inner.columns, self.request.model, self.quoted_alias())?;
        let lock = inner.lock;
        let filter = self.filter()?;
        let paging = self.paging()?;
        let inner = Select { order: orders.sub, filter, paging, lock: None, ..inner };
        let is_unique_columns = !main.columns.is_empty();
        let mut columns = vec![every_column(alias)];
        columns.extend(main.columns);
        Ok(Select {
            short_names: self.aliases.names(),
            columns,
            is_unique_columns,
            source: Source::SubQuery(Box::new(inner)),
            alias: Some(alias),
            joins: main.joins,
            order: orders.main,
            lock,
            ..Select::default()
        })
    }

    /// The first rows of each group. Ordered inside; only a grouped limit by a BelongsToMany is ordered again.
    fn grouped(mut self, limit: &'a Object) -> Result<Select<'a>> {
        let (compiler, request) = (self.compiler, self.request);
        let keeps_order = limit.get("keepsOrder").is_some_and(Value::is_truthy);
        let members = grouped_limit::members(compiler, request, limit, &mut self.aliases)?;
        let every = match (request.alias(), request.table) {
            (Some(alias), _) => every_column(alias),
            (None, table) => Expr::Column { prefix: Prefix::Table(table), name: "*".into() },
        };
        let order = match request.grouped_includes.is_empty() {
            true => Vec::new(),
            false => self.orders(false)?.main,
        };
        let main = std::mem::take(&mut self.included.main);
        Ok(Select {
            short_names: self.aliases.names(),
            source: Source::LimitUnion(LimitUnion { members, keeps_order }),
            order,
            ..self.outline(vec![every], main)?
        })
    }

    /// Everything of a SELECT but conditions, order and paging.
    fn outline(&self, mut columns: Vec<Expr<'a>>, joined: Part<'a>) -> Result<Select<'a>> {
        let (compiler, request) = (self.compiler, self.request);
        let is_unique_columns = !joined.columns.is_empty();
        columns.extend(joined.columns);
        let having = match &*request.having {
            Value::Undefined => None,
            having => {
                Filter::of_model(compiler, request.model, Prefix::None).conditions(having, request.model)?
            }
        };
        let group =
            group::plan(compiler, request.option("group"), request.model, &self.aliases, &self.table)?;
        Ok(Select {
            columns,
            is_unique_columns,
            source: source(request),
            alias: request.alias(),
            index_hints: index_hints(compiler, request.option("indexHints")),
            table_hint: table_hint(request.option("tableHint")),
            joins: joined.joins,
            group,
            having,
            lock: lock::plan(compiler, request.option("lock"), request.option("skipLocked").is_truthy()),
            ..Select::default()
        })
    }

    fn filter(&mut self) -> Result<Option<Expr<'a>>> {
        let filter = filter_of(self.compiler, self.request)?;
        let condition = filter.conditions(&self.request.filter, self.request.model)?;
        Ok(subquery::with_filters(condition, std::mem::take(&mut self.included.filters), self.request))
    }

    fn orders(&self, has_sub_query: bool) -> Result<order::Orders<'a>> {
        orders(self.compiler, self.request, &self.aliases, has_sub_query)
    }

    fn paging(&self) -> Result<Paging<'a>> {
        paging::plan(self.compiler, &paging::Request::of(self.request, &self.aliases))
    }

    fn quoted_alias(&self) -> Option<&str> {
        self.request.alias().map(|_| self.table.as_str())
    }
}

pub(super) fn source<'a>(request: &Request<'a>) -> Source<'a> {
    match request.table {
        Value::Array(tables) => Source::Tables(tables),
        table => Source::Table(table),
    }
}

pub(super) fn filter_of<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<Filter<'a>> {
    Ok(Filter::of_model(compiler, request.model, request.prefix()?))
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
