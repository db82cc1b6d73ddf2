//! Statements that make a table anew in another shape, with everything its text says. The order is v6's: a backup of the
//! new shape, the rows, the table itself, the rows again.

use sequelize_types::{Error, Object, Result, Value};

use super::schema::{backup_of, column_of_table};
use super::table_text::{Constraint, ConstraintKind, Item, TableText, extras, is_generated};
use crate::render::schema::names;
use crate::{Compiler, identifier};

/// `create` is the table's own statement. `change` has one of
/// - `drop`: a column that goes, with the constraints that mention it;
/// - `define`: `[column, definition, isReferenceGiven]`, a column that changes;
/// - `dropUnique`: the columns of a unique constraint that goes;
/// - `rename`: `[before, after]`, which SQLite does in place, in indexes, constraints, triggers and views as well.
pub(crate) fn statements(
    compiler: &Compiler,
    table: &Value,
    create: &str,
    change: &Value,
) -> Result<Vec<String>> {
    let change = change.as_object().cloned().unwrap_or_default();
    if let Some([before, after]) = change.get("rename").and_then(Value::as_array) {
        return rename(compiler, table, before, after).map(|sql| vec![sql]);
    }
    let parsed = TableText::parse(create)
        .ok_or_else(|| Error::plain(format!("The text of the table cannot be read: {create}")))?;
    let changed = apply(compiler, parsed, &change)?;
    render(compiler, table, &changed)
}

/// lang_altertable.html, section 3.
fn rename(compiler: &Compiler, table: &Value, before: &Value, after: &Value) -> Result<String> {
    let mut sql = String::from("ALTER TABLE ");
    identifier::push_table(compiler, &mut sql, table)?;
    let [before, after] = [before, after].map(identifier::expect_text);
    let (before, after) = (identifier::quote(compiler, &before?), identifier::quote(compiler, &after?));
    Ok(format!("{sql} RENAME COLUMN {before} TO {after};"))
}

fn apply(compiler: &Compiler, mut table: TableText, change: &Object) -> Result<TableText> {
    if let Some(column) = change.get("drop").and_then(Value::as_str) {
        drop_column(compiler, &mut table, column);
    }
    if let Some([Value::Text(column), Value::Text(definition), is_reference_given]) =
        change.get("define").and_then(Value::as_array)
    {
        define(compiler, &mut table, column, definition, is_reference_given.is_truthy());
    }
    if let Some(columns) = change.get("dropUnique").and_then(Value::as_array) {
        let columns: Vec<_> = columns.iter().filter_map(Value::as_str).collect();
        table.items.retain(|item| !is_constraint(item, ConstraintKind::Unique, &columns));
    }
    Ok(table)
}

fn drop_column(compiler: &Compiler, table: &mut TableText, column: &str) {
    let keeps = |one: &Constraint| !one.columns.iter().any(|other| same(other, column));
    let mut kept = Vec::with_capacity(table.items.len());
    for item in table.items.drain(..) {
        match item {
            Item::Column { name, .. } if same(&name, column) => {}
            Item::Constraint(one) if !keeps(&one) => kept.extend(without(compiler, one, column)),
            other => kept.push(other),
        }
    }
    table.items = kept;
}

/// A primary key keeps its other columns. Of other constraints nothing is left: they would say something else.
fn without(compiler: &Compiler, constraint: Constraint, column: &str) -> Option<Item> {
    let columns: Vec<_> = constraint.columns.into_iter().filter(|other| !same(other, column)).collect();
    if constraint.kind != ConstraintKind::PrimaryKey || columns.is_empty() {
        return None;
    }
    let text = format!("PRIMARY KEY ({})", names(compiler, columns.iter(), ", "));
    Some(Item::Constraint(Constraint { kind: ConstraintKind::PrimaryKey, is_named: false, columns, text }))
}

fn define(
    compiler: &Compiler,
    table: &mut TableText,
    column: &str,
    definition: &str,
    is_reference_given: bool,
) {
    let has_key = table.has_constraint(ConstraintKind::PrimaryKey);
    let mut definition = column_of_table(definition, has_key);
    // What the definition says of the column itself is not said a second time.
    table.items.retain(|item| {
        let is_said = is_constraint(item, ConstraintKind::Unique, &[column])
            || is_reference_given && is_constraint(item, ConstraintKind::ForeignKey, &[column]);
        !is_said
    });
    let refers = table.items.iter().any(|item| is_constraint(item, ConstraintKind::ForeignKey, &[column]));
    if refers && let Some(position) = definition.find(" REFERENCES ") {
        definition.truncate(position);
    }
    for item in &mut table.items {
        if let Item::Column { name, text } = item
            && same(name, column)
        {
            let extras = extras(text).iter().map(|extra| format!(" {extra}")).collect::<String>();
            *text = format!("{} {definition}{extras}", identifier::quote(compiler, column));
        }
    }
}

fn is_constraint(item: &Item, kind: ConstraintKind, columns: &[&str]) -> bool {
    let Item::Constraint(one) = item else { return false };
    one.kind == kind
        && one.columns.len() == columns.len()
        && one.columns.iter().zip(columns).all(|(a, b)| same(a, b))
}

/// SQLite compares names without regard to case, of ASCII letters.
fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

fn render(compiler: &Compiler, table: &Value, text: &TableText) -> Result<Vec<String>> {
    let mut quoted = String::new();
    identifier::push_table(compiler, &mut quoted, table)?;
    let mut backup = String::new();
    identifier::push_table(compiler, &mut backup, &backup_of(table)?)?;
    let stored: Vec<String> =
        text.columns().filter(|(_, column)| !is_generated(column)).map(|(name, _)| name.to_owned()).collect();
    if stored.is_empty() {
        return Err(Error::plain("A table must keep a column"));
    }
    let fields = names(compiler, &stored, ", ");
    let tail = if text.tail.is_empty() { String::new() } else { format!(" {}", text.tail) };
    let make = |name: &str| format!("CREATE TABLE {name} ({}){tail};", text.body());
    let copy = |from: &str, to: &str| format!("INSERT INTO {to} ({fields}) SELECT {fields} FROM {from};");
    let counts = text.columns().any(|(_, column)| column.to_ascii_uppercase().contains("AUTOINCREMENT"));

    let mut statements = vec![make(&backup), copy(&quoted, &backup)];
    if counts {
        statements.extend(keep_count(&quoted, &backup));
    }
    statements.extend([format!("DROP TABLE {quoted};"), make(&quoted), copy(&backup, &quoted)]);
    if counts {
        statements.extend(keep_count(&backup, &quoted));
    }
    statements.push(format!("DROP TABLE {backup};"));
    Ok(statements)
}

/// AUTOINCREMENT never gives a number twice, also after the row with the greatest one was deleted.
fn keep_count(from: &str, to: &str) -> [String; 2] {
    let literal =
        |quoted: &str| format!("'{}'", quoted.trim_matches('`').replace("``", "`").replace('\'', "''"));
    let (from, to) = (literal(from), literal(to));
    [
        format!("DELETE FROM sqlite_sequence WHERE name = {to};"),
        format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT {to}, seq FROM sqlite_sequence WHERE name = {from};"
        ),
    ]
}
