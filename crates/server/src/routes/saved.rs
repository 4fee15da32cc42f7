//! Saved searches.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use detente_archive::Saved;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::corrections::now;
use crate::desk::Desk;
use crate::dto::Whole;
use crate::error::ApiError;

/// Most characters of a name, a view or a query.
const LONGEST: usize = 4000;

/// A saved search.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedItem {
    name: String,
    /// The view it belongs to.
    view: String,
    /// The view's query string.
    query: String,
    /// When, in seconds since 1970 UTC.
    at: i64,
}

/// The saved searches by name.
#[utoipa::path(get, path = "/saved", tag = "search", responses((status = 200, body = Whole<SavedItem>)))]
pub async fn list(State(desk): State<Arc<Desk>>) -> Result<Json<Whole<SavedItem>>, ApiError> {
    desk.read(|looking| {
        let item = |saved: Saved| SavedItem {
            name: saved.name,
            view: saved.view,
            query: saved.query,
            at: saved.at,
        };
        Ok(Json(Whole {
            items: looking.reader.saved()?.into_iter().map(item).collect(),
        }))
    })
    .await
}

/// What is to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToSave {
    view: String,
    query: String,
}

/// Saves a search under a name, in place of one of that name. Needs a token.
#[utoipa::path(put, path = "/saved/{name}", tag = "search", params(("name" = String, Path)), request_body = ToSave,
    responses((status = 204), (status = 400, body = ApiError), (status = 401, body = ApiError)))]
pub async fn save(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
    search: Result<Json<ToSave>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let search = search?.0;
    if name.trim().is_empty()
        || [&name, &search.view, &search.query]
            .iter()
            .any(|text| text.len() > LONGEST)
    {
        return Err(ApiError::bad(
            "the name is empty, or something is too long",
            format!("keep each below {LONGEST} characters"),
        ));
    }
    desk.read(move |looking| {
        let saved = Saved {
            name,
            view: search.view,
            query: search.query,
            at: now(),
        };
        looking.desk.archive.save(&saved)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Forgets a saved search. Needs a token.
#[utoipa::path(delete, path = "/saved/{name}", tag = "search", params(("name" = String, Path)),
    responses((status = 204), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn forget(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
) -> Result<StatusCode, ApiError> {
    desk.read(move |looking| {
        if looking.desk.archive.forget(&name)? {
            Ok(StatusCode::NO_CONTENT)
        } else {
            Err(ApiError::missing("saved search", &name))
        }
    })
    .await
}
