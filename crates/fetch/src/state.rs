//! What is known of pages fetched before, so that they are fetched again only when they changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What a server gave to tell whether a page changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// Its `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl Validators {
    /// Whether there is nothing to ask with.
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// The validators of pages, by address, kept in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pages: BTreeMap<String, Validators>,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {fault}; if it is not what fetch wrote, name another file", path = .path.display())]
pub struct StateError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub fault: io::Error,
}

impl State {
    /// Reads the file at `path`; empty where there is none yet.
    ///
    /// # Errors
    /// If it cannot be read or holds something else.
    pub fn read(path: &Path) -> Result<Self, StateError> {
        let error = |fault| StateError {
            path: path.to_owned(),
            fault,
        };
        match fs::read(path) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(fault) => Err(error(fault)),
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|fault| error(fault.into())),
        }
    }

    /// Replaces the file in one step.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), StateError> {
        let write = || {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
            serde_json::to_writer(&mut file, self)?;
            file.write_all(b"\n")?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|fault| StateError {
            path: path.to_owned(),
            fault,
        })
    }

    /// What is known of the page at `url`.
    pub fn of(&self, url: &str) -> Option<&Validators> {
        self.pages.get(url)
    }

    /// Notes what the server gave for the page at `url`.
    pub fn note(&mut self, url: &str, validators: Validators) {
        if validators.is_empty() {
            self.pages.remove(url);
        } else {
            self.pages.insert(url.to_owned(), validators);
        }
    }
}
