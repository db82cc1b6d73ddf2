//! Statements that stay prepared on a connection, the most recently used ones. A text is prepared when it comes for
//! the second time: what comes once only would push others out.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::decode::Plan;

const MAX_PREPARED: usize = 256;
const MAX_SEEN: usize = 1024;

/// A statement on the server.
#[derive(Debug)]
pub(super) struct Prepared {
    pub key: String,
    pub name: String,
    /// How rows are read; unknown until it ran once. `Some(None)`: it gives none.
    plan: Mutex<Option<Option<Arc<Plan>>>>,
    /// It was quick when it ran last.
    is_quick: AtomicBool,
}

impl Prepared {
    pub(super) fn plan(&self) -> Option<Option<Arc<Plan>>> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set_plan(&self, plan: Option<Arc<Plan>>) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = Some(plan);
    }

    pub(super) fn is_quick(&self) -> bool {
        self.is_quick.load(Ordering::Relaxed)
    }

    pub(super) fn set_quick(&self, is_quick: bool) {
        self.is_quick.store(is_quick, Ordering::Relaxed);
    }
}

#[derive(Debug, Default)]
pub(super) struct Statements {
    prepared: HashMap<String, (Arc<Prepared>, u64)>,
    seen: HashMap<String, ()>,
    uses: u64,
    last_name: u64,
    /// State of the schema that they were prepared for.
    epoch: u64,
    /// Names to be closed before anything else is sent.
    pub dropped: Vec<String>,
}

pub(super) enum Found {
    /// Run it under this name; `is_new`: it has to be prepared first.
    Prepared {
        statement: Arc<Prepared>,
        is_new: bool,
    },
    Unnamed,
}

impl Statements {
    /// `key`: the text, with the types of its parameters.
    pub(super) fn find(&mut self, key: &str, epoch: u64) -> Found {
        if self.epoch != epoch {
            self.epoch = epoch;
            self.dropped.extend(self.prepared.drain().map(|(_, (statement, _))| statement.name.clone()));
        }
        self.uses += 1;
        if let Some((statement, used)) = self.prepared.get_mut(key) {
            *used = self.uses;
            return Found::Prepared { statement: Arc::clone(statement), is_new: false };
        }
        if self.seen.remove(key).is_none() {
            if self.seen.len() >= MAX_SEEN {
                self.seen.clear();
            }
            self.seen.insert(key.to_owned(), ());
            return Found::Unnamed;
        }
        self.make_room();
        self.last_name += 1;
        let statement = Arc::new(Prepared {
            key: key.to_owned(),
            name: format!("sequelize_{}", self.last_name),
            plan: Mutex::default(),
            is_quick: AtomicBool::new(false),
        });
        self.prepared.insert(key.to_owned(), (Arc::clone(&statement), self.uses));
        Found::Prepared { statement, is_new: true }
    }

    fn make_room(&mut self) {
        if self.prepared.len() < MAX_PREPARED {
            return;
        }
        let oldest = self.prepared.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| key.clone());
        if let Some((statement, _)) = oldest.and_then(|key| self.prepared.remove(&key)) {
            self.dropped.push(statement.name.clone());
        }
    }

    /// The server has it no more, or never had.
    pub(super) fn forget(&mut self, statement: &Arc<Prepared>) {
        if let Some((known, _)) = self.prepared.get(&statement.key)
            && Arc::ptr_eq(known, statement)
        {
            self.prepared.remove(&statement.key);
            self.dropped.push(statement.name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(found: Found) -> Option<(String, bool)> {
        match found {
            Found::Prepared { statement, is_new } => Some((statement.name.clone(), is_new)),
            Found::Unnamed => None,
        }
    }

    #[test]
    fn a_text_is_prepared_when_it_comes_again() {
        let mut statements = Statements::default();
        assert_eq!(name(statements.find("a", 0)), None);
        assert_eq!(name(statements.find("a", 0)), Some(("sequelize_1".into(), true)));
        assert_eq!(name(statements.find("a", 0)), Some(("sequelize_1".into(), false)));
    }

    #[test]
    fn a_change_of_the_schema_drops_all() {
        let mut statements = Statements::default();
        statements.find("a", 0);
        statements.find("a", 0);
        assert_eq!(name(statements.find("a", 1)), None);
        assert_eq!(statements.dropped, ["sequelize_1"]);
    }

    #[test]
    fn the_one_that_was_not_used_for_longest_goes() {
        let mut statements = Statements::default();
        for number in 0..=MAX_PREPARED {
            let text = number.to_string();
            statements.find(&text, 0);
            statements.find(&text, 0);
            statements.find("0", 0);
        }
        assert_eq!(statements.dropped, ["sequelize_2"]);
    }
}
