//! One key, one operator, one value. v6: `_whereParseSingleValueObject`.

use std::borrow::Cow;

use sequelize_types::{Attribute, Error, Expression, Op, Result, Value};

use super::{Condition, Filter, Left};
use crate::ast::{Expr, Slot, SlotStyle};
use crate::encode::Check;

/// An IN list up to this length is bound item by item; a longer one is written out, so that lists of many lengths
/// do not crowd out the statement cache. Eight covers hand-written lists; an id list of a batch is longer anyway.
const BOUND_LIST: usize = 8;

impl<'a> Filter<'a> {
    /// `None` for the operator compares by `=` (v6 does so with keys that are no operators).
    pub(super) fn compare(self, left: &Left<'a>, op: Option<Op>, value: Cow<'a, Value>) -> Condition<'a> {
        let op = match (op, &*value) {
            (Some(Op::Not), Value::Array(_)) => Some(Op::NotIn),
            (Some(Op::Not), Value::Null | Value::Bool(_)) => Some(Op::Not),
            (Some(Op::Not), _) => Some(Op::Ne),
            (op, _) => op,
        };
        let field = self.field_of(left);
        let comparator = op.and_then(|op| self.compiler.dialect().operator(op)).unwrap_or("=");
        match op {
            Some(Op::In | Op::NotIn) => self.list(left, comparator, &value, field),
            Some(Op::Any | Op::All) => self.quantified(left, "=", comparator, &value, field),
            Some(Op::Between | Op::NotBetween) => {
                let (low, high) = bounds(&value)?;
                let low = self.operand(low, field, SlotStyle::Bindable)?;
                let high = self.operand(high, field, SlotStyle::Bindable)?;
                Ok(Some(self.join(left, comparator, Expr::Range(Box::new((low, high))))?))
            }
            Some(Op::Col) => Ok(Some(self.join(left, "=", column(value)?)?)),
            Some(op @ (Op::StartsWith | Op::EndsWith | Op::Substring)) => {
                let pattern = pattern(op, &value);
                let data_type = field.and_then(|field| field.data_type.as_ref());
                let slot =
                    Slot { value: Cow::Owned(Value::Text(pattern)), data_type, style: SlotStyle::Pattern };
                Ok(Some(self.join(left, comparator, Expr::Slot(slot))?))
            }
            _ => self.plain(left, comparator, value, field),
        }
    }

    fn plain(
        self,
        left: &Left<'a>,
        comparator: &'static str,
        value: Cow<'a, Value>,
        field: Option<&'a Attribute>,
    ) -> Condition<'a> {
        let is_pattern = comparator.contains("LIKE");
        if let Cow::Borrowed(Value::Object(object)) = &value {
            let operator = |op| object.get_op(op).filter(|nested| nested.is_truthy());
            if let Some(name) = operator(Op::Col) {
                return Ok(Some(self.join(left, comparator, column(Cow::Borrowed(name))?)?));
            }
            for (op, quantifier) in [(Op::Any, "ANY"), (Op::All, "ALL")] {
                if let Some(list) = operator(op) {
                    let style = SlotStyle::Compared(Check { is_list: true, is_pattern });
                    let list = self.operand(Cow::Borrowed(list), field, style)?;
                    let comparator = format!("{comparator} {quantifier}");
                    return Ok(Some(self.join(left, comparator, Expr::Parens(Box::new(list)))?));
                }
            }
        }
        let comparator = match (&*value, comparator) {
            (Value::Null, "=") => "IS",
            (Value::Null, "!=") => "IS NOT",
            (_, comparator) => comparator,
        };
        // No database takes a parameter after IS.
        let style = match comparator.starts_with("IS") {
            true => SlotStyle::Inline,
            false => SlotStyle::Compared(Check { is_list: false, is_pattern }),
        };
        let right = self.operand(value, field, style)?;
        Ok(Some(self.join(left, comparator, right)?))
    }

    fn list(
        self,
        left: &Left<'a>,
        comparator: &'static str,
        value: &Cow<'a, Value>,
        field: Option<&'a Attribute>,
    ) -> Condition<'a> {
        let style = |count: usize| if count <= BOUND_LIST { SlotStyle::Bindable } else { SlotStyle::Inline };
        let items: Vec<Expr<'a>> = match value {
            Cow::Borrowed(Value::Expression(expression)) => match &**expression {
                Expression::Literal { sql } => {
                    return Ok(Some(self.join(left, comparator, crate::plan::expression::literal(sql)?)?));
                }
                // v6: anything without a length is an empty list.
                _ => Vec::new(),
            },
            Cow::Borrowed(Value::Array(items)) => items
                .iter()
                .map(|item| self.operand(Cow::Borrowed(item), field, style(items.len())))
                .collect::<Result<_>>()?,
            Cow::Owned(Value::Array(items)) => items
                .iter()
                .map(|item| self.operand(Cow::Owned(item.clone()), field, style(items.len())))
                .collect::<Result<_>>()?,
            value => match &**value {
                Value::Undefined | Value::Null | Value::Text(_) | Value::Bytes(_) => {
                    let text = crate::literal::describe(value);
                    return Err(Error::type_error(format!("Op.in and Op.notIn take an array, got {text}")));
                }
                _ => Vec::new(),
            },
        };
        if items.is_empty() {
            // v6: nothing is in an empty list; everything is outside of it, which needs no condition.
            if comparator != "IN" {
                return Ok(None);
            }
            return Ok(Some(self.join(left, comparator, Expr::sql("(NULL)"))?));
        }
        Ok(Some(self.join(left, comparator, Expr::List(items))?))
    }

    fn quantified(
        self,
        left: &Left<'a>,
        comparator: &'static str,
        quantifier: &'static str,
        value: &Cow<'a, Value>,
        field: Option<&'a Attribute>,
    ) -> Condition<'a> {
        let comparator = format!("{comparator} {quantifier}");
        if let Cow::Borrowed(Value::Object(object)) = value
            && let Some(Value::Array(values)) = object.get_op(Op::Values)
        {
            let values = values
                .iter()
                .map(|value| self.operand(Cow::Borrowed(value), None, SlotStyle::Inline))
                .collect::<Result<_>>()?;
            return Ok(Some(self.join(left, comparator, Expr::Values(values))?));
        }
        let list = self.operand(value.clone(), field, SlotStyle::Bindable)?;
        Ok(Some(self.join(left, comparator, Expr::Parens(Box::new(list)))?))
    }
}

