//! The models that requests name by number.

use std::collections::HashMap;
use std::sync::Arc;

use sequelize_sql::request;
use sequelize_types::{Model, Result, Value};

#[derive(Debug, Default)]
pub struct Models {
    known: HashMap<u32, Arc<Model>>,
    last: u32,
}

impl Models {
    /// Keeps a model; numbers are not used again.
    /// # Errors
    /// The description is not one of a model.
    pub fn register(&mut self, description: &Value) -> Result<u32> {
        let number = self.last + 1;
        let model = request::attributes::model(number, description)?;
        self.last = number;
        self.known.insert(number, Arc::new(model));
        Ok(number)
    }

    pub fn forget(&mut self, number: u32) {
        self.known.remove(&number);
    }

    pub fn get(&self, number: u32) -> Option<Arc<Model>> {
        self.known.get(&number).cloned()
    }
}
