//! Columns that were selected under short aliases (`minifyAliases`) get their names back, before anybody looks at them.

use std::sync::Arc;

use sequelize_driver::{Completion, RowSlice, ShapeTable, Summary};
use sequelize_types::Error;

/// What `_0`, `_1` … stand for in the results of one statement.
pub struct Renaming {
    names: Vec<String>,
    shapes: Arc<ShapeTable>,
}

impl Renaming {
    pub(crate) fn of(names: Vec<String>, shapes: &Arc<ShapeTable>) -> Option<Self> {
        (!names.is_empty()).then(|| Self { names, shapes: Arc::clone(shapes) })
    }

    /// Gives rows a shape with the names.
    pub fn apply(&self, rows: &mut RowSlice) {
        let Some(shape) = &rows.shape else { return };
        let mut columns = shape.columns.clone();
        for column in &mut columns {
            if let Some(name) = self.name_of(&column.name) {
                column.name.clone_from(name);
            }
        }
        rows.shape = Some(self.shapes.intern(columns));
    }

    fn name_of(&self, short: &str) -> Option<&String> {
        let number: usize = short.strip_prefix('_')?.parse().ok()?;
        self.names.get(number)
    }
}

/// Renames what the connection gives before `inner` gets it.
pub fn completion(renaming: Option<Renaming>, inner: Box<dyn Completion>) -> Box<dyn Completion> {
    match renaming {
        Some(renaming) => Box::new(Renamed { renaming, inner }),
        None => inner,
    }
}

struct Renamed {
    renaming: Renaming,
    inner: Box<dyn Completion>,
}

impl Completion for Renamed {
    fn rows(&mut self, mut rows: RowSlice) -> bool {
        self.renaming.apply(&mut rows);
        self.inner.rows(rows)
    }

    fn is_behind(&self) -> bool {
        self.inner.is_behind()
    }

    fn done(self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        let Self { renaming, inner } = *self;
        inner.done(result.map(|(mut rows, summary)| {
            renaming.apply(&mut rows);
            (rows, summary)
        }));
    }
}
