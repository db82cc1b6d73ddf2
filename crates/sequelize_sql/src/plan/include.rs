//! Eager loading: which joins and columns the includes of a SELECT become, and in which of its two queries.
//! v6: `generateInclude`.

use std::borrow::Cow;

use sequelize_types::{Error, Expression, Result, Value};

use super::alias::Aliases;
use super::filter::Placeholder;
use super::{expression, join, json_access, paging, subquery};
use crate::ast::{Expr, Join, Prefix};
use crate::request::include::Include;
use crate::request::select::Request;
use crate::{Compiler, Rendering, SqlWriter, identifier, render};

/// What includes add to a SELECT. A statement without a subquery has the main query only.
#[derive(Debug, Default)]
pub struct Included<'a> {
    pub main: Part<'a>,
    pub sub: Part<'a>,
    /// Conditions that required includes add to the subquery.
    pub filters: Vec<Expr<'a>>,
}

/// Additions to one of the two queries.
#[derive(Debug, Default)]
pub struct Part<'a> {
    pub columns: Vec<Expr<'a>>,
    pub joins: Vec<Join<'a>>,
}

/// The statement, as far as joins depend on it.
#[derive(Clone)]
pub struct Top<'a> {
    pub compiler: &'a Compiler,
    /// The table's alias, and the text that is the key of its short aliases.
    pub table: Prefix<'a>,
    pub table_key: String,
    /// `options.model`'s name; joins to the model of that name are joins to the statement's table.
    pub model: Option<&'a str>,
    pub has_sub_query: bool,
    /// The rows come from a union of the first rows of groups.
    pub is_grouped: bool,
    /// `includeIgnoreAttributes`: `false` joins without selecting, as aggregates do.
    pub is_selecting: bool,
    pub placeholder: Option<Placeholder<'a>>,
}

impl<'a> Top<'a> {
    pub fn of(compiler: &'a Compiler, request: &Request<'a>, has_sub_query: bool) -> Self {
        Self {
            compiler,
            table: request.alias().map_or(Prefix::None, Prefix::Name),
            table_key: paging::quoted_alias(compiler, request.alias()),
            model: request.attribute_model.or(request.model).map(|model| model.name.as_str()),
            has_sub_query,
            is_grouped: request.option("groupedLimit").is_truthy(),
            is_selecting: *request.option("includeIgnoreAttributes") != Value::Bool(false),
            placeholder: None,
        }
    }
}

/// Plans `includes`, which stand at the top of the statement.
/// # Errors
/// What v6 throws for attributes that cannot be selected; `Type` for models without the keys to join by.
pub fn plan<'a>(top: &Top<'a>, includes: &'a [Include<'a>], aliases: &mut Aliases) -> Result<Included<'a>> {
    let mut all = Included::default();
    for include in includes {
        let one = one(top, include, aliases)?;
        all.main.extend(one.main);
        all.sub.extend(one.sub);
        all.filters.extend(one.filters);
    }
    Ok(all)
}

impl Part<'_> {
    fn extend(&mut self, other: Self) {
        self.columns.extend(other.columns);
        self.joins.extend(other.joins);
    }
}

/// One include with all below it.
fn one<'a>(top: &Top<'a>, include: &'a Include<'a>, aliases: &mut Aliases) -> Result<Included<'a>> {
    let mut own = Included::default();
    let is_in_sub_query = include.is_in_sub_query && top.has_sub_query;
    if top.is_selecting {
        let columns = columns(top, include, aliases)?;
        if is_in_sub_query { own.sub.columns = columns } else { own.main.columns = columns }
    }
    let planned = join::plan(top, include, aliases)?;
    own.main.columns.extend(planned.main_columns);
    own.sub.columns.extend(planned.sub_columns);
    own.filters.extend(subquery::filter(top, include)?);

    let mut below = Included::default();
    let mut has_required_below_optional = false;
    for child in &include.children {
        let child_parts = one(top, child, aliases)?;
        has_required_below_optional |= include.required == Some(false) && child.required == Some(true);
        below.main.extend(child_parts.main);
        below.sub.columns.extend(child_parts.sub.columns);
        // v6: what stands in the subquery below a join of the main query is lost.
        if child.is_in_sub_query && top.has_sub_query {
            below.sub.joins.extend(child_parts.sub.joins);
        }
        own.filters.extend(child_parts.filters);
    }
    own.main.columns.append(&mut below.main.columns);
    own.sub.columns.append(&mut below.sub.columns);

    let (same, other) = match is_in_sub_query {
        true => (&mut own.sub.joins, &mut own.main.joins),
        false => (&mut own.main.joins, &mut own.sub.joins),
    };
    let (beside, elsewhere) = match is_in_sub_query {
        true => (below.sub.joins, below.main.joins),
        false => (below.main.joins, below.sub.joins),
    };
    other.extend(elsewhere);
    // An optional table with a required one below is optional together with it.
    if has_required_below_optional {
        same.push(Join { nested: beside, ..planned.join });
    } else {
        same.push(planned.join);
        same.extend(beside);
    }
    Ok(own)
}

