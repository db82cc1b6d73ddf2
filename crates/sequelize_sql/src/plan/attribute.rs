//! The columns of a SELECT. v6: `escapeAttributes`.

use std::borrow::Cow;

use sequelize_types::{Error, ErrorKind, Model, Result, Value};

use super::alias::Aliases;
use super::expression;
use crate::Compiler;
use crate::ast::{Expr, Prefix, Slot, SlotStyle};
use crate::compiler::AttributeBehavior;

/// What the columns of a statement with joins are qualified with.
#[derive(Debug, Clone, Copy)]
pub struct Qualifier<'a> {
    pub table: &'a str,
    /// `dotNotation`: names with dots are qualified, too.
    pub has_dotted_names: bool,
}

/// Plans `attributes`; `None` if there are none to plan (then everything is selected).
/// `model` decides whether a name with dots is one attribute; `table` is the key of short aliases. With `prefix`
/// columns are qualified, except where their text has a dot already.
/// # Errors
/// What v6 throws for malformed attributes, above all for parentheses in a name.
pub fn plan<'a>(
    compiler: &'a Compiler,
    attributes: &'a Value,
    model: Option<&'a Model>,
    aliases: &mut Aliases,
    table: &str,
    prefix: Option<Qualifier<'a>>,
) -> Result<Option<Vec<Expr<'a>>>> {
    match attributes {
        Value::Array(items) => {
            let columns = items.iter().map(|item| column(compiler, item, model, aliases, table, prefix));
            columns.collect::<Result<_>>().map(Some)
        }
        value if !value.is_truthy() => Ok(None),
        other => {
            let text = crate::literal::describe(other);
            Err(Error::type_error(format!("attributes must be an array here, got {text}")))
        }
    }
}

fn column<'a>(
    compiler: &'a Compiler,
    attribute: &'a Value,
    model: Option<&'a Model>,
    aliases: &mut Aliases,
    table: &str,
    prefix: Option<Qualifier<'a>>,
) -> Result<Expr<'a>> {
    match attribute {
        Value::Expression(expression) => expression::plan(compiler, expression, None),
        Value::Array(pair) => {
            let [definition, alias] = pair.as_slice() else {
                return Err(Error::plain(format!(
                    "{} is not a valid attribute definition. Please use the following format: ['attribute definition', 'alias']",
                    json_text(attribute)
                )));
            };
            let Value::Text(alias) = alias else { return Err(not_a_name(alias)) };
            match definition {
                Value::Expression(expression) => {
                    let definition = expression::plan(compiler, expression, None)?;
                    Ok(Expr::Alias(Box::new(definition), aliases.minify(table, Cow::Borrowed(alias))))
                }
                Value::Text(name) => named(compiler, name, Some(alias), aliases, table, prefix),
                other => Err(not_a_name(other)),
            }
        }
        // v6: a name with quotes in it becomes a string literal.
        Value::Text(name) if name.contains(['`', '"']) => {
            let value = Cow::Borrowed(attribute);
            let text = Expr::Slot(Slot { value, data_type: None, style: SlotStyle::Inline });
            Ok(qualified(text, name.contains('.'), prefix))
        }
        Value::Text(name) => {
            let is_own =
                !name.contains('.') || model.is_some_and(|model| model.attributes.by_name(name).is_some());
            let has_dot = name.contains('.');
            let name = Cow::Borrowed(name.as_str());
            let expr = if is_own { Expr::Column { prefix: Prefix::None, name } } else { Expr::Path(name) };
            Ok(match (expr, prefix) {
                // The usual column, without the detour by pieces.
                (Expr::Column { name, .. }, Some(prefix)) if !has_dot => {
                    Expr::Column { prefix: Prefix::Name(prefix.table), name }
                }
                (expr, _) => qualified(expr, has_dot, prefix),
            })
        }
        other => Err(not_a_name(other)),
    }
}

/// A column by its name, alias included.
pub fn named<'a>(
    compiler: &'a Compiler,
    name: &'a str,
    alias: Option<&'a str>,
    aliases: &mut Aliases,
    table: &str,
    prefix: Option<Qualifier<'a>>,
) -> Result<Expr<'a>> {
    let Some(alias) = alias else { return Ok(qualified(Expr::name(name), name.contains('.'), prefix)) };
    let definition = definition_by_name(compiler, name)?;
    let alias = aliases.minify(table, Cow::Borrowed(alias));
    // v6 looks for a dot in the whole text.
    let has_dot = name.contains('.') || alias.contains('.');
    Ok(qualified(Expr::Alias(Box::new(definition), alias), has_dot, prefix))
}

fn qualified<'a>(expr: Expr<'a>, has_dot: bool, prefix: Option<Qualifier<'a>>) -> Expr<'a> {
    match prefix {
        Some(prefix) if !has_dot || prefix.has_dotted_names => {
            Expr::Joined(vec![Expr::name(prefix.table), Expr::sql("."), expr])
        }
        _ => expr,
    }
}

fn definition_by_name<'a>(compiler: &'a Compiler, name: &'a str) -> Result<Expr<'a>> {
    match compiler.options.attribute_behavior {
        AttributeBehavior::UnsafeLegacy if name.contains(['(', ')']) => Ok(Expr::sql(name)),
        AttributeBehavior::Throw if name.contains(['(', ')']) => Err(Error::plain(PARENTHESES)),
        _ => Ok(Expr::name(name)),
    }
}

fn json_text(value: &Value) -> String {
    crate::encode::json::stringify(value).ok().flatten().unwrap_or_default()
}

fn not_a_name(value: &Value) -> Error {
    let text = crate::literal::describe(value);
    Error::type_error(format!("an attribute must be a string or an expression, got {text}"))
}

/// # Errors
/// `Query` if nothing is selected.
pub fn refuse_empty(columns: &[Expr<'_>], model: Option<&Model>, alias: Option<&str>) -> Result<()> {
    if !columns.is_empty() {
        return Ok(());
    }
    let name = model.map(|model| format!("for model '{}' ", model.name)).unwrap_or_default();
    let alias = alias.map(|alias| format!("as {alias} ")).unwrap_or_default();
    // v6 leaves one blank where a part is missing at the end.
    let message = format!("Attempted a SELECT query {name}{alias}without selecting any columns");
    Err(Error::new(ErrorKind::Query, message))
}

/// v6's words; programs and its own tests look for them.
const PARENTHESES: &str = "Attributes cannot include parentheses in Sequelize 6:
In order to fix the vulnerability CVE-2023-22578, we had to remove support for treating attributes as raw SQL if they included parentheses.
Sequelize 7 escapes all attributes, even if they include parentheses.
For Sequelize 6, because we're introducing this change in a minor release, we've opted for throwing an error instead of silently escaping the attribute as a way to warn you about this change.

Here is what you can do to fix this error:
- Wrap the attribute in a literal() call. This will make Sequelize treat it as raw SQL.
- Set the \"attributeBehavior\" sequelize option to \"escape\" to make Sequelize escape the attribute, like in Sequelize v7. We highly recommend this option.
- Set the \"attributeBehavior\" sequelize option to \"unsafe-legacy\" to make Sequelize escape the attribute, like in Sequelize v5.

We sincerely apologize for the inconvenience this may cause you. You can find more information on the following threads:
https://github.com/sequelize/sequelize/security/advisories/GHSA-f598-mfpv-gmfx
https://github.com/sequelize/sequelize/discussions/15694";
