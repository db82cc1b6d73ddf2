//! From packets of rows to words. What becomes of a column is decided once per result; both protocols give the same.

use std::sync::Arc;

use super::column::{Definition, wire_type as t};
use super::date::{Civil, read_time};
use super::geometry::to_geo_json;
use super::options::{BigNumbers, Flavor, MysqlOptions};
use super::packet::{Malformed, Reader};
use super::zone::Zone;
use crate::words::TooLong;
use crate::{RowSlice, Shape};

const MAX_SAFE: i64 = (1 << 53) - 1;

/// What a cell becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Integer,
    BigInteger(BigNumbers),
    Number,
    Text,
    Bytes,
    /// `zero_is_null`: the date without year, month and day.
    Date {
        zone: Zone,
        zero_is_null: bool,
    },
    Json,
    Geometry,
    /// An array of texts.
    Set,
}

/// Why a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    Malformed,
    TooLong,
}

impl From<Malformed> for Unreadable {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl From<TooLong> for Unreadable {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

/// How the rows of one result are read.
pub(super) struct RowDecoder {
    pub shape: Arc<Shape>,
    columns: Vec<(Cell, Definition)>,
    flavor: Flavor,
    casts_by_user: bool,
}

impl RowDecoder {
    pub(super) fn new(definitions: Vec<Definition>, shape: Arc<Shape>, options: &MysqlOptions) -> Self {
        let columns = definitions.into_iter().map(|column| (cell_of(&column, options), column)).collect();
        Self { shape, columns, flavor: options.flavor, casts_by_user: options.casts_by_user }
    }

    /// A row of the text protocol.
    pub(super) fn push_text_row(&self, rows: &mut RowSlice, packet: &[u8]) -> Result<(), Unreadable> {
        let mut reader = Reader::new(packet);
        for (cell, _) in &self.columns {
            match reader.cell()? {
                None => rows.push_null(),
                Some(text) => self.push_text(rows, *cell, text)?,
            }
        }
        rows.rows += 1;
        Ok(())
    }

    /// A row of a prepared statement: a zero, two bits and one more per column that say which are null, then values.
    pub(super) fn push_binary_row(&self, rows: &mut RowSlice, packet: &[u8]) -> Result<(), Unreadable> {
        let mut reader = Reader::new(packet);
        reader.u8()?;
        let nulls = reader.bytes((self.columns.len() + 9) / 8)?;
        for (index, (cell, column)) in self.columns.iter().enumerate() {
            let bit = index + 2;
            if nulls[bit / 8] & (1 << (bit % 8)) != 0 {
                rows.push_null();
            } else if self.casts_by_user {
                rows.push_bytes(&text_of(column, &mut reader)?)?;
            } else {
                self.push_binary(rows, *cell, column, &mut reader)?;
            }
        }
        rows.rows += 1;
        Ok(())
    }

    fn push_text(&self, rows: &mut RowSlice, cell: Cell, text: &[u8]) -> Result<(), Unreadable> {
        match cell {
            Cell::Integer => match parse_integer(text) {
                Some(integer) => rows.push_integer(integer),
                None => rows.push_double(parse_number(text)),
            },
            Cell::BigInteger(rule) => self.push_big(rows, rule, text)?,
            Cell::Number => rows.push_double(parse_number(text)),
            Cell::Text => rows.push_text(text)?,
            Cell::Bytes => rows.push_bytes(text)?,
            Cell::Date { zone, zero_is_null } => match Civil::parse(text) {
                Some(civil) => push_date(rows, &civil, zone, zero_is_null),
                None => rows.push_date(f64::NAN),
            },
            Cell::Json => rows.push_json(text)?,
            Cell::Geometry => push_geometry(rows, text)?,
            Cell::Set => push_set(rows, text)?,
        }
        Ok(())
    }

