//! Who speaks: the words that name a speaker, and whom they mean.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos};

use crate::analysis::Analysis;
use crate::record::Speaker;
use crate::tree;

/// The words that name the speaker headed by `head`, without clauses and asides that follow.
pub(super) fn phrase(analysis: &Analysis<'_>, head: usize) -> Range<usize> {
    let doc = analysis.doc;
    if doc.token(head).pos == Pos::PRON {
        return head..head + 1;
    }
    let own = tree::phrase(doc, head);
    match analysis.mentions.headed_by(head) {
        Some(mention) if mention.tokens.contains(&head) && mention.tokens.len() >= own.len() => {
            mention.tokens.clone()
        }
        _ => own,
    }
}

/// The words of a description without its article's capital: "a high-ranking NATO official".
pub(super) fn description(doc: &Document, tokens: Range<usize>) -> String {
    let text = doc
        .span_text(tokens.clone())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match text.split_once(' ') {
        Some((first, rest)) if matches!(first, "A" | "An" | "The" | "One" | "Some") => {
            format!("{} {rest}", first.to_lowercase())
        }
        _ => text,
    }
}

/// The speaker headed by `head` as a record has it.
pub(super) fn record(analysis: &Analysis<'_>, head: usize) -> Speaker {
    let doc = analysis.doc;
    let tokens = phrase(analysis, head);
    let span = analysis.points.span(analysis.bytes(tokens.clone()));
    let mention_text = doc.span_text(tokens.clone()).to_owned();
    let mention = analysis.mentions.headed_by(head);
    let name = match mention {
        Some(mention) if !mention.name.is_empty() => mention.name.clone(),
        _ => description(doc, tokens.clone()),
    };
    let actor = mention
        .and_then(|mention| mention.actors.first())
        .map(ToString::to_string);
    let office = mention.and_then(|mention| mention.office.clone());
    Speaker {
        name,
        actor,
        office,
        mention: mention_text,
        start: span.start,
        end: span.end,
    }
}

/// Whether two heads name the same speaker as far as the text tells.
pub(super) fn same(analysis: &Analysis<'_>, a: usize, b: usize) -> bool {
    if a == b {
        return true;
    }
    match (
        analysis.mentions.headed_by(a),
        analysis.mentions.headed_by(b),
    ) {
        (Some(a), Some(b)) if !a.name.is_empty() => a.name == b.name,
        _ => analysis
            .doc
            .word(a)
            .eq_ignore_ascii_case(analysis.doc.word(b)),
    }
}

/// Gives a pronoun that nobody resolved the name of the speaker before it.
pub(super) fn borrow_name(speaker: &mut Speaker, last: Option<&Speaker>) {
    let is_pronoun = ["he", "she", "they", "it", "who", "i", "we"]
        .iter()
        .any(|word| speaker.name.eq_ignore_ascii_case(word));
    if let Some(last) = last
        && is_pronoun
        && speaker.actor.is_none()
    {
        speaker.name.clone_from(&last.name);
        speaker.actor.clone_from(&last.actor);
        speaker.office.clone_from(&last.office);
    }
}

/// The subject of the sentence before `token`, if it can name a person or a body.
pub(super) fn subject_before(doc: &Document, token: usize) -> Option<usize> {
    let sentence = (doc.token(token).sentence as usize).checked_sub(1)?;
    let range = doc.sentences().get(sentence)?.clone();
    let root = range
        .clone()
        .find(|&token| doc.token(token).dep == Dep::Root)?;
    let subject = doc
        .children(root)
        .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass))?;
    let speaks = matches!(doc.token(subject).pos, Pos::PROPN | Pos::NOUN | Pos::PRON)
        && !matches!(
            doc.lemma(subject),
            "it" | "this" | "that" | "there" | "I" | "we" | "you"
        );
    speaks.then_some(subject)
}
