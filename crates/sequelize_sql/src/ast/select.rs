//! SELECT.

use sequelize_types::{TableName, Value};

use super::Expr;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Select<'a> {
    /// What the short aliases `_0`, `_1` … stand for; of the outermost SELECT.
    pub short_names: Vec<String>,
    pub columns: Vec<Expr<'a>>,
    /// Columns of the same text are written once.
    pub is_unique_columns: bool,
    pub source: Source<'a>,
    /// The alias of the source.
    pub alias: Option<&'a str>,
    /// `(USE, [names])`, where the dialect has index hints.
    pub index_hints: Vec<(&'static str, &'a [Value])>,
    pub table_hint: Option<&'static str>,
    pub joins: Vec<Join<'a>>,
    pub filter: Option<Expr<'a>>,
    pub group: Vec<Expr<'a>>,
    pub having: Option<Expr<'a>>,
    pub order: Vec<Expr<'a>>,
    pub paging: Paging<'a>,
    pub lock: Option<Lock<'a>>,
}

/// `LEFT OUTER JOIN table AS alias ON condition`.
#[derive(Debug, Clone, PartialEq)]
pub struct Join<'a> {
    pub kind: JoinKind,
    pub table: Joined<'a>,
    /// Joins in parentheses together with the table, so that theirs come first.
    pub nested: Vec<Join<'a>>,
    pub condition: Expr<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind {
    Inner,
    Left,
    Right,
}

/// A table with its alias.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JoinedTable<'a> {
    pub name: &'a TableName,
    pub alias: &'a str,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Joined<'a> {
    Table(JoinedTable<'a>),
    /// `( through AS alias INNER JOIN table AS alias ON condition)`.
    Through {
        through: JoinedTable<'a>,
        target: JoinedTable<'a>,
        condition: Expr<'a>,
    },
}

#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct LimitUnion<'a> {
    pub members: Vec<Select<'a>>,
    /// UNION ALL, which keeps equal rows and their order, even where the dialect's text says UNION.
    pub keeps_order: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paging<'a> {
    pub limit: Option<Expr<'a>>,
    pub offset: Option<Expr<'a>>,
    /// An order that the dialect demands for paging.
    pub order: Vec<Expr<'a>>,
    /// `order` goes on after the order of the request.
    pub is_order_continued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
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

impl Default for Source<'_> {
    fn default() -> Self {
        Source::Sql("")
    }
}
