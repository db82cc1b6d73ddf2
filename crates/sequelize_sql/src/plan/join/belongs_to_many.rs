//! A join through a third table: `( through INNER JOIN target ON … ) ON source.key = through.foreign_key`, so that the
//! through table's rows depend on those of the target. v6: `generateThroughJoin`.

use std::borrow::Cow;

use sequelize_types::{Error, Result, Value};

use super::{Planned, column, is_below_top, kind};
use crate::ast::{Expr, Join, Joined, JoinedTable, Prefix};
use crate::plan::alias::Aliases;
use crate::plan::filter::Filter;
use crate::plan::include::Top;
use crate::request::include::{Include, Through};

pub fn plan<'a>(
    top: &Top<'a>,
    include: &'a Include<'a>,
    through: &'a Through<'a>,
    aliases: &mut Aliases,
) -> Result<Planned<'a>> {
    let columns = columns(through, aliases)?;
    let association = &include.association;
    let (target, middle) = (Prefix::Name(&include.names.alias), Prefix::Name(&through.alias));
    let mut on_target = Expr::compare(
        Some(column(target, association.fact("targetKeyField")?)),
        "=",
        column(middle, association.fact("foreignIdentifierField")?),
    );
    if through.filter.is_truthy() {
        let filter = Filter::of_model(top.compiler, Some(through.model), middle);
        let own = filter.conditions(&through.filter, Some(through.model))?;
        on_target = and(on_target, own);
    }
    let mut condition = Expr::compare(
        Some(source(top, include, aliases)?),
        "=",
        column(middle, association.fact("identifierField")?),
    );
    if include.filter.is_truthy() {
        let filter = Filter::of_model(top.compiler, Some(include.model), target);
        condition = and(condition, filter.conditions(&include.filter, Some(include.model))?);
    }
    Ok(Planned {
        join: Join {
            kind: kind(top, include),
            table: Joined::Through {
                through: JoinedTable { name: &through.model.table, alias: &through.alias },
                target: JoinedTable { name: &include.model.table, alias: &include.names.alias },
                condition: on_target,
            },
            nested: Vec::new(),
            condition,
        },
        // This join never stands in a subquery, so neither do its columns.
        main_columns: if top.is_selecting { columns } else { Vec::new() },
        sub_columns: Vec::new(),
    })
}

fn and<'a>(first: Expr<'a>, second: Option<Expr<'a>>) -> Expr<'a> {
    match second {
        None => first,
        Some(second) => {
            Expr::Group { items: vec![first, second], is_or: false, is_negated: false, has_parens: false }
        }
    }
}

fn columns<'a>(through: &'a Through<'a>, aliases: &mut Aliases) -> Result<Vec<Expr<'a>>> {
    let one = |attribute: &'a Value| {
        let (field, name) = match attribute {
            Value::Text(name) => (name, name),
            Value::Array(pair) => match pair.as_slice() {
                [Value::Text(field), Value::Text(name), ..] => (field, name),
                _ => return Err(not_a_column(through, attribute)),
            },
            other => return Err(not_a_column(through, other)),
        };
        let alias = aliases.minify(&through.alias, Cow::Owned(format!("{}.{name}", through.path)));
        Ok(Expr::Alias(Box::new(column(Prefix::Name(&through.alias), field)), alias))
    };
    through.attributes.iter().map(one).collect()
}

fn not_a_column(through: &Through<'_>, attribute: &Value) -> Error {
    let text = crate::literal::describe(attribute);
    let path = &through.path;
    Error::type_error(format!("an attribute of the through model {path} must be a column's name, got {text}"))
}

/// The key of the table joined to: its column, or the name that the subquery or a short alias gave it.
fn source<'a>(top: &Top<'a>, include: &'a Include<'a>, aliases: &Aliases) -> Result<Expr<'a>> {
    let association = &include.association;
    // v6: inside a statement with a subquery the attribute's name serves as the column.
    let is_outside = !include.is_in_sub_query && !include.parent.is_in_sub_query;
    let key = match !top.has_sub_query || is_outside {
        true => association.fact("sourceKeyField")?,
        false => association.fact("sourceKey")?,
    };
    let is_leaving = top.has_sub_query && !include.is_in_sub_query && include.parent.is_in_sub_query;
    let table = include.names.source.as_deref();
    if is_leaving && !is_below_top(top, include) {
        let path = format!("{}.{key}", table.unwrap_or(&include.names.left));
        let name = aliases.find(table.unwrap_or_default(), &path).map_or(path.clone(), str::to_owned);
        return Ok(Expr::Column { prefix: Prefix::None, name: Cow::Owned(name) });
    }
    let prefix = table.map_or(top.table, Prefix::Name);
    let short = match table {
        Some(table) => aliases.find(table, key),
        None => aliases.find(&top.table_key, key),
    };
    let name = short.map_or(Cow::Borrowed(key), |short| Cow::Owned(short.to_owned()));
    Ok(Expr::Column { prefix, name })
}
