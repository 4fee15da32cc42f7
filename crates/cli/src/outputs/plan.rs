//! Where the rows of a run go and in which form.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use detente_formats::output::csv_header;
use detente_formats::{Coded, Format, Layout, Provenance, RecordKind, Records};

/// Where rows go and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where to.
    pub destination: Destination,
    /// In which form.
    pub format: Format,
    /// Which records; a layout of the field tells them itself.
    pub records: Records,
    /// What makes the rows, for the layouts that say so.
    pub made_by: Provenance,
    /// Where the manifest goes, if one is written.
    pub manifest: Option<PathBuf>,
}

/// What one output holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Rows of these kinds.
    Records(Vec<RecordKind>),
    /// Rows of a layout.
    Layout(Layout),
}

impl Content {
    /// The kinds of record, none for a layout.
    pub fn kinds(&self) -> &[RecordKind] {
        match self {
            Self::Records(kinds) => kinds,
            Self::Layout(_) => &[],
        }
    }

    /// The number of rows, if `count` tells how many records of a kind there are; none for layouts
    /// whose rows are not the records one to one.
    pub fn rows(&self, count: impl Fn(RecordKind) -> u64) -> Option<u64> {
        match self {
            Self::Records(kinds) => Some(kinds.iter().map(|kind| count(*kind)).sum()),
            Self::Layout(Layout::GdeltMentions | Layout::Polecat) => None,
            Self::Layout(layout) => Some(count(layout.kind())),
        }
    }
}

/// The rows of one article.
pub struct Rows {
    /// For each output, in the order of the outputs.
    pub streams: Vec<Vec<u8>>,
    /// How many records a layout could not hold.
    pub left_out: usize,
}

/// Where rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Nowhere: a report is all that is wanted.
    Nowhere,
    /// The standard output.
    Stdout,
    /// One file.
    File(PathBuf),
    /// A folder with a file for each kind.
    Folder(PathBuf),
}

impl Plan {
    /// Whether each kind of record gets a file of its own.
    pub fn is_folder(&self) -> bool {
        matches!(self.destination, Destination::Folder(_))
    }

    /// What each output holds, in the order of the outputs.
    pub(super) fn streams(&self) -> Vec<(Option<PathBuf>, Content)> {
        let all = || match self.format {
            Format::Layout(layout) => Content::Layout(layout),
            Format::Jsonl | Format::Csv | Format::Parquet => Content::Records(self.records.kinds()),
        };
        match &self.destination {
            Destination::Nowhere => Vec::new(),
            Destination::Stdout => vec![(None, all())],
            Destination::File(path) => vec![(Some(path.clone()), all())],
            Destination::Folder(folder) => match self.format {
                Format::Layout(layout) => layout
                    .companions()
                    .iter()
                    .map(|layout| {
                        let path = folder.join(layout.file_name());
                        (Some(path), Content::Layout(*layout))
                    })
                    .collect(),
                format @ (Format::Jsonl | Format::Csv | Format::Parquet) => self
                    .records
                    .kinds()
                    .into_iter()
                    .map(|kind| {
                        let path = folder.join(format.file_name(kind));
                        (Some(path), Content::Records(vec![kind]))
                    })
                    .collect(),
            },
        }
    }

    /// The rows of one article for each output.
    pub fn rows(&self, coded: &Coded) -> Rows {
        let mut left_out = 0;
        let streams = self
            .streams()
            .iter()
            .map(|(_, content)| {
                let mut rows = Vec::new();
                match content {
                    Content::Layout(layout) => {
                        left_out += layout.write(coded, &self.made_by, &mut rows);
                    }
                    Content::Records(kinds) => {
                        for kind in kinds {
                            match self.format {
                                Format::Csv | Format::Parquet => coded.write_csv(*kind, &mut rows),
                                _ => coded.write_jsonl(*kind, kinds.len() > 1, &mut rows),
                            }
                        }
                    }
                }
                rows
            })
            .collect();
        Rows { streams, left_out }
    }

    /// The first line of an output, where its form has one.
    pub(super) fn header(&self, content: &Content) -> Option<String> {
        match (self.format, content) {
            (_, Content::Layout(layout)) => layout.header(),
            (Format::Csv, Content::Records(kinds)) => match kinds.as_slice() {
                [kind] => Some(csv_header(*kind)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The files that the run makes, unfinished ones and their state among them.
    pub fn files(&self) -> Vec<PathBuf> {
        let targets = self.streams().into_iter().filter_map(|(path, _)| path);
        targets
            .flat_map(|path| [with_suffix(&path, ".partial"), path])
            .chain(self.journal_path())
            .chain(self.manifest.clone())
            .collect()
    }

    pub(super) fn journal_path(&self) -> Option<PathBuf> {
        match &self.destination {
            Destination::Nowhere | Destination::Stdout => None,
            Destination::File(path) => Some(with_suffix(path, ".partial.state")),
            Destination::Folder(folder) => Some(folder.join("detente.partial.state")),
        }
    }
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
