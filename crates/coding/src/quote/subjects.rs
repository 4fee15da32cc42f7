//! The one whom a sentence is about, where "he" speaks in it or right after it.

use detente_syntax::{Dep, Document, Tag};

use super::QuoteSpan;
use crate::mention::{Mention, Mentions};
use crate::tree;

/// The person who is the subject of the sentence before, named behind an office, where "he" was taken for another
/// of that sentence: "The prosecutor, *Jens Hale*, opened a case against Marek. “It is time,” *he* said".
pub(super) fn apposed(
    doc: &Document,
    span: &QuoteSpan,
    people: &[(usize, Mention)],
    own: Option<&Mention>,
) -> Option<Mention> {
    let number = (doc.token(span.content.start).sentence as usize).checked_sub(1)?;
    let sentence = doc.sentences().get(number)?.clone();
    let subject = tree::root_subject(doc, sentence.clone())?;
    let named = |at: usize| {
        people
            .binary_search_by_key(&at, |(at, _)| *at)
            .ok()
            .map(|index| &people[index].1)
    };
    let own_there = people.iter().any(|(at, person)| {
        sentence.contains(at) && Some(&person.name) == own.map(|own| &own.name)
    });
    let apposed = doc
        .children(subject)
        .filter(|&c| c > subject && doc.token(c).dep == Dep::Appos)
        .find_map(named)
        .filter(|person| Some(&person.name) != own.map(|own| &own.name))?;
    (own_there && doc.token(subject).tag == Tag::NN).then(|| apposed.clone())
}

/// Whether "he" speaks in passing within a relative clause: "stressed the ties, which, *he* said, were close".
pub(super) fn in_relative_clause(doc: &Document, head: usize) -> bool {
    let aside = head > 0 && doc.word(head - 1) == ",";
    aside
        && doc.head(head).is_some_and(|verb| {
            std::iter::once(verb)
                .chain(doc.ancestors(verb).take(2))
                .any(|above| doc.token(above).dep == Dep::Relcl && doc.subtree(above).start < head)
        })
}

/// The one person whom the sentence of `head` is about.
pub(super) fn subject_around(doc: &Document, mentions: &Mentions, head: usize) -> Option<Mention> {
    let sentence = doc.sentences().get(doc.token(head).sentence as usize)?;
    let subject = tree::root_subject(doc, sentence.start..head)?;
    mentions
        .headed_by(subject)
        .filter(|mention| mention.is_person && !mention.is_plural && !mention.name.is_empty())
        .cloned()
}

/// The one person whom the sentence before is about, described and not named: "*A bank official* denied it. He said …"
pub(super) fn somebody_before(doc: &Document, mentions: &Mentions, here: usize) -> Option<Mention> {
    let number = (doc.token(here).sentence as usize).checked_sub(1)?;
    let subject = tree::root_subject(doc, doc.sentences().get(number)?.clone())?;
    mentions
        .headed_by(subject)
        .filter(|mention| mention.is_person && !mention.is_plural && !mention.name.is_empty())
        .cloned()
}
