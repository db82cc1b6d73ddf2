//! Takes flat rows, gives the rows of each level.

use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;

use sequelize_driver::words::{MAX_TEXT, MAX_WORDS};
use sequelize_driver::{RowSlice, Shape};

use super::dedupe::{Key, Seen, integer_of};
use super::layout::{Identity, Layout, Level};

/// In the place of a row's number: there is no related record, nor anything below it.
const VOID: u32 = u32::MAX;
/// The word of null; see `sequelize_driver::words`.
const NULL: i32 = 4;

/// What hangs below a parent at one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Children {
    #[default]
    None,
    Some,
    /// v6: if the first one has no primary key, there are none, whatever follows.
    Refused,
}

/// New rows of one level that wait to be handed on.
#[derive(Debug, Default)]
struct Block {
    parents: Vec<i32>,
    rows: RowSlice,
}

/// Where a cell begins in a slice.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    word: usize,
    double: usize,
    latin1: usize,
    utf16: usize,
    bytes: usize,
}

#[derive(Debug)]
struct LevelState {
    seen: Seen,
    /// By the parent's number; only where a record may be missing.
    children: Vec<Children>,
    count: u32,
    /// The row of this level that the row of the result holds.
    current: u32,
    block: Block,
}

pub struct Nester {
    layout: Layout,
    shape: Arc<Shape>,
    states: Vec<LevelState>,
    /// Where the cells of the row begin, and where it ends.
    marks: Vec<Mark>,
    key: Vec<u8>,
    numbers: ryu_js::Buffer,
}

impl Nester {
    pub fn new(layout: Layout, shape: Arc<Shape>) -> Self {
        let states = layout.levels.iter().map(|_| LevelState {
            seen: Seen::new(),
            children: Vec::new(),
            count: 0,
            current: VOID,
            block: Block::default(),
        });
        let states = states.collect();
        let marks = vec![Mark::default(); layout.columns + 1];
        Self { layout, shape, states, marks, key: Vec::new(), numbers: ryu_js::Buffer::new() }
    }

    /// Whether these are rows of the result that it was made for.
    pub fn takes(&self, rows: &RowSlice) -> bool {
        rows.shape.as_ref().is_some_and(|shape| shape.id == self.shape.id)
    }

    /// Takes the rows of a slice. Whatever makes a slice of its own goes to `hand_on`, which returns false when nobody
    /// wants the rest; so does this.
    pub fn add(&mut self, rows: &RowSlice, mut hand_on: impl FnMut(RowSlice) -> bool) -> bool {
        self.add_rows(rows, |nester| !nester.is_full() || hand_on(nester.take()))
    }

    /// Takes the rows of a slice and keeps them until `take`.
    pub fn add_whole(&mut self, rows: &RowSlice) {
        self.add_rows(rows, |_| true);
    }

    fn add_rows(&mut self, rows: &RowSlice, mut goes_on: impl FnMut(&mut Self) -> bool) -> bool {
        let mut at = Mark::default();
        for _ in 0..rows.rows {
            if !self.mark(rows, at) {
                break;
            }
            at = self.marks[self.layout.columns];
            self.add_row(rows);
            if !goes_on(self) {
                return false;
            }
        }
        true
    }

    /// Everything that was not handed on yet, as one slice.
    pub fn take(&mut self) -> RowSlice {
        let mut slice =
            RowSlice { shape: Some(Arc::clone(&self.shape)), is_nested: true, ..RowSlice::default() };
        for (number, state) in self.states.iter_mut().enumerate() {
            let Block { parents, rows } = &mut state.block;
            if rows.rows == 0 {
                continue;
            }
            slice.rows += rows.rows;
            slice.words.extend([number as i32, rows.rows as i32]);
            slice.words.append(parents);
            slice.words.append(&mut rows.words);
            slice.doubles.append(&mut rows.doubles);
            slice.latin1.append(&mut rows.latin1);
            slice.utf16.append(&mut rows.utf16);
            slice.bytes.append(&mut rows.bytes);
            rows.rows = 0;
        }
        slice
    }

    /// Bounds of one slice, as the driver's.
    fn is_full(&self) -> bool {
        let sum = |of: fn(&Block) -> usize| self.states.iter().map(|state| of(&state.block)).sum::<usize>();
        sum(|block| block.parents.len() + block.rows.words.len()) > MAX_WORDS
            || sum(|block| block.rows.latin1.len() + 2 * block.rows.utf16.len()) > MAX_TEXT
            || sum(|block| block.rows.bytes.len()) > 16 * MAX_TEXT
    }

    /// Finds the cells of the row that begins here. False if the slice ends before it.
    fn mark(&mut self, rows: &RowSlice, mut at: Mark) -> bool {
        let Some(words) = rows.words.get(at.word..at.word + self.layout.columns) else { return false };
        let Some((end, marks)) = self.marks.split_last_mut() else { return false };
        for (mark, word) in marks.iter_mut().zip(words) {
            *mark = at;
            at.word += 1;
            let length = (word >> 3) as usize;
            match word & 7 {
                1 | 6 | 7 => at.latin1 += length,
                2 => at.utf16 += length,
                3 => at.double += 1,
                5 => at.bytes += length,
                _ => {}
            }
        }
        *end = at;
        true
    }

