//! An archive to read: records and series as tables, articles and searches as JSON.

use std::collections::BTreeMap;
use std::path::PathBuf;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use detente_archive::{
    Archive, ArchiveError, Filter, Hit, Index, Listed, Page, PageRequest, Reader,
};
use detente_coding::record::{Coding, Diagnostic, Event, Position, Quote};
use detente_dossier::series::{self, Coverage, Observation, Series, SeriesError, SeriesOptions};
use detente_formats::RecordKind;
use detente_formats::output::table::{CellError, TableBuilder, schema};
use detente_page::record::ArticleRecord;
use pyo3::prelude::*;
use serde::Serialize;

use crate::table::{Table, TableKind};
use crate::{errors, filter};

/// Records that are read at a time.
const PAGE: usize = 1000;

/// An archive's folder and its search index. Every question opens a connection of its own, so that any
/// number of threads may ask at a time.
#[pyclass(frozen, module = "detente._native")]
pub struct ArchiveReader {
    archive: Archive,
    index: Index,
}

/// An article of the archive as JSON, as a coder gives one.
#[derive(Serialize)]
struct Stored {
    article: ArticleRecord,
    events: Vec<Event>,
    quotes: Vec<Quote>,
    positions: Vec<Position>,
    diagnostics: Vec<Diagnostic>,
}

/// What a search found, as JSON.
#[derive(Serialize)]
struct Answer {
    total: u64,
    respelt: Vec<String>,
    hits: Vec<HitRow>,
}

#[derive(Serialize)]
struct HitRow {
    article: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    score: Option<f32>,
    snippet: String,
    /// Code points in the snippet, start and end of each stretch that was found.
    found: Vec<[usize; 2]>,
}

type Given = BTreeMap<String, Vec<String>>;

impl ArchiveReader {
    fn asked<T: Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(&Reader) -> Result<T, ArchiveError> + Send,
    ) -> PyResult<T> {
        py.detach(|| self.archive.reader().and_then(|reader| ask(&reader)))
            .map_err(|error| errors::archive(&error))
    }

    /// The keys of the articles that fit the filter's full-text query, where it has one.
    fn articles_of(&self, filter: &Filter) -> Result<Option<Vec<i64>>, ArchiveError> {
        filter.q.as_deref().map(|q| self.index.keys(q)).transpose()
    }

    /// The records that fit, oldest first.
    fn table(
        &self,
        reader: &Reader,
        kind: RecordKind,
        filter: &Filter,
    ) -> Result<Vec<RecordBatch>, TableFault> {
        let articles = self.articles_of(filter)?;
        let articles = articles.as_deref();
        let mut page = PageRequest {
            limit: PAGE,
            oldest_first: true,
            ..PageRequest::default()
        };
        let mut builder = TableBuilder::new(kind);
        let mut batches = Vec::new();
        loop {
            let mut coding = Coding::default();
            let next = match kind {
                RecordKind::Article => {
                    let Page { items, next } = reader.articles(filter, &page, articles)?;
                    for row in items {
                        if let Some(found) = reader.article(&row.id)? {
                            builder.push_article(&found.article)?;
                        }
                    }
                    next
                }
                RecordKind::Event => {
                    let page = reader.events(filter, &page, articles)?;
                    records(page, &mut coding.events)
                }
                RecordKind::Quote => {
                    let page = reader.quotes(filter, &page, articles)?;
                    records(page, &mut coding.quotes)
                }
                RecordKind::Position => {
                    let page = reader.positions(filter, &page, articles)?;
                    records(page, &mut coding.positions)
                }
            };
            builder.push_coding(&coding)?;
            batches.push(builder.finish()?);
            match next {
                Some(_) => page.after = next,
                None => return Ok(batches),
            }
        }
    }

    fn series_of(
        &self,
        reader: &Reader,
        filter: &Filter,
        options: &SeriesOptions,
    ) -> Result<Result<Series, SeriesError>, ArchiveError> {
        let articles = self.articles_of(filter)?;
        let observed = reader.observations(filter, articles.as_deref())?;
        let mut coverage = Coverage::default();
        for (day, published) in reader.coverage()? {
            coverage.add(day.date(), published);
        }
        let observations = observed.iter().map(|observed| Observation {
            id: &observed.id,
            article: &observed.article,
            date: observed.date,
            cameo: &observed.cameo,
            goldstein: observed.goldstein,
        });
        Ok(series::series(observations, Some(&coverage), options))
    }
}

/// Takes the records of a page and gives where the next one begins.
fn records<T>(page: Page<Listed<T>>, taken: &mut Vec<T>) -> Option<String> {
    taken.extend(page.items.into_iter().map(|listed| listed.record));
    page.next
}

