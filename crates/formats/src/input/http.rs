//! The HTTP messages that web archives keep: head and body as they came over the wire.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::Reason;

/// The head of an HTTP response, as far as reading its page needs it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub status: u16,
    /// The type without parameters, in small letters.
    pub content_type: Option<String>,
    pub charset: Option<String>,
    encodings: Vec<String>,
    chunked: bool,
    /// Bytes of the head, the blank line included.
    pub length: usize,
}

impl Head {
    /// Reads the head at the beginning of `block`; `None` where there is none.
    pub fn read(block: &[u8]) -> Option<Self> {
        let (head, length) = split_head(block)?;
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let first = lines.next()?;
        let status = first
            .strip_prefix("HTTP/")?
            .split_ascii_whitespace()
            .nth(1)?
            .parse()
            .ok()?;
        let mut found = Self {
            status,
            length,
            ..Self::default()
        };
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            let listed = || {
                value
                    .split(',')
                    .map(|part| part.trim().to_ascii_lowercase())
            };
            match name.as_str() {
                "content-type" => (found.content_type, found.charset) = content_type(value),
                "content-encoding" => found.encodings.extend(listed()),
                "transfer-encoding" => found.chunked |= listed().any(|coding| coding == "chunked"),
                _ => {}
            }
        }
        Some(found)
    }

    /// The page in `body`, unpacked to at most `limit` bytes.
    pub fn page(&self, body: Vec<u8>, limit: u64) -> Result<Vec<u8>, Reason> {
        let mut body = body;
        if self.chunked {
            // Many crawlers keep the header of a body that they have put together already.
            body = without_chunks(&body).unwrap_or(body);
        }
        for encoding in self.encodings.iter().rev() {
            body = match encoding.as_str() {
                "" | "identity" => body,
                // Crawlers also keep the header of a body that they have unpacked already.
                "gzip" | "x-gzip" if !body.starts_with(&[0x1f, 0x8b]) => body,
                "gzip" | "x-gzip" => unpacked(MultiGzDecoder::new(body.as_slice()), limit)?,
                "deflate" if zlib_head(&body) => {
                    unpacked(ZlibDecoder::new(body.as_slice()), limit)?
                }
                "deflate" => unpacked(DeflateDecoder::new(body.as_slice()), limit)?,
                "zstd" => unpacked(zstd::Decoder::new(body.as_slice())?, limit)?,
                other => {
                    return Err(Reason::Body(format!(
                        "the content encoding {other} is not known"
                    )));
                }
            };
        }
        Ok(body)
    }
}

/// The lines of a head and the bytes up to behind its blank line.
pub(super) fn split_head(block: &[u8]) -> Option<(&[u8], usize)> {
    let mut at = 0;
    while let Some(end) = memchr::memchr(b'\n', &block[at..]) {
        let line = &block[at..at + end];
        let next = at + end + 1;
        if line.is_empty() || line == b"\r" {
            return Some((&block[..at], next));
        }
        at = next;
    }
    None
}

/// A content type without its parameters, and the character set among these.
pub(super) fn content_type(value: &str) -> (Option<String>, Option<String>) {
    let mut parts = value.split(';');
    let kind = parts.next().map(|kind| kind.trim().to_ascii_lowercase());
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (kind.filter(|kind| !kind.is_empty()), charset)
}

/// Puts a chunked body together; `None` where it is not chunked. A body that stops within a chunk gives
/// what is there.
fn without_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some(end) = memchr::memchr(b'\n', &rest[..rest.len().min(256)]) else {
            return (!whole.is_empty()).then_some(whole);
        };
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    }
}

fn zlib_head(body: &[u8]) -> bool {
    matches!(body, [first, second, ..]
        if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Unpacks to at most `limit` bytes. A body that stops early gives what is there, as browsers show it.
fn unpacked(packed: impl Read, limit: u64) -> Result<Vec<u8>, Reason> {
    let mut body = Vec::new();
    let read = packed.take(limit.saturating_add(1)).read_to_end(&mut body);
    if body.len() as u64 > limit {
        return Err(Reason::RecordTooLarge { limit });
    }
    match read {
        Err(error) if body.is_empty() && error.kind() != io::ErrorKind::UnexpectedEof => {
            Err(Reason::Body(error.to_string()))
        }
        _ => Ok(body),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn response(head: &str) -> Head {
        Head::read(format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes()).expect("a head")
    }

    #[test]
    fn heads_tell_type_charset_and_length() {
        let head = response("Content-Type: Text/HTML; Charset=\"windows-1251\"\r\n");
        assert_eq!(head.content_type.as_deref(), Some("text/html"));
        assert_eq!(head.charset.as_deref(), Some("windows-1251"));
        assert_eq!(Head::read(b"GET / HTTP/1.1\r\n\r\n"), None);
        assert_eq!(Head::read(b"HTTP/1.1 200 OK\r\nno end"), None);
    }

    #[test]
    fn chunks_and_compression_are_undone_in_their_order() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"Envoys met in Riga.")
            .expect("memory takes it");
        let packed = gzip.finish().expect("memory takes it");
        let mut chunked = Vec::new();
        for part in packed.chunks(7) {
            chunked.extend_from_slice(format!("{:x};note=1\r\n", part.len()).as_bytes());
            chunked.extend_from_slice(part);
            chunked.extend_from_slice(b"\r\n");
        }
        chunked.extend_from_slice(b"0\r\n\r\n");
        let head = response("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
        assert_eq!(
            head.page(chunked, 100).expect("a page"),
            b"Envoys met in Riga."
        );
        // A crawler that undid both and kept the headers.
        let plain = b"<p>Envoys met.</p>".to_vec();
        assert_eq!(head.page(plain.clone(), 100).expect("a page"), plain);
        assert!(matches!(
            head.page(packed, 5),
            Err(Reason::RecordTooLarge { limit: 5 })
        ));
    }

    #[test]
    fn an_unknown_encoding_is_named() {
        let error = response("Content-Encoding: br\r\n").page(vec![1], 9);
        assert!(matches!(error, Err(Reason::Body(told)) if told.contains("br")));
    }
}
