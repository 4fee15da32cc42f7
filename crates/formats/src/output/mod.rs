//! Records to rows: JSON Lines, CSV and Parquet; and pages to web archives.

mod columns;
pub mod parquet;
pub mod table;
pub mod warc;

use std::fmt;
use std::str::FromStr;

use detente_coding::record::Coding;
use detente_page::record::ArticleRecord;
use serde::Serialize;

use crate::layout::Layout;

/// The kinds of record, in the order in which an article's rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// The article itself.
    Article,
    /// Who did or said what to whom.
    Event,
    /// Who said what.
    Quote,
    /// Who stands where.
    Position,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Article, Self::Event, Self::Quote, Self::Position];

    /// The name that the `record` field of a mixed file carries.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Event => "event",
            Self::Quote => "quote",
            Self::Position => "position",
        }
    }

    /// The name that commands and files carry.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Article => "articles",
            Self::Event => "events",
            Self::Quote => "quotes",
            Self::Position => "positions",
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.plural())
    }
}

/// Which records are wanted: one kind, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Records {
    /// One kind.
    One(RecordKind),
    /// All of them.
    All,
}

impl Records {
    /// The kinds wanted, in the order of their rows.
    pub fn kinds(self) -> Vec<RecordKind> {
        match self {
            Self::One(kind) => vec![kind],
            Self::All => RecordKind::ALL.to_vec(),
        }
    }
}

impl FromStr for Records {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self::All);
        }
        RecordKind::ALL
            .into_iter()
            .find(|kind| kind.plural() == text)
            .map(Self::One)
            .ok_or_else(|| "one of events, quotes, positions, articles, all".to_owned())
    }
}

impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(kind) => kind.fmt(f),
            Self::All => f.write_str("all"),
        }
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated cells under a header, as RFC 4180 has them, with LF line ends.
    Csv,
    /// A layout of the field.
    Layout(Layout),
    /// A Parquet table. Its rows are written as those of CSV, without a header, until all are there:
    /// [`parquet::write`] makes the table of them.
    Parquet,
}

impl Format {
    /// The name of the file that holds records of `kind` in a folder of output.
    ///
    /// ```
    /// use detente_formats::{Format, RecordKind};
    /// assert_eq!(Format::Csv.file_name(RecordKind::Quote), "quotes.csv");
    /// ```
    pub fn file_name(self, kind: RecordKind) -> String {
        match self {
            Self::Jsonl => format!("{kind}.jsonl"),
            Self::Csv => format!("{kind}.csv"),
            Self::Parquet => format!("{kind}.parquet"),
            Self::Layout(layout) => layout.file_name().to_owned(),
        }
    }
}

/// An article with what coding found in it.
#[derive(Debug, Clone)]
pub struct Coded {
    /// The article.
    pub article: ArticleRecord,
    /// Its events, quotes and positions.
    pub coding: Coding,
}

/// A row of a file that holds several kinds.
#[derive(Serialize)]
struct Tagged<'a, T> {
    record: &'static str,
    #[serde(flatten)]
    row: &'a T,
}

impl Coded {
    /// How many rows of `kind` there are.
    pub fn count(&self, kind: RecordKind) -> usize {
        match kind {
            RecordKind::Article => 1,
            RecordKind::Event => self.coding.events.len(),
            RecordKind::Quote => self.coding.quotes.len(),
            RecordKind::Position => self.coding.positions.len(),
        }
    }

    /// Appends the rows of `kind` to `out` as JSON Lines. With `tag`, each row begins with a field
    /// `record` that names its kind.
    pub fn write_jsonl(&self, kind: RecordKind, tag: bool, out: &mut Vec<u8>) {
        match kind {
            RecordKind::Article => json_rows(kind, tag, std::slice::from_ref(&self.article), out),
            RecordKind::Event => json_rows(kind, tag, &self.coding.events, out),
            RecordKind::Quote => json_rows(kind, tag, &self.coding.quotes, out),
            RecordKind::Position => json_rows(kind, tag, &self.coding.positions, out),
        }
    }

    /// Appends the rows of `kind` to `out` as CSV without the header.
    pub fn write_csv(&self, kind: RecordKind, out: &mut Vec<u8>) {
        match kind {
            RecordKind::Article => columns::rows(std::slice::from_ref(&self.article), out),
            RecordKind::Event => columns::rows(&self.coding.events, out),
            RecordKind::Quote => columns::rows(&self.coding.quotes, out),
            RecordKind::Position => columns::rows(&self.coding.positions, out),
        }
    }
}

/// The CSV header of `kind`, with its line end.
///
/// ```
/// use detente_formats::{RecordKind, output::csv_header};
/// assert!(csv_header(RecordKind::Quote).starts_with("id,article,start,end,content,kind,"));
/// ```
pub fn csv_header(kind: RecordKind) -> String {
    let names: Vec<&str> = columns::of(kind).iter().map(|column| column.name).collect();
    format!("{}\n", names.join(","))
}

fn json_rows<T: Serialize>(kind: RecordKind, tag: bool, rows: &[T], out: &mut Vec<u8>) {
    for row in rows {
        let before = out.len();
        let written = if tag {
            serde_json::to_writer(
                &mut *out,
                &Tagged {
                    record: kind.singular(),
                    row,
                },
            )
        } else {
            serde_json::to_writer(&mut *out, row)
        };
        // Records have string keys and write to memory: neither can fail. Were one ever to, a half
        // row must not stay.
        match written {
            Ok(()) => out.push(b'\n'),
            Err(_) => out.truncate(before),
        }
    }
}
