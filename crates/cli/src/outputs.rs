//! Where rows go: the standard output, a file, or a folder with a file for each kind of record.
//!
//! A file is written as `NAME.partial` and takes its name when it is whole. Rows are written an
//! article at a time and what is there always ends with a whole row: when a write fails, the part of
//! it that got through is cut off again. Names are given once all rows of all files are there, and the
//! journal says so: a run that ends in between is finished by `--resume` without reading anything.

mod plan;
mod stream;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use detente_formats::Format;

use crate::exit::Failure;
use crate::journal::{Causes, Journal, ResumeError, State, Tally};
pub use plan::{Content, Destination, Plan};
use stream::{Finished, Stream};

/// The outputs of a run, open.
pub struct Outputs {
    streams: Vec<Stream>,
    format: Format,
    journal: Option<Journal>,
    /// Keeps other runs out of the folder.
    _lock: Option<File>,
    run: String,
    /// What an earlier run that is resumed had done.
    pub done: Tally,
    /// What was missing in it.
    pub causes: Causes,
    /// All rows are there already; only names are to be given.
    pub whole: bool,
}

/// A file that a run wrote.
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it.
    pub content: Content,
    /// Whether it is a file, not a device or a pipe.
    pub is_file: bool,
}

/// What there is to write to when a run is resumed.
pub enum Opened {
    /// Outputs that wait for rows.
    Ready(Outputs),
    /// The output is whole already.
    Whole,
}

impl Outputs {
    /// Opens the outputs of `plan`. `run` tells runs apart whose outputs do not fit together. With
    /// `resume`, an unfinished output of the same run is gone on with.
    pub fn open(plan: &Plan, run: String, resume: bool) -> Result<Opened, Failure> {
        if let Destination::Folder(folder) = &plan.destination {
            fs::create_dir_all(folder).map_err(|error| Failure::output(folder, error))?;
        }
        let lock = match &plan.destination {
            Destination::Folder(folder) => lock(folder)?,
            _ => None,
        };
        let journal = plan.journal_path().map(Journal::at);
        let state = match &journal {
            Some(journal) if resume => journal.read().map_err(|error| cannot_resume(&error))?,
            _ => None,
        };
        let files = plan.streams();
        let whole = |path: &Option<PathBuf>| path.as_ref().is_some_and(|path| path.is_file());
        if resume
            && state.is_none()
            && !files.is_empty()
            && files.iter().all(|(path, _)| whole(path))
        {
            return Ok(Opened::Whole);
        }
        if state
            .as_ref()
            .is_some_and(|state| state.run != run || state.lengths.len() != files.len())
        {
            return Err(cannot_resume(&ResumeError::OtherRun));
        }
        let whole = state.as_ref().is_some_and(|state| state.whole);
        let mut streams = Vec::new();
        for (number, (path, content)) in files.into_iter().enumerate() {
            let length = state
                .as_ref()
                .and_then(|state| state.lengths.get(number).copied());
            let stream = match (path, length) {
                (Some(path), Some(length)) if whole => Stream::open_whole(path, content, length)?,
                (path, length) => {
                    let mut stream = Stream::open(path, content, length)?;
                    if let (Some(header), None) = (plan.header(&stream.content), length) {
                        stream.write(header.as_bytes())?;
                    }
                    stream
                }
            };
            streams.push(stream);
        }
        let journal = journal.filter(|_| streams.iter().all(Stream::is_resumable));
        if let (Some(journal), None) = (&journal, &state) {
            journal.remove();
        }
        let (done, causes) = state
            .map(|state| (state.tally, state.causes))
            .unwrap_or_default();
        Ok(Opened::Ready(Self {
            streams,
            format: plan.format,
            journal,
            _lock: lock,
            run,
            done,
            causes,
            whole,
        }))
    }

    /// Writes the rows of one article, as [`Plan::rows`] made them.
    pub fn write(&mut self, rows: &[Vec<u8>]) -> Result<(), Failure> {
        self.streams
            .iter_mut()
            .zip(rows)
            .try_for_each(|(stream, rows)| stream.write(rows))
    }

    /// Notes how far the run has come; `whole` once all rows are written.
    pub fn save(&self, tally: Tally, causes: &Causes, whole: bool) -> Result<(), Failure> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let lengths = self.streams.iter().map(|stream| stream.length).collect();
        let state = State {
            run: self.run.clone(),
            tally,
            causes: causes.clone(),
            lengths,
            whole,
        };
        journal
            .write(&state)
            .map_err(|error| Failure::output(self.streams[0].path(), error))
    }

    /// Gives the files their names: the output is whole. `manifest` is called with the files before
    /// the journal is taken away.
    pub fn finish(
        self,
        about: &[(&str, &str)],
        manifest: impl FnOnce(&[Written]) -> Result<(), Failure>,
    ) -> Result<Vec<Written>, Failure> {
        let mut written = Vec::new();
        for stream in self.streams {
            let content = stream.content.clone();
            let (path, is_file) = match stream.finish(self.format, about)? {
                Finished::Stream => continue,
                Finished::Device(path) => (path, false),
                Finished::File(path) => (path, true),
            };
            written.push(Written {
                path,
                content,
                is_file,
            });
        }
        manifest(&written)?;
        if let Some(journal) = &self.journal {
            journal.remove();
        }
        Ok(written)
    }

    /// Whether an unfinished run leaves something that `--resume` goes on with.
    pub fn resumable(&self) -> bool {
        self.journal.is_some()
    }
}

/// Keeps other runs out of `folder`. Where folders cannot be locked the lock on each unfinished file
/// does that.
fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    let Ok(file) = File::open(folder) else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Failure::Usage(format!(
            "another run is writing into {}: name another folder, or wait for its end",
            folder.display()
        ))),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn cannot_resume(error: &ResumeError) -> Failure {
    Failure::Usage(format!("cannot resume: {error}"))
}
