//! An engine: what one `Sequelize` instance has in Rust. Lives on the thread of its JavaScript.

use std::sync::Arc;

use sequelize_driver::{Attempt, Binds, Connection, Method, Request, RowSlice, Runs, ShapeTable};
use sequelize_sql::{Batch, BulkStatement, Compiler};
use sequelize_types::{Result, Value};

use crate::connections::{ConnectionId, Connections, OnAcquired, Stats};
use crate::{EngineOptions, Models};

pub struct Engine {
    options: EngineOptions,
    compiler: Compiler,
    pub models: Models,
    shapes: Arc<ShapeTable>,
    /// Made with the first statement: many an engine only compiles.
    connections: Option<Connections>,
}

/// What is to be run.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A method of the query generator, with its arguments.
    Compiled {
        method: String,
        args: Vec<Value>,
    },
    Text {
        sql: String,
        binds: Binds,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    pub source: Source,
    pub connection: ConnectionId,
    pub method: Method,
    pub wants_dates: bool,
}

impl Engine {
    pub fn new(options: EngineOptions) -> Self {
        let compiler = Compiler::new(options.dialect, options.compiler.clone());
        Self { options, compiler, models: Models::default(), shapes: Arc::default(), connections: None }
    }

    /// v6's answer of a query generator method.
    /// # Errors
    /// What v6 throws for these arguments.
    pub fn compile(&self, method: &str, args: &[Value]) -> Result<Value> {
        sequelize_sql::call(&self.compiler, method, args)
    }

    /// Compiles an operation and finds its connection.
    /// # Errors
    /// As `compile`; the engine is closed or the connection released.
    pub fn prepare(&mut self, operation: Operation) -> Result<(Arc<dyn Connection>, Request)> {
        // Compiled first: what is wrong with a statement is told whether or not there is a database.
        let (text, binds, runs) = match operation.source {
            Source::Text { sql, binds } => (sql, binds, None),
            Source::Compiled { method, args } => self.statement(&method, args)?,
        };
        let connection = self.connections()?.get(operation.connection)?;
        let (method, wants_dates) = (operation.method, operation.wants_dates);
        Ok((connection, Request { text, binds, runs, method, wants_dates }))
    }

    fn statement(&self, method: &str, args: Vec<Value>) -> Result<(String, Binds, Option<Runs>)> {
        let statement = if method == "bulkInsertQuery" {
            match sequelize_sql::bulk_insert(&self.compiler, args)? {
                BulkStatement::Single(statement) => statement,
                BulkStatement::Batch(Batch { text, binds_per_run, rest, binds }) => {
                    return Ok((text, Binds::Ordered(binds), Some(Runs { binds_per_run, rest })));
                }
            }
        } else {
            sequelize_sql::statement(&self.compiler, method, &args)?
        };
        Ok((statement.text, Binds::Ordered(statement.binds), None))
    }

    /// Tries to finish a request on this thread; see `Connection::run_now`.
    pub fn run_now(&self, connection: &dyn Connection, request: &Request, rows: &mut RowSlice) -> Attempt {
        if !self.options.inline_reads {
            return Attempt::Declined;
        }
        connection.run_now(request, rows)
    }

    /// Leases a connection for a transaction; see `Connections::acquire`.
    pub fn acquire(&mut self, on_acquired: OnAcquired) -> Option<Result<ConnectionId>> {
        match self.connections() {
            Ok(connections) => connections.acquire(on_acquired),
            Err(error) => Some(Err(error)),
        }
    }

    pub fn release(&self, id: ConnectionId, is_broken: bool) {
        if let Some(connections) = &self.connections {
            connections.release(id, is_broken);
        }
    }

    pub fn stats(&self) -> Stats {
        self.connections.as_ref().map(Connections::stats).unwrap_or_default()
    }

    /// Closes every connection; what is sent afterwards is refused.
    pub fn close(&mut self, done: Box<dyn FnOnce() + Send>) {
        match self.connections() {
            Ok(connections) => connections.close(done),
            Err(_) => done(),
        }
    }

    fn connections(&mut self) -> Result<&Connections> {
        let connections = match self.connections.take() {
            Some(connections) => connections,
            None => Connections::new(&self.options, Arc::clone(&self.shapes))?,
        };
        Ok(self.connections.insert(connections))
    }
}
