//! ORDER BY, and quoting as ORDER BY and GROUP BY do it. v6: `getQueryOrders`, `quote`.

use std::borrow::Cow;

use sequelize_types::{Error, Model, Result, Value};

use super::alias::Aliases;
use super::expression;
use crate::ast::{Expr, Prefix};
use crate::request::association::Association;
use crate::{Compiler, identifier};

const DIRECTIONS: [(&str, &str); 8] = [
    ("ASC", " ASC"),
    ("DESC", " DESC"),
    ("ASC NULLS LAST", " ASC NULLS LAST"),
    ("DESC NULLS LAST", " DESC NULLS LAST"),
    ("ASC NULLS FIRST", " ASC NULLS FIRST"),
    ("DESC NULLS FIRST", " DESC NULLS FIRST"),
    ("NULLS FIRST", " NULLS FIRST"),
    ("NULLS LAST", " NULLS LAST"),
];

/// The orders of a statement: its own, and those of the query inside it if there is one.
#[derive(Debug, Default)]
pub struct Orders<'a> {
    pub main: Vec<Expr<'a>>,
    pub sub: Vec<Expr<'a>>,
}

/// # Errors
/// What v6 throws for an order that is neither an array nor an expression, and for unknown items.
pub fn plan<'a>(
    compiler: &'a Compiler,
    order: &'a Value,
    attributes: &'a Value,
    model: Option<&'a Model>,
    aliases: &Aliases,
    has_sub_query: bool,
) -> Result<Orders<'a>> {
    let mut orders = Orders::default();
    match order {
        Value::Array(items) => {
            for item in items {
                let parts = match item {
                    Value::Array(parts) => parts.as_slice(),
                    other => std::slice::from_ref(other),
                };
                if let (true, Some(model)) = (has_sub_query, model) {
                    orders.sub.extend(inner(compiler, parts, model, aliases)?);
                }
                orders.main.push(match aliased(compiler, parts, attributes, model, aliases) {
                    Some(alias) => {
                        let mut pieces = vec![Expr::Path(alias)];
                        for part in &parts[1..] {
                            pieces.push(following(compiler, part, None)?);
                        }
                        Expr::Joined(pieces)
                    }
                    None => quote_parts(compiler, parts, model, "->")?,
                });
            }
        }
        Value::Expression(expression) => {
            let expr = expression::plan(compiler, expression, None)?;
            if has_sub_query {
                orders.sub.push(expr.clone());
            }
            orders.main.push(expr);
        }
        _ => {
            return Err(Error::plain("Order must be type of array or instance of a valid sequelize method."));
        }
    }
    Ok(orders)
}

/// The order inside the subquery: by its alias there, else as outside.
fn inner<'a>(
    compiler: &'a Compiler,
    parts: &'a [Value],
    model: &'a Model,
    aliases: &Aliases,
) -> Result<Option<Expr<'a>>> {
    let Some(first) = parts.first().filter(|first| is_inner(first)) else { return Ok(None) };
    if let Value::Text(name) = first {
        let field = model.attributes.by_name(name).map_or(name.as_str(), |attribute| attribute.column());
        let table = identifier::quote(compiler, &model.name);
        if let Some(short) = aliases.find(&table, field) {
            let direction = match parts.get(1) {
                Some(direction) => following(compiler, direction, None)?,
                None => Expr::sql(" ASC"),
            };
            return Ok(Some(Expr::Joined(vec![Expr::Path(Cow::Owned(short.to_owned())), direction])));
        }
    }
    quote_parts(compiler, parts, Some(model), "->").map(Some)
}

/// Whether an order is one of the subquery: those by joined tables are not.
fn is_inner(first: &Value) -> bool {
    let is_joined = match first {
        Value::Model(_) => true,
        Value::Object(object) => {
            matches!(object.get("model"), Some(Value::Model(_))) || object.contains("associationType")
        }
        _ => false,
    };
    first.is_truthy() && !is_joined
}

/// Whether any order would be one of the subquery.
pub fn has_inner(order: &Value) -> bool {
    match order {
        Value::Array(items) => items.iter().any(|item| match item {
            Value::Array(parts) => parts.first().is_some_and(is_inner),
            other => is_inner(other),
        }),
        order => order.is_truthy(),
    }
}

/// An order by a renamed attribute is an order by its new name.
fn aliased<'a>(
    compiler: &Compiler,
    parts: &'a [Value],
    attributes: &'a Value,
    model: Option<&'a Model>,
    aliases: &Aliases,
) -> Option<Cow<'a, str>> {
    let alias = alias_of(attributes, parts.first()?.as_str()?)?;
    let short = aliases.find(&identifier::quote(compiler, &model?.name), alias);
    Some(short.map_or(Cow::Borrowed(alias), |short| Cow::Owned(short.to_owned())))
}

