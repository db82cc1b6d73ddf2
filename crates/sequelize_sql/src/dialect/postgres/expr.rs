//! Paging and JSON of PostgreSQL.

use std::borrow::Cow;

use sequelize_types::Result;

use super::{Postgres, json};
use crate::Compiler;
use crate::dialect::expr::{ExprDialect, PagingStyle};
use crate::plan::json_statement::JsonSyntax;

impl ExprDialect for Postgres {
    fn paging(&self) -> PagingStyle {
        PagingStyle::LimitOffset
    }

    fn push_json_path(
        &self,
        compiler: &Compiler,
        out: &mut String,
        column: &str,
        path: &[Cow<'_, str>],
        is_json: bool,
    ) -> Result<()> {
        json::push_path(compiler, out, column, path, is_json);
        Ok(())
    }

    fn json_syntax(&self) -> Option<JsonSyntax> {
        Some(JsonSyntax {
            has_prefixed_functions: true,
            operators: &["->>", "->", "#>>", "#>", "@>", "<@", "?|", "?&", "?", "||", "#-"],
        })
    }
}
