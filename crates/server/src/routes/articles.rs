//! Articles.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::Family;

use crate::desk::Desk;
use crate::dto::{ArticleDetail, ArticleItem, CodedBy, List, PageQuery};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Corrections of one article that are given with it.
const MOST_CORRECTIONS: usize = 1000;

/// The articles that fit the filter: an article has the actors, codes and issues of all its records.
#[utoipa::path(get, path = "/articles", tag = "records", params(FilterQuery, PageQuery),
    responses((status = 200, body = List<ArticleItem>), (status = 400, body = ApiError)))]
pub async fn list(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    page: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<List<ArticleItem>>, ApiError> {
    let (filter, page) = (filter?.filter()?, page?.0);
    let request = page.request()?;
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = looking
            .reader
            .articles(&filter, &request, articles.as_deref())?;
        let total = match page.total {
            Some(false) => None,
            _ => Some(
                looking
                    .reader
                    .count(Family::Article, &filter, articles.as_deref())?,
            ),
        };
        Ok(Json(List::of(found, total, ArticleItem::from)))
    })
    .await
}

/// An article with its text and everything coded in it.
#[utoipa::path(get, path = "/articles/{id}", tag = "records", params(("id" = String, Path, description = "the article's id, percent-encoded")),
    responses((status = 200, body = ArticleDetail), (status = 404, body = ApiError)))]
pub async fn one(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<ArticleDetail>, ApiError> {
    desk.read(move |looking| {
        let Some(found) = looking.reader.article(&id)? else {
            return Err(ApiError::missing("article", &id));
        };
        let corrections = looking
            .reader
            .corrections(None, Some(&id), None, MOST_CORRECTIONS)?;
        Ok(Json(ArticleDetail {
            article: serde_json::to_value(&found.article)
                .map_err(|error| ApiError::internal(error.to_string()))?,
            events: found.coding.events,
            quotes: found.coding.quotes,
            positions: found.coding.positions,
            diagnostics: found.coding.diagnostics,
            corrections: corrections.into_iter().map(Into::into).collect(),
            story: looking.reader.story_of(&id)?,
            coded_by: CodedBy {
                program: found.coded_by.program,
                lexicon: found.coded_by.lexicon,
                model: found.coded_by.model,
            },
        }))
    })
    .await
}
