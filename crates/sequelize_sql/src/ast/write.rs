//! INSERT, UPDATE and DELETE. What is read borrows from the request.

use std::borrow::Cow;

use sequelize_types::{Attribute, Value};

use super::Expr;

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// `DEFAULT`, which leaves the value to the database.
    Default,
    Null,
    /// What v6 binds.
    Param(&'a Value, Option<&'a Attribute>),
    /// What v6 writes as a literal.
    Literal(&'a Value, Option<&'a Attribute>),
    Expr(Expr<'a>),
}

/// Columns that a statement gives back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Returning<'a> {
    /// None of them is all of them.
    pub columns: Vec<Cow<'a, str>>,
    /// The types of `columns`, for the temporary table that a table with triggers needs on mssql.
    pub temporary: Option<Vec<String>>,
}

/// What happens when a row is there already.
#[derive(Debug, Clone, PartialEq)]
pub enum Conflict<'a> {
    /// `ON CONFLICT (keys) WHERE … DO UPDATE SET a=EXCLUDED.a`; without columns to update, `DO NOTHING`.
    OnConflict { keys: Vec<&'a str>, filter: Option<Expr<'a>>, updates: Vec<&'a str> },
    /// `ON DUPLICATE KEY UPDATE a=VALUES(a)`; a key set to itself updates nothing.
    OnDuplicateKey { updates: Vec<&'a str>, untouched: Vec<&'a str> },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Insert<'a> {
    pub table: &'a Value,
    pub columns: Vec<&'a str>,
    pub cells: Vec<Cell<'a>>,
    pub is_ignoring_duplicates: bool,
    pub conflict: Option<Conflict<'a>>,
    pub returning: Option<Returning<'a>>,
    /// The row brings its own value for an identity column.
    pub has_identity: bool,
    /// Catches the violation of a unique index and gives its message back (postgres).
    pub is_catching: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BulkInsert<'a> {
    pub table: &'a Value,
    pub columns: Vec<BulkColumn<'a>>,
    pub rows: &'a [Value],
    pub is_ignoring_duplicates: bool,
    pub conflict: Option<Conflict<'a>>,
    pub returning: Option<Returning<'a>>,
    pub has_identity: bool,
    /// Rows of nothing but defaults, which need a statement of their own (mssql).
    pub default_rows: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct BulkColumn<'a> {
    pub name: &'a str,
    pub attribute: Option<&'a Attribute>,
    /// A missing value is `DEFAULT`, since the column counts by itself.
    pub is_serial: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Update<'a> {
    pub table: &'a Value,
    pub assignments: Vec<(&'a str, Cell<'a>)>,
    pub filter: Option<Expr<'a>>,
    pub limit: Option<Expr<'a>>,
    pub returning: Option<Returning<'a>>,
}

/// `SET a=a+ 1`.
#[derive(Debug, Clone, PartialEq)]
pub struct Arithmetic<'a> {
    pub table: &'a Value,
    pub operator: &'static str,
    pub amounts: Vec<(&'a str, Cell<'a>)>,
    pub assignments: Vec<(&'a str, Cell<'a>)>,
    pub filter: Option<Expr<'a>>,
    pub returning: Option<Returning<'a>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Delete<'a> {
    pub table: &'a Value,
    pub filter: Option<Expr<'a>>,
    pub limit: Option<Expr<'a>>,
    /// Columns of the primary key, for dialects that limit by a subquery.
    pub keys: Vec<&'a str>,
}

/// mssql's `MERGE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge<'a> {
    pub table: &'a Value,
    pub columns: Vec<&'a str>,
    pub cells: Vec<Cell<'a>>,
    /// Columns that decide whether a row is there already.
    pub keys: Vec<&'a str>,
    pub updates: Vec<(&'a str, Cell<'a>)>,
    pub has_identity: bool,
}
