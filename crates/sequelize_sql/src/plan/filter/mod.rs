//! The where language: an object of conditions becomes a tree. v6: `whereItemsQuery`, `whereItemQuery`,
//! `_whereGroupBind`, `_whereBind`.

pub mod comparison;
pub mod conditions;
pub mod json;
pub mod operator_alias;

use std::borrow::Cow;

use sequelize_types::{
    Attribute, AttributeSet, DataType, Error, Expression, Key, Model, Op, Result, TypeKind, Value,
};

use crate::Compiler;
use crate::ast::{Expr, Prefix, Slot, SlotStyle};
use crate::plan::expression;

/// Where conditions are planned: v6's `options` of `whereItemQuery`.
#[derive(Clone, Copy)]
pub struct Filter<'a> {
    pub compiler: &'a Compiler,
    /// Attributes that keys are looked up in.
    pub attributes: Option<&'a AttributeSet>,
    /// The attribute of every key, whatever its name.
    pub field: Option<&'a Attribute>,
    /// The type of keys that no attribute is found for.
    pub data_type: Option<&'a DataType>,
    pub prefix: Prefix<'a>,
    /// v6's `bindParam`: values of `=` become parameters.
    pub is_binding: bool,
    /// `false` compares a JSON attribute as a whole instead of looking inside.
    pub looks_into_json: bool,
    /// What stands for `Op.placeholder`.
    pub placeholder: Option<Placeholder<'a>>,
}

/// `table.column = value`, put where conditions hold `Op.placeholder`.
#[derive(Debug, Clone, Copy)]
pub struct Placeholder<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub value: &'a Value,
}

