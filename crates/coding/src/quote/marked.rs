//! Words between marks: whose they are, and whether they are a quotation at all.

use std::ops::Range;

use detente_lexicon::cues::CueKind;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue::{self, Cue};
use super::marks::Marked;
use super::{Found, Frame, trim};
use crate::record::QuoteKind;

/// How many tokens after the closing mark the cue may stand.
const TAIL: usize = 30;

/// What a stretch between marks is attributed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A cue after the closing mark.
    Tail(usize),
    /// A cue that governs the words or leads in to them.
    Lead(usize),
}

/// Whether the words between the marks make a clause, or end as one.
pub(super) fn is_sentence(doc: &Document, marked: &Marked) -> bool {
    let last = doc.word(marked.inner.end - 1);
    if matches!(last, "." | "?" | "!") && marked.inner.len() > 2 {
        return true;
    }
    marked.inner.clone().take(200).any(|token| {
        let part = doc.token(token);
        let subject = matches!(part.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl);
        subject && marked.inner.contains(&(part.head as usize)) && !matches!(part.tag, Tag::WDT | Tag::WP)
    }) || marked.inner.clone().next().is_some_and(|first| doc.token(first).tag == Tag::VB && marked.inner.len() > 2)
}

/// The token between the marks that stands highest in the tree.
fn top(doc: &Document, inner: &Range<usize>) -> usize {
    inner
        .clone()
        .find(|&token| {
            let head = doc.token(token).head as usize;
            doc.token(token).dep != Dep::Punct && (head == token || !inner.contains(&head))
        })
        .unwrap_or(inner.start)
}

/// The quotation that `marked` is or is a part of; `None` for scare quotes, titles and names.
pub(super) fn attribute(frame: &Frame<'_>, index: usize) -> Option<Found> {
    let marked = &frame.marked[index];
    let doc = frame.doc;
    let sentence = is_sentence(doc, marked);
    let by = tail(frame, index, sentence).map(By::Tail).or_else(|| lead(frame, marked, sentence).map(By::Lead));
    let content = trim::marked(doc, marked.inner.clone());
    if content.is_empty() {
        return None;
    }
    let whole = |cue: Option<usize>, speaker: Option<usize>| Found {
        content: content.clone(),
        kind: QuoteKind::Direct,
        cue,
        speaker,
        marked: Some(index),
    };
    match by {
        Some(By::Tail(cue)) => Some(whole(Some(cue), frame.cues[cue].speaker)),
        Some(By::Lead(cue)) => governed(frame, index, cue, sentence)
            .or_else(|| sentence.then(|| whole(Some(cue), frame.cues[cue].speaker))),
        None if sentence || marked.continues => Some(whole(None, None)),
        None => None,
    }
}

/// A cue behind the closing mark: `," he said`, `?" asked the minister`.
fn tail(frame: &Frame<'_>, index: usize, sentence: bool) -> Option<usize> {
    let doc = frame.doc;
    let marked = &frame.marked[index];
    if !marked.closed {
        return None;
    }
    let last = doc.word(marked.inner.end - 1);
    let end = frame.paragraph_end(marked.outer.start);
    let limit = frame.marked.get(index + 1).map_or(end, |next| next.outer.start.min(end)).min(marked.outer.end + TAIL);
    let mut start = marked.outer.end;
    let comma_after = start < limit && doc.word(start) == ",";
    if comma_after {
        start += 1;
    }
    let inviting = comma_after || matches!(last, "," | "?" | "!" | "\u{2014}" | "\u{2026}" | "..." | "--" | "-");
    if start >= limit || doc.token(start).pos == Pos::CCONJ {
        return None;
    }
    let stop = (start..limit).find(|&token| matches!(doc.word(token), "." | "?" | "!" | ";")).unwrap_or(limit);
    let top = top(doc, &marked.inner);
    let hangs = |cue: &Cue| {
        let head = doc.token(top).head as usize;
        head == top || head == cue.token || doc.token(cue.token).head as usize == top
    };
    let best = frame
        .cues_in(start..stop)
        .filter(|(_, cue)| cue.is_source || cue.kind.takes_marks() || cue.kind == CueKind::Noun)
        .filter(|(_, cue)| doc.token(cue.token).tag != Tag::VBG && !matches!(doc.token(cue.token).dep, Dep::Relcl | Dep::Acl))
        .filter(|(_, cue)| cue.speaker.is_some() || cue.kind == CueKind::Say)
        .filter(|(_, cue)| cue.speaker.is_none_or(|speaker| speaker >= start && speaker < stop + TAIL))
        .min_by_key(|(_, cue)| (cue.kind == CueKind::Noun, cue.depth, cue.token))?;
    let (number, cue) = best;
    let at_once = cue.token < start + 8 || cue.speaker.is_some_and(|speaker| speaker < start + 6);
    let own_matter = doc.children(cue.token).any(|c| c > cue.token && doc.token(c).dep == Dep::Ccomp);
    let fits = match (inviting, sentence) {
        (true, true) => true,
        (true, false) => hangs(cue) || marked.inner.len() > 3 && at_once,
        (false, true) => at_once && !own_matter && last != ".",
        (false, false) => false,
    };
    let copula = cue.kind != CueKind::Noun || doc.lemma(start) == "be";
    (fits && copula).then_some(number)
}

