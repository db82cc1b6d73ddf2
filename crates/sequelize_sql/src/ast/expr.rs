//! Expressions and conditions.

use std::borrow::Cow;

use sequelize_types::{DataType, Value};

use crate::encode::Check;

/// What stands before a column's name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prefix<'a> {
    None,
    /// A table's alias.
    Name(&'a str),
    /// A table as v6's `quoteTable` takes it.
    Table(&'a Value),
    /// Ready text.
    Sql(&'a str),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Expr<'a> {
    /// Ready text: the user's own (`literal`), or ours.
    Sql(Cow<'a, str>),
    Column {
        prefix: Prefix<'a>,
        name: Cow<'a, str>,
    },
    /// A table alone, as it stands before a column.
    Table(Prefix<'a>),
    /// `a.b.c`: everything before the last dot names one (joined) table.
    Path(Cow<'a, str>),
    /// `expr AS name`.
    Alias(Box<Expr<'a>>, Cow<'a, str>),
    /// As `Alias`, the name quoted even where identifiers are left bare.
    QuotedAlias(Box<Expr<'a>>, Cow<'a, str>),
    /// `( SELECT … )`.
    SubQuery(Box<super::Select<'a>>),
    Slot(Slot<'a>),
    /// `(a, b)`.
    List(Vec<Expr<'a>>),
    /// `(VALUES (a), (b))`.
    Values(Vec<Expr<'a>>),
    /// `a AND b` of BETWEEN.
    Range(Box<(Expr<'a>, Expr<'a>)>),
    Parens(Box<Expr<'a>>),
    Compare(Box<Comparison<'a>>),
    Group {
        items: Vec<Expr<'a>>,
        is_or: bool,
        is_negated: bool,
        has_parens: bool,
    },
    Call {
        name: &'a str,
        args: Vec<Expr<'a>>,
    },
    Cast {
        inner: Box<Expr<'a>>,
        /// Checked, and as the dialect spells it.
        sql_type: Cow<'a, str>,
    },
    /// The value at a path inside a JSON column. `is_json` keeps it JSON where the dialect tells JSON from text.
    JsonPath {
        column: Box<Expr<'a>>,
        path: Vec<Cow<'a, str>>,
        is_json: bool,
    },
    /// Pieces written one after the other, as ORDER BY items are.
    Joined(Vec<Expr<'a>>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// v6 writes the right side alone where there is no key.
    pub left: Option<Expr<'a>>,
    pub comparator: Cow<'a, str>,
    pub right: Expr<'a>,
}

/// A value of the user's.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot<'a> {
    pub value: Cow<'a, Value>,
    pub data_type: Option<&'a DataType>,
    pub style: SlotStyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStyle {
    /// A literal in v6's text; bound when executed if the type is known.
    Bindable,
    /// As `Bindable`, with a check (`typeValidation`) that suits the operator.
    Compared(Check),
    /// A literal in either rendering.
    Inline,
    /// What v6 binds (`$1`).
    Param,
    /// Text compared by LIKE: no literal of the column's type, but bound when executed if the column is text.
    Pattern,
    /// A number of rows; always bound when executed.
    Count,
    /// An argument of `fn`: a literal whose `$` are doubled, since v6 un-doubles them when it formats binds.
    Argument,
}

impl<'a> Expr<'a> {
    pub fn sql(text: &'a str) -> Self {
        Expr::Sql(Cow::Borrowed(text))
    }

    pub fn name(name: &'a str) -> Self {
        Expr::Column { prefix: Prefix::None, name: Cow::Borrowed(name) }
    }

    pub fn compare(left: Option<Expr<'a>>, comparator: impl Into<Cow<'a, str>>, right: Expr<'a>) -> Self {
        Expr::Compare(Box::new(Comparison { left, comparator: comparator.into(), right }))
    }

    /// Conditions joined by AND or OR; a single one stands alone, none is no condition.
    pub fn group(mut items: Vec<Expr<'a>>, is_or: bool, has_parens: bool) -> Option<Self> {
        match items.len() {
            0 => None,
            1 if !has_parens => items.pop(),
            _ => Some(Expr::Group { items, is_or, is_negated: false, has_parens }),
        }
    }

    /// `None` for empty text, which v6 leaves out of conditions.
    pub fn non_empty(self) -> Option<Self> {
        match &self {
            Expr::Sql(text) if text.is_empty() => None,
            _ => Some(self),
        }
    }

    /// Whether it is written `NULL`.
    pub fn is_null(&self) -> bool {
        match self {
            Expr::Sql(text) => text == "NULL",
            Expr::Slot(slot) => slot.value.is_nullish(),
            _ => false,
        }
    }
}