    fn add_row(&mut self, rows: &RowSlice) {
        for number in 0..self.layout.levels.len() {
            let level = &self.layout.levels[number];
            let parent = if number == 0 { 0 } else { self.states[level.parent].current };
            let current = if parent == VOID {
                VOID
            } else if let Identity::Columns(columns) = &level.identity {
                let key = match columns.as_slice() {
                    [Some(column)] => small_integer(rows, self.marks[*column]),
                    _ => None,
                };
                let key = match key {
                    Some(integer) => Key::Integer(integer),
                    None => {
                        self.key.clear();
                        self.key.extend(parent.to_le_bytes());
                        for column in columns {
                            let mark = column.map(|column| self.marks[column]);
                            write_key(&mut self.key, &mut self.numbers, rows, mark);
                        }
                        integer_of(&self.key[4..]).map_or(Key::Text, Key::Integer)
                    }
                };
                let state = &mut self.states[number];
                let known = match key {
                    Key::Integer(integer) => state.seen.integer(parent, integer),
                    Key::Text => state.seen.text(&self.key),
                };
                known.unwrap_or_else(|| {
                    let row = admit(state, level, &self.marks, rows, number, parent);
                    state.seen.insert(parent, key, &self.key, row);
                    row
                })
            } else {
                admit(&mut self.states[number], level, &self.marks, rows, number, parent)
            };
            self.states[number].current = current;
        }
    }
}

/// A row that was not met before: its number, or `VOID` if it stands for no record.
fn admit(
    state: &mut LevelState,
    level: &Level,
    marks: &[Mark],
    rows: &RowSlice,
    number: usize,
    parent: u32,
) -> u32 {
    let mut is_missing = false;
    if number > 0 {
        let is_null = level.primary.is_some_and(|column| rows.words.get(marks[column].word) == Some(&NULL));
        let at = parent as usize;
        if state.children.len() <= at {
            state.children.resize(at + 1, Children::None);
        }
        let children = &mut state.children[at];
        match (is_null, level.is_single, *children) {
            (true, true, Children::None) | (_, false, Children::Refused) => return VOID,
            (true, false, Children::None) => {
                *children = Children::Refused;
                return VOID;
            }
            // The last one counts: it takes the place of what was there.
            (true, true, _) => is_missing = true,
            _ => *children = Children::Some,
        }
        state.block.parents.push(((parent << 1) | u32::from(is_missing)) as i32);
    }
    for range in &level.columns {
        copy(&mut state.block.rows, rows, marks, range);
    }
    state.block.rows.rows += 1;
    let row = state.count;
    state.count += 1;
    if is_missing { VOID } else { row }
}

fn copy(to: &mut RowSlice, from: &RowSlice, marks: &[Mark], columns: &Range<usize>) {
    let (start, end) = (marks[columns.start], marks[columns.end]);
    to.words.extend_from_slice(part(&from.words, start.word, end.word));
    to.doubles.extend_from_slice(part(&from.doubles, start.double, end.double));
    to.latin1.extend_from_slice(part(&from.latin1, start.latin1, end.latin1));
    if start.utf16 < end.utf16 {
        to.utf16.extend_from_slice(part(&from.utf16, start.utf16, end.utf16));
    }
    if start.bytes < end.bytes {
        to.bytes.extend_from_slice(part(&from.bytes, start.bytes, end.bytes));
    }
}

fn part<T>(items: &[T], start: usize, end: usize) -> &[T] {
    items.get(start..end).unwrap_or_default()
}

fn small_integer(rows: &RowSlice, mark: Mark) -> Option<i64> {
    let word = *rows.words.get(mark.word)?;
    if word & 7 == 0 { Some(i64::from(word >> 3)) } else { None }
}

/// The text of a cell as v6 makes it for a key: that of the value in JavaScript, of bytes their hexadecimal digits.
fn write_key(key: &mut Vec<u8>, numbers: &mut ryu_js::Buffer, rows: &RowSlice, mark: Option<Mark>) {
    let Some(mark) = mark else { return key.extend(b"undefined") };
    let word = rows.words.get(mark.word).copied().unwrap_or(NULL);
    let length = (word >> 3) as usize;
    match word & 7 {
        0 => {
            // Writing to memory does not fail.
            let _ = write!(key, "{}", word >> 3);
        }
        2 => {
            let units = part(&rows.utf16, mark.utf16, mark.utf16 + length);
            key.extend(String::from_utf16_lossy(units).as_bytes());
        }
        3 => {
            let number = rows.doubles.get(mark.double).copied().unwrap_or_default();
            key.extend(numbers.format(number).as_bytes());
        }
        4 => key.extend(match word >> 3 {
            0 => &b"null"[..],
            1 => b"true",
            _ => b"false",
        }),
        5 => {
            for byte in part(&rows.bytes, mark.bytes, mark.bytes + length) {
                let _ = write!(key, "{byte:02x}");
            }
        }
        _ => {
            let text = part(&rows.latin1, mark.latin1, mark.latin1 + length);
            if text.is_ascii() {
                key.extend(text);
            } else {
                key.extend(text.iter().map(|byte| char::from(*byte)).collect::<String>().as_bytes());
            }
        }
    }
}
