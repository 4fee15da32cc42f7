//! What the archive holds and what the server can do.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::error::ApiError;

/// What the archive holds and what the server can do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// Articles.
    articles: u64,
    /// Events.
    events: u64,
    /// Quotes.
    quotes: u64,
    /// Positions.
    positions: u64,
    /// The ledger's last change.
    seq: u64,
    /// The last change that full-text search knows.
    indexed_seq: u64,
    /// First day of publication.
    first: Option<String>,
    /// Last day of publication.
    last: Option<String>,
    /// The program's version.
    version: &'static str,
    /// The lexicon's version.
    lexicon: String,
    /// Whether corrections and saved searches can be written, with a token.
    can_write: bool,
    /// Whether `explain` can be asked.
    can_explain: bool,
    /// The sections of the world that `section` knows.
    sections: Vec<String>,
}

/// What the archive holds and what the server can do.
#[utoipa::path(get, path = "/status", tag = "overview", responses((status = 200, body = Status)))]
pub async fn status(State(desk): State<Arc<Desk>>) -> Result<Json<Status>, ApiError> {
    desk.read(|looking| {
        let totals = looking.reader.totals()?;
        let (first, last) = looking.reader.days()?;
        let shown = |day: detente_archive::Day| day.is_known().then(|| day.to_string());
        Ok(Json(Status {
            articles: totals.articles,
            events: totals.events,
            quotes: totals.quotes,
            positions: totals.positions,
            seq: looking.reader.seq()?,
            indexed_seq: looking.index.mark()?,
            first: shown(first),
            last: shown(last),
            version: env!("CARGO_PKG_VERSION"),
            lexicon: looking.desk.engine.lexicon.version().to_owned(),
            can_write: !looking.desk.config.tokens.is_empty(),
            can_explain: looking.desk.engine.coder.is_some(),
            sections: crate::sections::names(),
        }))
    })
    .await
}
