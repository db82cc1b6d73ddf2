//! A connection to a server of MySQL's kind: a task that runs requests in their order, and who may talk to it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use sequelize_types::{Error, ErrorKind, Object, Result, Value};
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::error;
use super::handshake::{Server, shake_hands};
use super::options::{Flavor, MysqlOptions};
use super::session::{Failure, Session};
use crate::tls::Socket;
use crate::{Completion, Connection, Request, RowSlice, ShapeTable, Summary};

/// How long a server may take to notice that we leave.
const FAREWELL: Duration = Duration::from_secs(2);

pub struct MysqlConnection {
    options: Arc<MysqlOptions>,
    server: Server,
    jobs: UnboundedSender<Job>,
    state: Arc<State>,
    runtime: Handle,
}

#[derive(Default)]
struct State {
    /// Jobs that are sent and not finished.
    queued: AtomicUsize,
    in_transaction: AtomicBool,
    /// Lost, or told to close.
    is_closed: AtomicBool,
}

enum Job {
    Run(Request, Pending),
    Rollback,
    Close(Box<dyn FnOnce() + Send>),
}

/// A completion that is called whatever becomes of the task.
struct Pending(Option<Box<dyn Completion>>);

impl Pending {
    fn done(mut self, result: Result<(RowSlice, Summary)>) {
        if let Some(completion) = self.0.take() {
            completion.done(result);
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(completion) = self.0.take() {
            completion.done(Err(Error::new(
                ErrorKind::Internal,
                "the driver stopped while it was running a statement",
            )));
        }
    }
}

impl MysqlConnection {
    /// Connects, proves who we are and prepares the session. Must be called within a runtime, whose workers then
    /// serve the connection.
    /// # Errors
    /// `Connecting`, by cause; never later than `connect_timeout`.
    pub async fn connect(options: MysqlOptions, shapes: Arc<ShapeTable>) -> Result<Self> {
        let options = Arc::new(options);
        let opening = open(&options, shapes);
        let session = match options.connect_timeout {
            Duration::ZERO => opening.await?,
            limit => timeout(limit, opening).await.map_err(|_| error::timed_out(&options))??,
        };
        let (jobs, queue) = unbounded_channel();
        let state = Arc::new(State::default());
        let server = session.server.clone();
        tokio::spawn(serve(session, queue, Arc::clone(&state)));
        Ok(Self { options, server, jobs, state, runtime: Handle::current() })
    }

    /// Whether its last finished statement left a transaction open.
    pub fn is_in_transaction(&self) -> bool {
        self.state.in_transaction.load(Ordering::Acquire)
    }

    fn send(&self, job: Job) -> std::result::Result<(), Job> {
        self.state.queued.fetch_add(1, Ordering::AcqRel);
        self.jobs.send(job).map_err(|refused| {
            self.state.queued.fetch_sub(1, Ordering::AcqRel);
            refused.0
        })
    }
}

impl Connection for MysqlConnection {
    fn start(&self, request: Request, completion: Box<dyn Completion>) {
        let job = Job::Run(request, Pending(Some(completion)));
        if let Err(Job::Run(_, pending)) = self.send(job) {
            pending.done(Err(error::closed(self.options.flavor, self.server.thread)));
        }
    }

    /// Over a connection of its own, since this one is busy.
    fn cancel(&self) {
        let (options, thread) = (Arc::clone(&self.options), self.server.thread);
        self.runtime.spawn(async move {
            let kill = async {
                if let Ok(mut session) = open(&options, Arc::default()).await {
                    // Fails if the statement has ended by itself.
                    let _ = session.execute(&format!("KILL QUERY {thread}")).await;
                    session.quit().await;
                }
            };
            let _ = timeout(options.connect_timeout.max(FAREWELL), kill).await;
        });
    }

    /// The rollback goes into the queue, before whatever the next user sends.
    fn reset(&self) -> bool {
        let is_used = self.is_in_transaction() || self.state.queued.load(Ordering::Acquire) > 0;
        let is_open = !is_used || self.send(Job::Rollback).is_ok();
        is_open && self.is_open()
    }

    fn is_open(&self) -> bool {
        !self.state.is_closed.load(Ordering::Acquire)
    }

    fn facts(&self) -> Value {
        Object::new()
            .with("threadId", Value::Number(f64::from(self.server.thread)))
            .with("serverVersion", self.server.version.as_str().into())
            .with("isMariaDb", Value::Bool(self.server.is_mariadb))
            .into()
    }

