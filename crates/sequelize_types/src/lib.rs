//! The words every part shares: values, operators, data types, models, errors. Plain data, no behaviour that
//! depends on a database, on SQL text or on JavaScript.

pub mod attribute;
pub mod data_type;
pub mod dialect;
pub mod error;
pub mod hook;
pub mod model;
pub mod operator;
pub mod value;

pub use attribute::{Attribute, AttributeSet};
pub use data_type::{DataType, TypeKind};
pub use dialect::DialectName;
pub use error::{Error, ErrorKind, Result};
pub use model::{Model, TableName};
pub use operator::Op;
pub use value::{Expression, Key, Object, Table, Value};
