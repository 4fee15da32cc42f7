//! Values that narrow a filter.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_archive::{Family, TermKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::named::{Most, named};
use crate::desk::Desk;
use crate::dto::CountedItem;
use crate::error::ApiError;
use crate::filter::FilterQuery;

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
        let Some(kind) = TermKind::of_name(name) else {
            return Err(ApiError::bad(
                "`kinds` names no parameter of the filter",
                "write actor, issue, code, class, outlet, …",
            ));
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    desk.read(move |looking| {
        let articles = looking.articles(&filter)?;
        let found = looking
            .reader
            .facets(family, &filter, articles.as_deref(), &kinds, limit)?;
        let facets = kinds
            .iter()
            .zip(found)
            .map(|(&kind, counted)| (kind.name().to_owned(), named(looking, kind, counted)))
            .collect();
        Ok(Json(Facets { facets }))
    })
    .await
}