/// The left side of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Left<'a> {
    None,
    Name(&'a str),
    Op(Op),
    Expr(Expr<'a>),
}

pub type Condition<'a> = Result<Option<Expr<'a>>>;

impl<'a> Filter<'a> {
    pub fn new(compiler: &'a Compiler) -> Self {
        Self {
            compiler,
            attributes: None,
            field: None,
            data_type: None,
            prefix: Prefix::None,
            is_binding: false,
            looks_into_json: true,
            placeholder: None,
        }
    }

    pub fn of_model(compiler: &'a Compiler, model: Option<&'a Model>, prefix: Prefix<'a>) -> Self {
        Self { attributes: model.map(|model| &model.attributes), prefix, ..Self::new(compiler) }
    }

    /// All conditions of `conditions`, joined. `None`: no condition.
    /// # Errors
    /// What v6 throws: conditions as text, undefined values, values without a literal …
    pub fn items(self, conditions: &'a Value, is_or: bool) -> Condition<'a> {
        self.items_with(conditions, is_or, None)
    }

    /// As `items`, with one more condition between those of operators and those of names.
    pub fn items_with(self, conditions: &'a Value, is_or: bool, extra: Option<Expr<'a>>) -> Condition<'a> {
        match conditions {
            Value::Object(object) => {
                let mut items = Vec::with_capacity(object.len() + usize::from(extra.is_some()));
                let has_operators = object.entries.iter().any(|(key, _)| matches!(key, Key::Op(_)));
                if has_operators {
                    for (key, value) in &object.entries {
                        if matches!(key, Key::Op(_)) {
                            items.extend(self.item(&Left::from(key), value)?);
                        }
                    }
                }
                items.extend(extra);
                for (key, value) in &object.entries {
                    if matches!(key, Key::Name(_)) {
                        items.extend(self.item(&Left::from(key), value)?);
                    }
                }
                Ok(Expr::group(items, is_or, false))
            }
            Value::Text(text) if !text.is_empty() => {
                Err(Error::plain("Support for `{where: 'raw query'}` has been removed."))
            }
            _ if own_size(conditions) == 0 => Ok(extra),
            other => {
                let items = self.item(&Left::None, other)?.into_iter().chain(extra).collect();
                Ok(Expr::group(items, is_or, false))
            }
        }
    }

    /// One condition: `key: value`.
    pub fn item(self, left: &Left<'a>, value: &'a Value) -> Condition<'a> {
        if let (Left::Op(Op::Placeholder), Some(placeholder)) = (left, self.placeholder) {
            // v6 compares without the model, so the value has no type.
            let prefix = Prefix::Name(placeholder.table);
            let filter = Filter { prefix, ..Filter::new(self.compiler) };
            return filter.item(&Left::Name(placeholder.column), placeholder.value);
        }
        if value.is_undefined() {
            return Err(undefined_value(left));
        }
        if let Some((field, path)) = self.json_path_key(left) {
            return self.json_value_at(field, path, value);
        }
        let aliased;
        let left = match operator_alias::of(self.compiler, left) {
            Some(op) => {
                aliased = Left::Op(op);
                &aliased
            }
            None => left,
        };
        if *left == Left::None {
            match value {
                Value::Text(text) => return Ok(Expr::sql(text).non_empty()),
                Value::Object(object) if object.len() == 1 => {
                    let Some((key, value)) = object.entries.first() else { return Ok(None) };
                    return self.item(&Left::from(key), value);
                }
                Value::Array(items) if value.is_truthy() => {
                    if !is_list_of_conditions(items) {
                        return Err(literal_replacements());
                    }
                    return self.group(Op::And, value);
                }
                _ => {}
            }
        }
        if *value == Value::Null {
            return Ok(Some(self.join(left, "IS", Expr::sql("NULL"))?));
        }
        if !value.is_truthy() {
            return self.equals(left, value);
        }
        if let Value::Expression(expression) = value {
            // v6: `{ a: literal('b > 1') }` forgets `a`; only a function is compared with its key.
            if *left == Left::None || !matches!(**expression, Expression::Fn { .. }) {
                return Ok(expression::plan(self.compiler, expression, None)?.non_empty());
            }
        }
        if let Left::Op(op @ (Op::Or | Op::And | Op::Not)) = *left {
            return self.group(op, value);
        }
        match value {
            Value::Object(object) => {
                for op in [Op::Or, Op::And] {
                    if let Some(nested) = object.get_op(op).filter(|nested| nested.is_truthy()) {
                        return self.spread(op == Op::Or, left, nested);
                    }
                }
                if self.looks_into_json
                    && self.type_of(left).is_some_and(|data_type| data_type.kind.is_json())
                {
                    return self.json(left, object.complex().map(|(key, value)| (key, value)));
                }
                match object.entries.as_slice() {
                    [(key, nested)] => self.single(left, key, Cow::Borrowed(nested)),
                    [] => self.compare(left, None, Cow::Borrowed(value)),
                    _ => self.spread(false, left, value),
                }
            }
            Value::Array(_) => {
                if self.type_of(left).is_some_and(|data_type| data_type.kind == TypeKind::Array) {
                    return self.equals(left, value);
                }
                self.compare(left, Some(Op::In), Cow::Borrowed(value))
            }
            _ => self.equals(left, value),
        }
    }

    /// `key: { operator: value }`, without building that object.
    pub(super) fn single(self, left: &Left<'a>, key: &'a Key, value: Cow<'a, Value>) -> Condition<'a> {
        if let Cow::Borrowed(value) = value {
            if *left == Left::None {
                return self.item(&Left::from(key), value);
            }
            if let Key::Op(op @ (Op::Or | Op::And)) = key
                && value.is_truthy()
            {
                return self.spread(*op == Op::Or, left, value);
            }
            if self.looks_into_json && self.type_of(left).is_some_and(|data_type| data_type.kind.is_json()) {
                return self.json(left, std::iter::once((key, value)));
            }
        }
        match key {
            Key::Op(op) if self.compiler.dialect().operator(*op).is_some() => {
                self.compare(left, Some(*op), value)
            }
            _ => {
                let object = sequelize_types::Object { entries: vec![(key.clone(), value.into_owned())] };
                self.compare(left, None, Cow::Owned(Value::Object(object)))
            }
        }
    }

    /// AND, OR and NOT over conditions.
    fn group(self, op: Op, value: &'a Value) -> Condition<'a> {
        let is_or = op == Op::Or;
        let items = match value {
            Value::Array(list) => {
                let mut items = Vec::with_capacity(list.len());
                for member in list {
                    items.extend(self.member(member)?);
                }
                items
            }
            // The members' own group gives way to the outer one.
            other => match self.items(other, is_or)? {
                Some(Expr::Group { items, is_or: own, is_negated: false, has_parens: false })
                    if own == is_or =>
                {
                    items
                }
                other => other.into_iter().collect(),
            },
        };
        if items.is_empty() {
            // v6: an OR of nothing and a NOT of nothing match nothing; an AND of nothing is no condition.
            return Ok((op != Op::And).then(|| Expr::sql("0 = 1")));
        }
        Ok(Some(Expr::Group { items, is_or, is_negated: op == Op::Not, has_parens: true }))
    }

    /// A member of an AND or OR: conditions of several parts are put in parentheses.
    pub fn member(self, member: &'a Value) -> Condition<'a> {
        let is_compound = match member {
            Value::Array(members) => members.len() > 1,
            Value::Object(object) => object.len() > 1,
            _ => false,
        };
        let item = self.items(member, false)?;
        Ok(item.map(|item| if is_compound { Expr::Parens(Box::new(item)) } else { item }))
    }

    /// One key against several values or operators.
    fn spread(self, is_or: bool, left: &Left<'a>, value: &'a Value) -> Condition<'a> {
        let mut items = Vec::new();
        match value {
            Value::Object(object) => {
                for (key, value) in object.complex() {
                    items.extend(self.single(left, key, Cow::Borrowed(value))?);
                }
            }
            Value::Array(values) => {
                for value in values {
                    items.extend(self.item(left, value)?);
                }
            }
            other => {
                let text = crate::literal::describe(other);
                return Err(Error::type_error(format!(
                    "Op.or and Op.and take an array or an object, got {text}"
                )));
            }
        }
        Ok(Expr::group(items, is_or, true))
    }

    /// `key = value`.
    pub(super) fn equals(self, left: &Left<'a>, value: &'a Value) -> Condition<'a> {
        let right = if self.is_binding {
            if matches!(value, Value::Expression(_)) {
                return Err(Error::plain(
                    "Cannot pass SequelizeMethod as a bind parameter - use escape instead",
                ));
            }
            let data_type = self.field_of(left).and_then(|field| field.data_type.as_ref());
            Expr::Slot(Slot { value: Cow::Borrowed(value), data_type, style: SlotStyle::Param })
        } else {
            self.operand(Cow::Borrowed(value), self.field_of(left), SlotStyle::Bindable)?
        };
        Ok(Some(self.join(left, "=", right)?))
    }

    /// The right side of a comparison.
    pub(super) fn operand(
        self,
        value: Cow<'a, Value>,
        field: Option<&'a Attribute>,
        style: SlotStyle,
    ) -> Result<Expr<'a>> {
        match value {
            Cow::Borrowed(Value::Expression(expression)) => expression::plan(self.compiler, expression, None),
            value if value.is_nullish() => Ok(Expr::sql("NULL")),
            value => {
                let data_type = field.and_then(|field| field.data_type.as_ref());
                Ok(Expr::Slot(Slot { value, data_type, style }))
            }
        }
    }

    /// v6's `_joinKeyValue`: puts the key's column to the left.
    pub(super) fn join(
        self,
        left: &Left<'a>,
        comparator: impl Into<Cow<'a, str>>,
        right: Expr<'a>,
    ) -> Result<Expr<'a>> {
        let left = match left {
            Left::None => return Ok(right),
            Left::Name("") => return Ok(right),
            Left::Name(name) => match column_reference(name) {
                Some(path) => Expr::Path(Cow::Borrowed(path)),
                None => Expr::Column { prefix: self.prefix, name: Cow::Borrowed(name) },
            },
            Left::Op(Op::Placeholder) => Expr::name("$PLACEHOLDER$"),
            Left::Op(op) => {
                return Err(Error::type_error(format!("Symbol({}) needs a key to compare", op.name())));
            }
            Left::Expr(expr) => match self.prefix {
                Prefix::None => expr.clone(),
                prefix => Expr::Joined(vec![Expr::Table(prefix), Expr::sql("."), expr.clone()]),
            },
        };
        Ok(Expr::compare(Some(left), comparator, right))
    }

    /// v6's `_findField`.
    pub(super) fn field_of(self, left: &Left<'a>) -> Option<&'a Attribute> {
        match (self.field, left) {
            (Some(field), _) => Some(field),
            (None, Left::Name(name)) => self.attributes?.find(name),
            _ => None,
        }
    }

    fn type_of(self, left: &Left<'a>) -> Option<&'a DataType> {
        self.field_of(left).and_then(|field| field.data_type.as_ref()).or(self.data_type)
    }
}

impl<'a> From<&'a Key> for Left<'a> {
    fn from(key: &'a Key) -> Self {
        match key {
            Key::Name(name) => Left::Name(name),
            Key::Op(op) => Left::Op(*op),
        }
    }
}

