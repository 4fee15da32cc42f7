//! Trying a sentence: how it comes to be coded as it is.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use detente_coding::Workspace;
use detente_coding::record::{Event, Position, Quote};
use detente_page::{Article, TextInput};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::desk::Desk;
use crate::error::ApiError;
use crate::filter::given;

/// Most characters of a text to be explained.
const LONGEST: usize = 5000;

/// What is to be explained.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Sentence {
    /// The text, at most 5,000 characters.
    pub text: Option<String>,
    /// The date of publication that its own dates are read against.
    pub published: Option<String>,
}

/// How a text comes to be coded as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explained {
    /// The text; offsets are code points into it.
    text: String,
    /// One line a token: number, word, lemma, tag, relation, head.
    tree: Vec<String>,
    /// Who is mentioned: words, actors, name.
    mentions: Vec<String>,
    /// Time expressions and what they resolve to.
    dates: Vec<String>,
    /// Predicates that rules know, and what came of each.
    rules: Vec<String>,
    #[schema(value_type = Vec<Object>)]
    events: Vec<Event>,
    #[schema(value_type = Vec<Object>)]
    quotes: Vec<Quote>,
    #[schema(value_type = Vec<Object>)]
    positions: Vec<Position>,
}

/// How a text comes to be coded as it is: the tree, who is mentioned, which rule fired and why.
#[utoipa::path(get, path = "/explain", tag = "lexicon", params(Sentence),
    responses((status = 200, body = Explained), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub async fn explain(
    State(desk): State<Arc<Desk>>,
    query: Result<Query<Sentence>, QueryRejection>,
) -> Result<Json<Explained>, ApiError> {
    let query = query?.0;
    let Some(coder) = desk.engine.coder else {
        return Err(ApiError::unavailable(
            "no language model is installed",
            "`detente model install`, then start the server again",
        ));
    };
    let text = given(query.text.as_ref())
        .ok_or_else(|| ApiError::bad("there is no text", "give `text`"))?
        .to_owned();
    if text.chars().count() > LONGEST {
        return Err(ApiError::bad(
            format!("the text has more than {LONGEST} characters"),
            "explain a paragraph at a time",
        ));
    }
    let published = given(query.published.as_ref()).map(str::to_owned);
    let article = Article::from_text(TextInput {
        text,
        published: published.clone(),
        ..TextInput::default()
    });
    if published.is_some() && article.published.is_none() {
        return Err(ApiError::bad("`published` is no date", "write YYYY-MM-DD"));
    }
    desk.read(move |_| {
        let explanation = coder.explain(&article, &mut Workspace::default());
        Ok(Json(Explained {
            text: article.text,
            tree: explanation.tree,
            mentions: explanation.mentions,
            dates: explanation.dates,
            rules: explanation
                .attempts
                .iter()
                .map(ToString::to_string)
                .collect(),
            events: explanation.coding.events,
            quotes: explanation.coding.quotes,
            positions: explanation.coding.positions,
        }))
    })
    .await
}
