//! `fn`, `col`, `literal`, `cast`, `json` and `where`. v6: `handleSequelizeMethod`.
//!
//! v6 pastes function names, cast types and comparators into the text. Here each must have the form of one.

use std::borrow::Cow;

use sequelize_types::{Error, Expression, Model, Op, Result, Value};

use super::filter::{Filter, Left};
use super::{json_path, json_statement};
use crate::Compiler;
use crate::ast::{Expr, Prefix, Slot, SlotStyle};

/// # Errors
/// `Plain` for a function name, a cast type or a comparator that is none; what v6 throws for misplaced values.
pub fn plan<'a>(
    compiler: &'a Compiler,
    expression: &'a Expression,
    model: Option<&'a Model>,
) -> Result<Expr<'a>> {
    match expression {
        Expression::Fn { name, args } => {
            check_function_name(name)?;
            let args = args.iter().map(|arg| argument(compiler, arg, model)).collect::<Result<_>>()?;
            Ok(Expr::Call { name, args })
        }
        Expression::Col { path } => column(path, model),
        Expression::Literal { sql } => literal(sql),
        Expression::Cast { value, sql_type, is_json } => cast(compiler, value, sql_type, *is_json, model),
        Expression::Json { conditions, path, value } => json(compiler, conditions, path, value),
        Expression::Where { attribute, comparator, logic } => {
            comparison(compiler, attribute, comparator, logic, model)
        }
    }
}

pub fn literal(sql: &Value) -> Result<Expr<'_>> {
    Ok(match sql {
        Value::Text(sql) => Expr::sql(sql),
        other => Expr::Sql(crate::encode::js_text::to_text(other)),
    })
}

/// A value without a type, or an expression.
pub fn untyped<'a>(compiler: &'a Compiler, value: &'a Value, model: Option<&'a Model>) -> Result<Expr<'a>> {
    match value {
        Value::Expression(expression) => plan(compiler, expression, model),
        value => Ok(inline(Cow::Borrowed(value), SlotStyle::Inline)),
    }
}

fn inline(value: Cow<'_, Value>, style: SlotStyle) -> Expr<'_> {
    Expr::Slot(Slot { value, data_type: None, style })
}

fn argument<'a>(compiler: &'a Compiler, arg: &'a Value, model: Option<&'a Model>) -> Result<Expr<'a>> {
    match arg {
        Value::Object(_) => conditions(compiler, arg),
        Value::Text(_) => Ok(inline(Cow::Borrowed(arg), SlotStyle::Argument)),
        other => untyped(compiler, other, model),
    }
}

fn conditions<'a>(compiler: &'a Compiler, conditions: &'a Value) -> Result<Expr<'a>> {
    Ok(Filter::new(compiler).items(conditions, false)?.unwrap_or(Expr::sql("")))
}

fn column<'a>(path: &'a Value, model: Option<&'a Model>) -> Result<Expr<'a>> {
    match path {
        Value::Text(path) if path.starts_with('*') => Ok(Expr::sql("*")),
        Value::Text(path) => Ok(Expr::Path(Cow::Borrowed(path))),
        Value::Array(_) if model.is_none() => {
            Err(Error::plain("Cannot call Sequelize.col() with array outside of order / group clause"))
        }
        other => {
            let text = crate::literal::describe(other);
            Err(Error::type_error(format!("Sequelize.col() takes the name of a column, got {text}")))
        }
    }
}

fn cast<'a>(
    compiler: &'a Compiler,
    value: &'a Value,
    sql_type: &'a str,
    is_json: bool,
    model: Option<&'a Model>,
) -> Result<Expr<'a>> {
    let inner = match value {
        Value::Object(_) => conditions(compiler, value)?,
        other => untyped(compiler, other, model)?,
    };
    check_cast_type(sql_type)?;
    let sql_type = compiler.dialect().cast_type(sql_type, is_json).to_uppercase();
    Ok(Expr::Cast { inner: Box::new(inner), sql_type: Cow::Owned(sql_type) })
}

fn json<'a>(
    compiler: &'a Compiler,
    conditions: &'a Value,
    path: &'a Value,
    value: &'a Value,
) -> Result<Expr<'a>> {
    let Some(syntax) = compiler.dialect().json_syntax() else {
        return Err(Error::plain(format!("Unsupported {} for JSON operations", compiler.dialect().name())));
    };
    if conditions.is_truthy() {
        let mut items = Vec::new();
        json_conditions(compiler, &mut items, &mut Vec::new(), conditions)?;
        return Ok(Expr::group(items, false, false).unwrap_or(Expr::sql("")));
    }
    let Value::Text(text) = path else { return Ok(Expr::sql("")) };
    let left = if json_statement::check(text, syntax)? {
        Expr::sql(text)
    } else {
        let mut parts = json_path::parse(text).into_iter();
        let column = json_path::column(parts.next().unwrap_or_default());
        Expr::JsonPath { column: Box::new(column), path: parts.collect(), is_json: false }
    };
    if !value.is_truthy() {
        return Ok(left);
    }
    Ok(Expr::compare(Some(left), "=", untyped(compiler, value, None)?))
}

