//! Fixtures: one behaviour, its text on five dialects.
//!
//! ```json
//! { "about": "an empty Op.in matches nothing", "models": "blog",
//!   "request": { "find": "Post", "where": { "id": { "$in": [] } } },
//!   "sql": { "default": "SELECT * FROM [Posts] AS [Post] WHERE [Post].[id] IN (NULL);" } }
//! ```
//!
//! `request` is `{ "find": model, …options }` or `{ "call": method, "args": [...] }`. Values are JSON with the extras
//! of `value.rs`. `options` are options of the compiler. `default` writes identifiers in brackets; a dialect is
//! spelled out where it differs; `null` leaves a dialect out. An expectation is text, or `{ "error": message }`
//! (the start of it), or any other JSON that the method answers. `"bound": true` compiles for execution; then an
//! expectation is `{ "text": …, "binds": [...] }`. A file may hold an array of fixtures.

use sequelize_sql::{AttributeBehavior, Compiler, CompilerOptions, call, statement};
use sequelize_types::{DialectName, Object, Value};

use super::value::{Models, decode, encode};

pub struct Fixture {
    pub about: String,
    json: serde_json::Value,
    models: Models,
}

impl Fixture {
    pub fn read(text: &str) -> Vec<Fixture> {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        let cases = match json {
            serde_json::Value::Array(cases) => cases,
            case => vec![case],
        };
        cases.into_iter().map(Fixture::new).collect()
    }

    fn new(json: serde_json::Value) -> Fixture {
        let about = json["about"].as_str().unwrap_or("unnamed").to_owned();
        let models = match &json["models"] {
            serde_json::Value::String(name) => Models::named(name),
            inline @ serde_json::Value::Object(_) => Models::read(inline),
            _ => Models::default(),
        };
        Fixture { about, json, models }
    }

    /// The expectation for a dialect, as JSON text; `None` if the dialect is left out.
    pub fn expected(&self, dialect: DialectName) -> Option<String> {
        let sql = &self.json["sql"];
        let own = sql.get(dialect.as_str());
        let expected = match own {
            Some(serde_json::Value::Null) => return None,
            Some(own) => own.clone(),
            None => brackets(sql.get("default")?, dialect),
        };
        Some(expected.to_string())
    }

    pub fn options(&self, mut options: CompilerOptions) -> CompilerOptions {
        let given = &self.json["options"];
        let flag = |name: &str, default: bool| given[name].as_bool().unwrap_or(default);
        options.quote_identifiers = flag("quoteIdentifiers", true);
        options.minify_aliases = flag("minifyAliases", false);
        options.type_validation = flag("typeValidation", false);
        options.omit_null = flag("omitNull", false);
        if let Some(version) = given["databaseVersion"].as_str() {
            options.database_version = version.to_owned();
        }
        if let Some(zone) = given["timezone"].as_str() {
            options.timezone = zone.to_owned();
        }
        if let Some(behavior) = given["attributeBehavior"].as_str() {
            options.attribute_behavior = AttributeBehavior::from_option(behavior);
        }
        options
    }

    /// What the compiler answers, as JSON text comparable with `expected`.
    pub fn run(&self, compiler: &Compiler) -> String {
        let (method, args) = self.request();
        let answer = if self.json["bound"].as_bool() == Some(true) {
            statement(compiler, &method, &args).map(|statement| {
                let binds: Vec<_> = statement.binds.iter().map(encode).collect();
                serde_json::json!({ "text": statement.text, "binds": binds })
            })
        } else {
            call(compiler, &method, &args).map(|value| encode(&value))
        };
        let json = answer.unwrap_or_else(|error| {
            let wanted = self.error(compiler.dialect().name()).unwrap_or_default();
            let message =
                if error.message.starts_with(&wanted) && !wanted.is_empty() { wanted } else { error.message };
            serde_json::json!({ "error": message })
        });
        json.to_string()
    }

    fn error(&self, dialect: DialectName) -> Option<String> {
        let sql = &self.json["sql"];
        let expected = sql.get(dialect.as_str()).or_else(|| sql.get("default"))?;
        expected.get("error")?.as_str().map(str::to_owned)
    }

    pub fn request(&self) -> (String, Vec<Value>) {
        let request = &self.json["request"];
        if let Some(method) = request["call"].as_str() {
            let args = request["args"].as_array().cloned().unwrap_or_default();
            return (method.to_owned(), args.iter().map(|arg| decode(arg, &self.models)).collect());
        }
        let model = self.models.get(request["find"].as_str().unwrap());
        let mut options = Object::new().with("model", model.clone());
        for (key, value) in request.as_object().unwrap() {
            if key != "find" {
                options.set(key.as_str(), decode(value, &self.models));
            }
        }
        ("selectQuery".to_owned(), vec![model.clone(), Value::Object(options), model])
    }
}

/// Turns brackets into the dialect's quotes.
fn brackets(expected: &serde_json::Value, dialect: DialectName) -> serde_json::Value {
    let (left, right) = match dialect {
        DialectName::Postgres => ("\"", "\""),
        DialectName::Mssql => ("[", "]"),
        _ => ("`", "`"),
    };
    match expected {
        serde_json::Value::String(text) => text.replace('[', left).replace(']', right).into(),
        // `{ text, binds }` of a bound statement, `{ query, bind }` of v6.
        serde_json::Value::Object(fields) => {
            let is_sql = |name: &str| matches!(name, "text" | "query");
            let field = |(name, value): (&String, &serde_json::Value)| {
                (name.clone(), if is_sql(name) { brackets(value, dialect) } else { value.clone() })
            };
            serde_json::Value::Object(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}
