//! The columns of a result. Equal ones are one `Shape` with one number, so that JavaScript keeps a decoder for each.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// More than this many shapes at once means that texts are built with ever new aliases: forget and begin anew.
const MAX_SHAPES: usize = 2048;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Column {
    pub name: String,
    /// The declared type of the table column it comes from, as written; empty for an expression.
    pub declared_type: String,
    /// The table column it comes from; empty for an expression.
    pub origin: String,
    /// The table it comes from; empty for an expression.
    pub table: String,
}

impl Column {
    /// The declared type without its length, in capitals: what v6's sqlite `applyParsers` looks up.
    pub fn base_type(&self) -> String {
        let head = self.declared_type.split('(').next().unwrap_or_default();
        head.replacen("UNSIGNED", "", 1).replacen("ZEROFILL", "", 1).trim().to_uppercase()
    }
}

#[derive(Debug)]
pub struct Shape {
    /// Unique within a `ShapeTable`, never used again.
    pub id: u32,
    pub columns: Vec<Column>,
    /// Columns whose text may be a date, by position.
    pub holds_date: Vec<bool>,
}

/// All shapes that the connections of one engine have met, and what else they have to agree on.
#[derive(Debug, Default)]
pub struct ShapeTable {
    state: Mutex<Known>,
    kept: Mutex<(u64, Arc<HashSet<u32>>)>,
    schema: AtomicU64,
}

#[derive(Debug, Default)]
struct Known {
    last_id: u32,
    shapes: HashMap<Vec<Column>, Arc<Shape>>,
}

impl ShapeTable {
    /// Types whose cells are to stay the server's text, since a function of the user's parses them; and a number that
    /// changes with them.
    pub fn kept_as_text(&self) -> (u64, Arc<HashSet<u32>>) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.0, Arc::clone(&kept.1))
    }

    pub fn keep_as_text(&self, types: HashSet<u32>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = (kept.0 + 1, Arc::new(types));
    }

    /// A number that changes when a connection of this engine may have changed the schema.
    pub fn schema(&self) -> u64 {
        self.schema.load(Ordering::Acquire)
    }

    pub fn change_schema(&self) {
        self.schema.fetch_add(1, Ordering::AcqRel);
    }

    pub fn intern(&self, columns: Vec<Column>) -> Arc<Shape> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shape) = state.shapes.get(&columns) {
            return Arc::clone(shape);
        }
        if state.shapes.len() >= MAX_SHAPES {
            state.shapes.clear();
        }
        state.last_id += 1;
        let holds_date = columns.iter().map(|column| column.base_type() == "DATETIME").collect();
        let shape = Arc::new(Shape { id: state.last_id, columns: columns.clone(), holds_date });
        state.shapes.insert(columns, Arc::clone(&shape));
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, declared_type: &str) -> Column {
        Column {
            name: name.into(),
            declared_type: declared_type.into(),
            origin: name.into(),
            table: "t".into(),
        }
    }

    #[test]
    fn equal_columns_are_one_shape() {
        let table = ShapeTable::default();
        let first = table.intern(vec![column("id", "INTEGER")]);
        assert_eq!(first.id, table.intern(vec![column("id", "INTEGER")]).id);
        assert_ne!(first.id, table.intern(vec![column("id", "TEXT")]).id);
    }

    #[test]
    fn a_length_does_not_hide_a_date() {
        assert_eq!(ShapeTable::default().intern(vec![column("at", "datetime(6)")]).holds_date, [true]);
    }
}