/// A cue that governs the words, or stands before them with a colon, a comma or nothing between.
fn lead(frame: &Frame<'_>, marked: &Marked, sentence: bool) -> Option<usize> {
    let doc = frame.doc;
    let top = top(doc, &marked.inner);
    for ancestor in doc.ancestors(top).take(cue::REACH).filter(|token| !marked.inner.contains(token)) {
        if ancestor > marked.outer.end {
            continue;
        }
        if let Some(number) = frame.cue_at(ancestor) {
            let cue = &frame.cues[number];
            if cue.kind == CueKind::Deny {
                return None;
            }
            if cue.kind != CueKind::Noun || sentence {
                return Some(number);
            }
        }
        // A fragment in a clause of its own is not what a cue further up introduces.
        if !sentence && matches!(doc.token(ancestor).dep, Dep::Relcl | Dep::Advcl) && !frame.is_reported(top) {
            return None;
        }
    }
    let start = frame.sentence_start(marked.outer.start);
    let before = marked.outer.start.checked_sub(1).filter(|&token| token >= start)?;
    let leads_in = matches!(doc.word(before), ":" | "," | "that" | "\u{2014}" | "-") || frame.cue_at(before).is_some();
    if !sentence || !leads_in {
        return None;
    }
    frame
        .cues_in(start..marked.outer.start)
        .filter(|(_, cue)| cue.kind.takes_marks() || cue.kind == CueKind::Noun && doc.word(before) == ":")
        .min_by_key(|(_, cue)| (cue.depth, std::cmp::Reverse(cue.token)))
        .map(|(number, _)| number)
}

/// The reported words or the phrase that holds the marked ones, under a cue before them.
fn governed(frame: &Frame<'_>, index: usize, number: usize, sentence: bool) -> Option<Found> {
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
            || (marked.outer.end..reported.content.end).any(|token| doc.token(token).dep != Dep::Punct);
        if spills || reported.has_that {
            return Some(found(trim::reported(doc, reported.content.clone())));
        }
        return None;
    }
    if sentence || cue.kind == CueKind::Manner || cue::is_denied(doc, frame.lexicon, cue.token) && cue.kind != CueKind::Judge {
        return None;
    }
    Some(found(complement(doc, cue.token, marked)))
}

/// The smallest complement of `cue` that holds the marked words: "an attempt to “break the state”".
fn complement(doc: &Document, cue: usize, marked: &Marked) -> Range<usize> {
    let alone = trim::marked(doc, marked.inner.clone());
    let top = top(doc, &marked.inner);
    // The dependent of the cue on the way down to the marked words.
    let mut path = vec![top];
    path.extend(doc.ancestors(top).take(cue::REACH).take_while(|&token| token != cue));
    let mut below = path.iter().rev().copied().peekable();
    let mut branch = below.next().unwrap_or(top);
    while doc.token(branch).pos == Pos::ADP
        && let Some(&next) = below.peek()
        && matches!(doc.token(next).dep, Dep::Pobj | Dep::Pcomp | Dep::Prep | Dep::Amod | Dep::Advmod)
        && !marked.inner.contains(&branch)
    {
        branch = next;
        below.next();
    }
    let mut whole = doc.subtree(branch);
    let whole_start = whole.start;
    // "called the move “robbery”": the thing judged is not what is said.
    let judged = doc.children(branch).find(|&c| {
        matches!(doc.token(c).dep, Dep::Nsubj | Dep::Dobj) && c < marked.outer.start && !is_verb_form(doc, branch)
    });
    if judged.is_some() || whole.start <= cue && cue < whole.end {
        whole.start = marked.outer.start;
    }
    if marked.outer.start < whole_start || whole.end < marked.inner.end {
        return alone;
    }
    let trimmed = trim::reported(doc, whole);
    let outer = marked.outer.clone();
    if trimmed.is_empty() || trimmed.start >= outer.start && trimmed.end <= outer.end { alone } else { trimmed }
}

fn is_verb_form(doc: &Document, token: usize) -> bool {
    matches!(doc.token(token).tag, Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ)
}
