//! Writing rows: as MySQL does.

use super::Mariadb;
use crate::dialect::WriteDialect;

impl WriteDialect for Mariadb {}
