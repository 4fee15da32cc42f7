//! A web archive that is being written.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use detente_fetch::Fetched;
use detente_formats::output::warc;

use crate::exit::Failure;

/// A web archive that takes its name when it is whole.
pub struct WebArchive {
    path: PathBuf,
    partial: PathBuf,
    file: File,
    kept: u64,
}

impl WebArchive {
    /// A web archive at `path`, where there is none yet.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        if path.exists() {
            return Err(Failure::Usage(format!(
                "{} is there already: name another file with -o",
                path.display()
            )));
        }
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial).map_err(|error| Failure::output(&partial, error))?;
        let mut archive = Self {
            path: path.to_owned(),
            partial,
            file,
            kept: 0,
        };
        let software = concat!("detente ", env!("CARGO_PKG_VERSION"));
        archive.write(warc::info(software, &now()))?;
        Ok(archive)
    }

    /// Keeps a page and the redirects on the way to it.
    pub fn keep(&mut self, fetched: &Fetched) -> Result<(), Failure> {
        for exchange in fetched.redirects.iter().chain([&fetched.page]) {
            self.write(warc::response(&warc::Exchange {
                url: &exchange.url,
                date: &now(),
                status: exchange.status,
                headers: &exchange.headers,
                body: &exchange.body,
            }))?;
        }
        self.kept += u64::from(!fetched.is_unchanged());
        Ok(())
    }

    fn write(&mut self, record: std::io::Result<Vec<u8>>) -> Result<(), Failure> {
        record
            .and_then(|record| self.file.write_all(&record))
            .map_err(|error| Failure::output(&self.partial, error))
    }

    /// Gives the archive its name and tells how many pages it holds.
    pub fn finish(self) -> Result<u64, Failure> {
        self.file
            .sync_all()
            .and_then(|()| fs::rename(&self.partial, &self.path))
            .map_err(|error| Failure::output(&self.path, error))?;
        Ok(self.kept)
    }
}

/// The time as web archives write it: RFC 3339 in UTC, to the second.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second())
        .unwrap_or(now)
        .to_string()
}