fn bounds<'a>(value: &Cow<'a, Value>) -> Result<(Cow<'a, Value>, Cow<'a, Value>)> {
    let at = |index: usize| match value {
        Cow::Borrowed(Value::Array(items)) => items.get(index).map(Cow::Borrowed),
        Cow::Owned(Value::Array(items)) => items.get(index).cloned().map(Cow::Owned),
        _ => None,
    };
    if !matches!(**value, Value::Array(_)) {
        let text = crate::literal::describe(value);
        return Err(Error::type_error(format!(
            "Op.between and Op.notBetween take an array of two, got {text}"
        )));
    }
    Ok((at(0).unwrap_or(Cow::Owned(Value::Undefined)), at(1).unwrap_or(Cow::Owned(Value::Undefined))))
}

/// The column that `Op.col` names.
fn column<'a>(value: Cow<'a, Value>) -> Result<Expr<'a>> {
    match value {
        Cow::Borrowed(Value::Text(path)) => Ok(Expr::Path(Cow::Borrowed(path))),
        Cow::Owned(Value::Text(path)) => Ok(Expr::Path(Cow::Owned(path))),
        other => {
            let text = crate::literal::describe(&other);
            Err(Error::type_error(format!("Op.col takes the name of a column, got {text}")))
        }
    }
}

// v6: wildcards of the user's text stay wildcards.
fn pattern(op: Op, value: &Value) -> String {
    let text = match value {
        Value::Expression(expression) => match &**expression {
            Expression::Literal { sql } => crate::encode::js_text::to_text(sql),
            _ => Cow::Borrowed("[object Object]"),
        },
        other => crate::encode::js_text::to_text(other),
    };
    match op {
        Op::EndsWith => format!("%{text}"),
        Op::Substring => format!("%{text}%"),
        _ => format!("{text}%"),
    }
}
