//! The beginning of a session: what both sides can do, TLS, who is there. MariaDB manual, "Connecting"; MySQL manual,
//! "Connection phase".

use std::io;

use sequelize_types::Error;

use super::auth::{self, Plugin};
use super::error::{self, Obstacle, Refusal};
use super::options::MysqlOptions;
use super::packet::{Malformed, Reader, put_bytes};
use super::wire::Wire;
use crate::tls::Socket;

/// Capabilities. MariaDB's own are in the upper half.
mod can {
    pub const LONG_PASSWORD: u64 = 1;
    pub const FOUND_ROWS: u64 = 1 << 1;
    pub const LONG_FLAG: u64 = 1 << 2;
    pub const CONNECT_WITH_DB: u64 = 1 << 3;
    pub const IGNORE_SPACE: u64 = 1 << 8;
    pub const PROTOCOL_41: u64 = 1 << 9;
    pub const SSL: u64 = 1 << 11;
    pub const TRANSACTIONS: u64 = 1 << 13;
    pub const SECURE_CONNECTION: u64 = 1 << 15;
    pub const MULTI_STATEMENTS: u64 = 1 << 16;
    pub const MULTI_RESULTS: u64 = 1 << 17;
    pub const PS_MULTI_RESULTS: u64 = 1 << 18;
    pub const PLUGIN_AUTH: u64 = 1 << 19;
    pub const PLUGIN_AUTH_LENENC: u64 = 1 << 21;
    pub const SESSION_TRACK: u64 = 1 << 23;
    pub const DEPRECATE_EOF: u64 = 1 << 24;
    pub const EXTENDED_TYPES: u64 = 1 << 35;
}

/// What is known of the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    /// As the server tells it, without the prefix that MariaDB puts before it for the sake of old replicas.
    pub version: String,
    pub is_mariadb: bool,
    /// The server's number of this connection.
    pub thread: u32,
    /// Results end with an OK packet; else an EOF packet ends columns and rows.
    pub deprecates_eof: bool,
    /// Columns come with MariaDB's names of types.
    pub has_kinds: bool,
    pub status: u16,
}

struct Greeting {
    server: Server,
    capabilities: u64,
    seed: Vec<u8>,
    plugin: String,
}

/// Begins the session on an open socket.
/// # Errors
/// `Connecting`, by cause.
pub(super) async fn shake_hands(
    socket: Box<dyn Socket>,
    options: &MysqlOptions,
) -> Result<(Wire, Server), Error> {
    let mut wire = Wire::new(socket);
    let packet = receive(&mut wire, options).await?;
    if let Some((0xff, refusal)) = packet.split_first() {
        return Err(refused(refusal, options, 0));
    }
    let greeting = read_greeting(&packet).map_err(|_| Obstacle::Protocol.into_error(options.flavor))?;
    let mut capabilities = wanted(options) & (greeting.capabilities | can::LONG_PASSWORD);
    if capabilities >> 32 != 0 {
        // Who sets it is taken for a client of MySQL, which knows nothing of the upper half.
        capabilities &= !can::LONG_PASSWORD;
    }
    let is_encrypted = options.tls.is_some();
    if let Some(tls) = &options.tls {
        if greeting.capabilities & can::SSL == 0 {
            return Err(Obstacle::NoTls.into_error(options.flavor));
        }
        capabilities |= can::SSL;
        send(&mut wire, &opening(capabilities, options), options).await?;
        let (socket, sequence) = wire.into_socket();
        let socket = tls
            .wrap(socket, &options.host)
            .await
            .map_err(|failure| Obstacle::Tls(failure).into_error(options.flavor))?;
        wire = Wire::continue_at(socket, sequence);
    }
    let is_private = is_encrypted || options.socket_path.is_some();
    let plugin = Plugin::by_name(&greeting.plugin).filter(|plugin| *plugin != Plugin::Clear);
    let mut login = Login {
        wire,
        options,
        seed: greeting.seed,
        plugin: plugin.unwrap_or(Plugin::Native),
        is_private,
        thread: greeting.server.thread,
    };
    let response = login.response(capabilities);
    send(&mut login.wire, &response, options).await?;
    login.prove().await?;
    let server = Server {
        deprecates_eof: capabilities & can::DEPRECATE_EOF != 0,
        has_kinds: capabilities & can::EXTENDED_TYPES != 0,
        ..greeting.server
    };
    Ok((login.wire, server))
}

