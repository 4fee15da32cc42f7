//! What is known about the reading of inputs while it goes on.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// The most reasons that are counted apart: a hostile archive can bring a content type a record.
const MOST_REASONS: usize = 200;

/// Counts what is read and what is left out; clones share their counts.
///
/// Leaving out is no error: a picture in a crawl, a mail's attachment. It is counted by its reason, so
/// that nothing vanishes unseen.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    bytes: Arc<AtomicU64>,
    left_out: Arc<Mutex<BTreeMap<String, u64>>>,
}

impl Reading {
    /// Bytes of files read so far, as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How many things were left out, by reason (`file .png`, `http status 404`).
    pub fn left_out(&self) -> BTreeMap<String, u64> {
        self.left_out
            .lock()
            .map(|left_out| left_out.clone())
            .unwrap_or_default()
    }

    /// Counts one thing that is left out for `reason`.
    pub fn leave_out(&self, reason: impl Into<String>) {
        let Ok(mut left_out) = self.left_out.lock() else {
            return;
        };
        let mut reason = reason.into();
        if left_out.len() >= MOST_REASONS && !left_out.contains_key(&reason) {
            "other reasons".clone_into(&mut reason);
        }
        *left_out.entry(reason).or_default() += 1;
    }

    /// Counts bytes of a file that were read.
    pub fn add_bytes(&self, count: u64) {
        self.bytes.fetch_add(count, Ordering::Relaxed);
    }

    /// A reader that counts what `inner` gives.
    pub fn counted<R: Read>(&self, inner: R) -> impl Read + use<R> {
        Counted {
            inner,
            reading: self.clone(),
        }
    }
}

struct Counted<R> {
    inner: R,
    reading: Reading,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.reading.add_bytes(read as u64);
        Ok(read)
    }
}
