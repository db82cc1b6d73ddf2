//! Operators, JSON and casts of MariaDB: MySQL's, but for keys in JSON paths.

use std::borrow::Cow;

use sequelize_types::{Op, Result, Value};

use super::Mariadb;
use crate::Compiler;
use crate::dialect::expr::{self, ExprDialect};
use crate::dialect::mysql;
use crate::plan::json_statement::JsonSyntax;

impl ExprDialect for Mariadb {
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
        out.push_str("json_unquote(");
        expr::push_json_extract(compiler, out, column, path, false);
        out.push(')');
        Ok(())
    }

    fn json_value<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        expr::mysql_json_value(value)
    }

    fn json_syntax(&self) -> Option<JsonSyntax> {
        Some(mysql::expr::JSON_SYNTAX)
    }

    fn cast_type<'t>(&self, sql_type: &'t str, is_json: bool) -> Cow<'t, str> {
        expr::mysql_cast_type(sql_type, is_json)
    }
}
