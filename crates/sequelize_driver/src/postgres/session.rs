//! The task of a connection: sends what is in the outbox, reads what comes, finishes jobs in their order.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bytes::BytesMut;
use postgres_protocol::message::backend::Message;
use postgres_protocol::message::frontend;
use sequelize_types::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, split};

use super::connection::{QUICK, Shared, changes_schema};
use super::error;
use super::job::Job;
use super::startup::Wire;
use super::stream::Stream;

const READ_AHEAD: usize = 64 * 1024;
/// How often a receiver that is behind is asked whether it has caught up.
const PAUSE: Duration = Duration::from_millis(1);

/// Serves until the connection is closed or lost.
pub(super) async fn serve(wire: Wire, shared: Arc<Shared>) {
    let (reader, writer) = split(wire.stream);
    let mut session = Session {
        reader,
        writer,
        incoming: wire.incoming,
        outgoing: BytesMut::new(),
        current: None,
        since: Instant::now(),
        shared,
    };
    let loss = session.run().await;
    session.end(loss);
}

struct Session {
    reader: ReadHalf<Stream>,
    writer: WriteHalf<Stream>,
    incoming: BytesMut,
    outgoing: BytesMut,
    /// The job whose answer is coming.
    current: Option<Job>,
    /// When the server could begin with the oldest job.
    since: Instant,
    shared: Arc<Shared>,
}

/// A session that ends in any way (also by a panic, or with its runtime) leaves nobody waiting.
impl Drop for Session {
    fn drop(&mut self) {
        self.end(None);
    }
}

impl Session {
    /// Gives the error that unfinished jobs fail with, if there is a better one than the usual.
    async fn run(&mut self) -> Option<Error> {
        loop {
            loop {
                match Message::parse(&mut self.incoming) {
                    Ok(Some(message)) => self.take(message).await,
                    Ok(None) => break,
                    Err(_) => return None,
                }
            }
            if self.is_done() {
                self.take_leave().await;
                return None;
            }
            let deadline = self.deadline();
            if self.incoming.capacity() - self.incoming.len() < READ_AHEAD / 4 {
                self.incoming.reserve(READ_AHEAD);
            }
            let Self { reader, writer, incoming, outgoing, shared, .. } = self;
            tokio::select! {
                read = reader.read_buf(incoming) => match read {
                    Ok(0) => return None,
                    Ok(_) => {}
                    Err(failure) => return reset(&failure),
                },
                wrote = writer.write_buf(outgoing), if !outgoing.is_empty() => {
                    if let Err(failure) = wrote {
                        return reset(&failure);
                    }
                    if outgoing.is_empty() && writer.flush().await.is_err() {
                        return None;
                    }
                },
                () = shared.wake.notified() => {},
                () = tokio::time::sleep_until(deadline.unwrap_or_else(Instant::now).into()), if deadline.is_some() => {
                    return Some(error::of_loss("Query read timeout", ""));
                },
            }
        }
    }

    /// Fetches what is to be sent. True if the connection is to be closed and nothing is left to do.
    fn is_done(&mut self) -> bool {
        let mut outbox = self.shared.outbox();
        if outbox.unfinished == 1 && self.current.is_none() && !outbox.outgoing.is_empty() {
            self.since = Instant::now();
        }
        if self.outgoing.is_empty() {
            std::mem::swap(&mut self.outgoing, &mut outbox.outgoing);
        } else {
            let more = outbox.outgoing.split();
            self.outgoing.extend_from_slice(&more);
        }
        outbox.is_closing && outbox.unfinished == 0
    }

    async fn take_leave(&mut self) {
        // Before the last word is out: nobody may be handed a connection that is going.
        self.shared.set_broken();
        frontend::terminate(&mut self.outgoing);
        let _ = self.writer.write_all(&self.outgoing).await;
        let _ = self.writer.shutdown().await;
    }

    fn deadline(&self) -> Option<Instant> {
        let timeout = self.shared.query_timeout?;
        (self.shared.outbox().unfinished > 0).then(|| self.since + timeout)
    }

    async fn take(&mut self, message: Message) {
        match message {
            Message::NoticeResponse(_) | Message::NotificationResponse(_) | Message::ParameterStatus(_) => {
                return;
            }
            Message::ReadyForQuery(body) => {
                self.shared.status.store(body.status(), Ordering::Release);
                return self.finish();
            }
            _ => {}
        }
        if self.current.is_none() {
            self.current = self.shared.outbox().jobs.pop_front();
        }
        // Without a job it can only be the server's farewell; the end of the stream follows.
        let Some(job) = &mut self.current else { return };
        match message {
            Message::RowDescription(body) => {
                job.next_result();
                job.describe(&body, &self.shared.shapes);
            }
            Message::NoData => job.no_rows(),
            Message::DataRow(body) => {
                let has_sent = job.row(&body);
                while has_sent && job.completion.as_ref().is_some_and(|completion| completion.is_behind()) {
                    tokio::time::sleep(PAUSE).await;
                }
            }
            Message::CommandComplete(body) => job.complete(body.tag().unwrap_or_default()),
            Message::ErrorResponse(body) => job.fail(error::of_statement(&body)),
            Message::ParseComplete => job.is_parsed = true,
            Message::CopyInResponse(_) => {
                let _ = frontend::copy_fail("COPY FROM STDIN is not supported", &mut self.outgoing);
            }
            _ => {}
        }
    }

    fn finish(&mut self) {
        let mut outbox = self.shared.outbox();
        let Some(mut job) = self.current.take().or_else(|| outbox.jobs.pop_front()) else { return };
        outbox.unfinished -= 1;
        outbox.slow -= usize::from(job.is_slow);
        let now = Instant::now();
        if let Some(statement) = &job.statement {
            statement.set_quick(now - self.since.max(job.started) < QUICK);
            let is_stale = job.error.as_ref().is_some_and(error::is_stale_statement);
            if is_stale || (job.error.is_some() && !job.is_parsed && statement.plan().is_none()) {
                outbox.statements.forget(statement);
            }
            let is_idle = self.shared.status.load(Ordering::Acquire) == b'I';
            if is_stale && is_idle && !job.is_second_try {
                drop(outbox);
                job.begin_anew();
                self.since = now;
                return self.shared.send(job);
            }
        } else if changes_schema(&job.request.text) {
            self.shared.shapes.change_schema();
        }
        self.since = now;
        drop(outbox);
        job.finish();
    }

    /// Fails what is unfinished. The second call finds nothing to do.
    fn end(&mut self, loss: Option<Error>) {
        self.shared.set_broken();
        let (jobs, on_closed, on_lost) = {
            let mut outbox = self.shared.outbox();
            outbox.unfinished = 0;
            outbox.slow = 0;
            (std::mem::take(&mut outbox.jobs), outbox.on_closed.take(), outbox.on_lost.take())
        };
        let mut loss = loss;
        for mut job in self.current.take().into_iter().chain(jobs) {
            job.fail(loss.take().unwrap_or_else(error::terminated));
            job.finish();
        }
        match (on_closed, on_lost) {
            (Some(closed), _) => closed(),
            (None, Some(lost)) => lost(),
            (None, None) => {}
        }
    }
}

fn reset(failure: &std::io::Error) -> Option<Error> {
    (failure.kind() == std::io::ErrorKind::ConnectionReset)
        .then(|| error::of_loss("read ECONNRESET", "ECONNRESET"))
}
