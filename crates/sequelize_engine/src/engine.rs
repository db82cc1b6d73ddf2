//! An engine: what one `Sequelize` instance has in Rust. Lives on the thread of its JavaScript.

use std::sync::Arc;

use sequelize_driver::{Attempt, Binds, Completion, Connection, Method, Request, RowSlice, Runs, ShapeTable};
use sequelize_sql::{Batch, BulkStatement, Compiler, Marks, Template};
use sequelize_types::{DialectName, Error, Result, Value};

use crate::connections::{ConnectionId, Connections, OnAcquired, Stats};
use crate::host::{Host, Role};
use crate::renaming::Renaming;
use crate::servers::{OnOpened, Servers};
use crate::templates::Templates;
use crate::{EngineOptions, Models};

pub struct Engine {
    options: EngineOptions,
    compiler: Compiler,
    pub models: Models,
    pub templates: Templates,
    shapes: Arc<ShapeTable>,
    host: Arc<dyn Host>,
    /// Made with the first statement: many an engine only compiles.
    database: Option<Database>,
}

enum Database {
    Embedded(Connections),
    Servers(Servers),
}

/// Where a statement runs.
pub enum Target {
    Connection(Arc<dyn Connection>),
    /// Whichever connection of the pool is free.
    Pool(Role),
}

/// What is to be run.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A method of the query generator, with its arguments.
    Compiled { method: String, args: Vec<Value> },
    Text {
        sql: String,
        binds: Binds,
        /// What `_0`, `_1` … among its columns stand for.
        names: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    pub source: Source,
    /// 0: any.
    pub connection: ConnectionId,
    /// Which servers will do, if any connection will.
    pub role: Role,
    pub method: Method,
    pub wants_dates: bool,
    pub wants_details: bool,
    /// False: the statement must not stay prepared on the server.
    pub may_prepare: bool,
}

impl Engine {
    pub fn new(options: EngineOptions, host: Arc<dyn Host>) -> Self {
        let compiler = Compiler::new(options.dialect, options.compiler.clone());
        Self {
            options,
            compiler,
            models: Models::default(),
            templates: Templates::default(),
            shapes: Arc::default(),
            host,
            database: None,
        }
    }

    /// v6's answer of a query generator method.
    /// # Errors
    /// What v6 throws for these arguments.
    pub fn compile(&self, method: &str, args: &[Value]) -> Result<Value> {
        sequelize_sql::call(&self.compiler, method, args)
    }

    /// What the server said of its version; statements are written for it from now on.
    pub fn set_database_version(&mut self, version: String) {
        self.options.compiler.database_version = version;
        self.compiler = Compiler::new(self.options.dialect, self.options.compiler.clone());
        self.templates.forget_all();
    }

    /// Keeps the text of a `selectQuery` as a template; `None` if that cannot be.
    pub fn template(&mut self, args: &[Value], marks: &Marks) -> Option<(u32, &Template)> {
        let owner = args.get(2).and_then(Value::as_model).map_or(0, |model| model.id);
        let template = Template::of_select(&self.compiler, args, marks)?;
        let number = self.templates.keep(owner, template);
        self.templates.get(number).map(|template| (number, template))
    }

    /// The text of a template with these values; `None` if it is not made for them.
    /// # Errors
    /// As `compile`.
    pub fn fill(&self, number: u32, values: &[Value]) -> Result<Option<String>> {
        match self.templates.get(number) {
            Some(template) => template.fill(&self.compiler, values),
            None => Ok(None),
        }
    }

    pub fn compiler(&self) -> &Compiler {
        &self.compiler
    }

    /// Types, by their numbers on the server, whose values stay text: a function of the user's parses them.
    pub fn keep_as_text(&self, types: impl IntoIterator<Item = u32>) {
        self.shapes.keep_as_text(types.into_iter().collect());
    }

    /// Compiles an operation and finds where it runs.
    /// # Errors
    /// As `compile`; the engine is closed or the connection released.
    pub fn prepare(&mut self, operation: Operation) -> Result<(Target, Request, Option<Renaming>)> {
        // Compiled first: what is wrong with a statement is told whether or not there is a database.
        let is_server = self.options.dialect != DialectName::Sqlite;
        let mut has_typed_numbers = false;
        let mut is_prepared = self.options.prepares && operation.may_prepare;
        let (text, binds, runs, renaming) = match operation.source {
            Source::Text { sql, binds, names } => {
                is_prepared &= binds != Binds::None;
                (sql, binds, None, Renaming::of(names, &self.shapes))
            }
            Source::Compiled { method, args } => {
                has_typed_numbers = !BINDS_OF_V6.contains(&method.as_str());
                self.statement(&method, args, is_server)?
            }
        };
        let target = match (self.database()?, operation.connection) {
            (Database::Embedded(connections), id) => Target::Connection(connections.get(id)?),
            (Database::Servers(_), 0) => Target::Pool(operation.role),
            (Database::Servers(servers), id) => Target::Connection(servers.get(id)?),
        };
        let (method, wants_dates, wants_details) =
            (operation.method, operation.wants_dates, operation.wants_details);
        let request =
            Request { text, binds, runs, method, wants_dates, wants_details, is_prepared, has_typed_numbers };
        Ok((target, request, renaming))
    }

