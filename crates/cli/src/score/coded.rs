//! What was coded of a gold document, as far as it is scored.

use std::collections::HashMap;
use std::path::Path;

use detente_coding::Traced;
use detente_coding::offsets::CodePoints;
use detente_coding::record::{Event, Position, Quote};

use super::events::CodedEvent;
use super::gold;
use super::positions::{self, CodedPosition};
use super::quotes::CodedQuote;
use crate::exit::Failure;

/// Code points, start inclusive, end exclusive.
pub type Span = (u32, u32);

/// A mention with whom it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedMention {
    /// The mention with its modifiers.
    pub span: Span,
    /// The word that heads it.
    pub head: Span,
    /// `HEAD` or `HEAD:ROLE` of each it stands for; none where the text does not tell.
    pub actors: Vec<String>,
    /// The full name, or the words of the description.
    pub name: String,
}

/// What was coded of one document.
#[derive(Debug, Clone, Default)]
pub struct Coded {
    /// The events.
    pub events: Vec<CodedEvent>,
    /// The quotes.
    pub quotes: Vec<CodedQuote>,
    /// The positions.
    pub positions: Vec<CodedPosition>,
    /// The mentions; absent where a written coding is scored, which does not hold them.
    pub mentions: Option<Vec<CodedMention>>,
}

/// By the documents' ids.
pub type ByDocument = HashMap<String, Coded>;

impl Coded {
    /// What is scored of a coding and of the mentions it rests on.
    pub fn new(traced: &Traced) -> Self {
        let Traced {
            doc,
            mentions,
            coding,
            signs,
        } = traced;
        let points = CodePoints::new(doc.text());
        let span = |first: usize, last: usize| {
            let (first, last) = (doc.token(first), doc.token(last));
            let span = points.span(first.start as usize..last.end as usize);
            (span.start, span.end)
        };
        let mentions = mentions
            .iter()
            .map(|mention| CodedMention {
                span: span(mention.tokens.start, mention.tokens.end - 1),
                head: span(mention.head, mention.head),
                actors: mention.actors.iter().map(ToString::to_string).collect(),
                name: mention.name.clone(),
            })
            .collect();
        Self {
            events: coding
                .events
                .iter()
                .zip(signs)
                .map(|(event, signs)| CodedEvent {
                    signs: signs.clone(),
                    ..CodedEvent::from(event)
                })
                .collect(),
            quotes: coding.quotes.iter().map(CodedQuote::from).collect(),
            positions: coding.positions.iter().map(positions::coded).collect(),
            mentions: Some(mentions),
        }
    }
}

/// Reads a written coding; rows of other kinds are passed over, those of unknown documents refused.
pub fn read(path: &Path, is_known: impl Fn(&str) -> bool) -> Result<ByDocument, Failure> {
    let mut coded = ByDocument::new();
    for row in gold::lines::<serde_json::Value>(path)? {
        let article = row["article"].as_str().unwrap_or_default().to_owned();
        let has = |key: &str| row.get(key).is_some();
        let (event, quote, position) = (has("cameo"), has("content"), has("stance"));
        if !(event || quote || position) {
            continue;
        }
        if !is_known(&article) {
            return Err(Failure::Input(format!(
                "{}: the article `{article}` is not in the gold file",
                path.display()
            )));
        }
        let of_article = coded.entry(article).or_default();
        if event {
            of_article
                .events
                .push((&from_row::<Event>(path, row)?).into());
        } else if quote {
            of_article
                .quotes
                .push((&from_row::<Quote>(path, row)?).into());
        } else {
            of_article
                .positions
                .push(positions::coded(&from_row::<Position>(path, row)?));
        }
    }
    Ok(coded)
}

fn from_row<T: serde::de::DeserializeOwned>(
    path: &Path,
    row: serde_json::Value,
) -> Result<T, Failure> {
    serde_json::from_value(row)
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))
}
