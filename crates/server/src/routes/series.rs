//! Counts in time, with the number behind every point.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Day, Family, Filter, Observed};
use detente_calendar::PartialDate;
use detente_dossier::Period;
use detente_dossier::period::Window;
use detente_dossier::series::{self, Cluster, Measure, Observation, SeriesOptions, Steps};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::records;
use crate::desk::{Desk, Looking};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Resamples behind each interval.
const RESAMPLES: u32 = 400;

/// Events that a change is given with.
const TOLD: usize = 3;

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
    pub fn period(&self) -> Result<Period, ApiError> {
        match self.by.as_deref().filter(|by| !by.is_empty()) {
            None => Ok(Period::Month),
            Some(by) => by
                .parse()
                .map_err(|_| ApiError::bad("`by` is no step", "write day, week, month or year")),
        }
    }
}

/// Events in time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Series {
    /// The step.
    pub by: String,
    /// Every step from the first to the last with an event, those without events too.
    pub points: Vec<Point>,
    /// Where the level changed, and the events of the step that made it.
    pub changes: Vec<Change>,
    /// Events left out since they have no date.
    pub undated: usize,
    /// Events left out since their date is coarser than the step.
    pub coarser: usize,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
pub struct Point {
    /// `2011-10-26`, `2011-W43`, `2011-10` or `2011`.
    pub label: String,
    /// Its first day.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// Events dated in it.
    pub events: usize,
    /// Articles that tell them.
    pub reporting: usize,
    /// Of the events by quad class: verbal and material cooperation, verbal and material conflict.
    pub classes: [usize; 4],
    /// Quad classes 1 and 2.
    pub cooperation: usize,
    /// Quad classes 3 and 4.
    pub conflict: usize,
    /// Mean Goldstein value of those that have one, −10 to 10.
    pub goldstein_mean: Option<f64>,
    /// How many have one.
    pub goldstein_of: usize,
    /// The interval that holds 95% of the means; null below two articles.
    pub goldstein_interval: Option<[f64; 2]>,
    /// How it was reckoned: `bootstrap` over articles, or by their `normal` approximation where they are many.
    pub goldstein_interval_by: Option<&'static str>,
    /// Articles of the whole archive published in the step.
    pub articles: u64,
    /// Events for a thousand such articles.
    pub per_thousand_articles: Option<f64>,
}

/// A change of level.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// `goldstein` or `events`.
    pub measure: String,
    /// The first step of the new level.
    pub label: String,
    /// Its index among the points.
    pub point: usize,
    /// The level before.
    pub before: f64,
    /// The level from then on.
    pub after: f64,
    /// Steps that the level before holds for.
    pub steps_before: usize,
    /// Steps that the level from then on holds for.
    pub steps_after: usize,
    /// Events of the step at which it changed.
    pub events_there: usize,
    /// Ids of the events that made it, most telling first.
    pub events: Vec<String>,
    /// The first three of them.
    #[schema(value_type = Vec<Object>)]
    pub told: Vec<Value>,
}

fn observation(observed: &Observed) -> Observation<'_> {
    Observation {
        id: &observed.id,
        article: &observed.article,
        date: observed.date,
        cameo: &observed.cameo,
        goldstein: observed.goldstein,
    }
}

/// The events of a series: by step, and one by one where they are asked for.
struct Events<'a> {
    looking: &'a Looking<'a>,
    filter: &'a Filter,
    period: Period,
    steps: Steps,
    /// All of them, where the archive keeps no sums of what the filter asks for.
    read: Option<Vec<Observed>>,
}

impl<'a> Events<'a> {
    fn of(
        looking: &'a Looking<'a>,
        filter: &'a Filter,
        keys: Option<&[i64]>,
        period: Period,
    ) -> Result<Self, ApiError> {
        let (steps, read) = if let Some(kept) = looking.reader.steps(filter, period)? {
            (kept, None)
        } else {
            let read = looking.reader.observations(filter, keys)?;
            let window = Window::default();
            let steps = Steps::of(read.iter().map(observation), period, window);
            (steps, Some(read))
        };
        Ok(Self {
            looking,
            filter,
            period,
            steps,
            read,
        })
    }

