//! A session: one statement after the other, each read to its end.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use sequelize_types::{Error, ErrorKind, Object, Value};

use super::column::Definition;
use super::decode::{RowDecoder, Unreadable};
use super::encode;
use super::error::{self, Refusal};
use super::handshake::Server;
use super::options::MysqlOptions;
use super::packet::{Malformed, Reader};
use super::wire::Wire;
use crate::{Binds, Completion, Method, Request, RowSlice, ShapeTable, Summary};

const COM_QUIT: u8 = 1;
const COM_QUERY: u8 = 3;
const COM_STMT_PREPARE: u8 = 0x16;
const COM_STMT_CLOSE: u8 = 0x19;

const STATUS_IN_TRANSACTION: u16 = 1;
const STATUS_MORE_RESULTS: u16 = 8;

/// Statements that a connection keeps prepared; servers allow some thousand for all connections together.
const MAX_STATEMENTS: usize = 256;
/// How long to wait for a receiver that is far behind before asking again.
const PAUSE: Duration = Duration::from_millis(1);

pub(super) struct Session {
    wire: Wire,
    pub(super) server: Server,
    options: Arc<MysqlOptions>,
    shapes: Arc<ShapeTable>,
    statements: HashMap<String, Statement>,
    /// Counts runs of prepared statements, to know the one that was not used for longest.
    clock: u64,
}

#[derive(Debug, Clone, Copy)]
struct Statement {
    id: u32,
    parameters: u16,
    used: u64,
}

/// Why a statement gave no result.
pub(super) enum Failure {
    Refused(Refusal),
    /// Of ours, before anything was sent.
    Ours(Error),
    /// The connection is of no use any more.
    Broken,
}

impl From<io::Error> for Failure {
    fn from(_: io::Error) -> Self {
        Self::Broken
    }
}

impl From<Malformed> for Failure {
    fn from(_: Malformed) -> Self {
        Self::Broken
    }
}

/// What an OK packet tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Okay {
    affected: u64,
    last_id: u64,
    status: u16,
    warnings: u16,
    info: String,
}

/// All results of a text so far.
struct Results<'a> {
    rows: RowSlice,
    summary: Summary,
    okay: Okay,
    /// Rows of each result; `None` for one without columns.
    sets: Vec<Value>,
    completion: &'a mut dyn Completion,
    /// Nobody wants further rows.
    is_cut: bool,
    failure: Option<Error>,
}

impl Session {
    pub(super) fn new(
        wire: Wire,
        server: Server,
        options: Arc<MysqlOptions>,
        shapes: Arc<ShapeTable>,
    ) -> Self {
        Self { wire, server, options, shapes, statements: HashMap::new(), clock: 0 }
    }

    pub(super) fn is_in_transaction(&self) -> bool {
        self.server.status & STATUS_IN_TRANSACTION != 0
    }

    /// Runs a statement of our own, passing over its rows.
    pub(super) async fn execute(&mut self, text: &str) -> Result<(), Failure> {
        let request = Request {
            text: text.to_owned(),
            binds: Binds::None,
            runs: None,
            method: Method::Run,
            wants_dates: false,
            wants_details: false,
            is_prepared: false,
            has_typed_numbers: false,
        };
        self.run(&request, &mut Nobody).await.map(|_| ())
    }

    /// Runs a request to its end, handing over full slices on the way.
    pub(super) async fn run(
        &mut self,
        request: &Request,
        completion: &mut dyn Completion,
    ) -> Result<(RowSlice, Summary), Failure> {
        let values = match &request.binds {
            Binds::None => &[][..],
            Binds::Ordered(values) => values,
            Binds::Named(_) => {
                return Err(Failure::Ours(Error::new(
                    ErrorKind::Internal,
                    "named binds reached a server that only knows positions",
                )));
            }
        };
        if request.runs.is_some() {
            return Err(Failure::Ours(Error::new(ErrorKind::Internal, "runs are SQLite's")));
        }
        let is_binary = !values.is_empty();
        if is_binary {
            self.send_execute(&request.text, values, request.is_prepared).await?;
        } else {
            self.wire.begin();
            let mut packet = Vec::with_capacity(request.text.len() + 1);
            packet.push(COM_QUERY);
            packet.extend_from_slice(request.text.as_bytes());
            self.wire.send(&packet).await?;
        }
        let first = match self.read_results(request, is_binary, completion).await {
            // Nothing has run: once more, prepared anew.
            Err(Failure::Refused(refusal)) if is_binary && refusal.wants_preparing() => {
                self.statements.remove(&request.text);
                self.send_execute(&request.text, values, request.is_prepared).await?;
                self.read_results(request, is_binary, completion).await
            }
            other => other,
        };
        if is_binary && !request.is_prepared {
            self.forget(&request.text).await?;
        }
        first
    }

