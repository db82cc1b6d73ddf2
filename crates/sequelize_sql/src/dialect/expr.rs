//! Operators, JSON paths and casts: what dialects share of them.

use std::borrow::Cow;

use sequelize_types::{Error, Op, Result, Value};

use crate::plan::json_statement::JsonSyntax;
use crate::{Compiler, literal};

/// How the first rows of a result are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PagingStyle {
    /// `LIMIT 10 OFFSET 20`.
    LimitOffset,
    /// `LIMIT 20, 10`.
    LimitComma,
    /// `OFFSET 20 ROWS FETCH NEXT 10 ROWS ONLY`, which needs an order.
    OffsetFetch,
}

/// Conditions and expressions, where databases differ.
pub trait ExprDialect {
    /// How an operator is written; `None` if it compares nothing.
    fn operator(&self, op: Op) -> Option<&'static str> {
        operator(op)
    }

    fn paging(&self) -> PagingStyle {
        PagingStyle::LimitComma
    }

    /// Blanks around the selected columns, as literals may have them, are left out.
    fn is_trimming_columns(&self) -> bool {
        false
    }

    /// `WITH (NOLOCK)` after a table.
    fn has_table_hints(&self) -> bool {
        false
    }

    /// Appends what is at `path` inside the JSON column (already quoted): as JSON if `is_json`, else as text, where
    /// the dialect tells them apart.
    fn push_json_path(
        &self,
        compiler: &Compiler,
        out: &mut String,
        column: &str,
        path: &[Cow<'_, str>],
        is_json: bool,
    ) -> Result<()> {
        let _ = (out, column, path, is_json);
        Err(Error::plain(format!("Unsupported {} for JSON operations", compiler.dialect().name())))
    }

    /// A value as it compares with what `push_json_path` gives.
    fn json_value<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        Cow::Borrowed(value)
    }

    /// How SQL with JSON functions is recognized; `None` without JSON.
    fn json_syntax(&self) -> Option<JsonSyntax> {
        None
    }

    /// The type of a CAST as this dialect spells it. `is_json`: the value comes out of a JSON column.
    fn cast_type<'t>(&self, sql_type: &'t str, is_json: bool) -> Cow<'t, str> {
        let _ = is_json;
        Cow::Borrowed(sql_type)
    }
}

/// v6's `OperatorMap`. Operators without an entry compare nothing by themselves.
pub fn operator(op: Op) -> Option<&'static str> {
    Some(match op {
        Op::Eq => "=",
        Op::Ne => "!=",
        Op::Gte => ">=",
        Op::Gt => ">",
        Op::Lte => "<=",
        Op::Lt => "<",
        Op::Not => "IS NOT",
        Op::Is => "IS",
        Op::In => "IN",
        Op::NotIn => "NOT IN",
        Op::Like | Op::StartsWith | Op::EndsWith | Op::Substring => "LIKE",
        Op::NotLike => "NOT LIKE",
        Op::ILike => "ILIKE",
        Op::NotILike => "NOT ILIKE",
        Op::Regexp => "~",
        Op::NotRegexp => "!~",
        Op::IRegexp => "~*",
        Op::NotIRegexp => "!~*",
        Op::Between => "BETWEEN",
        Op::NotBetween => "NOT BETWEEN",
        Op::Overlap => "&&",
        Op::Contains => "@>",
        Op::Contained => "<@",
        Op::Adjacent => "-|-",
        Op::StrictLeft => "<<",
        Op::StrictRight => ">>",
        Op::NoExtendRight => "&<",
        Op::NoExtendLeft => "&>",
        Op::Any => "ANY",
        Op::All => "ALL",
        Op::And => " AND ",
        Op::Or => " OR ",
        Op::Col => "COL",
        Op::Placeholder => "$$PLACEHOLDER$$",
        Op::Match => "@@",
        Op::Values | Op::Join => return None,
    })
}

/// As `operator`, with MySQL's words for regular expressions; SQLite shares them.
pub fn mysql_operator(op: Op) -> Option<&'static str> {
    match op {
        Op::Regexp => Some("REGEXP"),
        Op::NotRegexp => Some("NOT REGEXP"),
        op => operator(op),
    }
}

/// JSON in MySQL and MariaDB compares as text: `true`, `false` and `null` are written so.
pub fn mysql_json_value(value: &Value) -> Cow<'_, Value> {
    match value {
        Value::Bool(flag) => Cow::Owned(Value::from(if *flag { "true" } else { "false" })),
        Value::Null => Cow::Owned(Value::from("null")),
        other => Cow::Borrowed(other),
    }
}

/// Cast types that MySQL and MariaDB spell in their own way.
pub fn mysql_cast_type(sql_type: &str, is_json: bool) -> Cow<'_, str> {
    let lower = sql_type.to_lowercase();
    let has = |word: &str| lower.contains(word);
    if has("timestamp") {
        "datetime".into()
    } else if is_json && has("boolean") {
        // Booleans inside JSON cannot be cast to numbers.
        "char".into()
    } else if has("double precision") || has("boolean") || has("integer") {
        "decimal".into()
    } else if has("text") {
        "char".into()
    } else {
        sql_type.into()
    }
}

/// Appends `json_extract(column,'$.a[0]')`. MySQL wants keys in quotes.
pub fn push_json_extract(
    compiler: &Compiler,
    out: &mut String,
    column: &str,
    path: &[Cow<'_, str>],
    has_quoted_keys: bool,
) {
    let mut text = String::from("$");
    for part in path {
        let is_index = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_index {
            text.push('[');
            text.push_str(part);
            text.push(']');
        } else if has_quoted_keys && !part.is_empty() {
            text.push_str(".\"");
            text.extend(part.chars().filter(|character| *character != '"'));
            text.push('"');
        } else {
            text.push('.');
            text.push_str(part);
        }
    }
    out.push_str("json_extract(");
    out.push_str(column);
    out.push(',');
    literal::write_string(compiler, out, &text);
    out.push(')');
}
