//! The archive's folder and the ways in.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::migration;
use crate::search::Index;
use crate::{ArchiveError, Reader, Writer};

/// How long a statement waits for another process before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// KiB of pages that a reading connection holds. The ledger is not mapped: what is mapped counts as memory
/// of each connection that touches it, and the system keeps its pages at hand all the same.
const READER_CACHE: i64 = 16 << 10;

/// KiB of pages that a writing connection holds, so that a transaction writes each page once.
const WRITER_CACHE: i64 = 64 << 10;
/// Bytes of the write-ahead log's file that are kept once its pages are in the ledger.
const LOG_KEPT: i64 = 64 << 20;

/// An archive's folder.
#[derive(Debug, Clone)]
pub struct Archive {
    folder: PathBuf,
}

impl Archive {
    /// The archive at `folder`, which need not be there yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The ledger's file.
    pub fn ledger(&self) -> PathBuf {
        self.folder.join("ledger.sqlite")
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        self.ledger().is_file()
    }

    pub(crate) fn index_folder(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// Opens it to write articles; makes it where there is none, and brings an older one to this
    /// program's version.
    ///
    /// # Errors
    /// If another process writes it, a newer program made it, or its files cannot be used.
    pub fn writer(&self) -> Result<Writer, ArchiveError> {
        fs::create_dir_all(&self.folder).map_err(|error| self.file_error(&self.folder, error))?;
        let lock = self.lock()?;
        let mut ledger = self.connect(
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        migration::bring_up(self, &mut ledger)?;
        Ok(Writer::new(self.clone(), ledger, lock))
    }

    /// Opens it to read.
    ///
    /// # Errors
    /// If there is no archive, it is of another version, or its files cannot be used.
    pub fn reader(&self) -> Result<Reader, ArchiveError> {
        if !self.exists() {
            return Err(ArchiveError::Missing(self.folder.clone()));
        }
        let ledger = self.connection_to_read()?;
        migration::check(self, &ledger)?;
        Ok(Reader::new(ledger))
    }

    /// A connection that reads.
    pub(crate) fn connection_to_read(&self) -> Result<Connection, ArchiveError> {
        let ledger =
            self.connect(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        ledger.pragma_update(None, "cache_size", -READER_CACHE)?;
        Ok(ledger)
    }

    /// Opens its search index to read.
    ///
    /// # Errors
    /// If the index cannot be used.
    pub fn index(&self) -> Result<Index, ArchiveError> {
        Index::open(&self.index_folder())
    }

    /// A connection for small writes beside the writer of articles: corrections, saved searches.
    pub(crate) fn desk_connection(&self) -> Result<Connection, ArchiveError> {
        if !self.exists() {
            return Err(ArchiveError::Missing(self.folder.clone()));
        }
        let ledger =
            self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        migration::check(self, &ledger)?;
        Ok(ledger)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection, ArchiveError> {
        let ledger = Connection::open_with_flags(self.ledger(), flags)?;
        ledger.busy_timeout(PATIENCE)?;
        ledger.set_prepared_statement_cache_capacity(64);
        // Statements are planned once and not for each value: `plan` chooses what drives them.
        ledger.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        if flags.contains(OpenFlags::SQLITE_OPEN_READ_WRITE) {
            ledger.pragma_update(None, "journal_mode", "WAL")?;
            // FULL: what was acknowledged survives a power cut too, as far as the disk keeps its word.
            ledger.pragma_update(None, "synchronous", "FULL")?;
            ledger.pragma_update(None, "foreign_keys", true)?;
            ledger.pragma_update(None, "cache_size", -WRITER_CACHE)?;
            ledger.pragma_update(None, "journal_size_limit", LOG_KEPT)?;
        }
        ledger.pragma_update(None, "temp_store", "MEMORY")?;
        // Names of tables in a hostile ledger must not call functions of this program.
        ledger.pragma_update(None, "trusted_schema", false)?;
        Ok(ledger)
    }

    fn lock(&self) -> Result<File, ArchiveError> {
        let path = self.folder.join("writer.lock");
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| self.file_error(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(ArchiveError::Busy(self.folder.clone())),
            Err(TryLockError::Error(error)) => Err(self.file_error(&path, error)),
        }
    }

    #[allow(clippy::unused_self, reason = "reads as a property of the archive")]
    fn file_error(&self, path: &Path, error: std::io::Error) -> ArchiveError {
        ArchiveError::File {
            path: path.to_owned(),
            error,
        }
    }
}
