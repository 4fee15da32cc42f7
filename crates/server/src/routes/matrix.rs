//! Where each actor stands on each issue, at days and year by year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::PageRequest;
use detente_calendar::PartialDate;
use detente_coding::record::Position;
use detente_dossier::knowledge::Knowledge;
use detente_dossier::positions::{Cell, MatrixOptions, matrix as stands};
use detente_dossier::{ArticleHead, RecordSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::actor_names::actor_name;
use crate::desk::{Desk, Looking};
use crate::error::ApiError;
use crate::filter::{FilterQuery, date, given};

/// Positions that are read at most: the newest of those that fit.
const MOST: usize = 20_000;

/// At which day.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct At {
    /// The day: YYYY, YYYY-MM or YYYY-MM-DD; the last one without it.
    pub at: Option<String>,
    /// `year` for a column a year too, of the positions taken in it.
    pub by: Option<String>,
}

/// A name for people.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    value: String,
    name: String,
}

/// The stands of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct YearStands {
    /// The year.
    year: i16,
    /// The last stand of the year of each actor on each issue.
    #[schema(value_type = Vec<Object>)]
    cells: Vec<Cell>,
}

/// Where each actor stood on each issue.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixAnswer {
    /// At the end of this day.
    at: Option<String>,
    /// The days on which a position was taken: where a slider may stand.
    days: Vec<String>,
    /// Actors with a cell at any time, most positions first.
    actors: Vec<Named>,
    /// Issues with a cell at any time.
    issues: Vec<Named>,
    /// The latest stands up to the day: actor, issue, stance, whether that day's statements contradict
    /// each other, how many statements, for and against, and the latest with its words.
    #[schema(value_type = Vec<Object>)]
    cells: Vec<Cell>,
    /// The same year by year, where asked for.
    years: Vec<YearStands>,
    /// Positions without a date.
    undated: usize,
    /// Whether older positions were left out: narrow the filter to see them.
    cut: bool,
}

/// Where each actor stood on each issue at the end of a day: the latest position of each, with the number
/// of statements behind it. The filter's `until` bounds the days; `at` is a look back.
#[utoipa::path(get, path = "/matrix", tag = "analysis", params(FilterQuery, At),
    responses((status = 200, body = MatrixAnswer), (status = 400, body = ApiError)))]
pub async fn matrix(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    at: Result<Query<At>, QueryRejection>,
) -> Result<Json<MatrixAnswer>, ApiError> {
    let (filter, at) = (filter?.filter()?, at?.0);
    let by_year = match given(at.by.as_ref()) {
        None => false,
        Some("year") => true,
        Some(_) => {
            return Err(ApiError::bad(
                "`by` is no step of a matrix",
                "write year, or leave it out",
            ));
        }
    };
    let at = date("at", at.at.as_ref())?;
    desk.read_long(move |looking| {
        let articles = looking.articles(&filter)?;
        let page = PageRequest {
            limit: MOST,
            ..PageRequest::default()
        };
        let found = looking
            .reader
            .positions(&filter, &page, articles.as_deref())?;
        let cut = found.next.is_some();
        let mut all = RecordSet::collect();
        let mut years: BTreeMap<i16, detente_dossier::record_set::Collector> = BTreeMap::new();
        let mut days = BTreeSet::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for listed in found.items {
            let position: Position = listed.record;
            let head = ArticleHead::from(listed.article);
            let taken = position.date.or(head.published);
            if let Some(PartialDate::Day(day)) = taken {
                days.insert(day);
            }
            let actor = detente_dossier::actor::head(&position.actor).to_owned();
            *counts.entry(actor).or_default() += 1;
            if by_year && let Some(year) = taken.and_then(PartialDate::year) {
                let of_year = years.entry(year).or_insert_with(RecordSet::collect);
                of_year.article(head.clone());
                of_year.position(position.clone());
            }
            all.article(head);
            all.position(position);
        }
        let at = at.or_else(|| days.last().copied().map(PartialDate::Day));
        let options = MatrixOptions::default();
        let set = all.finish();
        let now = at.map(|at| stands(&set, at, &options));
        let years: Vec<YearStands> = years
            .into_iter()
            .map(|(year, of_year)| YearStands {
                year,
                cells: stands(&of_year.finish(), PartialDate::Year(year), &options).cells,
            })
            .collect();
        let issues: BTreeSet<&str> = set
            .positions()
            .iter()
            .map(|position| position.issue.as_str())
            .collect();
        Ok(Json(MatrixAnswer {
            at: at.map(|at| at.to_string()),
            days: days.into_iter().map(|day| day.to_string()).collect(),
            actors: actors(looking, counts),
            issues: issues
                .into_iter()
                .map(|id| Named {
                    name: looking.desk.names.issue_name(id),
                    value: id.to_owned(),
                })
                .collect(),
            undated: now.as_ref().map_or(0, |now| now.undated),
            cells: now.map(|now| now.cells).unwrap_or_default(),
            years,
            cut,
        }))
    })
    .await
}

/// Actors by the number of their positions, most first.
fn actors(looking: &Looking<'_>, counts: BTreeMap<String, usize>) -> Vec<Named> {
    let mut actors: Vec<(String, usize)> = counts.into_iter().collect();
    actors.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    actors
        .into_iter()
        .map(|(value, _)| Named {
            name: actor_name(&looking.desk.names, &value),
            value,
        })
        .collect()
}
