//! The sources that the archive follows.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use detente_archive::Source;
use serde::Serialize;
use utoipa::ToSchema;

use crate::desk::Desk;
use crate::dto::Whole;
use crate::error::ApiError;

/// Faults of pages and files that are named; the rest is counted.
const NAMED: usize = 20;

/// A feed or a folder that is followed. Times are seconds since 1970 UTC.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceItem {
    /// The feed's address or the folder's path.
    name: String,
    /// When it was last looked at.
    tried: Option<i64>,
    /// When it was last read with success.
    succeeded: Option<i64>,
    /// When it is looked at next.
    next: Option<i64>,
    /// Failures in a row.
    failures: u32,
    /// Why the last look failed, where it did.
    fault: Option<String>,
    /// Articles taken from it in all.
    taken: u64,
    /// Pages or files of it that could not be had or read.
    faulty: usize,
    /// Why, for the first twenty.
    faults: Vec<String>,
}

/// The feeds and folders that `detente watch` follows for the archive: when each was read, and what
/// failed and why.
#[utoipa::path(get, path = "/watch", tag = "overview", responses((status = 200, body = Whole<SourceItem>)))]
pub async fn watch(State(desk): State<Arc<Desk>>) -> Result<Json<Whole<SourceItem>>, ApiError> {
    desk.read(|looking| {
        let watch = looking.desk.archive.watch()?;
        let item = |(name, source): (String, Source)| SourceItem {
            name,
            tried: source.tried,
            succeeded: source.succeeded,
            next: source.next,
            failures: source.failures,
            taken: source.taken,
            faulty: source.faults().count(),
            faults: source
                .faults()
                .take(NAMED)
                .map(|(_, fault)| fault.to_owned())
                .collect(),
            fault: source.fault,
        };
        Ok(Json(Whole {
            items: watch.sources.into_iter().map(item).collect(),
        }))
    })
    .await
}
