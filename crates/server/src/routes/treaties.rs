//! Issues, forums and agreements: what parties contend over, sit in and sign.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use detente_archive::{Counted, Family, Filter, PageRequest, TermKind};
use detente_coding::record::{Event, Position};
use serde::Serialize;
use utoipa::ToSchema;

use super::named::named;
use crate::actor_names::actor_name;
use crate::desk::{Desk, Looking};
use crate::dto::{CountedItem, Item, Whole};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Records that one issue, forum or agreement is given with; the lists have the rest.
const SHOWN: usize = 500;

type Asked = Result<Query<FilterQuery>, QueryRejection>;

/// How often records have a value.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct Counts {
    events: u64,
    quotes: u64,
    positions: u64,
}

/// The numbers of records by the values of `kind`.
fn counts(
    looking: &Looking<'_>,
    filter: &Filter,
    kind: TermKind,
) -> Result<BTreeMap<String, Counts>, ApiError> {
    let articles = looking.articles(filter)?;
    let mut all: BTreeMap<String, Counts> = BTreeMap::new();
    for family in [Family::Event, Family::Quote, Family::Position] {
        let found = looking
            .reader
            .facets(family, filter, articles.as_deref(), &[kind], 5000)?;
        for Counted { value, count } in found.into_iter().flatten() {
            let counts = all.entry(value).or_default();
            match family {
                Family::Event => counts.events = count,
                Family::Quote => counts.quotes = count,
                _ => counts.positions = count,
            }
        }
    }
    Ok(all)
}

/// An issue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IssueItem {
    id: String,
    name: String,
    /// What the stance `supports` stands for.
    supports: String,
    /// Wider issues.
    parents: Vec<String>,
    #[serde(flatten)]
    counts: Counts,
}

fn issue_item(looking: &Looking<'_>, id: &str, counts: Counts) -> IssueItem {
    let known = looking.desk.engine.lexicon.issues.get(id);
    IssueItem {
        id: id.to_owned(),
        name: known.map_or_else(|| id.to_owned(), |issue| issue.name.clone()),
        supports: known
            .map(|issue| issue.supports.clone())
            .unwrap_or_default(),
        parents: known
            .map(|issue| issue.parents.iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
        counts,
    }
}

/// The issues that records fitting the filter are about, most positions first.
#[utoipa::path(get, path = "/issues", tag = "analysis", params(FilterQuery), responses((status = 200, body = Whole<IssueItem>)))]
pub async fn issues(
    State(desk): State<Arc<Desk>>,
    filter: Asked,
) -> Result<Json<Whole<IssueItem>>, ApiError> {
    let filter = filter?.filter()?;
    desk.read(move |looking| {
        let found = counts(looking, &filter, TermKind::Issue)?;
        let mut items: Vec<IssueItem> = found
            .iter()
            .map(|(id, counts)| issue_item(looking, id, *counts))
            .collect();
        let weight = |item: &IssueItem| {
            (
                item.counts.positions,
                item.counts.events,
                item.counts.quotes,
            )
        };
        items.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(Json(Whole { items }))
    })
    .await
}

/// Where one actor stands on an issue.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stand {
    actor: String,
    name: String,
    /// Number of positions by stance.
    stances: BTreeMap<String, u64>,
    /// Its positions, newest first.
    #[schema(value_type = Vec<Object>)]
    positions: Vec<Item<Position>>,
}

/// An issue and who stands where on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssueDetail {
    #[serde(flatten)]
    issue: IssueItem,
    /// Actors by the number of their positions. At most the 500 newest positions are given.
    stands: Vec<Stand>,
    /// Actors of the events about it.
    actors: Vec<CountedItem>,
}

/// An issue and who stands where on it.
#[utoipa::path(get, path = "/issues/{id}", tag = "analysis", params(("id" = String, Path), FilterQuery),
    responses((status = 200, body = IssueDetail), (status = 404, body = ApiError)))]
