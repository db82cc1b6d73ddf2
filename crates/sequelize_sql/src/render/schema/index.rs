//! `CREATE INDEX`, or `ALTER TABLE … ADD INDEX` where that is the way. v6: `addIndexQuery`.

use sequelize_types::{Result, Value};

use super::{column::push_expression, push_table_path, text};
use crate::ast::Prefix;
use crate::plan::filter::{Filter, operator_alias};
use crate::request::schema::index::{AddIndex, IndexColumn, IndexField};
use crate::{Compiler, identifier, render};

/// Where USING stands: v6's `supports.index.using`.
const BEHIND_NAME: u8 = 1;
const BEHIND_TABLE: u8 = 2;

pub fn add_index(compiler: &Compiler, request: &AddIndex<'_>) -> Result<String> {
    let supports = compiler.dialect().supports();
    let mut table = String::new();
    push_table_path(compiler, &mut table, request.table)?;
    let fields = request.fields.iter().map(|field| field_sql(compiler, field, request.operator.as_deref()));
    let fields = fields.collect::<Result<Vec<_>>>()?.join(", ");
    let mut name = String::new();
    identifier::push_path(compiler, &mut name, &request.name);

    let mut words = Words(String::new());
    if supports.index_via_alter {
        words.push("ALTER TABLE").push(&table).push("ADD");
    } else {
        words.push("CREATE");
    }
    if request.is_unique {
        words.push("UNIQUE");
    }
    if let Some(kind) = request.kind.as_deref().filter(|_| supports.index.index_type) {
        words.push(kind);
    }
    words.push("INDEX");
    if supports.index.concurrently && request.is_concurrent {
        words.push("CONCURRENTLY");
    }
    words.push(&name);
    let using = request.using.as_ref().map(|method| format!("USING {method}")).unwrap_or_default();
    if supports.index.using == BEHIND_NAME {
        words.push(&using);
    }
    if !supports.index_via_alter {
        words.push("ON").push(&table);
    }
    if supports.index.using == BEHIND_TABLE {
        words.push(&using);
    }
    words.push(&format!("({fields})"));
    if let Some(parser) = request.parser.as_ref().filter(|_| supports.index.parser) {
        words.push("WITH PARSER").push(parser);
    }
    if let Some(condition) = request.condition.filter(|_| supports.index.where_clause) {
        let condition = self::condition(compiler, condition)?;
        if !condition.is_empty() {
            words.push("WHERE").push(&condition);
        }
    }
    Ok(words.0)
}

fn field_sql(compiler: &Compiler, field: &IndexField<'_>, operator: Option<&str>) -> Result<String> {
    match field {
        IndexField::Expression(expression) => text(compiler, |w| push_expression(w, expression)),
        IndexField::Column(column) => Ok(column_sql(compiler, column, operator)),
    }
}

fn column_sql(compiler: &Compiler, column: &IndexColumn<'_>, operator: Option<&str>) -> String {
    let supports = compiler.dialect().supports().index;
    let mut sql = identifier::quote(compiler, &column.name);
    if let Some(collation) = column.collate.filter(|_| supports.collate) {
        sql.push_str(" COLLATE ");
        identifier::push(compiler, &mut sql, collation);
    }
    if let Some(operator) = column.operator.as_deref().or(operator).filter(|_| supports.operator) {
        sql.push(' ');
        sql.push_str(operator);
    }
    if let Some(length) = column.length.as_ref().filter(|_| supports.length) {
        sql.push('(');
        sql.push_str(length);
        sql.push(')');
    }
    if let Some(order) = &column.order {
        sql.push(' ');
        sql.push_str(order);
    }
    sql
}

/// Words with one space between them; empty ones are left out.
struct Words(String);

impl Words {
    fn push(&mut self, word: &str) -> &mut Self {
        if !word.is_empty() {
            if !self.0.is_empty() {
                self.0.push(' ');
            }
            self.0.push_str(word);
        }
        self
    }
}

/// `where` of a partial index or a CHECK, without a model: v6's `whereItemsQuery`. Empty if there is no condition.
pub fn condition(compiler: &Compiler, condition: &Value) -> Result<String> {
    let condition = operator_alias::replace(compiler, condition);
    let planned = Filter::of_model(compiler, None, Prefix::None).items(&condition, false)?;
    text(compiler, |w| planned.iter().try_for_each(|expr| render::expr::write(w, expr)))
}
