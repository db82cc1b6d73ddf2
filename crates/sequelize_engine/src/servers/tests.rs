use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use sequelize_driver::{Binds, Completion, Connection, Method, Request, RowSlice, Summary};
use sequelize_types::{DialectName, Error, ErrorKind, Value};

use super::Servers;
use crate::connections::ConnectionId;
use crate::{EngineOptions, Host, Role};

/// Finishes statements when it is told to.
#[derive(Default)]
struct Manual {
    running: Mutex<Vec<Box<dyn Completion>>>,
    most: AtomicUsize,
    shares: AtomicBool,
    is_broken: AtomicBool,
}

impl Connection for Manual {
    fn start(&self, _: Request, completion: Box<dyn Completion>) {
        let mut running = self.running.lock().unwrap();
        running.push(completion);
        self.most.fetch_max(running.len(), Ordering::SeqCst);
    }

    fn cancel(&self) {}

    fn reset(&self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        !self.is_broken.load(Ordering::SeqCst)
    }

    fn can_share(&self) -> bool {
        self.shares.load(Ordering::SeqCst)
    }

    fn close(&self, done: Box<dyn FnOnce() + Send>) {
        done();
    }
}

impl Manual {
    fn finish_one(&self) {
        let completion = self.running.lock().unwrap().remove(0);
        completion.done(Ok((RowSlice::default(), Summary::default())));
    }
}

enum Asked {
    Connect(u32),
    Disconnect(ConnectionId),
}

struct Recorder(mpsc::Sender<Asked>);

impl Host for Recorder {
    fn connect(&self, wish: u32, _: Role) {
        self.0.send(Asked::Connect(wish)).unwrap();
    }

    fn disconnect(&self, connection: ConnectionId) {
        let _ = self.0.send(Asked::Disconnect(connection));
    }
}

struct Reply(mpsc::Sender<Result<(), Error>>);

impl Completion for Reply {
    fn rows(&mut self, _: RowSlice) -> bool {
        true
    }

    fn done(self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        self.0.send(result.map(|_| ())).unwrap();
    }
}

struct Bench {
    servers: Servers,
    asked: mpsc::Receiver<Asked>,
}

const SOON: Duration = Duration::from_secs(5);

impl Bench {
    fn new(max: usize, acquire: Duration) -> Self {
        let mut options = EngineOptions::read(DialectName::Postgres, &Value::Undefined).unwrap();
        options.pool.max = max;
        options.pool.acquire = acquire;
        let (sender, asked) = mpsc::channel();
        Self { servers: Servers::new(&options, Arc::default(), Arc::new(Recorder(sender))).unwrap(), asked }
    }

    fn run(&self) -> mpsc::Receiver<Result<(), Error>> {
        let (sender, receiver) = mpsc::channel();
        let request = Request {
            text: "SELECT 1".into(),
            binds: Binds::None,
            runs: None,
            method: Method::All,
            wants_dates: false,
            wants_details: false,
            is_prepared: true,
            has_typed_numbers: false,
        };
        self.servers.run(Role::Write, request, Box::new(Reply(sender)));
        receiver
    }

    fn wish(&self) -> u32 {
        match self.asked.recv_timeout(SOON) {
            Ok(Asked::Connect(wish)) => wish,
            _ => panic!("no connection was wished for"),
        }
    }

    fn grant(&self) -> Arc<Manual> {
        let connection = Arc::new(Manual::default());
        let wish = self.wish();
        let id = self.servers.state.register(connection.clone());
        self.servers.connected(wish, Ok(id));
        connection
    }
}

fn wait_until(is_so: impl Fn() -> bool) {
    let end = std::time::Instant::now() + SOON;
    while !is_so() {
        assert!(std::time::Instant::now() < end, "it does not come about");
        std::thread::yield_now();
    }
}

#[test]
fn a_statement_gives_its_connection_back() {
    let bench = Bench::new(1, SOON);
    let first = bench.run();
    let connection = bench.grant();
    wait_until(|| connection.most.load(Ordering::SeqCst) == 1);
    let second = bench.run();
    connection.finish_one();
    first.recv_timeout(SOON).unwrap().unwrap();
    wait_until(|| connection.running.lock().unwrap().len() == 1);
    connection.finish_one();
    second.recv_timeout(SOON).unwrap().unwrap();
    assert_eq!(connection.most.load(Ordering::SeqCst), 1);
}

#[test]
fn a_full_pool_shares_connections_that_are_quick() {
    let bench = Bench::new(1, SOON);
    let first = bench.run();
    let connection = bench.grant();
    connection.shares.store(true, Ordering::SeqCst);
    wait_until(|| connection.most.load(Ordering::SeqCst) == 1);
    let second = bench.run();
    assert_eq!(connection.running.lock().unwrap().len(), 2);
    assert_eq!(bench.servers.stats(Role::Write).using, 1);
    connection.finish_one();
    connection.finish_one();
    first.recv_timeout(SOON).unwrap().unwrap();
    second.recv_timeout(SOON).unwrap().unwrap();
    assert_eq!(bench.servers.stats(Role::Write).using, 0);
}

#[test]
fn waiting_for_a_connection_ends_with_a_timeout() {
    let bench = Bench::new(1, Duration::from_millis(20));
    let result = bench.run();
    bench.wish();
    let error = result.recv_timeout(SOON).unwrap().unwrap_err();
    assert!(matches!(*error.kind, ErrorKind::ConnectionAcquireTimeout));
}

#[test]
fn a_broken_connection_is_not_used_again() {
    let bench = Bench::new(1, SOON);
    let first = bench.run();
    let broken = bench.grant();
    wait_until(|| broken.most.load(Ordering::SeqCst) == 1);
    broken.is_broken.store(true, Ordering::SeqCst);
    broken.finish_one();
    first.recv_timeout(SOON).unwrap().unwrap();
    let second = bench.run();
    assert!(matches!(bench.asked.recv_timeout(SOON), Ok(Asked::Disconnect(_))));
    let fresh = bench.grant();
    wait_until(|| fresh.most.load(Ordering::SeqCst) == 1);
    fresh.finish_one();
    second.recv_timeout(SOON).unwrap().unwrap();
}

#[test]
fn closing_waits_for_what_is_lent() {
    let bench = Bench::new(1, SOON);
    let (sender, acquired) = mpsc::channel();
    assert!(bench.servers.acquire(Role::Write, Box::new(move |id| sender.send(id).unwrap())).is_none());
    bench.grant();
    let id = acquired.recv_timeout(SOON).unwrap().unwrap();
    let (sender, closed) = mpsc::channel();
    bench.servers.close(Box::new(move || sender.send(()).unwrap()));
    assert!(closed.recv_timeout(Duration::from_millis(20)).is_err());
    bench.servers.release(id, false);
    let Ok(Asked::Disconnect(id)) = bench.asked.recv_timeout(SOON) else { panic!("not closed") };
    bench.servers.disconnect(id, Box::new(|| {}));
    closed.recv_timeout(SOON).unwrap();
}

#[test]
fn a_refusal_reaches_who_waits() {
    let bench = Bench::new(1, SOON);
    let result = bench.run();
    let wish = bench.wish();
    bench.servers.connected(wish, Err(Error::plain("no")));
    assert_eq!(result.recv_timeout(SOON).unwrap().unwrap_err().message, "no");
}
