//! `getConstraintSnippet(table, options)` and `addConstraintQuery`.

use sequelize_types::{Error, Expression, Result, Value};

use super::args::names;
use super::deferrable;
use super::index::column_name;
use crate::request::text;

pub struct Constraint<'a> {
    pub fields: Vec<ConstraintField<'a>>,
    pub name: Option<String>,
    pub rule: Rule<'a>,
    pub deferrable: Option<&'static str>,
}

pub enum ConstraintField<'a> {
    Column(String),
    Expression(&'a Expression),
}

pub enum Rule<'a> {
    Unique,
    Check(&'a Value),
    Default(&'a Value),
    PrimaryKey,
    ForeignKey(ForeignKey<'a>),
}

pub struct ForeignKey<'a> {
    pub table: &'a Value,
    pub fields: Vec<String>,
    /// Upper case.
    pub on_update: Option<String>,
    pub on_delete: Option<String>,
}

impl<'a> Constraint<'a> {
    /// # Errors
    /// `Plain` in v6's words for a missing default or reference, or an unknown type.
    pub fn of(options: &'a Value) -> Result<Self> {
        let fields = options.get("fields").and_then(Value::as_array);
        let Some(fields) = fields else {
            return Err(Error::type_error("Fields must be specified through options.fields"));
        };
        let Some(kind) = text::truthy(options.get("type")) else {
            return Err(Error::type_error("Constraint type must be specified through options.type"));
        };
        let rule = match kind.to_uppercase().as_str() {
            "UNIQUE" => Rule::Unique,
            "CHECK" => Rule::Check(options.get("where").unwrap_or(&Value::Undefined)),
            "DEFAULT" => match options.get("defaultValue") {
                None | Some(Value::Undefined) => {
                    return Err(Error::plain("Default value must be specified for DEFAULT CONSTRAINT"));
                }
                Some(value) => Rule::Default(value),
            },
            "PRIMARY KEY" => Rule::PrimaryKey,
            "FOREIGN KEY" => Rule::ForeignKey(ForeignKey::of(options)?),
            _ => return Err(Error::plain(format!("{kind} is invalid."))),
        };
        let is_deferrable = !matches!(rule, Rule::Check(_) | Rule::Default(_));
        let timing = options.get("deferrable").filter(|_| is_deferrable);
        Ok(Self {
            fields: fields.iter().map(ConstraintField::of).collect::<Result<_>>()?,
            name: text::truthy(options.get("name")),
            rule,
            deferrable: timing.map(deferrable::timing).transpose()?.flatten(),
        })
    }
}

impl<'a> ConstraintField<'a> {
    fn of(value: &'a Value) -> Result<Self> {
        match value {
            Value::Text(name) => Ok(Self::Column(name.clone())),
            Value::Expression(expression) => Ok(Self::Expression(expression)),
            other => column_name(other).map(Self::Column).ok_or_else(|| {
                Error::plain(format!("The following index field has no name: {}", text::of(other)))
            }),
        }
    }
}

impl<'a> ForeignKey<'a> {
    fn of(options: &'a Value) -> Result<Self> {
        let incomplete = || Error::plain("references object with table and field must be specified");
        let references = options.get("references").ok_or_else(incomplete)?;
        let table = references.get("table").filter(|table| table.is_truthy()).ok_or_else(incomplete)?;
        let fields = match text::truthy(references.get("field")) {
            Some(field) => vec![field],
            None => names(references.get("fields")),
        };
        if fields.is_empty() {
            return Err(incomplete());
        }
        let action = |name: &str| text::truthy(options.get(name)).map(|action| action.to_uppercase());
        Ok(Self { table, fields, on_update: action("onUpdate"), on_delete: action("onDelete") })
    }
}
