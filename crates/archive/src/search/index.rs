//! The index: writing it after the ledger, and asking it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rustc_hash::FxHasher;
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::directory::MmapDirectory;
use tantivy::{DocAddress, IndexReader, Order, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::fields::{self, Fields};
use super::snippet::{Snippet, Snippets};
use super::{compile, notation};
use crate::text::StoredArticle;
use crate::{ArchiveError, ArticleRow, Day, Reader};

/// Bytes that the writer may hold before it writes a segment.
const WRITER_MEMORY: usize = 64 << 20;
/// Articles that are taken up before the index is committed.
const COMMIT_EVERY: u64 = 20_000;

/// Brings the index to the ledger's state.
pub(crate) struct IndexWriter {
    writer: tantivy::IndexWriter<TantivyDocument>,
    fields: Fields,
    /// The last change of the ledger that is in the index.
    mark: i64,
}

impl fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexWriter")
            .field("mark", &self.mark)
            .finish_non_exhaustive()
    }
}

fn open(folder: &Path) -> Result<(tantivy::Index, Fields), ArchiveError> {
    std::fs::create_dir_all(folder).map_err(|error| ArchiveError::File {
        path: folder.to_owned(),
        error,
    })?;
    let (schema, fields) = fields::schema();
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let index = tantivy::Index::open_or_create(directory, schema)?;
    fields::register(&index);
    Ok((index, fields))
}

impl IndexWriter {
    pub(crate) fn open(folder: &Path) -> Result<Self, ArchiveError> {
        let (index, fields) = open(folder)?;
        // A commit without a mark is none of ours: everything is taken up again.
        let mark = index
            .load_metas()?
            .payload
            .and_then(|mark| mark.parse().ok())
            .unwrap_or(0);
        Ok(Self {
            writer: index.writer_with_num_threads(1, WRITER_MEMORY)?,
            fields,
            mark,
        })
    }

    /// Takes up every article that changed since the last commit. Replaying changes does no harm: an
    /// article is taken out by its id before it is put in.
    pub(crate) fn catch_up(&mut self, ledger: &Connection) -> Result<u64, ArchiveError> {
        let mut taken = 0;
        loop {
            let batch = self.batch(ledger)?;
            taken += batch;
            if batch < COMMIT_EVERY {
                return Ok(taken);
            }
        }
    }

    fn batch(&mut self, ledger: &Connection) -> Result<u64, ArchiveError> {
        let mut select = ledger.prepare_cached("SELECT key, seq, day, record, terms FROM articles WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        let mut rows = select.query([self.mark, COMMIT_EVERY as i64])?;
        let mut terms = TermNames::new(ledger)?;
        let mut taken = 0;
        let mut mark = self.mark;
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let article = StoredArticle::unpack(
                key,
                row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?,
            )?;
            let of: Vec<i64> =
                crate::store::parse(crate::Family::Article, key, &row.get::<_, String>(4)?)?;
            let document = self.document(key, Day(row.get(2)?), &article, &of, &mut terms)?;
            self.writer
                .delete_term(Term::from_field_text(self.fields.id, &article.article.id));
            self.writer.add_document(document)?;
            mark = row.get(1)?;
            taken += 1;
        }
        if taken > 0 {
            let mut commit = self.writer.prepare_commit()?;
            commit.set_payload(&mark.to_string());
            commit.commit()?;
            self.mark = mark;
        }
        Ok(taken)
    }

    fn document(
        &self,
        key: i64,
        day: Day,
        stored: &StoredArticle,
        of: &[i64],
        terms: &mut TermNames<'_>,
    ) -> Result<TantivyDocument, ArchiveError> {
        let article = &stored.article;
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.key, key as u64);
        document.add_text(self.fields.id, &article.id);
        document.add_i64(self.fields.day, day.0);
        if let Some(title) = &article.title {
            document.add_text(self.fields.title, title);
        }
        document.add_text(self.fields.text, &article.text);
        // Capitalised words are what names are made of.
        let names: Vec<&str> = article
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.starts_with(char::is_uppercase))
            .collect();
        document.add_text(self.fields.names, names.join(" "));
        for term in of {
            if let Some((kind, value)) = terms.get(*term)? {
                document.add_text(self.fields.term, format!("{kind}:{value}"));
            }
        }
        Ok(document)
    }
}

/// The kind and value of terms, as queries name them.
struct TermNames<'a> {
    select: rusqlite::CachedStatement<'a>,
    known: rustc_hash::FxHashMap<i64, Option<(&'static str, String)>>,
}

impl<'a> TermNames<'a> {
    fn new(ledger: &'a Connection) -> Result<Self, ArchiveError> {
        Ok(Self {
            select: ledger.prepare_cached("SELECT kind, value FROM terms WHERE key = ?1")?,
            known: rustc_hash::FxHashMap::default(),
        })
    }

