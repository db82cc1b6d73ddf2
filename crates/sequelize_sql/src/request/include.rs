//! The `include` tree of a finder, read once: models, conditions and flags, and the names under which the joined
//! tables and their columns go in the statement. The layout is described in `facade/bridge/include.ts`.

use std::borrow::Cow;

use sequelize_types::{Error, Model, Result, Value};

use super::association::Association;
use super::select::Request;
use crate::Compiler;
use crate::plan::filter::operator_alias;

static UNDEFINED: Value = Value::Undefined;

/// A table to be joined, with everything below it.
#[derive(Debug)]
pub struct Include<'a> {
    pub model: &'a Model,
    pub association: Association<'a>,
    pub parent: Parent<'a>,
    pub names: Names<'a>,
    pub attributes: &'a [Value],
    pub filter: Cow<'a, Value>,
    /// Replaces the equality of keys.
    pub on: Cow<'a, Value>,
    pub is_or: bool,
    /// v6 tells `false` from `undefined`.
    pub required: Option<bool>,
    pub is_right: bool,
    /// The join belongs into the subquery, if the statement has one.
    pub is_in_sub_query: bool,
    pub sub_query_filter: Option<Box<SubQueryFilter<'a>>>,
    pub through: Option<Through<'a>>,
    pub children: Vec<Include<'a>>,
}

/// What an include is joined to: the model of the statement, or another include.
#[derive(Debug, Clone, Copy)]
pub struct Parent<'a> {
    pub model: &'a Model,
    pub is_include: bool,
    pub is_in_sub_query: bool,
}

/// Names in the statement. v6 makes those of columns (`alias`, `path`) and those of joins (`left`, `right`) in two ways
/// that differ for an include named like the table of the statement.
#[derive(Debug)]
pub struct Names<'a> {
    /// What columns are qualified with: `posts->tags`.
    pub alias: Cow<'a, str>,
    /// How columns are named in the result: `posts.tags` and the attribute.
    pub path: Cow<'a, str>,
    /// The table joined to, as the join calls it.
    pub left: Cow<'a, str>,
    /// The joined table.
    pub right: Cow<'a, str>,
    /// The `alias` of the include joined to; `None` for the table of the statement.
    pub source: Option<String>,
}

/// The join model of a BelongsToMany.
#[derive(Debug)]
pub struct Through<'a> {
    pub model: &'a Model,
    pub attributes: &'a [Value],
    pub filter: Cow<'a, Value>,
    pub alias: String,
    pub path: String,
}

/// Keeps rows out of the subquery for which a required include would find nothing: one row of that include is
/// selected in the subquery's condition. v6: `_generateSubQueryFilter`.
#[derive(Debug)]
pub struct SubQueryFilter<'a> {
    pub request: Request<'a>,
    /// `table.column = table.column`.
    pub link: [(&'a str, &'a str); 2],
    pub is_link_first: bool,
    pub filter: Cow<'a, Value>,
}

/// The statement as far as it decides names.
pub struct Statement<'s> {
    /// The name of its table, if that is text.
    pub table: Option<&'s str>,
    /// The quoted alias of its table.
    pub alias: &'s str,
}

/// Reads `include`; those that another statement loads (`separate`) are left out.
/// # Errors
/// `Type` for includes without a model or an association.
pub fn read<'a>(
    compiler: &Compiler,
    statement: &Statement<'_>,
    includes: &'a Value,
    model: Option<&'a Model>,
) -> Result<Vec<Include<'a>>> {
    joined(includes).map(|include| first_level(compiler, statement, include, model)).collect()
}

fn joined(includes: &Value) -> impl Iterator<Item = &Value> {
    let is_joined =
        |name: &'static str| move |include: &&Value| !include.get(name).is_some_and(Value::is_truthy);
    includes.as_array().unwrap_or_default().iter().filter(is_joined("separate")).filter(is_joined("_pseudo"))
}

/// An include of the statement's own list, or one that comes alone with the facts of its parents.
pub fn first_level<'a>(
    compiler: &Compiler,
    statement: &Statement<'_>,
    include: &'a Value,
    model: Option<&'a Model>,
) -> Result<Include<'a>> {
    let given = include.get("parent").unwrap_or(&UNDEFINED);
    let (parent, left) = match parent(given) {
        Some(parent) => (parent, chain(given)),
        None => {
            let model = model.ok_or_else(|| Error::type_error("include needs a model to join to"))?;
            (Parent { model, is_include: false, is_in_sub_query: false }, Cow::Borrowed(model.name.as_str()))
        }
    };
    let name = text(include, "as")?;
    let right = match parent.is_include {
        true => Cow::Owned(format!("{left}->{name}")),
        false => Cow::Borrowed(name),
    };
    let names = Names { alias: Cow::Borrowed(name), path: Cow::Borrowed(name), left, right, source: None };
    one(compiler, statement, include, parent, names)
}

fn parent(facts: &Value) -> Option<Parent<'_>> {
    let flag = |name: &str| facts.get(name).is_some_and(Value::is_truthy);
    Some(Parent {
        model: facts.get("model")?.as_model()?,
        is_include: flag("isInclude"),
        is_in_sub_query: flag("subQuery"),
    })
}

