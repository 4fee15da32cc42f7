//! Reports that hold words between marks: how far they reach around them.

use std::ops::Range;

use detente_lexicon::cues::CueKind;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue;
use super::marked::top;
use super::marks::Marked;
use super::{Found, Frame, trim};
use crate::record::QuoteKind;

/// The reported words of a cue behind the marks where they go on after them.
pub(super) fn spilling(
    frame: &Frame<'_>,
    index: usize,
    number: usize,
    sentence: bool,
) -> Option<Found> {
    let marked = &frame.marked[index];
    let reported = frame.reported_around(&marked.inner, number)?;
    if sentence && names_speaker(frame, marked, frame.cues[number].token) {
        return None;
    }
    let spills = (marked.outer.end..reported.content.end).any(|token| !frame.is_punctuation(token));
    let opens = reported.content.start <= marked.inner.start;
    // "The pact “serves the banks alone,” he wrote": the sentence that the marks stand in is reported whole.
    let leads = !sentence
        && reported.content.start < marked.outer.start
        && (reported.content.start + 1 < marked.outer.start
            || matches!(
                frame.doc.token(reported.content.start).pos,
                Pos::NOUN | Pos::PROPN | Pos::PRON
            ))
        && frame.sentence_start(marked.outer.start) == reported.content.start
        && !frame
            .doc
            .word(marked.inner.start)
            .starts_with(char::is_uppercase);
    ((spills || leads) && opens && reported.content.end <= frame.cues[number].token).then(|| {
        Found {
            content: frame.whole_marks(trim::reported(frame.doc, reported.content.clone())),
            kind: QuoteKind::Mixed,
            cue: Some(number),
            speaker: frame.cues[number].speaker,
            marked: Some(index),
        }
    })
}

/// Whether nothing but the words for who speaks stands between a closing mark and the verb: "“It is late,” chairman and
/// owner Jens Hale said", of which the parser may take the first ones into what is said.
fn names_speaker(frame: &Frame<'_>, marked: &Marked, cue: usize) -> bool {
    let doc = frame.doc;
    marked.closed
        && matches!(doc.word(marked.inner.end - 1), "," | "?" | "!")
        && marked.outer.end < cue
        && !(marked.outer.end..cue).any(|token| {
            matches!(
                doc.token(token).tag,
                Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD
            ) || matches!(doc.token(token).pos, Pos::SCONJ | Pos::PRON)
        })
}

/// The reported words or the phrase that holds the marked ones, under a cue before them.
pub(super) fn governed(
    frame: &Frame<'_>,
    index: usize,
    number: usize,
    sentence: bool,
) -> Option<Found> {
    let doc = frame.doc;
    let marked = &frame.marked[index];
    let cue = &frame.cues[number];
    let found = |content: Range<usize>| Found {
        content,
        kind: QuoteKind::Mixed,
        cue: Some(number),
        speaker: cue.speaker,
        marked: Some(index),
    };
    if let Some(reported) = frame.reported_around(&marked.inner, number) {
        let spills = reported.content.start < marked.outer.start
            || (marked.outer.end..reported.content.end)
                .any(|token| doc.token(token).dep != Dep::Punct);
        if spills && !reported.has_that && is_circumstance(doc, marked, &reported.content) {
            return Some(Found {
                kind: if sentence {
                    QuoteKind::Direct
                } else {
                    QuoteKind::Mixed
                },
                ..found(trim::marked(doc, marked.inner.clone()))
            });
        }
        if spills || reported.has_that {
            return Some(found(
                frame.whole_marks(trim::reported(doc, reported.content.clone())),
            ));
        }
        return None;
    }
    // "said the quota “reflects the market, allows for supply and meets demand”": the report ends at the first of
    // several verbs between the marks.
    let torn = frame.reports_of(number).iter().find(|report| {
        report.content.start < marked.outer.start
            && marked.inner.start < report.content.end
            && report.content.end <= marked.outer.end
    });
    if let Some(report) = torn.filter(|_| !sentence && cue.token < marked.outer.start) {
        return Some(found(trim::reported(
            doc,
            report.content.start..marked.outer.end,
        )));
    }
    if sentence
        || cue.kind == CueKind::Manner
        || cue::is_denied(doc, frame.lexicon, cue.token) && cue.kind != CueKind::Judge
    {
        return None;
    }
    Some(found(frame.whole_marks(complement(doc, cue.token, marked))))
}