    fn get(&mut self, term: i64) -> Result<Option<&(&'static str, String)>, ArchiveError> {
        if !self.known.contains_key(&term) {
            let (kind, value): (i64, String) = self
                .select
                .query_row([term], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let name = crate::TermKind::ALL
                .into_iter()
                .find(|known| known.number() == kind)
                .and_then(crate::TermKind::query_field);
            self.known.insert(term, name.map(|name| (name, value)));
        }
        Ok(self.known.get(&term).and_then(Option::as_ref))
    }
}

/// The index as a searcher sees it. It follows what the writer commits, by whatever process.
pub struct Index {
    folder: PathBuf,
    stored: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: ArticleRow,
    /// How well it fits (BM25); `None` where hits are ordered by date.
    pub score: Option<f32>,
    /// Where.
    pub snippet: Snippet,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchAnswer {
    /// The page of hits.
    pub hits: Vec<Hit>,
    /// How many articles fit.
    pub total: u64,
    /// Words that no article has: names near them were taken.
    pub respelt: Vec<String>,
}

impl Index {
    pub(crate) fn open(folder: &Path) -> Result<Self, ArchiveError> {
        let (index, fields) = open(folder)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::OnCommitWithDelay)
            .try_into()?;
        Ok(Self {
            folder: folder.to_owned(),
            stored: index,
            reader,
            fields,
        })
    }

    /// The last change of the ledger that is in the index.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn mark(&self) -> Result<u64, ArchiveError> {
        Ok(self
            .stored
            .load_metas()?
            .payload
            .and_then(|mark| mark.parse().ok())
            .unwrap_or(0))
    }

    /// Tells states of the index apart, for whoever keeps answers: equal marks, equal answers.
    pub fn state(&self) -> u64 {
        let mut hasher = FxHasher::default();
        for (segment, deleted) in self.reader.searcher().generation().segments() {
            segment.hash(&mut hasher);
            deleted.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// How many articles it holds.
    pub fn articles(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Looks at what was committed meanwhile without waiting for the next look.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn reload(&self) -> Result<(), ArchiveError> {
        Ok(self.reader.reload()?)
    }

    /// The keys of all articles that fit a query, ascending.
    ///
    /// # Errors
    /// If the query cannot be understood or the index cannot be read.
    pub fn keys(&self, q: &str) -> Result<Vec<i64>, ArchiveError> {
        let query = notation::read(q)?;
        let searcher = self.reader.searcher();
        let compiled = compile::compile(&query, &self.fields, &searcher)?;
        let found = searcher.search(&compiled.answer, &DocSetCollector)?;
        let columns = keys_of(&searcher)?;
        let mut keys: Vec<i64> = found
            .into_iter()
            .filter_map(|address: DocAddress| {
                columns[address.segment_ord as usize].first(address.doc_id)
            })
            .map(|key| key as i64)
            .collect();
        keys.sort_unstable();
        Ok(keys)
    }

    /// A page of the articles that fit a query: the best first, or the newest.
    ///
    /// # Errors
    /// If the query cannot be understood, or the index or the ledger cannot be read.
    pub fn search(
        &self,
        ledger: &Reader,
        q: &str,
        offset: usize,
        limit: usize,
        by_date: bool,
    ) -> Result<SearchAnswer, ArchiveError> {
        let query = notation::read(q)?;
        let searcher = self.reader.searcher();
        let compiled = compile::compile(&query, &self.fields, &searcher)?;
        let top = TopDocs::with_limit(limit.max(1)).and_offset(offset);
        let (found, total): (Vec<(Option<f32>, DocAddress)>, usize) = if by_date {
            let (found, total) = searcher.search(
                &compiled.answer,
                &(top.order_by_fast_field::<i64>("day", Order::Desc), Count),
            )?;
            (
                found
                    .into_iter()
                    .map(|(_, address)| (None, address))
                    .collect(),
                total,
            )
        } else {
            let (found, total) =
                searcher.search(&compiled.answer, &(top.order_by_score(), Count))?;
            (
                found
                    .into_iter()
                    .map(|(score, address)| (Some(score), address))
                    .collect(),
                total,
            )
        };
        let mut snippets = Snippets::of(&searcher, &*compiled.shown, self.fields.text)?;
        let columns = keys_of(&searcher)?;
        let mut hits = Vec::new();
        for (score, address) in found {
            let Some(key) = columns[address.segment_ord as usize].first(address.doc_id) else {
                continue;
            };
            // An article that was replaced since the index's last commit has another key now.
            let Some((article, text)) = ledger.article_text(key as i64)? else {
                continue;
            };
            hits.push(Hit {
                article,
                score,
                snippet: snippets.snippet(&text),
            });
        }
        Ok(SearchAnswer {
            hits,
            total: total as u64,
            respelt: compiled.respelt,
        })
    }
}

/// The articles' keys in each segment.
fn keys_of(searcher: &Searcher) -> tantivy::Result<Vec<Column<u64>>> {
    searcher
        .segment_readers()
        .iter()
        .map(|segment| segment.fast_fields().u64("key"))
        .collect()
}
