//! SELECT.

use sequelize_types::Value;

use super::Expr;

#[derive(Debug)]
pub struct Select<'a> {
    pub columns: Vec<Expr<'a>>,
    pub source: Source<'a>,
    /// The alias of the source.
    pub alias: Option<&'a str>,
    /// `(USE, [names])`, where the dialect has index hints.
    pub index_hints: Vec<(&'static str, &'a [Value])>,
    pub table_hint: Option<&'static str>,
    pub filter: Option<Expr<'a>>,
    pub group: Vec<Expr<'a>>,
    pub having: Option<Expr<'a>>,
    pub order: Vec<Expr<'a>>,
    pub paging: Paging<'a>,
    pub lock: Option<Lock<'a>>,
}

#[derive(Debug)]
pub enum Source<'a> {
    Table(&'a Value),
    /// Tables side by side; an item is a table (aliased by its own name) or `[table, alias]`.
    Tables(&'a [Value]),
    /// Ready text.
    Sql(&'a str),
    SubQuery(Box<Select<'a>>),
    LimitUnion(LimitUnion<'a>),
}

/// The first rows of each group: one limited SELECT per group, put together.
#[derive(Debug)]
pub struct LimitUnion<'a> {
    pub members: Vec<Select<'a>>,
}

#[derive(Debug, Default)]
pub struct Paging<'a> {
    pub limit: Option<Expr<'a>>,
    pub offset: Option<Expr<'a>>,
    /// An order that the dialect demands for paging, where the request has none.
    pub order: Vec<Expr<'a>>,
}

#[derive(Debug, Clone, Copy)]
pub struct Lock<'a> {
    /// `FOR UPDATE`, `FOR SHARE` …
    pub clause: LockClause,
    /// Only rows of this table.
    pub of: Option<&'a str>,
    pub skip_locked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockClause {
    Update,
    Share,
    KeyShare,
    NoKeyUpdate,
}
