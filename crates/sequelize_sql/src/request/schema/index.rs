//! `addIndexQuery(table, fields, options, rawTableName)`, or `(table, options with fields)`.

use sequelize_types::{Error, Expression, Object, Result, Value};

use super::args::Args;
use super::words;
use crate::request::text;
use crate::{literal, naming};

pub struct AddIndex<'a> {
    pub table: &'a Value,
    pub fields: Vec<IndexField<'a>>,
    pub name: String,
    pub is_unique: bool,
    /// `FULLTEXT`, `SPATIAL` …
    pub kind: Option<String>,
    /// The method: `BTREE`, `gin` …
    pub using: Option<String>,
    pub parser: Option<String>,
    /// Operator class of all fields that have none of their own.
    pub operator: Option<String>,
    pub condition: Option<&'a Value>,
    pub is_concurrent: bool,
}

pub enum IndexField<'a> {
    Expression(&'a Expression),
    Column(IndexColumn<'a>),
}

pub struct IndexColumn<'a> {
    pub name: String,
    pub collate: Option<&'a str>,
    pub operator: Option<String>,
    pub length: Option<String>,
    pub order: Option<String>,
}

impl<'a> AddIndex<'a> {
    pub fn of(args: Args<'a>) -> Result<Self> {
        let (fields, options) = match args.get(1) {
            Value::Array(fields) => (fields.as_slice(), args.get(2)),
            options => {
                let fields = options.get("fields").and_then(Value::as_array);
                let missing = || Error::plain("Missing \"fields\" property for index definition");
                (fields.ok_or_else(missing)?, options)
            }
        };
        let option = |name: &str| options.get(name).filter(|value| value.is_truthy());
        let fields: Vec<_> = fields.iter().map(IndexField::of).collect::<Result<_>>()?;
        let prefix = [option("prefix"), Some(args.get(3)), Some(args.get(0))];
        let prefix = prefix.into_iter().flatten().find(|value| value.is_truthy());
        let name = text::truthy(option("name"));
        let kind = words::of("index type", option("type"))?;
        let is_unique_kind = kind.as_ref().is_some_and(|kind| kind.eq_ignore_ascii_case("unique"));
        Ok(Self {
            table: args.get(0),
            name: name.unwrap_or_else(|| make_name(prefix, &fields)),
            fields,
            is_unique: is_unique_kind || option("unique").is_some(),
            kind: kind.filter(|_| !is_unique_kind),
            using: words::of("index method", option("using"))?,
            parser: words::of("index parser", option("parser"))?,
            operator: words::of("index operator", option("operator"))?,
            condition: option("where"),
            is_concurrent: option("concurrently").is_some(),
        })
    }
}

impl<'a> IndexField<'a> {
    fn of(value: &'a Value) -> Result<Self> {
        match value {
            Value::Expression(expression) => Ok(Self::Expression(expression)),
            Value::Text(name) => Ok(Self::Column(IndexColumn {
                name: name.clone(),
                collate: None,
                operator: None,
                length: None,
                order: None,
            })),
            other => IndexColumn::of(other).map(Self::Column),
        }
    }

    /// The field's part of a made-up name; expressions have none.
    fn name(&self) -> &str {
        match self {
            Self::Expression(_) => "",
            Self::Column(column) => &column.name,
        }
    }
}

impl<'a> IndexColumn<'a> {
    /// `{name | attribute, collate, operator, length, order}`.
    fn of(value: &'a Value) -> Result<Self> {
        let option = |name: &str| value.get(name).filter(|value| value.is_truthy());
        let Some(name) = column_name(value) else {
            let given = literal::describe(value);
            return Err(Error::plain(format!("The following index field has no name: {given}")));
        };
        let length = text::truthy(option("length"));
        if length.as_ref().is_some_and(|length| !length.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(Error::plain(format!("Invalid index length: {}", length.unwrap_or_default())));
        }
        Ok(Self {
            name,
            collate: option("collate").and_then(Value::as_str),
            operator: words::of("index operator", option("operator"))?,
            length,
            order: words::of("index order", option("order"))?,
        })
    }
}

/// The column that a field object names; `attribute` goes before `name`.
pub fn column_name(field: &Value) -> Option<String> {
    text::truthy(field.get("attribute")).or_else(|| text::truthy(field.get("name")))
}

/// `table_column_column` in snake case. Dots and quotes of a table given as text do not get into the name.
fn make_name(prefix: Option<&Value>, fields: &[IndexField<'_>]) -> String {
    let table = match prefix {
        Some(Value::Object(table)) => table_name(table),
        Some(Value::Text(table)) => table.replace('.', "_").replace(['"', '\''], ""),
        Some(Value::Model(model)) => model.table.name.clone(),
        other => text::of(other.unwrap_or(&Value::Undefined)),
    };
    let fields = fields.iter().map(IndexField::name).collect::<Vec<_>>().join("_");
    naming::underscore(&format!("{table}_{fields}"))
}

fn table_name(table: &Object) -> String {
    table.get("tableName").map_or_else(|| "[object Object]".to_owned(), text::of)
}

/// The name of an index to drop: as given, or made of the table and the columns.
pub fn name_to_drop(table_text: &str, index: &Value) -> Result<String> {
    match index {
        Value::Text(name) => Ok(name.clone()),
        Value::Array(columns) => {
            let columns = columns.iter().map(text::of).collect::<Vec<_>>().join("_");
            Ok(naming::underscore(&format!("{table_text}_{columns}")))
        }
        other => {
            let given = literal::describe(other);
            Err(Error::type_error(format!("an index is a name or an array of columns, got {given}")))
        }
    }
}
