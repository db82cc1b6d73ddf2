//! Statements as text, for the methods of the query generator.

use napi::Env;
use napi::bindgen_prelude::Result;
use napi_derive::napi;
use sequelize_types::Value;

use crate::convert::from_js::Reader;
use crate::convert::rows::status;
use crate::convert::to_js::{self, JsText};
use crate::engine::Engine;
use crate::memo::Memo;

#[napi]
impl Engine {
    /// A request of a method's name and its arguments, as an array. Gives text; any other answer is left to `answer`.
    #[napi]
    pub fn compile(&self, env: &Env, length: u32) -> Result<Option<JsText>> {
        let is_kept = {
            let request = self.request_bytes();
            let bytes = request.get(..length as usize).unwrap_or_default();
            let is_kept = Memo::accepts(bytes);
            if is_kept && let Some(text) = self.memo.borrow().get(bytes) {
                return to_js::utf8(env, &text).map(Some);
            }
            is_kept
        };
        let result = self.with_request(length, |engine, bytes| {
            let mut reader = Reader::new(bytes, &engine.models);
            let (method, args) = Self::read_call(&mut reader)?;
            let answer = engine.compile(&method, &args)?;
            if is_kept && let Value::Text(text) = &answer {
                self.memo.borrow_mut().keep(bytes, text);
            }
            Ok(answer)
        });
        match result {
            Ok(Value::Text(text)) => {
                self.shared.set_head(status::DONE, 0, 0);
                to_js::utf8(env, &text).map(Some)
            }
            Ok(other) => {
                self.answer(&other);
                Ok(None)
            }
            Err(error) => self.shared.put_error(0, &error),
        }
    }
}