/// What both of v6's drivers ask for. Files of this machine are never sent.
fn wanted(options: &MysqlOptions) -> u64 {
    let mut wanted = can::LONG_PASSWORD
        | can::LONG_FLAG
        | can::IGNORE_SPACE
        | can::PROTOCOL_41
        | can::TRANSACTIONS
        | can::SECURE_CONNECTION
        | can::MULTI_RESULTS
        | can::PS_MULTI_RESULTS
        | can::PLUGIN_AUTH
        | can::PLUGIN_AUTH_LENENC
        | can::SESSION_TRACK
        | can::DEPRECATE_EOF;
    for (is_wanted, capability) in [
        (options.found_rows, can::FOUND_ROWS),
        (options.database.is_some(), can::CONNECT_WITH_DB),
        (options.multiple_statements, can::MULTI_STATEMENTS),
        (options.wants_kinds(), can::EXTENDED_TYPES),
    ] {
        if is_wanted {
            wanted |= capability;
        }
    }
    wanted
}

/// What a request for TLS and a login begin with.
fn opening(capabilities: u64, options: &MysqlOptions) -> Vec<u8> {
    let mut packet = (capabilities as u32).to_le_bytes().to_vec();
    packet.extend_from_slice(&0x4000_0000_u32.to_le_bytes());
    packet.push(u8::try_from(options.collation).unwrap_or(super::options::DEFAULT_COLLATION as u8));
    packet.extend_from_slice(&[0; 19]);
    packet.extend_from_slice(&((capabilities >> 32) as u32).to_le_bytes());
    packet
}

fn read_greeting(packet: &[u8]) -> Result<Greeting, Malformed> {
    let mut reader = Reader::new(packet);
    if reader.u8()? != 10 {
        return Err(Malformed);
    }
    let version = String::from_utf8_lossy(reader.until_zero()).into_owned();
    let thread = reader.u32()?;
    let mut seed = reader.bytes(8)?.to_vec();
    reader.u8()?;
    let mut capabilities = u64::from(reader.u16()?);
    reader.u8()?;
    let status = reader.u16()?;
    capabilities |= u64::from(reader.u16()?) << 16;
    let seed_length = usize::from(reader.u8()?);
    reader.bytes(6)?;
    let extended = u64::from(reader.u32()?) << 32;
    // MariaDB leaves the lowest bit out where it has capabilities of its own.
    if capabilities & can::LONG_PASSWORD == 0 {
        capabilities |= extended;
    }
    let rest = reader.bytes(seed_length.saturating_sub(8).max(13).min(reader.rest.len()))?;
    seed.extend_from_slice(rest.strip_suffix(&[0]).unwrap_or(rest));
    let plugin = String::from_utf8_lossy(reader.until_zero()).into_owned();
    let (version, has_prefix) = match version.strip_prefix("5.5.5-") {
        Some(version) => (version.to_owned(), true),
        None => (version, false),
    };
    let is_mariadb = has_prefix || version.contains("MariaDB") || capabilities & can::LONG_PASSWORD == 0;
    let server = Server { version, is_mariadb, thread, deprecates_eof: false, has_kinds: false, status };
    Ok(Greeting { server, capabilities, seed, plugin })
}

/// The part of a session in which the user proves who they are.
struct Login<'a> {
    wire: Wire,
    options: &'a MysqlOptions,
    seed: Vec<u8>,
    plugin: Plugin,
    is_private: bool,
    thread: u32,
}

