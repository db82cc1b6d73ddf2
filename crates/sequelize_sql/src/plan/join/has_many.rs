//! `source.key = target.foreign_key`.

use sequelize_types::Result;

use super::Keys;
use crate::request::association::{Association, column, primary_key};

pub fn keys<'a>(association: &Association<'a>) -> Result<Keys<'a>> {
    let source = association.source;
    let attribute = match association.find("sourceKeyAttribute") {
        Some(attribute) => attribute,
        None => primary_key(source)?,
    };
    Ok(Keys {
        attribute,
        left: column(&source.attributes, attribute),
        right: association.fact("identifierField")?,
    })
}
