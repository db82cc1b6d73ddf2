//! MariaDB, where it differs from MySQL.

mod schema;

use sequelize_types::DialectName;

use super::{Dialect, StringStyle, Supports, mysql};

pub struct Mariadb;

const SUPPORTS: Supports = Supports { schemas: true, ..mysql::SUPPORTS };

impl Dialect for Mariadb {
    fn name(&self) -> DialectName {
        DialectName::Mariadb
    }

    fn supports(&self) -> &'static Supports {
        &SUPPORTS
    }

    fn ticks(&self) -> (char, char) {
        ('`', '`')
    }

    fn string_style(&self) -> StringStyle {
        StringStyle::Backslash
    }

    fn push_placeholder(&self, out: &mut String, _number: usize) {
        out.push('?');
    }
}

impl super::TransactionDialect for Mariadb {}
