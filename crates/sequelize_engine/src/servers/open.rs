//! From a dialect and the options of a connection to the driver that opens it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use sequelize_driver::mysql::{Flavor, MysqlConnection, MysqlOptions};
use sequelize_driver::postgres::{PgConnection, PgOptions};
use sequelize_driver::{Connection, ShapeTable};
use sequelize_types::{DialectName, Error, Result, Value};

pub(super) type Opening = Pin<Box<dyn Future<Output = Result<Arc<dyn Connection>>> + Send>>;

/// `options`: what `facade/dialects/<dialect>/connection-manager.ts` makes of the configuration.
/// # Errors
/// An option that is unknown or means nothing; the dialect has no driver.
pub(super) fn open(dialect: DialectName, options: &Value, shapes: Arc<ShapeTable>) -> Result<Opening> {
    match dialect {
        DialectName::Postgres => open_postgres(options, shapes),
        DialectName::Mysql => open_mysql(Flavor::Mysql2, options, shapes),
        DialectName::Mariadb => open_mysql(Flavor::Connector, options, shapes),
        _ => Err(Error::unsupported("Connecting to a server", Some(dialect))),
    }
}

fn open_postgres(options: &Value, shapes: Arc<ShapeTable>) -> Result<Opening> {
    let options = PgOptions::read(options)?;
    Ok(Box::pin(async move {
        let connection = PgConnection::connect(options, shapes).await?;
        Ok(Arc::new(connection) as Arc<dyn Connection>)
    }))
}

fn open_mysql(flavor: Flavor, options: &Value, shapes: Arc<ShapeTable>) -> Result<Opening> {
    let options = MysqlOptions::read(flavor, options)?;
    Ok(Box::pin(async move {
        let connection = MysqlConnection::connect(options, shapes).await?;
        Ok(Arc::new(connection) as Arc<dyn Connection>)
    }))
}
