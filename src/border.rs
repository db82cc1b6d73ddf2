//! What a realm shares with all its engines: the buffers in which results cross, and the queue of what was finished
//! elsewhere. A result stays readable until the next call.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::rc::Rc;
use std::sync::Arc;

use napi::bindgen_prelude::{Float64Array, Function, Int32Array, Result, Uint8Array};
use napi::{Env, sys};
use napi_derive::napi;
use sequelize_engine::driver::{RowSlice, Shape, Summary};
use sequelize_engine::{ConnectionId, Role};
use sequelize_types::{Error, Value};

use crate::convert::rows::{self, head, status};
use crate::convert::to_bytes;
use crate::convert::to_js::{self, JsText};
use crate::error;
use crate::queue::{Event, Queue, Ticket};
use crate::wake::Wake;

#[napi]
pub struct Border {
    pub(crate) shared: Rc<Shared>,
}

pub(crate) struct Shared {
    words: RefCell<Int32Array>,
    doubles: RefCell<Float64Array>,
    /// The rows under the head, for their text, bytes and shape.
    rows: RefCell<RowSlice>,
    /// What is too seldom or too intricate for words, as `to_bytes` writes it.
    answer: RefCell<Vec<u8>>,
    pub queue: Arc<Queue>,
    last_ticket: Cell<u32>,
    last_engine: Cell<u32>,
    pending: Cell<u32>,
    /// What the last result's summary told beside its figures.
    details: RefCell<Option<Box<Value>>>,
    env: sys::napi_env,
}

#[napi]
impl Border {
    /// `wake` is called when there is something to `take`; it is not kept alive while nothing is pending. The buffers have `wordsLength` and `doublesLength` items.
    #[napi(constructor)]
    pub fn new(
        env: &Env,
        wake: Function<'_, (), ()>,
        words: Int32Array,
        doubles: Float64Array,
    ) -> Result<Self> {
        let queue = Arc::new(Queue::default());
        queue.open(Wake::new(env, &wake)?);
        // SAFETY: the hook takes over this reference, or `drop` does after removing the hook.
        unsafe {
            sys::napi_add_env_cleanup_hook(
                env.raw(),
                Some(end_of_environment),
                Arc::into_raw(queue.clone()) as *mut c_void,
            )
        };
        Ok(Self {
            shared: Rc::new(Shared {
                words: RefCell::new(words),
                doubles: RefCell::new(doubles),
                rows: RefCell::default(),
                answer: RefCell::default(),
                queue,
                last_ticket: Cell::new(0),
                last_engine: Cell::new(0),
                pending: Cell::new(0),
                details: RefCell::default(),
                env: env.raw(),
            }),
        })
    }

    #[napi]
    pub fn words_length() -> u32 {
        (rows::HEAD + rows::CAPACITY) as u32
    }

    #[napi]
    pub fn doubles_length() -> u32 {
        (2 + rows::CAPACITY) as u32
    }

    /// The next finished piece: its head, and its text as the return value.
    #[napi]
    pub fn take(&self, env: &Env) -> Result<Option<JsText>> {
        let shared = &self.shared;
        let Some(event) = shared.queue.take() else {
            shared.set_head(status::NOTHING, 0, 0);
            return Ok(None);
        };
        match event {
            Event::Rows(ticket, rows) => shared.put_rows(env, ticket, rows, None),
            Event::Done(ticket, result) => {
                shared.end_ticket();
                match result {
                    Ok((rows, summary)) => shared.put_rows(env, ticket, rows, Some(&summary)),
                    Err(error) => shared.put_error(ticket, &error),
                }
            }
            Event::Acquired(ticket, result) => {
                shared.end_ticket();
                shared.put_acquired(ticket, result)
            }
            Event::Connect(engine, wish, role) => {
                shared.set_head(status::CONNECT, engine, wish);
                shared.set_extras(i32::from(role == Role::Read));
                Ok(None)
            }
            Event::Disconnect(engine, connection) => {
                shared.set_head(status::DISCONNECT, engine, connection);
                Ok(None)
            }
            Event::Closed(ticket) => {
                shared.end_ticket();
                shared.put_rows(env, ticket, RowSlice::default(), Some(&Summary::default()))
            }
        }
    }

    /// The UTF-16 text of the rows under the head.
    #[napi]
    pub fn utf16(&self, env: &Env) -> Result<JsText> {
        to_js::utf16(env, &self.shared.rows.borrow().utf16)
    }

    /// The bytes of the rows under the head.
    #[napi]
    pub fn bytes(&self) -> Uint8Array {
        Uint8Array::new(self.shared.rows.borrow().bytes.clone())
    }

    /// Describes the columns of the rows under the head; see `to_js::shape`.
    #[napi]
    pub fn shape(&self) -> Uint8Array {
        let rows = self.shared.rows.borrow();
        let shape: Option<&Shape> = rows.shape.as_deref();
        let mut bytes = Vec::new();
        to_bytes::write(&mut bytes, &to_js::shape(shape));
        Uint8Array::new(bytes)
    }

