//! Reported words around the cue that tells them: before and behind "he said" and "according to".

use std::ops::Range;

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::cue::{self, Cue};
use super::reported::{Reported, is_pause, push};
use super::{stretch, trim};
use crate::clause;

/// "More than twenty vessels are taking part, according to the navy".
pub(super) fn source(
    doc: &Document,
    lexicon: &Cues,
    index: usize,
    cue: &Cue,
    found: &mut Vec<Reported>,
) {
    let own = doc.subtree(cue.token);
    let verb = doc.ancestors(cue.token).take(cue::REACH).find(|&token| {
        matches!(doc.token(token).pos, Pos::VERB | Pos::AUX)
            && !matches!(
                doc.token(token).dep,
                Dep::Amod | Dep::Aux | Dep::Acl | Dep::Pcomp | Dep::Xcomp
            )
    });
    if let Some(mut verb) = verb {
        // "nominated … and *adopted* …, according to": both are told.
        while let Some(first) = doc.head(verb) {
            let joined = doc.token(verb).dep == Dep::Conj
                && doc.child(verb, Dep::Nsubj).is_none()
                && clause::is_verb(doc, first);
            // "a book *that named agents*, according to": the clause alone is no statement.
            let restricts = doc.token(verb).dep == Dep::Relcl
                && doc.subtree(verb).start > 0
                && !is_pause(doc, doc.subtree(verb).start - 1);
            let above = if restricts {
                doc.ancestors(first)
                    .take(cue::REACH)
                    .find(|&above| clause::is_verb(doc, above))
            } else {
                joined.then_some(first)
            };
            match above {
                Some(above) => verb = above,
                None => break,
            }
        }
        if passes_on(doc, lexicon, verb, &own) {
            return;
        }
        let own = with_name(doc, cue, without_subject(doc, cue, own));
        around(doc, index, cue.token, verb, &own, found);
    } else if let Some(head) = doc.head(cue.token) {
        around(doc, index, cue.token, head, &own, found);
    }
}

/// Whether a verb of speech has its words between marks alone, so that a source beside it only passes on that they were
/// said: "he said, according to a magazine: “…”".
fn passes_on(doc: &Document, lexicon: &Cues, verb: usize, own: &Range<usize>) -> bool {
    let behind = (own.end..doc.len())
        .take(2)
        .any(|token| doc.word(token) == ":" || trim::is_mark(doc, token));
    let before = doc.child(verb, Dep::Nsubj).is_some_and(|subject| {
        let start = crate::tree::left_edge(doc, subject);
        (start.saturating_sub(2)..start).any(|token| trim::is_mark(doc, token))
    });
    (behind || before)
        && lexicon.verb(doc.lemma(verb), |_| false) == Some(CueKind::Say)
        && doc.child(verb, Dep::Nsubj).is_some()
        && !doc.children(verb).any(|c| {
            let start = doc.subtree(c).start;
            let marked = (start.saturating_sub(1)..=start).any(|token| trim::is_mark(doc, token));
            matches!(doc.token(c).dep, Dep::Ccomp | Dep::Xcomp | Dep::Dobj) && !marked
        })
}

/// The words of a source with the name that the parser took into what it tells: "According to the director of the mill,
/// *Jens Hale,* more than half …".
fn with_name(doc: &Document, cue: &Cue, mut own: Range<usize>) -> Range<usize> {
    let described = cue
        .speaker
        .is_some_and(|speaker| doc.token(speaker).pos == Pos::NOUN);
    let comma = own.end;
    if !described || comma + 2 >= doc.len() || doc.word(comma) != "," {
        return own;
    }
    let name = doc.entities().iter().find(|entity| {
        entity.kind == EntityType::PERSON
            && entity.tokens.start == comma + 1
            && entity.tokens.len() > 1
    });
    if let Some(name) = name
        && name.tokens.end + 1 < doc.len()
        && doc.word(name.tokens.end) == ","
    {
        own.end = name.tokens.end + 1;
    }
    own
}