    fn statement(
        &self,
        method: &str,
        args: Vec<Value>,
        is_server: bool,
    ) -> Result<(String, Binds, Option<Runs>, Option<Renaming>)> {
        let statement = if method == "bulkInsertQuery" {
            // A server takes no more than 65535 values; v6 writes them all as literals.
            if is_server && let Value::Text(text) = sequelize_sql::call(&self.compiler, method, &args)? {
                return Ok((text, Binds::None, None, None));
            }
            match sequelize_sql::bulk_insert(&self.compiler, args)? {
                BulkStatement::Single(statement) => statement,
                BulkStatement::Batch(Batch { text, binds_per_run, rest, binds }) => {
                    return Ok((text, Binds::Ordered(binds), Some(Runs { binds_per_run, rest }), None));
                }
            }
        } else {
            sequelize_sql::statement(&self.compiler, method, &args)?
        };
        let renaming = Renaming::of(statement.short_names, &self.shapes);
        Ok((statement.text, Binds::Ordered(statement.binds), None, renaming))
    }

    /// Tries to finish a request on this thread; see `Connection::run_now`.
    pub fn run_now(&self, target: &Target, request: &Request, rows: &mut RowSlice) -> Attempt {
        match target {
            Target::Connection(connection) if self.options.inline_reads => connection.run_now(request, rows),
            _ => Attempt::Declined,
        }
    }

    /// Runs what `prepare` gave.
    pub fn start(&self, target: Target, request: Request, completion: Box<dyn Completion>) {
        match (target, &self.database) {
            (Target::Connection(connection), _) => connection.start(request, completion),
            (Target::Pool(role), Some(Database::Servers(servers))) => servers.run(role, request, completion),
            (Target::Pool(_), _) => completion.done(Err(crate::connections::closed())),
        }
    }

    /// Leases a connection, for a transaction; see `Connections::acquire`.
    pub fn acquire(&mut self, role: Role, on_acquired: OnAcquired) -> Option<Result<ConnectionId>> {
        match self.database() {
            Ok(Database::Embedded(connections)) => connections.acquire(on_acquired),
            Ok(Database::Servers(servers)) => servers.acquire(role, on_acquired),
            Err(error) => Some(Err(error)),
        }
    }

    pub fn release(&self, id: ConnectionId, is_broken: bool) {
        match &self.database {
            Some(Database::Embedded(connections)) => connections.release(id, is_broken),
            Some(Database::Servers(servers)) => servers.release(id, is_broken),
            None => {}
        }
    }

    pub fn stats(&self, role: Role) -> Stats {
        match &self.database {
            Some(Database::Embedded(connections)) => connections.stats(),
            Some(Database::Servers(servers)) => servers.stats(role),
            None => Stats::default(),
        }
    }

    /// Closes every connection; what is sent afterwards is refused.
    pub fn close(&mut self, done: Box<dyn FnOnce() + Send>) {
        match self.database() {
            Ok(Database::Embedded(connections)) => connections.close(done),
            Ok(Database::Servers(servers)) => servers.close(done),
            Err(_) => done(),
        }
    }

    /// Opens a connection to a server: the host does so when `Host::connect` wishes for one.
    pub fn open(&mut self, options: &Value, on_opened: OnOpened) {
        match self.database() {
            Ok(Database::Servers(servers)) => servers.open(options, on_opened),
            Ok(Database::Embedded(_)) => on_opened(Err(not_a_server())),
            Err(error) => on_opened(Err(error)),
        }
    }

    /// Answers `Host::connect`.
    pub fn connected(&self, wish: u32, result: Result<ConnectionId>) {
        if let Some(Database::Servers(servers)) = &self.database {
            servers.connected(wish, result);
        }
    }

    /// Answers `Host::disconnect`: closes the connection.
    pub fn disconnect(&self, id: ConnectionId, done: Box<dyn FnOnce() + Send>) {
        match &self.database {
            Some(Database::Servers(servers)) => servers.disconnect(id, done),
            _ => done(),
        }
    }

    /// What there is to say of an open connection.
    pub fn facts(&self, id: ConnectionId) -> Value {
        match &self.database {
            Some(Database::Servers(servers)) => {
                servers.get(id).map_or(Value::Undefined, |connection| connection.facts())
            }
            _ => Value::Undefined,
        }
    }

    pub fn is_open(&self, id: ConnectionId) -> bool {
        match &self.database {
            Some(Database::Servers(servers)) => servers.get(id).is_ok_and(|connection| connection.is_open()),
            _ => false,
        }
    }

    fn database(&mut self) -> Result<&Database> {
        let database = match self.database.take() {
            Some(database) => database,
            None if self.options.dialect == DialectName::Sqlite => {
                Database::Embedded(Connections::new(&self.options, Arc::clone(&self.shapes))?)
            }
            None => Database::Servers(Servers::new(
                &self.options,
                Arc::clone(&self.shapes),
                Arc::clone(&self.host),
            )?),
        };
        Ok(self.database.insert(database))
    }
}

/// Methods whose values v6 binds too; the server finds their types by their places. Elsewhere v6 writes literals, and a
/// number has the type that a literal of it has.
const BINDS_OF_V6: [&str; 4] = ["insertQuery", "updateQuery", "incrementQuery", "arithmeticQuery"];

fn not_a_server() -> Error {
    Error::plain("A database in a file has no connections to open.")
}
