//! Tables of MySQL and MariaDB. MySQL manual 15.1 (data definition statements);
//! v6 `dialects/mysql/query-generator.js`.

use sequelize_types::{DataType, Result, Value};

use super::Mysql;
use crate::ast::schema::column::Column;
use crate::dialect::schema::{Definition, SchemaDialect};
use crate::plan::schema::definition_text::{from_references, split};
use crate::render::schema::{escaped, names, table_in_name, text};
use crate::request::schema::{
    column_context::{ColumnContext, Purpose},
    create_table::{CreateTable, UniqueKey},
};
use crate::request::text::truthy;
use crate::writer::SqlWriter;
use crate::{Compiler, identifier};

impl SchemaDialect for Mysql {
    fn type_sql(&self, compiler: &Compiler, data_type: &DataType) -> Result<String> {
        super::data_type::to_sql(compiler, data_type)
    }

    fn column_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String> {
        super::column::to_sql(compiler, column, context)
    }

    fn create_table(&self, compiler: &Compiler, request: &CreateTable<'_>) -> Result<String> {
        create_table(compiler, request)
    }

    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String> {
        let context = ColumnContext {
            purpose: Purpose::AddColumn,
            table: Some(table),
            foreign_key: Some(key.to_owned()),
            ..ColumnContext::default()
        };
        let definition = crate::face::schema::columns::definition(compiler, key, attribute, &context)?;
        alter(compiler, table, |w| {
            w.push(" ADD ");
            w.ident(key);
            w.push(" ");
            w.push(definition.trim());
            Ok(())
        })
    }

    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String> {
        let column = identifier::expect_text(column)?;
        alter(compiler, table, |w| {
            w.push(" DROP ");
            w.ident(&column);
            Ok(())
        })
    }

    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String> {
        let mut changes = Vec::new();
        let mut constraints = Vec::new();
        for (name, definition) in definitions {
            let quoted = identifier::quote(compiler, name);
            if definition.contains("REFERENCES") {
                constraints.push(format!("FOREIGN KEY ({quoted}) {}", from_references(definition)));
            } else {
                changes.push(format!("{quoted} {quoted} {definition}"));
            }
        }
        alter(compiler, table, |w| {
            if !changes.is_empty() {
                w.push(" CHANGE ");
                w.push(changes.join(", ").trim_end());
            }
            if !constraints.is_empty() {
                w.push(" ADD ");
                w.push(constraints.join(", ").trim_end());
            }
            Ok(())
        })
    }

    /// `rest` holds the definition under the new name.
    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String> {
        let definitions = crate::request::schema::args::definitions(rest[0])?;
        let before = identifier::quote(compiler, before);
        let renames = definitions
            .iter()
            .map(|(name, definition)| format!("{before} {} {definition}", identifier::quote(compiler, name)));
        let renames = renames.collect::<Vec<_>>().join(", ");
        alter(compiler, table, |w| {
            w.push(" CHANGE ");
            w.push(renames.trim_end());
            Ok(())
        })
    }

    fn remove_index(
        &self,
        compiler: &Compiler,
        table: &Value,
        index: &str,
        _is_concurrent: bool,
    ) -> Result<String> {
        text(compiler, |w| {
            w.push("DROP INDEX ");
            w.ident(index);
            w.push(" ON ");
            w.table(table)
        })
    }

    // A schema is a prefix of table names here, so there is nothing to make.
    fn create_schema(&self, _compiler: &Compiler, _schema: &Value, _options: &Value) -> Result<String> {
        Ok("SHOW TABLES".to_owned())
    }

    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String> {
        create_named(compiler, "DATABASE", database, options)
    }
}

pub(in crate::dialect) fn create_table(compiler: &Compiler, request: &CreateTable<'_>) -> Result<String> {
    let columns: Vec<_> = request.columns.iter().map(|(name, sql)| (name, split(sql))).collect();
    text(compiler, |w| {
        w.push("CREATE TABLE IF NOT EXISTS ");
        w.table(request.table)?;
        w.push(" (");
        for (index, (name, parts)) in columns.iter().enumerate() {
            if index > 0 {
                w.push(", ");
            }
            w.ident(name);
            w.push(" ");
            w.push(&parts.definition);
        }
        for key in &request.unique_keys {
            push_unique_key(w, request.table, key)?;
        }
        let keys: Vec<_> =
            columns.iter().filter(|(_, parts)| parts.is_primary_key).map(|(name, _)| *name).collect();
        if !keys.is_empty() {
            w.push(", PRIMARY KEY (");
            w.push(&names(compiler, keys, ", "));
            w.push(")");
        }
        for (name, parts) in &columns {
            if let Some(references) = parts.references {
                w.push(", FOREIGN KEY (");
                w.ident(name);
                w.push(") ");
                w.push(references);
            }
        }
        w.push(")");
        push_table_options(w, request)
    })
}

fn push_unique_key(w: &mut SqlWriter<'_>, table: &Value, key: &UniqueKey) -> Result<()> {
    w.push(", UNIQUE ");
    w.ident(&unique_key_name(w.compiler, table, key)?);
    w.push(" (");
    w.push(&names(w.compiler, &key.fields, ", "));
    w.push(")");
    Ok(())
}

/// The name of a unique key, made up if none was given.
pub(in crate::dialect) fn unique_key_name(
    compiler: &Compiler,
    table: &Value,
    key: &UniqueKey,
) -> Result<String> {
    Ok(match &key.name {
        Some(name) => name.clone(),
        None => format!("uniq_{}_{}", table_in_name(compiler, table)?, key.fields.join("_")),
    })
}

fn push_table_options(w: &mut SqlWriter<'_>, request: &CreateTable<'_>) -> Result<()> {
    w.push(" ENGINE=");
    w.push(request.engine.as_deref().unwrap_or("InnoDB"));
    if let Some(comment) = request.comment.as_ref().filter(|comment| !comment.is_empty()) {
        w.push(" COMMENT ");
        w.literal(&Value::from(comment.as_str()))?;
    }
    let options = [
        (" DEFAULT CHARSET=", &request.charset),
        (" COLLATE ", &request.collate),
        (" AUTO_INCREMENT=", &request.initial_auto_increment),
        (" ROW_FORMAT=", &request.row_format),
    ];
    for (words, option) in options {
        if let Some(option) = option {
            w.push(words);
            w.push(option);
        }
    }
    w.push(";");
    Ok(())
}

/// `CREATE DATABASE` and, on MariaDB, `CREATE SCHEMA`.
pub(in crate::dialect) fn create_named(
    compiler: &Compiler,
    what: &str,
    name: &Value,
    options: &Value,
) -> Result<String> {
    let name = identifier::expect_text(name)?;
    let mut sql = format!("CREATE {what} IF NOT EXISTS {}", identifier::quote(compiler, &name));
    for (words, option) in [(" DEFAULT CHARACTER SET ", "charset"), (" DEFAULT COLLATE ", "collate")] {
        if let Some(value) = truthy(options.get(option)) {
            sql.push_str(words);
            sql.push_str(&escaped(compiler, &Value::Text(value))?);
        }
    }
    sql.push(';');
    Ok(sql)
}

/// `ALTER TABLE table …;`
pub(in crate::dialect) fn alter(
    compiler: &Compiler,
    table: &Value,
    write: impl FnOnce(&mut SqlWriter<'_>) -> Result<()>,
) -> Result<String> {
    text(compiler, |w| {
        w.push("ALTER TABLE ");
        w.table(table)?;
        write(w)?;
        w.push(";");
        Ok(())
    })
}