/// Every leaf of nested conditions: `path = 'value'`. v6 compares with the text of the value, unescaped; here it is
/// escaped.
fn json_conditions<'a>(
    compiler: &'a Compiler,
    items: &mut Vec<Expr<'a>>,
    path: &mut Vec<Cow<'a, str>>,
    conditions: &'a Value,
) -> Result<()> {
    let mut visit = |part: Cow<'a, str>, value: &'a Value| -> Result<()> {
        path.push(part);
        if matches!(value, Value::Object(_) | Value::Array(_) | Value::Date(_)) {
            json_conditions(compiler, items, path, value)?;
        } else {
            let mut parts = path.iter().cloned();
            let column = json_path::column(parts.next().unwrap_or_default());
            let left = Expr::JsonPath { column: Box::new(column), path: parts.collect(), is_json: false };
            let mut text = String::new();
            crate::literal::write_quoted(compiler, &mut text, &crate::encode::js_text::to_text(value));
            items.push(Expr::compare(Some(left), "=", Expr::Sql(Cow::Owned(text))));
        }
        path.pop();
        Ok(())
    };
    match conditions {
        Value::Object(object) => {
            for (name, value) in object.names() {
                visit(Cow::Borrowed(name), value)?;
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                visit(Cow::Owned(index.to_string()), value)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn comparison<'a>(
    compiler: &'a Compiler,
    attribute: &'a Value,
    comparator: &'a Value,
    logic: &'a Value,
    model: Option<&'a Model>,
) -> Result<Expr<'a>> {
    let left = match attribute {
        Value::Expression(expression) => plan(compiler, expression, model)?,
        other => model_column(other)?,
    };
    if let Value::Object(_) = logic {
        // v6: operators inside the value win over the comparator.
        let filter = Filter::of_model(compiler, model, Prefix::None);
        return Ok(filter.item(&Left::Expr(left), logic)?.unwrap_or(Expr::sql("")));
    }
    let comparator = check_comparator(compiler, comparator)?;
    let is_range = matches!(&*comparator, "BETWEEN" | "NOT BETWEEN");
    let right = match logic {
        Value::Expression(expression) => plan(compiler, expression, model)?,
        Value::Array(bounds) if is_range => {
            let bound =
                |index: usize| untyped(compiler, bounds.get(index).unwrap_or(&Value::Undefined), None);
            Expr::Range(Box::new((bound(0)?, bound(1)?)))
        }
        Value::Bool(flag) => Expr::sql(compiler.dialect().boolean_literal(*flag)),
        other => untyped(compiler, other, None)?,
    };
    let comparator = match (&*comparator, right.is_null()) {
        ("=", true) => Cow::Borrowed("IS"),
        ("!=", true) => Cow::Borrowed("IS NOT"),
        _ => comparator,
    };
    Ok(Expr::compare(Some(left), comparator, right))
}

/// An attribute taken from `Model.rawAttributes`.
fn model_column(attribute: &Value) -> Result<Expr<'_>> {
    let name = |key: &str| attribute.get(key).and_then(Value::as_str).filter(|name| !name.is_empty());
    match (attribute.get("Model"), name("field").or_else(|| name("fieldName"))) {
        (Some(Value::Model(model)), Some(field)) => {
            Ok(Expr::Column { prefix: Prefix::Name(&model.name), name: Cow::Borrowed(field) })
        }
        _ => {
            let text = crate::literal::describe(attribute);
            Err(Error::type_error(format!(
                "Sequelize.where() takes an expression or an attribute of a model on its left, got {text}"
            )))
        }
    }
}

/// `ident(.ident)*`; the empty name makes a bare list of arguments, as in v6.
fn check_function_name(name: &str) -> Result<()> {
    let is_ident = |part: &str| {
        let mut characters = part.chars();
        characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
            && characters
                .all(|character| character.is_alphanumeric() || matches!(character, '_' | '$' | '#' | '@'))
    };
    if name.is_empty() || name.split('.').all(is_ident) {
        return Ok(());
    }
    Err(Error::plain(format!(
        "Invalid function name: {name}. Use sequelize.literal() for SQL that is no function call."
    )))
}

/// Words, dots and quoted names, one pair of parentheses with numbers or words, brackets of arrays:
/// `timestamp(3) with time zone`, `numeric(10, 2)`, `integer[]`.
fn check_cast_type(sql_type: &str) -> Result<()> {
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | ' ' | '"');
    let mut rest = sql_type;
    let words = |text: &str| text.find(|character| !is_word(character)).unwrap_or(text.len());
    let start = words(rest);
    rest = &rest[start..];
    if let Some(inside) = rest.strip_prefix('(') {
        let end = inside.find(|character| !(is_word(character) || character == ',')).unwrap_or(inside.len());
        rest = inside[end..].strip_prefix(')').unwrap_or("!");
        rest = &rest[words(rest)..];
    }
    while let Some(inside) = rest.strip_prefix('[') {
        let end = inside.find(|character: char| !character.is_ascii_digit()).unwrap_or(inside.len());
        rest = inside[end..].strip_prefix(']').unwrap_or("!");
    }
    let quotes = sql_type.matches('"').count();
    if start > 0 && rest.is_empty() && quotes.is_multiple_of(2) {
        return Ok(());
    }
    Err(Error::plain(format!("Invalid cast type: {sql_type}")))
}

