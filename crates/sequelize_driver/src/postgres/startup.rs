//! From a socket to a session: start-up message, password, the server's parameters.

use std::collections::BTreeMap;

use bytes::BytesMut;
use fallible_iterator::FallibleIterator;
use postgres_protocol::authentication::md5_hash;
use postgres_protocol::authentication::sasl::{ChannelBinding, SCRAM_SHA_256, ScramSha256};
use postgres_protocol::message::backend::{AuthenticationSaslBody, Message};
use postgres_protocol::message::frontend;
use sequelize_types::{Error, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::error;
use super::options::PgOptions;
use super::stream::Stream;

/// A session that waits for its first statement.
pub(super) struct Started {
    pub wire: Wire,
    pub process_id: i32,
    pub secret_key: i32,
    pub parameters: BTreeMap<String, String>,
}

/// A stream with what was read and not yet looked at.
pub(super) struct Wire {
    pub stream: Stream,
    pub incoming: BytesMut,
}

impl Wire {
    pub(super) async fn send(&mut self, outgoing: &mut BytesMut) -> Result<()> {
        self.stream.write_all(outgoing).await.map_err(|_| lost())?;
        self.stream.flush().await.map_err(|_| lost())?;
        outgoing.clear();
        Ok(())
    }

    pub(super) async fn message(&mut self) -> Result<Message> {
        loop {
            let parsed = Message::parse(&mut self.incoming);
            if let Some(message) = parsed.map_err(|failure| error::of_connecting(failure.to_string()))? {
                return Ok(message);
            }
            if self.stream.read_buf(&mut self.incoming).await.map_err(|_| lost())? == 0 {
                return Err(lost());
            }
        }
    }
}

/// # Errors
/// By cause; see `error`.
pub(super) async fn start(options: &PgOptions) -> Result<Started> {
    let stream = Stream::open(options).await?;
    let mut wire = Wire { stream, incoming: BytesMut::with_capacity(16 * 1024) };
    let mut out = BytesMut::new();
    let names = [("user", options.user.as_str()), ("database", options.database.as_str())];
    let further = options.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all = names.into_iter().chain([("client_encoding", "UTF8")]).chain(further);
    frontend::startup_message(all, &mut out).map_err(unsendable)?;
    wire.send(&mut out).await?;
    authenticate(&mut wire, options, &mut out).await?;
    finish(wire).await
}

async fn authenticate(wire: &mut Wire, options: &PgOptions, out: &mut BytesMut) -> Result<()> {
    let password = options.password.as_bytes();
    loop {
        match wire.message().await? {
            Message::AuthenticationOk => return Ok(()),
            Message::AuthenticationCleartextPassword => {
                frontend::password_message(password, out).map_err(unsendable)?;
            }
            Message::AuthenticationMd5Password(body) => {
                let hash = md5_hash(options.user.as_bytes(), password, body.salt());
                frontend::password_message(hash.as_bytes(), out).map_err(unsendable)?;
            }
            Message::AuthenticationSasl(body) => scram(wire, &body, options, out).await?,
            Message::ErrorResponse(body) => return Err(error::of_startup(&body)),
            Message::NoticeResponse(_) => {}
            _ => {
                return Err(error::of_connecting(
                    "The server asks for a kind of authentication that is not supported.",
                ));
            }
        }
        if !out.is_empty() {
            wire.send(out).await?;
        }
    }
}

async fn scram(
    wire: &mut Wire,
    body: &AuthenticationSaslBody,
    options: &PgOptions,
    out: &mut BytesMut,
) -> Result<()> {
    if options.password.is_empty() {
        return Err(error::of_connecting(
            "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string",
        ));
    }
    let mechanisms: Vec<&str> = body.mechanisms().collect().map_err(unsendable)?;
    if !mechanisms.contains(&SCRAM_SHA_256) {
        return Err(error::of_connecting("SASL: Only mechanism SCRAM-SHA-256 is currently supported"));
    }
    let mut exchange = ScramSha256::new(options.password.as_bytes(), ChannelBinding::unsupported());
    frontend::sasl_initial_response(SCRAM_SHA_256, exchange.message(), out).map_err(unsendable)?;
    wire.send(out).await?;
    match wire.message().await? {
        Message::AuthenticationSaslContinue(body) => exchange.update(body.data()).map_err(unsendable)?,
        Message::ErrorResponse(body) => return Err(error::of_startup(&body)),
        _ => return Err(lost()),
    }
    frontend::sasl_response(exchange.message(), out).map_err(unsendable)?;
    wire.send(out).await?;
    match wire.message().await? {
        Message::AuthenticationSaslFinal(body) => exchange.finish(body.data()).map_err(unsendable),
        Message::ErrorResponse(body) => Err(error::of_startup(&body)),
        _ => Err(lost()),
    }
}

async fn finish(mut wire: Wire) -> Result<Started> {
    let (mut process_id, mut secret_key) = (0, 0);
    let mut parameters = BTreeMap::new();
    loop {
        match wire.message().await? {
            Message::ReadyForQuery(_) => return Ok(Started { wire, process_id, secret_key, parameters }),
            Message::BackendKeyData(body) => {
                (process_id, secret_key) = (body.process_id(), body.secret_key())
            }
            Message::ParameterStatus(body) => {
                if let (Ok(name), Ok(value)) = (body.name(), body.value()) {
                    parameters.insert(name.to_owned(), value.to_owned());
                }
            }
            Message::ErrorResponse(body) => return Err(error::of_startup(&body)),
            _ => {}
        }
    }
}

/// Runs the first statements of a session.
pub(super) async fn set_up(started: &mut Started, options: &PgOptions) -> Result<()> {
    let mut text = String::new();
    let conforms = started.parameters.get("standard_conforming_strings").is_some_and(|value| value == "on");
    if options.conforming_strings && !conforms {
        text.push_str("SET standard_conforming_strings=on;");
    }
    text.push_str(&options.session);
    if text.is_empty() {
        return Ok(());
    }
    let mut out = BytesMut::new();
    frontend::query(&text, &mut out).map_err(unsendable)?;
    started.wire.send(&mut out).await?;
    let mut failure: Option<Error> = None;
    loop {
        match started.wire.message().await? {
            Message::ErrorResponse(body) => failure = Some(error::of_statement(&body)),
            Message::ReadyForQuery(_) => return failure.map_or(Ok(()), Err),
            Message::ParameterStatus(body) => {
                if let (Ok(name), Ok(value)) = (body.name(), body.value()) {
                    started.parameters.insert(name.to_owned(), value.to_owned());
                }
            }
            _ => {}
        }
    }
}

fn unsendable(failure: std::io::Error) -> Error {
    error::of_connecting(failure.to_string())
}

fn lost() -> Error {
    error::of_connecting("Connection terminated unexpectedly")
}
