//! The engine of one `Sequelize` instance, as JavaScript sees it.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use napi::bindgen_prelude::{Result, Uint8Array};
use napi_derive::napi;
use sequelize_engine::{EngineOptions, Role};
use sequelize_types::{Error, ErrorKind, Model, Value};

use crate::border::{Border, Shared};
use crate::convert::from_js::{self, Reader};
use crate::convert::rows::status;
use crate::error::caught;
use crate::memo::Memo;
use crate::queue::{Event, JsHost};

#[napi]
pub struct Engine {
    pub(crate) shared: Rc<Shared>,
    pub(crate) engine: RefCell<sequelize_engine::Engine>,
    /// Where JavaScript writes what it asks.
    request: RefCell<Uint8Array>,
    pub(crate) memo: RefCell<Memo>,
    number: u32,
}

impl from_js::Models for sequelize_engine::Models {
    fn model(&self, number: u32) -> Option<Arc<Model>> {
        self.get(number)
    }
}

/// For values that name no model.
pub(crate) struct NoModels;

impl from_js::Models for NoModels {
    fn model(&self, _: u32) -> Option<Arc<Model>> {
        None
    }
}

#[napi]
impl Engine {
    /// `options` is an encoded object: see `sequelize_engine::EngineOptions`.
    #[napi(constructor)]
    pub fn new(border: &Border, dialect: String, request: Uint8Array, options: Uint8Array) -> Result<Self> {
        let options = caught(|| {
            let options = Reader::new(&options, &NoModels).value()?;
            EngineOptions::read(dialect.parse()?, &options)
        });
        let options = options.map_err(|error| napi::Error::from_reason(error.message))?;
        let number = border.shared.engine_number();
        let host = JsHost { queue: Arc::clone(&border.shared.queue), engine: number };
        Ok(Self {
            number,
            shared: Rc::clone(&border.shared),
            engine: RefCell::new(sequelize_engine::Engine::new(options, Arc::new(host))),
            request: RefCell::new(request),
            memo: RefCell::default(),
        })
    }

    /// The buffer of requests has been replaced by a larger one.
    #[napi]
    pub fn set_request(&self, request: Uint8Array) {
        *self.request.borrow_mut() = request;
    }

    /// Keeps the description of a model and gives its number; 0 if it failed, with `answer` telling why.
    #[napi]
    pub fn register_model(&self, description: Uint8Array) -> u32 {
        let result = caught(|| {
            let mut engine = self.engine.borrow_mut();
            let description = Reader::new(&description, &engine.models).value()?;
            engine.models.register(&description)
        });
        result.unwrap_or_else(|error| {
            let _ = self.shared.put_error(0, &error);
            0
        })
    }

    #[napi]
    pub fn forget_model(&self, number: u32) {
        let mut engine = self.engine.borrow_mut();
        engine.models.forget(number);
        engine.templates.forget_model(number);
    }

    /// Under this number it asks for connections.
    #[napi]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// What the server said of its version.
    #[napi]
    pub fn set_database_version(&self, version: String) {
        self.engine.borrow_mut().set_database_version(version);
        self.memo.take();
    }

    /// Types whose values are to come as the server's text.
    #[napi]
    pub fn keep_as_text(&self, types: Vec<u32>) {
        self.engine.borrow().keep_as_text(types);
    }

    /// Size, available, using and waiting of the pool of connections.
    #[napi]
    pub fn stats(&self, is_read: bool) -> Vec<u32> {
        let role = if is_read { Role::Read } else { Role::Write };
        let stats = self.engine.borrow().stats(role);
        [stats.size, stats.available, stats.using, stats.waiting].map(|count| count as u32).to_vec()
    }

    /// Closes all connections; the ticket in the head ends when nothing is left open.
    #[napi]
    pub fn close(&self) {
        let ticket = self.shared.ticket();
        let done = move || {
            ticket.queue.push(Event::Closed(ticket.number));
        };
        self.engine.borrow_mut().close(Box::new(done));
    }
}

impl Engine {
    /// The buffer of requests.
    pub(crate) fn request_bytes(&self) -> std::cell::Ref<'_, Uint8Array> {
        self.request.borrow()
    }

    /// Reads the request of this length.
    pub(crate) fn with_request<T>(
        &self,
        length: u32,
        act: impl FnOnce(&mut sequelize_engine::Engine, &[u8]) -> sequelize_types::Result<T>,
    ) -> sequelize_types::Result<T> {
        let request = self.request.borrow();
        let bytes = request.get(..length as usize).unwrap_or_default();
        caught(|| act(&mut self.engine.borrow_mut(), bytes))
    }

    /// A method's name and its arguments.
    pub(crate) fn read_call(reader: &mut Reader<'_>) -> sequelize_types::Result<(String, Vec<Value>)> {
        let method = reader.text()?;
        match reader.value()? {
            Value::Array(args) => Ok((method, args)),
            other => {
                Err(Error::new(ErrorKind::Internal, format!("arguments must be an array, not {other:?}")))
            }
        }
    }

    pub(crate) fn answer(&self, value: &Value) {
        self.shared.put_answer(value);
        self.shared.set_head(status::DONE, 0, 0);
    }
}
