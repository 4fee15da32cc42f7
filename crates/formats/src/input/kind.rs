//! What an input is: told by its name, or by its first bytes where it has none.

use std::io::BufRead;

use super::{Articles, Limits, jsonl, page};

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
    /// Told by the first bytes: an object begins JSONL, anything else a page.
    Guess,
}

/// A name that tells no kind that is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// A kind that is planned.
    #[error(
        "files of kind .{0} are not read yet: convert them to .jsonl (one {{\"id\",\"text\"}} object a line)"
    )]
    NotYet(String),
    /// A JSON document, which is not read as a whole.
    #[error("is one JSON document: write one object a line and name the file .jsonl")]
    Json,
    /// Any other name.
    #[error(
        "is of no kind that is read (.html .htm .txt .jsonl .csv .tsv, each also .gz or .zst); name the kind with --input-format"
    )]
    Unknown,
}

impl InputKind {
    /// The kind that a file's name tells.
    ///
    /// # Errors
    /// [`KindError`] for a name without an extension that is read.
    ///
    /// ```
    /// use detente_formats::InputKind;
    /// assert_eq!(InputKind::of_name("2011/news.JSONL.gz"), Ok(InputKind::Jsonl));
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
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension {
            "html" | "htm" | "xhtml" | "txt" | "text" => Ok(Self::Page),
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            "json" => Err(KindError::Json),
            "warc" | "wet" | "parquet" | "xml" | "rss" => {
                Err(KindError::NotYet(extension.to_owned()))
            }
            _ => Err(KindError::Unknown),
        }
    }
}

/// Reads an input of unknown kind by what it begins with.
pub(super) fn guess<'a>(
    name: String,
    mut bytes: impl BufRead + Send + 'a,
    limits: Limits,
) -> Articles<'a> {
    // An error here comes again, and is told, when the reader behind reads on.
    let head = bytes.fill_buf().unwrap_or_default();
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    match head.first() {
        Some(b'{') => Box::new(jsonl::Jsonl::new(name, bytes, limits)),
        _ => Box::new(page::read(name, bytes, limits)),
    }
}
