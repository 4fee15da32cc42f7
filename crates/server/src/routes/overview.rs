//! What there is: totals, actors, dyads, places, facets, the network.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::{Counted, Family, Filter, TermKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::actor_names::actor_name;
use crate::desk::{Desk, Looking};
use crate::dto::{CountedItem, Whole};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// How many of the most frequent are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Most {
    /// At most so many, 1 to 2000 (default 100).
    pub limit: Option<usize>,
}

impl Most {
    fn limit(&self) -> Result<usize, ApiError> {
        match self.limit.unwrap_or(100) {
            limit @ 1..=2000 => Ok(limit),
            limit => Err(ApiError::bad(
                format!("`limit={limit}` is not between 1 and 2000"),
                "narrow the filter in place of it",
            )),
        }
    }
}

/// What the archive holds and what the server can do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// Articles.
    articles: u64,
    /// Events.
    events: u64,
    /// Quotes.
    quotes: u64,
    /// Positions.
    positions: u64,
    /// The ledger's last change.
    seq: u64,
    /// The last change that full-text search knows.
    indexed_seq: u64,
    /// First day of publication.
    first: Option<String>,
    /// Last day of publication.
    last: Option<String>,
    /// The program's version.
    version: &'static str,
    /// The lexicon's version.
    lexicon: String,
    /// Whether corrections and saved searches can be written, with a token.
    can_write: bool,
    /// Whether `explain` can be asked.
    can_explain: bool,
    /// The sections of the world that `section` knows.
    sections: Vec<String>,
}

/// What the archive holds and what the server can do.
#[utoipa::path(get, path = "/status", tag = "overview", responses((status = 200, body = Status)))]
pub async fn status(State(desk): State<Arc<Desk>>) -> Result<Json<Status>, ApiError> {
    desk.read(|looking| {
        let totals = looking.reader.totals()?;
        let (first, last) = looking.reader.days()?;
        let shown = |day: detente_archive::Day| day.is_known().then(|| day.to_string());
        Ok(Json(Status {
            articles: totals.articles,
            events: totals.events,
            quotes: totals.quotes,
            positions: totals.positions,
            seq: looking.reader.seq()?,
            indexed_seq: looking.index.mark()?,
            first: shown(first),
            last: shown(last),
            version: env!("CARGO_PKG_VERSION"),
            lexicon: looking.desk.engine.lexicon.version().to_owned(),
            can_write: !looking.desk.config.tokens.is_empty(),
            can_explain: looking.desk.engine.coder.is_some(),
            sections: crate::sections::names(),
        }))
    })
    .await
}

/// Two parties and how much went on between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct DyadItem {
    /// The alphabetically first.
    a: String,
    /// The other.
    b: String,
    /// Name of `a`.
    a_name: String,
    /// Name of `b`.
    b_name: String,
    /// Events between them, either way.
    count: u64,
}

/// Who deals with whom, most first.
#[utoipa::path(get, path = "/dyads", tag = "overview", params(FilterQuery, Most),
    responses((status = 200, body = Whole<DyadItem>), (status = 400, body = ApiError)))]
pub async fn dyads(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    most: Result<Query<Most>, QueryRejection>,
) -> Result<Json<Whole<DyadItem>>, ApiError> {
    let (filter, limit) = (filter?.filter()?, most?.limit()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = looking.reader.dyads(&filter, articles.as_deref(), limit)?;
        let names = &looking.desk.names;
        let item = |dyad: detente_archive::Dyad| DyadItem {
            a_name: actor_name(names, &dyad.a),
            b_name: actor_name(names, &dyad.b),
            a: dyad.a,
            b: dyad.b,
            count: dyad.count,
        };
        Ok(Json(Whole {
            items: found.into_iter().map(item).collect(),
        }))
    })
    .await
}

/// The values with names for people.
pub fn named(looking: &Looking<'_>, kind: TermKind, counted: Vec<Counted>) -> Vec<CountedItem> {
    let lexicon = looking.desk.engine.lexicon;
    let name = |value: &str| match kind {
        TermKind::Actor | TermKind::Source | TermKind::Target | TermKind::Country => {
            actor_name(&looking.desk.names, value)
        }
        TermKind::Issue => lexicon
            .issues
            .get(value)
            .map_or_else(|| value.to_owned(), |issue| issue.name.clone()),
        TermKind::Forum => lexicon
            .forum(value)
            .map_or_else(|| value.to_owned(), |forum| forum.name.clone()),
        TermKind::Agreement => lexicon
            .agreement(value)
            .map_or_else(|| value.to_owned(), |agreement| agreement.name.clone()),
        _ => value.to_owned(),
    };
    counted
        .into_iter()
        .map(|counted| CountedItem {
            name: name(&counted.value),
            value: counted.value,
            count: counted.count,
        })
        .collect()
}

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
        let counts = |family| looking.reader.count(family, &filter, keys);
        let names = &looking.desk.names;
        let detail = ActorDetail {
            name: actor_name(names, &actor),
            events: counts(Family::Event)?,
            quotes: counts(Family::Quote)?,
            positions: counts(Family::Position)?,
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

/// Which facets are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct FacetQuery {
    /// `events` (default), `quotes`, `positions` or `articles`.
    pub of: Option<String>,
    /// Parameters of the filter, parted by commas: `actor,issue,code`.
    pub kinds: Option<String>,
    /// Values of each, 1 to 2000 (default 100).
    pub limit: Option<usize>,
}