impl Login<'_> {
    fn response(&self, capabilities: u64) -> Vec<u8> {
        let options = self.options;
        let mut packet = opening(capabilities, options);
        packet.extend_from_slice(options.user.as_bytes());
        packet.push(0);
        put_bytes(&mut packet, &self.plugin.first_answer(&options.password, &self.seed, self.is_private));
        if let Some(database) = &options.database {
            packet.extend_from_slice(database.as_bytes());
            packet.push(0);
        }
        packet.extend_from_slice(self.plugin.name().as_bytes());
        packet.push(0);
        packet
    }

    /// Answers until the server is content.
    async fn prove(&mut self) -> Result<(), Error> {
        loop {
            let packet = receive(&mut self.wire, self.options).await?;
            match packet.split_first() {
                Some((0, _)) => return Ok(()),
                Some((0xff, refusal)) => return Err(refused(refusal, self.options, self.thread)),
                Some((0xfe, request)) => self.change_plugin(request).await?,
                Some((1, data)) => self.go_on(data).await?,
                _ => return Err(self.obstacle(Obstacle::Protocol)),
            }
        }
    }

    async fn change_plugin(&mut self, request: &[u8]) -> Result<(), Error> {
        let mut reader = Reader::new(request);
        let name = String::from_utf8_lossy(reader.until_zero()).into_owned();
        let plugin = Plugin::by_name(&name).filter(|plugin| *plugin != Plugin::Clear || self.is_private);
        let Some(plugin) = plugin.filter(|_| !name.is_empty()) else {
            return Err(self.obstacle(Obstacle::Plugin(name)));
        };
        self.plugin = plugin;
        self.seed = reader.rest.strip_suffix(&[0]).unwrap_or(reader.rest).to_vec();
        let answer = plugin.first_answer(&self.options.password, &self.seed, self.is_private);
        self.send(&answer).await
    }

    /// `caching_sha2_password`: 3 says that the server remembered, 4 that it wants the whole password. Anything else
    /// is the public key that was asked for.
    async fn go_on(&mut self, data: &[u8]) -> Result<(), Error> {
        match (self.plugin, data) {
            (Plugin::CachingSha2, [3]) => Ok(()),
            (Plugin::CachingSha2, [4]) if self.is_private => {
                let password = auth::with_zero(&self.options.password);
                self.send(&password).await
            }
            (Plugin::CachingSha2, [4]) if self.options.asks_for_key => {
                self.send(&[auth::ASK_CACHING_KEY]).await
            }
            (Plugin::CachingSha2 | Plugin::Sha256, pem) if pem.len() > 1 && self.options.asks_for_key => {
                match auth::encrypt(&self.options.password, &self.seed, pem) {
                    Some(secret) => self.send(&secret).await,
                    None => Err(self.obstacle(Obstacle::Protocol)),
                }
            }
            (Plugin::CachingSha2 | Plugin::Sha256, _) => Err(self.obstacle(Obstacle::NoKey)),
            _ => Err(self.obstacle(Obstacle::Protocol)),
        }
    }

    async fn send(&mut self, answer: &[u8]) -> Result<(), Error> {
        send(&mut self.wire, answer, self.options).await
    }

    fn obstacle(&self, obstacle: Obstacle) -> Error {
        obstacle.into_error(self.options.flavor)
    }
}

async fn receive(wire: &mut Wire, options: &MysqlOptions) -> Result<Vec<u8>, Error> {
    match wire.receive().await {
        Ok(packet) => Ok(packet.to_vec()),
        Err(failure) => Err(broken(&failure, options)),
    }
}

async fn send(wire: &mut Wire, packet: &[u8], options: &MysqlOptions) -> Result<(), Error> {
    wire.send(packet).await.map_err(|failure| broken(&failure, options))
}

fn broken(failure: &io::Error, options: &MysqlOptions) -> Error {
    match failure.kind() {
        io::ErrorKind::UnexpectedEof => error::lost_while_connecting(options.flavor),
        _ => error::cannot_connect(failure, options, None),
    }
}

fn refused(packet: &[u8], options: &MysqlOptions, thread: u32) -> Error {
    match Refusal::read(packet) {
        Ok(refusal) => refusal.into_connect_error(options.flavor, thread),
        Err(Malformed) => Obstacle::Protocol.into_error(options.flavor),
    }
}
