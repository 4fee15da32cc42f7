//! Decompression, told by the first bytes of a file and bounded in what it gives.

use std::io::{self, Read};

/// More bytes came out of a file than the limit allows.
#[derive(Debug, thiserror::Error)]
#[error("more than {limit} bytes")]
pub(super) struct TooMuch {
    pub limit: u64,
}

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The contents of `bytes`, decompressed where they begin as gzip or Zstandard data do.
pub(super) fn unpack<'a>(
    mut bytes: impl Read + Send + 'a,
    limit: u64,
) -> io::Result<Box<dyn Read + Send + 'a>> {
    let mut head = Vec::with_capacity(4);
    bytes.by_ref().take(4).read_to_end(&mut head)?;
    let (gzip, zstd) = (head.starts_with(&GZIP), head.starts_with(&ZSTD));
    let whole = io::Cursor::new(head).chain(bytes);
    Ok(if gzip {
        Box::new(Bounded::new(
            flate2::read::MultiGzDecoder::new(whole),
            limit,
        ))
    } else if zstd {
        Box::new(Bounded::new(zstd::Decoder::new(whole)?, limit))
    } else {
        Box::new(Bounded::new(whole, limit))
    })
}

/// A reader that fails once it has given `limit` bytes and there are more.
struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Bounded<R> {
    fn new(inner: R, limit: u64) -> Self {
        Self {
            inner,
            left: limit,
            limit,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            return match self.inner.read(&mut buffer[..1])? {
                0 => Ok(0),
                _ => Err(io::Error::other(TooMuch { limit: self.limit })),
            };
        }
        let most = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let read = self.inner.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}