    fn close(&self, done: Box<dyn FnOnce() + Send>) {
        self.state.is_closed.store(true, Ordering::Release);
        if let Err(Job::Close(done)) = self.send(Job::Close(done)) {
            done();
        }
    }
}

/// Serves until `Close`, until nobody can send any more, or until the connection breaks.
async fn serve(mut session: Session, mut jobs: UnboundedReceiver<Job>, state: Arc<State>) {
    loop {
        let job = tokio::select! {
            biased;
            job = jobs.recv() => job,
            // A server that speaks unasked is about to close.
            () = session.is_left_alone() => break,
        };
        match job {
            None => break,
            Some(Job::Run(request, mut pending)) => {
                let Some(completion) = pending.0.as_mut() else { continue };
                let result = session.run(&request, completion.as_mut()).await;
                let is_broken = matches!(result, Err(Failure::Broken));
                if is_broken {
                    state.is_closed.store(true, Ordering::Release);
                }
                state.in_transaction.store(session.is_in_transaction(), Ordering::Release);
                state.queued.fetch_sub(1, Ordering::AcqRel);
                pending.done(result.map_err(|failure| session.error(failure)));
                if is_broken {
                    break;
                }
            }
            Some(Job::Rollback) => {
                let is_broken = session.is_in_transaction() && session.execute("ROLLBACK").await.is_err();
                state.in_transaction.store(session.is_in_transaction(), Ordering::Release);
                state.queued.fetch_sub(1, Ordering::AcqRel);
                if is_broken {
                    break;
                }
            }
            Some(Job::Close(done)) => {
                let _ = timeout(FAREWELL, session.quit()).await;
                done();
                break;
            }
        }
    }
    state.is_closed.store(true, Ordering::Release);
    jobs.close();
    while let Some(job) = jobs.recv().await {
        match job {
            Job::Run(_, pending) => pending.done(Err(session.error(Failure::Broken))),
            Job::Rollback => {}
            Job::Close(done) => done(),
        }
        state.queued.fetch_sub(1, Ordering::AcqRel);
    }
}

/// A session as v6 leaves it to its users.
async fn open(options: &Arc<MysqlOptions>, shapes: Arc<ShapeTable>) -> Result<Session> {
    let socket = open_socket(options).await?;
    let (wire, server) = shake_hands(socket, options).await?;
    let mut session = Session::new(wire, server, Arc::clone(options), shapes);
    for text in &options.init {
        if let Err(failure) = session.execute(text).await {
            return Err(match failure {
                Failure::Refused(refusal) => {
                    refusal.into_connect_error(options.flavor, session.server.thread)
                }
                Failure::Ours(error) => error,
                Failure::Broken => error::lost_while_connecting(options.flavor),
            });
        }
    }
    Ok(session)
}

/// The first of the host's addresses that answers.
async fn open_socket(options: &MysqlOptions) -> Result<Box<dyn Socket>> {
    if let Some(path) = &options.socket_path {
        #[cfg(unix)]
        return match tokio::net::UnixStream::connect(path).await {
            Ok(socket) => Ok(Box::new(socket)),
            Err(failure) => Err(error::cannot_connect(&failure, options, None)),
        };
        #[cfg(not(unix))]
        return Err(Error::unsupported(format!("dialectOptions.socketPath ({path})"), None));
    }
    let addresses = lookup_host((options.host.as_str(), options.port))
        .await
        .map_err(|_| error::host_not_found(&options.host))?;
    let mut failure = error::host_not_found(&options.host);
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(socket) => {
                // Statements are small and answers are waited for. A system that refuses these still has a connection.
                let _ = socket.set_nodelay(true);
                let _ = keep_alive(&socket, options);
                return Ok(Box::new(socket));
            }
            Err(refused) => {
                failure = error::cannot_connect(&refused, options, Some(&address.ip().to_string()));
            }
        }
    }
    Err(failure)
}

/// mysql2 always has the system ask a silent server whether it is there, the connector if it is given a delay.
fn keep_alive(socket: &TcpStream, options: &MysqlOptions) -> io::Result<()> {
    if options.flavor == Flavor::Connector && options.keep_alive.is_none() {
        return Ok(());
    }
    let mut settings = TcpKeepalive::new();
    if let Some(delay) = options.keep_alive {
        settings = settings.with_time(delay);
    }
    SockRef::from(socket).set_tcp_keepalive(&settings)
}

#[cfg(test)]
mod tests;
