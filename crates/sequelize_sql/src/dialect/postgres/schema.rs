//! Tables of PostgreSQL. Manual VI.I (SQL commands); v6 `dialects/postgres/query-generator.js`.

use sequelize_types::{DataType, Result, Value};

use super::{Postgres, alter_column, enumeration};
use crate::ast::schema::column::Column;
use crate::dialect::schema::{Definition, SchemaDialect};
use crate::render::schema::{escaped, names, text};
use crate::request::schema::{
    column_context::{ColumnContext, Purpose},
    create_table::CreateTable,
};
use crate::request::text::truthy;
use crate::{Compiler, face, identifier, version};

impl SchemaDialect for Postgres {
    fn type_sql(&self, _compiler: &Compiler, data_type: &DataType) -> Result<String> {
        super::data_type::to_sql(data_type)
    }

    // v6: here, as in SQLite, `allowNull: null` counts as false.
    fn forbids_null(&self, allow_null: &Value) -> bool {
        !allow_null.is_undefined() && !allow_null.is_truthy()
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
        let mut table = String::new();
        identifier::push_table(compiler, &mut table, request.table)?;
        let mut comments = String::new();
        if let Some(comment) = request.comment.as_ref().filter(|comment| !comment.is_empty()) {
            let comment = escaped(compiler, &Value::from(comment.as_str()))?;
            comments.push_str(&format!("; COMMENT ON TABLE {table} IS {comment}"));
        }
        let mut columns = Vec::with_capacity(request.columns.len());
        for (name, definition) in &request.columns {
            let quoted = identifier::quote(compiler, name);
            // Comments are statements of their own here.
            let (definition, comment) = match definition.split_once("COMMENT ") {
                Some((definition, comment)) => (definition, Some(comment)),
                None => (definition.as_str(), None),
            };
            if let Some(comment) = comment {
                let comment = escaped(compiler, &Value::from(comment))?;
                comments.push_str(&format!("; COMMENT ON COLUMN {table}.{quoted} IS {comment}"));
            }
            let mapped = alter_column::map_data_type(compiler, request.table, name, definition)?;
            columns.push(format!("{quoted} {mapped}"));
        }
        // CREATE TABLE IF NOT EXISTS came with 9.1.
        let is_guarded = version::is_at_least(&compiler.options.database_version, [9, 1, 0]);
        text(compiler, |w| {
            w.push(if is_guarded { "CREATE TABLE IF NOT EXISTS " } else { "CREATE TABLE " });
            w.push(&table);
            w.push(" (");
            w.push(&columns.join(", "));
            for key in &request.unique_keys {
                w.push(", UNIQUE (");
                w.push(&names(compiler, &key.fields, ", "));
                w.push(")");
            }
            let keys: Vec<_> = request.columns.iter().filter(|(_, sql)| is_primary_key(sql)).collect();
            if !keys.is_empty() {
                w.push(", PRIMARY KEY (");
                w.push(&names(compiler, keys.into_iter().map(|(name, _)| name), ","));
                w.push(")");
            }
            w.push(")");
            w.push(&comments);
            w.push(";");
            Ok(())
        })
    }

