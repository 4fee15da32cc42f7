//! The manifest of a run: what was read with which versions, what came of it, and checksums by which
//! the files can be told whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use detente_formats::Provenance;
use serde::Serialize;

use crate::exit::Failure;
use crate::journal::{Causes, Tally};
use crate::outputs::Written;
use crate::run::About;

/// The versions of what coded: two runs with the same code the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// The program's.
    pub program: String,
    /// The language model, where one was used.
    pub model: Option<String>,
    /// The lexicon's, where one was used.
    pub lexicon: Option<String>,
}

impl Versions {
    /// The program's version alone: nothing is coded.
    pub fn program() -> Self {
        Self {
            program: concat!("detente ", env!("CARGO_PKG_VERSION")).to_owned(),
            ..Self::default()
        }
    }

    /// What the rows of the field's layouts name as their maker.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            program: self.program.replace(' ', "-"),
            lexicon: self.lexicon.clone().unwrap_or_default(),
        }
    }

    /// The versions as names and values.
    pub fn list(&self) -> Vec<(&'static str, &str)> {
        let model = self.model.as_deref().map(|model| ("detente.model", model));
        let lexicon = self
            .lexicon
            .as_deref()
            .map(|lexicon| ("detente.lexicon", lexicon));
        [("detente.program", self.program.as_str())]
            .into_iter()
            .chain(model)
            .chain(lexicon)
            .collect()
    }
}

/// What the manifest tells. It holds no times, so that two runs of one command write the same.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    #[serde(flatten)]
    pub versions: &'a Versions,
    /// The inputs as they were given.
    pub inputs: Vec<String>,
    /// The shard, `1/8`.
    pub shard: Option<String>,
    /// The records asked for.
    pub records: String,
    pub counts: Tally,
    /// The files that were written.
    pub files: Vec<FileEntry>,
    /// What could not be read, left out or noted, by its cause.
    #[serde(flatten)]
    pub causes: &'a Causes,
}

/// A file that a run wrote.
#[derive(Debug, Serialize)]
pub struct FileEntry {
    name: String,
    /// Absent where rows and records are not one to one.
    rows: Option<u64>,
    bytes: u64,
    blake3: String,
}

impl<'a> Manifest<'a> {
    /// The manifest of a run whose `files` are whole.
    pub fn new<'w>(
        about: &'a About,
        counts: Tally,
        causes: &'a Causes,
        files: impl Iterator<Item = &'w Written>,
    ) -> Result<Self, Failure> {
        let entry = |written: &Written| {
            entry(written, counts).map_err(|error| Failure::output(&written.path, error))
        };
        let inputs = about.inputs.iter();
        Ok(Self {
            versions: &about.versions,
            inputs: inputs.map(|p| p.to_string_lossy().into_owned()).collect(),
            shard: about.shard.map(|shard| shard.to_string()),
            records: about.records.to_string(),
            counts,
            files: files.map(entry).collect::<Result<_, _>>()?,
            causes,
        })
    }

    /// Writes the manifest in one step.
    pub fn write(&self, path: &Path) -> Result<(), Failure> {
        let write = || {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|error| Failure::output(path, error))
    }
}

fn entry(written: &Written, counts: Tally) -> io::Result<FileEntry> {
    let mut hasher = blake3::Hasher::new();
    let bytes = io::copy(&mut File::open(&written.path)?, &mut hasher)?;
    let name = written.path.file_name().unwrap_or(written.path.as_os_str());
    Ok(FileEntry {
        name: name.to_string_lossy().into_owned(),
        rows: written.content.rows(|kind| counts.of(kind)),
        bytes,
        blake3: hasher.finalize().to_string(),
    })
}
