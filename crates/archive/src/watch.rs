//! What is known of the sources that an archive follows: kept as `watch.json` in its folder.
//!
//! Only the program that follows them writes it; whoever shows it reads it. When a source is looked at
//! again is worked out here from the times that the caller gives, so that tests need no clock. Times are
//! seconds since 1970 UTC.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Archive, ArchiveError};

/// The longest that a failing source or page is left alone.
const LONGEST: Duration = Duration::from_hours(24);
/// Times that a page is tried before it is given up.
pub const MOST_TRIES: u32 = 6;

/// The sources of an archive, by the address of a feed or the path of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// What is known of each.
    pub sources: BTreeMap<String, Source>,
}

/// What is known of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// When it was last looked at.
    pub tried: Option<i64>,
    /// When it was last read with success.
    pub succeeded: Option<i64>,
    /// Failures in a row.
    pub failures: u32,
    /// Why it failed, where it did the last time.
    pub fault: Option<String>,
    /// When it is looked at next.
    pub next: Option<i64>,
    /// Articles taken from it the last time there were any, and in all.
    pub last_taken: u64,
    /// Articles taken from it in all.
    pub taken: u64,
    /// What tells whether the feed changed: its `ETag`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// What tells whether the feed changed: its `Last-Modified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Its pages or files: those that it names now, and those that are tried again.
    pub items: BTreeMap<String, Item>,
}

/// A page or a file of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// What tells a file from what it was before: its size in bytes and its last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Failures in a row.
    #[serde(skip_serializing_if = "is_zero")]
    pub failures: u32,
    /// Why it could not be had or read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// When it is tried again; `None` where it was had or is given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The time until the next try after `failures` in a row: `every` doubled with each, a day at most.
///
/// ```
/// use std::time::Duration;
/// use detente_archive::back_off;
/// let every = Duration::from_secs(900);
/// assert_eq!(back_off(every, 0), every);
/// assert_eq!(back_off(every, 3), every * 8);
/// assert_eq!(back_off(every, u32::MAX), Duration::from_secs(86_400));
/// ```
pub fn back_off(every: Duration, failures: u32) -> Duration {
    1u32.checked_shl(failures)
        .and_then(|factor| every.checked_mul(factor))
        .map_or(LONGEST, |time| time.min(LONGEST.max(every)))
}

fn later(now: i64, time: Duration) -> i64 {
    now.saturating_add_unsigned(time.as_secs())
}

impl Source {
    /// Notes that it was read; `taken` articles came of it.
    pub fn succeed(&mut self, now: i64, every: Duration, taken: u64) {
        self.tried = Some(now);
        self.succeeded = Some(now);
        self.failures = 0;
        self.fault = None;
        self.next = Some(later(now, every));
        self.taken += taken;
        if taken > 0 {
            self.last_taken = taken;
        }
    }

    /// Notes why it could not be read.
    pub fn fail(&mut self, now: i64, every: Duration, fault: String) {
        self.tried = Some(now);
        self.failures = self.failures.saturating_add(1);
        self.fault = Some(fault);
        self.next = Some(later(now, back_off(every, self.failures)));
    }

    /// Whether it is to be looked at.
    pub fn is_due(&self, now: i64) -> bool {
        self.next.is_none_or(|next| next <= now)
    }

    /// Whether it failed and its time has not come.
    pub fn backs_off(&self, now: i64) -> bool {
        self.failures > 0 && !self.is_due(now)
    }

    /// Pages and files that could not be had, with why.
    pub fn faults(&self) -> impl Iterator<Item = (&str, &str)> {
        self.items
            .iter()
            .filter_map(|(name, item)| Some((name.as_str(), item.fault.as_deref()?)))
    }
}

impl Item {
    /// Whether it is to be fetched.
    pub fn is_due(&self, now: i64) -> bool {
        self.next.is_some_and(|next| next <= now)
    }

    /// Notes why it could not be had; after [`MOST_TRIES`] it is given up.
    pub fn fail(&mut self, now: i64, every: Duration, fault: String) {
        self.failures = self.failures.saturating_add(1);
        self.fault = Some(fault);
        self.next =
            (self.failures < MOST_TRIES).then(|| later(now, back_off(every, self.failures)));
    }
}

impl Archive {
    fn watch_file(&self) -> std::path::PathBuf {
        self.folder().join("watch.json")
    }

    /// What is known of the sources that it follows; nothing where it follows none.
    ///
    /// # Errors
    /// If the file cannot be read or holds something else.
    pub fn watch(&self) -> Result<Watch, ArchiveError> {
        let path = self.watch_file();
        let read = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Watch::default()),
            Err(error) => Err(error),
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(Into::into),
        };
        read.map_err(|error| ArchiveError::File { path, error })
    }

    /// Keeps what is known of the sources, in one step.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep_watch(&self, watch: &Watch) -> Result<(), ArchiveError> {
        let path = self.watch_file();
        let write = || {
            let partial = path.with_extension("json.partial");
            let mut file = fs::File::create(&partial)?;
            serde_json::to_writer_pretty(&mut file, watch)?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&partial, &path)
        };
        write().map_err(|error| ArchiveError::File {
            path: path.clone(),
            error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_mins(10);

    #[test]
    fn a_source_that_fails_is_asked_ever_more_seldom_until_it_answers() {
        let mut source = Source::default();
        assert!(source.is_due(0));
        let mut now = 0;
        for wait in [1200, 2400, 4800] {
            source.fail(now, EVERY, "no answer".to_owned());
            assert_eq!(source.next, Some(now + wait));
            assert!(source.backs_off(now + wait - 1) && source.is_due(now + wait));
            now += wait;
        }
        source.succeed(now, EVERY, 4);
        assert_eq!((source.failures, source.fault.as_deref()), (0, None));
        assert_eq!(source.next, Some(now + 600));
        assert!(!source.backs_off(now + 1));
        assert_eq!((source.taken, source.last_taken), (4, 4));
    }

    #[test]
    fn a_page_is_given_up_after_some_tries_and_its_fault_stays_told() {
        let mut item = Item::default();
        for _ in 0..MOST_TRIES {
            item.fail(0, EVERY, "404".to_owned());
        }
        assert_eq!(item.next, None);
        assert!(!item.is_due(i64::MAX));
        assert_eq!(item.fault.as_deref(), Some("404"));
    }

    #[test]
    fn what_is_kept_is_read_again_and_other_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::at(folder.path());
        assert_eq!(archive.watch().unwrap(), Watch::default());
        let mut watch = Watch::default();
        let source = watch
            .sources
            .entry("https://a.example/".to_owned())
            .or_default();
        source.fail(7, EVERY, "gone".to_owned());
        source
            .items
            .insert("https://a.example/1".to_owned(), Item::default());
        archive.keep_watch(&watch).unwrap();
        assert_eq!(archive.watch().unwrap(), watch);
        fs::write(folder.path().join("watch.json"), "[]").unwrap();
        assert!(
            archive
                .watch()
                .unwrap_err()
                .to_string()
                .contains("watch.json")
        );
    }
}
