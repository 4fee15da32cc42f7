//! Stories: the same news told by several articles.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::StoryRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::happenings::offset;
use crate::desk::Desk;
use crate::dto::{ArticleItem, List, PageQuery};
use crate::error::ApiError;
use crate::filter::{FilterQuery, given};

/// A story.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoryItem {
    id: String,
    /// A headline of it.
    title: String,
    /// First day of publication.
    first: Option<String>,
    /// Last day of publication.
    last: Option<String>,
    /// Its articles, copies too.
    articles: u64,
    /// Different media among them.
    outlets: u64,
}

impl From<StoryRow> for StoryItem {
    fn from(row: StoryRow) -> Self {
        let shown = |day: detente_archive::Day| day.is_known().then(|| day.to_string());
        Self {
            id: row.id,
            title: row.title,
            first: shown(row.first),
            last: shown(row.last),
            articles: row.articles,
            outlets: row.outlets,
        }
    }
}

/// Which stories are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct StoryQuery {
    /// First day of the last article.
    pub since: Option<String>,
    /// Last day of the last article.
    pub until: Option<String>,
    /// `newest` (default) or `covered` for the most covered.
    pub order: Option<String>,
    /// Stories on the page, 1 to 500 (default 50).
    pub limit: Option<usize>,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

/// Stories: articles on the same news.
#[utoipa::path(get, path = "/stories", tag = "analysis", params(StoryQuery),
    responses((status = 200, body = List<StoryItem>), (status = 400, body = ApiError)))]
pub async fn stories(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<StoryQuery>, QueryRejection>,
) -> Result<Json<List<StoryItem>>, ApiError> {
    let query = query?.0;
    let days = FilterQuery {
        since: query.since,
        until: query.until,
        ..FilterQuery::default()
    }
    .filter()?;
    let most_covered = match given(query.order.as_ref()) {
        None | Some("newest") => false,
        Some("covered") => true,
        Some(_) => {
            return Err(ApiError::bad(
                "`order` is neither newest nor covered",
                "leave it out for the newest first",
            ));
        }
    };
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
        ..PageQuery::default()
    };
    let (offset, limit) = (offset(&page)?, page.limit()?);
    desk.read(move |looking| {
        let mut found =
            looking
                .reader
                .stories(days.since, days.until, most_covered, offset, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        Ok(Json(List {
            items: found.into_iter().map(StoryItem::from).collect(),
            total: None,
            next: more.then(|| (offset + limit).to_string()),
        }))
    })
    .await
}

/// A story with its articles.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoryDetail {
    #[serde(flatten)]
    story: StoryItem,
    /// Its articles, the earliest first.
    told_by: Vec<ArticleItem>,
}

/// A story with its articles.
#[utoipa::path(get, path = "/stories/{id}", tag = "analysis", params(("id" = String, Path)),
    responses((status = 200, body = StoryDetail), (status = 404, body = ApiError)))]
pub async fn story(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<StoryDetail>, ApiError> {
    desk.read(move |looking| {
        let Some((story, articles)) = looking.reader.story(&id)? else {
            return Err(ApiError::missing("story", &id));
        };
        Ok(Json(StoryDetail {
            story: story.into(),
            told_by: articles.into_iter().map(ArticleItem::from).collect(),
        }))
    })
    .await
}