    /// What else was told at the end of the last result.
    #[napi]
    pub fn details(&self) -> Uint8Array {
        let details = self.shared.details.take();
        let mut bytes = Vec::new();
        to_bytes::write(&mut bytes, details.as_deref().unwrap_or(&Value::Undefined));
        Uint8Array::new(bytes)
    }

    /// The last failure, or the last answer that is no text.
    #[napi]
    pub fn answer(&self) -> Uint8Array {
        Uint8Array::new(std::mem::take(&mut *self.shared.answer.borrow_mut()))
    }
}

impl Shared {
    /// A new pending piece of work; the process stays alive until it ends.
    pub(crate) fn ticket(&self) -> Ticket {
        let number = self.last_ticket.get().wrapping_add(1) & 0x7fff_ffff;
        self.last_ticket.set(number);
        if self.pending.replace(self.pending.get() + 1) == 0 {
            self.queue.with_wake(|wake| wake.hold());
        }
        self.set_head(status::PENDING, number, 0);
        Ticket { queue: Arc::clone(&self.queue), number }
    }

    /// A number for an engine, by which it asks JavaScript.
    pub(crate) fn engine_number(&self) -> u32 {
        let number = self.last_engine.get().wrapping_add(1) & 0x7fff_ffff;
        self.last_engine.set(number);
        number
    }

    pub(crate) fn end_ticket(&self) {
        let pending = self.pending.get().saturating_sub(1);
        self.pending.set(pending);
        if pending == 0 {
            self.queue.with_wake(|wake| wake.let_go());
        }
    }

    pub(crate) fn put_acquired(
        &self,
        ticket: u32,
        result: sequelize_types::Result<ConnectionId>,
    ) -> Result<Option<JsText>> {
        match result {
            Ok(id) => {
                self.set_head(status::ACQUIRED, ticket, id);
                Ok(None)
            }
            Err(error) => self.put_error(ticket, &error),
        }
    }

    /// Rows to fill on this thread.
    pub(crate) fn take_rows(&self) -> RowSlice {
        let mut rows = self.rows.take();
        rows.clear();
        rows
    }

    pub(crate) fn give_rows_back(&self, rows: RowSlice) {
        *self.rows.borrow_mut() = rows;
    }

    /// Makes rows the result. `summary` is there if they are the last.
    pub(crate) fn put_rows(
        &self,
        env: &Env,
        ticket: u32,
        rows: RowSlice,
        summary: Option<&Summary>,
    ) -> Result<Option<JsText>> {
        if let Some(summary) = summary {
            *self.details.borrow_mut() = summary.details.clone();
        }
        let fits = {
            let (mut words, mut doubles) = (self.words.borrow_mut(), self.doubles.borrow_mut());
            // SAFETY: JavaScript only reads the buffers, and not while it waits for this call.
            let (words, doubles) = unsafe { (words.as_mut(), doubles.as_mut()) };
            words[head::TICKET] = ticket as i32;
            rows::write(words, doubles, &rows, summary)
        };
        if !fits {
            return self
                .put_error(ticket, &Error::plain("A row has more columns than the engine can hand over."));
        }
        let text = if rows.latin1.is_empty() { None } else { Some(to_js::latin1(env, &rows.latin1)?) };
        *self.rows.borrow_mut() = rows;
        Ok(text)
    }

    pub(crate) fn put_error(&self, ticket: u32, error: &Error) -> Result<Option<JsText>> {
        self.put_answer(&error::describe(error));
        self.set_head(status::FAILED, ticket, 0);
        Ok(None)
    }

    pub(crate) fn put_answer(&self, value: &Value) {
        let mut answer = self.answer.borrow_mut();
        answer.clear();
        to_bytes::write(&mut answer, value);
    }

    pub(crate) fn set_head(&self, status: i32, ticket: u32, rows: u32) {
        let mut words = self.words.borrow_mut();
        // SAFETY: as in `put_rows`.
        let words = unsafe { words.as_mut() };
        if words.len() >= rows::HEAD {
            words[head::STATUS] = status;
            words[head::TICKET] = ticket as i32;
            words[head::ROWS] = rows as i32;
            words[head::EXTRAS] = 0;
        }
    }
}

impl Shared {
    fn set_extras(&self, extras: i32) {
        let mut words = self.words.borrow_mut();
        // SAFETY: as in `put_rows`.
        if let Some(word) = unsafe { words.as_mut() }.get_mut(rows::head::EXTRAS) {
            *word = extras;
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // `None` if the environment went first; its hook has then taken over what is done here.
        if let Some(wake) = self.queue.close() {
            let queue = Arc::as_ptr(&self.queue);
            // SAFETY: the hook has not run, so the reference that was made for it is still there.
            unsafe {
                sys::napi_remove_env_cleanup_hook(self.env, Some(end_of_environment), queue as *mut c_void);
                drop(Arc::from_raw(queue));
            }
            wake.release();
        }
    }
}

/// The environment goes: threads that finish later must not touch its wake-up.
unsafe extern "C" fn end_of_environment(queue: *mut c_void) {
    // SAFETY: made by `Border::new` for this call.
    let queue = unsafe { Arc::from_raw(queue.cast_const().cast::<Queue>()) };
    // Not released: Node.js frees it with the environment.
    std::mem::forget(queue.close());
}
