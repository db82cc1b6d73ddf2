//! Conditions in any form a finder takes: object, expression, array, primary key. v6: `getWhereConditions`.

use std::borrow::Cow;

use sequelize_types::{Error, Model, Result, Value};

use super::{Condition, Filter, Left, is_list_of_conditions, literal_replacements};
use crate::ast::{Expr, Slot, SlotStyle};
use crate::plan::expression;

impl<'a> Filter<'a> {
    pub fn conditions(self, conditions: &'a Value, model: Option<&'a Model>) -> Condition<'a> {
        match conditions {
            Value::Undefined | Value::Null => Ok(None),
            Value::Object(_) | Value::Text(_) => self.items(conditions, false),
            Value::Expression(expression) => {
                Ok(expression::plan(self.compiler, expression, model)?.non_empty())
            }
            Value::Number(_) | Value::BigInt(_) => {
                // v6: the name of the attribute, not of its column.
                let key = model.and_then(|model| model.primary_keys.first()).map_or("id", String::as_str);
                self.item(&Left::Name(key), conditions)
            }
            Value::Bytes(_) => {
                let value = Cow::Borrowed(conditions);
                Ok(Some(Expr::Slot(Slot { value, data_type: None, style: SlotStyle::Inline })))
            }
            Value::Array(items) => self.list_of_conditions(conditions, items),
            other => Err(unsupported(other)),
        }
    }

    fn list_of_conditions(self, conditions: &'a Value, items: &'a [Value]) -> Condition<'a> {
        let is_empty = match items.first() {
            None => true,
            Some(Value::Text(text)) => text.is_empty(),
            Some(Value::Array(items)) => items.is_empty(),
            Some(_) => false,
        };
        if is_empty {
            return Ok(Some(Expr::sql("1=1")));
        }
        if is_list_of_conditions(items) {
            return self.group(sequelize_types::Op::And, conditions);
        }
        Err(literal_replacements())
    }
}

fn unsupported(value: &Value) -> Error {
    Error::plain(format!(
        "Unsupported where option value: {}. Please refer to the Sequelize documentation to learn more about which values are accepted as part of the where option.",
        crate::literal::describe(value)
    ))
}

/// The table of a column's prefix: the first of several.
pub fn first_table(table: &Value) -> Result<&Value> {
    let Value::Array(tables) = table else { return Ok(table) };
    match tables.first() {
        Some(Value::Array(aliased)) => Ok(aliased.get(1).unwrap_or(&Value::Undefined)),
        Some(table) => Ok(table),
        None => Err(Error::type_error("an empty list of tables has no columns")),
    }
}
