//! The way to the server: a socket, with or without TLS.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::BytesMut;
use postgres_protocol::message::frontend;
use sequelize_types::Result;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpStream, lookup_host};

use super::error;
use super::options::PgOptions;
use crate::tls::Socket;

pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(tokio::net::UnixStream),
    Tls(Box<dyn Socket>),
}

impl Stream {
    /// # Errors
    /// By cause, in the words of Node.js.
    pub(super) async fn open(options: &PgOptions) -> Result<Self> {
        if options.host.starts_with('/') {
            return Self::open_file(options).await;
        }
        let socket = connect(options).await?;
        let Some(tls) = &options.tls else { return Ok(Self::Tcp(socket)) };
        let socket = ask_for_tls(socket).await?;
        tls.wrap(socket, &options.host).await.map(Self::Tls).map_err(|failure| error::of_tls(&failure))
    }

    #[cfg(unix)]
    async fn open_file(options: &PgOptions) -> Result<Self> {
        let path = Path::new(&options.host).join(format!(".s.PGSQL.{}", options.port));
        let socket = tokio::net::UnixStream::connect(&path).await;
        socket.map(Self::Unix).map_err(|failure| error::of_socket(&failure, &path.to_string_lossy(), None))
    }

    #[cfg(not(unix))]
    async fn open_file(options: &PgOptions) -> Result<Self> {
        let path = Path::new(&options.host);
        Err(error::of_connecting(format!("{} is no host: socket files need Unix", path.display())))
    }
}

async fn connect(options: &PgOptions) -> Result<TcpStream> {
    let addresses = lookup_host((options.host.as_str(), options.port))
        .await
        .map_err(|_| error::not_found(&options.host))?;
    let mut last = None;
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(socket) => {
                set_up(&socket, options).map_err(|failure| error::of_connecting(failure.to_string()))?;
                return Ok(socket);
            }
            Err(failure) => {
                last = Some(error::of_socket(&failure, &address.ip().to_string(), Some(address.port())));
            }
        }
    }
    Err(last.unwrap_or_else(|| error::not_found(&options.host)))
}

fn set_up(socket: &TcpStream, options: &PgOptions) -> io::Result<()> {
    socket.set_nodelay(true)?;
    if options.keeps_alive {
        let mut settings = socket2::TcpKeepalive::new();
        if let Some(delay) = options.keep_alive {
            settings = settings.with_time(delay);
        }
        socket2::SockRef::from(socket).set_tcp_keepalive(&settings)?;
    }
    Ok(())
}

async fn ask_for_tls(mut socket: TcpStream) -> Result<TcpStream> {
    let mut request = BytesMut::new();
    frontend::ssl_request(&mut request);
    let mut answer = [0];
    let exchange = async {
        socket.write_all(&request).await?;
        socket.read_exact(&mut answer).await
    };
    exchange.await.map_err(|_| error::of_connecting("Connection terminated unexpectedly"))?;
    match answer[0] {
        b'S' => Ok(socket),
        b'N' => Err(error::of_connecting("The server does not support SSL connections")),
        _ => Err(error::of_connecting("There was an error establishing an SSL connection")),
    }
}

macro_rules! each {
    ($self:ident, $stream:ident => $act:expr) => {
        match $self.get_mut() {
            Stream::Tcp($stream) => $act,
            #[cfg(unix)]
            Stream::Unix($stream) => $act,
            Stream::Tls($stream) => $act,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_read(context, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        each!(self, stream => Pin::new(stream).poll_write(context, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self, stream => Pin::new(stream).poll_shutdown(context))
    }
}
