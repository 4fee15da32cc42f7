//! What an input is: told by its name, or by its first bytes where the name does not tell.

use std::str::FromStr;

use memchr::memmem::find;

use super::{ColumnNames, Field, export};

/// The kinds of input that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// One page, HTML or text.
    Page,
    /// One article a line as JSON.
    Jsonl,
    /// Comma-separated rows with a header.
    Csv,
    /// Tab-separated rows with a header.
    Tsv,
    /// A Parquet table.
    Parquet,
    /// A web archive, WARC or WET.
    Warc,
    /// RSS, Atom or JSON Feed, or a sitemap.
    Feed,
    /// One mail message.
    Mail,
    /// A mailbox of messages, each behind a `From ` line.
    Mbox,
    /// A PDF file.
    Pdf,
    /// Articles that Nexis wrote into one text file.
    Nexis,
    /// Articles that Factiva wrote into one text file.
    Factiva,
    /// Told by the first bytes.
    Guess,
}

/// A name that tells no kind that is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// A JSON document, which is not read as a whole.
    #[error("is one JSON document: write one object a line and name the file .jsonl")]
    Json,
    /// Any other name.
    #[error(
        "is of no kind that is read (.html .htm .txt .jsonl .csv .tsv .parquet .warc .wet .xml .rss .atom .eml .mbox .pdf, each also .gz or .zst); name the kind with --input-format"
    )]
    Unknown,
}

/// The kinds with the names that commands have for them.
const NAMES: [(&str, InputKind); 12] = [
    ("page", InputKind::Page),
    ("jsonl", InputKind::Jsonl),
    ("csv", InputKind::Csv),
    ("tsv", InputKind::Tsv),
    ("parquet", InputKind::Parquet),
    ("warc", InputKind::Warc),
    ("feed", InputKind::Feed),
    ("mail", InputKind::Mail),
    ("mbox", InputKind::Mbox),
    ("pdf", InputKind::Pdf),
    ("nexis", InputKind::Nexis),
    ("factiva", InputKind::Factiva),
];

impl FromStr for InputKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = NAMES.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, kind)| kind).ok_or_else(|| {
            let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
            format!("one of {}", names.join(", "))
        })
    }
}

impl InputKind {
    /// The kind that a file's name tells; [`InputKind::Guess`] for names whose files can be of several.
    ///
    /// # Errors
    /// [`KindError`] for a name whose extension is of no kind that is read.
    ///
    /// ```
    /// use detente_formats::InputKind;
    /// assert_eq!(InputKind::of_name("2011/news.JSONL.gz"), Ok(InputKind::Jsonl));
    /// assert_eq!(InputKind::of_name("export.TXT"), Ok(InputKind::Guess));
    /// assert!(InputKind::of_name("photo.png").is_err());
    /// ```
    pub fn of_name(name: &str) -> Result<Self, KindError> {
        let name = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(name)
            .to_ascii_lowercase();
        let name = [".gz", ".zst", ".zstd"]
            .iter()
            .find_map(|packed| name.strip_suffix(packed))
            .unwrap_or(&name);
        let Some((_, extension)) = name.rsplit_once('.') else {
            return Ok(Self::Guess);
        };
        match extension {
            "html" | "htm" | "xhtml" => Ok(Self::Page),
            "txt" | "text" | "xml" | "json" => Ok(Self::Guess),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "tsv" | "tab" => Ok(Self::Tsv),
            "parquet" | "parq" => Ok(Self::Parquet),
            "warc" | "wet" => Ok(Self::Warc),
            "rss" | "atom" | "rdf" => Ok(Self::Feed),
            "eml" => Ok(Self::Mail),
            "mbox" | "mbx" => Ok(Self::Mbox),
            "pdf" => Ok(Self::Pdf),
            _ => Err(KindError::Unknown),
        }
    }

