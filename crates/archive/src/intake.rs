//! Articles on their way into an archive: made ready where they come from, written by a thread of their own
//! and taken up by the search index on another.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use detente_formats::Coded;

use crate::search::IndexWriter;
use crate::{Archive, ArchiveError, Prepared, Preparer, Provenance, Put, Writer};

/// Articles that go into the ledger in one transaction. The more they are, the fewer times a page is written
/// that several of them touch, and the longer the desk's own writing waits: some seconds.
const BATCH: usize = 4000;
/// Bytes of articles after which a transaction takes no more.
const BATCH_BYTES: usize = 32 << 20;
/// The longest that an article waits for its transaction while others come.
const WAIT: Duration = Duration::from_secs(2);
/// Articles after which search is brought up to date.
const INDEX_EVERY: u64 = 20_000;
/// Batches that may wait for the one being written.
const WAITING: usize = 1;

/// Takes articles into an archive, in the order in which they are given. What it holds is bounded: where
/// articles come faster than they can be written, [`take`](Self::take) waits.
///
/// An article is kept once its batch is written; whatever was given is kept, can be searched and belongs to
/// a story once [`close`](Self::close) has returned. A program that is killed before puts the same articles
/// in again, which changes nothing for those that are there.
#[derive(Debug)]
pub struct Intake {
    preparer: Preparer,
    batch: Vec<Prepared>,
    bytes: usize,
    since: Instant,
    work: Option<Work>,
}

#[derive(Debug)]
struct Work {
    batches: SyncSender<Vec<Prepared>>,
    writing: JoinHandle<Result<Put, ArchiveError>>,
}

impl Intake {
    /// An intake into the archive that `writer` writes, of articles that `provenance` coded.
    pub fn new(writer: Writer, provenance: Provenance) -> Self {
        let (batches, coming) = sync_channel(WAITING);
        let writing = std::thread::spawn(move || write(writer, &provenance, &coming));
        Self {
            preparer: Preparer::default(),
            batch: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            work: Some(Work { batches, writing }),
        }
    }

    /// Takes an article.
    ///
    /// # Errors
    /// What went wrong with articles that were taken before: the ledger or the index refused.
    pub fn take(&mut self, coded: Coded) -> Result<(), ArchiveError> {
        let prepared = self.preparer.prepare(coded)?;
        self.bytes += prepared.bytes();
        self.batch.push(prepared);
        let full = self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES;
        if full || self.since.elapsed() >= WAIT {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ArchiveError> {
        self.since = Instant::now();
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() {
            return Ok(());
        }
        let refused = match &self.work {
            Some(work) => work.batches.send(batch).is_err(),
            None => false,
        };
        // The writer takes no more only where it failed, and says why.
        if refused {
            self.finish().map(drop)
        } else {
            Ok(())
        }
    }

    fn finish(&mut self) -> Result<Put, ArchiveError> {
        let Some(Work { batches, writing }) = self.work.take() else {
            return Ok(Put::default());
        };
        drop(batches);
        joined(writing)
    }

    /// Writes what is in hand and brings search and stories up to date. Tells what became of the articles.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    pub fn close(mut self) -> Result<Put, ArchiveError> {
        self.flush()?;
        self.finish()
    }
}

impl Drop for Intake {
    /// What was not closed leaves out what is in hand and finishes what was passed on, so that the archive
    /// is free for another writer afterwards.
    fn drop(&mut self) {
        if let Some(Work { batches, writing }) = self.work.take() {
            drop(batches);
            let _ = writing.join();
        }
    }
}

/// What a thread gave; its panic goes on in this one.
fn joined<T>(thread: JoinHandle<Result<T, ArchiveError>>) -> Result<T, ArchiveError> {
    match thread.join() {
        Ok(given) => given,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

fn write(
    mut writer: Writer,
    provenance: &Provenance,
    batches: &Receiver<Vec<Prepared>>,
) -> Result<Put, ArchiveError> {
    // The index has one writer: the thread that follows.
    writer.index = None;
    let mut indexing: Option<Indexing> = None;
    let written = write_all(&mut writer, provenance, batches, &mut indexing);
    // Whatever happened, the index is free before the archive is.
    let indexed = indexing.map(Indexing::finish);
    let put = written?;
    match indexed {
        Some(indexed) => indexed?,
        None => drop(writer.catch_up()?),
    }
    writer.settle()?;
    Ok(put)
}

fn write_all(
    writer: &mut Writer,
    provenance: &Provenance,
    batches: &Receiver<Vec<Prepared>>,
    indexing: &mut Option<Indexing>,
) -> Result<Put, ArchiveError> {
    let mut put = Put::default();
    let mut unindexed = 0;
    for batch in batches {
        put += writer.put_and_group(&batch, provenance)?;
        unindexed += batch.len() as u64;
        drop(batch);
        if unindexed >= INDEX_EVERY {
            unindexed = 0;
            indexing
                .get_or_insert_with(|| Indexing::begin(&writer.archive))
                .catch_up();
        }
    }
    // What a run before this one left.
    writer.group_stories()?;
    Ok(put)
}

/// The index, following the ledger on a thread of its own.
struct Indexing {
    behind: Sender<()>,
    thread: JoinHandle<Result<(), ArchiveError>>,
}

impl Indexing {
    fn begin(archive: &Archive) -> Self {
        let (behind, told) = channel();
        let archive = archive.clone();
        let thread = std::thread::spawn(move || {
            let ledger = archive.connection_to_read()?;
            let mut index = IndexWriter::open(&archive.index_folder())?;
            for () in told {
                index.catch_up(&ledger)?;
            }
            index.catch_up(&ledger)?;
            Ok(())
        });
        Self { behind, thread }
    }

    /// Tells it that the ledger has more. It listens until it fails, which `finish` tells.
    fn catch_up(&self) {
        let _ = self.behind.send(());
    }

    /// Lets it take up the rest.
    fn finish(self) -> Result<(), ArchiveError> {
        drop(self.behind);
        joined(self.thread)
    }
}
