//! A relation of two parties: all that a dossier shows at once.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Family, PageRequest, TermKind};
use detente_coding::record::{Event, Position, Quote};
use serde::Serialize;
use utoipa::ToSchema;

use super::named::named;
use super::series::{self, By, Series};
use crate::actor_names::actor_name;
use crate::desk::Desk;
use crate::dto::{CountedItem, Item};
use crate::error::ApiError;
use crate::filter::{FilterQuery, given};

/// Records of each kind that are given at once; the lists have the rest.
const SHOWN: usize = 25;
/// Positions of each side: several issues have several each.
const POSITIONS: usize = 100;

/// The first page of a list.
fn first(limit: usize) -> PageRequest {
    PageRequest {
        limit,
        ..PageRequest::default()
    }
}

/// A relation of two parties.
#[derive(Debug, Serialize, ToSchema)]
pub struct Relation {
    a: Side,
    b: Side,
    /// Events between them, either way.
    events: u64,
    series: Series,
    /// CAMEO codes and their beginnings, most first.
    codes: Vec<CountedItem>,
    issues: Vec<CountedItem>,
    forums: Vec<CountedItem>,
    agreements: Vec<CountedItem>,
    /// The newest events.
    #[schema(value_type = Vec<Object>)]
    newest: Vec<Item<Event>>,
    /// Meetings, talks, visits (root 04), newest first.
    #[schema(value_type = Vec<Object>)]
    meetings: Vec<Item<Event>>,
}

/// One of the two: what it did, said and wants.
#[derive(Debug, Serialize, ToSchema)]
pub struct Side {
    actor: String,
    name: String,
    /// Events towards the other.
    events: u64,
    /// Its positions on the issues between them, newest first.
    #[schema(value_type = Vec<Object>)]
    positions: Vec<Item<Position>>,
    /// What its speakers said in articles about the relation, newest first.
    #[schema(value_type = Vec<Object>)]
    quotes: Vec<Item<Quote>>,
}

/// What went on between `a` and `b`, and where each stands. The other parameters of the filter narrow it.
#[utoipa::path(get, path = "/relation", tag = "analysis", params(FilterQuery, By),
    responses((status = 200, body = Relation), (status = 400, body = ApiError)))]
pub async fn relation(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    by: Result<Query<By>, QueryRejection>,
) -> Result<Json<Relation>, ApiError> {
    let (query, period) = (filter?.0, by?.period()?);
    let (Some(a), Some(b)) = (given(query.a.as_ref()), given(query.b.as_ref())) else {
        return Err(ApiError::bad(
            "a relation has two parties",
            "give both `a` and `b`, as a=RUS&b=NATO",
        ));
    };
    let (a, b) = (a.to_owned(), b.to_owned());
    desk.read(move |looking| {
        let filter = query.filter()?;
        let articles = looking.articles(&filter)?;
        let keys = articles.as_deref();
        let (page, positions) = (first(SHOWN), first(POSITIONS));
        let kinds = [
            TermKind::Code,
            TermKind::Issue,
            TermKind::Forum,
            TermKind::Agreement,
        ];
        let mut facets = looking
            .reader
            .facets(Family::Event, &filter, keys, &kinds, 100)?
            .into_iter();
        let mut next = |kind| named(looking, kind, facets.next().unwrap_or_default());
        let (codes, issues) = (next(TermKind::Code), next(TermKind::Issue));
        let (forums, agreements) = (next(TermKind::Forum), next(TermKind::Agreement));
        let meetings = filter.clone().with(TermKind::Code, ["04"]);
        let issue_ids: Vec<String> = issues.iter().map(|issue| issue.value.clone()).collect();
        let side = |actor: &str| -> Result<Side, ApiError> {
            // What a party says and wants is told by itself, whoever it is said to.
            let own = FilterQuery {
                a: None,
                b: None,
                ..query.clone()
            }
            .filter()?
            .with(TermKind::Source, [actor]);
            let about = if issue_ids.is_empty() {
                own.clone()
            } else {
                own.clone().with(TermKind::Issue, issue_ids.clone())
            };
            Ok(Side {
                name: actor_name(&looking.desk.names, actor),
                events: looking.reader.count(
                    Family::Event,
                    &filter.clone().with(TermKind::Source, [actor]),
                    keys,
                )?,
                positions: looking
                    .reader
                    .positions(&about, &positions, keys)?
                    .items
                    .into_iter()
                    .map(Item::from)
                    .collect(),
                quotes: looking
                    .reader
                    .quotes(&about, &page, keys)?
                    .items
                    .into_iter()
                    .map(Item::from)
                    .collect(),
                actor: actor.to_owned(),
            })
        };
        let (a, b) = (side(&a)?, side(&b)?);
        let events = |filter| -> Result<Vec<Item<Event>>, ApiError> {
            Ok(looking
                .reader
                .events(filter, &page, keys)?
                .items
                .into_iter()
                .map(Item::from)
                .collect())
        };
        Ok(Json(Relation {
            a,
            b,
            events: looking.reader.count(Family::Event, &filter, keys)?,
            series: series::of(looking, &filter, keys, period)?,
            codes,
            issues,
            forums,
            agreements,
            newest: events(&filter)?,
            meetings: events(&meetings)?,
        }))
    })
    .await
}
