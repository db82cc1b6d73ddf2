//! `source.foreign_key = target.key`.

use sequelize_types::{Model, Result};

use super::Keys;
use crate::request::association::{Association, column, primary_key};

/// `target` is the model that is read; it may be a scoped one.
pub fn keys<'a>(association: &Association<'a>, target: &'a Model) -> Result<Keys<'a>> {
    let key = match association.find("targetIdentifier") {
        Some(key) => key,
        None => primary_key(target)?,
    };
    Ok(Keys {
        attribute: association.fact("identifier")?,
        left: association.fact("identifierField")?,
        right: column(&target.attributes, key),
    })
}
