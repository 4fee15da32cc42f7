//! What can be wrong with an input.

use std::fmt;
use std::io;

use detente_page::PageError;

use super::KindError;
use super::unpack::TooMuch;

/// An input, or a record of one, that could not be read.
#[derive(Debug)]
pub struct InputError {
    /// The path as it was given.
    pub input: String,
    /// Where in the input, if the fault is not of the whole.
    pub place: Option<Place>,
    /// What is wrong.
    pub reason: Reason,
}

/// A place in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(u64),
    /// A part of the input that has no lines, by what it is (`record`, `message`) and its number
    /// from 1.
    Part(&'static str, u64),
}

impl Place {
    /// The place's number.
    pub fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Part(_, number) => number,
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place::Line(line)) => write!(f, "{}:{line}: {}", self.input, self.reason),
            Some(Place::Part(what, number)) => {
                write!(f, "{}, {what} {number}: {}", self.input, self.reason)
            }
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
    #[error("is not UTF-8; name its character set with --input-charset")]
    NotUtf8,
    /// The line is no JSON object of the expected form.
    #[error("is not an article: {0}")]
    NotJson(String),
    /// The line is a record of an article whose own line does not stand before it.
    #[error("is a record of article {0:?}, whose own line does not stand before it")]
    RecordWithoutArticle(String),
    /// The record has no text.
    #[error("has no `{column}`")]
    NoText {
        /// The name of the text's column.
        column: String,
    },
    /// A table has no column of the name that was given or that the text must have.
    #[error(
        "has no column `{column}` in its header ({header}); name the one to use with --column {field}=NAME"
    )]
    NoColumn {
        /// The field that it would hold.
        field: &'static str,
        /// The name looked for.
        column: String,
        /// The names there are.
        header: String,
    },
    /// A column of a typed table holds something else than its field.
    #[error("the column `{column}` holds {found}, not text")]
    ColumnType {
        /// The column's name.
        column: String,
        /// The type that it has.
        found: String,
    },
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
    /// The Parquet file, or one of its row groups, cannot be read.
    #[error("is no sound Parquet data: {0}")]
    Parquet(String),
    /// The columns of a table in memory are not what its schema says.
    #[error("has columns that cannot be read: {0}")]
    Columns(String),
    /// A record of a web archive is damaged; reading goes on behind it.
    #[error("is damaged at byte {offset} of the file: {fault}; it was passed over")]
    Damaged {
        /// Where the record begins in the file as it lies on the disk.
        offset: u64,
        /// What is wrong with it.
        fault: String,
    },
    /// The body of a fetched page cannot be unpacked.
    #[error("holds a page that cannot be unpacked: {0}")]
    Body(String),
    /// The feed's or sitemap's markup or JSON is broken.
    #[error("is no sound feed or sitemap: {0}")]
    Feed(String),
    /// A sitemap holds addresses, no articles.
    #[error("is a sitemap: it holds addresses only; fetch them with detente fetch --feed")]
    Sitemap,
    /// The message cannot be told apart from other text.
    #[error("is no mail message: it has no header")]
    NotMail,
    /// No text can be had from the PDF file.
    #[error("is no PDF file whose text can be read: {0}")]
    Pdf(String),
    /// A text export that does not have the layout it should.
    #[error("is no {layout} export: {fault}")]
    Export {
        /// The layout, `Nexis` or `Factiva`.
        layout: &'static str,
        /// What is missing.
        fault: &'static str,
    },
    /// Making something of the article failed inside the program.
    #[error("could not be coded: {0}; this is a fault of the program, please report it")]
    Internal(String),
}

impl Reason {
    /// The kind of fault in a word or two, by which a manifest counts what was not read.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Io(_) => "cannot be read",
            Self::Kind(_) => "unknown kind",
            Self::Truncated => "compressed data not whole",
            Self::Empty => "empty",
            Self::Page(_) => "no page",
            Self::RecordTooLarge { .. } => "record too large",
            Self::UnpackedTooLarge { .. } => "file too large once decompressed",
            Self::NotUtf8 => "not UTF-8",
            Self::NotJson(_) => "not an article",
            Self::RecordWithoutArticle(_) => "record without its article",
            Self::NoText { .. } => "no text",
            Self::NoColumn { .. } | Self::ColumnType { .. } | Self::Columns(_) => "wrong column",
            Self::Cells { .. } => "wrong number of cells",
            Self::UnclosedQuote => "unclosed quotation mark",
            Self::Parquet(_) => "damaged Parquet data",
            Self::Damaged { .. } => "damaged record",
            Self::Body(_) => "page cannot be unpacked",
            Self::Feed(_) => "broken feed",
            Self::Sitemap => "sitemap",
            Self::NotMail => "no mail message",
            Self::Pdf(_) => "unreadable PDF",
            Self::Export { .. } => "broken export",
            Self::Internal(_) => "fault of the program",
        }
    }
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
