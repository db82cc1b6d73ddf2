use sequelize_types::{Result, Value};

use crate::Compiler;
use crate::request::schema::args::Args;

pub fn call(_compiler: &Compiler, _method: &str, _args: Args<'_>) -> Option<Result<Value>> {
    None
}
