//! Values as JSON. Keys `$in`, `$or` … are operators. Beyond JSON there are
//! `{"$$undefined": true}`, `{"$$number": "NaN"}`, `{"$$bigint": "1"}`, `{"$$date": milliseconds | null}`,
//! `{"$$bytes": "hex"}`, `{"$$op": "gt"}`, `{"$$fn": [name, …args]}`, `{"$$col": path}`, `{"$$literal": sql}`,
//! `{"$$cast": [value, type]}`, `{"$$json": [conditions or path, value]}`, `{"$$where": [attribute, comparator, logic]}`,
//! `{"$$type": "STRING", …options}`, `{"$$model": name}`, `{"$$attributes": name}`, `{"$$attribute": [model, name]}`,
//! `{"$$association": [model, name]}` (one of the model's `associations`).

use std::collections::HashMap;
use std::sync::Arc;

use sequelize_types::{DataType, Expression, Key, Model, Object, Op, TypeKind, Value};
use serde_json::Value as Json;

#[derive(Default)]
pub struct Models {
    models: HashMap<String, Arc<Model>>,
    /// Their `associations`: facts by name, the target by its name.
    associations: HashMap<String, Json>,
}

impl Models {
    /// The models of `fixtures/models/<name>.json`.
    pub fn named(name: &str) -> Models {
        let path = format!("{}/tests/fixtures/models/{name}.json", env!("CARGO_MANIFEST_DIR"));
        Models::read(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    pub fn read(json: &Json) -> Models {
        let mut models = Models::default();
        for (number, (name, description)) in json.as_object().unwrap().iter().enumerate() {
            let associations = description.get("associations").cloned().unwrap_or_default();
            models.associations.insert(name.clone(), associations);
            let mut description = decode(description, &models);
            if let Value::Object(object) = &mut description {
                object.set("name", Value::from(name.as_str()));
            }
            let model = sequelize_sql::request::attributes::model(number as u32 + 1, &description).unwrap();
            models.models.insert(name.clone(), Arc::new(model));
        }
        models
    }

    pub fn get(&self, name: &str) -> Value {
        Value::Model(Arc::clone(&self.models[name]))
    }

    /// An association as it crosses.
    fn association(&self, model: &str, name: &str) -> Value {
        let Value::Object(facts) = decode(&self.associations[model][name], self) else {
            panic!("{model} has no association {name}")
        };
        let target = self.get(facts.get("target").unwrap().as_str().unwrap());
        let facts = facts.with("as", Value::from(name)).with("source", self.get(model));
        Value::Object(facts.with("target", target))
    }
}

pub fn decode(json: &Json, models: &Models) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => Value::Number(number.as_f64().unwrap()),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => Value::Array(items.iter().map(|item| decode(item, models)).collect()),
        Json::Object(fields) => match fields.iter().next() {
            Some((key, value)) if key.starts_with("$$") => special(&key[2..], value, fields, models),
            _ => {
                let mut object = Object::new();
                let is_op = |key: &str| key.strip_prefix('$').and_then(Op::from_name);
                for (key, value) in fields {
                    if is_op(key).is_none() {
                        object.entries.push((Key::Name(key.clone()), decode(value, models)));
                    }
                }
                for (key, value) in fields {
                    if let Some(op) = is_op(key) {
                        object.entries.push((Key::Op(op), decode(value, models)));
                    }
                }
                Value::Object(object)
            }
        },
    }
}

