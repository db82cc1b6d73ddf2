//! MySQL.

pub(super) mod column;
pub(super) mod data_type;
pub(super) mod expr;
mod introspect;
pub(super) mod schema;
mod write;

use sequelize_types::{DataType, DialectName, Result};

use super::{Dialect, StringStyle, Supports, supports};

pub struct Mysql;

pub(super) const SUPPORTS: Supports = Supports {
    empty_values: true,
    limit_on_update: true,
    lock: true,
    for_share: Some("LOCK IN SHARE MODE"),
    setting_isolation_level_during_transaction: false,
    inserts: supports::Inserts {
        ignore_duplicates: " IGNORE",
        update_on_duplicate: Some(" ON DUPLICATE KEY UPDATE"),
        ..Supports::STANDARD.inserts
    },
    index: supports::Index {
        collate: false,
        length: true,
        parser: true,
        index_type: true,
        using: 1,
        ..Supports::STANDARD.index
    },
    constraints: supports::Constraints {
        drop_constraint: false,
        check: false,
        ..Supports::STANDARD.constraints
    },
    index_via_alter: true,
    index_hints: true,
    json: true,
    backslash_escapes: true,
    ..Supports::STANDARD
};

impl Dialect for Mysql {
    fn name(&self) -> DialectName {
        DialectName::Mysql
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

    /// Without its offset, and without milliseconds.
    fn date_text(&self, milliseconds: f64, timezone: &str) -> Result<String> {
        Ok(crate::date::in_zone(milliseconds, timezone)?
            .map_or_else(|| "Invalid date".to_owned(), |zoned| zoned.seconds()))
    }

    /// `DATE(3)` keeps milliseconds, as does any other length.
    fn typed_date_text(&self, milliseconds: f64, timezone: &str, data_type: &DataType) -> Result<String> {
        if data_type.length.is_truthy() {
            return super::mariadb::date_text(milliseconds, timezone);
        }
        self.date_text(milliseconds, timezone)
    }

    fn has_text_for_numbers(&self) -> bool {
        true
    }
}

impl super::TransactionDialect for Mysql {}
