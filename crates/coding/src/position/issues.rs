//! Where an article speaks of which issue.

use std::ops::Range;

use detente_lexicon::issues::{Around, Spoken};

use crate::analysis::Analysis;

/// How many tokens on either side may make a weak phrase sure.
const CONTEXT: usize = 50;
/// How many tokens on either side may name the land that a phrase is about.
const LANDS: usize = 150;

/// The issues that `range` speaks of, each with the tokens that name it first.
pub fn issues_within<'a>(analysis: &Analysis<'a>, range: Range<usize>) -> Vec<Spoken<'a>> {
    let stretch = |reach: usize| {
        range.start.saturating_sub(reach)..(range.end + reach).min(analysis.doc.len())
    };
    let distance =
        |head: &str, of: &Range<usize>| distance_to_party(analysis, head, of, stretch(LANDS));
    let around = Around {
        tokens: stretch(CONTEXT),
        distance: &distance,
    };
    analysis
        .lexicon
        .issues
        .spoken(&analysis.issues, range.clone(), &around)
}

/// How many times farther than behind a phrase who is named before it counts: "Iran opposes sanctions on Libya".
const BEFORE: usize = 3;

/// How far from `of` somebody of `head` or a place there is named within `tokens`.
fn distance_to_party(
    analysis: &Analysis<'_>,
    head: &str,
    of: &Range<usize>,
    tokens: Range<usize>,
) -> Option<usize> {
    let apart =
        |token: usize| (of.start.saturating_sub(token) * BEFORE).max(token.saturating_sub(of.end));
    let parties = analysis
        .mentions
        .iter()
        .filter(|mention| {
            mention
                .actors
                .iter()
                .any(|actor| actor.head.as_str() == head)
        })
        .map(|mention| mention.head);
    let places = analysis
        .mentions
        .places()
        .iter()
        .filter(|located| located.country == head)
        .map(|located| located.tokens.start);
    parties
        .chain(places)
        .filter(|token| tokens.contains(token))
        .map(apart)
        .min()
}

/// The ids of the issues that `range` speaks of.
pub fn issue_ids(analysis: &Analysis<'_>, range: Range<usize>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for spoken in issues_within(analysis, range) {
        if !ids.iter().any(|id| id == spoken.issue.id.as_str()) {
            ids.push(spoken.issue.id.to_string());
        }
    }
    ids
}
