//! The five dialects, spelled as the public option `dialect`.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DialectName {
    Postgres,
    Mysql,
    Mariadb,
    Sqlite,
    Mssql,
}

impl DialectName {
    pub const ALL: [DialectName; 5] = [Self::Postgres, Self::Mysql, Self::Mariadb, Self::Sqlite, Self::Mssql];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
            Self::Sqlite => "sqlite",
            Self::Mssql => "mssql",
        }
    }
}

impl fmt::Display for DialectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DialectName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|dialect| dialect.as_str() == name)
            .ok_or_else(|| Error::plain(format!("The dialect {name} is not supported.")))
    }
}
