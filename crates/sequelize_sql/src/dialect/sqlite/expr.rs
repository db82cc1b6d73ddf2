//! Operators, JSON and casts of SQLite.

use std::borrow::Cow;

use sequelize_types::{Op, Result, Value};

use super::Sqlite;
use crate::dialect::expr::{self, ExprDialect};
use crate::plan::json_statement::JsonSyntax;
use crate::{Compiler, encode};

impl ExprDialect for Sqlite {
    fn operator(&self, op: Op) -> Option<&'static str> {
        expr::mysql_operator(op)
    }

    fn push_json_path(
        &self,
        compiler: &Compiler,
        out: &mut String,
        column: &str,
        path: &[Cow<'_, str>],
        is_json: bool,
    ) -> Result<()> {
        let _ = is_json;
        expr::push_json_extract(compiler, out, column, path, false);
        Ok(())
    }

    /// There is no type to cast a text to a date with, so dates compare as the text that JSON holds.
    fn json_value<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        let iso = |milliseconds: f64| Value::from(encode::date::iso(milliseconds).unwrap_or_default());
        match value {
            Value::Date(milliseconds) => Cow::Owned(iso(*milliseconds)),
            Value::Array(items) if matches!(items.first(), Some(Value::Date(_))) => {
                let items = items.iter().map(|item| match item {
                    Value::Date(milliseconds) => iso(*milliseconds),
                    other => other.clone(),
                });
                Cow::Owned(Value::Array(items.collect()))
            }
            other => Cow::Borrowed(other),
        }
    }

    fn json_syntax(&self) -> Option<JsonSyntax> {
        Some(JsonSyntax { has_prefixed_functions: false, operators: &[] })
    }

    fn cast_type<'t>(&self, sql_type: &'t str, _is_json: bool) -> Cow<'t, str> {
        match sql_type.to_lowercase().contains("timestamp") {
            true => Cow::Borrowed("datetime"),
            false => Cow::Borrowed(sql_type),
        }
    }
}
