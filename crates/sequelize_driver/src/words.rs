//! Rows as words, the form in which they cross to JavaScript (`facade/bridge/rows.ts` reads it).
//!
//! One `i32` per cell, row by row. The low three bits say what it is, the rest is its payload:
//!
//! | tag | payload | value |
//! |---|---|---|
//! | 0 | signed, 29 bits | the integer itself |
//! | 1 | length | that many characters of `latin1` |
//! | 2 | length in units | that many units of `utf16` |
//! | 3 | 0 number, 1 milliseconds | the next of `doubles` |
//! | 4 | 0 null, 1 true, 2 false | a constant |
//! | 5 | length | that many bytes of `bytes` |
//! | 6 | length | an integer as decimal digits in `latin1` |
//! | 7 | length | JSON text in `latin1` |

use std::sync::Arc;

use crate::Shape;

/// A slice ends with the row that takes it over one of these bounds: decoding one must not hold JavaScript's loop.
pub const MAX_WORDS: usize = 8 * 1024;
pub const MAX_TEXT: usize = 64 * 1024;
/// The longest text or blob whose length fits beside a tag.
const MAX_LENGTH: usize = (1 << 28) - 1;

const INT_MIN: i64 = -(1 << 28);
const INT_MAX: i64 = (1 << 28) - 1;

#[derive(Debug, Default)]
pub struct RowSlice {
    pub shape: Option<Arc<Shape>>,
    pub rows: u32,
    /// The words are blocks of several levels instead: see `nest` of the engine.
    pub is_nested: bool,
    pub words: Vec<i32>,
    pub doubles: Vec<f64>,
    pub latin1: Vec<u8>,
    pub utf16: Vec<u16>,
    pub bytes: Vec<u8>,
}

/// A cell that has no room in a word: SQLite itself stops at a gigabyte.
#[derive(Debug, PartialEq, Eq)]
pub struct TooLong;

impl RowSlice {
    /// Empties it and keeps the memory.
    pub fn clear(&mut self) {
        self.shape = None;
        self.rows = 0;
        self.is_nested = false;
        self.words.clear();
        self.doubles.clear();
        self.latin1.clear();
        self.utf16.clear();
        self.bytes.clear();
    }

    /// True when the slice should be sent before another row of `columns` cells is added.
    pub fn is_full(&self, columns: usize) -> bool {
        self.words.len() + columns > MAX_WORDS
            || self.latin1.len() + 2 * self.utf16.len() > MAX_TEXT
            || self.bytes.len() > 16 * MAX_TEXT
    }

    pub fn push_null(&mut self) {
        self.words.push(4);
    }

    pub fn push_bool(&mut self, flag: bool) {
        self.words.push(if flag { 4 | (1 << 3) } else { 4 | (2 << 3) });
    }

    /// Beyond 2^53 the nearest double: what v6's drivers of SQLite give.
    pub fn push_integer(&mut self, integer: i64) {
        if (INT_MIN..=INT_MAX).contains(&integer) {
            self.words.push((integer as i32) << 3);
        } else {
            self.words.push(3);
            self.doubles.push(integer as f64);
        }
    }

    pub fn push_double(&mut self, number: f64) {
        let integer = number as i64;
        if integer as f64 == number
            && (integer != 0 || number.is_sign_positive())
            && (INT_MIN..=INT_MAX).contains(&integer)
        {
            self.words.push((integer as i32) << 3);
        } else {
            self.words.push(3);
            self.doubles.push(number);
        }
    }

    pub fn push_date(&mut self, milliseconds: f64) {
        self.words.push(3 | (1 << 3));
        self.doubles.push(milliseconds);
    }

    pub fn push_bytes(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        self.words.push(length_word(5, bytes.len())?);
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// An integer as decimal digits, which becomes a `BigInt`.
    pub fn push_big_integer(&mut self, digits: &[u8]) -> Result<(), TooLong> {
        self.words.push(length_word(6, digits.len())?);
        self.latin1.extend_from_slice(digits);
        Ok(())
    }

    /// JSON text, UTF-8. What is not ASCII can only stand inside of its strings and is escaped there.
    pub fn push_json(&mut self, text: &[u8]) -> Result<(), TooLong> {
        let start = self.latin1.len();
        if text.is_ascii() {
            self.latin1.extend_from_slice(text);
        } else {
            let text = String::from_utf8_lossy(text);
            let mut units = [0; 2];
            for c in text.chars() {
                if c.is_ascii() {
                    self.latin1.push(c as u8);
                    continue;
                }
                for unit in c.encode_utf16(&mut units) {
                    self.latin1.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
                }
            }
        }
        self.words.push(length_word(7, self.latin1.len() - start)?);
        Ok(())
    }

    /// UTF-8; what is not valid becomes U+FFFD.
    pub fn push_text(&mut self, text: &[u8]) -> Result<(), TooLong> {
        if text.is_ascii() {
            self.words.push(length_word(1, text.len())?);
            self.latin1.extend_from_slice(text);
            return Ok(());
        }
        let text = String::from_utf8_lossy(text);
        if text.chars().all(|c| (c as u32) < 0x100) {
            let start = self.latin1.len();
            self.latin1.extend(text.chars().map(|c| c as u8));
            self.words.push(length_word(1, self.latin1.len() - start)?);
        } else {
            let start = self.utf16.len();
            self.utf16.extend(text.encode_utf16());
            self.words.push(length_word(2, self.utf16.len() - start)?);
        }
        Ok(())
    }
}

fn length_word(tag: i32, length: usize) -> Result<i32, TooLong> {
    if length > MAX_LENGTH {
        return Err(TooLong);
    }
    Ok(((length as i32) << 3) | tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(fill: impl FnOnce(&mut RowSlice)) -> RowSlice {
        let mut slice = RowSlice::default();
        fill(&mut slice);
        slice
    }

    #[test]
    fn small_integers_are_their_own_word() {
        let small = slice(|s| [0, -1, INT_MAX, INT_MIN].into_iter().for_each(|n| s.push_integer(n)));
        assert_eq!(
            small.words.iter().map(|w| i64::from(w >> 3)).collect::<Vec<_>>(),
            [0, -1, INT_MAX, INT_MIN]
        );
        assert!(small.doubles.is_empty());
    }

    #[test]
    fn integers_beyond_29_bits_are_doubles() {
        let large = slice(|s| s.push_integer(9_007_199_254_740_993));
        assert_eq!(
            (large.words.as_slice(), large.doubles.as_slice()),
            (&[3][..], &[9_007_199_254_740_992.0][..])
        );
    }

    #[test]
    fn minus_zero_and_nan_stay_doubles() {
        assert_eq!(slice(|s| s.push_double(-0.0)).words, [3]);
        assert_eq!(slice(|s| s.push_double(f64::NAN)).words, [3]);
        assert_eq!(slice(|s| s.push_double(5.0)).words, [5 << 3]);
    }

    #[test]
    fn text_takes_the_narrowest_form() {
        let text = slice(|s| {
            s.push_text("abc".as_bytes()).unwrap();
            s.push_text("é".as_bytes()).unwrap();
            s.push_text("€😀".as_bytes()).unwrap();
            s.push_text(&[0xff]).unwrap();
        });
        assert_eq!(text.words, [3 << 3 | 1, 1 << 3 | 1, 3 << 3 | 2, 1 << 3 | 2]);
        assert_eq!(text.latin1, b"abc\xe9");
        assert_eq!(text.utf16, [0x20ac, 0xd83d, 0xde00, 0xfffd]);
    }
}
