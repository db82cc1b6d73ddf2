//! Names of data types: `dataTypeToSql`, `deferrableToSql`.

use sequelize_types::{DataType, Error, Result, Value};

use crate::Compiler;
use crate::dialect::data_type;
use crate::request::schema::{args::Args, deferrable};

pub fn call(compiler: &Compiler, method: &str, args: Args<'_>) -> Option<Result<Value>> {
    let sql = match method {
        "dataTypeToSql" => to_sql(compiler, args),
        "deferrableToSql" => deferrable::by_name(args.get(0).as_str().unwrap_or_default()).map(str::to_owned),
        _ => return None,
    };
    Some(sql.map(Value::Text))
}

/// The type's name in the compiler's dialect, or, with `'abstract'` behind it, in none.
fn to_sql(compiler: &Compiler, args: Args<'_>) -> Result<String> {
    let raw;
    let data_type: &DataType = match args.get(0) {
        Value::DataType(data_type) => data_type,
        Value::Text(sql) => {
            raw = DataType::raw(sql.clone());
            &raw
        }
        other => {
            let given = crate::literal::describe(other);
            return Err(Error::type_error(format!("{given} is no data type")));
        }
    };
    match args.get(1).as_str() {
        Some("abstract") => data_type::standard(data_type),
        _ => compiler.dialect().type_sql(compiler, data_type),
    }
}
