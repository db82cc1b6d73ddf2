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
    let Some(nesting) = nesting.filter(|_| rows.rows > 0) else { return };
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
        let layout = rows.shape.as_ref().and_then(|shape| Some((Layout::of(nesting, shape)?, shape)));
        match layout {
            Some((layout, shape)) => Self::Nesting(Box::new(Nester::new(layout, shape.clone()))),
            None => Self::Flat,
        }
    }
}

impl Nested {
    /// The nester for these rows, if they are to be nested. A text may have several results: those with other columns
    /// than the first go on as they are.
    fn nester(&mut self, rows: &RowSlice) -> Option<&mut Nester> {
        if rows.rows == 0 {
            return None;
        }
        if let State::Undecided(nesting) = &self.state {
            self.state = State::of(nesting, rows);
        }
        match &mut self.state {
            State::Nesting(nester) if nester.takes(rows) => Some(nester),
            _ => None,
        }
    }

    /// What is left when the last rows have come.
    fn last(&mut self, rows: RowSlice) -> RowSlice {
        let goes_on = self.nester(&rows).is_none() && rows.rows > 0;
        let State::Nesting(nester) = &mut self.state else { return rows };
        if goes_on {
            self.inner.rows(nester.take());
            return rows;
        }
        nester.add(&rows, |slice| self.inner.rows(slice));
        nester.take()
    }
}

impl Completion for Nested {
    fn rows(&mut self, rows: RowSlice) -> bool {
        if self.nester(&rows).is_none() {
            return self.inner.rows(rows);
        }
        let State::Nesting(nester) = &mut self.state else { return true };
        nester.add(&rows, |slice| self.inner.rows(slice))
    }

    fn is_behind(&self) -> bool {
        self.inner.is_behind()
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
