//! What reviewers' verdicts amount to: precision and agreement measured, and gold.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::Value;

use crate::desk::Desk;
use crate::error::ApiError;

/// How often each rule was found right, with Wilson's interval, and how far reviewers agree.
#[utoipa::path(get, path = "/corrections/summary", tag = "review", responses((status = 200, body = Object)))]
pub async fn summary(State(desk): State<Arc<Desk>>) -> Result<Json<Value>, ApiError> {
    desk.read(|looking| {
        let found = detente_archive::summary(&looking.reader.all_corrections()?);
        serde_json::to_value(found)
            .map(Json)
            .map_err(|error| ApiError::internal(error.to_string()))
    })
    .await
}

/// The articles all of whose events, quotes or positions were judged, with what is right for them: JSON
/// Lines as `detente evaluate` reads them.
#[utoipa::path(get, path = "/corrections/gold", tag = "review", responses((status = 200, content_type = "application/x-ndjson")))]
pub async fn gold(State(desk): State<Arc<Desk>>) -> Result<impl IntoResponse, ApiError> {
    let lines = desk
        .read(|looking| {
            let mut lines = String::new();
            for item in looking.reader.gold()? {
                lines += &serde_json::to_string(&item)
                    .map_err(|error| ApiError::internal(error.to_string()))?;
                lines.push('\n');
            }
            Ok(lines)
        })
        .await?;
    Ok((
        [
            (header::CONTENT_TYPE, "application/x-ndjson"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"gold.jsonl\"",
            ),
        ],
        lines,
    ))
}
