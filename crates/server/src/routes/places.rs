//! Where events took place.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Serialize;
use utoipa::ToSchema;

use super::named::Most;
use crate::desk::Desk;
use crate::dto::Whole;
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// A place where events took place.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceItem {
    /// As the texts name it.
    name: String,
    /// ISO 3166-1 alpha-3.
    country: String,
    /// Degrees north, where known.
    lat: Option<f64>,
    /// Degrees east, where known.
    lon: Option<f64>,
    /// Events there.
    count: u64,
}

/// Where the events that fit the filter took place, most first.
#[utoipa::path(get, path = "/places", tag = "overview", params(FilterQuery, Most),
    responses((status = 200, body = Whole<PlaceItem>), (status = 400, body = ApiError)))]
pub async fn places(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    most: Result<Query<Most>, QueryRejection>,
) -> Result<Json<Whole<PlaceItem>>, ApiError> {
    let (filter, limit) = (filter?.filter()?, most?.limit()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = looking
            .reader
            .places_of(&filter, articles.as_deref(), limit)?;
        let item = |place: detente_archive::PlacePoint| PlaceItem {
            name: place.name,
            country: place.country,
            lat: place.lat,
            lon: place.lon,
            count: place.count,
        };
        Ok(Json(Whole {
            items: found.into_iter().map(item).collect(),
        }))
    })
    .await
}
