//! A column of a result as the server describes it. MariaDB manual, "Result set packets", column definition.

use super::packet::{Malformed, Reader};
use crate::Column;

/// Numbers of the wire's types. MySQL manual, `enum_field_types`.
pub(super) mod wire_type {
    pub const DECIMAL: u8 = 0;
    pub const TINY: u8 = 1;
    pub const SHORT: u8 = 2;
    pub const LONG: u8 = 3;
    pub const FLOAT: u8 = 4;
    pub const DOUBLE: u8 = 5;
    pub const NULL: u8 = 6;
    pub const TIMESTAMP: u8 = 7;
    pub const LONGLONG: u8 = 8;
    pub const INT24: u8 = 9;
    pub const DATE: u8 = 10;
    pub const TIME: u8 = 11;
    pub const DATETIME: u8 = 12;
    pub const YEAR: u8 = 13;
    pub const NEWDATE: u8 = 14;
    pub const VARCHAR: u8 = 15;
    pub const BIT: u8 = 16;
    pub const JSON: u8 = 245;
    pub const NEWDECIMAL: u8 = 246;
    pub const ENUM: u8 = 247;
    pub const SET: u8 = 248;
    pub const TINY_BLOB: u8 = 249;
    pub const MEDIUM_BLOB: u8 = 250;
    pub const LONG_BLOB: u8 = 251;
    pub const BLOB: u8 = 252;
    pub const VAR_STRING: u8 = 253;
    pub const STRING: u8 = 254;
    pub const GEOMETRY: u8 = 255;
}

const FLAG_UNSIGNED: u16 = 32;
const FLAG_ZEROFILL: u16 = 64;
const FLAG_SET: u16 = 2048;
const BINARY_COLLATION: u16 = 63;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Definition {
    pub name: String,
    pub table: String,
    /// Name in the table; empty for an expression.
    pub origin: String,
    pub wire_type: u8,
    /// Characters of the widest value.
    pub width: u32,
    /// Digits after the point; 31 if not fixed.
    pub decimals: u8,
    pub is_unsigned: bool,
    pub is_zerofill: bool,
    pub is_set: bool,
    /// Bytes rather than text.
    pub is_binary: bool,
    /// MariaDB says of some texts that they hold JSON.
    pub is_json: bool,
    /// MariaDB's name of a kind of geometry, `point`.
    pub kind: String,
}

impl Definition {
    /// `has_kinds`: the server was asked for MariaDB's extended types.
    pub(super) fn read(packet: &[u8], has_kinds: bool) -> Result<Self, Malformed> {
        let mut reader = Reader::new(packet);
        for _ in ["catalog", "schema", "alias of the table"] {
            reader.cell()?;
        }
        let table = reader.text()?;
        let name = reader.text()?;
        let origin = reader.text()?;
        let (kind, is_json) = if has_kinds { read_kind(&mut reader)? } else { (String::new(), false) };
        reader.length()?;
        let collation = reader.u16()?;
        let width = reader.u32()?;
        let wire_type = reader.u8()?;
        let flags = reader.u16()?;
        let decimals = reader.u8()?;
        Ok(Self {
            name,
            table,
            origin,
            wire_type,
            width,
            decimals,
            is_unsigned: flags & FLAG_UNSIGNED != 0,
            is_zerofill: flags & FLAG_ZEROFILL != 0,
            is_set: flags & FLAG_SET != 0,
            is_binary: collation == BINARY_COLLATION,
            is_json,
            kind,
        })
    }

    /// What is told of it to whoever reads the rows.
    /// `is_whole`: with all that a function of the user's may ask, `TINY:1:B:<table>:<name>`, names in hexadecimal digits.
    pub(super) fn column(&self, is_whole: bool) -> Column {
        let declared_type = if is_whole {
            let kind = if self.is_binary { "B" } else { "" };
            let (table, name) = (hexadecimal(&self.table), hexadecimal(&self.name));
            format!("{}:{}:{kind}:{table}:{name}", self.type_name(), self.width)
        } else {
            self.type_name().to_owned()
        };
        Column {
            name: self.name.clone(),
            declared_type,
            origin: self.origin.clone(),
            table: self.table.clone(),
        }
    }

    /// The name by which mysql2 and mariadb call the wire's type.
    pub(super) fn type_name(&self) -> &'static str {
        use wire_type as t;
        match self.wire_type {
            t::DECIMAL => "DECIMAL",
            t::TINY => "TINY",
            t::SHORT => "SHORT",
            t::LONG => "LONG",
            t::FLOAT => "FLOAT",
            t::DOUBLE => "DOUBLE",
            t::NULL => "NULL",
            t::TIMESTAMP => "TIMESTAMP",
            t::LONGLONG => "LONGLONG",
            t::INT24 => "INT24",
            t::DATE => "DATE",
            t::TIME => "TIME",
            t::DATETIME => "DATETIME",
            t::YEAR => "YEAR",
            t::NEWDATE => "NEWDATE",
            t::VARCHAR => "VARCHAR",
            t::BIT => "BIT",
            t::JSON => "JSON",
            t::NEWDECIMAL => "NEWDECIMAL",
            t::ENUM => "ENUM",
            t::SET => "SET",
            t::TINY_BLOB => "TINY_BLOB",
            t::MEDIUM_BLOB => "MEDIUM_BLOB",
            t::LONG_BLOB => "LONG_BLOB",
            t::BLOB => "BLOB",
            t::VAR_STRING => "VAR_STRING",
            t::STRING => "STRING",
            t::GEOMETRY => "GEOMETRY",
            _ => "",
        }
    }
}

fn hexadecimal(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// MariaDB's extended metadata: 0 begins a type's name, 1 the name of a format.
fn read_kind(reader: &mut Reader<'_>) -> Result<(String, bool), Malformed> {
    let (mut kind, mut is_json) = (String::new(), false);
    let mut parts = Reader::new(reader.cell()?.unwrap_or_default());
    while !parts.rest.is_empty() {
        let (what, text) = (parts.u8()?, parts.text()?);
        match what {
            0 => kind = text,
            1 => is_json = text == "json",
            _ => {}
        }
    }
    Ok((kind, is_json))
}