    fn push_binary(
        &self,
        rows: &mut RowSlice,
        cell: Cell,
        column: &Definition,
        reader: &mut Reader<'_>,
    ) -> Result<(), Unreadable> {
        match column.wire_type {
            t::TINY if column.is_unsigned => rows.push_integer(i64::from(reader.u8()?)),
            t::TINY => rows.push_integer(i64::from(reader.u8()? as i8)),
            t::SHORT if column.is_unsigned => rows.push_integer(i64::from(reader.u16()?)),
            t::SHORT => rows.push_integer(i64::from(reader.u16()? as i16)),
            t::YEAR => rows.push_integer(i64::from(reader.u16()?)),
            t::LONG | t::INT24 if column.is_unsigned => rows.push_integer(i64::from(reader.u32()?)),
            t::LONG | t::INT24 => rows.push_integer(i64::from(reader.u32()? as i32)),
            t::LONGLONG => self.push_binary_big(rows, cell, column, reader.u64()?)?,
            t::FLOAT => rows.push_double(as_written(f32::from_bits(reader.u32()?), column.decimals)),
            t::DOUBLE => rows.push_double(f64::from_bits(reader.u64()?)),
            t::DATE | t::NEWDATE | t::DATETIME | t::TIMESTAMP => {
                let civil = Civil::read(reader)?;
                if let Cell::Date { zone, zero_is_null } = cell {
                    push_date(rows, &civil, zone, zero_is_null);
                } else {
                    let has_time = !matches!(column.wire_type, t::DATE | t::NEWDATE);
                    let mut text = String::new();
                    civil.write(&mut text, has_time, column.decimals);
                    rows.push_text(text.as_bytes())?;
                }
            }
            t::TIME => {
                let text = read_time(reader, column.decimals)?;
                self.push_text(rows, cell, text.as_bytes())?;
            }
            t::NULL => rows.push_null(),
            _ => match reader.cell()? {
                None => rows.push_null(),
                Some(text) => self.push_text(rows, cell, text)?,
            },
        }
        Ok(())
    }

    fn push_binary_big(
        &self,
        rows: &mut RowSlice,
        cell: Cell,
        column: &Definition,
        bits: u64,
    ) -> Result<(), Unreadable> {
        let signed = bits as i64;
        let is_small = if column.is_unsigned { bits <= MAX_SAFE as u64 } else { signed.abs() <= MAX_SAFE };
        if cell == Cell::BigInteger(BigNumbers::TextIfLarge) && is_small && !column.is_zerofill {
            rows.push_integer(signed);
            return Ok(());
        }
        let mut text = if column.is_unsigned { bits.to_string() } else { signed.to_string() };
        if column.is_zerofill {
            text = format!("{text:0>width$}", width = column.width.min(64) as usize);
        }
        self.push_text(rows, cell, text.as_bytes())
    }

    fn push_big(&self, rows: &mut RowSlice, rule: BigNumbers, text: &[u8]) -> Result<(), Unreadable> {
        match rule {
            BigNumbers::Text => rows.push_text(text)?,
            BigNumbers::BigInts => rows.push_big_integer(text)?,
            BigNumbers::Numbers => rows.push_double(parse_number(text)),
            BigNumbers::TextIfLarge => match parse_integer(text) {
                Some(integer) if integer.abs() <= MAX_SAFE && self.reads_as_number(text) => {
                    rows.push_integer(integer);
                }
                // mysql2 asks whether the number's own text is the same.
                _ if self.flavor == Flavor::Mysql2 && is_exact(text) => rows.push_double(parse_number(text)),
                _ => rows.push_text(text)?,
            },
        }
        Ok(())
    }

