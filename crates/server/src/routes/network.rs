//! Who deals with whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Counted, Filter, TermKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::named::{Most, named};
use crate::actor_names::actor_name;
use crate::desk::Desk;
use crate::dto::{CountedItem, Whole};
use crate::error::ApiError;
use crate::filter::FilterQuery;

/// Two parties and how much went on between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct DyadItem {
    /// The alphabetically first.
    pub a: String,
    /// The other.
    pub b: String,
    /// Name of `a`.
    pub a_name: String,
    /// Name of `b`.
    pub b_name: String,
    /// Events between them, either way.
    pub count: u64,
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