/// Whether what stands behind the marks that a report opens with only tells how, when or where it was said: "said, “You
/// tell me,” *repeatedly, before he left*", "said “no more” *in remarks to officials*".
fn is_circumstance(doc: &Document, marked: &Marked, report: &Range<usize>) -> bool {
    let next = marked.outer.end;
    if report.start < marked.outer.start || next >= report.end {
        return false;
    }
    let part = doc.token(next);
    let closed = doc.word(marked.inner.end - 1) == ","
        && (part.pos == Pos::ADV || part.pos == Pos::SCONJ || part.pos == Pos::ADP);
    let venue = part.pos == Pos::ADP
        && doc
            .child(next, Dep::Pobj)
            .is_some_and(|object| is_time_word(doc, object) && doc.token(object).tag != Tag::CD);
    let told = (next..report.end).any(|token| {
        doc.token(token).dep == Dep::Nsubj
            && marked.inner.contains(&(doc.token(token).head as usize))
            || marked.inner.contains(&token)
    });
    (closed || venue) && !told
}

/// The smallest complement of `cue` that holds the marked words: "an attempt to “break the state”".
fn complement(doc: &Document, cue: usize, marked: &Marked) -> Range<usize> {
    let alone = trim::marked(doc, marked.inner.clone());
    let top = top(doc, &marked.inner);
    // The tokens from the cue's dependent down to the marked words.
    let mut path = vec![top];
    path.extend(
        doc.ancestors(top)
            .take(cue::REACH)
            .take_while(|&token| token != cue),
    );
    path.reverse();
    if let Some(place) = path
        .iter()
        .rposition(|&token| doc.token(token).pos == Pos::ADP && doc.word(token) == "as")
    {
        path.drain(..=place);
    }
    let preposition =
        |token: &usize| doc.token(*token).pos == Pos::ADP && !marked.inner.contains(token);
    let Some(&branch) = path.iter().find(|token| !preposition(token)) else {
        return alone;
    };
    let mut whole = doc.subtree(branch);
    if whole.contains(&cue) || marked.inner.start < whole.start || whole.end < marked.inner.end {
        whole.start = marked.outer.start;
        whole.end = whole.end.max(marked.outer.end);
    }
    // "called the move “robbery”": the thing judged is not what is said.
    let judged = doc.children(branch).find(|&c| {
        matches!(doc.token(c).dep, Dep::Nsubj | Dep::Dobj)
            && c < marked.outer.start
            && !is_verb_form(doc, branch)
    });
    if judged.is_some() || whole.contains(&cue) {
        whole.start = marked.outer.start;
    }
    whole.end = end_of_phrase(doc, cue, marked, whole.end);
    let trimmed = trim::reported(doc, whole);
    let outer = marked.outer.clone();
    if trimmed.is_empty() || trimmed.start >= outer.start && trimmed.end <= outer.end {
        alone
    } else {
        trimmed
    }
}

/// Where the phrase around the marked words ends: before a clause that was joined to it by mistake,
/// after a preposition that goes with it ("“sabre-rattling” on the border").
fn end_of_phrase(doc: &Document, cue: usize, marked: &Marked, end: usize) -> usize {
    let next = marked.outer.end;
    if next >= doc.len() {
        return end.min(doc.len());
    }
    if end > next + 1 && doc.token(next).pos == Pos::CCONJ && doc.token(next + 1).tag == Tag::VBD {
        return next;
    }
    let goes_with = end <= next
        && doc.token(next).dep == Dep::Prep
        && doc.token(next).head as usize == cue
        && doc
            .child(next, Dep::Pobj)
            .is_some_and(|object| doc.subtree(object).all(|t| !is_time_word(doc, t)));
    if goes_with {
        doc.subtree(next).end
    } else {
        end
    }
}

/// Whether the token is a day, a month, a number, or a word of saying where something was said.
fn is_time_word(doc: &Document, token: usize) -> bool {
    let word = doc.word(token);
    doc.token(token).tag == Tag::CD
        || word.ends_with("day")
        || matches!(
            doc.lemma(token),
            "week"
                | "month"
                | "year"
                | "speech"
                | "interview"
                | "statement"
                | "conference"
                | "television"
                | "twitter"
                | "Twitter"
                | "Facebook"
                | "letter"
                | "message"
                | "tweet"
                | "radio"
                | "reporter"
                | "comment"
                | "remark"
                | "rally"
                | "briefing"
                | "e-mail"
                | "email"
                | "post"
        )
}

fn is_verb_form(doc: &Document, token: usize) -> bool {
    matches!(
        doc.token(token).tag,
        Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
    )
}
