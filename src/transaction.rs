//! Connections: leased for transactions, opened and closed for the pools.

use napi::bindgen_prelude::{Result, Uint8Array};
use napi_derive::napi;
use sequelize_engine::Role;
use sequelize_types::{Error, ErrorKind};

use crate::convert::from_js::Reader;
use crate::convert::to_bytes;
use crate::convert::to_js::JsText;
use crate::engine::{Engine, NoModels};
use crate::error::caught;
use crate::queue::Event;

#[napi]
impl Engine {
    /// Leases a connection. Its number is in the head, or the ticket under which it will come.
    #[napi]
    pub fn acquire(&self, is_read: bool) -> Result<Option<JsText>> {
        let role = if is_read { Role::Read } else { Role::Write };
        let ticket = self.shared.ticket();
        let number = ticket.number;
        let on_acquired = Box::new(move |result| {
            ticket.queue.push(Event::Acquired(ticket.number, result));
        });
        let at_once = self.engine.borrow_mut().acquire(role, on_acquired);
        match at_once {
            None => Ok(None),
            Some(result) => {
                self.shared.end_ticket();
                self.shared.put_acquired(number, result)
            }
        }
    }

    /// Gives a leased connection back and rolls back what is open on it.
    #[napi]
    pub fn release(&self, id: u32, is_broken: bool) {
        self.engine.borrow().release(id, is_broken);
    }

    /// Opens a connection with these options, an encoded object. Its number comes under the ticket in the head.
    #[napi]
    pub fn open(&self, options: Uint8Array) {
        let ticket = self.shared.ticket();
        let on_opened = Box::new(move |result| {
            ticket.queue.push(Event::Acquired(ticket.number, result));
        });
        match caught(|| Reader::new(&options, &NoModels).value()) {
            Ok(options) => self.engine.borrow_mut().open(&options, on_opened),
            Err(error) => on_opened(Err(error)),
        }
    }

    /// Grants a wish for a connection.
    #[napi]
    pub fn connected(&self, wish: u32, id: u32) {
        self.engine.borrow().connected(wish, Ok(id));
    }

    /// Refuses a wish for a connection; JavaScript keeps the error under this number.
    #[napi]
    pub fn refused(&self, wish: u32, number: u32) {
        let error = Error::new(ErrorKind::Foreign { number }, "refused by JavaScript");
        self.engine.borrow().connected(wish, Err(error));
    }

    /// Closes a connection; the ticket in the head ends when that has happened.
    #[napi]
    pub fn disconnect(&self, id: u32) {
        let ticket = self.shared.ticket();
        let done = move || {
            ticket.queue.push(Event::Closed(ticket.number));
        };
        self.engine.borrow().disconnect(id, Box::new(done));
    }

    /// What there is to say of an open connection: an encoded object.
    #[napi]
    pub fn facts(&self, id: u32) -> Uint8Array {
        let mut bytes = Vec::new();
        to_bytes::write(&mut bytes, &self.engine.borrow().facts(id));
        Uint8Array::new(bytes)
    }

    #[napi]
    pub fn is_open(&self, id: u32) -> bool {
        self.engine.borrow().is_open(id)
    }
}
