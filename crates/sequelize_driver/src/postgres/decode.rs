//! Rows into words, by the type of each column. What is not in `Cell::of` stays text; JavaScript parses the rest
//! (`facade/dialects/postgres/type-parsers.ts`).

use std::sync::Arc;

use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::{DataRowBody, RowDescriptionBody};
use sequelize_types::{Error, ErrorKind};

use super::date;
use crate::shape::Column;
use crate::words::TooLong;
use crate::{RowSlice, Shape, ShapeTable};

/// What becomes of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Text,
    Bool,
    Integer,
    Double,
    Bytes,
    Moment,
}

impl Cell {
    /// By the numbers of `pg_type`. INT8 and NUMERIC are text, as v6 gives them.
    fn of(oid: u32) -> Self {
        match oid {
            16 => Self::Bool,
            17 => Self::Bytes,
            21 | 23 | 26 => Self::Integer,
            700 | 701 => Self::Double,
            1184 => Self::Moment,
            _ => Self::Text,
        }
    }
}

/// How the rows of one result are read.
#[derive(Debug)]
pub(super) struct Plan {
    pub shape: Arc<Shape>,
    cells: Vec<Cell>,
    /// State of `ShapeTable::kept_as_text` that it was made for.
    pub version: u64,
    types: Vec<u32>,
}

impl Plan {
    pub(super) fn new(body: &RowDescriptionBody, shapes: &ShapeTable) -> Result<Self, Error> {
        let (mut columns, mut types) = (Vec::new(), Vec::new());
        let mut fields = body.fields();
        while let Some(field) = fields.next().map_err(|_| broken())? {
            types.push(field.type_oid());
            columns.push(Column {
                name: field.name().to_owned(),
                declared_type: field.type_oid().to_string(),
                origin: format!("{} {} {}", field.column_id(), field.type_size(), field.type_modifier()),
                table: field.table_oid().to_string(),
            });
        }
        let (version, cells) = cells_of(&types, shapes);
        Ok(Self { shape: shapes.intern(columns), cells, version, types })
    }

    /// The same columns, read as is right by now.
    pub(super) fn renewed(&self, shapes: &ShapeTable) -> Self {
        let (version, cells) = cells_of(&self.types, shapes);
        Self { shape: Arc::clone(&self.shape), cells, version, types: self.types.clone() }
    }

    /// Appends one row.
    pub(super) fn push_row(&self, body: &DataRowBody, rows: &mut RowSlice) -> Result<(), Error> {
        let buffer = body.buffer();
        let mut ranges = body.ranges();
        for cell in &self.cells {
            match ranges.next().map_err(|_| broken())?.flatten() {
                None => rows.push_null(),
                Some(range) => {
                    let text = buffer.get(range).ok_or_else(broken)?;
                    push(*cell, text, rows)
                        .map_err(|TooLong| Error::plain("A value is too long to be read."))?;
                }
            }
        }
        rows.rows += 1;
        Ok(())
    }

    pub(super) fn columns(&self) -> usize {
        self.cells.len()
    }
}

fn cells_of(types: &[u32], shapes: &ShapeTable) -> (u64, Vec<Cell>) {
    let (version, kept) = shapes.kept_as_text();
    let cell = |oid: &u32| if kept.contains(oid) { Cell::Text } else { Cell::of(*oid) };
    (version, types.iter().map(cell).collect())
}

fn push(cell: Cell, text: &[u8], rows: &mut RowSlice) -> Result<(), TooLong> {
    match cell {
        Cell::Text => return rows.push_text(text),
        Cell::Bool => rows.push_bool(text == b"t"),
        Cell::Integer => match integer(text) {
            Some(number) => rows.push_integer(number),
            None => return rows.push_text(text),
        },
        Cell::Double => match std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()) {
            Some(number) => rows.push_double(number),
            None => return rows.push_text(text),
        },
        Cell::Moment => match date::milliseconds(text) {
            Some(moment) => rows.push_date(moment),
            None => return rows.push_text(text),
        },
        Cell::Bytes => match bytes(text) {
            Some(bytes) => return rows.push_bytes(&bytes),
            None => return rows.push_text(text),
        },
    }
    Ok(())
}

fn integer(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text.split_first()? {
        (b'-', digits) => (true, digits),
        _ => (false, text),
    };
    let mut number = 0i64;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
    }
    Some(if is_negative { -number } else { number })
}

/// `\x0aff`; the other form (`bytea_output = escape`) is left to JavaScript.
fn bytes(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_prefix(b"\\x")?;
    digits.chunks(2).map(|pair| Some(nibble(*pair.first()?)? << 4 | nibble(*pair.get(1)?)?)).collect()
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn broken() -> Error {
    Error::new(ErrorKind::Internal, "The server sent a row that cannot be read.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(cell: Cell, text: &str) -> RowSlice {
        let mut rows = RowSlice::default();
        push(cell, text.as_bytes(), &mut rows).unwrap();
        rows
    }

    #[test]
    fn cells_become_words() {
        assert_eq!(pushed(Cell::Integer, "-17").words, [-17 << 3]);
        assert_eq!(pushed(Cell::Bool, "t").words, [4 | (1 << 3)]);
        assert_eq!(pushed(Cell::Double, "1.5").doubles, [1.5]);
        assert!(pushed(Cell::Double, "NaN").doubles[0].is_nan());
        assert_eq!(pushed(Cell::Double, "-Infinity").doubles, [f64::NEG_INFINITY]);
        assert_eq!(pushed(Cell::Bytes, "\\x00ff").bytes, [0, 255]);
        assert_eq!(pushed(Cell::Moment, "1970-01-01 00:00:01+00").doubles, [1000.0]);
    }

    #[test]
    fn what_cannot_be_read_stays_text() {
        assert_eq!(pushed(Cell::Moment, "infinity").latin1, b"infinity");
        assert_eq!(pushed(Cell::Bytes, "a\\\\b").latin1, b"a\\\\b");
        assert_eq!(pushed(Cell::Integer, "99999999999999999999").latin1, b"99999999999999999999");
    }
}