/// The words of a source without the subject of what it tells, which the parser took for another name of it:
/// "According to Hale, *no country in the region* has done as much".
fn without_subject(doc: &Document, cue: &Cue, mut own: Range<usize>) -> Range<usize> {
    let Some(speaker) = cue.speaker else {
        return own;
    };
    let subject = doc.children(speaker).find(|&c| {
        c > speaker + 1
            && doc.token(c).dep == Dep::Appos
            && doc.token(c).pos == Pos::NOUN
            && doc.subtree(c).end == own.end
            && doc.word(doc.subtree(c).start - 1) == ","
            && matches!(
                doc.token(doc.subtree(c).start).pos,
                Pos::DET | Pos::NOUN | Pos::ADJ | Pos::NUM
            )
    });
    // Behind the subject stands its verb, behind another name a comma.
    let goes_on = own.end < doc.len()
        && matches!(doc.token(own.end).pos, Pos::AUX | Pos::VERB)
        && !matches!(doc.token(own.end).tag, Tag::VBG | Tag::VBN);
    if let Some(subject) = subject.filter(|_| goes_on) {
        let tokens = doc.subtree(subject);
        // "According to Hale, *head of the bank*, exports have grown": the office is no part of the subject.
        let office = doc.token(tokens.start).pos == Pos::NOUN;
        let comma = tokens.clone().rev().find(|&token| doc.word(token) == ",");
        own.end = match comma {
            Some(comma) if office => comma + 1,
            _ => tokens.start,
        };
    }
    own
}

/// The stretches of the subtree of `head` before and after `aside`.
pub(super) fn around(
    doc: &Document,
    index: usize,
    cue: usize,
    head: usize,
    aside: &Range<usize>,
    found: &mut Vec<Reported>,
) {
    let whole = doc.subtree(head);
    let opens = || names_subject(doc, whole.start) || opens_with_clause(doc, head, whole.start);
    if aside.start > whole.start && (head < aside.start || opens()) {
        push(doc, index, whole.start..aside.start, false, true, found);
    }
    // What follows is reported if it holds the statement or goes on with it, not if it only tells when.
    let goes_on = head >= aside.end
        || doc.children(head).any(|c| {
            c >= aside.end
                && match doc.token(c).dep {
                    Dep::Conj => is_backshifted(doc, c),
                    Dep::Dobj | Dep::Attr | Dep::Acomp | Dep::Xcomp | Dep::Ccomp | Dep::Oprd => {
                        true
                    }
                    _ => false,
                }
        });
    if aside.end < whole.end && goes_on {
        let conjunction = doc.token(aside.end - 1).pos == Pos::CCONJ;
        let start = aside.end - usize::from(conjunction);
        let start = stretch::ground_before(doc, cue, start);
        push(doc, index, start..whole.end, false, true, found);
    }
}

/// Whether a clause of what is reported stands before the cue: "Even if they sign, he said, it is too late".
fn opens_with_clause(doc: &Document, head: usize, start: usize) -> bool {
    doc.children(head)
        .any(|c| doc.token(c).dep == Dep::Advcl && doc.subtree(c).start == start)
        && !matches!(doc.token(start).tag, Tag::VBG | Tag::VBN)
        && !matches!(
            &*doc.word(start).to_ascii_lowercase(),
            "as" | "when" | "after" | "before" | "asked"
        )
}

/// Whether what begins at `start` can be the subject of what is reported, not a mere lead-in to it.
fn names_subject(doc: &Document, start: usize) -> bool {
    let part = doc.token(start);
    !matches!(
        part.pos,
        Pos::ADP | Pos::SCONJ | Pos::ADV | Pos::CCONJ | Pos::PUNCT
    ) && !matches!(part.tag, Tag::WDT | Tag::WP | Tag::VBG)
}

/// Whether the clause of `verb` has the tense of reports: "would", "had".
pub(super) fn is_backshifted(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux && (doc.token(c).tag == Tag::MD || doc.word(c) == "had")
    })
}
