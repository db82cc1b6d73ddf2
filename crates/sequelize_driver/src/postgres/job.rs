//! One request on its way: what was sent for it, and what has come back.

use std::sync::Arc;
use std::time::Instant;

use postgres_protocol::message::backend::{DataRowBody, RowDescriptionBody};
use sequelize_types::{Error, Object, Value};

use super::decode::Plan;
use super::statements::Prepared;
use crate::{Completion, Request, RowSlice, ShapeTable, Summary};

pub(super) struct Job {
    /// `None` for the connection's own statements.
    pub completion: Option<Box<dyn Completion>>,
    pub request: Request,
    pub statement: Option<Arc<Prepared>>,
    pub started: Instant,
    /// Its text was taken by the server.
    pub is_parsed: bool,
    /// It was sent anew because its statement had become stale.
    pub is_second_try: bool,
    /// Nobody should wait behind it.
    pub is_slow: bool,
    plan: Option<Arc<Plan>>,
    rows: RowSlice,
    /// Rows of the result that is coming.
    count: usize,
    changes: i64,
    details: Vec<Value>,
    pub error: Option<Error>,
    /// The receiver has no use for more.
    is_deserted: bool,
}

impl Job {
    pub(super) fn new(request: Request, completion: Option<Box<dyn Completion>>) -> Self {
        Self {
            completion,
            request,
            statement: None,
            started: Instant::now(),
            is_parsed: false,
            is_second_try: false,
            is_slow: true,
            plan: None,
            rows: RowSlice::default(),
            count: 0,
            changes: 0,
            details: Vec::new(),
            error: None,
            is_deserted: false,
        }
    }

    /// Rows come without a description if the statement is known.
    pub(super) fn expect(&mut self, plan: Option<Arc<Plan>>, shapes: &ShapeTable) {
        self.plan = plan.map(|plan| {
            if plan.version == shapes.kept_as_text().0 { plan } else { Arc::new(plan.renewed(shapes)) }
        });
    }

    pub(super) fn describe(&mut self, body: &RowDescriptionBody, shapes: &ShapeTable) {
        match Plan::new(body, shapes) {
            Ok(plan) => {
                let plan = Arc::new(plan);
                if let Some(statement) = &self.statement {
                    statement.set_plan(Some(Arc::clone(&plan)));
                }
                self.plan = Some(plan);
            }
            Err(error) => self.fail(error),
        }
    }

    pub(super) fn no_rows(&mut self) {
        if let Some(statement) = &self.statement {
            statement.set_plan(None);
        }
        self.plan = None;
    }

    /// Takes a row. True if a slice went out, so that the receiver may have fallen behind.
    pub(super) fn row(&mut self, body: &DataRowBody) -> bool {
        if self.error.is_some() || self.is_deserted {
            return false;
        }
        let Some(plan) = self.plan.clone() else { return false };
        let sent = self.rows.rows > 0 && self.rows.is_full(plan.columns());
        if sent {
            self.flush();
        }
        self.rows.shape = Some(Arc::clone(&plan.shape));
        self.count += 1;
        if let Err(error) = plan.push_row(body, &mut self.rows) {
            self.fail(error);
        }
        sent
    }

    fn flush(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if let Some(completion) = &mut self.completion {
            self.is_deserted = !completion.rows(rows);
        }
    }

    /// One result is complete. Several of one text have a slice of their own each.
    pub(super) fn complete(&mut self, tag: &str) {
        let result = Tag::read(tag);
        self.changes += result.rows.unwrap_or(0);
        if self.request.wants_details {
            self.details.push(result.details(self.count));
        }
        self.count = 0;
    }

    /// The next result of the same text begins.
    pub(super) fn next_result(&mut self) {
        if self.rows.rows > 0 {
            self.flush();
        }
        self.plan = None;
    }

    /// The first failure counts.
    pub(super) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    /// To be sent once more, its statement being gone.
    pub(super) fn begin_anew(&mut self) {
        self.is_second_try = true;
        (self.error, self.statement, self.plan, self.is_slow) = (None, None, None, true);
        (self.count, self.changes) = (0, 0);
        self.details.clear();
    }

    pub(super) fn finish(mut self) {
        let Some(completion) = self.completion.take() else { return };
        if let Some(error) = self.error {
            return completion.done(Err(error));
        }
        let shape = self.plan.map(|plan| Arc::clone(&plan.shape));
        if self.rows.rows == 0 {
            self.rows.shape.clone_from(&shape);
        }
        let details = self.request.wants_details.then(|| Box::new(Value::Array(self.details)));
        let summary = Summary { changes: self.changes, last_id: 0, shape, details };
        completion.done(Ok((self.rows, summary)));
    }
}

/// `INSERT 0 5`, `SELECT 3`, `CREATE TABLE`, as pg reads it.
struct Tag<'a> {
    command: &'a str,
    oid: Option<i64>,
    rows: Option<i64>,
}

impl<'a> Tag<'a> {
    fn read(tag: &'a str) -> Self {
        let mut words = tag.split(' ');
        let command = words.next().unwrap_or_default();
        let numbers: Vec<i64> = words.map_while(|word| word.parse().ok()).collect();
        match numbers[..] {
            [oid, rows, ..] => Self { command, oid: Some(oid), rows: Some(rows) },
            [rows] => Self { command, oid: None, rows: Some(rows) },
            [] => Self { command, oid: None, rows: None },
        }
    }

    fn details(&self, count: usize) -> Value {
        let number = |number: Option<i64>| number.map_or(Value::Null, |number| Value::Number(number as f64));
        Object::new()
            .with("command", self.command.into())
            .with("rowCount", number(self.rows))
            .with("oid", number(self.oid))
            .with("rows", Value::Number(count as f64))
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn tags_tell_of_rows() {
        let read = |tag| {
            let Tag { command, oid, rows } = Tag::read(tag);
            (command.to_owned(), oid, rows)
        };
        assert_eq!(read("INSERT 0 5"), ("INSERT".into(), Some(0), Some(5)));
        assert_eq!(read("SELECT 3"), ("SELECT".into(), None, Some(3)));
        assert_eq!(read("CREATE TABLE"), ("CREATE".into(), None, None));
    }
}
