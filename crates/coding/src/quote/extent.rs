//! How far the words for a speaker reach: the first half of a hyphened noun, and whose spokesman or which farmers they
//! are, where a clause or an aside follows that is none of it.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos, Tag};

use super::speaker::description;
use crate::analysis::Analysis;
use crate::mention::MentionKind;

/// The most tokens that tell whose a speaker is.
const MOST: usize = 16;

/// The phrase with the prefix that a hyphen joins to its noun: "the *vice-*president".
pub(super) fn with_prefix(doc: &Document, mut own: Range<usize>, head: usize) -> Range<usize> {
    let common = own.start == head && doc.token(head).pos == Pos::NOUN;
    if common && head >= 2 && doc.word(head - 1) == "-" && touches(doc, head - 2) {
        own.start = crate::tree::left_edge(doc, head).min(head - 2);
        let first = doc.subtree(head - 2).start;
        if (first..own.start).all(|token| doc.token(token).dep == Dep::Det) {
            own.start = first;
        }
    }
    own
}

/// A name with what a hyphen joins to its last word: "Karim al*-Hale*".
pub(super) fn with_hyphenated(doc: &Document, mut own: Range<usize>) -> Range<usize> {
    while own.end > own.start
        && own.end + 1 < doc.len()
        && doc.token(own.end - 1).pos == Pos::PROPN
        && doc.word(own.end) == "-"
        && touches(doc, own.end - 1)
        && doc.word(own.end + 1).starts_with(char::is_uppercase)
    {
        own.end += 2;
    }
    own
}

/// The name of the speaker whose words are `tokens`, with what a hyphen joins to it there.
pub(super) fn hyphenated_name(doc: &Document, tokens: &Range<usize>, name: String) -> String {
    let Some(hyphen) = (tokens.start + 1..tokens.end.saturating_sub(1))
        .find(|&token| doc.word(token) == "-" && touches(doc, token - 1))
    else {
        return name;
    };
    let is_cut = name.rsplit(' ').next() == Some(doc.word(hyphen - 1));
    if is_cut && doc.token(hyphen - 1).pos == Pos::PROPN {
        name + doc.span_text(hyphen..tokens.end)
    } else {
        name
    }
}

/// Whether the token and the two behind it are written as one word.
fn touches(doc: &Document, token: usize) -> bool {
    token + 2 < doc.len()
        && doc.token(token).end == doc.token(token + 1).start
        && doc.token(token + 1).end == doc.token(token + 2).start
}

/// The phrase of a common noun with the prepositions behind it that tell whose or which it is, without the clause or the
/// aside that follows there: "a spokesman *for the port of Oslo*, which was closed".
pub(super) fn with_affiliation(doc: &Document, mut own: Range<usize>, head: usize) -> Range<usize> {
    if doc.token(head).pos != Pos::NOUN || own.end <= head {
        return own;
    }
    if doc.word(own.end - 1) == "," {
        own.end -= 1;
    }
    while own.end < doc.len() {
        let prep = own.end;
        let tells = doc.token(prep).dep == Dep::Prep
            && doc.head(prep).is_some_and(|to| own.contains(&to))
            && matches!(doc.word(prep), "for" | "of" | "at" | "with" | "in" | "from")
            && doc.child(prep, Dep::Pobj).is_some_and(|object| {
                matches!(doc.token(object).pos, Pos::NOUN | Pos::PROPN) && !is_day(doc, object)
            });
        if !tells {
            break;
        }
        let below = doc.subtree(prep);
        let end = below
            .clone()
            .skip(1)
            .find_map(|token| {
                let pause = matches!(
                    doc.word(token),
                    "," | "(" | "-" | "--" | "\u{2013}" | "\u{2014}" | ";"
                ) && !touches(doc, token.saturating_sub(1))
                    || matches!(doc.token(token).tag, Tag::WDT | Tag::WP);
                let clause = matches!(doc.token(token).dep, Dep::Relcl | Dep::Acl | Dep::Nsubj);
                pause
                    .then_some(token)
                    .or_else(|| clause.then(|| doc.subtree(token).start))
            })
            .unwrap_or(below.end);
        if end < prep + 2 || end - prep > MOST || doc.token(end - 1).pos == Pos::ADP {
            break;
        }
        own.end = end;
    }
    own
}

/// Whether the noun only tells when.
pub(super) fn is_day(doc: &Document, noun: usize) -> bool {
    doc.entities().iter().any(|entity| {
        matches!(
            entity.kind,
            detente_syntax::EntityType::DATE | detente_syntax::EntityType::TIME
        ) && entity.tokens.contains(&noun)
    })
}

/// A description whose article opened a sentence: "*the* minister".
pub(super) fn with_small_article(name: String) -> String {
    match name.split_once(' ') {
        // "*One* Voice Union" is a name.
        Some((first @ ("A" | "An" | "The" | "One" | "Some"), rest))
            if first != "One"
                || !rest
                    .split(' ')
                    .all(|word| word.starts_with(char::is_uppercase)) =>
        {
            format!("{} {rest}", first.to_lowercase())
        }
        _ => name,
    }
}

/// The name of a speaker whom only a description names, with all of `tokens` where the mention that `name` comes from
/// stops short.
pub(super) fn full_description(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: &Range<usize>,
    name: String,
) -> String {
    let doc = analysis.doc;
    if let Some(person) = name_at_end(analysis, head, tokens) {
        return person;
    }
    let described = analysis
        .mentions
        .headed_by(head)
        .is_none_or(|mention| mention.kind == MentionKind::Description);
    let full = description(doc, tokens.clone());
    let is_part = full.len() > name.len()
        && (full
            .to_lowercase()
            .starts_with(&format!("{} ", name.to_lowercase()))
            || full
                .to_lowercase()
                .ends_with(&format!("-{}", name.to_lowercase())));
    if described && doc.token(head).pos == Pos::NOUN && is_part {
        full
    } else if described && doc.token(head).pos == Pos::NOUN {
        with_small_article(name)
    } else {
        name
    }
}

/// The name of somebody whom no mention holds, without the word before it that tells what they are: "claimant *Mara
/// Hale*", "the poet *Jens Dahl*".
fn name_at_end(analysis: &Analysis<'_>, head: usize, tokens: &Range<usize>) -> Option<String> {
    let doc = analysis.doc;
    let first = (tokens.start..=head)
        .rev()
        .take_while(|&token| {
            doc.token(token).pos == Pos::PROPN && doc.word(token).starts_with(char::is_uppercase)
        })
        .last()?;
    let what = first.checked_sub(1).filter(|what| tokens.contains(what))?;
    let tells = doc.token(what).pos == Pos::NOUN
        && doc.word(what).starts_with(char::is_lowercase)
        && doc.head(what) == Some(head)
        && super::things::is_of_person(doc.lemma(what));
    let unnamed = analysis.mentions.headed_by(head).is_none();
    (unnamed && tells && head > first && head + 1 == tokens.end)
        .then(|| crate::tree::words(doc, first..head + 1))
}