    async fn send_execute(&mut self, text: &str, values: &[Value], keeps: bool) -> Result<(), Failure> {
        let statement = self.prepare(text, keeps).await?;
        if usize::from(statement.parameters) != values.len() {
            // What the server says of mysql2, which sends as many as there are.
            let message = format!(
                "Incorrect arguments to mysqld_stmt_execute: {} values for {} placeholders",
                values.len(),
                statement.parameters
            );
            return Err(Failure::Refused(Refusal { number: 1210, state: "HY000".to_owned(), message }));
        }
        let packet = encode::execute(statement.id, values, &self.options).map_err(Failure::Ours)?;
        self.wire.begin();
        Ok(self.wire.send(&packet).await?)
    }

    async fn prepare(&mut self, text: &str, keeps: bool) -> Result<Statement, Failure> {
        self.clock += 1;
        if let Some(known) = self.statements.get_mut(text) {
            known.used = self.clock;
            return Ok(*known);
        }
        if keeps && self.statements.len() >= MAX_STATEMENTS {
            let oldest = self.statements.iter().min_by_key(|(_, statement)| statement.used);
            if let Some(text) = oldest.map(|(text, _)| text.clone()) {
                self.forget(&text).await?;
            }
        }
        self.wire.begin();
        let mut packet = Vec::with_capacity(text.len() + 1);
        packet.push(COM_STMT_PREPARE);
        packet.extend_from_slice(text.as_bytes());
        self.wire.send(&packet).await?;
        let answer = self.wire.receive().await?;
        if let Some((0xff, refusal)) = answer.split_first() {
            return Err(Failure::Refused(Refusal::read(refusal)?));
        }
        let mut reader = Reader::new(answer);
        reader.u8()?;
        let (id, columns, parameters) = (reader.u32()?, reader.u16()?, reader.u16()?);
        // Described again with each result.
        for described in [parameters, columns] {
            let trailer = u16::from(described > 0 && !self.server.deprecates_eof);
            for _ in 0..described + trailer {
                self.wire.receive().await?;
            }
        }
        let statement = Statement { id, parameters, used: self.clock };
        self.statements.insert(text.to_owned(), statement);
        Ok(statement)
    }

    async fn forget(&mut self, text: &str) -> Result<(), Failure> {
        let Some(statement) = self.statements.remove(text) else { return Ok(()) };
        self.wire.begin();
        let mut packet = vec![COM_STMT_CLOSE];
        packet.extend_from_slice(&statement.id.to_le_bytes());
        Ok(self.wire.send(&packet).await?)
    }

    async fn read_results(
        &mut self,
        request: &Request,
        is_binary: bool,
        completion: &mut dyn Completion,
    ) -> Result<(RowSlice, Summary), Failure> {
        let mut results = Results {
            rows: RowSlice::default(),
            summary: Summary::default(),
            okay: Okay::default(),
            sets: Vec::new(),
            completion,
            is_cut: false,
            failure: None,
        };
        loop {
            let packet = self.wire.receive().await?;
            let okay = match packet.first() {
                Some(0) => {
                    let okay = Okay::read(&packet[1..])?;
                    results.sets.push(okay.to_value());
                    okay
                }
                Some(0xff) => return Err(Failure::Refused(Refusal::read(&packet[1..])?)),
                // A server may ask for files; we never offered any.
                Some(0xfb) | None => return Err(Failure::Broken),
                Some(_) => {
                    let columns = Reader::new(packet).count()?;
                    self.read_set(columns, request, is_binary, &mut results).await?
                }
            };
            self.server.status = okay.status;
            let has_more = okay.status & STATUS_MORE_RESULTS != 0;
            results.okay = okay;
            if !has_more {
                return match results.failure.take() {
                    Some(error) => Err(Failure::Ours(error)),
                    None => Ok(results.finish(request)),
                };
            }
        }
    }

