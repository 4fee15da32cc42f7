//! Inputs of every kind, compressed or not, to [`RawArticle`]s one after the other.
//!
//! Reading a file and making its articles are apart: the iterator does no more than part a file into
//! its articles, so that one thread can read while others work out charset, boilerplate and dates in
//! [`RawArticle::into_article`].

mod batch;
mod coded;
mod error;
mod export;
mod feed;
mod feed_entries;
mod http;
mod jsonl;
mod kind;
mod lines;
mod mail;
mod members;
mod options;
mod page;
mod parquet;
mod pdf;
mod reading;
mod records;
mod table;
mod transcode;
mod unpack;
mod warc;

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use detente_page::{Article, PageHint, TextInput, read_page};

pub use batch::Batches;
pub use coded::read_coded;
pub use error::{InputError, Place, Reason};
pub use feed::{Link, Links, links};
pub use kind::{InputKind, KindError};
pub use options::{Charset, ColumnName, ColumnNames, Field, Limits, Options};
pub use reading::Reading;
pub use records::{Record, begins_records, holds_records, read_records};

/// An article as the input holds it, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawArticle {
    /// A page, HTML or its text dump.
    Page {
        /// What the input tells besides; `input` is the path or URL it came from.
        hint: PageHint,
        /// Its bytes in whatever character set it has.
        bytes: Vec<u8>,
    },
    /// A PDF file.
    Pdf {
        /// What the input tells besides.
        hint: PageHint,
        /// The file.
        bytes: Vec<u8>,
    },
    /// A text that arrives ready.
    Text(TextInput),
}

impl RawArticle {
    /// The path, URL or archive record that the article came from, with the line where it has one.
    pub fn input(&self) -> &str {
        match self {
            Self::Page { hint, .. } | Self::Pdf { hint, .. } => &hint.input,
            Self::Text(text) => &text.input,
        }
    }

    /// A hash of what the article is, by which a job is parted: of its id where it has one, else of its
    /// address and contents. It does not depend on the file that holds it.
    pub fn shard_hash(&self) -> u64 {
        let (id, url, contents) = match self {
            Self::Page { hint, bytes } | Self::Pdf { hint, bytes } => {
                (&hint.id, &hint.url, bytes.as_slice())
            }
            Self::Text(text) => (&text.id, &text.url, text.text.as_bytes()),
        };
        match id {
            Some(id) => hash(&[id.as_bytes()]),
            None => hash(&[url.as_deref().unwrap_or_default().as_bytes(), contents]),
        }
    }

    /// Makes the article: for pages this is where charset, boilerplate and dates are worked out.
    ///
    /// # Errors
    /// If a page is empty or no text, or a PDF file cannot be read.
    pub fn into_article(self) -> Result<Article, InputError> {
        let (input, article) = match self {
            Self::Text(text) => return Ok(Article::from_text(text)),
            Self::Page { hint, bytes } => (
                hint.input.clone(),
                read_page(&bytes, hint).map_err(Reason::from),
            ),
            // Its lines are of the text alone: nothing of a web page stands around it.
            Self::Pdf { hint, bytes } => (
                hint.input.clone(),
                pdf::text(&bytes).map(|text| {
                    Article::from_text(TextInput {
                        id: hint.id,
                        text,
                        title: None,
                        published: hint.published,
                        url: hint.url,
                        outlet: hint.outlet,
                        input: hint.input,
                        fetched: hint.fetched,
                    })
                }),
            ),
        };
        article.map_err(|reason| error_of(&input, None, reason))
    }
}

impl InputError {
    /// A hash of the input's name and the place, by which a job is parted.
    pub fn shard_hash(&self) -> u64 {
        let place = self.place.map_or(0, Place::number);
        hash(&[self.input.as_bytes(), &place.to_le_bytes()])
    }
}

fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part).update(&[0]);
    }
    let mut bytes = [0; 8];
    hasher.finalize_xof().fill(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Articles of one input, in its order.
pub type Articles<'a> = Box<dyn Iterator<Item = Result<RawArticle, InputError>> + Send + 'a>;

/// Reads `bytes`, the contents of `name`, as `kind`. Compression (gzip, Zstandard) is told by the
/// bytes themselves. The iterator goes on after errors that leave the rest readable and ends after others.
///
/// A Parquet table is put into a temporary file first, since it is read from its end; [`read_file`]
/// reads it where it lies.
pub fn read<'a>(
    kind: InputKind,
    name: &str,
    bytes: impl Read + Send + 'a,
    options: impl Into<Options>,
) -> Articles<'a> {
    let options = options.into();
    let opened = match unpack::open(bytes) {
        Ok(opened) => opened,
        Err(error) => return failed(name, error),
    };
    let kind = match kind {
        InputKind::Guess => InputKind::of_bytes(&opened.head, &options.columns),
        told => told,
    };
    // A JSON document of several lines is no list of articles.
    if kind == InputKind::Jsonl && is_json_document(name, &opened.head) {
        return failed(name, KindError::Json);
    }
    if kind == InputKind::Warc {
        return Box::new(warc::Warc::new(name.to_owned(), opened.packed(), options));
    }
    let bytes = match opened.unpacked(options.limits.unpacked) {
        Ok(bytes) => BufReader::with_capacity(1 << 16, bytes),
        Err(error) => return failed(name, error),
    };
    let name = name.to_owned();
    let lines = |bytes| transcode::to_utf8(bytes, options.charset.map(|charset| charset.0));
    match kind {
        InputKind::Jsonl => Box::new(jsonl::Jsonl::new(name, lines(bytes), options)),
        InputKind::Csv => Box::new(table::Table::new(name, lines(bytes), options, b',')),
        InputKind::Tsv => Box::new(table::Table::new(name, lines(bytes), options, b'\t')),
        InputKind::Nexis => Box::new(export::nexis(name, lines(bytes), options)),
        InputKind::Factiva => Box::new(export::factiva(name, lines(bytes), options)),
        InputKind::Parquet => parquet::of_stream(name, bytes, options),
        InputKind::Feed => feed::articles(name, bytes, options),
        InputKind::Mail => mail::message(name, bytes, options),
        InputKind::Mbox => Box::new(mail::Mbox::new(name, bytes, options)),
        InputKind::Pdf => page::pdf(name, bytes, &options),
        InputKind::Page | InputKind::Guess | InputKind::Warc => page::read(name, bytes, &options),
    }
}

/// Reads a file as [`read`] does, and counts its bytes in `options.reading`.
pub fn read_file(
    kind: InputKind,
    name: &str,
    mut file: File,
    options: impl Into<Options>,
) -> Articles<'static> {
    let options = options.into();
    if matches!(kind, InputKind::Parquet | InputKind::Guess) && begins_as_parquet(&mut file) {
        return parquet::of_file(name.to_owned(), file, options);
    }
    let counted = options.reading.counted(file);
    read(kind, name, counted, options)
}

/// Whether a file that can be read from any place begins as a Parquet table does; it is read from its
/// beginning afterwards.
fn begins_as_parquet(file: &mut File) -> bool {
    let mut magic = [0; 4];
    let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
    let read = is_file && file.read_exact(&mut magic).is_ok();
    let back = is_file && file.seek(SeekFrom::Start(0)).is_ok();
    read && back && &magic == b"PAR1"
}

/// Whether a file named `.json` is laid out over lines, so that its first line is no whole object.
fn is_json_document(name: &str, head: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    name.contains(".json")
        && !name.contains(".jsonl")
        && serde_json::from_slice::<serde::de::IgnoredAny>(line)
            .is_err_and(|error| error.is_eof() || error.is_data())
        && line.len() < head.len()
}

/// The one error of an input that cannot be read at all.
fn failed<'a>(name: &str, reason: impl Into<Reason>) -> Articles<'a> {
    Box::new(std::iter::once(Err(error_of(name, None, reason))))
}

fn error_of(name: &str, place: Option<Place>, reason: impl Into<Reason>) -> InputError {
    InputError {
        input: name.to_owned(),
        place,
        reason: reason.into(),
    }
}
