//! PostgreSQL.

pub(crate) mod alter_column;
pub mod array;
mod column;
mod data_type;
pub(crate) mod enumeration;
mod expr;
mod hstore;
pub(crate) mod introspect;
mod json;
mod range;
pub mod reserved;
pub(crate) mod routine;
pub(crate) mod schema;
pub(crate) mod write;

use sequelize_types::{DataType, DialectName, Result, TypeKind, Value};

use super::{Dialect, Encoded, StringStyle, Supports, push_hex, push_without, supports};

use crate::{Compiler, encode, encode::Typed};

pub struct Postgres;

const SUPPORTS: Supports = Supports {
    default_values: true,
    exception: true,
    on_duplicate_key: false,
    order_nulls: true,
    return_values: supports::ReturnValues::Returning,
    bulk_default: true,
    schemas: true,
    lock: true,
    lock_of: true,
    lock_key: true,
    lock_outer_join_failure: true,
    skip_locked: true,
    for_share: Some("FOR SHARE"),
    index: supports::Index {
        concurrently: true,
        using: 2,
        where_clause: true,
        function_based: true,
        operator: true,
        ..Supports::STANDARD.index
    },
    inserts: supports::Inserts {
        ignore_duplicates: "",
        on_conflict_do_nothing: " ON CONFLICT DO NOTHING",
        update_on_duplicate: Some(" ON CONFLICT DO UPDATE SET"),
        conflict_fields: true,
        on_conflict_where: true,
    },
    json: true,
    deferrable_constraints: true,
    search_path: true,
    escape_string_constants: true,
    ..Supports::STANDARD
};

impl Dialect for Postgres {
    fn name(&self) -> DialectName {
        DialectName::Postgres
    }

    fn supports(&self) -> &'static Supports {
        &SUPPORTS
    }

    fn ticks(&self) -> (char, char) {
        ('"', '"')
    }

    fn push_identifier(&self, out: &mut String, identifier: &str, is_quoting: bool) {
        let must_quote = is_quoting || identifier.contains('.') || identifier.contains("->") || {
            let bare: String = identifier.chars().filter(|character| *character != '"').collect();
            reserved::is_reserved(&bare.to_lowercase())
        };
        out.push_str(if must_quote { "\"" } else { "" });
        push_without(out, identifier, |character| character == '"');
        out.push_str(if must_quote { "\"" } else { "" });
    }

    fn string_style(&self) -> StringStyle {
        StringStyle::DoubledQuote { escape_nul: true }
    }

    fn has_array_literals(&self) -> bool {
        true
    }

    fn push_bytes(&self, out: &mut String, bytes: &[u8]) {
        out.push_str("E'\\\\x");
        push_hex(out, bytes);
        out.push('\'');
    }

    fn typed<'v>(
        &self,
        compiler: &Compiler,
        value: &'v Value,
        data_type: &DataType,
    ) -> Result<Option<Typed<'v>>> {
        Ok(Some(match data_type.kind {
            TypeKind::Date | TypeKind::DateOnly => match value {
                Value::Number(number) if number.is_infinite() => Typed::Text(crate::number::to_text(*number)),
                _ => return Ok(None),
            },
            TypeKind::Geometry | TypeKind::Geography => Typed::Around {
                before: "ST_GeomFromGeoJSON(",
                text: encode::json::stringify(value)?.unwrap_or_default(),
                after: ")".into(),
            },
            TypeKind::Hstore => Typed::Quoted(hstore::text(value, false)),
            TypeKind::Range => range::typed(compiler, value, data_type)?,
            _ => return Ok(None),
        }))
    }

    fn typed_param(
        &self,
        compiler: &Compiler,
        value: &Value,
        data_type: &DataType,
    ) -> Result<Option<Encoded>> {
        Ok(match data_type.kind {
            TypeKind::Geometry | TypeKind::Geography => Some(Encoded::Around {
                before: "ST_GeomFromGeoJSON(",
                value: value.clone(),
                after: ")".into(),
            }),
            TypeKind::Range => range::element_param(compiler, value, data_type)?,
            TypeKind::Hstore => Some(Encoded::Value(Value::Text(hstore::text(value, true)))),
            _ => None,
        })
    }

    fn has_infinite_dates(&self) -> bool {
        true
    }

    fn list_bind(&self, items: &Value) -> Result<Value> {
        let mut out = String::new();
        array::bind_text(&mut out, items.as_array().unwrap_or_default())?;
        Ok(Value::Text(out))
    }
}

impl super::TransactionDialect for Postgres {}