/// `$a.b$` names a column of a joined table.
fn column_reference(name: &str) -> Option<&str> {
    // v6 reads a lone `$` as a reference too; `substr` with a negative length makes it the empty name.
    if name == "$" {
        return Some("");
    }
    name.strip_prefix('$')?.strip_suffix('$')
}

/// Whether an array holds conditions (v6's `canTreatArrayAsAnd`).
pub fn is_list_of_conditions(items: &[Value]) -> bool {
    items.iter().any(|item| match item {
        Value::Object(_) => true,
        Value::Expression(expression) => matches!(**expression, Expression::Where { .. }),
        _ => false,
    })
}

/// v6's `getComplexSize`: how many members conditions have. Numbers, booleans and dates have none.
fn own_size(conditions: &Value) -> usize {
    match conditions {
        Value::Undefined
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::BigInt(_)
        | Value::Date(_) => 0,
        Value::Op(_) => 0,
        Value::Text(text) => text.len(),
        Value::Array(items) => items.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Object(object) => object.len(),
        _ => 1,
    }
}

fn undefined_value(left: &Left<'_>) -> Error {
    let key = match left {
        Left::None => "undefined",
        Left::Name(name) => name,
        Left::Op(op) => {
            return Error::plain(format!(
                "WHERE parameter \"Symbol({})\" has invalid \"undefined\" value",
                op.name()
            ));
        }
        Left::Expr(_) => "[object Object]",
    };
    Error::plain(format!("WHERE parameter \"{key}\" has invalid \"undefined\" value"))
}

pub fn literal_replacements() -> Error {
    Error::plain("Support for literal replacements in the `where` object has been removed.")
}
