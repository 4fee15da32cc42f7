//! One output of a run: the standard output, a device, or a file that takes its name when it is whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use detente_formats::output::parquet;
use detente_formats::{Format, RecordKind};

use super::plan::{Content, with_suffix};
use crate::exit::Failure;
use crate::journal::ResumeError;

/// One output.
pub struct Stream {
    target: Target,
    /// What it holds.
    pub content: Content,
    /// Bytes of the whole rows written.
    pub length: u64,
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
    /// A file that has its name already: the run ended while it gave names.
    Named(PathBuf),
}

/// What an output became.
pub enum Finished {
    /// Rows on the standard output.
    Stream,
    /// Rows on a device or in a pipe.
    Device(PathBuf),
    /// A file.
    File(PathBuf),
}

impl Stream {
    /// An output of a run that has all its rows: one that has its name already, or [`Self::open`].
    pub fn open_whole(path: PathBuf, content: Content, length: u64) -> Result<Self, Failure> {
        if !with_suffix(&path, ".partial").exists() && path.is_file() {
            return Ok(Self {
                target: Target::Named(path),
                content,
                length,
            });
        }
        Self::open(Some(path), content, Some(length))
    }

    /// Whether an unfinished output can be gone on with.
    pub fn is_resumable(&self) -> bool {
        matches!(self.target, Target::File { .. } | Target::Named(_))
    }

    /// Gives the file its name. The path is that of a file that can be read again, if it is one.
    pub fn finish(self, format: Format, about: &[(&str, &str)]) -> Result<Finished, Failure> {
        match self.target {
            Target::Stdout(mut stdout) => {
                stdout
                    .flush()
                    .map_err(|error| Failure::output("the standard output", error))?;
                Ok(Finished::Stream)
            }
            Target::Device { path, .. } => Ok(Finished::Device(path)),
            Target::Named(path) => Ok(Finished::File(path)),
            Target::File {
                path,
                partial,
                mut file,
            } => {
                if let (Format::Parquet, [kind]) = (format, self.content.kinds()) {
                    let rows = file.seek(SeekFrom::Start(0)).map(|_| &file);
                    rows.map_err(|error| Failure::output(&partial, error))
                        .and_then(|rows| table(*kind, rows, &path, about))?;
                    drop(file);
                    // Were it left, it would only be made into the same table again.
                    let _ = fs::remove_file(&partial);
                } else {
                    file.sync_all()
                        .map_err(|error| Failure::output(&partial, error))?;
                    drop(file);
                    fs::rename(&partial, &path).map_err(|error| Failure::output(&path, error))?;
                }
                Ok(Finished::File(path))
            }
        }
    }

    /// Opens an output of `content`; with `length`, an unfinished one, cut to that length.
    pub fn open(
        path: Option<PathBuf>,
        content: Content,
        length: Option<u64>,
    ) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self {
                target: Target::Stdout(io::stdout()),
                content,
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
                content,
                length: 0,
            });
        }
        let partial = with_suffix(&path, ".partial");
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::output(folder, error))?;
        }
        let mut file = OpenOptions::new()
            .read(true)
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
            return Err(super::cannot_resume(&ResumeError::Shortened(partial)));
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
            content,
            length,
        })
    }

    /// Where it goes, as it is named to the user.
    pub fn path(&self) -> &Path {
        match &self.target {
            Target::Stdout(_) => Path::new("the standard output"),
            Target::Device { path, .. } | Target::File { path, .. } | Target::Named(path) => path,
        }
    }

    /// Writes whole rows, or none of them.
    pub fn write(&mut self, rows: &[u8]) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let written = match &mut self.target {
            Target::Stdout(stdout) => {
                let mut stdout = stdout.lock();
                stdout.write_all(rows).and_then(|()| stdout.flush())
            }
            Target::Device { file, .. } | Target::File { file, .. } => file.write_all(rows),
            Target::Named(_) => Ok(()),
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

/// Makes the Parquet table at `path` of rows of CSV, in one step.
fn table(
    kind: RecordKind,
    rows: &File,
    path: &Path,
    about: &[(&str, &str)],
) -> Result<(), Failure> {
    let failure = |error| Failure::Output {
        path: path.to_owned(),
        error,
        kept: "; all rows are kept: make room and run again with --resume".to_owned(),
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".detente-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(failure)?;
    parquet::write(kind, rows, file.as_file_mut(), about)
        .map_err(|error| failure(io::Error::other(error)))?;
    file.as_file().sync_all().map_err(failure)?;
    file.persist(path).map_err(|error| failure(error.error))?;
    Ok(())
}
