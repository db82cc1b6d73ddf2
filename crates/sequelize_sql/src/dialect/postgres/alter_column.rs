//! A column definition as text, made fit for CREATE TABLE and ALTER COLUMN.

use sequelize_types::{Result, Value};

use super::enumeration;
use crate::plan::schema::definition_text::{from_references, leading_enum, take_default};
use crate::{Compiler, identifier};

/// One ALTER TABLE for each thing that can change. v6: the body of `changeColumnQuery`.
pub(super) fn change_column(
    compiler: &Compiler,
    sql: &mut String,
    table: &Value,
    name: &str,
    original: &str,
) -> Result<()> {
    let quoted = identifier::quote(compiler, name);
    let mut alter = String::from("ALTER TABLE ");
    identifier::push_table(compiler, &mut alter, table)?;
    let mut definition = map_data_type(compiler, table, name, original)?;
    let is_reference = definition.contains("REFERENCES");

    if definition.contains("NOT NULL") {
        sql.push_str(&format!("{alter} ALTER COLUMN {quoted} SET NOT NULL;"));
        definition = definition.replacen("NOT NULL", "", 1).trim().to_owned();
    } else if !is_reference {
        sql.push_str(&format!("{alter} ALTER COLUMN {quoted} DROP NOT NULL;"));
    }
    if let Some((default, rest)) = take_default(&definition) {
        sql.push_str(&format!("{alter} ALTER COLUMN {quoted} SET DEFAULT {default};"));
        definition = rest;
    } else if !is_reference {
        sql.push_str(&format!("{alter} ALTER COLUMN {quoted} DROP DEFAULT;"));
    }
    if original.starts_with("ENUM(") {
        sql.push_str(&enumeration::create(compiler, table, name, &Value::from(original), &Value::Undefined)?);
        let type_name = enumeration::name(compiler, table, name, &Value::Undefined)?;
        definition.push_str(&format!(" USING ({quoted}::{type_name})"));
    }
    let trimmed = definition.trim_end_matches(';');
    if let Some(rest) = trimmed.strip_suffix("UNIQUE") {
        sql.push_str(&format!("{alter}  ADD UNIQUE ({quoted});"));
        definition = rest.to_owned();
    }
    if definition.contains("REFERENCES") {
        let references = from_references(&definition);
        sql.push_str(&format!("{alter}  ADD FOREIGN KEY ({quoted}) {references};"));
    } else {
        sql.push_str(&format!("{alter} ALTER COLUMN {quoted} TYPE {definition};"));
    }
    Ok(())
}

/// A definition as it stands in a statement: serial types get their names, enums the name of their type.
/// v6: `dataTypeMapping`.
pub(crate) fn map_data_type(
    compiler: &Compiler,
    table: &Value,
    column: &str,
    definition: &str,
) -> Result<String> {
    let mut sql = definition.replacen("PRIMARY KEY", "", 1);
    if sql.contains("SERIAL") {
        if sql.contains("BIGINT") {
            sql = sql.replacen("SERIAL", "BIGSERIAL", 1).replacen("BIGINT", "", 1);
        } else if sql.contains("SMALLINT") {
            sql = sql.replacen("SERIAL", "SMALLSERIAL", 1).replacen("SMALLINT", "", 1);
        } else {
            sql = sql.replacen("INTEGER", "", 1);
        }
        sql = sql.replacen("NOT NULL", "", 1);
    }
    if let Some((_, rest)) = leading_enum(&sql) {
        let name = enumeration::name(compiler, table, column, &Value::Undefined)?;
        return Ok(format!("{name}{rest}"));
    }
    Ok(sql)
}