/// Values that narrow the filter, with the numbers of records.
#[derive(Debug, Serialize, ToSchema)]
pub struct Facets {
    /// For each kind its values, most first.
    facets: BTreeMap<String, Vec<CountedItem>>,
}

const KINDS: [(&str, TermKind); 18] = [
    ("actor", TermKind::Actor),
    ("source", TermKind::Source),
    ("target", TermKind::Target),
    ("pair", TermKind::Pair),
    ("code", TermKind::Code),
    ("class", TermKind::Class),
    ("issue", TermKind::Issue),
    ("forum", TermKind::Forum),
    ("agreement", TermKind::Agreement),
    ("country", TermKind::Country),
    ("place", TermKind::Place),
    ("outlet", TermKind::Outlet),
    ("agency", TermKind::Agency),
    ("language", TermKind::Language),
    ("status", TermKind::Status),
    ("stance", TermKind::Stance),
    ("speaker", TermKind::Speaker),
    ("rule", TermKind::Rule),
];

/// The family that `of=` names.
///
/// # Errors
/// If there is none of that name.
pub fn family(of: Option<&str>) -> Result<Family, ApiError> {
    let of = of.filter(|of| !of.is_empty()).unwrap_or("events");
    of.strip_suffix('s')
        .and_then(Family::of_name)
        .ok_or_else(|| {
            ApiError::bad(
                "`of` names no kind of record",
                "write events, quotes, positions or articles",
            )
        })
}

/// Values that narrow the filter, with the numbers of records.
#[utoipa::path(get, path = "/facets", tag = "overview", params(FilterQuery, FacetQuery),
    responses((status = 200, body = Facets), (status = 400, body = ApiError)))]
pub async fn facets(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    wanted: Result<Query<FacetQuery>, QueryRejection>,
) -> Result<Json<Facets>, ApiError> {
    let (filter, wanted) = (filter?.filter()?, wanted?.0);
    let family = family(wanted.of.as_deref())?;
    let limit = Most {
        limit: wanted.limit,
    }
    .limit()?;
    let names = wanted
        .kinds
        .unwrap_or_else(|| "actor,issue,code,class,outlet".to_owned());
    let mut kinds = Vec::new();
    for name in names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let Some(kind) = KINDS.iter().find(|(known, _)| *known == name) else {
            return Err(ApiError::bad(
                "`kinds` names no parameter of the filter",
                "write actor, issue, code, class, outlet, …",
            ));
        };
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let asked: Vec<TermKind> = kinds.iter().map(|(_, kind)| *kind).collect();
        let found = looking
            .reader
            .facets(family, &filter, articles.as_deref(), &asked, limit)?;
        let facets = kinds
            .iter()
            .zip(found)
            .map(|((name, kind), counted)| ((*name).to_owned(), named(looking, *kind, counted)))
            .collect();
        Ok(Json(Facets { facets }))
    })
    .await
}

/// Actors and what goes on between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Network {
    nodes: Vec<CountedItem>,
    links: Vec<NetworkLink>,
}

/// What goes on between two actors.
#[derive(Debug, Serialize, ToSchema)]
pub struct NetworkLink {
    a: String,
    b: String,
    /// Events either way.
    count: u64,
    /// Of them cooperative (quad classes 1 and 2).
    cooperation: u64,
    /// Of them hostile (quad classes 3 and 4).
    conflict: u64,
}

/// Who deals with whom how: the most frequent pairs and the actors in them.
#[utoipa::path(get, path = "/network", tag = "overview", params(FilterQuery, Most),
    responses((status = 200, body = Network), (status = 400, body = ApiError)))]
pub async fn network(
    State(desk): State<Arc<Desk>>,
    filter: Result<Query<FilterQuery>, QueryRejection>,
    most: Result<Query<Most>, QueryRejection>,
) -> Result<Json<Network>, ApiError> {
    let (filter, limit) = (filter?.filter()?, most?.limit()?);
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let keys = articles.as_deref();
        let hostile: Filter = filter.clone().with(TermKind::Class, ["3", "4"]);
        let all = looking.reader.dyads(&filter, keys, limit)?;
        let conflicts: BTreeMap<(String, String), u64> = looking
            .reader
            .dyads(&hostile, keys, usize::MAX >> 1)?
            .into_iter()
            .map(|dyad| ((dyad.a, dyad.b), dyad.count))
            .collect();
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut links = Vec::new();
        for dyad in all {
            for end in [&dyad.a, &dyad.b] {
                *counts.entry(end.clone()).or_default() += dyad.count;
            }
            let conflict = conflicts
                .get(&(dyad.a.clone(), dyad.b.clone()))
                .copied()
                .unwrap_or(0);
            links.push(NetworkLink {
                cooperation: dyad.count - conflict.min(dyad.count),
                conflict,
                count: dyad.count,
                a: dyad.a,
                b: dyad.b,
            });
        }
        let mut nodes: Vec<Counted> = counts
            .into_iter()
            .map(|(value, count)| Counted { value, count })
            .collect();
        nodes.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        Ok(Json(Network {
            nodes: named(looking, TermKind::Actor, nodes),
            links,
        }))
    })
    .await
}
