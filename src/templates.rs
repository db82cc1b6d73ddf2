//! Texts of which only the values change; `facade/bridge/templates.ts` knows which request has which.

use napi::Env;
use napi::bindgen_prelude::Result;
use napi_derive::napi;
use sequelize_engine::sql::Template;
use sequelize_types::{Error, ErrorKind, Object, Value};

use crate::convert::from_js::Reader;
use crate::convert::rows::status;
use crate::convert::to_js::{self, JsText};
use crate::engine::Engine;

#[napi]
impl Engine {
    /// Makes a template of a request of `selectQuery`, some of whose values are marked. Its number, and `answer` tells
    /// the rest; 0 if there can be none.
    #[napi]
    pub fn keep_template(&self, length: u32) -> u32 {
        let result = self.with_request(length, |engine, bytes| {
            let mut reader = Reader::new(bytes, &engine.models);
            let (_, args) = Self::read_call(&mut reader)?;
            let marks = reader.into_marks();
            let Some((number, _)) = engine.template(&args, &marks) else { return Ok((0, Value::Undefined)) };
            let description = engine.templates.get(number).map(|known| describe(known, engine));
            Ok((number, description.unwrap_or(Value::Undefined)))
        });
        // What is wrong with a request is told when it is compiled.
        let (number, description) = result.unwrap_or((0, Value::Undefined));
        self.answer(&description);
        number
    }

    /// The text of a template with the values of the request, an array. `None`: the head tells why it failed, or that
    /// it is done, which means that the template is not for these values.
    #[napi]
    pub fn fill_template(&self, env: &Env, number: u32, length: u32) -> Result<Option<JsText>> {
        let result =
            self.with_request(length, |engine, bytes| match Reader::new(bytes, &engine.models).value()? {
                Value::Array(values) => engine.fill(number, &values),
                _ => Err(Error::new(ErrorKind::Internal, "values must be an array")),
            });
        match result {
            Ok(Some(text)) => to_js::utf8(env, &text).map(Some),
            Ok(None) => {
                self.shared.set_head(status::DONE, 0, 0);
                Ok(None)
            }
            Err(error) => self.shared.put_error(0, &error),
        }
    }

    #[napi]
    pub fn forget_template(&self, number: u32) {
        self.engine.borrow_mut().templates.forget(number);
    }

    /// Forgets the templates of a model that has got another number.
    #[napi]
    pub fn forget_templates(&self, model: u32) {
        self.engine.borrow_mut().templates.forget_model(model);
    }
}

/// `{ pieces, marks, places, takesIntegers }`.
fn describe(template: &Template, engine: &sequelize_engine::Engine) -> Value {
    let numbers = |numbers: &mut dyn Iterator<Item = f64>| Value::Array(numbers.map(Value::Number).collect());
    let places = template.places(engine.compiler());
    let takes_integers = places.iter().all(|(_, takes_integers)| *takes_integers);
    Object::new()
        .with("pieces", Value::Array(template.pieces().iter().map(|piece| piece.as_str().into()).collect()))
        .with("marks", numbers(&mut template.marks().iter().map(|mark| f64::from(*mark))))
        .with("places", numbers(&mut places.iter().map(|(value, _)| *value as f64)))
        .with("takesIntegers", takes_integers.into())
        .into()
}
