//! Why the archive cannot do what it was asked.

use std::path::PathBuf;

/// Why the archive cannot do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is no archive at the path.
    #[error("{0} is no archive: `detente ingest {0} INPUT…` makes one")]
    Missing(PathBuf),
    /// A newer program wrote the archive.
    #[error(
        "{path} was written by a newer program (ledger version {found}, this one knows up to {known}): use that program"
    )]
    Newer {
        /// The archive.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The archive is of an older version and is only being read.
    #[error(
        "{path} is of ledger version {found}; `detente archive migrate {path}` brings it to version {known}"
    )]
    Older {
        /// The archive.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version that this program reads.
        known: i64,
    },
    /// Another process writes it.
    #[error("another process is writing {0}: wait until it is done")]
    Busy(PathBuf),
    /// A file of the archive cannot be used.
    #[error("{path}: {error}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The ledger refused.
    #[error("the ledger: {0}")]
    Ledger(#[from] rusqlite::Error),
    /// The search index refused.
    #[error("the search index: {0}; `detente archive reindex` makes it anew")]
    Index(#[from] tantivy::TantivyError),
    /// A row of the ledger holds what no program wrote.
    #[error("the ledger is damaged: {family} {key}: {detail}; restore a backup or ingest again")]
    Damaged {
        /// The kind of record.
        family: &'static str,
        /// Its key in the ledger.
        key: i64,
        /// What is wrong with it.
        detail: String,
    },
    /// A cursor that no list gave.
    #[error("`{0}` is no cursor of this list: take `next` of the page before")]
    Cursor(String),
    /// A query that cannot be understood.
    #[error("{0}")]
    Query(#[from] crate::search::SearchError),
}
