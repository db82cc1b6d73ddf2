//! Enumerated types: `"schema"."enum_table_column"`. PostgreSQL manual 8.7; v6 `pgEnum` and its kin.

use sequelize_types::{Error, Result, TypeKind, Value};

use super::schema::table_details;
use crate::ast::schema::column::Column;
use crate::plan::schema::definition_text::leading_enum;
use crate::render::schema::{escaped, quoted};
use crate::request::text::truthy;
use crate::{Compiler, dialect, identifier, version};

/// `ENUM('a', 'b')`, with `[]` for an array, if the column is one; v6's form between its methods.
/// # Errors
/// `Plain` if the enum has no members.
pub(super) fn type_text(compiler: &Compiler, column: &Column<'_>) -> Result<Option<String>> {
    let is_enum = column.data_type.kind == TypeKind::Enum;
    let is_array = column.data_type.kind == TypeKind::Array
        && column.data_type.element.as_ref().is_some_and(|element| element.kind == TypeKind::Enum);
    if !is_enum && !is_array {
        return Ok(None);
    }
    if column.enum_values.is_empty() {
        return Err(Error::plain("Values for ENUM haven't been defined."));
    }
    let values: Vec<String> = column.enum_values.iter().map(|value| (*value).to_owned()).collect();
    let suffix = if is_array { "[]" } else { "" };
    Ok(Some(dialect::data_type::enumeration(compiler, &values) + suffix))
}

/// The name of a column's type, quoted. `options.schema: false` leaves the schema out. v6: `pgEnumName`.
pub(crate) fn name(compiler: &Compiler, table: &Value, column: &str, options: &Value) -> Result<String> {
    let (schema, table, delimiter) = table_details(compiler, table, options);
    // Always quoted, whatever `quoteIdentifiers` says.
    let bare = format!("\"{}\"", format!("enum_{table}_{column}").replace('"', ""));
    if options.get("schema") == Some(&Value::Bool(false)) {
        return Ok(bare);
    }
    Ok(format!("{}{delimiter}{bare}", identifier::quote(compiler, &schema)))
}

/// Makes the type if it does not exist. `members` is an ENUM, a definition with `values`, or `ENUM(…)` text.
/// v6: `pgEnum`.
pub(crate) fn create(
    compiler: &Compiler,
    table: &Value,
    column: &str,
    members: &Value,
    options: &Value,
) -> Result<String> {
    let name = name(compiler, table, column, options)?;
    let list = match members {
        Value::DataType(data_type) => dialect::data_type::enumeration(compiler, &data_type.values),
        Value::Text(text) => {
            let Some((list, _)) = leading_enum(text) else {
                return Err(Error::type_error(format!("{text} is no ENUM")));
            };
            list.to_owned()
        }
        other => match other.get("values").and_then(Value::as_array) {
            Some(values) => {
                let values: Vec<String> = values.iter().map(crate::request::text::of).collect();
                dialect::data_type::enumeration(compiler, &values)
            }
            None => return Err(Error::type_error("an ENUM needs values")),
        },
    };
    let block = format!("BEGIN CREATE TYPE {name} AS {list}; EXCEPTION WHEN duplicate_object THEN null; END");
    let mut sql = String::new();
    if options.get("force") == Some(&Value::Bool(true)) {
        sql.push_str(&drop(compiler, table, column, None)?);
    }
    sql.push_str(&format!("DO {};", escaped(compiler, &Value::Text(block))?));
    Ok(sql)
}

/// The statement that makes the type of a column to be added, empty if it is no enum.
pub(super) fn made_for_column(
    compiler: &Compiler,
    table: &Value,
    column: &str,
    attribute: &Value,
) -> Result<String> {
    let type_value = attribute.get("type").filter(|value| value.is_truthy()).unwrap_or(attribute);
    let Value::DataType(data_type) = type_value else { return Ok(String::new()) };
    let enumeration = match data_type.kind {
        TypeKind::Enum => data_type.as_ref(),
        TypeKind::Array => match data_type.element.as_deref() {
            Some(element) if element.kind == TypeKind::Enum => element,
            _ => return Ok(String::new()),
        },
        _ => return Ok(String::new()),
    };
    let members = Value::DataType(Box::new(enumeration.clone()));
    create(compiler, table, column, &members, &Value::Undefined)
}

/// v6: `pgEnumAdd`.
pub(crate) fn add(
    compiler: &Compiler,
    table: &Value,
    column: &str,
    value: &Value,
    options: &Value,
) -> Result<String> {
    let mut sql = format!("ALTER TYPE {} ADD VALUE ", name(compiler, table, column, &Value::Undefined)?);
    // IF NOT EXISTS came with 9.3.
    if version::is_at_least(&compiler.options.database_version, [9, 3, 0]) {
        sql.push_str("IF NOT EXISTS ");
    }
    sql.push_str(&escaped(compiler, value)?);
    for (words, option) in [(" BEFORE ", "before"), (" AFTER ", "after")] {
        if let Some(neighbour) = options.get(option).filter(|neighbour| neighbour.is_truthy()) {
            sql.push_str(words);
            sql.push_str(&escaped(compiler, neighbour)?);
            break;
        }
    }
    Ok(sql)
}

/// v6: `pgEnumDrop`. `given` is a name that is quoted already.
pub(crate) fn drop(
    compiler: &Compiler,
    table: &Value,
    column: &str,
    given: Option<String>,
) -> Result<String> {
    let name = match given {
        Some(name) => name,
        None => name(compiler, table, column, &Value::Undefined)?,
    };
    Ok(format!("DROP TYPE IF EXISTS {name}; "))
}

/// Lists enums with their members: of one column, or all of a schema. v6: `pgListEnums`.
pub(crate) fn list(compiler: &Compiler, table: &Value, column: &Value, options: &Value) -> Result<String> {
    let (schema, table_name, _) = table_details(compiler, table, options);
    let filter = match truthy(Some(column)).filter(|_| table.is_truthy() && !table_name.is_empty()) {
        Some(column) => {
            let type_name = format!("enum_{table_name}_{column}").replace('"', "");
            format!(" AND t.typname={}", quoted(compiler, &type_name))
        }
        None => String::new(),
    };
    let slots = [("schema", quoted(compiler, &schema)), ("filter", filter)];
    let slots = slots.each_ref().map(|(name, sql)| (*name, sql.as_str()));
    Ok(dialect::template::fill(include_str!("introspect/list_enums.sql"), &slots))
}

/// The items of an array as the server prints it: `{a,"b c"}`. v6: `fromArray`.
pub(crate) fn members(text: &str) -> Vec<String> {
    let text = text.strip_prefix('{').unwrap_or(text);
    let text = text.strip_suffix('}').unwrap_or(text);
    let mut items = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = item_end(rest);
        let item = &rest[..end];
        let item = item.strip_prefix('"').unwrap_or(item);
        items.push(item.strip_suffix('"').unwrap_or(item).to_owned());
        rest = rest[end..].strip_prefix(',').unwrap_or("");
    }
    items
}

/// Where the first item ends: behind its closing quote, or at the next comma.
fn item_end(text: &str) -> usize {
    if let Some(quoted) = text.strip_prefix('"') {
        let mut is_escaped = false;
        for (position, character) in quoted.char_indices() {
            match character {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '"' => return position + 2,
                _ => {}
            }
        }
    }
    text.find(',').unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn printed_arrays_are_taken_apart() {
        assert_eq!(members(r#"{foo,bar baz,"a,b","say \"x\""}"#), ["foo", "bar baz", "a,b", r#"say \"x\""#]);
        assert_eq!(members("{}"), Vec::<String>::new());
    }
}
