//! Conditions inside a JSON attribute. v6: `_whereJSON`, `_traverseJSON`, `_castKey`.

use std::borrow::Cow;

use sequelize_types::{Attribute, Error, Key, Op, Result, Value};

use super::{Condition, Filter, Left};
use crate::ast::Expr;

/// Types that a key may be cast to (`'price::integer'`), v6's own list.
const CAST_TYPES: &[&str] = &[
    "bigint",
    "boolean",
    "char",
    "date",
    "datetime",
    "decimal",
    "double precision",
    "float",
    "int",
    "integer",
    "json",
    "jsonb",
    "numeric",
    "nvarchar",
    "real",
    "signed",
    "smallint",
    "text",
    "timestamp",
    "timestamptz",
    "unsigned",
    "varchar",
];

type Path<'a> = Vec<Cow<'a, str>>;

impl<'a> Filter<'a> {
    /// A key `meta.a.b` whose first part is a JSON attribute.
    pub(super) fn json_path_key(self, left: &Left<'a>) -> Option<(&'a Attribute, Path<'a>)> {
        let Left::Name(key) = left else { return None };
        let (first, rest) = key.split_once('.')?;
        let attribute = self.attributes?.by_name(first)?;
        attribute.data_type.as_ref().filter(|data_type| data_type.kind.is_json())?;
        Some((attribute, rest.split('.').map(Cow::Borrowed).collect()))
    }

    /// `'meta.a.b': value`.
    pub(super) fn json_value_at(
        self,
        field: &'a Attribute,
        path: Path<'a>,
        value: &'a Value,
    ) -> Condition<'a> {
        let base = Expr::Column { prefix: self.prefix, name: Cow::Borrowed(field.column()) };
        let mut items = Vec::new();
        // Each part may carry a cast, but v6 uses only that of the last one: the others are nested objects' keys.
        let mut so_far: Path<'a> = Vec::with_capacity(path.len());
        let count = path.len();
        for (index, part) in path.into_iter().enumerate() {
            so_far.push(part);
            if index + 1 < count {
                split_cast(&mut so_far)?;
            }
        }
        self.traverse(&mut items, &base, so_far, value)?;
        Ok(Expr::group(items, false, true).map(unwrap_single))
    }

    /// `meta: { a: 1, b: { … } }`.
    pub(super) fn json(
        self,
        left: &Left<'a>,
        entries: impl Iterator<Item = (&'a Key, &'a Value)>,
    ) -> Condition<'a> {
        let Left::Name(name) = left else {
            return Err(Error::type_error("conditions inside JSON need the name of a column"));
        };
        let base = Expr::Column { prefix: self.prefix, name: Cow::Borrowed(name) };
        let mut items = Vec::new();
        for (key, value) in entries {
            match key {
                Key::Op(_) => {
                    let whole = Filter { looks_into_json: false, ..self };
                    items.extend(whole.single(left, key, Cow::Borrowed(value))?);
                }
                Key::Name(name) => self.traverse(&mut items, &base, vec![Cow::Borrowed(name)], value)?,
            }
        }
        Ok(Expr::group(items, false, true).map(unwrap_single))
    }

    fn traverse(
        self,
        items: &mut Vec<Expr<'a>>,
        base: &Expr<'a>,
        mut path: Path<'a>,
        value: &'a Value,
    ) -> Result<()> {
        let cast = split_cast(&mut path)?;
        // v6 compares what it finds inside JSON without a type, a prefix or binds.
        let inner = Filter::new(self.compiler);
        let Value::Object(object) = value else {
            let value = self.compiler.dialect().json_value(value);
            let left = self.json_left(base, path, &value, cast.as_deref(), false)?;
            items.extend(inner.single(&left, &EQ, value)?);
            return Ok(());
        };
        for (key, value) in &object.entries {
            let Key::Op(op) = key else { continue };
            let value = self.compiler.dialect().json_value(value);
            let is_json = *op == Op::Contains && matches!(*value, Value::Text(_) | Value::Utf16(_));
            let left = self.json_left(base, path.clone(), &value, cast.as_deref(), is_json)?;
            items.extend(inner.single(&left, key, value)?);
        }
        for (name, value) in object.names() {
            let mut path = path.clone();
            path.push(Cow::Borrowed(name));
            self.traverse(items, base, path, value)?;
        }
        Ok(())
    }

    fn json_left(
        self,
        base: &Expr<'a>,
        path: Path<'a>,
        value: &Value,
        cast: Option<&str>,
        is_json: bool,
    ) -> Result<Left<'a>> {
        let at = Expr::JsonPath { column: Box::new(base.clone()), path, is_json };
        let cast = cast.or_else(|| cast_of(value));
        Ok(Left::Expr(match cast {
            Some(cast) => Expr::Cast {
                inner: Box::new(at),
                sql_type: Cow::Owned(self.compiler.dialect().cast_type(cast, false).to_uppercase()),
            },
            None => at,
        }))
    }
}

static EQ: Key = Key::Op(Op::Eq);

/// Takes `::type` off the last part of a path.
/// # Errors
/// `Plain` for a type that is not in the list.
fn split_cast<'a>(path: &mut Path<'a>) -> Result<Option<String>> {
    let Some(last) = path.last_mut() else { return Ok(None) };
    if !last.contains("::") {
        return Ok(None);
    }
    let mut parts = last.split("::");
    let name = parts.next().unwrap_or_default().to_owned();
    let cast = parts.next().unwrap_or_default().to_owned();
    *last = Cow::Owned(name);
    if !CAST_TYPES.contains(&cast.to_lowercase().as_str()) {
        return Err(Error::plain(format!("Invalid cast type: {cast}")));
    }
    Ok(Some(cast))
}

/// The type that a value asks of what it is compared with.
fn cast_of(value: &Value) -> Option<&'static str> {
    let value = match value {
        Value::Array(items) => items.first()?,
        other => other,
    };
    match value {
        Value::Number(_) => Some("double precision"),
        Value::Date(_) => Some("timestamptz"),
        Value::Bool(_) => Some("boolean"),
        _ => None,
    }
}

/// v6 puts parentheses around several conditions, not around one.
fn unwrap_single(group: Expr<'_>) -> Expr<'_> {
    match group {
        Expr::Group { mut items, is_or, is_negated, has_parens } => match items.len() {
            1 => items.swap_remove(0),
            _ => Expr::Group { items, is_or, is_negated, has_parens },
        },
        other => other,
    }
}