pub async fn issue(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    filter: Asked,
) -> Result<Json<IssueDetail>, ApiError> {
    let filter = filter?.filter()?.with(TermKind::Issue, [id.clone()]);
    desk.read(move |looking| {
        let counts = counts(looking, &filter, TermKind::Issue)?
            .get(&id)
            .copied()
            .unwrap_or_default();
        if counts.events + counts.quotes + counts.positions == 0
            && looking.desk.engine.lexicon.issues.get(&id).is_none()
        {
            return Err(ApiError::missing("issue", &id));
        }
        let articles = looking.articles(&filter)?;
        let keys = articles.as_deref();
        let page = PageRequest {
            limit: SHOWN,
            ..PageRequest::default()
        };
        let mut stands: BTreeMap<String, Stand> = BTreeMap::new();
        for listed in looking.reader.positions(&filter, &page, keys)?.items {
            let actor = listed.record.actor.clone();
            let stand = stands.entry(actor.clone()).or_insert_with(|| Stand {
                name: actor_name(&looking.desk.names, &actor),
                actor,
                stances: BTreeMap::new(),
                positions: Vec::new(),
            });
            let stance = format!("{:?}", listed.record.stance).to_lowercase();
            *stand.stances.entry(stance).or_default() += 1;
            stand.positions.push(Item::from(listed));
        }
        let mut stands: Vec<Stand> = stands.into_values().collect();
        stands.sort_by(|a, b| {
            b.positions
                .len()
                .cmp(&a.positions.len())
                .then_with(|| a.actor.cmp(&b.actor))
        });
        let actors = looking
            .reader
            .facets(Family::Event, &filter, keys, &[TermKind::Actor], 50)?;
        Ok(Json(IssueDetail {
            issue: issue_item(looking, &id, counts),
            stands,
            actors: named(
                looking,
                TermKind::Actor,
                actors.into_iter().flatten().collect(),
            ),
        }))
    })
    .await
}

/// A forum or an agreement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TreatyItem {
    id: String,
    name: String,
    /// Other names.
    aliases: Vec<String>,
    /// Heads of its members or parties, where they are few.
    parties: Vec<String>,
    /// When it was signed (agreements).
    signed: Option<String>,
    /// When it came into force.
    in_force: Option<String>,
    /// When it ended.
    ended: Option<String>,
    #[serde(flatten)]
    counts: Counts,
}

fn treaty(looking: &Looking<'_>, kind: TermKind, id: &str, counts: Counts) -> TreatyItem {
    let lexicon = looking.desk.engine.lexicon;
    let mut item = TreatyItem {
        id: id.to_owned(),
        name: id.to_owned(),
        aliases: Vec::new(),
        parties: Vec::new(),
        signed: None,
        in_force: None,
        ended: None,
        counts,
    };
    let shown = |date: Option<detente_calendar::PartialDate>| date.map(|date| date.to_string());
    if kind == TermKind::Forum {
        if let Some(forum) = lexicon.forum(id) {
            item.name.clone_from(&forum.name);
            item.aliases.clone_from(&forum.aliases);
            item.parties.clone_from(&forum.parties);
        }
    } else if let Some(agreement) = lexicon.agreement(id) {
        item.name.clone_from(&agreement.name);
        item.aliases.clone_from(&agreement.aliases);
        item.parties.clone_from(&agreement.parties);
        item.signed = shown(agreement.signed);
        item.in_force = shown(agreement.in_force);
        item.ended = shown(agreement.ended);
    }
    item
}

/// A day of a forum or an agreement: who took part and what was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// The day, as exact as it is known; null where no date is known.
    date: Option<String>,
    /// Who took part: the heads of the events' ends.
    parties: Vec<String>,
    /// What was done there.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Item<Event>>,
}

/// A forum or an agreement with its days, newest first. At most the 500 newest events are given.
#[derive(Debug, Serialize, ToSchema)]
pub struct TreatyDetail {
    #[serde(flatten)]
    item: TreatyItem,
    /// Its days with something done.
    sessions: Vec<Session>,
    /// Events of the days given; `events` counts all.
    shown: usize,
}

