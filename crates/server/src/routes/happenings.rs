//! Happenings: the same act told by several articles.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Day, PageRequest};
use detente_coding::record::Event;
use detente_dossier::RecordSet;
use detente_dossier::happenings::{Happening, Report, Rule, happenings as joined};
use rustc_hash::FxHashMap;
use serde::Serialize;
use utoipa::ToSchema;

use crate::actor_names::actor_name;
use crate::desk::Desk;
use crate::dto::{Item, PageQuery};
use crate::error::ApiError;
use crate::filter::{FilterQuery, given};

/// Events that are joined at most: the newest of those that fit.
const MOST_EVENTS: usize = 1_500;

/// Reports of a happening whose records are given with it; `mentions` names all.
const MOST_TOLD: usize = 12;

/// A happening with its parties' names and what its reports say.
#[derive(Debug, Serialize, ToSchema)]
pub struct HappeningItem {
    /// What the reports come to, with all of them as `mentions`.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    happening: Happening,
    /// Name of `source`.
    source_name: String,
    /// Name of `target`.
    target_name: String,
    /// The events of the first twelve mentions, in their order.
    #[schema(value_type = Vec<Object>)]
    told: Vec<Item<Event>>,
}

/// A page of happenings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Happenings {
    /// The happenings, newest first, each with every report of it as `mentions`.
    items: Vec<HappeningItem>,
    /// How many there are.
    total: u64,
    next: Option<String>,
    /// Events that they were made of.
    events: usize,
    /// Whether older events were left out: narrow the filter to see theirs.
    cut: bool,
}

/// How many items the pages before had.
///
/// # Errors
/// If the cursor is none of a list that is counted through.
pub fn offset(page: &PageQuery) -> Result<usize, ApiError> {
    given(page.cursor.as_ref()).map_or(Ok(0), |cursor| {
        cursor.parse().map_err(|_| {
            ApiError::bad(
                "that is no cursor of this list",
                "take `next` of the page before",
            )
        })
    })
}

/// The same act told by several articles, once, with all its mentions. At most the 1,500 newest events
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
    desk.read_long(move |looking| {
        let articles = looking.articles(&filter)?;
        let all = PageRequest {
            limit: MOST_EVENTS,
            ahead_last: request.ahead_last,
            ..PageRequest::default()
        };
        let found = looking.reader.events(&filter, &all, articles.as_deref())?;
        let cut = found.next.is_some();
        let mut set = RecordSet::collect();
        let mut heads = FxHashMap::default();
        for listed in found.items {
            let row = listed.article;
            heads
                .entry(row.id.clone())
                .or_insert_with(|| crate::dto::From::from(row.clone()));
            set.article(row);
            set.event(listed.record);
        }
        let set = set.finish();
        let mut items = joined(Report::all(&set), Rule::default());
        if !request.oldest_first {
            items.reverse();
            let newest = looking.reader.days()?.1;
            // What has no date, or none with a year, stays last; where it is asked for what lies ahead too.
            items.sort_by_key(|item| {
                let day = Day::of_maybe(item.date);
                let ahead = request.ahead_last && newest.is_known() && day > newest;
                (ahead, !day.is_known())
            });
        }
        let total = items.len();
        let names = &looking.desk.names;
        let item = |happening: Happening| HappeningItem {
            source_name: actor_name(names, &happening.source),
            target_name: actor_name(names, &happening.target),
            told: happening
                .mentions
                .iter()
                .take(MOST_TOLD)
                .filter_map(|mention| {
                    Some(Item {
                        record: set.event(&mention.event)?.clone(),
                        from: heads.get(&mention.article)?.clone(),
                    })
                })
                .collect(),
            happening,
        };
        let items: Vec<HappeningItem> = items
            .into_iter()
            .skip(offset)
            .take(request.limit)
            .map(item)
            .collect();
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
