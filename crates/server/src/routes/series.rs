//! Counts in time.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Bin, SeriesPoint};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// The width of the points.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct By {
    /// `day`, `week`, `month` (default) or `year`.
    pub by: Option<String>,
}

impl By {
    /// The width asked for.
    ///
    /// # Errors
    /// If it is none.
    pub fn bin(&self) -> Result<Bin, ApiError> {
        let by = self
            .by
            .as_deref()
            .filter(|by| !by.is_empty())
            .unwrap_or("month");
        Bin::of_name(by)
            .ok_or_else(|| ApiError::bad("`by` is no step", "write day, week, month or year"))
    }

    fn name(&self) -> String {
        self.by
            .clone()
            .filter(|by| !by.is_empty())
            .unwrap_or_else(|| "month".to_owned())
    }
}

/// Events in time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Series {
    /// The step.
    pub by: String,
    /// Steps in which something is dated, in order of time.
    pub points: Vec<Point>,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub struct Point {
    /// Its first day.
    pub first: String,
    /// Events dated in it.
    pub events: u64,
    /// Of them by quad class: verbal and material cooperation, verbal and material conflict.
    pub classes: [u64; 4],
    /// Quad classes 1 and 2.
    pub cooperation: u64,
    /// Quad classes 3 and 4.
    pub conflict: u64,
    /// Mean Goldstein value of those that have one, −10 to 10.
    pub goldstein_mean: Option<f64>,
    /// How many have one.
    pub goldstein_of: u64,
    /// Articles of the whole archive published in the step.
    pub articles: u64,
    /// Events for a thousand such articles.
    pub per_thousand_articles: Option<f64>,
}

impl From<SeriesPoint> for Point {
    fn from(point: SeriesPoint) -> Self {
        Self {
            first: point.first.to_string(),
            events: point.events,
            classes: point.classes,
            cooperation: point.classes[0] + point.classes[1],
            conflict: point.classes[2] + point.classes[3],
            goldstein_mean: point.goldstein_mean(),
            goldstein_of: point.scaled,
            articles: point.articles,
            per_thousand_articles: (point.articles > 0)
                .then(|| point.events as f64 * 1000.0 / point.articles as f64),
        }
    }
}

/// The events that fit the filter in time. What has no date is left out; a date known to the month or
/// year counts at its first day.
#[utoipa::path(get, path = "/series", tag = "overview", params(FilterQuery, By),
    responses((status = 200, body = Series), (status = 400, body = ApiError)))]
pub async fn series(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    by: Result<Query<By>, QueryRejection>,
) -> Result<Json<Series>, ApiError> {
    let (filter, by) = (filter?.filter()?, by?.0);
    let bin = by.bin()?;
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let points = looking.reader.series(&filter, articles.as_deref(), bin)?;
        Ok(Json(Series {
            by: by.name(),
            points: points.into_iter().map(Point::from).collect(),
        }))
    })
    .await
}
