//! What reviewers say of codings.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use detente_archive::{Family, NewCorrection, Verdict};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::dto::{CorrectionItem, List, PageQuery};
use crate::error::ApiError;
use crate::filter::given;

/// Which corrections are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// Those of one record, by its id.
    pub record: Option<String>,
    /// Those of one article, by its id.
    pub article: Option<String>,
}

/// What reviewers said, newest first.
#[utoipa::path(get, path = "/corrections", tag = "review", params(Wanted, PageQuery), responses((status = 200, body = List<CorrectionItem>)))]
pub async fn list(
    State(desk): State<Arc<Desk>>,
    wanted: Result<Query<Wanted>, QueryRejection>,
    page: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<List<CorrectionItem>>, ApiError> {
    let (wanted, page) = (wanted?.0, page?.0);
    let limit = page.limit()?;
    let before = match given(page.cursor.as_ref()) {
        None => None,
        Some(cursor) => Some(cursor.parse().map_err(|_| {
            ApiError::bad(
                "that is no cursor of this list",
                "take `next` of the page before",
            )
        })?),
    };
    desk.read(move |looking| {
        let record = given(wanted.record.as_ref());
        let article = given(wanted.article.as_ref());
        let mut found = looking
            .reader
            .corrections(record, article, before, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found
            .last()
            .filter(|_| more)
            .map(|last| last.key.to_string());
        Ok(Json(List {
            items: found.into_iter().map(CorrectionItem::from).collect(),
            total: None,
            next,
        }))
    })
    .await
}

/// What a reviewer says of a record.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Who says it.
    reviewer: String,
    /// `event`, `quote` or `position`.
    family: String,
    /// The record's id; with `add` the article's.
    record: String,
    /// `accept`, `correct`, `reject` or `add`.
    verdict: String,
    /// The record as it should be, for `correct` and `add`.
    #[schema(value_type = Option<Object>)]
    proposed: Option<Value>,
    /// Why.
    #[serde(default)]
    note: String,
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// The correction's id.
    id: String,
}

/// Seconds since 1970 UTC.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() as i64)
}

/// Keeps what a reviewer says of a record. Needs a token.
#[utoipa::path(post, path = "/corrections", tag = "review", request_body = Said,
    responses((status = 201, body = Kept), (status = 400, body = ApiError), (status = 401, body = ApiError), (status = 404, body = ApiError)))]
pub async fn add(
    State(desk): State<Arc<Desk>>,
    said: Result<Json<Said>, JsonRejection>,
) -> Result<(StatusCode, Json<Kept>), ApiError> {
    let said = said?.0;
    let verdict = Verdict::of_name(&said.verdict).ok_or_else(|| {
        ApiError::bad("`verdict` is none", "write accept, correct, reject or add")
    })?;
    let family = Family::of_name(&said.family)
        .filter(|family| *family != Family::Article)
        .ok_or_else(|| {
            ApiError::bad(
                "`family` is no kind of record",
                "write event, quote or position",
            )
        })?;
    if said.reviewer.trim().is_empty() {
        return Err(ApiError::bad(
            "`reviewer` is empty",
            "say who you are, so that agreement can be measured",
        ));
    }
    if matches!(verdict, Verdict::Correct | Verdict::Add) != said.proposed.is_some() {
        return Err(ApiError::bad(
            "`proposed` goes with correct and add, and only with them",
            "give the record as it should be",
        ));
    }
    let id = desk
        .read(move |looking| {
            let judged = if verdict == Verdict::Add {
                looking
                    .reader
                    .article_by_id(&said.record)?
                    .map(|row| (Value::Null, row.id))
            } else {
                looking.reader.record(family, &said.record)?
            };
            let Some((judged, article)) = judged else {
                return Err(ApiError::missing(family.name(), &said.record));
            };
            let said = NewCorrection {
                reviewer: said.reviewer.trim().to_owned(),
                family,
                record: said.record,
                article,
                verdict,
                judged,
                proposed: said.proposed,
                note: said.note,
                at: now(),
            };
            Ok(looking.desk.archive.correct(&said)?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(Kept { id })))
}
