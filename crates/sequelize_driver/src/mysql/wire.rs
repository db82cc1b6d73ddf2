//! Packets over a socket. A packet longer than 16 MB travels in parts, which are put together and cut here.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::tls::Socket;

/// The longest part of a packet. A part of exactly this length is followed by another.
const MAX_PART: usize = 0xff_ffff;
const READ_AT_LEAST: usize = 16 * 1024;
/// A buffer that one huge row has made larger is not kept.
const KEEP_AT_MOST: usize = 1024 * 1024;

pub(super) struct Wire {
    socket: Box<dyn Socket>,
    input: Vec<u8>,
    /// What is read and not yet taken: `start..end` of `input`.
    start: usize,
    end: usize,
    /// Put together from parts; empty otherwise.
    joined: Vec<u8>,
    output: Vec<u8>,
    sequence: u8,
}

impl Wire {
    pub(super) fn new(socket: Box<dyn Socket>) -> Self {
        Self {
            socket,
            input: vec![0; READ_AT_LEAST],
            start: 0,
            end: 0,
            joined: Vec::new(),
            output: Vec::new(),
            sequence: 0,
        }
    }

    /// For TLS, which begins in the middle of a conversation.
    pub(super) fn into_socket(self) -> (Box<dyn Socket>, u8) {
        (self.socket, self.sequence)
    }

    pub(super) fn continue_at(socket: Box<dyn Socket>, sequence: u8) -> Self {
        Self { sequence, ..Self::new(socket) }
    }

    /// A new command: packets are counted from zero.
    pub(super) fn begin(&mut self) {
        self.sequence = 0;
    }

    /// Sends one packet.
    pub(super) async fn send(&mut self, payload: &[u8]) -> io::Result<()> {
        self.output.clear();
        self.put(payload);
        self.socket.write_all(&self.output).await?;
        self.socket.flush().await?;
        if self.output.capacity() > KEEP_AT_MOST {
            self.output = Vec::new();
        }
        Ok(())
    }

    fn put(&mut self, payload: &[u8]) {
        let mut rest = payload;
        loop {
            let (part, after) = rest.split_at(rest.len().min(MAX_PART));
            self.output.extend_from_slice(&(part.len() as u32).to_le_bytes()[..3]);
            self.output.push(self.sequence);
            self.output.extend_from_slice(part);
            self.sequence = self.sequence.wrapping_add(1);
            rest = after;
            if part.len() < MAX_PART {
                return;
            }
        }
    }

    /// The next packet. An end of the stream is `UnexpectedEof`.
    pub(super) async fn receive(&mut self) -> io::Result<&[u8]> {
        let (from, to) = self.part().await?;
        if to - from < MAX_PART {
            return Ok(&self.input[from..to]);
        }
        self.joined.clear();
        self.joined.extend_from_slice(&self.input[from..to]);
        loop {
            let (from, to) = self.part().await?;
            self.joined.extend_from_slice(&self.input[from..to]);
            if to - from < MAX_PART {
                return Ok(&self.joined);
            }
        }
    }

    /// Returns when there is something to read or the stream has ended. Nothing is lost if it is dropped.
    pub(super) async fn wait_for_bytes(&mut self) {
        if self.start == self.end {
            // Whatever it is, the next `receive` meets it again or fails.
            let _ = self.fill(1).await;
        }
    }

    pub(super) async fn shut_down(&mut self) {
        let _ = self.socket.shutdown().await;
    }

    /// Where the next part lies in `input`.
    async fn part(&mut self) -> io::Result<(usize, usize)> {
        if self.start == self.end && self.input.len() > KEEP_AT_MOST {
            self.input = vec![0; READ_AT_LEAST];
            (self.start, self.end) = (0, 0);
        }
        self.fill(4).await?;
        let header = &self.input[self.start..self.start + 4];
        let length = usize::from(header[0]) | usize::from(header[1]) << 8 | usize::from(header[2]) << 16;
        self.sequence = header[3].wrapping_add(1);
        self.fill(4 + length).await?;
        let from = self.start + 4;
        self.start = from + length;
        Ok((from, from + length))
    }

    /// Reads until `count` bytes are there.
    async fn fill(&mut self, count: usize) -> io::Result<()> {
        if self.end - self.start >= count {
            return Ok(());
        }
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        } else if self.start + count > self.input.len() {
            self.input.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.start + count > self.input.len() {
            self.input.resize((self.start + count).max(2 * self.input.len()).max(READ_AT_LEAST), 0);
        }
        while self.end - self.start < count {
            match self.socket.read(&mut self.input[self.end..]).await? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => self.end += read,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (Wire, Wire) {
        let (one, other) = tokio::io::duplex(1024);
        (Wire::new(Box::new(one)), Wire::new(Box::new(other)))
    }

    #[tokio::test]
    async fn packets_of_any_length_arrive_whole() {
        for length in [0, 1, 20_000, MAX_PART - 1, MAX_PART, MAX_PART + 1] {
            let (mut sender, mut receiver) = pair();
            let payload: Vec<u8> = (0..length).map(|index| index as u8).collect();
            let expected = payload.clone();
            let sending = tokio::spawn(async move { sender.send(&payload).await });
            assert!(receiver.receive().await.unwrap() == expected, "{length}");
            sending.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn a_stream_that_ends_is_an_error() {
        let (sender, mut receiver) = pair();
        drop(sender);
        assert_eq!(receiver.receive().await.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
