//! Against a real server. `TEST_MARIADB` and `TEST_MYSQL` are addresses, `user:password@host:port/database`; without
//! any of them there is nothing to talk to, which is said.

use std::sync::mpsc::{Sender, channel};

use super::*;
use crate::{Binds, Method};

struct Reply(Sender<Result<(Vec<RowSlice>, Summary)>>, Vec<RowSlice>);

impl Completion for Reply {
    fn rows(&mut self, rows: RowSlice) -> bool {
        self.1.push(rows);
        true
    }

    fn done(mut self: Box<Self>, result: Result<(RowSlice, Summary)>) {
        let slices = std::mem::take(&mut self.1);
        let _ = self.0.send(result.map(|(last, summary)| {
            let mut slices = slices;
            slices.push(last);
            (slices, summary)
        }));
    }
}

fn servers() -> Vec<MysqlOptions> {
    let all: Vec<MysqlOptions> = [("TEST_MARIADB", Flavor::Connector), ("TEST_MYSQL", Flavor::Mysql2)]
        .into_iter()
        .filter_map(|(name, flavor)| options(&std::env::var(name).ok()?, flavor))
        .collect();
    if all.is_empty() {
        eprintln!("SKIPPED: neither TEST_MARIADB nor TEST_MYSQL names a server");
    }
    all
}

fn options(address: &str, flavor: Flavor) -> Option<MysqlOptions> {
    let (login, place) = address.rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    let (host, database) = place.split_once('/')?;
    let (host, port) = host.rsplit_once(':')?;
    Some(MysqlOptions {
        host: host.to_owned(),
        port: port.parse().ok()?,
        user: user.to_owned(),
        password: password.to_owned(),
        database: (!database.is_empty()).then(|| database.to_owned()),
        connect_timeout: Duration::from_secs(10),
        ..MysqlOptions::new(flavor)
    })
}

fn request(text: &str, values: Vec<Value>) -> Request {
    Request {
        text: text.to_owned(),
        binds: if values.is_empty() { Binds::None } else { Binds::Ordered(values) },
        runs: None,
        method: Method::All,
        wants_dates: false,
        wants_details: false,
        is_prepared: true,
        has_typed_numbers: false,
    }
}

async fn run(connection: &MysqlConnection, request: Request) -> Result<(Vec<RowSlice>, Summary)> {
    let (sender, receiver) = channel();
    connection.start(request, Box::new(Reply(sender, Vec::new())));
    tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap()
}

async fn words(connection: &MysqlConnection, text: &str, values: Vec<Value>) -> Vec<i32> {
    let (slices, _) = run(connection, request(text, values)).await.unwrap();
    slices.into_iter().flat_map(|slice| slice.words).collect()
}

