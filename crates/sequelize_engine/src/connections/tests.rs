use std::sync::mpsc;
use std::time::Duration;

use sequelize_driver::{Completion, Connection, Method, Request, RowSlice, Summary};
use sequelize_types::{DialectName, Error, ErrorKind, Value};

use super::Connections;
use crate::EngineOptions;

struct Reply(mpsc::Sender<Result<Vec<i32>, Error>>);

impl Completion for Reply {
    fn rows(&mut self, _: RowSlice) -> bool {
        true
    }

    fn done(self: Box<Self>, result: Result<(RowSlice, Summary), Error>) {
        self.0.send(result.map(|(rows, _)| rows.words)).unwrap();
    }
}

fn run(connection: &dyn Connection, sql: &str) -> Result<Vec<i32>, Error> {
    let (sender, receiver) = mpsc::channel();
    let request = Request {
        text: sql.into(),
        binds: Default::default(),
        runs: None,
        method: Method::All,
        wants_dates: false,
        wants_details: false,
        is_prepared: true,
        has_typed_numbers: false,
    };
    connection.start(request, Box::new(Reply(sender)));
    receiver.recv().unwrap()
}

fn connections(storage: &str, acquire: Duration) -> Connections {
    let mut options = EngineOptions::read(DialectName::Sqlite, &Value::Undefined).unwrap();
    options.sqlite.storage = storage.into();
    options.pool.acquire = acquire;
    Connections::new(&options, Default::default()).unwrap()
}

fn memory() -> Connections {
    connections(":memory:", Duration::from_secs(5))
}

fn lease(connections: &Connections) -> u32 {
    connections.acquire(Box::new(|_| {})).unwrap().unwrap()
}

#[test]
fn transactions_in_memory_queue() {
    let connections = memory();
    let first = lease(&connections);
    let (sender, receiver) = mpsc::channel();
    assert!(connections.acquire(Box::new(move |id| sender.send(id).unwrap())).is_none());
    assert!(receiver.recv_timeout(Duration::from_millis(20)).is_err());
    connections.release(first, false);
    assert_ne!(receiver.recv().unwrap().unwrap(), first);
}

#[test]
fn a_database_in_memory_outlives_its_first_transaction() {
    let connections = memory();
    let id = lease(&connections);
    run(&*connections.get(id).unwrap(), "PRAGMA foreign_keys = OFF").unwrap();
    run(&*connections.get(id).unwrap(), "CREATE TABLE t (a)").unwrap();
    connections.release(id, false);
    let id = lease(&connections);
    assert_eq!(run(&*connections.get(id).unwrap(), "SELECT count(*) FROM t").unwrap(), [0]);
}

#[test]
fn waiting_for_a_transaction_ends() {
    let connections = connections(":memory:", Duration::from_millis(20));
    let _first = lease(&connections);
    let (sender, receiver) = mpsc::channel();
    assert!(connections.acquire(Box::new(move |id| sender.send(id).unwrap())).is_none());
    assert_eq!(*receiver.recv().unwrap().unwrap_err().kind, ErrorKind::ConnectionAcquireTimeout);
}

#[test]
fn a_released_transaction_in_memory_is_rolled_back() {
    let connections = memory();
    run(&*connections.get(0).unwrap(), "CREATE TABLE t (a)").unwrap();
    let id = lease(&connections);
    let connection = connections.get(id).unwrap();
    run(&*connection, "BEGIN").unwrap();
    run(&*connection, "INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(run(&*connections.get(0).unwrap(), "SELECT count(*) FROM t").unwrap(), [1 << 3]);
    connections.release(id, false);
    assert_eq!(run(&*connections.get(0).unwrap(), "SELECT count(*) FROM t").unwrap(), [0]);
    assert!(connections.get(id).is_err());
}

#[test]
fn a_file_gives_every_transaction_its_own_connection() {
    let folder = std::env::temp_dir().join(format!("sequelize-rs-{}", std::process::id()));
    let file = folder.join("one/two.sqlite");
    let connections = connections(file.to_str().unwrap(), Duration::from_secs(5));
    run(&*connections.get(0).unwrap(), "CREATE TABLE t (a)").unwrap();
    let (first, second) = (lease(&connections), lease(&connections));
    for id in [first, second] {
        run(&*connections.get(id).unwrap(), "BEGIN").unwrap();
    }
    assert_eq!(run(&*connections.get(second).unwrap(), "SELECT count(*) FROM t").unwrap(), [0]);
    connections.release(first, false);
    connections.release(second, true);
    assert_eq!((connections.stats().size, connections.stats().available), (1, 1));
    let (sender, receiver) = mpsc::channel();
    connections.close(Box::new(move || sender.send(()).unwrap()));
    receiver.recv().unwrap();
    assert_eq!(*connections.get(0).err().unwrap().kind, ErrorKind::Closed);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn closing_twice_and_closing_an_unused_engine_both_end() {
    let connections = memory();
    for _ in 0..2 {
        let (sender, receiver) = mpsc::channel();
        connections.close(Box::new(move || sender.send(()).unwrap()));
        receiver.recv().unwrap();
    }
}

#[test]
fn servers_are_refused_by_name() {
    let options = EngineOptions::read(DialectName::Mysql, &Value::Undefined).unwrap();
    let error = Connections::new(&options, Default::default()).err().unwrap();
    assert!(error.message.contains("mysql"));
}
