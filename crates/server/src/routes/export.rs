//! Files of exactly what the filter fits.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tokio::sync::mpsc;
use utoipa::IntoParams;

use super::facets::family;
use crate::desk::Desk;
use crate::error::ApiError;
use crate::exporting::{ExportFormat, write};
use crate::filter::FilterQuery;

/// What is wanted, and how.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ExportQuery {
    /// `events` (default), `quotes`, `positions` or `articles`.
    pub of: Option<String>,
    /// `csv` (default), `jsonl` or `parquet`.
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
    let format = wanted.format.as_deref().unwrap_or("csv");
    let format = ExportFormat::of_name(format).ok_or_else(|| {
        ApiError::bad(
            "`format` is none that there is",
            "write csv, jsonl or parquet",
        )
    })?;
    let permit = Arc::clone(&desk.exports).try_acquire_owned().map_err(|_| {
        ApiError::unavailable("other files are being written", "try again in a moment")
    })?;
    // A query that cannot be read must be told before the file begins.
    let asked = filter.clone();
    let articles = desk.read(move |looking| looking.articles(&asked)).await?;
    let (rows, mut given) = mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    let writing = Arc::clone(&desk);
    tokio::spawn(async move {
        let _permit = permit;
        let failed = rows.clone();
        let done = writing
            .read_slowly(move |looking| {
                // Where nobody reads on, nothing is left to do.
                let mut send = |bytes: Vec<u8>| rows.blocking_send(Ok(Bytes::from(bytes))).is_ok();
                Ok(write(
                    looking.reader,
                    family,
                    format,
                    &filter,
                    articles.as_deref(),
                    &mut send,
                )?)
            })
            .await;
        if let Err(error) = done {
            // The file is cut off, so that nobody takes it for whole.
            let _ = failed.send(Err(std::io::Error::other(error.message))).await;
        }
    });
    let stream = futures_util::stream::poll_fn(move |context| given.poll_recv(context));
    let name = format!(
        "attachment; filename=\"{}s.{}\"",
        family.name(),
        format.name()
    );
    Ok((
        [
            (header::CONTENT_TYPE, format.media_type().to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        Body::from_stream(stream),
    )
        .into_response())
}
