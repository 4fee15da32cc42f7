//! Where the rows of a run go and in which form.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use detente_formats::{Coded, Format, RecordKind, Records};

/// Where rows go and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where to.
    pub destination: Destination,
    /// In which form.
    pub format: Format,
    /// Which records.
    pub records: Records,
    /// Where the manifest goes, if one is written.
    pub manifest: Option<PathBuf>,
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

    /// The kinds that each output holds, in the order of the outputs.
    pub(super) fn streams(&self) -> Vec<(Option<PathBuf>, Vec<RecordKind>)> {
        let kinds = self.records.kinds();
        match &self.destination {
            Destination::Nowhere => Vec::new(),
            Destination::Stdout => vec![(None, kinds)],
            Destination::File(path) => vec![(Some(path.clone()), kinds)],
            Destination::Folder(folder) => kinds
                .into_iter()
                .map(|kind| {
                    (
                        Some(folder.join(format!("{kind}.{}", self.format.extension()))),
                        vec![kind],
                    )
                })
                .collect(),
        }
    }

    /// The rows of one article for each output.
    pub fn rows(&self, coded: &Coded) -> Vec<Vec<u8>> {
        self.streams()
            .iter()
            .map(|(_, kinds)| {
                let mut rows = Vec::new();
                for kind in kinds {
                    match self.format {
                        Format::Jsonl => coded.write_jsonl(*kind, kinds.len() > 1, &mut rows),
                        Format::Csv | Format::Parquet => coded.write_csv(*kind, &mut rows),
                    }
                }
                rows
            })
            .collect()
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
