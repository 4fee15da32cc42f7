//! Events, quotes and positions.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::{Family, Filter, Listed, Page, PageRequest};
use detente_coding::record::{Event, Position, Quote};
use serde_json::Value;

use crate::desk::{Desk, Looking};
use crate::dto::{Item, List, PageQuery};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// A page of one family's records.
async fn page<T: Send + 'static>(
    desk: Arc<Desk>,
    family: Family,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    page: Result<Query<PageQuery>, QueryRejection>,
    read: impl Fn(
        &Looking<'_>,
        &Filter,
        &PageRequest,
        Option<&[i64]>,
    ) -> Result<Page<Listed<T>>, detente_archive::ArchiveError>
    + Send
    + 'static,
) -> Result<Json<List<Item<T>>>, ApiError> {
    let (filter, page) = (filter?.filter()?, page?.0);
    let request = page.request()?;
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = read(looking, &filter, &request, articles.as_deref())?;
        let total = match page.total {
            Some(false) => None,
            _ => Some(looking.reader.count(family, &filter, articles.as_deref())?),
        };
        Ok(Json(List::of(found, total, Item::from)))
    })
    .await
}

/// The record of `id` with the article that tells it, if it is there.
///
/// # Errors
/// If the archive cannot be read.
pub fn told(looking: &Looking<'_>, family: Family, id: &str) -> Result<Option<Value>, ApiError> {
    let Some((mut record, article)) = looking.reader.record(family, id)? else {
        return Ok(None);
    };
    let from = looking
        .reader
        .article_by_id(&article)?
        .map(crate::dto::From::from);
    if let (Value::Object(record), Ok(from)) = (&mut record, serde_json::to_value(from)) {
        record.insert("from".to_owned(), from);
    }
    Ok(Some(record))
}

/// One record with the article that tells it.
async fn record(desk: Arc<Desk>, family: Family, id: String) -> Result<Json<Value>, ApiError> {
    desk.read(move |looking| {
        told(looking, family, &id)?
            .map(Json)
            .ok_or_else(|| ApiError::missing(family.name(), &id))
    })
    .await
}

/// The events that fit the filter: who did or said what to whom, when.
#[utoipa::path(get, path = "/events", tag = "records", params(FilterQuery, PageQuery),
    responses((status = 200, body = List<Item<Object>>), (status = 400, body = ApiError)))]
pub async fn events(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    wanted: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<List<Item<Event>>>, ApiError> {
    page(
        desk,
        Family::Event,
        filter,
        wanted,
        |looking, filter, request, articles| looking.reader.events(filter, request, articles),
    )
    .await
}

/// One event.
#[utoipa::path(get, path = "/events/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = Item<Object>), (status = 404, body = ApiError)))]
pub async fn event(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    record(desk, Family::Event, id).await
}

/// The quotes that fit the filter: who said what.
#[utoipa::path(get, path = "/quotes", tag = "records", params(FilterQuery, PageQuery),
    responses((status = 200, body = List<Item<Object>>), (status = 400, body = ApiError)))]
pub async fn quotes(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    wanted: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<List<Item<Quote>>>, ApiError> {
    page(
        desk,
        Family::Quote,
        filter,
        wanted,
        |looking, filter, request, articles| looking.reader.quotes(filter, request, articles),
    )
    .await
}

/// One quote.
#[utoipa::path(get, path = "/quotes/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = Item<Object>), (status = 404, body = ApiError)))]
pub async fn quote(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    record(desk, Family::Quote, id).await
}

/// The positions that fit the filter: who stands where.
#[utoipa::path(get, path = "/positions", tag = "records", params(FilterQuery, PageQuery),
    responses((status = 200, body = List<Item<Object>>), (status = 400, body = ApiError)))]
pub async fn positions(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    wanted: Result<Query<PageQuery>, QueryRejection>,
) -> Result<Json<List<Item<Position>>>, ApiError> {
    page(
        desk,
        Family::Position,
        filter,
        wanted,
        |looking, filter, request, articles| looking.reader.positions(filter, request, articles),
    )
    .await
}

/// One position.
#[utoipa::path(get, path = "/positions/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = Item<Object>), (status = 404, body = ApiError)))]
pub async fn position(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, ApiError> {
    record(desk, Family::Position, id).await
}
