use sequelize_types::{Result, Value};

use crate::Compiler;

pub fn call(_compiler: &Compiler, _method: &str, _args: &[Value]) -> Option<Result<Value>> {
    None
}
