//! Opens connections with the driver of the dialect.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use sequelize_driver::sqlite::{SqliteConnection, SqliteOptions};
use sequelize_driver::{Connection, ShapeTable};
use sequelize_pool::Manager;
use sequelize_types::{DialectName, Error, Result};

use crate::EngineOptions;

/// Clones share what they opened.
#[derive(Clone)]
pub(crate) struct Opener {
    options: SqliteOptions,
    shapes: Arc<ShapeTable>,
    opened: Arc<Mutex<Vec<Weak<dyn Connection>>>>,
}

impl Opener {
    /// # Errors
    /// The dialect has no driver.
    pub(crate) fn new(options: &EngineOptions, shapes: Arc<ShapeTable>) -> Result<Self> {
        if options.dialect != DialectName::Sqlite {
            return Err(Error::unsupported("Connecting to a server", Some(options.dialect)));
        }
        Ok(Self { options: options.sqlite.clone(), shapes, opened: Arc::default() })
    }

    /// Whether there is only one connection, which every `open` gives.
    pub(crate) fn is_single(&self) -> bool {
        self.options.is_memory()
    }

    pub(crate) fn open(&self) -> Result<Arc<dyn Connection>> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.retain(|connection| connection.strong_count() > 0);
        if self.is_single()
            && let Some(connection) = opened.first().and_then(Weak::upgrade)
        {
            return Ok(connection);
        }
        let connection: Arc<dyn Connection> =
            Arc::new(SqliteConnection::new(self.options.clone(), Arc::clone(&self.shapes))?);
        opened.push(Arc::downgrade(&connection));
        Ok(connection)
    }

    /// All connections that are open or being closed.
    pub(crate) fn live(&self) -> Vec<Arc<dyn Connection>> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        opened.iter().filter_map(Weak::upgrade).collect()
    }
}

impl Manager for Opener {
    type Item = Arc<dyn Connection>;
    type Error = Error;

    async fn create(&self) -> Result<Self::Item> {
        self.open()
    }

    fn discard(&self, connection: Self::Item) {
        if !self.is_single() {
            connection.close(Box::new(|| {}));
        }
    }
}
