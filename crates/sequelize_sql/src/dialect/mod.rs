//! What differs between databases. `trait Dialect` has a method for each such place, with the standard text as
//! default; a dialect's folder holds overrides only. Planner and renderer ask for abilities, never for names.

pub mod data_type;
pub mod expr;
pub mod introspection;
pub mod mariadb;
pub mod mssql;
pub mod mysql;
pub mod postgres;
pub mod schema;
pub mod sqlite;
pub mod supports;
pub mod template;
pub mod transaction;
pub mod write;

use sequelize_types::{DataType, DialectName, Error, Result, Value};

use crate::{Compiler, encode};
pub use expr::{ExprDialect, PagingStyle};
pub use introspection::IntrospectionDialect;
pub use schema::SchemaDialect;
pub use supports::Supports;
pub use transaction::TransactionDialect;
pub use write::{DeleteLimit, WriteDialect};

/// How a string literal protects its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StringStyle {
    DoubledQuote { escape_nul: bool },
    Backslash,
}

/// A value made ready for a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Encoded {
    /// To be bound: null, bool, number, bigint, text or bytes.
    Value(Value),
    /// A bound value inside SQL of our own: `ST_GeomFromText($1)`, `$1::int4`.
    Around { before: &'static str, value: Value, after: String },
    /// SQL text of its own (array constructors), already escaped.
    Sql(String),
}

pub trait Dialect:
    ExprDialect + SchemaDialect + IntrospectionDialect + TransactionDialect + WriteDialect + Sync
{
    fn name(&self) -> DialectName;

    fn supports(&self) -> &'static Supports;

    // ---- identifiers ---------------------------------------------------------------------------------------------

    /// The characters around an identifier.
    fn ticks(&self) -> (char, char);

    /// Appends a quoted identifier. The quote character inside a name is removed, as v6 does.
    /// `is_quoting` is `quoteIdentifiers`; only postgres may leave a name bare.
    fn push_identifier(&self, out: &mut String, identifier: &str, is_quoting: bool) {
        let _ = is_quoting;
        let (left, right) = self.ticks();
        out.push(left);
        push_without(out, identifier, |character| character == left);
        out.push(right);
    }

    /// Stands between a table and its alias, spaces included.
    fn alias_token(&self) -> &'static str {
        " AS "
    }

    // ---- literals ------------------------------------------------------------------------------------------------

    fn string_style(&self) -> StringStyle {
        StringStyle::DoubledQuote { escape_nul: false }
    }

    /// Before the opening quote of a string (`N` on mssql).
    fn string_prefix(&self) -> &'static str {
        ""
    }

    fn boolean_literal(&self, flag: bool) -> &'static str {
        if flag { "true" } else { "false" }
    }

    fn has_array_literals(&self) -> bool {
        false
    }

    /// Appends bytes as a literal: `X'c0ffee'`.
    fn push_bytes(&self, out: &mut String, bytes: &[u8]) {
        out.push_str("X'");
        push_hex(out, bytes);
        out.push('\'');
    }

    /// A date as this dialect writes it, without quotes. `milliseconds` may be NaN (`Invalid date`).
    fn date_text(&self, milliseconds: f64, timezone: &str) -> Result<String> {
        crate::date::standard(milliseconds, timezone)
    }

    /// Appends a placeholder; `number` counts from 1.
    fn push_placeholder(&self, out: &mut String, number: usize) {
        out.push('$');
        crate::number::push(out, number as f64);
    }

    // ---- typed values --------------------------------------------------------------------------------------------

    /// A value that v6 binds (INSERT, UPDATE). v6: `bindParam`.
    fn encode_param(&self, compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
        encode::param(compiler, value, data_type)
    }

    /// Types that this dialect writes in its own way; `None` for the rest.
    fn typed<'v>(
        &self,
        compiler: &Compiler,
        value: &'v Value,
        data_type: &DataType,
    ) -> Result<Option<encode::Typed<'v>>> {
        let _ = (compiler, value, data_type);
        Ok(None)
    }

    /// Types whose bound form is not the bound form of `typed`; `None` for the rest.
    fn typed_param(
        &self,
        compiler: &Compiler,
        value: &Value,
        data_type: &DataType,
    ) -> Result<Option<Encoded>> {
        let _ = (compiler, value, data_type);
        Ok(None)
    }

    /// A value of DATE, without quotes.
    fn typed_date_text(&self, milliseconds: f64, timezone: &str, data_type: &DataType) -> Result<String> {
        let _ = data_type;
        self.date_text(milliseconds, timezone)
    }

    /// A number bound where v6 writes a literal.
    fn number_bind(&self, number: f64, data_type: &DataType) -> Value {
        let _ = data_type;
        Value::Number(number)
    }

    /// DATE has `Infinity` and `-Infinity`.
    fn has_infinite_dates(&self) -> bool {
        false
    }

    /// Literals of STRING are text even for numbers and booleans.
    fn has_text_for_numbers(&self) -> bool {
        false
    }

    /// v6's `stringify` of this type answers escaped SQL rather than the value.
    fn is_escaping(&self, data_type: &DataType) -> bool {
        let _ = data_type;
        false
    }

    /// A Date, an array and an object bound without a type: what the driver that v6 uses makes of them.
    fn untyped_date_bind(&self, milliseconds: f64, timezone: &str) -> Result<Value> {
        Ok(Value::Text(self.date_text(milliseconds, timezone)?))
    }

    fn list_bind(&self, items: &Value) -> Result<Value> {
        encode::driver::json_bind(items)
    }

    fn object_bind(&self, object: &Value) -> Result<Value> {
        encode::driver::json_bind(object)
    }

    /// A feature of one dialect, refused by the others.
    fn refuse(&self, feature: &str) -> Error {
        Error::unsupported(feature, Some(self.name()))
    }
}

pub fn by_name(name: DialectName) -> &'static dyn Dialect {
    match name {
        DialectName::Postgres => &postgres::Postgres,
        DialectName::Mysql => &mysql::Mysql,
        DialectName::Mariadb => &mariadb::Mariadb,
        DialectName::Sqlite => &sqlite::Sqlite,
        DialectName::Mssql => &mssql::Mssql,
    }
}

/// Appends a name without some characters. Nearly every name has none of them.
pub(crate) fn push_without(out: &mut String, name: &str, is_removed: impl Fn(char) -> bool + Copy) {
    if name.contains(is_removed) {
        out.extend(name.chars().filter(|character| !is_removed(*character)));
    } else {
        out.push_str(name);
    }
}

pub fn push_hex(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}
