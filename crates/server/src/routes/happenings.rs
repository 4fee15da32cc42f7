//! Happenings and stories: the same act, and the same news, told by several articles.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::{PageRequest, StoryRow};
use detente_dossier::RecordSet;
use detente_dossier::happenings::{Happening, Report, Rule, happenings as joined};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::dto::{ArticleItem, List, PageQuery};
use crate::error::ApiError;
use crate::filter::{FilterQuery, given};

/// Events that are joined at most: the newest of those that fit.
const MOST_EVENTS: usize = 20_000;

/// A page of happenings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Happenings {
    /// The happenings, newest first, each with every report of it as `mentions`.
    #[schema(value_type = Vec<Object>)]
    items: Vec<Happening>,
    /// How many there are.
    total: u64,
    next: Option<String>,
    /// Events that they were made of.
    events: usize,
    /// Whether older events were left out: narrow the filter to see theirs.
    cut: bool,
}

fn offset(page: &PageQuery) -> Result<usize, ApiError> {
    given(page.cursor.as_ref()).map_or(Ok(0), |cursor| {
        cursor.parse().map_err(|_| {
            ApiError::bad(
                "that is no cursor of this list",
                "take `next` of the page before",
            )
        })
    })
}

/// The same act told by several articles, once, with all its mentions. At most the 20,000 newest events
/// that fit are joined.
#[utoipa::path(get, path = "/happenings", tag = "analysis", params(FilterQuery, PageQuery),
    responses((status = 200, body = Happenings), (status = 400, body = ApiError)))]
pub async fn happenings(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    page: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<Happenings>, ApiError> {
    let (filter, page) = (filter?.filter()?, page?.0);
    let (offset, request) = (offset(&page)?, page.request()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let all = PageRequest {
            limit: MOST_EVENTS,
            ..PageRequest::default()
        };
        let found = looking.reader.events(&filter, &all, articles.as_deref())?;
        let cut = found.next.is_some();
        let mut set = RecordSet::collect();
        for listed in found.items {
            let row = listed.article;
            set.article(detente_dossier::ArticleHead {
                id: row.id,
                title: row.title,
                outlet: row.outlet.or(row.agency),
                url: row.url,
                input: String::new(),
                published: row.published.and_then(|date| date.parse().ok()),
                text: String::new(),
            });
            set.event(listed.record);
        }
        let set = set.finish();
        let mut items = joined(Report::all(&set), Rule::default());
        if !request.oldest_first {
            items.reverse();
            // What has no date, or none with a year, stays last.
            items.sort_by_key(|item| {
                item.date
                    .and_then(detente_calendar::PartialDate::first_day)
                    .is_none()
            });
        }
        let total = items.len();
        let items: Vec<Happening> = items.into_iter().skip(offset).take(request.limit).collect();
        let reached = offset + items.len();
        Ok(Json(Happenings {
            next: (reached < total).then(|| reached.to_string()),
            items,
            total: total as u64,
            events: set.events().len(),
            cut,
        }))
    })
    .await
}

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
