//! A briefing on two parties, as `detente brief` writes it.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use detente_dossier::ActorFilter;
use detente_dossier::brief::{Brief, BriefQuery, brief as written, html, markdown};
use detente_dossier::lexicon_names::with_narrower;
use detente_dossier::period::Window;
use detente_dossier::relation::RelationQuery;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::filter::{date, given};
use crate::relation_records::RelationRecords;

/// What the briefing is about.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct BriefParameters {
    /// The one party, as `RUS` or `RUS:GOV`.
    pub a: Option<String>,
    /// The other.
    pub b: Option<String>,
    /// On which issues, by id, with the narrower ones; on all without it.
    pub issue: Option<String>,
    /// First day: YYYY, YYYY-MM or YYYY-MM-DD.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// Most items of a section, 1 to 1000 (default 40); the rest is counted.
    pub items: Option<usize>,
    /// `json` (default), `md` or `html`.
    pub format: Option<String>,
}

impl BriefParameters {
    fn query(&self, lexicon: &detente_lexicon::Lexicon) -> Result<BriefQuery, ApiError> {
        let (Some(one), Some(other)) = (given(self.a.as_ref()), given(self.b.as_ref())) else {
            return Err(ApiError::bad(
                "a briefing is on two parties",
                "give both `a` and `b`, as a=RUS&b=NATO",
            ));
        };
        if one == other {
            return Err(ApiError::bad(
                "`a` and `b` are one party",
                "give two, as a=RUS&b=NATO",
            ));
        }
        let items = self.items.unwrap_or(40);
        if !(1..=1000).contains(&items) {
            return Err(ApiError::bad(
                format!("`items={items}` is not between 1 and 1000"),
                "leave it out for 40",
            ));
        }
        let mut issues = Vec::new();
        for id in given(self.issue.as_ref()).unwrap_or_default().split(',') {
            if !id.trim().is_empty() {
                issues.extend(with_narrower(lexicon, id.trim()));
            }
        }
        Ok(BriefQuery {
            relation: RelationQuery {
                one: ActorFilter::new(one),
                other: ActorFilter::new(other),
                issues,
                window: Window::of(
                    date("since", self.since.as_ref())?,
                    date("until", self.until.as_ref())?,
                ),
            },
            items,
        })
    }
}

/// A briefing, with what it was made of.
#[derive(Debug, Serialize, ToSchema)]
pub struct BriefAnswer {
    /// Title, scope, sections with cited words, references.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    brief: Brief,
    /// Articles that were read for it.
    articles: usize,
    /// Whether older articles that might belong to it were left out: narrow the days to read them.
    cut: bool,
}

/// A briefing on two parties: what happened, who said what, where each stands, what changed, what is
/// open, each statement in an article's own words with a numbered reference.
#[utoipa::path(get, path = "/brief", tag = "analysis", params(BriefParameters),
    responses((status = 200, body = BriefAnswer), (status = 400, body = ApiError)))]
pub async fn brief(
    State(desk): State<Arc<Desk>>,
    parameters: Result<Query<BriefParameters>, QueryRejection>,
) -> Result<Response, ApiError> {
    let parameters = parameters?.0;
    let query = parameters.query(desk.engine.lexicon)?;
    let format = given(parameters.format.as_ref())
        .unwrap_or("json")
        .to_owned();
    if !matches!(format.as_str(), "json" | "md" | "html") {
        return Err(ApiError::bad(
            "`format` is none that there is",
            "write json, md or html",
        ));
    }
    let answer = desk
        .read(move |looking| {
            let records = RelationRecords::read(looking, &query.relation)?;
            Ok(BriefAnswer {
                brief: written(&records.set, &query, &looking.desk.names),
                articles: records.set.articles().len(),
                cut: records.cut,
            })
        })
        .await?;
    Ok(match format.as_str() {
        "md" => file(
            "text/markdown; charset=utf-8",
            "md",
            markdown(&answer.brief),
        ),
        "html" => file("text/html; charset=utf-8", "html", html(&answer.brief)),
        _ => Json(answer).into_response(),
    })
}

/// A file to be kept; in the app's own window it is not shown.
fn file(kind: &'static str, extension: &str, text: String) -> Response {
    let name = format!("attachment; filename=\"briefing.{extension}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, text).into_response()
}
