use std::sync::mpsc;

use sequelize_types::{Error, ErrorKind, Value};

use super::SqliteConnection;
use crate::sqlite::SqliteOptions;
use crate::{Attempt, Binds, Completion, Connection, Method, Request, RowSlice, Runs, Summary};

type Outcome = Result<(RowSlice, Summary), Error>;

struct Waiting(mpsc::Sender<Outcome>, u32);

impl Completion for Waiting {
    fn rows(&mut self, rows: RowSlice) -> bool {
        self.1 += rows.rows;
        true
    }

    fn done(self: Box<Self>, result: Outcome) {
        let result = result.map(|(mut rows, summary)| {
            rows.rows += self.1;
            (rows, summary)
        });
        self.0.send(result).unwrap();
    }
}

fn memory() -> SqliteConnection {
    SqliteConnection::new(SqliteOptions::default(), Default::default()).unwrap()
}

fn request(text: &str, binds: Vec<Value>) -> Request {
    Request {
        text: text.into(),
        binds: Binds::Ordered(binds),
        runs: None,
        method: Method::All,
        wants_dates: false,
        wants_details: false,
        is_prepared: true,
        has_typed_numbers: false,
    }
}

fn run(connection: &SqliteConnection, request: Request) -> Outcome {
    let (sender, receiver) = mpsc::channel();
    connection.start(request, Box::new(Waiting(sender, 0)));
    receiver.recv().unwrap()
}

fn text(connection: &SqliteConnection, sql: &str) -> Outcome {
    run(connection, request(sql, vec![]))
}

#[test]
fn rows_come_back_as_words() {
    let connection = memory();
    let (rows, summary) =
        run(&connection, request("SELECT $2 AS a, $1 AS b, NULL AS c", vec![Value::Number(7.0), "é".into()]))
            .unwrap();
    assert_eq!(rows.words, [1 << 3 | 1, 7 << 3, 4]);
    assert_eq!(rows.latin1, [0xe9]);
    let names: Vec<_> = summary.shape.unwrap().columns.iter().map(|column| column.name.clone()).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn numbers_bind_as_node_sqlite3_binds_them() {
    let connection = memory();
    let binds = vec![Value::Number(5e9), Value::Number(2.0), Value::BigInt("9".into()), Value::Bool(true)];
    let sql = "SELECT typeof($1) || ' ' || typeof($2) || ' ' || typeof($3) || ' ' || typeof($4)";
    let (rows, _) = run(&connection, request(sql, binds)).unwrap();
    assert_eq!(rows.latin1, b"real integer text integer");
}

#[test]
fn a_short_read_runs_at_once_and_a_long_one_does_not() {
    let connection = memory();
    text(&connection, "SELECT 1").unwrap();
    let mut rows = RowSlice::default();
    assert!(matches!(connection.run_now(&request("SELECT 1", vec![]), &mut rows), Attempt::Finished(Ok(_))));
    assert_eq!(rows.words, [1 << 3]);
    rows.clear();
    let long =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT count(*) FROM n";
    assert!(matches!(connection.run_now(&request(long, vec![]), &mut rows), Attempt::Declined));
    assert!(rows.words.is_empty());
    assert_eq!(text(&connection, long).unwrap().0.words, [100_000 << 3]);
}

#[test]
fn the_budget_counts_each_run_by_itself() {
    let connection = memory();
    text(&connection, "SELECT 1").unwrap();
    let sql =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100) SELECT count(*) FROM n";
    for _ in 0..200 {
        let attempt = connection.run_now(&request(sql, vec![]), &mut RowSlice::default());
        assert!(matches!(attempt, Attempt::Finished(Ok(_))));
    }
}

