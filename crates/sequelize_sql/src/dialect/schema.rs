//! What differs between databases when tables are made, changed and dropped. Defaults are v6's abstract generator.

use sequelize_types::{DataType, Error, Result, Value};

use crate::ast::schema::column::{Column, Reference};
use crate::identifier::push_table;
use crate::request::schema::{column_context::ColumnContext, create_table::CreateTable};
use crate::{Compiler, identifier};

/// A column with its definition as text, as v6 passes them between its methods.
pub type Definition = (String, String);

pub trait SchemaDialect {
    // ---- columns -------------------------------------------------------------------------------------------------

    /// The name of a data type. v6: `toSql` of the dialect's class.
    fn type_sql(&self, compiler: &Compiler, data_type: &DataType) -> Result<String>;

    /// Whether `allowNull` means NOT NULL.
    fn forbids_null(&self, allow_null: &Value) -> bool {
        *allow_null == Value::Bool(false)
    }

    /// Everything behind the name of a column. v6: `attributeToSQL`.
    fn column_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String>;

    /// As `column_sql`, for v6's method `attributeToSQL` called by itself.
    fn attribute_sql(
        &self,
        compiler: &Compiler,
        column: &Column<'_>,
        context: &ColumnContext<'_>,
    ) -> Result<String> {
        self.column_sql(compiler, column, context)
    }

    /// Changes references that the database would refuse. `targets` are the tables that earlier columns of the same
    /// table reference; the column's own is added.
    fn restrain_reference(&self, reference: &mut Reference<'_>, targets: &mut Vec<String>) {
        let _ = (reference, targets);
    }

    // ---- tables --------------------------------------------------------------------------------------------------

    /// v6: `createTableQuery`.
    fn create_table(&self, compiler: &Compiler, request: &CreateTable<'_>) -> Result<String>;

    /// v6: `dropTableQuery`. `is_cascading` is for dialects that drop dependent objects too.
    fn drop_table(&self, compiler: &Compiler, table: &Value, is_cascading: bool) -> Result<String> {
        let _ = is_cascading;
        let mut sql = String::from("DROP TABLE IF EXISTS ");
        push_table(compiler, &mut sql, table)?;
        sql.push(';');
        Ok(sql)
    }

    /// v6: `renameTableQuery`.
    fn rename_table(&self, compiler: &Compiler, before: &Value, after: &Value) -> Result<String> {
        let mut sql = String::from("ALTER TABLE ");
        push_table(compiler, &mut sql, before)?;
        sql.push_str(" RENAME TO ");
        push_table(compiler, &mut sql, after)?;
        sql.push(';');
        Ok(sql)
    }

    /// v6: `addColumnQuery`. `attribute` is a definition object, a type, or text.
    fn add_column(&self, compiler: &Compiler, table: &Value, key: &str, attribute: &Value) -> Result<String>;

    /// v6: `removeColumnQuery`. SQLite, which rebuilds the table, wants the columns that stay instead of a name.
    fn remove_column(&self, compiler: &Compiler, table: &Value, column: &Value) -> Result<String>;

    /// v6: `changeColumnQuery`.
    fn change_columns(
        &self,
        compiler: &Compiler,
        table: &Value,
        definitions: &[Definition],
    ) -> Result<String>;

    /// v6: `renameColumnQuery`. `rest` are the arguments behind the old name.
    fn rename_column(
        &self,
        compiler: &Compiler,
        table: &Value,
        before: &str,
        rest: [&Value; 2],
    ) -> Result<String>;

    // ---- indexes and constraints ---------------------------------------------------------------------------------

    /// v6: `removeIndexQuery`. `index` is ready: the name given, or the one made of the columns.
    fn remove_index(
        &self,
        compiler: &Compiler,
        table: &Value,
        index: &str,
        is_concurrent: bool,
    ) -> Result<String>;

    /// v6: `dropForeignKeyQuery`. SQLite inherits MySQL's text in v6, though it cannot run it.
    fn drop_foreign_key(&self, compiler: &Compiler, table: &Value, foreign_key: &str) -> Result<String> {
        let mut sql = String::from("ALTER TABLE ");
        push_table(compiler, &mut sql, table)?;
        sql.push_str(" DROP FOREIGN KEY ");
        identifier::push(compiler, &mut sql, foreign_key);
        sql.push(';');
        Ok(sql)
    }

    /// v6: `dropConstraintQuery`, which only SQL Server has.
    fn drop_constraint(&self, compiler: &Compiler, table: &Value, name: &str) -> Result<String> {
        let _ = (table, name);
        Err(Error::unsupported("dropConstraintQuery", Some(compiler.dialect().name())))
    }

    /// `DEFAULT (value) FOR column` as a constraint.
    fn has_default_constraints(&self) -> bool {
        false
    }

    // ---- schemas and databases -----------------------------------------------------------------------------------

    /// v6: `createSchema`.
    fn create_schema(&self, compiler: &Compiler, schema: &Value, options: &Value) -> Result<String>;

    /// v6: `dropSchema`; where schemas are no objects of their own a table of that name is dropped.
    fn drop_schema(&self, compiler: &Compiler, schema: &Value) -> Result<String> {
        self.drop_table(compiler, schema, false)
    }

    /// v6: `createDatabaseQuery`.
    fn create_database(&self, compiler: &Compiler, database: &Value, options: &Value) -> Result<String>;

    /// v6: `dropDatabaseQuery`.
    fn drop_database(&self, compiler: &Compiler, database: &Value) -> Result<String> {
        let mut sql = String::from("DROP DATABASE IF EXISTS ");
        identifier::push(compiler, &mut sql, &identifier::expect_text(database)?);
        sql.push(';');
        Ok(sql)
    }

    /// The SQL of a comment on a column by itself (`commentTemplate` of SQL Server).
    fn column_comment(
        &self,
        compiler: &Compiler,
        comment: &str,
        table: &Value,
        column: &str,
    ) -> Result<String> {
        let _ = (comment, table, column);
        Err(Error::unsupported("commentTemplate", Some(compiler.dialect().name())))
    }

    /// Whether there are functions, triggers, enumerated types and the rest of `face/schema/postgres.rs`.
    /// # Errors
    /// `Unsupported`, or v6's own words for a method that v6 has and refuses.
    fn check_routines(&self, compiler: &Compiler, method: &str) -> Result<()> {
        Err(Error::unsupported(format!("queryGenerator.{method}"), Some(compiler.dialect().name())))
    }
}
