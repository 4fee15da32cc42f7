//! Whether the ledger changed since it was last looked at: what those who keep answers ask before each.

use rusqlite::Connection;

use crate::{Archive, ArchiveError, Reader};

/// What an answer may have been read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerState {
    /// Rises or falls with every commit of any process, whatever it changed; tells states apart for as long
    /// as the [`Pulse`] lives.
    pub commit: i64,
    /// Tells states of what is served apart, by the numbers of their last changes: for `ETags`, which outlive
    /// this process.
    pub changes: String,
    /// How many articles were replaced so far. Rows of articles are never changed otherwise, so what was
    /// read of articles that are still there holds for as long as this number does.
    pub replaced: u64,
}

/// Looks at the ledger's state on a connection of its own. Where nothing was committed since the last look,
/// that takes a few microseconds.
#[derive(Debug)]
pub struct Pulse {
    reader: Reader,
    last: Option<LedgerState>,
}

impl Archive {
    /// Opens it to look at its state.
    ///
    /// # Errors
    /// As [`reader`](Self::reader).
    pub fn pulse(&self) -> Result<Pulse, ArchiveError> {
        Ok(Pulse {
            reader: self.reader()?,
            last: None,
        })
    }
}

impl Pulse {
    /// The state of the ledger's last commit. Whatever is read afterwards is of this state or a later one.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn now(&mut self) -> Result<&LedgerState, ArchiveError> {
        let commit = commit(&self.reader.ledger)?;
        let last = match self.last.take() {
            Some(last) if last.commit == commit => last,
            // What was committed since `commit` was read is part of these, and tells at the next look.
            _ => LedgerState {
                commit,
                changes: self.reader.state()?,
                replaced: self.reader.replaced()?,
            },
        };
        Ok(self.last.insert(last))
    }
}

/// `SQLite`'s own number, which changes with every commit of another connection.
fn commit(ledger: &Connection) -> rusqlite::Result<i64> {
    ledger
        .prepare_cached("PRAGMA data_version")?
        .query_row([], |row| row.get(0))
}
