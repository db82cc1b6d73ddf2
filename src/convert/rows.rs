//! Results into the buffers that the border shares with JavaScript. `facade/bridge/rows.ts` reads them.
//!
//! The words begin with a head of `HEAD` words; the first two doubles are the number of changes and the last inserted
//! id. What the cells' words mean is told in `sequelize_driver::words`.

use sequelize_engine::driver::{RowSlice, Summary};

/// Positions in the head.
pub mod head {
    pub const STATUS: usize = 0;
    pub const TICKET: usize = 1;
    pub const SHAPE: usize = 2;
    pub const ROWS: usize = 3;
    /// 1: there is `utf16`; 2: there are `bytes`; 4: the rows are nested.
    pub const EXTRAS: usize = 4;
}

pub const HEAD: usize = 8;
/// Words after the head, and doubles after the first two, that the buffers hold. A slice never has more: the driver
/// ends it after 8192 words and at most one further row, and SQLite knows no more than 2000 columns. Nesting adds a word
/// per row of a level, which has a cell at least, and two per level.
pub const CAPACITY: usize = 24 * 1024;

/// What the head's first word says.
pub mod status {
    /// The result is complete.
    pub const DONE: i32 = 0;
    /// It will come under the ticket in the head.
    pub const PENDING: i32 = 1;
    /// `failure` tells why.
    pub const FAILED: i32 = 2;
    /// Rows, and more to come.
    pub const MORE: i32 = 3;
    /// There is nothing to take.
    pub const NOTHING: i32 = 4;
    /// `ROWS` holds the number of a leased connection.
    pub const ACQUIRED: i32 = 5;
    /// The engine in `TICKET` wants a connection: `ROWS` numbers the wish, `EXTRAS` is 1 if it is to read from.
    pub const CONNECT: i32 = 6;
    /// The engine in `TICKET` has done with the connection in `ROWS`.
    pub const DISCONNECT: i32 = 7;
}

/// Writes the head and the cells. False if they do not fit, which the driver rules out.
pub fn write(words: &mut [i32], doubles: &mut [f64], rows: &RowSlice, summary: Option<&Summary>) -> bool {
    let (cells, numbers) = (rows.words.len(), rows.doubles.len());
    if words.len() < HEAD + cells || doubles.len() < 2 + numbers {
        return false;
    }
    words[head::STATUS] = if summary.is_some() { status::DONE } else { status::MORE };
    words[head::SHAPE] = rows.shape.as_ref().map_or(0, |shape| shape.id as i32);
    words[head::ROWS] = rows.rows as i32;
    words[head::EXTRAS] = i32::from(!rows.utf16.is_empty())
        | (i32::from(!rows.bytes.is_empty()) << 1)
        | (i32::from(rows.is_nested) << 2);
    words[HEAD..HEAD + cells].copy_from_slice(&rows.words);
    if let Some(summary) = summary {
        doubles[0] = summary.changes as f64;
        doubles[1] = summary.last_id as f64;
    }
    doubles[2..2 + numbers].copy_from_slice(&rows.doubles);
    true
}
