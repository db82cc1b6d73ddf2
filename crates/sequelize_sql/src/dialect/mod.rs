//! What differs between databases. `trait Dialect` has a method for each such place, with the standard text as
//! default; a dialect's folder holds overrides only. Planner and renderer ask for abilities, never for names.

pub mod data_type;
pub mod mariadb;
pub mod mssql;
pub mod mysql;
pub mod postgres;
pub mod schema;
pub mod sqlite;
pub mod supports;
pub mod template;
pub mod transaction;

use sequelize_types::{DataType, DialectName, Error, Result, Value};

use crate::Compiler;
pub use schema::SchemaDialect;
pub use supports::Supports;
pub use transaction::TransactionDialect;

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
    /// SQL text of its own (array constructors, `ST_GeomFromText(…)`), already escaped.
    Sql(String),
}

pub trait Dialect: SchemaDialect + TransactionDialect + Sync {
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
        out.extend(identifier.chars().filter(|character| *character != left));
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

    /// A value compared with or assigned to something of a type, for binding. v6: `stringify`.
    fn encode(&self, compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
        let _ = (compiler, data_type);
        Ok(Encoded::Value(value.clone()))
    }

    /// A value that v6 binds (INSERT, UPDATE). v6: `bindParam`.
    fn encode_param(&self, compiler: &Compiler, value: &Value, data_type: &DataType) -> Result<Encoded> {
        self.encode(compiler, value, data_type)
    }

    /// Appends a value as a literal of its type. v6: `escape` with a field.
    fn push_typed(
        &self,
        compiler: &Compiler,
        out: &mut String,
        value: &Value,
        data_type: &DataType,
    ) -> Result<()> {
        match self.encode(compiler, value, data_type)? {
            Encoded::Value(value) => {
                crate::literal::write(compiler, out, &value, crate::literal::ListStyle::Array)
            }
            Encoded::Sql(sql) => {
                out.push_str(&sql);
                Ok(())
            }
        }
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

pub fn push_hex(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}