/// The new name of a renamed attribute, found by either name.
pub fn alias_of<'a>(attributes: &'a Value, name: &str) -> Option<&'a str> {
    attributes.as_array()?.iter().find_map(|attribute| match attribute.as_array()? {
        [source, Value::Text(alias), ..] if !alias.is_empty() => {
            (alias == name || source.as_str() == Some(name)).then_some(alias.as_str())
        }
        _ => None,
    })
}

/// v6's `quote` with `parent`; `connector` stands between the names of associations.
/// # Errors
/// `Plain` for structures that are neither names, attributes nor expressions.
pub fn quote<'a>(
    compiler: &'a Compiler,
    item: &'a Value,
    parent: Option<&'a Model>,
    connector: &str,
) -> Result<Expr<'a>> {
    match item {
        Value::Text(path) => Ok(Expr::Path(Cow::Borrowed(path))),
        Value::Array(parts) => quote_parts(compiler, parts, parent, connector),
        Value::Expression(expression) => expression::plan(compiler, expression, None),
        Value::Object(object) if object.get("_modelAttribute").is_some_and(Value::is_truthy) => {
            match (object.get("Model"), object.get("fieldName")) {
                (Some(Value::Model(model)), Some(Value::Text(name))) => {
                    Ok(Expr::Column { prefix: Prefix::Name(&model.name), name: Cow::Borrowed(name) })
                }
                _ => Err(unknown(item)),
            }
        }
        Value::Object(object) if object.get("raw").is_some_and(Value::is_truthy) => Err(Error::plain(
            "The `{raw: \"...\"}` syntax is no longer supported.  Use `sequelize.literal` instead.",
        )),
        other => Err(unknown(other)),
    }
}

fn unknown(item: &Value) -> Error {
    let text = crate::literal::describe(item);
    Error::plain(format!("Unknown structure passed to order / group: {text}"))
}

/// An attribute (behind the associations that lead to it), then a direction and whatever else v6 lets stand there.
fn quote_parts<'a>(
    compiler: &'a Compiler,
    parts: &'a [Value],
    parent: Option<&'a Model>,
    connector: &str,
) -> Result<Expr<'a>> {
    let leading = parts.split_last().map_or(&[][..], |(_, leading)| leading);
    let path: Vec<_> = leading.iter().map_while(Association::read).collect();
    let mut pieces = Vec::with_capacity(parts.len() + 2);
    let mut rest = parts[path.len()..].iter();
    match (path.last(), rest.next()) {
        (Some(last), Some(part)) => {
            let names: Vec<_> = path.iter().map(|association| association.name).collect();
            pieces.push(Expr::Column { prefix: Prefix::None, name: Cow::Owned(names.join(connector)) });
            pieces.push(Expr::sql("."));
            pieces.push(following(compiler, part, Some(last.target))?);
        }
        (None, Some(Value::Text(name))) => {
            let piece = attribute(name, parent);
            if let (Some(parent), Expr::Path(_)) = (parent, &piece) {
                pieces.push(Expr::Table(Prefix::Name(&parent.name)));
                pieces.push(Expr::sql("."));
            }
            pieces.push(piece);
        }
        (None, Some(part)) => pieces.push(quote(compiler, part, parent, connector)?),
        (_, None) => {}
    }
    for part in rest {
        pieces.push(following(compiler, part, None)?);
    }
    Ok(Expr::Joined(pieces))
}

/// A part that is not the first: a direction, else the name of an attribute of `model`.
fn following<'a>(compiler: &'a Compiler, part: &'a Value, model: Option<&'a Model>) -> Result<Expr<'a>> {
    let Value::Text(name) = part else { return quote(compiler, part, None, "->") };
    let direction = DIRECTIONS.iter().find(|(direction, _)| direction.eq_ignore_ascii_case(name));
    Ok(direction.map_or_else(|| attribute(name, model), |(_, text)| Expr::sql(text)))
}

/// The column of an attribute, or the value at a path inside a JSON column; other names stay as they are.
fn attribute<'a>(name: &'a str, model: Option<&'a Model>) -> Expr<'a> {
    let Some(model) = model else { return Expr::Path(Cow::Borrowed(name)) };
    if let Some(attribute) = model.attributes.by_name(name) {
        return Expr::Path(Cow::Borrowed(attribute.column()));
    }
    if let Some((first, path)) = name.split_once('.')
        && let Some(attribute) = model.attributes.by_name(first)
        && attribute.data_type.as_ref().is_some_and(|data_type| data_type.kind.is_json())
    {
        let column =
            Expr::Column { prefix: Prefix::Name(&model.name), name: Cow::Borrowed(attribute.column()) };
        let path = path.split('.').map(Cow::Borrowed).collect();
        return Expr::JsonPath { column: Box::new(column), path, is_json: false };
    }
    Expr::Path(Cow::Borrowed(name))
}
