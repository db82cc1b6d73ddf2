//! The parts that packets are made of: little-endian numbers, and texts with their length before them.
//! MariaDB and MySQL manuals, "Protocol data types".

/// A packet that ends too early or says something impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// Takes a packet apart from its front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(packet: &'a [u8]) -> Self {
        Self { rest: packet }
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(Malformed)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Malformed> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn u16(&mut self) -> Result<u16, Malformed> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Malformed> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, Malformed> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// A number of one to nine bytes; `None` is SQL's null.
    pub(super) fn length(&mut self) -> Result<Option<u64>, Malformed> {
        match self.u8()? {
            small @ 0..=0xfa => Ok(Some(u64::from(small))),
            0xfb => Ok(None),
            0xfc => Ok(Some(u64::from(self.u16()?))),
            0xfd => {
                let [low, middle, high] = self.array()?;
                Ok(Some(u64::from(u32::from_le_bytes([low, middle, high, 0]))))
            }
            0xfe => Ok(Some(self.u64()?)),
            0xff => Err(Malformed),
        }
    }

    /// A number that is never null.
    pub(super) fn count(&mut self) -> Result<u64, Malformed> {
        self.length()?.ok_or(Malformed)
    }

    /// A text with its length before it; `None` is SQL's null.
    pub(super) fn cell(&mut self) -> Result<Option<&'a [u8]>, Malformed> {
        match self.length()? {
            None => Ok(None),
            Some(length) => self.bytes(usize::try_from(length).map_err(|_| Malformed)?).map(Some),
        }
    }

    pub(super) fn text(&mut self) -> Result<String, Malformed> {
        Ok(String::from_utf8_lossy(self.cell()?.unwrap_or_default()).into_owned())
    }

    /// Up to the next zero byte, which is taken too; or all that is left.
    pub(super) fn until_zero(&mut self) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| *byte == 0).unwrap_or(self.rest.len());
        let taken = &self.rest[..end];
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        taken
    }
}

/// Writes a number as `Reader::length` reads it.
pub(super) fn put_length(out: &mut Vec<u8>, length: usize) {
    match length {
        0..=0xfa => out.push(length as u8),
        0xfb..=0xffff => {
            out.push(0xfc);
            out.extend_from_slice(&(length as u16).to_le_bytes());
        }
        0x1_0000..=0xff_ffff => {
            out.push(0xfd);
            out.extend_from_slice(&(length as u32).to_le_bytes()[..3]);
        }
        _ => {
            out.push(0xfe);
            out.extend_from_slice(&(length as u64).to_le_bytes());
        }
    }
}

pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_written() {
        for length in [0, 0xfa, 0xfb, 0xffff, 0x1_0000, 0xff_ffff, 0x100_0000] {
            let mut out = Vec::new();
            put_length(&mut out, length);
            let mut reader = Reader::new(&out);
            assert_eq!(reader.count(), Ok(length as u64));
            assert!(reader.rest.is_empty());
        }
    }

    #[test]
    fn a_packet_that_ends_early_is_malformed() {
        assert_eq!(Reader::new(&[5, b'a']).cell(), Err(Malformed));
        assert_eq!(Reader::new(&[0xfc, 1]).length(), Err(Malformed));
        assert_eq!(Reader::new(&[0xff]).length(), Err(Malformed));
        assert_eq!(Reader::new(&[0xfb]).cell(), Ok(None));
        assert_eq!(Reader::new(&[0xfe, 255, 255, 255, 255, 255, 255, 255, 255]).cell(), Err(Malformed));
    }
}