/// The names of the includes above, joined; at the top the name of the statement's model.
fn chain(parent: &Value) -> Cow<'_, str> {
    let name = || parent.get("as").and_then(Value::as_str).filter(|name| !name.is_empty());
    let above = parent.get("parent").filter(|above| above.get("isInclude").is_some_and(Value::is_truthy));
    match (name(), above) {
        (Some(name), Some(above)) => Cow::Owned(format!("{}->{name}", chain(above))),
        (Some(name), None) => Cow::Borrowed(name),
        (None, _) => {
            let model = parent.get("model").and_then(Value::as_model);
            Cow::Borrowed(model.map_or("", |model| model.name.as_str()))
        }
    }
}

fn one<'a>(
    compiler: &Compiler,
    statement: &Statement<'_>,
    include: &'a Value,
    parent: Parent<'a>,
    names: Names<'a>,
) -> Result<Include<'a>> {
    let option = |name: &str| include.get(name).unwrap_or(&UNDEFINED);
    let association = Association::read(option("association"))
        .ok_or_else(|| Error::type_error(format!("include {} has no association", names.path)))?;
    let model = option("model").as_model().map_or(association.target, |model| &**model);
    let is_in_sub_query = option("subQuery").is_truthy();
    let through = match option("through") {
        Value::Undefined => None,
        through => Some(read_through(compiler, through, &names)?),
    };
    let below = Parent { model, is_include: true, is_in_sub_query };
    let children = joined(option("include"))
        .map(|child| nested(compiler, statement, child, &names, below))
        .collect::<Result<_>>()?;
    Ok(Include {
        model,
        association,
        parent,
        attributes: option("attributes").as_array().unwrap_or_default(),
        filter: operator_alias::replace(compiler, option("where")),
        on: operator_alias::replace(compiler, option("on")),
        is_or: option("or").is_truthy(),
        required: match option("required") {
            Value::Undefined => None,
            required => Some(required.is_truthy()),
        },
        is_right: option("right").is_truthy(),
        is_in_sub_query,
        sub_query_filter: match option("subQueryFilter") {
            Value::Object(_) => Some(Box::new(sub_query_filter(compiler, option("subQueryFilter"))?)),
            _ => None,
        },
        through,
        children,
        names,
    })
}

/// An include of an include.
fn nested<'a>(
    compiler: &Compiler,
    statement: &Statement<'_>,
    include: &'a Value,
    above: &Names<'_>,
    parent: Parent<'a>,
) -> Result<Include<'a>> {
    let name = text(include, "as")?;
    // v6 takes an include for the statement's own table if it has that name.
    let is_top = statement.table == Some(&above.path) || statement.alias == above.path;
    let (alias, path) = match is_top {
        true => (Cow::Borrowed(name), Cow::Borrowed(name)),
        false => {
            (Cow::Owned(format!("{}->{name}", above.alias)), Cow::Owned(format!("{}.{name}", above.path)))
        }
    };
    let names = Names {
        alias,
        path,
        left: Cow::Owned(above.right.to_string()),
        right: Cow::Owned(format!("{}->{name}", above.right)),
        source: Some(above.alias.to_string()),
    };
    one(compiler, statement, include, parent, names)
}

fn read_through<'a>(compiler: &Compiler, through: &'a Value, names: &Names<'_>) -> Result<Through<'a>> {
    let model = through.get("model").and_then(Value::as_model);
    let model =
        model.ok_or_else(|| Error::type_error(format!("include {} has no through model", names.path)))?;
    let name = text(through, "as")?;
    Ok(Through {
        model,
        attributes: through.get("attributes").and_then(Value::as_array).unwrap_or_default(),
        filter: operator_alias::replace(compiler, through.get("where").unwrap_or(&UNDEFINED)),
        alias: format!("{}->{name}", names.alias),
        path: format!("{}.{name}", names.path),
    })
}

fn sub_query_filter<'a>(compiler: &Compiler, filter: &'a Value) -> Result<SubQueryFilter<'a>> {
    let part = |name: &str| filter.get(name).unwrap_or(&UNDEFINED);
    let model = |value: &'a Value| value.as_model().map(|model| &**model);
    let side = |index: usize| -> Option<(&'a str, &'a str)> {
        match part("join").as_array()?.get(index)?.as_array()? {
            [Value::Text(table), Value::Text(column)] => Some((table, column)),
            _ => None,
        }
    };
    let (Some(left), Some(right)) = (side(0), side(1)) else {
        return Err(Error::type_error("a required include needs keys to filter the subquery by"));
    };
    Ok(SubQueryFilter {
        request: Request::read(
            compiler,
            part("table"),
            part("options"),
            model(part("model")),
            model(part("options").get("model").unwrap_or(&UNDEFINED)),
        )?,
        link: [left, right],
        is_link_first: part("isJoinFirst").is_truthy(),
        filter: operator_alias::replace(compiler, part("where")),
    })
}

fn text<'a>(object: &'a Value, name: &str) -> Result<&'a str> {
    let text = object.get(name).and_then(Value::as_str);
    text.ok_or_else(|| Error::type_error(format!("an include has no `{name}`")))
}
