//! Files of exactly what a filter fits, for the API and for the command line.

use std::io::Write;

use axum::extract::Query;
use axum::http::Uri;
use detente_archive::{Archive, ArchiveError, Family, Filter, PageRequest, Reader};
use detente_coding::record::Coding;
use detente_formats::output::csv_header;
use detente_formats::{Coded, Format, RecordKind};

use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Records that are read at a time.
const BATCH: usize = 500;

/// Why an export could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The filter cannot be understood.
    #[error("{0}")]
    Filter(String),
    /// The archive cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The file cannot be written.
    #[error(transparent)]
    Output(#[from] std::io::Error),
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
    format: Format,
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

fn kind_of(family: Family) -> RecordKind {
    match family {
        Family::Event => RecordKind::Event,
        Family::Quote => RecordKind::Quote,
        Family::Position => RecordKind::Position,
        Family::Article => RecordKind::Article,
    }
}

/// Writes the records that fit, newest first, until `send` wants no more.
///
/// # Errors
/// If the archive cannot be read.
pub fn write(
    reader: &Reader,
    family: Family,
    format: Format,
    filter: &Filter,
    articles: Option<&[i64]>,
    send: &mut dyn FnMut(Vec<u8>) -> bool,
) -> Result<(), ArchiveError> {
    let kind = kind_of(family);
    if format == Format::Csv && !send(csv_header(kind).into_bytes()) {
        return Ok(());
    }
    let mut page = PageRequest {
        limit: BATCH,
        ..PageRequest::default()
    };
    loop {
        let (batch, next) = batch(reader, family, filter, &page, articles)?;
        let mut bytes = Vec::new();
        for coded in &batch {
            match format {
                Format::Csv => coded.write_csv(kind, &mut bytes),
                Format::Jsonl => coded.write_jsonl(kind, false, &mut bytes),
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
