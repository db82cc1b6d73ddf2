//! A finder's options as `selectQuery` gets them.

use std::borrow::Cow;

use sequelize_types::{Model, Result, Value};

use super::include::{self, Include};
use crate::Compiler;
use crate::ast::Prefix;
use crate::plan::filter::{conditions, operator_alias};
use crate::plan::paging;

static UNDEFINED: Value = Value::Undefined;

/// Missing options are `Undefined`.
#[derive(Debug)]
pub struct Request<'a> {
    pub table: &'a Value,
    pub options: &'a Value,
    /// Third argument of `selectQuery`: whose names conditions, groups and orders use.
    pub model: Option<&'a Model>,
    /// `options.model`: decides which attribute names with dots are one name.
    pub attribute_model: Option<&'a Model>,
    /// `options.where` and `options.having` with aliases of operators replaced.
    pub filter: Cow<'a, Value>,
    pub having: Cow<'a, Value>,
    /// What is joined.
    pub includes: Vec<Include<'a>>,
    /// The one join of every member of a grouped limit over a BelongsToMany.
    pub grouped_includes: Vec<Include<'a>>,
}

impl<'a> Request<'a> {
    /// # Errors
    /// `Type` for malformed includes.
    pub fn read(
        compiler: &Compiler,
        table: &'a Value,
        options: &'a Value,
        model: Option<&'a Model>,
        attribute_model: Option<&'a Model>,
    ) -> Result<Self> {
        let option = |name: &str| options.get(name).unwrap_or(&UNDEFINED);
        let mut request = Self {
            table,
            options,
            model,
            attribute_model,
            filter: operator_alias::replace(compiler, option("where")),
            having: operator_alias::replace(compiler, option("having")),
            includes: Vec::new(),
            grouped_includes: Vec::new(),
        };
        let grouped = option("groupedLimit").get("include").unwrap_or(&UNDEFINED);
        if request.has_include() || grouped.is_truthy() {
            let alias = paging::quoted_alias(compiler, request.alias());
            let statement = include::Statement { table: table.as_str(), alias: &alias };
            let parent = attribute_model.or(model);
            request.includes = include::read(compiler, &statement, option("include"), parent)?;
            request.grouped_includes = include::read(compiler, &statement, grouped, parent)?;
        }
        Ok(request)
    }

    pub fn option(&self, name: &str) -> &'a Value {
        self.options.get(name).unwrap_or(&UNDEFINED)
    }

    /// Whether there are includes, `separate` ones among them.
    pub fn has_include(&self) -> bool {
        self.option("include").as_array().is_some_and(|include| !include.is_empty())
    }

    /// The alias of the table: `tableAs`, else the model's name; several tables have none.
    pub fn alias(&self) -> Option<&'a str> {
        match (self.option("tableAs"), self.table) {
            (Value::Text(alias), _) if !alias.is_empty() => Some(alias),
            (_, Value::Array(_)) => None,
            _ => self.model.map(|model| model.name.as_str()),
        }
    }

    /// What columns of conditions are qualified with.
    pub fn prefix(&self) -> Result<Prefix<'a>> {
        match self.alias() {
            Some(alias) => Ok(Prefix::Name(alias)),
            None => Ok(Prefix::Table(conditions::first_table(self.table)?)),
        }
    }
}
