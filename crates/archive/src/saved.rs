//! Saved searches: a name for a view and its query.

use rusqlite::params;

use crate::{Archive, ArchiveError, Reader};

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub name: String,
    /// The view it belongs to: `feed`, `search`, …
    pub view: String,
    /// The view's query string.
    pub query: String,
    /// When it was saved, in seconds since 1970 UTC.
    pub at: i64,
}

impl Archive {
    /// Saves a search under its name, in place of one of that name.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn save(&self, saved: &Saved) -> Result<(), ArchiveError> {
        self.desk_connection()?.execute(
            "INSERT INTO saved (name, view, query, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (name) DO UPDATE SET view = excluded.view, query = excluded.query, at = excluded.at",
            params![saved.name, saved.view, saved.query, saved.at],
        )?;
        Ok(())
    }

    /// Forgets the saved search of that name; whether there was one.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn forget(&self, name: &str) -> Result<bool, ArchiveError> {
        Ok(self
            .desk_connection()?
            .execute("DELETE FROM saved WHERE name = ?1", [name])?
            > 0)
    }
}

impl Reader {
    /// The saved searches by name.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn saved(&self) -> Result<Vec<Saved>, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT name, view, query, at FROM saved ORDER BY name")?;
        let rows = select.query_map([], |row| {
            Ok(Saved {
                name: row.get(0)?,
                view: row.get(1)?,
                query: row.get(2)?,
                at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
