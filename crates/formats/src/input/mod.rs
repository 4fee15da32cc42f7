//! Inputs: pages and tables of texts, compressed or not, to [`RawArticle`]s one after the other.

mod error;
mod jsonl;
mod kind;
mod lines;
mod page;
mod records;
mod table;
mod unpack;

use std::io::{BufReader, Read};

use detente_page::{Article, PageHint, TextInput, read_page};

pub use error::{InputError, Reason};
pub use kind::{InputKind, KindError};
pub use records::{Record, begins_records, holds_records, read_records};

/// What bounds the memory and the time that one input can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that one page, one JSONL line or one CSV row may have.
    pub record: u64,
    /// The most bytes that one file may have once it is decompressed.
    pub unpacked: u64,
}

impl Default for Limits {
    /// 32 MiB a record, 64 GiB a file.
    fn default() -> Self {
        Self {
            record: 32 << 20,
            unpacked: 64 << 30,
        }
    }
}

/// An article as the input holds it, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawArticle {
    /// A page, HTML or its text dump.
    Page {
        /// The path or URL it came from.
        input: String,
        /// Its bytes in whatever character set it has.
        bytes: Vec<u8>,
    },
    /// A text that arrives ready.
    Text(TextInput),
}

impl RawArticle {
    /// The path, URL or archive record that the article came from, with the line where it has one.
    pub fn input(&self) -> &str {
        match self {
            Self::Page { input, .. } => input,
            Self::Text(text) => &text.input,
        }
    }

    /// Makes the article: for pages this is where charset, boilerplate and dates are worked out.
    ///
    /// # Errors
    /// If a page is empty or no text.
    pub fn into_article(self) -> Result<Article, InputError> {
        match self {
            Self::Page { input, bytes } => {
                let hint = PageHint {
                    input: input.clone(),
                    ..PageHint::default()
                };
                read_page(&bytes, hint).map_err(|error| InputError {
                    input,
                    line: None,
                    reason: error.into(),
                })
            }
            Self::Text(text) => Ok(Article::from_text(text)),
        }
    }
}

/// Articles of one input, in its order.
pub type Articles<'a> = Box<dyn Iterator<Item = Result<RawArticle, InputError>> + Send + 'a>;

/// Reads `bytes`, the contents of `name`, as `kind`. Compression (gzip, Zstandard) is told by the
/// bytes themselves. The iterator goes on after errors that leave the rest readable and ends after others.
pub fn read<'a>(
    kind: InputKind,
    name: &str,
    bytes: impl Read + Send + 'a,
    limits: Limits,
) -> Articles<'a> {
    let bytes = match unpack::unpack(bytes, limits.unpacked) {
        Ok(bytes) => BufReader::with_capacity(1 << 16, bytes),
        Err(error) => {
            let error = InputError {
                input: name.to_owned(),
                line: None,
                reason: error.into(),
            };
            return Box::new(std::iter::once(Err(error)));
        }
    };
    let name = name.to_owned();
    match kind {
        InputKind::Page => Box::new(page::read(name, bytes, limits)),
        InputKind::Jsonl => Box::new(jsonl::Jsonl::new(name, bytes, limits)),
        InputKind::Csv => Box::new(table::Table::new(name, bytes, limits, b',')),
        InputKind::Tsv => Box::new(table::Table::new(name, bytes, limits, b'\t')),
        InputKind::Guess => kind::guess(name, bytes, limits),
    }
}
