//! How a command ends, as the shell sees it.

use std::path::PathBuf;
use std::process::ExitCode;

/// How a command that ran came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it was done.
    Done,
    /// Some inputs could not be read, or a check found faults; each was named.
    SomeFailed,
    /// The user stopped it; what was written is whole.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::SomeFailed => 1,
            // As a shell reports a program ended by Ctrl-C.
            Outcome::Interrupted => 130,
        })
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command itself was wrong.
    #[error("{0}")]
    Usage(String),
    /// The language model cannot be had.
    #[error("{0}")]
    Model(String),
    /// The lexicon cannot be used.
    #[error("{0}")]
    Lexicon(String),
    /// The output cannot be written.
    #[error("cannot write {path}: {error}{kept}")]
    Output {
        /// Where to.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
        /// What is there nevertheless, as the end of the sentence.
        kept: String,
    },
    /// A file that the command works on cannot be used.
    #[error("{0}")]
    Input(String),
    /// The archive cannot be used.
    #[error(transparent)]
    Archive(#[from] detente_archive::ArchiveError),
    /// The server cannot run.
    #[error(transparent)]
    Serve(#[from] detente_server::ServeError),
    /// The reader of the standard output went away: no fault, and nothing to say.
    #[error("the reader of the output is gone")]
    Closed,
}

impl Failure {
    /// The output at `path` cannot be written, and nothing of it is there.
    pub fn output(path: impl Into<PathBuf>, error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Output {
            path: path.into(),
            error,
            kept: String::new(),
        }
    }

    /// Says on the standard error what is wrong.
    pub fn tell(&self) {
        if !matches!(self, Self::Closed) {
            anstream::eprintln!("detente: {self}");
        }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        Self::from(match failure {
            Failure::Closed => 0,
            Failure::Usage(_) | Failure::Serve(detente_server::ServeError::Open(_)) => 2,
            _ => 1,
        })
    }
}
