//! INSERT of many rows. v6: `bulkInsertQuery`.

use std::collections::HashSet;

use sequelize_types::{AttributeSet, Error, Key, Object, Result, Value};

use super::{conflict, returning};
use crate::Compiler;
use crate::ast::write::{BulkColumn, BulkInsert};
use crate::request::write::Options;

pub struct Request<'a> {
    pub table: &'a Value,
    pub rows: &'a Value,
    pub options: Options<'a>,
    pub attributes: Option<&'a AttributeSet>,
}

/// # Errors
/// `Type` if the rows are no array of objects; what the options refuse.
pub fn plan<'a>(compiler: &'a Compiler, request: &Request<'a>) -> Result<BulkInsert<'a>> {
    let Request { table, options, attributes, .. } = *request;
    let supports = compiler.dialect().supports();
    let rows = request
        .rows
        .as_array()
        .ok_or_else(|| Error::type_error("the rows of a bulk insert must be an array"))?;
    let updates =
        options.names("updateOnDuplicate")?.is_some() && supports.inserts.update_on_duplicate.is_some();
    if updates && options.is_on("conflictWhere") && !supports.inserts.on_conflict_where {
        let name = compiler.dialect().name();
        return Err(Error::plain(format!("conflictWhere not supported for dialect {name}")));
    }
    let mut insert = BulkInsert {
        table,
        columns: Vec::new(),
        rows,
        is_ignoring_duplicates: options.is_on("ignoreDuplicates"),
        conflict: conflict::plan(compiler, options)?,
        returning: returning::plan(compiler, attributes, options)?,
        has_identity: false,
        default_rows: 0,
    };
    collect_columns(compiler, attributes, &mut insert)?;
    Ok(insert)
}

/// Every column that some row has, in the order of their first appearance.
fn collect_columns<'a>(
    compiler: &Compiler,
    attributes: Option<&'a AttributeSet>,
    insert: &mut BulkInsert<'a>,
) -> Result<()> {
    let supports = compiler.dialect().supports();
    let is_leaving_out_identity = supports.auto_increment.identity_insert;
    let find = |key: &str| attributes.and_then(|attributes| attributes.by_column(key));
    let mut known: HashSet<&str> = HashSet::new();
    let mut previous: Option<&Object> = None;
    for row in insert.rows {
        let row =
            row.as_object().ok_or_else(|| Error::type_error("a row of a bulk insert must be an object"))?;
        if is_leaving_out_identity && is_of_defaults(row, find) {
            insert.default_rows += 1;
            continue;
        }
        let has_same_keys = previous.is_some_and(|previous| have_same_keys(previous, row));
        if has_same_keys && !is_leaving_out_identity {
            continue;
        }
        previous = Some(row);
        for (key, value) in row.names() {
            let attribute = find(key);
            let is_counting = attribute.is_some_and(|attribute| attribute.is_auto_increment);
            if is_leaving_out_identity && is_counting {
                insert.has_identity |= *value != Value::Null;
                if *value == Value::Null {
                    continue;
                }
            }
            if known.insert(key) {
                let is_serial = is_counting && supports.bulk_default;
                insert.columns.push(BulkColumn { name: key, attribute, is_serial });
            }
        }
    }
    Ok(())
}

/// Rows of one list nearly always have the same keys in the same order.
fn have_same_keys(left: &Object, right: &Object) -> bool {
    left.len() == right.len()
        && left.entries.iter().zip(&right.entries).all(|(left, right)| left.0 == right.0)
}

/// A row that has an identity column, null, and nothing else.
fn is_of_defaults<'a>(row: &Object, find: impl Fn(&str) -> Option<&'a sequelize_types::Attribute>) -> bool {
    match &row.entries[..] {
        [(Key::Name(key), Value::Null)] => find(key).is_some_and(|attribute| attribute.is_auto_increment),
        _ => false,
    }
}
