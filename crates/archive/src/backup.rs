//! Copies of the ledger, taken while it is written.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::{Archive, ArchiveError};

/// Pages that are copied at a time; between the writer gets its turn.
const PAGES: i32 = 4096;
/// The pause between.
const PAUSE: Duration = Duration::from_millis(1);

impl Archive {
    /// Copies the archive into `folder`, as it is at one moment. The search index is left out: it is
    /// made anew when the copy is opened to write.
    ///
    /// # Errors
    /// If there is an archive in `folder` already, or a file cannot be read or written.
    pub fn backup(&self, folder: &Path) -> Result<(), ArchiveError> {
        let file = |error| ArchiveError::File {
            path: folder.to_owned(),
            error,
        };
        let copy = Archive::at(folder);
        if copy.ledger().exists() {
            return Err(file(std::io::Error::new(
                std::io::ErrorKind::AlreadyExists,
                "there is an archive already: name another folder",
            )));
        }
        let reader = self.reader()?;
        fs::create_dir_all(folder).map_err(file)?;
        // It takes its name when it is whole, so that a copy that was cut off is never taken for one.
        let partial = folder.join("ledger.sqlite.partial");
        match fs::remove_file(&partial) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(file(error)),
            _ => {}
        }
        let mut ledger = Connection::open(&partial)?;
        Backup::new(&reader.ledger, &mut ledger)?.run_to_completion(PAGES, PAUSE, None)?;
        ledger.pragma_update(None, "journal_mode", "DELETE")?;
        ledger.close().map_err(|(_, error)| error)?;
        fs::File::open(&partial)
            .and_then(|copy| copy.sync_all())
            .map_err(file)?;
        fs::rename(&partial, copy.ledger()).map_err(file)
    }
}
