//! How far a run has come, kept beside its unfinished output so that `--resume` can go on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use detente_formats::RecordKind;
use serde::{Deserialize, Serialize};

use crate::exit::Outcome;

/// What a run has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Inputs taken, whether they could be read or not.
    pub inputs: u64,
    /// Inputs that could not be read.
    pub failed: u64,
    /// Articles written.
    pub articles: u64,
    /// Events found.
    pub events: u64,
    /// Quotes found.
    pub quotes: u64,
    /// Positions found.
    pub positions: u64,
}

impl Tally {
    /// How a run ends that took all of its inputs; one that found none says so.
    pub fn outcome(&self) -> Outcome {
        if self.inputs == 0 {
            eprintln!("detente: no page was found in the inputs");
            return Outcome::SomeFailed;
        }
        if self.failed > 0 {
            Outcome::SomeFailed
        } else {
            Outcome::Done
        }
    }

    /// How many records of a kind were written or found.
    pub fn of(&self, kind: RecordKind) -> u64 {
        match kind {
            RecordKind::Article => self.articles,
            RecordKind::Event => self.events,
            RecordKind::Quote => self.quotes,
            RecordKind::Position => self.positions,
        }
    }
}

/// Why something is missing or less certain, and how often that was so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Causes {
    /// Inputs that could not be read.
    #[serde(default)]
    pub failed: BTreeMap<String, u64>,
    /// What inputs hold beside articles. Told anew by whoever reads them again.
    #[serde(default)]
    pub left_out: BTreeMap<String, u64>,
    /// Diagnostics of pages and codings.
    #[serde(default)]
    pub noted: BTreeMap<String, u64>,
}

/// The state of an unfinished run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Tells runs apart whose outputs do not fit together: inputs, records, format, model, lexicon, version.
    pub run: String,
    /// What is done.
    pub tally: Tally,
    /// What was missing so far.
    #[serde(default)]
    pub causes: Causes,
    /// The length in bytes that each output file had then, in the order of the files.
    pub lengths: Vec<u64>,
    /// All rows are written: the files wait for their names.
    #[serde(default)]
    pub whole: bool,
}

/// The file that holds a run's state.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
}

/// Why a run cannot be resumed.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// The state cannot be read.
    #[error("cannot read {path}: {error}; start anew without --resume")]
    Unreadable {
        /// The state file.
        path: PathBuf,
        /// What is wrong with it.
        error: io::Error,
    },
    /// The state is that of another run.
    #[error(
        "the unfinished output is that of another run (other inputs, options, model, lexicon or version); start anew without --resume"
    )]
    OtherRun,
    /// An output is shorter than it was.
    #[error("{0} was shortened since; start anew without --resume")]
    Shortened(PathBuf),
}

impl Journal {
    /// The journal at `path`.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The state of an unfinished run, if there is one.
    pub fn read(&self) -> Result<Option<State>, ResumeError> {
        let unreadable = |error| ResumeError::Unreadable {
            path: self.path.clone(),
            error,
        };
        match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(error)),
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| unreadable(error.into())),
        }
    }

    /// Replaces the state in one step.
    pub fn write(&self, state: &State) -> io::Result<()> {
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        serde_json::to_writer(&mut file, state)?;
        file.write_all(b"\n")?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// Takes the state away once the output is whole.
    pub fn remove(&self) {
        // It may never have been written.
        let _ = fs::remove_file(&self.path);
    }
}
