//! Connections for transactions.

use napi::bindgen_prelude::Result;
use napi_derive::napi;

use crate::convert::to_js::JsText;
use crate::engine::Engine;
use crate::queue::Event;

#[napi]
impl Engine {
    /// Leases a connection. Its number is in the head, or the ticket under which it will come.
    #[napi]
    pub fn acquire(&self) -> Result<Option<JsText>> {
        let ticket = self.shared.ticket();
        let number = ticket.number;
        let on_acquired = Box::new(move |result| {
            ticket.queue.push(Event::Acquired(ticket.number, result));
        });
        let at_once = self.engine.borrow_mut().acquire(on_acquired);
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
}