    /// mysql2 keeps the text of what ZEROFILL has filled.
    fn reads_as_number(&self, text: &[u8]) -> bool {
        self.flavor == Flavor::Connector || text.first() != Some(&b'0') || text.len() == 1
    }
}

/// The text that the server would have sent for a value of a prepared statement.
fn text_of(column: &Definition, reader: &mut Reader<'_>) -> Result<Vec<u8>, Malformed> {
    let is_unsigned = column.is_unsigned;
    let text = match column.wire_type {
        t::TINY if is_unsigned => reader.u8()?.to_string(),
        t::TINY => (reader.u8()? as i8).to_string(),
        t::SHORT if is_unsigned => reader.u16()?.to_string(),
        t::SHORT => (reader.u16()? as i16).to_string(),
        t::YEAR => reader.u16()?.to_string(),
        t::LONG | t::INT24 if is_unsigned => reader.u32()?.to_string(),
        t::LONG | t::INT24 => (reader.u32()? as i32).to_string(),
        t::LONGLONG if is_unsigned => reader.u64()?.to_string(),
        t::LONGLONG => (reader.u64()? as i64).to_string(),
        t::FLOAT => as_written(f32::from_bits(reader.u32()?), column.decimals).to_string(),
        t::DOUBLE => f64::from_bits(reader.u64()?).to_string(),
        t::TIME => read_time(reader, column.decimals)?,
        t::DATE | t::NEWDATE | t::DATETIME | t::TIMESTAMP => {
            let has_time = !matches!(column.wire_type, t::DATE | t::NEWDATE);
            let mut text = String::new();
            Civil::read(reader)?.write(&mut text, has_time, column.decimals);
            text
        }
        _ => return Ok(reader.cell()?.unwrap_or_default().to_vec()),
    };
    Ok(text.into_bytes())
}

/// mysql2 `text_parser.js`, mariadb `common-text-cmd.js` (`readRowData`), and v6's `parse` of DATE, DATEONLY, GEOMETRY.
fn cell_of(column: &Definition, options: &MysqlOptions) -> Cell {
    if options.casts_by_user {
        return Cell::Bytes;
    }
    let is_connector = options.flavor == Flavor::Connector;
    let text = if column.is_binary { Cell::Bytes } else { Cell::Text };
    match column.wire_type {
        t::TINY | t::SHORT | t::LONG | t::INT24 | t::YEAR => Cell::Integer,
        t::LONGLONG => Cell::BigInteger(options.big_numbers),
        t::FLOAT | t::DOUBLE => Cell::Number,
        t::DECIMAL | t::NEWDECIMAL if options.decimal_numbers => Cell::Number,
        t::DECIMAL | t::NEWDECIMAL | t::TIME | t::NEWDATE => Cell::Text,
        t::DATE if options.own_casts && !options.date_strings.date => {
            Cell::Date { zone: options.driver_zone, zero_is_null: is_connector }
        }
        t::DATE => Cell::Text,
        t::DATETIME if !options.own_casts => Cell::Date { zone: options.zone, zero_is_null: false },
        t::DATETIME if options.date_strings.datetime => Cell::Text,
        t::TIMESTAMP if options.date_strings.timestamp => Cell::Text,
        t::DATETIME | t::TIMESTAMP => Cell::Date { zone: options.driver_zone, zero_is_null: is_connector },
        t::GEOMETRY => Cell::Geometry,
        t::JSON => Cell::Json,
        _ if column.is_json && is_connector && options.parses_json => Cell::Json,
        _ if column.is_set && is_connector => Cell::Set,
        _ => text,
    }
}

fn push_date(rows: &mut RowSlice, civil: &Civil, zone: Zone, zero_is_null: bool) {
    match civil.milliseconds() {
        Some(local) => rows.push_date(zone.to_utc(local)),
        None if zero_is_null && civil.is_zero() => rows.push_null(),
        None => rows.push_date(f64::NAN),
    }
}

/// v6: nothing stored is null. What is no geometry stays bytes.
fn push_geometry(rows: &mut RowSlice, stored: &[u8]) -> Result<(), TooLong> {
    if stored.is_empty() {
        rows.push_null();
        return Ok(());
    }
    match to_geo_json(stored) {
        Some(json) => rows.push_json(json.as_bytes()),
        None => rows.push_bytes(stored),
    }
}

fn push_set(rows: &mut RowSlice, text: &[u8]) -> Result<(), TooLong> {
    let text = String::from_utf8_lossy(text);
    let mut json = String::from("[");
    for (index, item) in text.split(',').filter(|_| !text.is_empty()).enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_json_text(&mut json, item);
    }
    json.push(']');
    rows.push_json(json.as_bytes())
}

/// A JSON string.
pub(super) fn write_json_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn parse_integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let value = digits
        .iter()
        .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))?;
    Some(if is_negative { -value } else { value })
}

fn parse_number(text: &[u8]) -> f64 {
    std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

/// Whether JavaScript would write the number as this text.
fn is_exact(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok_and(|text| {
        let number: f64 = text.parse().unwrap_or(f64::NAN);
        // Up to 1e21 JavaScript writes the shortest digits that tell the number apart, filled up with zeros, as we do.
        number.to_string() == text
    })
}

/// The number that the server's text of a FLOAT says: six significant digits, or as many decimals as the column has.
fn as_written(float: f32, decimals: u8) -> f64 {
    let number = f64::from(float);
    let text = if decimals < 31 {
        format!("{number:.digits$}", digits = usize::from(decimals))
    } else {
        format!("{number:.5e}")
    };
    text.parse().unwrap_or(number)
}

#[cfg(test)]
mod tests;
