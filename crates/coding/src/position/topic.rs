//! What a stance is about: the issue its words name, or the one they point back to.

use std::ops::Range;

use detente_lexicon::issues::Issue;
use detente_syntax::{Dep, Pos};

use super::issues::issues_within;
use crate::analysis::Analysis;
use crate::tree;

/// How far up the tree the words between an issue and its stance are looked at.
const REACH: usize = 24;
/// How many sentences back an issue may have been named.
const SENTENCES_BACK: usize = 3;

/// An issue that a stance is about.
#[derive(Debug, Clone)]
pub(super) struct Topic<'a> {
    pub issue: &'a Issue,
    /// Where it is named, if the stance's own words name it.
    pub named: Option<Range<usize>>,
    /// Whether the words between undo it: "an end to the embargo".
    pub reversed: bool,
}

/// The issues that `scope` names, seen from the stance word `anchor`.
pub(super) fn named<'a>(analysis: &Analysis<'a>, scope: Range<usize>, anchor: usize) -> Vec<Topic<'a>> {
    issues_within(analysis, scope)
        .into_iter()
        .map(|(issue, tokens)| {
            let reversed = is_reversed(analysis, &tokens, Some(anchor));
            Topic { issue, named: Some(tokens), reversed }
        })
        .collect()
}

/// The issue that the words of `scope` point back to ("the proposal", "it", nothing at all).
/// `bare` says that the stance word has no object of its own.
pub(super) fn pointed_to<'a>(analysis: &Analysis<'a>, scope: Range<usize>, anchor: usize, bare: bool) -> Option<Topic<'a>> {
    let doc = analysis.doc;
    let stances = &analysis.lexicon.stances;
    let mut points = bare;
    let mut deed = bare && doc.lemma(anchor) != "refuse";
    for token in scope.clone().filter(|&token| token != anchor) {
        let part = doc.token(token);
        let lemma = doc.lemma(token);
        let definite = || {
            doc.children(token).any(|c| matches!(part_word(doc.word(c)), Some("the" | "this" | "that" | "such" | "these" | "any" | "its" | "his")))
        };
        if part.pos == Pos::NOUN && (stances.is_anaphor(lemma) || stances.is_deed(lemma)) && definite() {
            points = true;
            deed = stances.is_deed(lemma);
            break;
        }
        let object = matches!(part.dep, Dep::Dobj | Dep::Pobj | Dep::Nsubj | Dep::Nsubjpass);
        if object && matches!(doc.word(token), "it" | "this" | "that" | "so") && part.pos == Pos::PRON {
            points = true;
            deed = false;
        }
    }
    if !points {
        return None;
    }
    before(analysis, scope.start.min(anchor), deed)
}

fn part_word(word: &str) -> Option<&str> {
    (word.len() < 6).then_some(match word {
        "The" => "the",
        "This" => "this",
        "That" => "that",
        "Such" => "such",
        other => other,
    })
}

/// The last issue named before `token`, in its sentence or the few before.
fn before<'a>(analysis: &Analysis<'a>, token: usize, deed: bool) -> Option<Topic<'a>> {
    let doc = analysis.doc;
    let number = doc.token(token).sentence as usize;
    let own = doc.sentences().get(number)?.start..token;
    let earlier = (0..SENTENCES_BACK).filter_map(|back| doc.sentences().get(number.checked_sub(back + 1)?).cloned());
    for range in std::iter::once(own).chain(earlier) {
        let found = issues_within(analysis, range);
        if let Some((issue, tokens)) = found.into_iter().next_back() {
            let reversed = deed && is_reversed(analysis, &tokens, None);
            return Some(Topic { issue, named: None, reversed });
        }
    }
    None
}

/// Whether an odd number of words that undo or deny stand above the issue's words, up to `anchor`.
fn is_reversed(analysis: &Analysis<'_>, tokens: &Range<usize>, anchor: Option<usize>) -> bool {
    let doc = analysis.doc;
    let inside = |token: usize| tokens.contains(&token);
    let Some(top) = tokens.clone().find(|&token| doc.head(token).is_none_or(|head| !inside(head))) else { return false };
    let mut reversed = doc.children(top).any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"));
    for token in doc.ancestors(top).take(REACH) {
        if Some(token) == anchor {
            break;
        }
        let has = |word: &str| doc.children(token).any(|c| doc.word(c).eq_ignore_ascii_case(word));
        if analysis.lexicon.stances.is_reverser(doc.lemma(token), has) {
            reversed = !reversed;
        }
        if anchor.is_some() && tree::is_negated(doc, token) {
            reversed = !reversed;
        }
    }
    reversed
}
