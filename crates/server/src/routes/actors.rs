//! Actors: who there is, and what one does, to whom, about what.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::{Counted, Family, TermKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::named::{Most, named};
use super::network::DyadItem;
use crate::actor_names::actor_name;
use crate::desk::{Desk, Looking};
use crate::dto::{CountedItem, Whole};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// The actors of the events that fit the filter, most first; heads and their parts each.
#[utoipa::path(get, path = "/actors", tag = "overview", params(FilterQuery, Most),
    responses((status = 200, body = Whole<CountedItem>), (status = 400, body = ApiError)))]
pub async fn actors(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    most: Result<Query<Most>, QueryRejection>,
) -> Result<Json<Whole<CountedItem>>, ApiError> {
    let (filter, limit) = (filter?.filter()?, most?.limit()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = looking.reader.facets(
            Family::Event,
            &filter,
            articles.as_deref(),
            &[TermKind::Actor],
            limit,
        )?;
        let items = found.into_iter().flatten().collect();
        Ok(Json(Whole {
            items: named(looking, TermKind::Actor, items),
        }))
    })
    .await
}

/// An actor: what it does, to whom, about what.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActorDetail {
    /// `HEAD` or `HEAD:ROLE`.
    actor: String,
    /// Its name.
    name: String,
    /// Events, either end.
    events: u64,
    /// Quotes of its speakers.
    quotes: u64,
    /// Its positions.
    positions: u64,
    /// Those it deals with, most first.
    counterparts: Vec<DyadItem>,
    /// Issues of its events.
    issues: Vec<CountedItem>,
    /// Roots and codes of its events.
    codes: Vec<CountedItem>,
    /// Its parts: `RUS:MIL`, …
    parts: Vec<CountedItem>,
    /// Who speaks for it, most quoted first.
    speakers: Vec<CountedItem>,
    /// People and offices that the lexicon knows.
    people: Vec<Person>,
}

/// Somebody who holds or held an office.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    name: String,
    office: Option<String>,
    actor: String,
    from: Option<String>,
    to: Option<String>,
}

/// An actor: what it does, to whom, about what.
#[utoipa::path(get, path = "/actors/{actor}", tag = "overview", params(("actor" = String, Path), FilterQuery),
    responses((status = 200, body = ActorDetail), (status = 404, body = ApiError)))]
pub async fn actor(
    State(desk): State<Arc<Desk>>,
    Path(actor): Path<String>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
) -> Result<Json<ActorDetail>, ApiError> {
    let filter = filter?.filter()?.with(TermKind::Actor, [actor.clone()]);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let keys = articles.as_deref();
        let kinds = [
            TermKind::Actor,
            TermKind::Pair,
            TermKind::Issue,
            TermKind::Code,
        ];
        let mut found = looking
            .reader
            .facets(Family::Event, &filter, keys, &kinds, 400)?
            .into_iter();
        let mut next = || found.next().unwrap_or_default();
        let (actors, pairs, issues, codes) = (next(), next(), next(), next());
        let speakers =
            looking
                .reader
                .facets(Family::Quote, &filter, keys, &[TermKind::Speaker], 50)?;
        let head = actor
            .split_once(':')
            .map_or(actor.as_str(), |(head, _)| head);
        // A position towards an actor is another's.
        let own = filter.clone().with(TermKind::Source, [actor.clone()]);
        let counts = |family| looking.reader.count(family, &filter, keys);
        let names = &looking.desk.names;
        let detail = ActorDetail {
            name: actor_name(names, &actor),
            events: counts(Family::Event)?,
            quotes: counts(Family::Quote)?,
            positions: looking.reader.count(Family::Position, &own, keys)?,
            counterparts: counterparts(looking, head, pairs),
            issues: named(looking, TermKind::Issue, issues),
            codes: named(looking, TermKind::Code, codes),
            parts: named(
                looking,
                TermKind::Actor,
                actors
                    .into_iter()
                    .filter(|part| part.value.starts_with(&format!("{head}:")))
                    .collect(),
            ),
            speakers: named(
                looking,
                TermKind::Speaker,
                speakers.into_iter().flatten().collect(),
            ),
            people: people(looking, &actor),
            actor,
        };
        let known = detail.events + detail.quotes + detail.positions > 0
            || !detail.people.is_empty()
            || detail.name != detail.actor;
        if known {
            Ok(Json(detail))
        } else {
            Err(ApiError::missing("actor", &detail.actor))
        }
    })
    .await
}

fn counterparts(looking: &Looking<'_>, head: &str, pairs: Vec<Counted>) -> Vec<DyadItem> {
    let names = &looking.desk.names;
    pairs
        .into_iter()
        .filter_map(|counted| {
            let (one, two) = counted.value.split_once('|')?;
            let other = if one == head { two } else { one };
            Some(DyadItem {
                a: head.to_owned(),
                b: other.to_owned(),
                a_name: actor_name(names, head),
                b_name: actor_name(names, other),
                count: counted.count,
            })
        })
        .take(50)
        .collect()
}

fn people(looking: &Looking<'_>, actor: &str) -> Vec<Person> {
    let lexicon = looking.desk.engine.lexicon;
    let wanted = |held: &detente_lexicon::Actor| held.to_string() == actor || held.head == actor;
    let mut people: Vec<Person> = lexicon
        .names
        .all()
        .iter()
        .filter(|sense| sense.kind == detente_lexicon::NameKind::Person)
        .filter_map(|sense| {
            let held = sense.actor.as_ref().filter(|held| wanted(held))?;
            Some(Person {
                name: sense.name.clone(),
                office: sense.office.clone(),
                actor: held.to_string(),
                from: sense.from.map(|date| date.to_string()),
                to: sense.to.map(|date| date.to_string()),
            })
        })
        .collect();
    people.sort_by(|a, b| (&b.from, &a.name).cmp(&(&a.from, &b.name)));
    people
}
