//! Which row of a level a row of the result stands for. Keys are compared as v6 compares them: by their text in
//! JavaScript, put together without anything between, below the same parent.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// Rows met at one level.
#[derive(Debug)]
pub(super) struct Seen {
    /// Keys whose text is that of an integer: nearly all.
    integers: HashMap<(u32, i64), u32, Seed>,
    /// All others, after the bytes of their parent's number.
    texts: HashMap<Box<[u8]>, u32>,
    /// Rows of one parent mostly follow each other.
    last: Option<(u32, i64, u32)>,
}

/// A key that was looked for and not found; `insert` takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Integer(i64),
    /// The text that was looked for last.
    Text,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self { integers: HashMap::with_hasher(Seed::new()), texts: HashMap::new(), last: None }
    }

    pub(super) fn integer(&mut self, parent: u32, key: i64) -> Option<u32> {
        if let Some((last_parent, last_key, row)) = self.last
            && last_parent == parent
            && last_key == key
        {
            return Some(row);
        }
        let row = *self.integers.get(&(parent, key))?;
        self.last = Some((parent, key, row));
        Some(row)
    }

    /// `text` is the key's, behind the four bytes of the parent's number.
    pub(super) fn text(&self, text: &[u8]) -> Option<u32> {
        self.texts.get(text).copied()
    }

    pub(super) fn insert(&mut self, parent: u32, key: Key, text: &[u8], row: u32) {
        match key {
            Key::Integer(key) => {
                self.last = Some((parent, key, row));
                self.integers.insert((parent, key), row);
            }
            Key::Text => {
                self.texts.insert(text.into(), row);
            }
        }
    }
}

/// The number of which this is the text in JavaScript, if it is an integer.
pub(super) fn integer_of(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let is_canonical = match digits {
        [] => false,
        [b'0'] => text.len() == 1,
        [b'0', ..] => false,
        _ => digits.len() <= 18 && digits.iter().all(u8::is_ascii_digit),
    };
    if !is_canonical {
        return None;
    }
    let value = digits.iter().fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some(if digits.len() < text.len() { -value } else { value })
}

/// A hash for a pair of integers: one multiplication each. Seeded, so that nobody can choose ids that collide.
#[derive(Debug, Clone)]
struct Seed(u64);

impl Seed {
    fn new() -> Self {
        Self(RandomState::new().hash_one(0u8))
    }
}

impl BuildHasher for Seed {
    type Hasher = Mix;

    fn build_hasher(&self) -> Mix {
        Mix(self.0)
    }
}

#[derive(Debug)]
struct Mix(u64);

impl Mix {
    fn add(&mut self, value: u64) {
        let product = u128::from(self.0 ^ value) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        self.0 = (product as u64) ^ ((product >> 64) as u64);
    }
}

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.add(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.add(u64::from(value));
    }

    fn write_i64(&mut self, value: i64) {
        self.add(value as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_integers_are_those_integers() {
        let cases: [(&str, Option<i64>); 9] = [
            ("0", Some(0)),
            ("-7", Some(-7)),
            ("123456789012345678", Some(123_456_789_012_345_678)),
            ("1234567890123456789", None),
            ("007", None),
            ("-0", None),
            ("", None),
            ("-", None),
            ("1.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(integer_of(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn equal_keys_below_different_parents_are_different_rows() {
        let mut seen = Seen::new();
        seen.insert(1, Key::Integer(5), b"", 0);
        seen.insert(2, Key::Integer(5), b"", 1);
        assert_eq!((seen.integer(1, 5), seen.integer(2, 5), seen.integer(3, 5)), (Some(0), Some(1), None));
    }
}