async fn connect(options: &MysqlOptions) -> MysqlConnection {
    MysqlConnection::connect(options.clone(), Arc::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn statements_run_in_order_in_both_protocols() {
    for options in servers() {
        let connection = connect(&options).await;
        assert_eq!(words(&connection, "SELECT 1, NULL", vec![]).await, [1 << 3, 4]);
        for _ in 0..3 {
            let values = vec![Value::Number(7.0), Value::Null];
            assert_eq!(words(&connection, "SELECT ? AS a, ? AS b", values).await, [7 << 3, 4]);
        }
        let refused = run(&connection, request("SELECT nonsense", vec![])).await.unwrap_err();
        assert!(
            matches!(*refused.kind, ErrorKind::Database(failure) if failure.code == "ER_BAD_FIELD_ERROR")
        );
        let refused = run(&connection, request("SELECT nonsense, ?", vec![Value::Null])).await.unwrap_err();
        assert!(matches!(*refused.kind, ErrorKind::Database(_)));
        assert_eq!(words(&connection, "SELECT 2", vec![]).await, [2 << 3]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_second_statement_needs_leave() {
    for options in servers() {
        let connection = connect(&options).await;
        assert!(run(&connection, request("SELECT 1; SELECT 2", vec![])).await.is_err());
        let connection = connect(&MysqlOptions { multiple_statements: true, ..options }).await;
        let asked = Request { wants_details: true, ..request("SELECT 1; SELECT 2; DO 1", vec![]) };
        let (slices, summary) = run(&connection, asked).await.unwrap();
        assert_eq!(slices.iter().map(|slice| slice.words.clone()).collect::<Vec<_>>(), [[8], [16]]);
        let details = summary.details.unwrap();
        let sets = details.get("sets").and_then(Value::as_array).unwrap().to_vec();
        assert_eq!(sets.len(), 3);
        assert_eq!(sets[0], Value::Number(1.0));
        assert!(sets[2].as_object().is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn rows_of_any_size_come_whole() {
    for options in servers() {
        let connection = connect(&options).await;
        let text = "SELECT REPEAT('x', 100000) UNION ALL SELECT REPEAT('y', 3000000)";
        let (slices, _) = run(&connection, request(text, vec![])).await.unwrap();
        let total: usize = slices.iter().map(|slice| slice.latin1.len()).sum();
        assert_eq!(total, 3_100_000);
        // Longer than the first answer of a server's buffer, and than one packet of ours.
        let long = "z".repeat(2_000_000);
        let (slices, _) =
            run(&connection, request("SELECT LENGTH(?)", vec![Value::text(long)])).await.unwrap();
        assert_eq!(slices[0].words, [2_000_000 << 3]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_reset_rolls_back_and_keeps_the_connection() {
    for options in servers() {
        let connection = connect(&options).await;
        run(&connection, request("CREATE DATABASE IF NOT EXISTS driver_reset", vec![])).await.unwrap();
        run(&connection, request("CREATE OR REPLACE TABLE driver_reset.r (a INT) ENGINE = InnoDB", vec![]))
            .await
            .unwrap();
        run(&connection, request("START TRANSACTION", vec![])).await.unwrap();
        let (_, summary) =
            run(&connection, request("INSERT INTO driver_reset.r VALUES (1), (2)", vec![])).await.unwrap();
        assert_eq!(summary.changes, 2);
        assert!(connection.is_in_transaction());
        assert!(connection.reset());
        assert_eq!(words(&connection, "SELECT COUNT(*) FROM driver_reset.r", vec![]).await, [0]);
        assert!(!connection.is_in_transaction());
        run(&connection, request("DROP DATABASE driver_reset", vec![])).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_killed_connection_fails_what_it_runs_and_says_so() {
    for options in servers() {
        let (victim, killer) = (connect(&options).await, connect(&options).await);
        let kill = format!("KILL {}", victim.server.thread);
        run(&killer, request(&kill, vec![])).await.unwrap();
        let lost = run(&victim, request("SELECT 1", vec![])).await.unwrap_err();
        assert!(matches!(*lost.kind, ErrorKind::Database(_)), "{lost:?}");
        assert!(!victim.is_open());
        assert!(!victim.reset());
        // Idle ones notice by themselves.
        let victim = connect(&options).await;
        run(&killer, request(&format!("KILL {}", victim.server.thread), vec![])).await.unwrap();
        for _ in 0..200 {
            if !victim.is_open() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(!victim.is_open());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_cancelled_statement_fails_and_the_next_one_runs() {
    for options in servers() {
        let connection = Arc::new(connect(&options).await);
        let (sender, receiver) = channel();
        let slow = "SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b, \
                    information_schema.columns c";
        connection.start(request(slow, vec![]), Box::new(Reply(sender, Vec::new())));
        tokio::time::sleep(Duration::from_millis(100)).await;
        connection.cancel();
        let result = tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
        assert!(result.is_err());
        assert_eq!(words(&connection, "SELECT 1", vec![]).await, [8]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_prevents_a_connection_is_told_by_cause() {
    let nowhere = MysqlOptions { port: 1, host: "127.0.0.1".to_owned(), ..MysqlOptions::new(Flavor::Mysql2) };
    let refused = MysqlConnection::connect(nowhere, Arc::default()).await.err().unwrap();
    assert_eq!(refused.message, "connect ECONNREFUSED 127.0.0.1:1");
    for options in servers() {
        let denied = MysqlOptions { password: "wrong".to_owned(), ..options };
        let error = MysqlConnection::connect(denied, Arc::default()).await.err().unwrap();
        assert!(error.message.contains("Access denied"), "{error:?}");
        assert!(matches!(
            *error.kind,
            ErrorKind::Connecting { cause: sequelize_types::error::ConnectCause::AccessDenied, .. }
        ));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_silent_server_does_not_hold_anybody() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = MysqlOptions {
        host: "127.0.0.1".to_owned(),
        port: listener.local_addr().unwrap().port(),
        connect_timeout: Duration::from_millis(50),
        ..MysqlOptions::new(Flavor::Mysql2)
    };
    let error = MysqlConnection::connect(silent, Arc::default()).await.err().unwrap();
    assert_eq!(error.message, "connect ETIMEDOUT");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn closing_is_told_when_nothing_is_left() {
    for options in servers() {
        let connection = connect(&options).await;
        let (sender, receiver) = channel();
        connection.close(Box::new(move || {
            let _ = sender.send(());
        }));
        tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
        let refused = run(&connection, request("SELECT 1", vec![])).await.unwrap_err();
        assert!(!refused.message.is_empty());
        let (sender, receiver) = channel();
        connection.close(Box::new(move || {
            let _ = sender.send(());
        }));
        tokio::task::spawn_blocking(move || receiver.recv().unwrap()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn two_columns_of_one_name_are_refused_as_by_the_connector() {
    for options in servers() {
        let result = run(&connect(&options).await, request("SELECT 1 AS a, 2 AS a", vec![])).await;
        assert_eq!(result.is_err(), options.flavor == Flavor::Connector);
    }
}

#[tokio::test]
async fn a_silent_server_is_asked_for_as_the_drivers_do() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let asks = |flavor, delay: Option<u64>| {
        let address = listener.local_addr().unwrap();
        async move {
            let socket = TcpStream::connect(address).await.unwrap();
            let options =
                MysqlOptions { keep_alive: delay.map(Duration::from_secs), ..MysqlOptions::new(flavor) };
            keep_alive(&socket, &options).unwrap();
            SockRef::from(&socket).keepalive().unwrap()
        }
    };
    assert!(asks(Flavor::Mysql2, None).await);
    assert!(!asks(Flavor::Connector, None).await);
    assert!(asks(Flavor::Connector, Some(7)).await);
}
