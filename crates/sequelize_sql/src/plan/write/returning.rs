//! Columns that come back from a statement. v6: `generateReturnValues`.

use std::borrow::Cow;

use sequelize_types::{AttributeSet, Error, Result, TypeKind, Value};

use crate::Compiler;
use crate::ast::write::Returning;
use crate::dialect::supports::ReturnValues;
use crate::request::write::Options;

/// `None` if nothing is asked for or the dialect cannot give it.
/// # Errors
/// `Type` if a column's type must be known and is not.
pub fn plan<'a>(
    compiler: &Compiler,
    attributes: Option<&'a AttributeSet>,
    options: Options<'a>,
) -> Result<Option<Returning<'a>>> {
    let is_supported = compiler.dialect().supports().return_values != ReturnValues::None;
    if !is_supported || !options.is_on("returning") {
        return Ok(None);
    }
    requested(compiler, attributes, options).map(Some)
}

/// As `plan`, whether or not `options.returning` asks for it.
/// # Errors
/// As `plan`.
pub fn requested<'a>(
    compiler: &Compiler,
    attributes: Option<&'a AttributeSet>,
    options: Options<'a>,
) -> Result<Returning<'a>> {
    let columns: Vec<Cow<'a, str>> = match options.get("returning") {
        Value::Array(_) => {
            options.names("returning")?.unwrap_or_default().into_iter().map(Cow::Borrowed).collect()
        }
        _ => attributes.map_or_else(Vec::new, |attributes| {
            let stored = attributes.iter().filter(|attribute| {
                attribute.data_type.as_ref().is_none_or(|data_type| data_type.kind != TypeKind::Virtual)
            });
            stored.map(|attribute| Cow::Borrowed(attribute.column())).collect()
        }),
    };
    let supports = compiler.dialect().supports();
    let needs_table = supports.tmp_table_trigger && options.is_on("hasTrigger");
    if needs_table && columns.is_empty() {
        return Err(Error::type_error("hasTrigger needs the attributes whose values are returned"));
    }
    let temporary = needs_table.then(|| column_types(compiler, &columns, attributes)).transpose()?;
    Ok(Returning { columns, temporary })
}

fn column_types(
    compiler: &Compiler,
    columns: &[Cow<'_, str>],
    attributes: Option<&AttributeSet>,
) -> Result<Vec<String>> {
    let type_of = |column: &Cow<'_, str>| {
        let attribute = attributes.and_then(|attributes| attributes.find_column(column));
        let data_type = attribute.and_then(|attribute| attribute.data_type.as_ref()).ok_or_else(|| {
            Error::type_error(format!(
                "hasTrigger needs the type of every returned column, {column} has none"
            ))
        })?;
        compiler.dialect().type_sql(compiler, data_type)
    };
    columns.iter().map(type_of).collect()
}
