//! What has been finished on other threads and waits for JavaScript. One wake-up serves all that is there.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use sequelize_engine::driver::{Completion, RowSlice, Summary};
use sequelize_engine::{ConnectionId, Host, Role};
use sequelize_types::{Error, Result};

use crate::wake::Wake;

/// Slices that may wait unread. A thread that is further ahead pauses, so that a big result does not pile up.
const MAX_SLICES: usize = 32;

pub enum Event {
    /// More follows under this ticket.
    Rows(u32, RowSlice),
    /// The last of a ticket, like all that follow.
    Done(u32, Result<(RowSlice, Summary)>),
    Acquired(u32, Result<ConnectionId>),
    Closed(u32),
    /// An engine, by number, wants a connection: the number of the wish, and for which servers.
    Connect(u32, u32, Role),
    /// An engine has done with a connection.
    Disconnect(u32, ConnectionId),
}

#[derive(Default)]
pub struct Queue {
    state: Mutex<State>,
    room: Condvar,
}

#[derive(Default)]
struct State {
    events: VecDeque<Event>,
    slices: usize,
    /// A wake-up is on its way, or JavaScript is taking.
    is_rung: bool,
    /// `None` before there is one and after the environment has gone.
    wake: Option<Wake>,
    is_closed: bool,
}

impl Queue {
    pub fn open(&self, wake: Wake) {
        self.lock().wake = Some(wake);
    }

    /// Nobody will take any more. Gives the wake-up back.
    pub fn close(&self) -> Option<Wake> {
        let mut state = self.lock();
        state.is_closed = true;
        state.events.clear();
        self.room.notify_all();
        state.wake.take()
    }

    pub fn with_wake(&self, act: impl FnOnce(&Wake)) {
        if let Some(wake) = &self.lock().wake {
            act(wake);
        }
    }

    /// From any thread. False if nobody will ever take it.
    pub fn push(&self, event: Event) -> bool {
        let mut state = self.lock();
        if let Event::Rows(..) = event {
            while state.slices >= MAX_SLICES && !state.is_closed {
                state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            state.slices += 1;
        }
        if state.is_closed {
            return false;
        }
        state.events.push_back(event);
        if !std::mem::replace(&mut state.is_rung, true)
            && let Some(wake) = &state.wake
        {
            wake.ring();
        }
        true
    }

    /// Whether one more slice would have to wait.
    fn is_full(&self) -> bool {
        let state = self.lock();
        state.slices >= MAX_SLICES && !state.is_closed
    }

    /// The next event; after `None` the next one rings again.
    pub fn take(&self) -> Option<Event> {
        let mut state = self.lock();
        let event = state.events.pop_front();
        match event {
            None => state.is_rung = false,
            Some(Event::Rows(..)) => {
                state.slices -= 1;
                self.room.notify_one();
            }
            Some(_) => {}
        }
        event
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends the result of one request to the queue.
pub struct Ticket {
    pub queue: Arc<Queue>,
    pub number: u32,
}

impl Completion for Ticket {
    fn rows(&mut self, rows: RowSlice) -> bool {
        self.queue.push(Event::Rows(self.number, rows))
    }

    fn is_behind(&self) -> bool {
        self.queue.is_full()
    }

    fn done(self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        self.queue.push(Event::Done(self.number, result));
    }
}

/// Asks JavaScript on behalf of an engine; `facade/bridge/engine.ts` answers.
pub struct JsHost {
    pub queue: Arc<Queue>,
    pub engine: u32,
}

impl Host for JsHost {
    fn connect(&self, wish: u32, role: Role) {
        self.queue.push(Event::Connect(self.engine, wish, role));
    }

    fn disconnect(&self, connection: ConnectionId) {
        self.queue.push(Event::Disconnect(self.engine, connection));
    }
}
