//! Writing articles: each with all its records or not at all, and each once.

use std::fs::File;

use detente_formats::Coded;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::prepared::{Prepared, Preparer};
use crate::search::IndexWriter;
use crate::story_rows::OpenStories;
use crate::terms::Terms;
use crate::{Archive, ArchiveError, store, stories};

/// What coded articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The program and its version.
    pub program: String,
    /// The lexicon's version.
    pub lexicon: String,
    /// The language model.
    pub model: String,
    /// Seconds since 1970 UTC, by the caller's clock.
    pub at: i64,
}

/// What became of the articles of one batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Put {
    /// New ones.
    pub added: u64,
    /// Known ones whose page or coding differed: they were replaced.
    pub replaced: u64,
    /// Known ones just as they are.
    pub unchanged: u64,
    /// Records left out since their id was taken by another record.
    pub records_taken: u64,
}

impl std::ops::AddAssign for Put {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.replaced += other.replaced;
        self.unchanged += other.unchanged;
        self.records_taken += other.records_taken;
    }
}

/// The one writer of an archive's articles.
#[derive(Debug)]
pub struct Writer {
    pub(crate) archive: Archive,
    pub(crate) ledger: Connection,
    pub(crate) index: Option<IndexWriter>,
    /// What is known of terms.
    terms: Terms,
    /// The open stories, once articles were grouped.
    pub(crate) stories: Option<OpenStories>,
    /// Held as long as the writer lives.
    _lock: File,
}

impl Writer {
    pub(crate) fn new(archive: Archive, ledger: Connection, lock: File) -> Self {
        Self {
            archive,
            ledger,
            index: None,
            terms: Terms::default(),
            stories: None,
            _lock: lock,
        }
    }

    /// Puts articles in, all of them or, on an error, none.
    ///
    /// # Errors
    /// If the ledger refuses: the disk is full, or the ledger is damaged.
    pub fn put(
        &mut self,
        articles: &[Coded],
        provenance: &Provenance,
    ) -> Result<Put, ArchiveError> {
        let mut preparer = Preparer::default();
        let rows: Vec<Prepared> = articles
            .iter()
            .map(|coded| preparer.prepare(coded.clone()))
            .collect::<Result<_, _>>()?;
        self.put_prepared(&rows, provenance)
    }

    /// Puts articles in that were made ready before, maybe by another thread: all of them or, on an error,
    /// none.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn put_prepared(
        &mut self,
        articles: &[Prepared],
        provenance: &Provenance,
    ) -> Result<Put, ArchiveError> {
        self.put_with(articles, provenance, |_| Ok(()))
    }

    /// Puts articles in and groups them, and those that came before and were not grouped, to stories: one
    /// change of the ledger for whoever reads it, and one for the disk.
    pub(crate) fn put_and_group(
        &mut self,
        articles: &[Prepared],
        provenance: &Provenance,
    ) -> Result<Put, ArchiveError> {
        let mut open = self.take_stories()?;
        let put = self.put_with(articles, provenance, |transaction| {
            while stories::group_batch(transaction, &mut open)? == stories::BATCH {}
            Ok(())
        })?;
        self.stories = Some(open);
        Ok(put)
    }

    fn put_with(
        &mut self,
        articles: &[Prepared],
        provenance: &Provenance,
        then: impl FnOnce(&Transaction<'_>) -> Result<(), ArchiveError>,
    ) -> Result<Put, ArchiveError> {
        let transaction = self
            .ledger
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let run: i64 = transaction
            .prepare_cached(
                "INSERT INTO runs (program, lexicon, model, first_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (program, lexicon, model) DO UPDATE SET first_at = first_at RETURNING key",
            )?
            .query_row(
                params![provenance.program, provenance.lexicon, provenance.model, provenance.at],
                |row| row.get(0),
            )?;
        let mut seq: i64 = transaction
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM articles")?
            .query_row([], |row| row.get(0))?;
        // What was learnt of terms in a transaction that fails is forgotten with it.
        let mut terms = std::mem::take(&mut self.terms);
        let mut put = Put::default();
        for prepared in articles {
            let known: Option<(i64, String)> = transaction
                .prepare_cached("SELECT key, digest FROM articles WHERE id = ?1")?
                .query_row([&prepared.article.id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            match known {
                Some((_, known)) if known == prepared.digest => {
                    put.unchanged += 1;
                    continue;
                }
                Some((key, _)) => {
                    store::remove(&transaction, &mut terms, key)?;
                    put.replaced += 1;
                }
                None => put.added += 1,
            }
            seq += 1;
            put.records_taken += store::insert(&transaction, &mut terms, prepared, seq, run)?;
        }
        terms.settle(&transaction)?;
        then(&transaction)?;
        transaction.commit()?;
        self.terms = terms;
        Ok(put)
    }

    /// Brings the search index to the ledger's state. Gives how many articles it took up.
    ///
    /// # Errors
    /// If the index or the ledger cannot be used.
    pub fn catch_up(&mut self) -> Result<u64, ArchiveError> {
        if self.index.is_none() {
            self.index = Some(IndexWriter::open(&self.archive.index_folder())?);
        }
        match &mut self.index {
            Some(index) => index.catch_up(&self.ledger),
            None => Ok(0),
        }
    }

    /// Makes the search index anew. Gives the number of articles in it.
    ///
    /// # Errors
    /// As [`catch_up`](Self::catch_up).
    pub fn reindex(&mut self) -> Result<u64, ArchiveError> {
        self.index = None;
        let folder = self.archive.index_folder();
        match std::fs::remove_dir_all(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(ArchiveError::File {
                    path: folder,
                    error,
                });
            }
        }
        self.catch_up()
    }

    /// Lets the ledger plan its queries by what it holds now.
    ///
    /// # Errors
    /// If the ledger refuses.
    pub fn settle(&self) -> Result<(), ArchiveError> {
        self.ledger.execute_batch("PRAGMA optimize")?;
        Ok(())
    }
}
