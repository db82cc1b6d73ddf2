//! Writing rows: all is standard, or v6's standard is MySQL's.

use super::Mysql;
use crate::dialect::WriteDialect;

impl WriteDialect for Mysql {}