fn columns<'a>(top: &Top<'a>, include: &'a Include<'a>, aliases: &mut Aliases) -> Result<Vec<Expr<'a>>> {
    let attributes = include.attributes.iter();
    let selected = attributes.filter(|attribute| !is_virtual(include, attribute));
    selected.map(|attribute| column(top, include, attribute, aliases)).collect()
}

fn is_virtual(include: &Include<'_>, attribute: &Value) -> bool {
    let attribute = attribute.as_str().and_then(|name| include.model.attributes.by_name(name));
    let data_type = attribute.and_then(|attribute| attribute.data_type.as_ref());
    data_type.is_some_and(|data_type| data_type.kind == sequelize_types::TypeKind::Virtual)
}

/// `"posts"."title" AS "posts.title"`.
fn column<'a>(
    top: &Top<'a>,
    include: &'a Include<'a>,
    attribute: &'a Value,
    aliases: &mut Aliases,
) -> Result<Expr<'a>> {
    let (definition, name) = match attribute {
        Value::Text(name) => match include.model.attributes.by_name(name) {
            Some(attribute) => (named(include, attribute.column()), name),
            None => (by_text(top, include, name), name),
        },
        Value::Array(pair) => match pair.as_slice() {
            [definition, Value::Text(name)] => (definition_of(top, include, definition)?, name),
            _ => return Err(not_an_attribute(include, attribute)),
        },
        // The user names the column in the literal itself.
        Value::Expression(expression) => match &**expression {
            Expression::Literal { sql } => return expression::literal(sql),
            Expression::Cast { .. } | Expression::Fn { .. } => return Err(Error::plain(WITHOUT_ALIAS)),
            _ => return Err(not_an_attribute(include, attribute)),
        },
        other => return Err(not_an_attribute(include, other)),
    };
    let names = &include.names;
    let alias = aliases.minify(&names.alias, Cow::Owned(format!("{}.{name}", names.path)));
    Ok(Expr::QuotedAlias(Box::new(definition), alias))
}

fn definition_of<'a>(top: &Top<'a>, include: &'a Include<'a>, definition: &'a Value) -> Result<Expr<'a>> {
    match definition {
        Value::Text(name) => Ok(by_text(top, include, name)),
        Value::Expression(expression) => {
            let expr = expression::plan(top.compiler, expression, None)?;
            match &**expression {
                Expression::Literal { .. } => Ok(trimmed(expr)),
                Expression::Cast { .. } | Expression::Fn { .. } => Ok(expr),
                // v6 takes the text of other expressions for the name of a column.
                _ => {
                    let mut w = SqlWriter::new(top.compiler, Rendering::Inline);
                    render::expr::write(&mut w, &expr)?;
                    let text = w.finish().text;
                    Ok(json_access::qualify(&text, &alias(top, include)).map_or_else(
                        || Expr::Column {
                            prefix: Prefix::Name(&include.names.alias),
                            name: Cow::Owned(text.clone()),
                        },
                        |sql| Expr::Sql(Cow::Owned(sql)),
                    ))
                }
            }
        }
        other => Err(not_an_attribute(include, other)),
    }
}

fn trimmed(expr: Expr<'_>) -> Expr<'_> {
    match expr {
        Expr::Sql(Cow::Borrowed(text)) => Expr::Sql(Cow::Borrowed(text.trim())),
        other => other,
    }
}

fn named<'a>(include: &'a Include<'a>, name: &'a str) -> Expr<'a> {
    Expr::Column { prefix: Prefix::Name(&include.names.alias), name: Cow::Borrowed(name) }
}

/// A name, or access to a JSON column written as SQL.
fn by_text<'a>(top: &Top<'a>, include: &'a Include<'a>, text: &'a str) -> Expr<'a> {
    if json_access::is_access(text)
        && let Some(sql) = json_access::qualify(text, &alias(top, include))
    {
        return Expr::Sql(Cow::Owned(sql));
    }
    named(include, text)
}

fn alias(top: &Top<'_>, include: &Include<'_>) -> String {
    identifier::quote(top.compiler, &include.names.alias)
}

fn not_an_attribute(include: &Include<'_>, attribute: &Value) -> Error {
    let text = crate::literal::describe(attribute);
    let path = &include.names.path;
    Error::type_error(format!(
        "an attribute of include {path} must be a string, a pair or a literal, got {text}"
    ))
}

const WITHOUT_ALIAS: &str = "Tried to select attributes using Sequelize.cast or Sequelize.fn without specifying an alias for the result, during eager loading. This means the attribute will not be added to the returned instance";
