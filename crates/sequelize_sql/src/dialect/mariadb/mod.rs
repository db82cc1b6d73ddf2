//! MariaDB, where it differs from MySQL.

mod expr;
mod introspect;
mod schema;
mod write;

use sequelize_types::{DialectName, Result};

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

    fn date_text(&self, milliseconds: f64, timezone: &str) -> Result<String> {
        date_text(milliseconds, timezone)
    }

    fn has_text_for_numbers(&self) -> bool {
        true
    }
}

/// With milliseconds, without its offset.
pub(super) fn date_text(milliseconds: f64, timezone: &str) -> Result<String> {
    Ok(crate::date::in_zone(milliseconds, timezone)?
        .map_or_else(|| "Invalid date".to_owned(), |zoned| zoned.milliseconds()))
}

impl super::TransactionDialect for Mariadb {}
