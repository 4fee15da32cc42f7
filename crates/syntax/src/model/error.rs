//! What can be wrong with a model file or with the package it is made from.

use thiserror::Error;

/// A model file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// The bytes do not begin as a model file does.
    #[error("not a model file")]
    NotAModel,
    /// Another version of the program made the file.
    #[error(
        "the model file has format {found}, this program reads format {expected}: convert the model again"
    )]
    Version {
        /// The format number in the file.
        found: u32,
        /// The format number this program reads.
        expected: u32,
    },
    /// The file is shorter or longer than its header says.
    #[error("the model file has {found} bytes, its header says {expected}")]
    Length {
        /// Bytes there are.
        found: u64,
        /// Bytes the header promises.
        expected: u64,
    },
    /// The checksum does not fit the contents.
    #[error("the model file is damaged (its checksum does not fit)")]
    Checksum,
    /// A table the pipeline needs is not in the file.
    #[error("the model file has no section `{name}`")]
    MissingSection {
        /// The section's name.
        name: String,
    },
    /// A table is there and cannot be what it should be.
    #[error("section `{name}` of the model file: {reason}")]
    BadSection {
        /// The section's name.
        name: String,
        /// What does not fit.
        reason: String,
    },
}

impl ModelError {
    /// A section that cannot be what it should be.
    pub fn bad(name: &str, reason: impl Into<String>) -> Self {
        Self::BadSection {
            name: name.to_owned(),
            reason: reason.into(),
        }
    }
}

/// A package that cannot be converted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConvertError {
    /// The package is no readable archive.
    #[error("the model package cannot be opened: {0}")]
    Archive(String),
    /// A file of the model is not in the package.
    #[error("the model package has no file `{path}`")]
    MissingFile {
        /// Path within the model's folder.
        path: String,
    },
    /// A file of the model holds something else than this pipeline has.
    #[error("`{path}` in the model package: {reason}")]
    Unexpected {
        /// Path within the model's folder.
        path: String,
        /// What does not fit.
        reason: String,
    },
}

impl ConvertError {
    /// A file that does not hold what this pipeline has.
    pub fn unexpected(path: &str, reason: impl Into<String>) -> Self {
        Self::Unexpected {
            path: path.to_owned(),
            reason: reason.into(),
        }
    }
}
