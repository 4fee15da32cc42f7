//! Decompression, told by the first bytes of a file and bounded in what it gives.

use std::io::{self, Read};

/// More bytes came out of a file than the limit allows.
#[derive(Debug, thiserror::Error)]
#[error("more than {limit} bytes")]
pub(super) struct TooMuch {
    pub limit: u64,
}

/// How gzip data begin: the magic and the one method there is.
pub(super) const GZIP: [u8; 3] = [0x1f, 0x8b, 0x08];
/// How Zstandard data begin.
pub(super) const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Bytes that are looked at to tell what a file is.
const HEAD: u64 = 8192;

/// A file with its first bytes read ahead.
pub(super) struct Opened<R> {
    /// The first bytes, decompressed.
    pub head: Vec<u8>,
    packed_head: Vec<u8>,
    rest: R,
}

/// Reads the first bytes of a file.
pub(super) fn open<R: Read>(mut bytes: R) -> io::Result<Opened<R>> {
    let mut packed_head = Vec::new();
    bytes.by_ref().take(HEAD).read_to_end(&mut packed_head)?;
    let mut head = Vec::new();
    // What is cut or broken is told when the whole is read.
    let _ = if packed_head.starts_with(&GZIP) {
        flate2::read::MultiGzDecoder::new(packed_head.as_slice())
            .take(HEAD)
            .read_to_end(&mut head)
    } else if packed_head.starts_with(&ZSTD) {
        zstd::Decoder::new(packed_head.as_slice())
            .and_then(|decoder| decoder.take(HEAD).read_to_end(&mut head))
    } else {
        head.clone_from(&packed_head);
        Ok(0)
    };
    Ok(Opened {
        head,
        packed_head,
        rest: bytes,
    })
}

impl<'a, R: Read + Send + 'a> Opened<R> {
    /// The file as it is.
    pub fn packed(self) -> impl Read + Send + 'a {
        io::Cursor::new(self.packed_head).chain(self.rest)
    }

    /// Its contents, decompressed where they begin as gzip or Zstandard data do: at most `limit` bytes.
    pub fn unpacked(self, limit: u64) -> io::Result<Box<dyn Read + Send + 'a>> {
        let gzip = self.packed_head.starts_with(&GZIP);
        let zstd = self.packed_head.starts_with(&ZSTD);
        let whole = self.packed();
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
