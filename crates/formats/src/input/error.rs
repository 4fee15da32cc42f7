//! What can be wrong with an input.

use std::io;

use detente_page::PageError;

use super::KindError;
use super::unpack::TooMuch;

/// An input, or a record of one, that could not be read.
#[derive(Debug)]
pub struct InputError {
    /// The path as it was given.
    pub input: String,
    /// The line, from 1, where the input has lines.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: Reason,
}

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.input, self.reason),
            None => write!(f, "{}: {}", self.input, self.reason),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// The name tells no kind that is read.
    #[error(transparent)]
    Kind(#[from] KindError),
    /// The compressed data stops before its end.
    #[error("the compressed data ends too early: the file is not whole")]
    Truncated,
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// It is no page.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The record is larger than is read.
    #[error("has more than {limit} bytes in one record; raise --max-record if that is right")]
    RecordTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The file holds more, once decompressed, than is read.
    #[error(
        "holds more than {limit} bytes once decompressed; raise --max-unpacked if that is right"
    )]
    UnpackedTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The bytes are no UTF-8.
    #[error("is not UTF-8")]
    NotUtf8,
    /// The line is no JSON object of the expected form.
    #[error("is not an article: {0}")]
    NotJson(String),
    /// The record has no text.
    #[error("has no `text`")]
    NoText,
    /// The table's header names no text column.
    #[error("has no column `text` in its header ({0})")]
    NoTextColumn(String),
    /// A row has more or fewer cells than the header.
    #[error("has {found} cells where the header has {expected}")]
    Cells {
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A quotation mark opens and never closes.
    #[error("opens a quotation mark that never closes; this row and all behind it were not read")]
    UnclosedQuote,
    /// Making something of the article failed inside the program.
    #[error("could not be coded: {0}; this is a fault of the program, please report it")]
    Internal(String),
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        if let Some(too_much) = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<TooMuch>())
        {
            return Self::UnpackedTooLarge {
                limit: too_much.limit,
            };
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Io(error),
        }
    }
}
