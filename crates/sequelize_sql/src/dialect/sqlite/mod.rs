//! SQLite. Documentation: sqlite.org/lang.html.

mod data_type;
mod expr;
pub(crate) mod introspect;
pub(crate) mod rebuild;
pub(crate) mod schema;
mod table_text;
mod transaction;
mod write;

use sequelize_types::{DataType, DialectName, Result, Value};

use super::{Dialect, Supports, supports};

pub struct Sqlite;

const SUPPORTS: Supports = Supports {
    default_keyword: false,
    default_values: true,
    union_all: false,
    right_join: false,
    transaction_type: true,
    inserts: supports::Inserts {
        ignore_duplicates: " OR IGNORE",
        update_on_duplicate: Some(" ON CONFLICT DO UPDATE SET"),
        on_conflict_do_nothing: "",
        on_conflict_where: true,
        conflict_fields: true,
    },
    constraints: supports::Constraints {
        add_constraint: false,
        drop_constraint: false,
        ..Supports::STANDARD.constraints
    },
    index: supports::Index { using: 0, where_clause: true, function_based: true, ..Supports::STANDARD.index },
    grouped_limit: false,
    json: true,
    ..Supports::STANDARD
};

impl Dialect for Sqlite {
    fn name(&self) -> DialectName {
        DialectName::Sqlite
    }

    fn supports(&self) -> &'static Supports {
        &SUPPORTS
    }

    fn ticks(&self) -> (char, char) {
        ('`', '`')
    }

    fn boolean_literal(&self, flag: bool) -> &'static str {
        if flag { "1" } else { "0" }
    }

    /// A whole number beyond 32 bits is bound as a floating one (as node-sqlite3 does). Columns of numbers turn it back;
    /// a column of text would take it for `3000000000.0`.
    fn number_bind(&self, number: f64, data_type: &DataType) -> Value {
        let is_wide = number.fract() == 0.0 && f64::from(number as i32) != number && number.abs() < 9.2e18;
        if is_wide && !data_type.kind.is_number() {
            return Value::Text(crate::number::to_text(number));
        }
        Value::Number(number)
    }

    // What node-sqlite3 makes of values that have no type: a Date is its number, the rest is its text.
    fn untyped_date_bind(&self, milliseconds: f64, _timezone: &str) -> Result<Value> {
        Ok(Value::Number(milliseconds))
    }

    fn list_bind(&self, items: &Value) -> Result<Value> {
        Ok(Value::Text(crate::encode::js_text::to_text(items).into_owned()))
    }

    fn object_bind(&self, object: &Value) -> Result<Value> {
        self.list_bind(object)
    }
}