    fn drop_table(&self, compiler: &Compiler, table: &Value, is_cascading: bool) -> Result<String> {
        text(compiler, |w| {
            w.push("DROP TABLE IF EXISTS ");
            w.table(table)?;
            w.push(if is_cascading { " CASCADE;" } else { ";" });
            Ok(())
        })
    }

    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String> {
        let context = ColumnContext {
            purpose: Purpose::AddColumn,
            table: Some(table),
            key: Some(key.to_owned()),
            ..ColumnContext::default()
        };
        let definition = face::schema::columns::definition(compiler, key, attribute, &context)?;
        let definition = alter_column::map_data_type(compiler, table, key, &definition)?;
        let made_enum = enumeration::made_for_column(compiler, table, key, attribute)?;
        let sql = text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(&table_in_schema(compiler, table))?;
            w.push(" ADD COLUMN ");
            w.ident(key);
            w.push(" ");
            w.push(&definition);
            w.push(";");
            Ok(())
        })?;
        Ok(made_enum + &sql)
    }

    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String> {
        let column = identifier::expect_text(column)?;
        text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(&table_in_schema(compiler, table))?;
            w.push(" DROP COLUMN ");
            w.ident(&column);
            w.push(";");
            Ok(())
        })
    }

    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String> {
        let mut sql = String::new();
        for (name, definition) in definitions {
            alter_column::change_column(compiler, &mut sql, table, name, definition)?;
        }
        Ok(sql)
    }

    /// `rest` is an object whose keys are the new names.
    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String> {
        let before = identifier::quote(compiler, before);
        let after = rest[0].as_object().map(|object| object.names().map(|(name, _)| name)).into_iter();
        let renames =
            after.flatten().map(|name| format!("{before} TO {}", identifier::quote(compiler, name)));
        let renames = renames.collect::<Vec<_>>().join(", ");
        text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(table)?;
            w.push(" RENAME COLUMN ");
            w.push(&renames);
            w.push(";");
            Ok(())
        })
    }

    fn remove_index(
        &self,
        compiler: &Compiler,
        _table: &Value,
        index: &str,
        is_concurrent: bool,
    ) -> Result<String> {
        let mut sql = String::from("DROP INDEX ");
        if is_concurrent {
            sql.push_str("CONCURRENTLY ");
        }
        sql.push_str("IF EXISTS ");
        identifier::push_path(compiler, &mut sql, index);
        Ok(sql)
    }

    fn drop_foreign_key(&self, compiler: &Compiler, table: &Value, foreign_key: &str) -> Result<String> {
        text(compiler, |w| {
            w.push("ALTER TABLE ");
            w.table(table)?;
            w.push(" DROP CONSTRAINT ");
            w.ident(foreign_key);
            w.push(";");
            Ok(())
        })
    }

    fn create_schema(&self, compiler: &Compiler, schema: &Value, _options: &Value) -> Result<String> {
        let schema = identifier::expect_text(schema)?;
        // IF NOT EXISTS came with 9.2; v6 leaves it out while it does not know the version.
        let is_guarded = version::is_known_at_least(&compiler.options.database_version, [9, 2, 0]);
        let guard = if is_guarded { "IF NOT EXISTS " } else { "" };
        Ok(format!("CREATE SCHEMA {guard}{};", identifier::quote(compiler, &schema)))
    }

    fn drop_schema(&self, compiler: &Compiler, schema: &Value) -> Result<String> {
        let schema = identifier::expect_text(schema)?;
        Ok(format!("DROP SCHEMA IF EXISTS {} CASCADE;", identifier::quote(compiler, &schema)))
    }

    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String> {
        text(compiler, |w| {
            w.push("CREATE DATABASE ");
            w.table(database)?;
            let clauses = [
                (" ENCODING = ", "encoding"),
                (" LC_COLLATE = ", "collate"),
                (" LC_CTYPE = ", "ctype"),
                (" TEMPLATE = ", "template"),
            ];
            for (words, option) in clauses {
                if let Some(value) = truthy(options.get(option)) {
                    w.push(words);
                    w.literal(&Value::Text(value))?;
                }
            }
            w.push(";");
            Ok(())
        })
    }

    fn check_routines(&self, _compiler: &Compiler, _method: &str) -> Result<()> {
        Ok(())
    }
}

/// PRIMARY KEY in the definition itself: in a comment it means nothing.
fn is_primary_key(definition: &str) -> bool {
    definition.split_once("COMMENT ").map_or(definition, |(head, _)| head).contains("PRIMARY KEY")
}

/// Schema, name and delimiter of a table, with v6's default schema `public`. v6: `extractTableDetails`.
pub(crate) fn table_details(compiler: &Compiler, table: &Value, options: &Value) -> (String, String, String) {
    let of = |value: &Value, name: &str| truthy(value.get(name));
    let own = match table {
        Value::Model(model) => model.table.schema.clone(),
        other => of(other, "schema"),
    };
    let schema = own.or_else(|| of(options, "schema")).or_else(|| compiler.options.schema.clone());
    let name = match table {
        Value::Object(object) => {
            crate::request::text::of(object.get("tableName").unwrap_or(&Value::Undefined))
        }
        Value::Model(model) => model.table.name.clone(),
        other => crate::request::text::of(other),
    };
    let delimiter = of(table, "delimiter").or_else(|| of(options, "delimiter"));
    (schema.unwrap_or_else(|| "public".to_owned()), name, delimiter.unwrap_or_else(|| ".".to_owned()))
}

/// The table, in `public` if no schema is known.
fn table_in_schema(compiler: &Compiler, table: &Value) -> Value {
    let (schema, name, _) = table_details(compiler, table, &Value::Undefined);
    Value::Object(sequelize_types::Object::new().with("tableName", name.into()).with("schema", schema.into()))
}