    /// The kind that the first bytes of an input tell; a page where they tell no other.
    pub(super) fn of_bytes(head: &[u8], columns: &ColumnNames) -> Self {
        if head.starts_with(b"PAR1") {
            return Self::Parquet;
        }
        if head.starts_with(b"WARC/") {
            return Self::Warc;
        }
        if head.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if head.starts_with(b"From ") && is_mail(after_line(head)) {
            return Self::Mbox;
        }
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let text = head.trim_ascii_start();
        if text.starts_with(b"{") {
            let feed = find(text, b"jsonfeed.org/version").is_some();
            return if feed { Self::Feed } else { Self::Jsonl };
        }
        if text.starts_with(b"<") {
            return if is_feed(text) {
                Self::Feed
            } else {
                Self::Page
            };
        }
        if is_mail(head) {
            return Self::Mail;
        }
        let lossy = String::from_utf8_lossy(head);
        if let Some(kind) = export::kind_of(&lossy) {
            return kind;
        }
        let header = lossy.lines().next().unwrap_or_default();
        let has_columns = |delimiter| {
            let mut cells = header.split(delimiter).map(|cell| cell.trim_matches('"'));
            header.contains(delimiter) && cells.any(|c| columns.field(c) == Some(Field::Text))
        };
        if has_columns('\t') {
            Self::Tsv
        } else if has_columns(',') {
            Self::Csv
        } else {
            Self::Page
        }
    }
}

fn after_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(b"", |end| &bytes[end + 1..])
}

/// Whether markup begins as a feed or a sitemap does: the first element tells.
fn is_feed(text: &[u8]) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = if rest.starts_with(b"<?") {
            b"?>"
        } else if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<!") {
            b">"
        } else {
            break;
        };
        let Some(at) = find(rest, end) else {
            return false;
        };
        rest = &rest[at + end.len()..];
    }
    let rest = rest.strip_prefix(b"<").unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || *b == b':'))
        .unwrap_or(rest.len());
    let name = rest[..end]
        .rsplit(|b| *b == b':')
        .next()
        .unwrap_or_default();
    ["rss", "feed", "RDF", "urlset", "sitemapindex"]
        .iter()
        .any(|root| name == root.as_bytes())
}

/// Whether lines begin with the header of a mail message: fields to a blank line, two of them among
/// those that every message has.
fn is_mail(head: &[u8]) -> bool {
    const KNOWN: [&str; 9] = [
        "received",
        "return-path",
        "from",
        "to",
        "date",
        "subject",
        "message-id",
        "mime-version",
        "delivered-to",
    ];
    let mut known = 0;
    for (number, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return known >= 3;
        }
        if number > 0 && line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            return false;
        };
        let name = &line[..colon];
        if !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        known += usize::from(
            KNOWN
                .iter()
                .any(|k| name.eq_ignore_ascii_case(k.as_bytes())),
        );
    }
    // A header longer than what is looked at.
    known >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(head: &str) -> InputKind {
        InputKind::of_bytes(head.as_bytes(), &ColumnNames::default())
    }

    #[test]
    fn first_bytes_tell_the_kind() {
        for (head, wanted) in [
            ("{\"text\":\"x\"}\n", InputKind::Jsonl),
            (
                "{\"version\": \"https://jsonfeed.org/version/1.1\"",
                InputKind::Feed,
            ),
            (
                "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<rss version=\"2.0\">",
                InputKind::Feed,
            ),
            ("<rdf:RDF xmlns=\"x\">", InputKind::Feed),
            ("<urlset xmlns=\"x\">", InputKind::Feed),
            (
                "<?xml version=\"1.0\"?><!DOCTYPE html><html>",
                InputKind::Page,
            ),
            ("WARC/1.1\r\n", InputKind::Warc),
            ("%PDF-1.4", InputKind::Pdf),
            ("From: a\nTo: b\nSubject: c\n\nText", InputKind::Mail),
            (
                "From x@y Mon\nFrom: a\nTo: b\nDate: c\n\nText",
                InputKind::Mbox,
            ),
            ("From: Oslo\nNorway recalled its envoy.", InputKind::Page),
            ("id,text\n1,x", InputKind::Csv),
            ("id\tText\n1\tx", InputKind::Tsv),
            ("Norway, as the text has it, left.", InputKind::Page),
            (
                "                 1 of 2 DOCUMENTS\n\nThe Courier\n",
                InputKind::Nexis,
            ),
            (
                "HD  Envoys meet\nBY  A. B.\nWC  20 words\nPD  3 March 2011\nSN  The Courier\n",
                InputKind::Factiva,
            ),
            ("", InputKind::Page),
        ] {
            assert_eq!(kind(head), wanted, "{head}");
        }
    }
}
