//! Where an article speaks of which issue.

use std::ops::Range;

use detente_lexicon::issues::{Around, Named, Spoken};

use super::phrase::is_torn;
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
    let named = || named_in(analysis, stretch(LANDS));
    let around = Around {
        tokens: stretch(CONTEXT),
        named: &named,
        belong: &|words, is_turned| !is_torn(analysis.doc, words, is_turned),
    };
    analysis
        .lexicon
        .issues
        .spoken(&analysis.issues, range.clone(), &around)
}

/// Who and what places are named in `tokens`.
fn named_in<'a>(analysis: &'a Analysis<'_>, tokens: Range<usize>) -> Vec<Named<'a>> {
    let parties = analysis.mentions.iter().flat_map(|mention| {
        mention.actors.iter().map(|actor| Named {
            head: actor.head.as_str(),
            token: mention.head,
            is_place: mention.is_place,
        })
    });
    let places = analysis.mentions.places().iter().map(|located| Named {
        head: located.country.as_str(),
        token: located.tokens.start,
        is_place: true,
    });
    parties
        .chain(places)
        .filter(|named| tokens.contains(&named.token))
        .collect()
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
