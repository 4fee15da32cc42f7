//! What requests share: connections to the archive, the lexicon, the model.

use std::sync::{Arc, Mutex};

use detente_archive::{Archive, ArchiveError, Filter, Index, Reader};
use detente_coding::Coder;
use detente_dossier::LexiconNames;
use tokio::sync::Semaphore;

use crate::error::ApiError;
use crate::rate::Rate;
use crate::serving::Config;

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
    index: Index,
    idle: Mutex<Vec<Reader>>,
    permits: Arc<Semaphore>,
    /// Files being written: their readers may be slow and must not keep others waiting.
    pub exports: Arc<Semaphore>,
    pub counters: crate::routes::health::Counters,
}

/// Connections that read at a time. `SQLite` reads from memory mostly, so more than the cores is enough.
const READERS: usize = 16;

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
            permits: Arc::new(Semaphore::new(READERS)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            rate: Rate::new(config.rate),
            counters: crate::routes::health::Counters::default(),
            archive,
            engine,
            config,
        })
    }

    /// Does `work` with a connection of its own, away from the threads that answer.
    ///
    /// # Errors
    /// What `work` gives, or that the archive cannot be opened.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Looking<'_>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| ApiError::unavailable("the server is stopping", "try again"))?;
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let idle = desk.idle.lock().ok().and_then(|mut idle| idle.pop());
            let reader = idle.map_or_else(|| desk.archive.reader(), Ok)?;
            let answer = work(&Looking {
                reader: &reader,
                index: &desk.index,
                desk: &desk,
            });
            if let Ok(mut idle) = desk.idle.lock() {
                idle.push(reader);
            }
            answer
        });
        done.await
            .map_err(|error| ApiError::internal(error.to_string()))?
    }
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
}
