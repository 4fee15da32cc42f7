//! Files of exactly what the filter fits.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use detente_archive::{Family, Filter, PageRequest};
use detente_coding::record::Coding;
use detente_formats::output::csv_header;
use detente_formats::{Coded, Format, RecordKind};
use serde::Deserialize;
use tokio::sync::mpsc;
use utoipa::IntoParams;

use super::overview::family;
use crate::desk::{Desk, Looking};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Records that are read at a time.
const BATCH: usize = 500;

/// What is wanted, and how.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ExportQuery {
    /// `events` (default), `quotes`, `positions` or `articles`.
    pub of: Option<String>,
    /// `csv` (default) or `jsonl`.
    pub format: Option<String>,
}

/// A file of exactly what the filter fits, newest first.
#[utoipa::path(get, path = "/export", tag = "records", params(FilterQuery, ExportQuery),
    responses((status = 200, content_type = "text/csv"), (status = 400, body = ApiError)))]
pub async fn export(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    wanted: Result<Query<ExportQuery>, QueryRejection>,
) -> Result<Response, ApiError> {
    let (filter, wanted) = (filter?.filter()?, wanted?.0);
    let family = family(wanted.of.as_deref())?;
    let (format, kind) = match wanted.format.as_deref().unwrap_or("csv") {
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        "jsonl" => (Format::Jsonl, "application/x-ndjson"),
        _ => return Err(ApiError::bad("`format` is none that there is", "write csv or jsonl")),
    };
    // A query that cannot be read must be told before the file begins.
    let asked = filter.clone();
    let articles = desk.read(move |looking| looking.articles(&asked)).await?;
    let (rows, mut given) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    let writing = Arc::clone(&desk);
    tokio::spawn(async move {
        let failed = rows.clone();
        let done = writing
            .read(move |looking| write(looking, family, format, &filter, articles.as_deref(), &rows))
            .await;
        if let Err(error) = done {
            // The file is cut off, so that nobody takes it for whole.
            let _ = failed.send(Err(std::io::Error::other(error.message))).await;
        }
    });
    let stream = futures_util::stream::poll_fn(move |context| given.poll_recv(context));
    let name = format!("attachment; filename=\"{}s.{}\"", family.name(), format.extension());
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], Body::from_stream(stream)).into_response())
}

fn kind_of(family: Family) -> RecordKind {
    match family {
        Family::Event => RecordKind::Event,
        Family::Quote => RecordKind::Quote,
        Family::Position => RecordKind::Position,
        Family::Article => RecordKind::Article,
    }
}

fn write(
    looking: &Looking<'_>,
    family: Family,
    format: Format,
    filter: &Filter,
    articles: Option<&[i64]>,
    rows: &mpsc::Sender<Result<Bytes, std::io::Error>>,
) -> Result<(), ApiError> {
    let kind = kind_of(family);
    // Nobody reads on: nothing is left to do.
    let send = |bytes: Vec<u8>| rows.blocking_send(Ok(Bytes::from(bytes))).is_ok();
    if format == Format::Csv && !send(csv_header(kind).into_bytes()) {
        return Ok(());
    }
    let mut page = PageRequest { limit: BATCH, ..PageRequest::default() };
    loop {
        let (batch, next) = batch(looking, family, filter, &page, articles)?;
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
fn batch(looking: &Looking<'_>, family: Family, filter: &Filter, page: &PageRequest, articles: Option<&[i64]>) -> Result<(Vec<Coded>, Option<String>), ApiError> {
    let reader = looking.reader;
    let alone = |coding: Coding| Coded { article: empty_article(), coding };
    Ok(match family {
        Family::Event => {
            let found = reader.events(filter, page, articles)?;
            (found.items.into_iter().map(|item| alone(Coding { events: vec![item.record], ..Coding::default() })).collect(), found.next)
        }
        Family::Quote => {
            let found = reader.quotes(filter, page, articles)?;
            (found.items.into_iter().map(|item| alone(Coding { quotes: vec![item.record], ..Coding::default() })).collect(), found.next)
        }
        Family::Position => {
            let found = reader.positions(filter, page, articles)?;
            (found.items.into_iter().map(|item| alone(Coding { positions: vec![item.record], ..Coding::default() })).collect(), found.next)
        }
        Family::Article => {
            let found = reader.articles(filter, page, articles)?;
            let mut coded = Vec::new();
            for row in found.items {
                if let Some(detail) = reader.article(&row.id)? {
                    coded.push(Coded { article: detail.article, coding: Coding::default() });
                }
            }
            (coded, found.next)
        }
    })
}

fn empty_article() -> detente_page::record::ArticleRecord {
    (&detente_page::Article::default()).into()
}