/// Why a table was not made.
enum TableFault {
    Archive(ArchiveError),
    Internal(String),
}

impl From<ArchiveError> for TableFault {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

impl From<CellError> for TableFault {
    fn from(error: CellError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<ArrowError> for TableFault {
    fn from(error: ArrowError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<TableFault> for PyErr {
    fn from(fault: TableFault) -> Self {
        match fault {
            TableFault::Archive(error) => errors::archive(&error),
            TableFault::Internal(words) => errors::internal(words),
        }
    }
}

/// The snippet of a hit with code points in place of bytes.
fn hit_row(hit: Hit) -> HitRow {
    let snippet = hit.snippet;
    let characters = |byte: usize| snippet.text[..byte].chars().count();
    HitRow {
        article: hit.article.id,
        title: hit.article.title,
        outlet: hit.article.outlet,
        url: hit.article.url,
        published: hit.article.published,
        score: hit.score,
        found: snippet
            .found
            .iter()
            .map(|range| [characters(range.start), characters(range.end)])
            .collect(),
        snippet: snippet.text,
    }
}

#[pymethods]
impl ArchiveReader {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| {
            let archive = Archive::at(path);
            // Opening says what is wrong with it; the index would be made where there is none.
            archive.reader()?;
            let index = archive.index()?;
            Ok(Self { archive, index })
        })
        .map_err(|error| errors::archive(&error))
    }

    /// Articles, events, quotes and positions.
    fn totals(&self, py: Python<'_>) -> PyResult<(u64, u64, u64, u64)> {
        let totals = self.asked(py, Reader::totals)?;
        Ok((
            totals.articles,
            totals.events,
            totals.quotes,
            totals.positions,
        ))
    }

    /// The first and the last day of publication, where there are any.
    fn days(&self, py: Python<'_>) -> PyResult<Option<(String, String)>> {
        let (first, last) = self.asked(py, Reader::days)?;
        Ok(first
            .is_known()
            .then(|| (first.to_string(), last.to_string())))
    }

    /// The article of `id` with its records; JSON.
    fn article(&self, py: Python<'_>, id: &str) -> PyResult<Option<String>> {
        let found = self.asked(py, |reader| reader.article(id))?;
        let stored = found.map(|found| Stored {
            article: found.article,
            events: found.coding.events,
            quotes: found.coding.quotes,
            positions: found.coding.positions,
            diagnostics: found.coding.diagnostics,
        });
        stored
            .map(|stored| serde_json::to_string(&stored).map_err(errors::internal))
            .transpose()
    }

    /// The records of `kind` that fit the filter.
    fn records(&self, py: Python<'_>, kind: &str, filter: Given) -> PyResult<Table> {
        let TableKind::Records(kind) = TableKind::of_name(kind)? else {
            return Err(errors::argument(
                format!("an archive keeps no table of {kind}"),
                "write events, quotes, positions or articles",
            ));
        };
        let filter = filter::filter(filter)?;
        let batches = py.detach(|| {
            let reader = self.archive.reader()?;
            self.table(&reader, kind, &filter)
        })?;
        Ok(Table::new(schema(kind), batches))
    }

    /// The series of the events that fit the filter: its table, and the numbers of events in no point since
    /// they have no date, or one coarser than the step.
    fn series(&self, py: Python<'_>, by: &str, filter: Given) -> PyResult<(Table, usize, usize)> {
        let options = SeriesOptions {
            period: by.parse().map_err(|_| {
                errors::argument(
                    format!("`{by}` is no step"),
                    "write day, week, month or year",
                )
            })?,
            ..SeriesOptions::default()
        };
        let filter = filter::filter(filter)?;
        let found = self
            .asked(py, |reader| self.series_of(reader, &filter, &options))?
            .map_err(|error| errors::argument(error.to_string(), "take a longer step with by="))?;
        let batch = crate::series::batch(&found).map_err(errors::internal)?;
        let table = Table::new(crate::series::schema(), vec![batch]);
        Ok((table, found.undated, found.coarser))
    }

    /// The articles that fit a full-text query; JSON.
    fn search(
        &self,
        py: Python<'_>,
        q: &str,
        limit: usize,
        offset: usize,
        newest_first: bool,
    ) -> PyResult<String> {
        let answer = self.asked(py, |reader| {
            self.index.search(reader, q, offset, limit, newest_first)
        })?;
        let answer = Answer {
            total: answer.total,
            respelt: answer.respelt,
            hits: answer.hits.into_iter().map(hit_row).collect(),
        };
        serde_json::to_string(&answer).map_err(errors::internal)
    }
}
