//! Browsing the lexicon.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::dto::Whole;
use crate::error::ApiError;
use crate::filter::given;

/// Rows of one answer.
const MOST: usize = 200;
/// Events of gold from which on the share right of a rule means something.
const FEWEST: u32 = 8;

/// How much the lexicon holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct LexiconOverview {
    version: String,
    names: usize,
    rules: usize,
    issues: usize,
    forums: usize,
    agreements: usize,
}

/// How much the lexicon holds.
#[utoipa::path(get, path = "/lexicon", tag = "lexicon", responses((status = 200, body = LexiconOverview)))]
pub async fn overview(State(desk): State<Arc<Desk>>) -> Json<LexiconOverview> {
    let lexicon = desk.engine.lexicon;
    Json(LexiconOverview {
        version: lexicon.version().to_owned(),
        names: lexicon.names.all().len(),
        rules: lexicon.acts.rules().len(),
        issues: lexicon.issues.len(),
        forums: lexicon.forums.len(),
        agreements: lexicon.agreements.len(),
    })
}

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct NameQuery {
    /// A name or a part of one.
    pub q: Option<String>,
}

/// A meaning of a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct NameItem {
    name: String,
    /// `state`, `person`, `organisation`, …
    kind: String,
    actor: Option<String>,
    office: Option<String>,
    id: Option<String>,
    from: Option<String>,
    to: Option<String>,
    /// File and line of the lexicon.
    row: Option<String>,
    /// Where the fact can be checked.
    source: Option<String>,
}

/// The meanings of names that hold the words asked for.
#[utoipa::path(get, path = "/lexicon/names", tag = "lexicon", params(NameQuery), responses((status = 200, body = Whole<NameItem>)))]
pub async fn names(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<NameQuery>, QueryRejection>,
) -> Result<Json<Whole<NameItem>>, ApiError> {
    let query = query?.0;
    let q = given(query.q.as_ref()).unwrap_or_default().to_lowercase();
    desk.read(move |looking| {
        let lexicon = looking.desk.engine.lexicon;
        let items = lexicon
            .names
            .all()
            .iter()
            .filter(|sense| {
                sense.kind != detente_lexicon::NameKind::Surname
                    && (sense.name.to_lowercase().contains(&q)
                        || sense
                            .actor
                            .as_ref()
                            .is_some_and(|actor| actor.head.eq_ignore_ascii_case(&q)))
            })
            .take(MOST)
            .map(|sense| {
                let row = lexicon.row(sense.origin);
                NameItem {
                    name: sense.name.clone(),
                    kind: sense.kind.as_str().to_owned(),
                    actor: sense.actor.as_ref().map(ToString::to_string),
                    office: sense.office.clone(),
                    id: sense.id.clone(),
                    from: sense.from.map(|date| date.to_string()),
                    to: sense.to.map(|date| date.to_string()),
                    row: row.map(|row| format!("{}:{}", row.path, row.line)),
                    source: row
                        .map(|row| row.source.to_owned())
                        .filter(|source| !source.is_empty()),
                }
            })
            .collect();
        Ok(Json(Whole { items }))
    })
    .await
}

/// Which rules are wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct RuleQuery {
    /// A CAMEO code or its beginning.
    pub code: Option<String>,
    /// A part of the rule's id.
    pub q: Option<String>,
}

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleItem {
    id: String,
    code: String,
    mutual: bool,
    /// File and line of the lexicon.
    row: String,
    /// Share of events that it, or its kind or root, coded right on gold, where enough were.
    confidence: Option<f64>,
    /// Events of the archive that it made.
    events: u64,
}

/// The share right of a rule's own events of gold, of its kind's where these are few, else of its root's.
fn measured(lexicon: &detente_lexicon::Lexicon, rule: &detente_lexicon::acts::Rule) -> Option<f64> {
    let [root, kind, own] = detente_lexicon::confidence::rule_signs(&rule.id, &rule.code);
    [own, kind, root]
        .iter()
        .filter_map(|sign| lexicon.confidence.of_sign(sign))
        .find(|weight| weight.coded >= FEWEST)
        .map(|weight| f64::from(weight.right) / f64::from(weight.coded))
}

/// The rules with a code, or with a part of an id.
#[utoipa::path(get, path = "/lexicon/rules", tag = "lexicon", params(RuleQuery), responses((status = 200, body = Whole<RuleItem>)))]
pub async fn rules(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<RuleQuery>, QueryRejection>,
) -> Result<Json<Whole<RuleItem>>, ApiError> {
    let query = query?.0;
    let code = given(query.code.as_ref()).unwrap_or_default().to_owned();
    let q = given(query.q.as_ref()).unwrap_or_default().to_lowercase();
    desk.read(move |looking| {
        let lexicon = looking.desk.engine.lexicon;
        let filter = detente_archive::Filter::default();
        let fired = looking.reader.facets(
            detente_archive::Family::Event,
            &filter,
            None,
            &[detente_archive::TermKind::Rule],
            100_000,
        )?;
        let fired: std::collections::BTreeMap<String, u64> = fired
            .into_iter()
            .flatten()
            .map(|counted| (counted.value, counted.count))
            .collect();
        let items = lexicon
            .acts
            .rules()
            .iter()
            .filter(|rule| rule.code.starts_with(&code) && rule.id.contains(&q))
            .take(MOST)
            .map(|rule| RuleItem {
                id: rule.id.clone(),
                code: rule.code.clone(),
                mutual: rule.mutual,
                row: format!("{}:{}", rule.origin.0, rule.origin.1),
                confidence: measured(lexicon, rule),
                events: fired.get(&rule.id).copied().unwrap_or(0),
            })
            .collect();
        Ok(Json(Whole { items }))
    })
    .await
}
