//! Microsoft SQL Server (Transact-SQL).

mod column;
mod data_type;
mod expr;
pub(crate) mod introspect;
mod schema;
mod transaction;
pub(crate) mod write;

use sequelize_types::{DataType, DialectName, Result, TypeKind, Value};

use super::{Dialect, Encoded, Supports, push_hex, push_without, supports};

use crate::{Compiler, encode, encode::Typed};

pub struct Mssql;

const SUPPORTS: Supports = Supports {
    default_values: true,
    limit_on_update: true,
    return_values: supports::ReturnValues::Output,
    schemas: true,
    auto_increment: supports::AutoIncrement { identity_insert: true, default_value: false, update: false },
    constraints: supports::Constraints { restrict: false, default: true, ..Supports::STANDARD.constraints },
    index: supports::Index {
        collate: false,
        index_type: true,
        using: 0,
        where_clause: true,
        ..Supports::STANDARD.index
    },
    tmp_table_trigger: true,
    ..Supports::STANDARD
};

impl Dialect for Mssql {
    fn name(&self) -> DialectName {
        DialectName::Mssql
    }

    fn supports(&self) -> &'static Supports {
        &SUPPORTS
    }

    fn ticks(&self) -> (char, char) {
        ('[', ']')
    }

    fn push_identifier(&self, out: &mut String, identifier: &str, _is_quoting: bool) {
        out.push('[');
        push_without(out, identifier, |character| matches!(character, '[' | ']' | '\''));
        out.push(']');
    }

    fn string_prefix(&self) -> &'static str {
        "N"
    }

    fn boolean_literal(&self, flag: bool) -> &'static str {
        if flag { "1" } else { "0" }
    }

    fn push_bytes(&self, out: &mut String, bytes: &[u8]) {
        out.push_str("0x");
        push_hex(out, bytes);
    }

    fn push_placeholder(&self, out: &mut String, number: usize) {
        out.push('@');
        crate::number::push(out, (number - 1) as f64);
    }

    /// `STRING.BINARY` holds bytes.
    fn typed<'v>(
        &self,
        _compiler: &Compiler,
        value: &'v Value,
        data_type: &DataType,
    ) -> Result<Option<Typed<'v>>> {
        let is_binary = data_type.kind == TypeKind::String && data_type.is_binary;
        Ok(is_binary.then(|| Typed::Bytes(encode::blob::bytes(value))))
    }

    fn typed_param(
        &self,
        _compiler: &Compiler,
        value: &Value,
        data_type: &DataType,
    ) -> Result<Option<Encoded>> {
        let is_binary = data_type.kind == TypeKind::String && data_type.is_binary;
        Ok(is_binary.then(|| Encoded::Value(Value::Bytes(encode::blob::bytes(value).into_owned()))))
    }

    fn is_escaping(&self, data_type: &DataType) -> bool {
        data_type.kind == TypeKind::String && !data_type.is_binary
    }
}
