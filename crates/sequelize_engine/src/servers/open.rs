//! From a dialect and the options of a connection to the driver that opens it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use sequelize_driver::{Connection, ShapeTable};
use sequelize_types::{DialectName, Error, Result, Value};

pub(super) type Opening = Pin<Box<dyn Future<Output = Result<Arc<dyn Connection>>> + Send>>;

/// `options`: what `facade/dialects/<dialect>/connection-manager.ts` makes of the configuration.
/// # Errors
/// An option that is unknown or means nothing; the dialect has no driver.
pub(super) fn open(dialect: DialectName, _options: &Value, _shapes: Arc<ShapeTable>) -> Result<Opening> {
    Err(Error::unsupported("Connecting to a server", Some(dialect)))
}
