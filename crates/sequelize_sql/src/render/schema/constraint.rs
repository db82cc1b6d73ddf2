//! Table constraints. v6: `getConstraintSnippet`, `addConstraintQuery`, `removeConstraintQuery`.

use sequelize_types::{Error, Result, Value};

use super::column::{push_expression, push_value};
use super::index::condition;
use super::{names, push_table_path, table_in_name, text};
use crate::request::schema::constraint::{Constraint, ConstraintField, ForeignKey, Rule};
use crate::{Compiler, identifier};

/// `CONSTRAINT name …`. `table` is what made-up names start with.
pub fn snippet(compiler: &Compiler, table: &str, constraint: &Constraint<'_>) -> Result<String> {
    let fields = constraint.fields.iter().map(|field| match field {
        ConstraintField::Column(name) => Ok(identifier::quote(compiler, name)),
        ConstraintField::Expression(expression) => text(compiler, |w| push_expression(w, expression)),
    });
    let fields = fields.collect::<Result<Vec<_>>>()?;
    let list = fields.join(", ");
    // Quotes inside the made-up name disappear when it is quoted itself.
    let name = |suffix: &str| match &constraint.name {
        Some(name) => identifier::quote(compiler, name),
        None => identifier::quote(compiler, &format!("{table}_{}_{suffix}", fields.join("_"))),
    };
    let mut sql = match &constraint.rule {
        Rule::Unique => format!("CONSTRAINT {} UNIQUE ({list})", name("uk")),
        Rule::PrimaryKey => format!("CONSTRAINT {} PRIMARY KEY ({list})", name("pk")),
        Rule::Check(value) => format!("CONSTRAINT {} CHECK ({})", name("ck"), condition(compiler, value)?),
        Rule::Default(value) => {
            if !compiler.dialect().has_default_constraints() {
                return Err(Error::plain("Default constraints are supported only for MSSQL dialect."));
            }
            let value = text(compiler, |w| push_value(w, value, None))?;
            let field = fields.first().map_or("undefined", String::as_str);
            format!("CONSTRAINT {} DEFAULT ({value}) FOR {field}", name("df"))
        }
        Rule::ForeignKey(key) => {
            let name = name(&format!("{}_fk", table_in_name(compiler, key.table)?));
            format!("CONSTRAINT {name} {}", foreign_key(compiler, &list, key)?)
        }
    };
    // v6 writes `undefined` where constraints cannot be deferred; there the option means nothing.
    let is_deferring = compiler.dialect().supports().deferrable_constraints;
    if let Some(timing) = constraint.deferrable.filter(|_| is_deferring) {
        sql.push(' ');
        sql.push_str(timing);
    }
    Ok(sql)
}

fn foreign_key(compiler: &Compiler, list: &str, key: &ForeignKey<'_>) -> Result<String> {
    let mut sql = format!("FOREIGN KEY ({list}) REFERENCES ");
    identifier::push_table(compiler, &mut sql, key.table)?;
    sql.push_str(&format!(" ({})", names(compiler, &key.fields, ", ")));
    for (words, action) in [(" ON UPDATE ", &key.on_update), (" ON DELETE ", &key.on_delete)] {
        if let Some(action) = action {
            sql.push_str(words);
            sql.push_str(action);
        }
    }
    Ok(sql)
}

pub fn add(compiler: &Compiler, table: &Value, options: &Value) -> Result<String> {
    let mut quoted = String::new();
    push_table_path(compiler, &mut quoted, table)?;
    let snippet = snippet(compiler, &quoted, &Constraint::of(options)?)?;
    Ok(format!("ALTER TABLE {quoted} ADD {};", snippet.trim_end()))
}

pub fn remove(compiler: &Compiler, table: &Value, name: &str) -> Result<String> {
    let mut sql = String::from("ALTER TABLE ");
    push_table_path(compiler, &mut sql, table)?;
    sql.push_str(" DROP CONSTRAINT ");
    identifier::push_path(compiler, &mut sql, name);
    Ok(sql)
}
