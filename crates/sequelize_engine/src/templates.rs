//! The templates of texts that requests name by number.

use std::collections::HashMap;

use sequelize_sql::Template;

#[derive(Debug, Default)]
pub struct Templates {
    known: HashMap<u32, (u32, Template)>,
    last: u32,
}

impl Templates {
    /// Keeps a template of a model's statement and gives its number, which is not used again.
    pub fn keep(&mut self, model: u32, template: Template) -> u32 {
        self.last += 1;
        self.known.insert(self.last, (model, template));
        self.last
    }

    pub fn get(&self, number: u32) -> Option<&Template> {
        self.known.get(&number).map(|(_, template)| template)
    }

    pub fn forget(&mut self, number: u32) {
        self.known.remove(&number);
    }

    /// Forgets those of a model.
    pub fn forget_model(&mut self, model: u32) {
        self.known.retain(|_, (owner, _)| *owner != model);
    }

    /// Forgets all; their numbers are not used again.
    pub fn forget_all(&mut self) {
        self.known.clear();
    }
}