/// Comparators made of words that `where()` takes; symbols are taken by their form.
const COMPARATORS: &[&str] = &[
    "IS",
    "IS NOT",
    "IS DISTINCT FROM",
    "IS NOT DISTINCT FROM",
    "IN",
    "NOT IN",
    "LIKE",
    "NOT LIKE",
    "ILIKE",
    "NOT ILIKE",
    "BETWEEN",
    "NOT BETWEEN",
    "REGEXP",
    "NOT REGEXP",
    "RLIKE",
    "NOT RLIKE",
    "SIMILAR TO",
    "NOT SIMILAR TO",
    "SOUNDS LIKE",
    "GLOB",
    "NOT GLOB",
    "MATCH",
    "OVERLAPS",
    "LIKE BINARY",
    "CONTAINS",
    "MEMBER OF",
    "COLLATE",
    "AND",
    "OR",
    "XOR",
    "DIV",
    "MOD",
];

/// # Errors
/// `Plain` for text that is no comparator; `Type` for an operator that compares nothing.
fn check_comparator<'a>(compiler: &'a Compiler, comparator: &'a Value) -> Result<Cow<'a, str>> {
    let text = match comparator {
        Value::Op(op) => {
            let text = compiler.dialect().operator(*op).filter(|_| *op != Op::Placeholder);
            return text
                .map(Cow::Borrowed)
                .ok_or_else(|| Error::type_error(format!("Symbol({}) does not compare values", op.name())));
        }
        Value::Text(text) => text.as_str(),
        other => {
            let text = crate::literal::describe(other);
            return Err(Error::type_error(format!(
                "Sequelize.where() takes a comparator or an operator, got {text}"
            )));
        }
    };
    let trimmed = text.trim();
    let (head, quantifier) = trimmed.rsplit_once(' ').unwrap_or((trimmed, ""));
    let is_quantifier = ["ANY", "ALL", "SOME"].iter().any(|word| quantifier.eq_ignore_ascii_case(word));
    let bare = if is_quantifier { head.trim_end() } else { trimmed };
    let is_symbol = (1..=4).contains(&bare.len())
        && bare.bytes().all(|byte| b"=<>!~*@&|#?^%+-/".contains(&byte))
        && !["--", "/*", "*/"].iter().any(|comment| bare.contains(comment))
        && bare != "#";
    let is_word = COMPARATORS.iter().any(|word| bare.eq_ignore_ascii_case(word));
    if is_symbol || is_word {
        return Ok(Cow::Borrowed(text));
    }
    Err(Error::plain(format!(
        "Invalid comparator: {text}. Use an operator of Op, or sequelize.literal() for the whole condition."
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_types_are_taken_by_their_form() {
        for name in ["", "COUNT", "public.f", "_x1", "date_trunc", "größe"] {
            assert!(check_function_name(name).is_ok(), "{name}");
        }
        for name in ["lower(name) as z, upper", "a b", "a.", ".", "1a", "x--", "a;b"] {
            assert!(check_function_name(name).is_err(), "{name}");
        }
        for sql_type in [
            "text",
            "VARCHAR(255)",
            "numeric(10, 2)",
            "timestamp(3) with time zone",
            "integer[]",
            "integer[3][]",
            "double precision",
            "public.mood",
            "NVARCHAR(MAX)",
            "\"mood\"",
        ] {
            assert!(check_cast_type(sql_type).is_ok(), "{sql_type}");
        }
        for sql_type in
            ["", "text) from x --", "text;", "int(1", "int)", "a'b", "(1)", "int[x]", "\"mood", "a--b"]
        {
            assert!(check_cast_type(sql_type).is_err(), "{sql_type}");
        }
    }

    #[test]
    fn comparators_are_symbols_or_known_words() {
        let compiler =
            Compiler::new(sequelize_types::DialectName::Postgres, crate::CompilerOptions::default());
        let check = |text: &str| check_comparator(&compiler, &Value::from(text)).is_ok();
        for text in ["=", "!=", "<>", "@>", "->>", "LIKE", "not like", "IS NOT", "= ANY", "~*", "<=>", "?|"] {
            assert!(check(text), "{text}");
        }
        for text in ["!= 1 OR 1=1 --", "", " ", "--", "/*", "= 1", ";", "= (select 1)", "a"] {
            assert!(!check(text), "{text}");
        }
    }
}
