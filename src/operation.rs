//! Running one statement: one crossing there, one back.

use napi::Env;
use napi::bindgen_prelude::Result;
use napi_derive::napi;
use sequelize_engine::driver::{Attempt, Binds, Method, RowSlice, Summary};
use sequelize_engine::nest::{self, Nesting, Tree};
use sequelize_engine::{Operation, Role, Source, renaming};
use sequelize_types::{Error, ErrorKind, Value};

use crate::convert::from_js::{Models, Reader};
use crate::convert::to_js::JsText;
use crate::engine::Engine;
use crate::queue::Ticket;

/// Bits of a request's first byte.
mod flag {
    /// The source is text, not a method of the query generator.
    pub const TEXT: u8 = 1;
    /// Wants changes and the last id instead of rows.
    pub const RUN: u8 = 2;
    /// Dates may come as milliseconds.
    pub const DATES: u8 = 4;
    /// Any server will do that can be read from.
    pub const READ: u8 = 8;
    /// Wants what the server tells beside rows and figures.
    pub const DETAILS: u8 = 16;
    /// Must not stay prepared on the server.
    pub const UNPREPARED: u8 = 32;
    /// How to nest the rows follows, before the source.
    pub const NEST: u8 = 64;
}

/// Beyond this no database joins, and no stack is safe.
const DEEPEST_INCLUDE: usize = 256;

enum Outcome {
    Finished(RowSlice, Summary),
    Failed(Error),
    Pending,
}

#[napi]
impl Engine {
    /// The request: flags, connection, then either text and binds, or a method's name and its arguments.
    /// What can be finished at once is the result; else the head holds a ticket.
    #[napi]
    pub fn run(&self, env: &Env, length: u32) -> Result<Option<JsText>> {
        let mut rows = self.shared.take_rows();
        let outcome = self.with_request(length, |engine, bytes| {
            let (nesting, operation) = read(bytes, &engine.models)?;
            let (target, request, renaming) = engine.prepare(operation)?;
            match engine.run_now(&target, &request, &mut rows) {
                Attempt::Finished(Ok(summary)) => {
                    if let Some(renaming) = &renaming {
                        renaming.apply(&mut rows);
                    }
                    nest::nest_now(nesting.as_ref(), &mut rows);
                    return Ok(Outcome::Finished(std::mem::take(&mut rows), summary));
                }
                Attempt::Finished(Err(error)) => return Ok(Outcome::Failed(error)),
                Attempt::Declined => {}
            }
            let ticket: Ticket = self.shared.ticket();
            let completion = nest::completion(nesting, Box::new(ticket));
            engine.start(target, request, renaming::completion(renaming, completion));
            Ok(Outcome::Pending)
        });
        match outcome {
            Ok(Outcome::Finished(rows, summary)) => self.shared.put_rows(env, 0, rows, Some(&summary)),
            Ok(Outcome::Pending) => {
                self.shared.give_rows_back(rows);
                Ok(None)
            }
            Ok(Outcome::Failed(error)) | Err(error) => {
                self.shared.give_rows_back(rows);
                self.shared.put_error(0, &error)
            }
        }
    }
}

fn read(bytes: &[u8], models: &dyn Models) -> sequelize_types::Result<(Option<Nesting>, Operation)> {
    let mut reader = Reader::new(bytes, models);
    let flags = reader.byte()?;
    let connection = reader.uint32()?;
    let nesting = if flags & flag::NEST != 0 { Some(nesting(&mut reader)?) } else { None };
    let source = if flags & flag::TEXT != 0 {
        Source::Text { sql: reader.text()?, binds: binds(reader.value()?)?, names: names(&reader.value()?) }
    } else {
        let (method, args) = Engine::read_call(&mut reader)?;
        Source::Compiled { method, args }
    };
    let method = if flags & flag::RUN != 0 { Method::Run } else { Method::All };
    let has = |bit| flags & bit != 0;
    let operation = Operation {
        source,
        connection,
        role: if has(flag::READ) { Role::Read } else { Role::Write },
        method,
        wants_dates: has(flag::DATES),
        wants_details: has(flag::DETAILS),
        may_prepare: !has(flag::UNPREPARED),
    };
    Ok((nesting, operation))
}

fn binds(value: Value) -> sequelize_types::Result<Binds> {
    match value {
        Value::Undefined | Value::Null => Ok(Binds::None),
        Value::Array(values) => Ok(Binds::Ordered(values)),
        Value::Object(object) => {
            let named = object.entries.into_iter().filter_map(|(key, value)| match key {
                sequelize_types::Key::Name(name) => Some((name, value)),
                sequelize_types::Key::Op(_) => None,
            });
            Ok(Binds::Named(named.collect()))
        }
        _ => Err(Error::new(ErrorKind::Internal, "binds must be an array or an object")),
    }
}

fn names(value: &Value) -> Vec<String> {
    let names = value.as_array().unwrap_or_default();
    names.iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
}

/// How to nest, as `facade/bridge/nesting.ts` writes it.
fn nesting(reader: &mut Reader<'_>) -> sequelize_types::Result<Nesting> {
    Ok(match reader.byte()? {
        0 => Nesting::Grouped { column: reader.text()? },
        kind => Nesting::Joined { repeats: kind == 2, root: tree(reader, 0)? },
    })
}

fn tree(reader: &mut Reader<'_>, depth: usize) -> sequelize_types::Result<Tree> {
    if depth > DEEPEST_INCLUDE {
        return Err(Error::plain("Includes are nested too deeply."));
    }
    let is_single = reader.byte()? != 0;
    let primary = if reader.byte()? != 0 { Some(reader.text()?) } else { None };
    let mut keys = Vec::new();
    for _ in 0..reader.uint32()? {
        keys.push(reader.text()?);
    }
    let mut children = Vec::new();
    for _ in 0..reader.uint32()? {
        children.push((reader.text()?, tree(reader, depth + 1)?));
    }
    Ok(Tree { keys, primary, is_single, children })
}
