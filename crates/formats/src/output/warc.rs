//! Web archives of fetched pages: WARC 1.1 (ISO 28500), one gzip member a record.

use std::fmt::Write as _;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// An HTTP exchange to keep.
#[derive(Debug, Clone, Copy)]
pub struct Exchange<'a> {
    /// The address asked for.
    pub url: &'a str,
    /// When, as RFC 3339 in UTC to the second (`2011-03-03T10:00:00Z`).
    pub date: &'a str,
    /// The HTTP status.
    pub status: u16,
    /// The header's fields. Those that tell of the transfer are left out by the caller, since the body
    /// is put together.
    pub headers: &'a [(String, String)],
    /// The body, compressed as it came.
    pub body: &'a [u8],
}

/// A record that says which program made the archive; it stands first.
///
/// ```
/// use detente_formats::{InputKind, Limits, output::warc, read};
/// let mut archive = warc::info("detente 0.1.0", "2011-03-03T10:00:00Z").unwrap();
/// archive.extend(warc::response(&warc::Exchange {
///     url: "https://news.example/a",
///     date: "2011-03-03T10:00:01Z",
///     status: 200,
///     headers: &[("content-type".to_owned(), "text/html".to_owned())],
///     body: b"<p>Envoys met in Riga on Monday.</p>",
/// }).unwrap());
/// let pages: Vec<_> = read(InputKind::Warc, "a.warc.gz", archive.as_slice(), Limits::default()).collect();
/// assert_eq!(pages.len(), 1);
/// ```
///
/// # Errors
/// None that memory does not make.
pub fn info(software: &str, date: &str) -> io::Result<Vec<u8>> {
    let block = format!(
        "software: {}\r\nformat: WARC File Format 1.1\r\n",
        one_line(software)
    );
    record(
        "warcinfo",
        date,
        None,
        "application/warc-fields",
        &[],
        block.as_bytes(),
    )
}

/// The record of a response, or of an answer that the page did not change.
///
/// # Errors
/// None that memory does not make.
pub fn response(exchange: &Exchange) -> io::Result<Vec<u8>> {
    let mut head = format!("HTTP/1.1 {} \r\n", exchange.status);
    for (name, value) in exchange.headers {
        let _ = write!(head, "{}: {}\r\n", one_line(name), one_line(value));
    }
    let _ = write!(head, "Content-Length: {}\r\n\r\n", exchange.body.len());
    let mut block = head.into_bytes();
    block.extend_from_slice(exchange.body);
    let (kind, fields): (_, &[(&str, &str)]) = if exchange.status == 304 {
        (
            "revisit",
            &[(
                "WARC-Profile",
                "http://netpreserve.org/warc/1.1/revisit/server-not-modified",
            )],
        )
    } else {
        ("response", &[])
    };
    record(
        kind,
        exchange.date,
        Some(exchange.url),
        "application/http;msgtype=response",
        fields,
        &block,
    )
}

fn record(
    kind: &str,
    date: &str,
    url: Option<&str>,
    content_type: &str,
    fields: &[(&str, &str)],
    block: &[u8],
) -> io::Result<Vec<u8>> {
    let digest = blake3::hash(block);
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\n");
    let _ = write!(
        head,
        "WARC-Record-ID: <urn:uuid:{}>\r\n",
        id(kind, date, url, &digest)
    );
    let _ = write!(head, "WARC-Date: {}\r\n", one_line(date));
    if let Some(url) = url {
        let _ = write!(head, "WARC-Target-URI: {}\r\n", one_line(url));
    }
    for (name, value) in fields {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    let _ = write!(
        head,
        "WARC-Block-Digest: blake3:{digest}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    let mut member = GzEncoder::new(Vec::new(), Compression::default());
    member.write_all(head.as_bytes())?;
    member.write_all(block)?;
    member.write_all(b"\r\n\r\n")?;
    member.finish()
}

/// The id of a record: a UUID of the kind that its maker defines (version 8), here from what the
/// record holds.
fn id(kind: &str, date: &str, url: Option<&str>, digest: &blake3::Hash) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [kind, date, url.unwrap_or_default()] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.update(digest.as_bytes());
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// What a server sends can break no line.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect()
}