async fn all(
    desk: Arc<Desk>,
    filter: Asked,
    kind: TermKind,
) -> Result<Json<Whole<TreatyItem>>, ApiError> {
    let filter = filter?.filter()?;
    desk.read(move |looking| {
        let found = counts(looking, &filter, kind)?;
        let mut items: Vec<TreatyItem> = found
            .iter()
            .map(|(id, counts)| treaty(looking, kind, id, *counts))
            .collect();
        let weight = |item: &TreatyItem| {
            (
                item.counts.events,
                item.counts.quotes,
                item.counts.positions,
            )
        };
        items.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(Json(Whole { items }))
    })
    .await
}

async fn one(
    desk: Arc<Desk>,
    id: String,
    filter: Asked,
    kind: TermKind,
) -> Result<Json<TreatyDetail>, ApiError> {
    let filter = filter?.filter()?.with(kind, [id.clone()]);
    desk.read(move |looking| {
        let lexicon = looking.desk.engine.lexicon;
        let known = if kind == TermKind::Forum {
            lexicon.forum(&id).is_some()
        } else {
            lexicon.agreement(&id).is_some()
        };
        let counts = counts(looking, &filter, kind)?
            .get(&id)
            .copied()
            .unwrap_or_default();
        if !known && counts.events + counts.quotes + counts.positions == 0 {
            return Err(ApiError::missing(
                if kind == TermKind::Forum {
                    "forum"
                } else {
                    "agreement"
                },
                &id,
            ));
        }
        let articles = looking.articles(&filter)?;
        let page = PageRequest {
            limit: SHOWN,
            ..PageRequest::default()
        };
        let events = looking
            .reader
            .events(&filter, &page, articles.as_deref())?
            .items;
        let shown = events.len();
        let mut sessions: Vec<Session> = Vec::new();
        for listed in events {
            let date = listed.record.date.map(|date| date.to_string());
            if sessions.last().is_none_or(|session| session.date != date) {
                sessions.push(Session {
                    date,
                    parties: Vec::new(),
                    events: Vec::new(),
                });
            }
            let Some(session) = sessions.last_mut() else {
                continue;
            };
            for end in [&listed.record.source.actor, &listed.record.target.actor] {
                let head = end.split_once(':').map_or(end.as_str(), |(head, _)| head);
                if head != "-" && !session.parties.iter().any(|party| party == head) {
                    session.parties.push(head.to_owned());
                }
            }
            session.events.push(Item::from(listed));
        }
        Ok(Json(TreatyDetail {
            item: treaty(looking, kind, &id, counts),
            sessions,
            shown,
        }))
    })
    .await
}

/// The forums that records fitting the filter name.
#[utoipa::path(get, path = "/forums", tag = "analysis", params(FilterQuery), responses((status = 200, body = Whole<TreatyItem>)))]
pub async fn forums(
    State(desk): State<Arc<Desk>>,
    filter: Asked,
) -> Result<Json<Whole<TreatyItem>>, ApiError> {
    all(desk, filter, TermKind::Forum).await
}

/// A forum: when it met, who took part, what was done there.
#[utoipa::path(get, path = "/forums/{id}", tag = "analysis", params(("id" = String, Path), FilterQuery),
    responses((status = 200, body = TreatyDetail), (status = 404, body = ApiError)))]
pub async fn forum(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    filter: Asked,
) -> Result<Json<TreatyDetail>, ApiError> {
    one(desk, id, filter, TermKind::Forum).await
}

/// The treaties and accords that records fitting the filter name.
#[utoipa::path(get, path = "/agreements", tag = "analysis", params(FilterQuery), responses((status = 200, body = Whole<TreatyItem>)))]
pub async fn agreements(
    State(desk): State<Arc<Desk>>,
    filter: Asked,
) -> Result<Json<Whole<TreatyItem>>, ApiError> {
    all(desk, filter, TermKind::Agreement).await
}

/// A treaty or accord: its history.
#[utoipa::path(get, path = "/agreements/{id}", tag = "analysis", params(("id" = String, Path), FilterQuery),
    responses((status = 200, body = TreatyDetail), (status = 404, body = ApiError)))]
pub async fn agreement(
    State(desk): State<Arc<Desk>>,
    Path(id): Path<String>,
    filter: Asked,
) -> Result<Json<TreatyDetail>, ApiError> {
    one(desk, id, filter, TermKind::Agreement).await
}
