//! Options of an engine, read from what the facade hands over. Names and defaults are v6's.

use std::time::Duration;

use sequelize_driver::sqlite::SqliteOptions;
use sequelize_pool::PoolOptions;
use sequelize_sql::{AttributeBehavior, CompilerOptions};
use sequelize_types::{DialectName, Error, Result, Value};

#[derive(Debug, Clone)]
pub struct EngineOptions {
    pub dialect: DialectName,
    pub compiler: CompilerOptions,
    pub sqlite: SqliteOptions,
    pub pool: PoolOptions,
    /// Whether reads have a pool of their own.
    pub has_replication: bool,
    /// Whether statements may stay prepared on the server.
    pub prepares: bool,
    /// Whether short reads may run on the caller's thread.
    pub inline_reads: bool,
}

impl EngineOptions {
    /// # Errors
    /// An option has a value that cannot mean anything.
    pub fn read(dialect: DialectName, value: &Value) -> Result<Self> {
        Ok(Self {
            dialect,
            compiler: read_compiler(value),
            sqlite: read_sqlite(value)?,
            pool: read_pool(value.get("pool").unwrap_or(&Value::Undefined)),
            has_replication: flag(value, "replication", false),
            prepares: flag(value, "prepare", true),
            inline_reads: flag(value, "inlineReads", true),
        })
    }
}

fn read_compiler(value: &Value) -> CompilerOptions {
    let defaults = CompilerOptions::default();
    let aliases = value.get("operatorsAliases").and_then(Value::as_object).map(|aliases| {
        let known = aliases.names().filter_map(|(name, op)| match op {
            Value::Op(op) => Some((name.to_owned(), *op)),
            _ => None,
        });
        known.collect()
    });
    CompilerOptions {
        timezone: text(value, "timezone").unwrap_or(defaults.timezone),
        quote_identifiers: flag(value, "quoteIdentifiers", defaults.quote_identifiers),
        bare_identifiers: flag(value, "bareIdentifiers", defaults.bare_identifiers),
        attribute_behavior: text(value, "attributeBehavior")
            .map_or(defaults.attribute_behavior, |text| AttributeBehavior::from_option(&text)),
        schema: text(value, "schema"),
        omit_null: flag(value, "omitNull", defaults.omit_null),
        minify_aliases: flag(value, "minifyAliases", defaults.minify_aliases),
        type_validation: flag(value, "typeValidation", defaults.type_validation),
        standard_conforming_strings: flag(
            value,
            "standardConformingStrings",
            defaults.standard_conforming_strings,
        ),
        prepend_search_path: flag(value, "prependSearchPath", defaults.prepend_search_path),
        database_version: text(value, "databaseVersion").unwrap_or(defaults.database_version),
        operators_aliases: aliases.unwrap_or(defaults.operators_aliases),
    }
}

fn read_sqlite(value: &Value) -> Result<SqliteOptions> {
    let defaults = SqliteOptions::default();
    let mode = match number(value, "mode") {
        None => defaults.mode,
        Some(mode) if mode.fract() == 0.0 && (0.0..f64::from(i32::MAX)).contains(&mode) => mode as i32,
        Some(mode) => {
            return Err(Error::plain(format!(
                "dialectOptions.mode must be made of sqlite3.OPEN_* flags, not {mode}"
            )));
        }
    };
    Ok(SqliteOptions {
        storage: text(value, "storage").unwrap_or(defaults.storage),
        mode,
        foreign_keys: flag(value, "foreignKeys", defaults.foreign_keys),
        busy_timeout: milliseconds(value, "busyTimeout").unwrap_or(defaults.busy_timeout),
    })
}

fn read_pool(value: &Value) -> PoolOptions {
    let defaults = PoolOptions::default();
    let count = |name| number(value, name).filter(|count| *count >= 0.0).map(|count| count as usize);
    PoolOptions {
        max: count("max").filter(|max| *max > 0).unwrap_or(defaults.max),
        min: count("min").unwrap_or(defaults.min),
        acquire: milliseconds(value, "acquire").unwrap_or(defaults.acquire),
        idle: milliseconds(value, "idle").unwrap_or(defaults.idle),
        evict: milliseconds(value, "evict").unwrap_or(defaults.evict),
        max_uses: count("maxUses"),
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn number(value: &Value, name: &str) -> Option<f64> {
    match value.get(name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// A number of milliseconds; infinite ones are as good as a century.
fn milliseconds(value: &Value, name: &str) -> Option<Duration> {
    let number = number(value, name).filter(|number| !number.is_nan())?;
    Some(Duration::from_millis(number.clamp(0.0, 3.2e12) as u64))
}

fn flag(value: &Value, name: &str, default: bool) -> bool {
    match value.get(name) {
        None | Some(Value::Undefined | Value::Null) => default,
        Some(given) => given.is_truthy(),
    }
}