    /// The events of the step that begins on `first`.
    fn of_step(&self, first: PartialDate) -> Result<Vec<Observed>, ApiError> {
        let Some(day) = first.first_day() else {
            return Ok(Vec::new());
        };
        let is_there =
            |event: &&Observed| event.date.and_then(|date| self.period.holding(date)) == Some(day);
        if let Some(read) = &self.read {
            return Ok(read.iter().filter(is_there).cloned().collect());
        }
        let within = Filter {
            since: Some(Day::first(first)),
            until: Some(Day::first(PartialDate::Day(self.period.last_day(day)))),
            ..self.filter.clone()
        };
        let mut there = self.looking.reader.observations(&within, None)?;
        there.retain(|event| is_there(&event));
        Ok(there)
    }

    /// The articles' values in the steps that are resampled.
    fn clusters(&self) -> Result<BTreeMap<Date, Vec<Cluster>>, ApiError> {
        if let Some(read) = &self.read {
            return Ok(series::clusters(read.iter().map(observation), self.period));
        }
        let mut clusters = BTreeMap::new();
        for first in self.steps.to_resample() {
            let there = self.of_step(PartialDate::Day(first))?;
            clusters.extend(series::clusters(there.iter().map(observation), self.period));
        }
        Ok(clusters)
    }
}

/// The series of the events that fit.
///
/// # Errors
/// If the archive cannot be read, or the step is too short for the days covered.
pub fn of(
    looking: &Looking<'_>,
    filter: &Filter,
    keys: Option<&[i64]>,
    period: Period,
) -> Result<Series, ApiError> {
    let coverage = looking.coverage()?;
    let events = Events::of(looking, filter, keys, period)?;
    let options = SeriesOptions {
        period,
        resamples: RESAMPLES,
        ..SeriesOptions::default()
    };
    let found = series::of_steps(
        &events.steps,
        &events.clusters()?,
        Some(&coverage),
        &options,
    )
    .map_err(|error| ApiError::bad(error.to_string(), "take a longer step with `by`"))?;
    let mut changes = Vec::new();
    for (measure, name) in [
        (Measure::Goldstein, "goldstein"),
        (Measure::Events, "events"),
    ] {
        for mut change in series::changes(&found, measure) {
            let there = events.of_step(found.points[change.point].first)?;
            change.name_events(there.iter().map(observation));
            let mut told = Vec::new();
            for id in change.events.iter().take(TOLD) {
                told.extend(records::told(looking, Family::Event, id)?);
            }
            changes.push(Change {
                steps_before: change.periods_before,
                steps_after: change.periods_after,
                events_there: change.events_there,
                told,
                measure: name.to_owned(),
                label: change.label,
                point: change.point,
                before: change.before,
                after: change.after,
                events: change.events,
            });
        }
    }
    let point = |point: series::Point| Point {
        label: point.label,
        first: point.first.to_string(),
        last: point.last.to_string(),
        events: point.events,
        reporting: point.reporting,
        classes: point.classes,
        cooperation: point.cooperation,
        conflict: point.conflict,
        goldstein_mean: point.goldstein,
        goldstein_of: point.goldstein_events,
        goldstein_interval: point.interval.map(|interval| [interval.low, interval.high]),
        goldstein_interval_by: point.interval.map(|interval| interval.method.as_str()),
        articles: point.coverage.unwrap_or(0),
        per_thousand_articles: point.per_thousand,
    };
    Ok(Series {
        by: period.to_string(),
        points: found.points.into_iter().map(point).collect(),
        changes,
        undated: found.undated,
        coarser: found.coarser,
    })
}

/// The events that fit the filter in time. Events without a date, or with one coarser than the step, are
/// left out and counted.
#[utoipa::path(get, path = "/series", tag = "analysis", params(FilterQuery, By),
    responses((status = 200, body = Series), (status = 400, body = ApiError)))]
pub async fn series(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    by: Result<Query<By>, QueryRejection>,
) -> Result<Json<Series>, ApiError> {
    let (filter, period) = (filter?.filter()?, by?.period()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        Ok(Json(of(looking, &filter, articles.as_deref(), period)?))
    })
    .await
}
