//! Paging and hints of SQL Server.

use super::Mssql;
use crate::dialect::expr::{ExprDialect, PagingStyle};

impl ExprDialect for Mssql {
    fn paging(&self) -> PagingStyle {
        PagingStyle::OffsetFetch
    }

    fn is_trimming_columns(&self) -> bool {
        true
    }

    fn has_table_hints(&self) -> bool {
        true
    }
}