    /// One result with columns. Only the first one's rows are wanted, unless the text may hold several statements.
    async fn read_set(
        &mut self,
        columns: u64,
        request: &Request,
        is_binary: bool,
        results: &mut Results<'_>,
    ) -> Result<Okay, Failure> {
        let mut definitions = Vec::with_capacity(columns.min(4096) as usize);
        for _ in 0..columns {
            let packet = self.wire.receive().await?;
            definitions.push(Definition::read(packet, self.server.has_kinds)?);
        }
        if !self.server.deprecates_eof {
            self.wire.receive().await?;
        }
        if self.options.checks_duplicates
            && let Some(name) = duplicate_of(&definitions)
        {
            results.is_cut = true;
            results.failure.get_or_insert_with(|| error::duplicate_field(name, self.server.thread));
        }
        let shape = self
            .shapes
            .intern(definitions.iter().map(|one| one.column(self.options.casts_by_user)).collect());
        let decoder = RowDecoder::new(definitions, shape, &self.options);
        let is_wanted = request.method == Method::All;
        results.begin_set(&decoder);
        let mut count: u64 = 0;
        loop {
            let packet = self.wire.receive().await?;
            match packet.first() {
                Some(0xff) => return Err(Failure::Refused(Refusal::read(&packet[1..])?)),
                // A row may begin with this byte if its first cell is a very long one.
                Some(0xfe) if packet.len() < 0xff_ffff => {
                    let okay = if self.server.deprecates_eof {
                        Okay::read(&packet[1..])?
                    } else {
                        Okay::read_eof(&packet[1..])?
                    };
                    results.sets.push(Value::Number(count as f64));
                    return Ok(okay);
                }
                _ if !is_wanted || results.is_cut => {}
                _ => {
                    let pushed = if is_binary {
                        decoder.push_binary_row(&mut results.rows, packet)
                    } else {
                        decoder.push_text_row(&mut results.rows, packet)
                    };
                    match pushed {
                        Ok(()) => count += 1,
                        Err(Unreadable::Malformed) => return Err(Failure::Broken),
                        Err(Unreadable::TooLong) => {
                            results.is_cut = true;
                            results.failure = Some(Error::plain("A value is too long to be read"));
                        }
                    }
                    if results.rows.is_full(decoder.shape.columns.len()) {
                        results.hand_over().await;
                    }
                }
            }
        }
    }

    /// Says goodbye; the server ends the connection.
    pub(super) async fn quit(&mut self) {
        self.wire.begin();
        // Whether it arrives or not, the socket is closed next.
        let _ = self.wire.send(&[COM_QUIT]).await;
        self.wire.shut_down().await;
    }

    /// Returns when the server says anything although nobody asked, or ends the connection.
    pub(super) async fn is_left_alone(&mut self) {
        self.wire.wait_for_bytes().await;
    }

    /// As v6's drivers would raise it.
    pub(super) fn error(&self, failure: Failure) -> Error {
        match failure {
            Failure::Refused(refusal) => refusal.into_error(self.options.flavor, self.server.thread),
            Failure::Ours(error) => error,
            Failure::Broken => error::lost(self.options.flavor, self.server.thread),
        }
    }
}

/// A name that two columns have.
fn duplicate_of(definitions: &[Definition]) -> Option<&str> {
    let mut names = HashSet::with_capacity(definitions.len());
    definitions.iter().map(|column| column.name.as_str()).find(|name| !names.insert(*name))
}

impl Okay {
    /// An OK packet, or the one that ends rows; without its first byte.
    fn read(packet: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(packet);
        Ok(Self {
            affected: reader.count()?,
            last_id: reader.count()?,
            status: reader.u16()?,
            warnings: reader.u16()?,
            info: if reader.rest.is_empty() { String::new() } else { reader.text()? },
        })
    }

    fn read_eof(packet: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(packet);
        let warnings = reader.u16()?;
        Ok(Self { warnings, status: reader.u16()?, ..Self::default() })
    }

    /// The facts of which the facade makes what mysql2 and the connector call them.
    fn to_value(&self) -> Value {
        Object::new()
            .with("affectedRows", Value::Number(self.affected as f64))
            .with("insertId", Value::Number(self.last_id as i64 as f64))
            .with("info", self.info.as_str().into())
            .with("serverStatus", Value::Number(f64::from(self.status)))
            .with("warningStatus", Value::Number(f64::from(self.warnings)))
            .into()
    }
}

impl Results<'_> {
    fn begin_set(&mut self, decoder: &RowDecoder) {
        if self.rows.rows > 0 {
            let full = std::mem::take(&mut self.rows);
            self.is_cut |= !self.completion.rows(full);
        }
        self.rows.shape = Some(Arc::clone(&decoder.shape));
        if self.summary.shape.is_none() {
            self.summary.shape = Some(Arc::clone(&decoder.shape));
        }
    }

    /// Passes a full slice on. The thread serves other connections too: it must not stop for a slow receiver.
    async fn hand_over(&mut self) {
        while self.completion.is_behind() {
            tokio::time::sleep(PAUSE).await;
        }
        let shape = self.rows.shape.clone();
        let full = std::mem::take(&mut self.rows);
        self.rows.shape = shape;
        self.is_cut |= !self.completion.rows(full);
    }

    fn finish(mut self, request: &Request) -> (RowSlice, Summary) {
        self.summary.changes = self.okay.affected as i64;
        self.summary.last_id = self.okay.last_id as i64;
        if request.wants_details {
            let details = Object::new()
                .with("sets", Value::Array(self.sets))
                .with("warningStatus", Value::Number(f64::from(self.okay.warnings)));
            self.summary.details = Some(Box::new(details.into()));
        }
        (self.rows, self.summary)
    }
}

/// Wants no rows.
struct Nobody;

impl Completion for Nobody {
    fn rows(&mut self, _: RowSlice) -> bool {
        false
    }

    fn done(self: Box<Self>, _: Result<(RowSlice, Summary), Error>) {}
}