#[test]
fn a_small_write_to_memory_runs_at_once() {
    let connection = memory();
    text(&connection, "CREATE TABLE t (a)").unwrap();
    for (sql, is_in_transaction) in [
        ("INSERT INTO t VALUES (1)", false),
        ("UPDATE t SET a = 2", false),
        ("BEGIN", true),
        ("INSERT INTO t VALUES (3)", true),
        ("COMMIT", false),
    ] {
        let attempt = connection.run_now(&request(sql, vec![]), &mut RowSlice::default());
        assert!(matches!(attempt, Attempt::Finished(Ok(_))), "{sql}");
        assert_eq!(connection.is_in_transaction(), is_in_transaction, "{sql}");
    }
    assert_eq!(text(&connection, "SELECT sum(a) FROM t").unwrap().0.words, [5 << 3]);
}

#[test]
fn what_may_take_long_or_leaves_traces_never_runs_at_once() {
    let connection = memory();
    text(&connection, "CREATE TABLE t (a)").unwrap();
    text(&connection, "BEGIN").unwrap();
    let in_transaction = ["UPDATE t SET a = 1", "DELETE FROM t", "INSERT INTO t SELECT 1", "ROLLBACK"];
    for sql in in_transaction.into_iter().chain(["PRAGMA foreign_keys=OFF", "ATTACH ':memory:' AS x"]) {
        let attempt = connection.run_now(&request(sql, vec![]), &mut RowSlice::default());
        assert!(matches!(attempt, Attempt::Declined), "{sql}");
    }
}

#[test]
fn a_write_that_is_given_up_leaves_nothing_behind() {
    let connection = memory();
    text(&connection, "CREATE TABLE t (a)").unwrap();
    let long = "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000) \
                SELECT i FROM n";
    let attempt = connection.run_now(&request(long, vec![]), &mut RowSlice::default());
    assert!(matches!(attempt, Attempt::Declined));
    assert_eq!(text(&connection, "SELECT count(*) FROM t").unwrap().0.words, [0]);
}

#[test]
fn a_changed_table_changes_the_shape() {
    let connection = memory();
    text(&connection, "CREATE TABLE t (a)").unwrap();
    assert_eq!(text(&connection, "SELECT * FROM t").unwrap().1.shape.unwrap().columns.len(), 1);
    text(&connection, "ALTER TABLE t ADD COLUMN b DATETIME").unwrap();
    text(&connection, "INSERT INTO t VALUES (1, '2024-01-01 00:00:00.000 +00:00')").unwrap();
    let all = Request { wants_dates: true, ..request("SELECT * FROM t", vec![]) };
    let (rows, summary) = run(&connection, all).unwrap();
    assert_eq!(summary.shape.unwrap().columns.len(), 2);
    assert_eq!((rows.words, rows.doubles), (vec![1 << 3, 3 | 1 << 3], vec![1_704_067_200_000.0]));
}

#[test]
fn big_results_come_in_slices() {
    let sql =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000) SELECT i, i FROM n";
    let (rows, _) = text(&memory(), sql).unwrap();
    assert_eq!(rows.rows, 50_000);
    assert!(rows.words.len() < 50_000);
}

