//! What requests share: connections to the archive, the lexicon, the model.

use std::sync::{Arc, Mutex};

use detente_archive::{Archive, ArchiveError, Filter, Index, LedgerState, Pulse, Reader};
use detente_coding::Coder;
use detente_dossier::LexiconNames;
use detente_dossier::series::Coverage;
use tokio::sync::Semaphore;

use crate::error::ApiError;
use crate::kept::Kept;
use crate::rate::Rate;
use crate::serving::Config;

/// What the archive was when it was last looked at.
pub struct Seen {
    pub ledger: LedgerState,
    /// The search index's.
    pub index: u64,
}

/// What codes a sentence for `explain`, and the lexicon that names and issues are told from.
#[derive(Clone, Copy)]
pub struct Engine {
    /// The lexicon.
    pub lexicon: &'static detente_lexicon::Lexicon,
    /// The coder, where a model is installed.
    pub coder: Option<Coder<'static>>,
}

/// What all requests share.
pub struct Desk {
    pub archive: Archive,
    pub engine: Engine,
    pub names: LexiconNames<'static>,
    pub config: Config,
    pub rate: Rate,
    pub kept: Kept,
    index: Index,
    pulse: Mutex<Pulse>,
    idle: Mutex<Vec<Reader>>,
    /// Requests that are worked on: as many as can run at once, and the others in the order in which they
    /// came. More would not be done sooner, but all of them later.
    turns: Arc<Semaphore>,
    /// The same for what joins or sorts thousands of records: a row of its own, so that nobody waits behind it
    /// for a page of a list.
    long_turns: Arc<Semaphore>,
    /// Articles by day, at the change of the ledger that they were read at.
    coverage: Mutex<Option<(u64, Arc<Coverage>)>>,
    /// Files being written: their readers may be slow and must not keep others waiting.
    pub exports: Arc<Semaphore>,
    pub counters: crate::routes::health::Counters,
}

/// Fewest requests that are worked on at a time: while one waits for the disk another may run.
const FEWEST: usize = 2;
/// Most requests that are worked on at a time, since each has a connection with its cache.
const MOST: usize = 16;

/// Files that are written at a time.
const EXPORTS: usize = 4;

impl Desk {
    /// Opens the archive.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn open(archive: Archive, engine: Engine, config: Config) -> Result<Self, ArchiveError> {
        let first = archive.reader()?;
        crate::sections::learn(engine.lexicon);
        Ok(Self {
            index: archive.index()?,
            names: LexiconNames::of(engine.lexicon),
            idle: Mutex::new(vec![first]),
            turns: Arc::new(Semaphore::new(at_once())),
            long_turns: Arc::new(Semaphore::new((at_once() / 2).max(1))),
            kept: Kept::default(),
            pulse: Mutex::new(archive.pulse()?),
            coverage: Mutex::new(None),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            rate: Rate::new(config.rate),
            counters: crate::routes::health::Counters::default(),
            archive,
            engine,
            config,
        })
    }

    /// Looks at the archive's state. It takes microseconds, since what it reads is in memory.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn seen(&self) -> Result<Seen, ApiError> {
        let mut pulse = self
            .pulse
            .lock()
            .map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(Seen {
            ledger: pulse.now()?.clone(),
            index: self.index.state(),
        })
    }

    /// Does `work` with a connection of its own, away from the threads that answer, in its turn. All that
    /// it reads of the ledger is of one state.
    ///
    /// # Errors
    /// What `work` gives, or that the archive cannot be opened.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.read_in_turn(&self.turns, work).await
    }

    /// The same for work that goes through thousands of records, in a row of its own.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub async fn read_long<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.read_in_turn(&self.long_turns, work).await
    }

    async fn read_in_turn<T: Send + 'static>(
        self: &Arc<Self>,
        turns: &Arc<Semaphore>,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = Arc::clone(turns)
            .acquire_owned()
            .await
            .map_err(|_| ApiError::unavailable("the server is stopping", "try again"))?;
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            desk.with_reader(|looking| looking.reader.at_one_state(|_| work(looking))?)
        });
        done.await
            .map_err(|error| ApiError::internal(error.to_string()))?
    }

    /// Does `work` that waits for whoever takes what it gives: without keeping others from their turn, and
    /// without holding a state of the ledger. Whoever calls bounds how many do.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub async fn read_slowly<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || desk.with_reader(work));
        done.await
            .map_err(|error| ApiError::internal(error.to_string()))?
    }

    fn with_reader<T>(
        &self,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let reader = idle.map_or_else(|| self.archive.reader(), Ok)?;
        let answer = work(&Looking {
            reader: &reader,
            index: &self.index,
            desk: self,
        });
        if let Ok(mut idle) = self.idle.lock()
            && idle.len() < MOST
        {
            idle.push(reader);
        }
        answer
    }
}

/// How many requests are worked on at a time.
fn at_once() -> usize {
    std::thread::available_parallelism().map_or(FEWEST, |cores| cores.get().clamp(FEWEST, MOST))
}

/// A connection with all that a route reads.
pub struct Looking<'a> {
    pub reader: &'a Reader,
    pub index: &'a Index,
    pub desk: &'a Desk,
}

impl Looking<'_> {
    /// The keys of the articles that fit the full-text query of `filter`, where it has one.
    ///
    /// # Errors
    /// If the query cannot be understood or the index cannot be read.
    pub fn articles(&self, filter: &Filter) -> Result<Option<Vec<i64>>, ApiError> {
        filter
            .q
            .as_deref()
            .map(|q| self.index.keys(q))
            .transpose()
            .map_err(ApiError::from)
    }

    /// Articles by day. They are read once for each change of the ledger.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn coverage(&self) -> Result<Arc<Coverage>, ApiError> {
        let seq = self.reader.seq()?;
        let mut kept = self
            .desk
            .coverage
            .lock()
            .map_err(|error| ApiError::internal(error.to_string()))?;
        if let Some((of, coverage)) = &*kept
            && *of == seq
        {
            return Ok(Arc::clone(coverage));
        }
        let mut coverage = Coverage::default();
        for (day, articles) in self.reader.coverage()? {
            coverage.add(day.date(), articles);
        }
        let coverage = Arc::new(coverage);
        *kept = Some((seq, Arc::clone(&coverage)));
        Ok(coverage)
    }
}
