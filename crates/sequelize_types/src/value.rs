//! Any JavaScript value that may reach the compiler: finder options, attribute values, binds and results of
//! `queryGenerator` methods. Class instances, functions and foreign symbols arrive as `Opaque`.

use std::sync::Arc;

use crate::{DataType, Model, Op};

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Undefined,
    Null,
    Bool(bool),
    /// A JavaScript number, `NaN` and infinities included.
    Number(f64),
    /// Decimal digits, with a leading `-` if negative.
    BigInt(String),
    Text(String),
    /// A string that holds lone surrogates: UTF-16 code units.
    Utf16(Vec<u16>),
    /// Milliseconds since the epoch; `NaN` is an invalid Date.
    Date(f64),
    Bytes(Vec<u8>),
    Array(Vec<Value>),
    /// A plain object (prototype `Object.prototype` or null).
    Object(Object),
    /// Rows of a bulk insert that have their column names in common.
    Table(Box<Table>),
    Op(Op),
    Expression(Box<Expression>),
    DataType(Box<DataType>),
    Model(Arc<Model>),
    /// The `rawAttributes` of a registered model, passed by reference.
    Attributes(Arc<Model>),
    /// What the compiler has no use for: the constructor's name and what `String(value)` gives.
    Opaque {
        type_name: String,
        text: String,
    },
}

/// Rows as cells under common names: what an array of objects with a name in every cell would say, for much less.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// No name comes twice.
    pub columns: Vec<String>,
    /// Row by row, as many in each as there are columns. `Undefined` is a property that the row does not have.
    pub cells: Vec<Value>,
}

/// Properties in JavaScript's order: string keys as `Object.keys` gives them, then operator symbols.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    pub entries: Vec<(Key, Value)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Name(String),
    Op(Op),
}

/// The expression makers of v6: `fn`, `col`, `literal`, `cast`, `json`, `where`.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    Fn {
        name: String,
        args: Vec<Value>,
    },
    /// `Text`, or an array of text for a path in ORDER BY / GROUP BY.
    Col {
        path: Value,
    },
    Literal {
        sql: Value,
    },
    Cast {
        value: Value,
        sql_type: String,
        is_json: bool,
    },
    /// `sequelize.json(...)`: nested conditions, or a path with an optional value.
    Json {
        conditions: Value,
        path: Value,
        value: Value,
    },
    /// `comparator` is text or an operator.
    Where {
        attribute: Value,
        comparator: Value,
        logic: Value,
    },
}

impl Value {
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    pub fn literal(sql: impl Into<String>) -> Value {
        Value::Expression(Box::new(Expression::Literal { sql: Value::Text(sql.into()) }))
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    pub fn as_model(&self) -> Option<&Arc<Model>> {
        match self {
            Value::Model(model) => Some(model),
            _ => None,
        }
    }

    pub fn as_expression(&self) -> Option<&Expression> {
        match self {
            Value::Expression(expression) => Some(expression),
            _ => None,
        }
    }

    /// `value == null` in JavaScript.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Value::Undefined | Value::Null)
    }

    pub fn is_undefined(&self) -> bool {
        matches!(self, Value::Undefined)
    }

    /// JavaScript's truthiness.
    pub fn is_truthy(&self) -> bool {
        match self {
            Value::Undefined | Value::Null | Value::Bool(false) => false,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::BigInt(digits) => digits != "0",
            Value::Text(text) => !text.is_empty(),
            Value::Utf16(units) => !units.is_empty(),
            _ => true,
        }
    }

    /// The named property of an object; `None` for anything else and for missing properties.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }
}

impl Table {
    pub fn row_count(&self) -> usize {
        self.cells.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// The positions of the columns that some row has, in the order in which the rows, read one after the other, name
    /// them first.
    pub fn order_of_appearance(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.columns.len());
        let mut is_missing = vec![true; self.columns.len()];
        for row in self.cells.chunks_exact(self.columns.len().max(1)) {
            for (position, cell) in row.iter().enumerate() {
                if is_missing[position] && !cell.is_undefined() {
                    is_missing[position] = false;
                    order.push(position);
                }
            }
            if order.len() == self.columns.len() {
                break;
            }
        }
        order
    }

    /// The array of objects that it stands for.
    pub fn into_objects(self) -> Value {
        let count = self.row_count();
        let mut cells = self.cells.into_iter();
        let rows = (0..count).map(|_| {
            let row = self.columns.iter().zip(cells.by_ref());
            let entries = row.filter(|(_, cell)| !cell.is_undefined());
            Value::Object(Object {
                entries: entries.map(|(name, cell)| (Key::Name(name.clone()), cell)).collect(),
            })
        });
        Value::Array(rows.collect())
    }
}

impl Object {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find_map(|(key, value)| match key {
            Key::Name(own) if own == name => Some(value),
            _ => None,
        })
    }

    pub fn get_op(&self, op: Op) -> Option<&Value> {
        self.entries.iter().find_map(|(key, value)| (*key == Key::Op(op)).then_some(value))
    }

    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets or replaces a named property; a new one goes to the end.
    pub fn set(&mut self, name: impl Into<String>, value: Value) {
        let name = name.into();
        match self.entries.iter_mut().find(|(key, _)| matches!(key, Key::Name(own) if *own == name)) {
            Some((_, slot)) => *slot = value,
            None => self.entries.push((Key::Name(name), value)),
        }
    }

    pub fn with(mut self, name: impl Into<String>, value: Value) -> Self {
        self.set(name, value);
        self
    }

    /// The named properties only, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().filter_map(|(key, value)| match key {
            Key::Name(name) => Some((name.as_str(), value)),
            Key::Op(_) => None,
        })
    }

    /// Operator properties first, then named ones: the order of v6's `Utils.getComplexKeys`.
    pub fn complex(&self) -> impl Iterator<Item = &(Key, Value)> {
        let is_op = |entry: &&(Key, Value)| matches!(entry.0, Key::Op(_));
        let is_name = |entry: &&(Key, Value)| matches!(entry.0, Key::Name(_));
        self.entries.iter().filter(is_op).chain(self.entries.iter().filter(is_name))
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Value::Object(object)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Bool(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Value::Array(items)
    }
}