fn special(kind: &str, value: &Json, fields: &serde_json::Map<String, Json>, models: &Models) -> Value {
    let text = || value.as_str().unwrap().to_owned();
    let part = |index: usize| value.get(index).map_or(Value::Undefined, |part| decode(part, models));
    let expression = match kind {
        "undefined" => return Value::Undefined,
        "number" => return Value::Number(text().replace("Infinity", "inf").parse().unwrap()),
        "bigint" => return Value::BigInt(text()),
        "date" => return Value::Date(value.as_f64().unwrap_or(f64::NAN)),
        "bytes" => {
            let hex = text();
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            return Value::Bytes((0..hex.len()).step_by(2).map(byte).collect());
        }
        "op" => return Value::Op(Op::from_name(&text()).unwrap()),
        "model" => return models.get(&text()),
        "attributes" => match models.get(&text()) {
            Value::Model(model) => return Value::Attributes(model),
            other => return other,
        },
        "attribute" => return attribute(value, models),
        "association" => {
            return models.association(value[0].as_str().unwrap(), value[1].as_str().unwrap());
        }
        "type" => return Value::DataType(Box::new(data_type(fields, models))),
        "fn" => {
            let parts = value.as_array().unwrap();
            Expression::Fn {
                name: parts[0].as_str().unwrap().to_owned(),
                args: parts[1..].iter().map(|arg| decode(arg, models)).collect(),
            }
        }
        "col" => Expression::Col { path: decode(value, models) },
        "literal" => Expression::Literal { sql: decode(value, models) },
        "cast" => Expression::Cast {
            value: part(0),
            sql_type: value[1].as_str().unwrap_or_default().trim().to_owned(),
            is_json: value[2].as_bool().unwrap_or(false),
        },
        "json" => match part(0) {
            conditions @ (Value::Object(_) | Value::Array(_)) => {
                Expression::Json { conditions, path: Value::Undefined, value: Value::Undefined }
            }
            path => Expression::Json { conditions: Value::Undefined, path, value: part(1) },
        },
        // As the class does it: without a comparator the second is the value.
        "where" if value.get(2).is_none() => {
            Expression::Where { attribute: part(0), comparator: Value::from("="), logic: part(1) }
        }
        "where" => Expression::Where { attribute: part(0), comparator: part(1), logic: part(2) },
        other => panic!("unknown value ${other}"),
    };
    Value::Expression(Box::new(expression))
}

/// `User.rawAttributes.email`.
fn attribute(names: &Json, models: &Models) -> Value {
    let (model, name) = (names[0].as_str().unwrap(), names[1].as_str().unwrap());
    let model = models.get(model);
    let field = model.as_model().unwrap().attributes.by_name(name).unwrap().column().to_owned();
    Value::Object(
        Object::new()
            .with("_modelAttribute", Value::Bool(true))
            .with("fieldName", Value::from(name))
            .with("field", Value::from(field))
            .with("Model", model),
    )
}

fn data_type(fields: &serde_json::Map<String, Json>, models: &Models) -> DataType {
    let key = fields["$$type"].as_str().unwrap();
    let option = |name: &str| fields.get(name).map_or(Value::Undefined, |value| decode(value, models));
    let flag = |name: &str| fields.get(name).and_then(Json::as_bool).unwrap_or(false);
    let Some(kind) = TypeKind::from_key(key) else { return DataType::raw(key) };
    let element = fields.get("element").map(|element| match decode(element, models) {
        Value::DataType(element) => element,
        other => panic!("no data type: {other:?}"),
    });
    let texts =
        |json: &Json| json.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect();
    DataType {
        length: option("length"),
        precision: option("precision"),
        scale: option("scale"),
        decimals: option("decimals"),
        is_binary: flag("binary"),
        is_unsigned: flag("unsigned"),
        is_zerofill: flag("zerofill"),
        values: fields.get("values").map(texts).unwrap_or_default(),
        element,
        geometry: option("geometry"),
        srid: option("srid"),
        ..DataType::new(kind)
    }
}

/// Answers as JSON; whole numbers as JSON writes them.
pub fn encode(value: &Value) -> Json {
    match value {
        Value::Undefined => serde_json::json!({ "$$undefined": true }),
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Json::from(*number as i64),
        Value::Number(number) => serde_json::Number::from_f64(*number)
            .map_or_else(|| serde_json::json!({ "$$number": number.to_string() }), Json::Number),
        Value::BigInt(digits) => serde_json::json!({ "$$bigint": digits }),
        Value::Text(text) => Json::String(text.clone()),
        Value::Date(milliseconds) => serde_json::json!({ "$$date": encode(&Value::Number(*milliseconds)) }),
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            serde_json::json!({ "$$bytes": hex })
        }
        Value::Array(items) => Json::Array(items.iter().map(encode).collect()),
        Value::Object(object) => {
            Json::Object(object.names().map(|(name, value)| (name.to_owned(), encode(value))).collect())
        }
        other => Json::String(format!("{other:?}")),
    }
}
