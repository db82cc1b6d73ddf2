//! Joins, one file per kind of association. v6: `generateJoin`, `generateThroughJoin`.

pub mod belongs_to;
pub mod belongs_to_many;
pub mod has_many;
pub mod has_one;

use std::borrow::Cow;

use sequelize_types::{Error, Result};

use super::alias::Aliases;
use super::filter::Filter;
use super::include::Top;
use crate::ast::{Expr, Join, JoinKind, Joined, JoinedTable, Prefix};
use crate::identifier;
use crate::request::association::AssociationKind;
use crate::request::include::Include;

/// A join, and the columns without which it cannot be made or read.
#[derive(Debug)]
pub struct Planned<'a> {
    pub join: Join<'a>,
    pub main_columns: Vec<Expr<'a>>,
    pub sub_columns: Vec<Expr<'a>>,
}

/// What a join compares.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    /// The attribute of the table joined to, and its column.
    pub attribute: &'a str,
    pub left: &'a str,
    /// The column of the joined table.
    pub right: &'a str,
}

/// # Errors
/// `Type` for associations without keys; what v6 throws for conditions.
pub fn plan<'a>(top: &Top<'a>, include: &'a Include<'a>, aliases: &mut Aliases) -> Result<Planned<'a>> {
    if let Some(through) = &include.through {
        return belongs_to_many::plan(top, include, through, aliases);
    }
    let association = &include.association;
    let keys = match association.kind {
        AssociationKind::BelongsTo => belongs_to::keys(association, include.model)?,
        AssociationKind::HasOne => has_one::keys(association)?,
        AssociationKind::HasMany => has_many::keys(association)?,
        AssociationKind::BelongsToMany | AssociationKind::Through => {
            return Err(Error::type_error(format!("include {} needs its through model", include.names.path)));
        }
    };
    direct(top, include, keys, aliases)
}

/// A join of one table.
fn direct<'a>(
    top: &Top<'a>,
    include: &'a Include<'a>,
    keys: Keys<'a>,
    aliases: &Aliases,
) -> Result<Planned<'a>> {
    let right = Prefix::Name(&include.names.right);
    let (left, sub_columns) = left(top, include, keys, aliases);
    let filter =
        Filter { placeholder: top.placeholder, ..Filter::of_model(top.compiler, Some(include.model), right) };
    let mut condition = match include.on.is_truthy() {
        true => filter.items(&include.on, false)?,
        false => Some(Expr::compare(Some(left), "=", column(right, keys.right))),
    };
    if include.filter.is_truthy()
        && let Some(own) = filter.items(&include.filter, false)?
    {
        let items = vec![condition.unwrap_or(Expr::sql("")), own];
        condition = Expr::group(items, include.is_or, false);
    }
    let table = JoinedTable { name: &include.model.table, alias: &include.names.right };
    Ok(Planned {
        join: Join {
            kind: kind(top, include),
            table: Joined::Table(table),
            nested: Vec::new(),
            condition: condition.unwrap_or(Expr::sql("")),
        },
        main_columns: Vec::new(),
        sub_columns,
    })
}

/// The key of the table joined to. Outside of a subquery that holds this table it goes by the name that the subquery
/// gave it, and the subquery has to select it.
fn left<'a>(
    top: &Top<'a>,
    include: &'a Include<'a>,
    keys: Keys<'a>,
    aliases: &Aliases,
) -> (Expr<'a>, Vec<Expr<'a>>) {
    let name = &*include.names.left;
    let plain = column(Prefix::Name(name), keys.left);
    let is_below_top = is_below_top(top, include);
    let is_leaving = top.has_sub_query && include.parent.is_in_sub_query && !include.is_in_sub_query;
    if !(is_leaving || top.is_grouped && is_below_top) {
        return (plain, Vec::new());
    }
    if !is_below_top {
        let path = format!("{}.{}", name.replace("->", "."), keys.attribute);
        return (
            short_or(aliases.find(name, &path), || Expr::Column {
                prefix: Prefix::None,
                name: Cow::Owned(path.clone()),
            }),
            Vec::new(),
        );
    }
    let table = identifier::quote(top.compiler, name);
    let short = aliases.find(&table, keys.attribute);
    let is_same = short.is_none() && keys.attribute == keys.left;
    let joined = short_or(short, || column(Prefix::Name(name), keys.attribute));
    let selected = match (top.has_sub_query, is_same) {
        (false, _) => Vec::new(),
        (true, true) => vec![plain],
        (true, false) => vec![Expr::Alias(Box::new(plain), Cow::Borrowed(keys.attribute))],
    };
    (joined, selected)
}

/// v6 writes short names without quotes here.
fn short_or<'a>(short: Option<&str>, long: impl FnOnce() -> Expr<'a>) -> Expr<'a> {
    short.map_or_else(long, |short| Expr::Sql(Cow::Owned(short.to_owned())))
}

pub(super) fn column<'a>(prefix: Prefix<'a>, name: &'a str) -> Expr<'a> {
    Expr::Column { prefix, name: Cow::Borrowed(name) }
}

/// Whether the table joined to is the statement's own.
fn is_below_top(top: &Top<'_>, include: &Include<'_>) -> bool {
    !include.parent.is_include && Some(include.parent.model.name.as_str()) == top.model
}

fn kind(top: &Top<'_>, include: &Include<'_>) -> JoinKind {
    match include.required {
        Some(true) => JoinKind::Inner,
        _ if include.is_right && top.compiler.dialect().supports().right_join => JoinKind::Right,
        _ => JoinKind::Left,
    }
}
