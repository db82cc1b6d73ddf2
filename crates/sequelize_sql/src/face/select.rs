use sequelize_types::{Result, Value};

use crate::{Compiler, Statement};

pub fn call(_compiler: &Compiler, _method: &str, _args: &[Value]) -> Option<Result<Value>> {
    None
}

pub fn statement(_compiler: &Compiler, _method: &str, _args: &[Value]) -> Option<Result<Statement>> {
    None
}
