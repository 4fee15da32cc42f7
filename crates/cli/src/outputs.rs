//! Where rows go: the standard output, a file, or a folder with a file for each kind of record.
//!
//! A file is written as `NAME.partial` and takes its name when it is whole. Rows are written an
//! article at a time and what is there always ends with a whole row: when a write fails, the part of
//! it that got through is cut off again.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use detente_formats::output::csv_header;
use detente_formats::{Coded, Format, Layout, Provenance, RecordKind, Records};

use crate::exit::Failure;
use crate::journal::{Journal, ResumeError, State, Tally};

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
}

/// What one output holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    /// Rows of these kinds.
    Records(Vec<RecordKind>),
    /// Rows of a layout.
    Layout(Layout),
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
    fn streams(&self) -> Vec<(Option<PathBuf>, Content)> {
        let all = || match self.format {
            Format::Layout(layout) => Content::Layout(layout),
            Format::Jsonl | Format::Csv => Content::Records(self.records.kinds()),
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
                format @ (Format::Jsonl | Format::Csv) => self
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
                                Format::Csv => coded.write_csv(*kind, &mut rows),
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
    fn header(&self, content: &Content) -> Option<String> {
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
            .collect()
    }

    fn journal_path(&self) -> Option<PathBuf> {
        match &self.destination {
            Destination::Nowhere | Destination::Stdout => None,
            Destination::File(path) => Some(with_suffix(path, ".partial.state")),
            Destination::Folder(folder) => Some(folder.join("detente.partial.state")),
        }
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The outputs of a run, open.
pub struct Outputs {
    streams: Vec<Stream>,
    journal: Option<Journal>,
    run: String,
    /// What an earlier run that is resumed had done.
    pub done: Tally,
}

/// One output. Its length is that of the whole rows written.
struct Stream {
    target: Target,
    length: u64,
}

enum Target {
    Stdout(io::Stdout),
    /// A device or a pipe: written as it is.
    Device {
        path: PathBuf,
        file: File,
    },
    File {
        path: PathBuf,
        partial: PathBuf,
        file: File,
    },
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
        let mut streams = Vec::new();
        for (number, (path, content)) in files.into_iter().enumerate() {
            let length = state
                .as_ref()
                .and_then(|state| state.lengths.get(number).copied());
            let mut stream = Stream::open(path, length)?;
            if let (Some(header), None) = (plan.header(&content), length) {
                stream.write(header.as_bytes())?;
            }
            streams.push(stream);
        }
        let journal = journal.filter(|_| {
            streams
                .iter()
                .all(|s| matches!(s.target, Target::File { .. }))
        });
        if let (Some(journal), None) = (&journal, &state) {
            journal.remove();
        }
        let done = state.map(|state| state.tally).unwrap_or_default();
        Ok(Opened::Ready(Self {
            streams,
            journal,
            run,
            done,
        }))
    }

    /// Writes the rows of one article, as [`Plan::rows`] made them.
    pub fn write(&mut self, rows: &[Vec<u8>]) -> Result<(), Failure> {
        self.streams
            .iter_mut()
            .zip(rows)
            .try_for_each(|(stream, rows)| stream.write(rows))
    }

    /// Notes how far the run has come.
    pub fn save(&self, tally: Tally) -> Result<(), Failure> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let lengths = self.streams.iter().map(|stream| stream.length).collect();
        let state = State {
            run: self.run.clone(),
            tally,
            lengths,
        };
        journal
            .write(&state)
            .map_err(|error| Failure::output(self.streams[0].path(), error))
    }

    /// Gives the files their names: the output is whole. The files' paths are returned.
    pub fn finish(self) -> Result<Vec<PathBuf>, Failure> {
        let mut paths = Vec::new();
        for stream in self.streams {
            match stream.target {
                Target::Stdout(mut stdout) => {
                    stdout
                        .flush()
                        .map_err(|error| Failure::output("the standard output", error))?;
                }
                Target::Device { path, .. } => paths.push(path),
                Target::File {
                    path,
                    partial,
                    file,
                } => {
                    file.sync_all()
                        .map_err(|error| Failure::output(&partial, error))?;
                    drop(file);
                    fs::rename(&partial, &path).map_err(|error| Failure::output(&path, error))?;
                    paths.push(path);
                }
            }
        }
        if let Some(journal) = &self.journal {
            journal.remove();
        }
        Ok(paths)
    }

    /// Whether an unfinished run leaves something that `--resume` goes on with.
    pub fn resumable(&self) -> bool {
        self.journal.is_some()
    }
}

fn cannot_resume(error: &ResumeError) -> Failure {
    Failure::Usage(format!("cannot resume: {error}"))
}

impl Stream {
    /// Opens an output; with `length`, an unfinished one, cut to that length.
    fn open(path: Option<PathBuf>, length: Option<u64>) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self {
                target: Target::Stdout(io::stdout()),
                length: 0,
            });
        };
        // A link keeps pointing where it does: the file behind it is replaced.
        let path = path.canonicalize().unwrap_or(path);
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            let file = OpenOptions::new().write(true).open(&path);
            let file = file.map_err(|error| Failure::output(&path, error))?;
            return Ok(Self {
                target: Target::Device { path, file },
                length: 0,
            });
        }
        let partial = with_suffix(&path, ".partial");
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::output(folder, error))?;
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&partial)
            .map_err(|error| Failure::output(&path, error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::Usage(format!(
                    "another run is writing {}",
                    path.display()
                )));
            }
            // A file system without locks: the run goes on without.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let length = length.unwrap_or(0);
        let there = file
            .metadata()
            .map_err(|error| Failure::output(&partial, error))?
            .len();
        if there < length {
            return Err(cannot_resume(&ResumeError::Shortened(partial)));
        }
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::Start(length)))
            .map_err(|error| Failure::output(&partial, error))?;
        Ok(Self {
            target: Target::File {
                path,
                partial,
                file,
            },
            length,
        })
    }

    fn path(&self) -> &Path {
        match &self.target {
            Target::Stdout(_) => Path::new("the standard output"),
            Target::Device { path, .. } | Target::File { path, .. } => path,
        }
    }

    /// Writes whole rows, or none of them.
    fn write(&mut self, rows: &[u8]) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let written = match &mut self.target {
            Target::Stdout(stdout) => {
                let mut stdout = stdout.lock();
                stdout.write_all(rows).and_then(|()| stdout.flush())
            }
            Target::Device { file, .. } | Target::File { file, .. } => file.write_all(rows),
        };
        match written {
            Ok(()) => {
                self.length += rows.len() as u64;
                Ok(())
            }
            Err(error) => Err(self.cut_back(error)),
        }
    }

    /// Takes back what got through of a write that failed.
    fn cut_back(&mut self, error: io::Error) -> Failure {
        let failure = Failure::output(self.path(), error);
        let Target::File { partial, file, .. } = &mut self.target else {
            return failure;
        };
        let kept = match file.set_len(self.length) {
            Ok(()) => format!(
                "; {} holds whole rows up to there: make room and run again with --resume",
                partial.display()
            ),
            Err(_) => format!("; the last row of {} may be cut", partial.display()),
        };
        match failure {
            Failure::Output { path, error, .. } => Failure::Output { path, error, kept },
            other => other,
        }
    }
}
