//! Files of exactly what a filter fits, for the API and for the command line.

use std::io::{Read, Seek, Write};

use axum::extract::Query;
use axum::http::Uri;
use detente_archive::{Archive, ArchiveError, Family, Filter, PageRequest, Reader};
use detente_coding::record::Coding;
use detente_formats::output::{csv_header, parquet};
use detente_formats::{Coded, RecordKind};

use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Records that are read at a time.
const BATCH: usize = 500;
/// Bytes of a table that are given at a time.
const PART: usize = 64 << 10;

/// Why an export could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The filter cannot be understood.
    #[error("{0}")]
    Filter(String),
    /// The archive cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The Parquet table cannot be made.
    #[error("the Parquet table: {0}")]
    Table(String),
    /// The file cannot be written.
    #[error(transparent)]
    Output(#[from] std::io::Error),
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Archive(error) => error.into(),
            error => Self::internal(error.to_string()),
        }
    }
}

impl From<ApiError> for ExportError {
    fn from(error: ApiError) -> Self {
        Self::Filter(format!("{}: {}", error.message, error.help))
    }
}

/// Writes the records that fit `query`, the filter as it stands behind `?` in the API's addresses
/// (`a=RUS&b=NATO&since=2011`), newest first.
///
/// # Errors
/// If the filter cannot be understood, the archive cannot be read or the output cannot be written.
pub fn export(
    archive: &Archive,
    query: &str,
    family: Family,
    format: ExportFormat,
    out: &mut impl Write,
) -> Result<(), ExportError> {
    let known = crate::openapi::parameters_of("/api/v1/export");
    for name in query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split('=').next().unwrap_or_default())
    {
        if !known.contains(name) {
            return Err(ExportError::Filter(format!(
                "there is no filter `{name}`: docs/api.md lists them"
            )));
        }
    }
    let address: Uri = format!("/?{}", query.replace(' ', "%20"))
        .parse()
        .map_err(|error| {
            ExportError::Filter(format!(
                "`{query}` is no filter ({error}): write it as a=RUS&b=NATO"
            ))
        })?;
    let Query(filter) = Query::<FilterQuery>::try_from_uri(&address).map_err(ApiError::from)?;
    let filter = filter.filter()?;
    let articles = filter
        .q
        .as_deref()
        .map(|q| archive.index()?.keys(q))
        .transpose()?;
    let reader = archive.reader()?;
    let mut failed = None;
    write(
        &reader,
        family,
        format,
        &filter,
        articles.as_deref(),
        &mut |bytes| match out.write_all(&bytes) {
            Ok(()) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        },
    )?;
    out.flush()?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

pub(crate) fn kind_of(family: Family) -> RecordKind {
    match family {
        Family::Event => RecordKind::Event,
        Family::Quote => RecordKind::Quote,
        Family::Position => RecordKind::Position,
        Family::Article => RecordKind::Article,
    }
}

/// What files are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated cells under a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// A Parquet table.
    Parquet,
}

impl ExportFormat {
    /// The format of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "jsonl" => Self::Jsonl,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    /// Its name, which is the extension of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// What takes the parts of a file; false where nobody reads on.
type Sink<'a> = &'a mut dyn FnMut(Vec<u8>) -> bool;

/// Writes the records that fit, newest first, until `send` wants no more.
pub(crate) fn write(
    reader: &Reader,
    family: Family,
    format: ExportFormat,
    filter: &Filter,
    articles: Option<&[i64]>,
    send: Sink<'_>,
) -> Result<(), ExportError> {
    let kind = kind_of(family);
    match format {
        ExportFormat::Jsonl => rows(reader, family, filter, articles, false, send),
        ExportFormat::Csv => {
            if send(csv_header(kind).into_bytes()) {
                rows(reader, family, filter, articles, true, send)?;
            }
            Ok(())
        }
        ExportFormat::Parquet => {
            // A table's columns are written whole: rows and table wait on the disk, not in memory.
            let mut cells = tempfile::tempfile()?;
            let mut failed = None;
            rows(reader, family, filter, articles, true, &mut |bytes| {
                failed = cells.write_all(&bytes).err();
                failed.is_none()
            })?;
            if let Some(error) = failed {
                return Err(error.into());
            }
            cells.rewind()?;
            let mut table = tempfile::tempfile()?;
            parquet::write(kind, &cells, &table, &[])
                .map_err(|error| ExportError::Table(error.to_string()))?;
            table.rewind()?;
            loop {
                let mut part = vec![0; PART];
                let length = table.read(&mut part)?;
                part.truncate(length);
                if length == 0 || !send(part) {
                    return Ok(());
                }
            }
        }
    }
}

/// Writes the records as rows of JSON or, with `cells`, of CSV without a header.
fn rows(
    reader: &Reader,
    family: Family,
    filter: &Filter,
    articles: Option<&[i64]>,
    cells: bool,
    send: Sink<'_>,
) -> Result<(), ExportError> {
    let kind = kind_of(family);
    let mut page = PageRequest {
        limit: BATCH,
        ..PageRequest::default()
    };
    loop {
        let (batch, next) = batch(reader, family, filter, &page, articles)?;
        let mut bytes = Vec::new();
        for coded in &batch {
            if cells {
                coded.write_csv(kind, &mut bytes);
            } else {
                coded.write_jsonl(kind, false, &mut bytes);
            }
        }
        if !bytes.is_empty() && !send(bytes) {
            return Ok(());
        }
        match next {
            Some(next) => page.after = Some(next),
            None => return Ok(()),
        }
    }
}

/// The records of a page, each as the coding of an article that holds nothing else.
fn batch(
    reader: &Reader,
    family: Family,
    filter: &Filter,
    page: &PageRequest,
    articles: Option<&[i64]>,
) -> Result<(Vec<Coded>, Option<String>), ArchiveError> {
    let alone = |coding: Coding| Coded {
        article: empty_article(),
        coding,
    };
    Ok(match family {
        Family::Event => {
            let found = reader.events(filter, page, articles)?;
            (
                found
                    .items
                    .into_iter()
                    .map(|item| {
                        alone(Coding {
                            events: vec![item.record],
                            ..Coding::default()
                        })
                    })
                    .collect(),
                found.next,
            )
        }
        Family::Quote => {
            let found = reader.quotes(filter, page, articles)?;
            (
                found
                    .items
                    .into_iter()
                    .map(|item| {
                        alone(Coding {
                            quotes: vec![item.record],
                            ..Coding::default()
                        })
                    })
                    .collect(),
                found.next,
            )
        }
        Family::Position => {
            let found = reader.positions(filter, page, articles)?;
            (
                found
                    .items
                    .into_iter()
                    .map(|item| {
                        alone(Coding {
                            positions: vec![item.record],
                            ..Coding::default()
                        })
                    })
                    .collect(),
                found.next,
            )
        }
        Family::Article => {
            let found = reader.articles(filter, page, articles)?;
            let mut coded = Vec::new();
            for row in found.items {
                if let Some(detail) = reader.article(&row.id)? {
                    coded.push(Coded {
                        article: detail.article,
                        coding: Coding::default(),
                    });
                }
            }
            (coded, found.next)
        }
    })
}

fn empty_article() -> detente_page::record::ArticleRecord {
    (&detente_page::Article::default()).into()
}
