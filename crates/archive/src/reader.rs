//! Reading: any number of readers, each on its own connection.

use detente_coding::record::{Coding, Diagnostic, Event, Position, Quote};
use detente_page::record::ArticleRecord;
use rusqlite::{Connection, OptionalExtension};

use crate::store::{parse, records_of};
use crate::text::StoredArticle;
use crate::{ArchiveError, Family, Provenance};

/// One connection to read with. A reader sees each statement's state of the ledger whole, and that of all
/// statements in [`Reader::at_one_state`].
#[derive(Debug)]
pub struct Reader {
    pub(crate) ledger: Connection,
}

/// An article with all that was coded in it.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleDetail {
    /// The article.
    pub article: ArticleRecord,
    /// Its records.
    pub coding: Coding,
    /// What coded it.
    pub coded_by: Provenance,
    /// The change of the ledger that brought it.
    pub seq: u64,
}

impl Reader {
    pub(crate) fn new(ledger: Connection) -> Self {
        Self { ledger }
    }

    /// The number of the ledger's last change to an article; it rises with every article that comes
    /// or changes.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn seq(&self) -> Result<u64, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM articles")?;
        Ok(select.query_row([], |row| row.get(0))?)
    }

    /// Tells states of the ledger apart, for whoever keeps answers.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn state(&self) -> Result<String, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT (SELECT coalesce(max(seq), 0) FROM articles) || '.' || (SELECT coalesce(max(key), 0) FROM corrections) || '.'
                 || (SELECT count(*) || '.' || coalesce(max(at), 0) FROM saved) || '.'
                 || coalesce((SELECT value FROM meta WHERE name = 'stories_seq'), '')",
        )?;
        Ok(select.query_row([], |row| row.get(0))?)
    }

    /// How many articles were replaced since the ledger began: every change gives an article the next
    /// number, and those that are there came with a number each.
    pub(crate) fn replaced(&self) -> Result<u64, ArchiveError> {
        Ok(self.seq()?.saturating_sub(self.totals()?.articles))
    }

    /// Does `work`, all of whose statements read one state of the ledger. While it lasts the write-ahead
    /// log cannot begin anew, so it must not wait for anybody.
    ///
    /// # Errors
    /// If the ledger cannot be read; `work`'s own are in what it gives.
    pub fn at_one_state<T>(&self, work: impl FnOnce(&Self) -> T) -> Result<T, ArchiveError> {
        // Nothing is written, so that it ends as well by being dropped.
        let _state = self.ledger.unchecked_transaction()?;
        Ok(work(self))
    }

    /// The article of `id`.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn article(&self, id: &str) -> Result<Option<ArticleDetail>, ArchiveError> {
        let key: Option<i64> = self
            .ledger
            .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        key.map(|key| self.article_at(key)).transpose()
    }

    pub(crate) fn article_at(&self, key: i64) -> Result<ArticleDetail, ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT a.seq, a.record, r.program, r.lexicon, r.model, r.first_at FROM articles AS a JOIN runs AS r ON r.key = a.run WHERE a.key = ?1",
        )?;
        let (seq, packed, coded_by): (u64, Vec<u8>, Provenance) =
            select.query_row([key], |row| {
                let coded_by = Provenance {
                    program: row.get(2)?,
                    lexicon: row.get(3)?,
                    model: row.get(4)?,
                    at: row.get(5)?,
                };
                Ok((row.get(0)?, row.get(1)?, coded_by))
            })?;
        let StoredArticle {
            article,
            diagnostics,
        } = StoredArticle::unpack(key, &packed)?;
        Ok(ArticleDetail {
            article,
            coding: self.coding(key, diagnostics)?,
            coded_by,
            seq,
        })
    }

    fn coding(&self, key: i64, diagnostics: Vec<Diagnostic>) -> Result<Coding, ArchiveError> {
        fn only<T>(records: Vec<(i64, T)>) -> Vec<T> {
            records.into_iter().map(|(_, record)| record).collect()
        }
        Ok(Coding {
            events: only(records_of::<Event>(&self.ledger, Family::Event, key)?),
            quotes: only(records_of::<Quote>(&self.ledger, Family::Quote, key)?),
            positions: only(records_of::<Position>(&self.ledger, Family::Position, key)?),
            diagnostics,
        })
    }

    /// The record of `id` as JSON, with the id of its article.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn record(
        &self,
        family: Family,
        id: &str,
    ) -> Result<Option<(serde_json::Value, String)>, ArchiveError> {
        if family == Family::Article {
            let found = self.article(id)?;
            return Ok(found.and_then(|found| {
                Some((serde_json::to_value(&found.article).ok()?, found.article.id))
            }));
        }
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT f.key, r.record, a.id FROM {} AS f JOIN {} AS r USING (key) JOIN articles AS a ON a.key = f.article WHERE f.id = ?1",
            family.table(),
            family.records()
        ))?;
        let found: Option<(i64, String, String)> = select
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        found
            .map(|(key, record, article)| Ok((parse(family, key, &record)?, article)))
            .transpose()
    }

    /// The events of the articles that came after change `seq`, oldest change first, with the change
    /// they came with: at most those of `articles` articles.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn since(
        &self,
        seq: u64,
        articles: usize,
    ) -> Result<Vec<(u64, ArticleDetail)>, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT seq, key FROM articles WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        let rows = select.query_map([seq as i64, articles as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        rows.map(|row| {
            let (seq, key): (u64, i64) = row?;
            Ok((seq, self.article_at(key)?))
        })
        .collect()
    }
}