#[test]
fn errors_speak_like_node_sqlite3() {
    let connection = memory();
    let message = |sql: &str| text(&connection, sql).unwrap_err().message;
    assert_eq!(message("SELEC"), "SQLITE_ERROR: near \"SELEC\": syntax error");
    assert_eq!(message(""), "SQLITE_MISUSE: not an error");
    assert_eq!(message("COMMIT"), "SQLITE_ERROR: cannot commit - no transaction is active");
    text(&connection, "CREATE TABLE t (a UNIQUE)").unwrap();
    text(&connection, "INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(message("INSERT INTO t VALUES (1)"), "SQLITE_CONSTRAINT: UNIQUE constraint failed: t.a");
}

#[test]
fn encryption_is_refused_by_name() {
    let error = text(&memory(), "PRAGMA KEY='secret'").unwrap_err();
    assert!(matches!(*error.kind, ErrorKind::Unsupported { .. }));
    assert!(error.message.contains("PRAGMA KEY"));
}

#[test]
fn a_reset_rolls_back_and_a_setting_spoils_the_connection() {
    let connection = memory();
    text(&connection, "CREATE TABLE t (a)").unwrap();
    text(&connection, "BEGIN").unwrap();
    text(&connection, "INSERT INTO t VALUES (1)").unwrap();
    assert!(connection.is_in_transaction());
    assert!(connection.reset());
    assert_eq!(text(&connection, "SELECT count(*) FROM t").unwrap().0.words, [0]);
    text(&connection, "PRAGMA read_uncommitted = ON").unwrap();
    assert!(!connection.reset());
}

#[test]
fn after_close_everything_is_refused() {
    let connection = memory();
    text(&connection, "SELECT 1").unwrap();
    for _ in 0..2 {
        let (sender, receiver) = mpsc::channel();
        connection.close(Box::new(move || sender.send(()).unwrap()));
        receiver.recv().unwrap();
    }
    assert_eq!(
        text(&connection, "SELECT 1").unwrap_err().message,
        "SQLITE_MISUSE: Database handle is closed"
    );
}

#[test]
fn cancel_stops_only_what_runs() {
    let connection = memory();
    text(&connection, "SELECT 1").unwrap();
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let (sender, receiver) = mpsc::channel();
    connection.start(request(endless, vec![]), Box::new(Waiting(sender, 0)));
    let error = loop {
        connection.cancel();
        if let Ok(result) = receiver.try_recv() {
            break result.unwrap_err();
        }
        std::thread::yield_now();
    };
    assert_eq!(error.message, "SQLITE_INTERRUPT: interrupted");
    text(&connection, "SELECT 1").unwrap();
}

fn runs(connection: &SqliteConnection, ids: &[(f64, f64)]) -> Outcome {
    let binds = ids.iter().flat_map(|(id, parent)| [Value::Number(*id), Value::Number(*parent)]).collect();
    let rest = (ids.len() % 2 == 1).then(|| "INSERT INTO t VALUES ($1, $2)".to_owned());
    let request = request("INSERT INTO t VALUES ($1, $2), ($3, $4)", binds);
    run(connection, Request { runs: Some(Runs { binds_per_run: 4, rest }), ..request })
}

fn with_parents() -> SqliteConnection {
    let connection = memory();
    text(&connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t (id))").unwrap();
    connection
}

fn count(connection: &SqliteConnection) -> i32 {
    text(connection, "SELECT count(*) FROM t").unwrap().0.words[0] >> 3
}

#[test]
fn runs_count_as_one_statement() {
    let connection = with_parents();
    let (_, summary) =
        runs(&connection, &[(1.0, 5.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0), (5.0, 1.0)]).unwrap();
    assert_eq!((summary.changes, summary.last_id, count(&connection)), (5, 5, 5));
    assert!(!connection.is_in_transaction());
}

#[test]
fn failed_runs_leave_nothing_behind() {
    let connection = with_parents();
    let error = runs(&connection, &[(1.0, 1.0), (2.0, 1.0), (1.0, 1.0)]).unwrap_err();
    assert_eq!(error.message, "SQLITE_CONSTRAINT: UNIQUE constraint failed: t.id");
    let error = runs(&connection, &[(1.0, 1.0), (2.0, 1.0), (3.0, 99.0)]).unwrap_err();
    assert_eq!(error.message, "SQLITE_CONSTRAINT: FOREIGN KEY constraint failed");
    assert_eq!((count(&connection), connection.is_in_transaction()), (0, false));
}

#[test]
fn failed_runs_leave_the_transaction_as_it_was() {
    let connection = with_parents();
    text(&connection, "BEGIN").unwrap();
    text(&connection, "INSERT INTO t VALUES (9, 9)").unwrap();
    for last in [(9.0, 9.0), (3.0, 99.0)] {
        runs(&connection, &[(1.0, 2.0), (2.0, 1.0), last]).unwrap_err();
        assert_eq!((count(&connection), connection.is_in_transaction()), (1, true));
    }
    runs(&connection, &[(1.0, 3.0), (2.0, 1.0), (3.0, 1.0)]).unwrap();
    text(&connection, "COMMIT").unwrap();
    assert_eq!(count(&connection), 4);
}
