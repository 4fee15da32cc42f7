//! Stances of long ago, which history tells: "in 1961 the ministers opposed it" is nobody's stand now.

use std::ops::Range;

use detente_syntax::{Dep, Document, Tag};

use crate::analysis::Analysis;
use crate::clause;

/// How many years back a stance is history.
const HISTORY: i16 = 4;

/// Whether the stance of `carrier` is told of a year long before the article: by the sentence, or by the one before it in
/// a tale that goes on.
pub(super) fn is_history(analysis: &Analysis<'_>, carrier: usize) -> bool {
    let doc = analysis.doc;
    let number = doc.token(carrier).sentence as usize;
    let sentences = doc.sentences();
    let Some(own) = sentences.get(number) else {
        return false;
    };
    let above = |verb: usize| verb == carrier || doc.ancestors(carrier).any(|at| at == verb);
    let told = years(doc, own.clone(), above);
    let tale = || {
        let before = number
            .checked_sub(1)
            .and_then(|before| sentences.get(before));
        before
            .filter(|_| doc.token(carrier).tag == Tag::VBD)
            .map(|before| years(doc, before.clone(), |verb| doc.token(verb).dep == Dep::Root))
            .unwrap_or_default()
    };
    let years = if told.is_empty() { tale() } else { told };
    let Some(&latest) = years.iter().max() else {
        return false;
    };
    present(analysis).is_some_and(|present| latest + HISTORY <= present)
}

/// The year of the article: of its publication, else the last that it names.
fn present(analysis: &Analysis<'_>) -> Option<i16> {
    let doc = analysis.doc;
    analysis
        .published()
        .and_then(detente_calendar::PartialDate::year)
        .or_else(|| (0..doc.len()).filter_map(|token| year(doc, token)).max())
}

/// The years within `tokens` in which a verb that `counts` is done: "*in 1961* they opposed it", not "the 1961 treaty".
fn years(doc: &Document, tokens: Range<usize>, counts: impl Fn(usize) -> bool) -> Vec<i16> {
    tokens
        .filter(|&token| doc.token(token).dep == Dep::Pobj)
        .filter(|&token| {
            let preposition = doc.head(token).filter(|&preposition| {
                matches!(
                    &*doc.word(preposition).to_ascii_lowercase(),
                    "in" | "into" | "during" | "by" | "before" | "until"
                )
            });
            preposition
                .and_then(|preposition| doc.head(preposition))
                .is_some_and(|verb| clause::is_verb(doc, verb) && counts(verb))
        })
        .filter_map(|token| {
            year(doc, token).or_else(|| doc.children(token).find_map(|c| year(doc, c)))
        })
        .collect()
}

/// The year or decade that a token names: "1961", "1980s".
fn year(doc: &Document, token: usize) -> Option<i16> {
    let word = doc.word(token);
    let digits = word.strip_suffix('s').unwrap_or(word);
    (digits.len() == 4)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|year| (1000..2100).contains(year))
}
