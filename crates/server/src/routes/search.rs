//! Full-text search.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::dto::{ArticleItem, PageQuery};
use crate::error::ApiError;

/// How far into the hits one can page.
const DEEPEST: usize = 10_000;

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchQuery {
    /// The query, in the notation that docs/api.md describes.
    pub q: Option<String>,
    /// `best` (default) or `newest`.
    pub order: Option<String>,
}

/// A stretch of an article, part by part.
#[derive(Debug, Serialize, ToSchema)]
pub struct Piece {
    text: String,
    /// Whether it was looked for.
    hit: bool,
}

/// An article that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitItem {
    article: ArticleItem,
    /// How well it fits (BM25); null where the order is by date.
    score: Option<f32>,
    /// Where it speaks of it.
    snippet: Vec<Piece>,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    items: Vec<HitItem>,
    total: u64,
    next: Option<String>,
    /// Words that no article has: names near them were taken.
    respelt: Vec<String>,
}

/// The articles that fit a query. All of its parts must be there.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchQuery, PageQuery),
    responses((status = 200, body = Found), (status = 400, body = ApiError)))]
pub async fn search(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<SearchQuery>, QueryRejection>,
    page: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<Found>, ApiError> {
    let (query, page) = (query?.0, page?.0);
    let limit = page.limit()?;
    let by_date = match query.order.as_deref() {
        None | Some("" | "best") => false,
        Some("newest") => true,
        Some(_) => {
            return Err(ApiError::bad(
                "`order` is neither best nor newest",
                "leave it out for the best first",
            ));
        }
    };
    let offset: usize = match page.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        None => 0,
        Some(cursor) => cursor
            .parse()
            .ok()
            .filter(|offset| *offset <= DEEPEST)
            .ok_or_else(|| {
                ApiError::bad(
                    "that is no cursor of a search",
                    "narrow the query, or take everything from /api/v1/export?q=",
                )
            })?,
    };
    desk.read(move |looking| {
        let q = query.q.unwrap_or_default();
        let found = looking
            .index
            .search(looking.reader, &q, offset, limit, by_date)?;
        let reached = offset + limit;
        let items = found
            .hits
            .into_iter()
            .map(|hit| HitItem {
                article: hit.article.into(),
                score: hit.score,
                snippet: pieces(&hit.snippet),
            })
            .collect();
        let next =
            (found.total > reached as u64 && reached <= DEEPEST).then(|| reached.to_string());
        Ok(Json(Found {
            items,
            total: found.total,
            next,
            respelt: found.respelt,
        }))
    })
    .await
}

fn pieces(snippet: &detente_archive::Snippet) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |text: Option<&str>, hit| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push(Piece {
                text: text.to_owned(),
                hit,
            });
        }
    };
    for found in &snippet.found {
        push(snippet.text.get(at..found.start), false);
        push(snippet.text.get(found.clone()), true);
        at = found.end;
    }
    push(snippet.text.get(at..), false);
    pieces
}
