//! Nesting between a connection and whoever waits for its rows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sequelize_driver::{Completion, RowSlice, Summary};
use sequelize_types::{Error, ErrorKind};

use super::{Layout, Nester, Nesting};

/// Nests what the connection gives before `inner` gets it.
pub fn completion(nesting: Option<Nesting>, inner: Box<dyn Completion>) -> Box<dyn Completion> {
    match nesting {
        Some(nesting) => Box::new(Nested { inner, state: State::Undecided(nesting) }),
        None => inner,
    }
}

/// Nests a whole result in place.
pub fn nest_now(nesting: Option<&Nesting>, rows: &mut RowSlice) {
    let Some(nesting) = nesting else { return };
    let State::Nesting(mut nester) = State::of(nesting, rows) else { return };
    nester.add_whole(rows);
    *rows = nester.take();
}

struct Nested {
    inner: Box<dyn Completion>,
    state: State,
}

enum State {
    /// No row has come yet.
    Undecided(Nesting),
    Nesting(Box<Nester>),
    /// Rows go on as they are: see `Layout::of`.
    Flat,
}

impl State {
    fn of(nesting: &Nesting, rows: &RowSlice) -> Self {
        let Some(shape) = rows.shape.as_ref().filter(|_| rows.rows > 0) else { return Self::Flat };
        match Layout::of(nesting, shape) {
            Some(layout) => Self::Nesting(Box::new(Nester::new(layout, shape.clone()))),
            None => Self::Flat,
        }
    }
}

impl Completion for Nested {
    fn rows(&mut self, rows: RowSlice) -> bool {
        if let State::Undecided(nesting) = &self.state {
            self.state = State::of(nesting, &rows);
        }
        match &mut self.state {
            State::Nesting(nester) => nester.add(&rows, |slice| self.inner.rows(slice)),
            _ => self.inner.rows(rows),
        }
    }

    fn done(mut self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        let result = result.and_then(|(rows, summary)| {
            let last = catch_unwind(AssertUnwindSafe(|| self.last(rows)));
            let last = last.map_err(|_| Error::new(ErrorKind::Internal, "nesting the rows panicked"))?;
            Ok((last, summary))
        });
        self.inner.done(result);
    }
}

impl Nested {
    fn last(&mut self, rows: RowSlice) -> RowSlice {
        if let State::Undecided(nesting) = &self.state {
            self.state = State::of(nesting, &rows);
        }
        match &mut self.state {
            State::Nesting(nester) => {
                nester.add(&rows, |slice| self.inner.rows(slice));
                nester.take()
            }
            _ => rows,
        }
    }
}
