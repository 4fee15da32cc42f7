//! Words between marks: whose they are, and whether they are a quotation at all.

use std::ops::Range;

use detente_lexicon::cues::CueKind;
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::cue::{self, Cue};
use super::marks::Marked;
use super::mixed::{governed, spilling};
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
    /// A name and a colon before the marks: "*Hale*: “We are open.”"
    Name(usize),
}

/// Whether the words between the marks are a statement of their own and not a part of the sentence
/// around them.
fn is_sentence(frame: &Frame<'_>, marked: &Marked) -> bool {
    let doc = frame.doc;
    let inner = &marked.inner;
    let last = doc.word(inner.end - 1);
    let before = marked
        .outer
        .start
        .checked_sub(1)
        .filter(|&token| frame.paragraph_of(token) == frame.paragraph_of(inner.start));
    let opens = before.is_none_or(|token| {
        matches!(
            doc.word(token),
            ":" | "," | "." | "?" | "!" | ";" | "\u{2014}" | "\u{2013}" | "-" | "--" | ")"
        ) || trim::is_mark(doc, token)
            || frame
                .cue_at(token)
                .is_some_and(|cue| frame.cues[cue].kind.takes_clause())
            || frame.sentence_start(marked.outer.start) == marked.outer.start
    });
    let capital = doc.word(inner.start).starts_with(char::is_uppercase);
    let terminal = matches!(
        last,
        "." | "?" | "!" | "," | "\u{2026}" | "..." | "\u{2014}" | "--"
    );
    let has_subject = inner.clone().take(200).any(|token| {
        let part = doc.token(token);
        matches!(part.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl)
            && inner.contains(&(part.head as usize))
            && !matches!(part.tag, Tag::WDT | Tag::WP)
    });
    let stops = inner
        .clone()
        .take(200)
        .any(|token| matches!(doc.word(token), "." | "?" | "!") && token + 1 < inner.end);
    if stops && capital {
        return true;
    }
    // The “future is about working together.”: all of the sentence but its first word or two.
    let missing = marked.outer.start
        - frame
            .sentence_start(marked.outer.start)
            .min(marked.outer.start);
    if missing <= 2 && has_subject && matches!(last, "." | "?" | "!") && inner.len() > 5 {
        return true;
    }
    if capital && has_subject && matches!(last, "." | "?" | "!") && inner.len() > 5 {
        return true;
    }
    opens
        && (has_subject
            || terminal && capital && inner.len() > 2
            || capital && doc.token(inner.start).tag == Tag::VB && inner.len() > 2)
}

/// Whether the marked words are a title or a name: each with a capital, without a stop.
fn is_title(doc: &Document, inner: &Range<usize>) -> bool {
    let mut names = 0;
    for token in inner.clone().take(8) {
        let part = doc.token(token);
        let small = matches!(
            part.pos,
            Pos::ADP | Pos::DET | Pos::CCONJ | Pos::PUNCT | Pos::PART
        );
        if !small && !doc.word(token).starts_with(char::is_uppercase) {
            return false;
        }
        names += usize::from(part.pos == Pos::PROPN);
    }
    names > 0 && inner.len() < 8
}

/// Whether marked words amid a sentence of the paper's are all written with capitals but for small words, as titles are.
fn is_listed_title(frame: &Frame<'_>, marked: &Marked) -> bool {
    let doc = frame.doc;
    let start = marked.outer.start;
    let amid = frame.sentence_start(start) + 1 < start;
    amid && marked.inner.len() < 8
        && marked.inner.clone().all(|token| {
            let word = doc.word(token);
            word.len() <= 3
                || word.starts_with(char::is_uppercase)
                || doc.token(token).pos == Pos::PUNCT
        })
        && marked
            .inner
            .clone()
            .filter(|&token| doc.word(token).starts_with(char::is_uppercase))
            .count()
            > 1
}

/// The token between the marks that stands highest in the tree.
pub(super) fn top(doc: &Document, inner: &Range<usize>) -> usize {
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
    if !marked.closed
        && let Some(reported) = frame.reported_at_head_of(marked)
    {
        // The closing mark is missing: the quotation ends where the words of the cue's clause do.
        let cue = reported.cue;
        let (content, speaker) = (reported.content.clone(), frame.cues[cue].speaker);
        return Some(Found {
            content,
            kind: QuoteKind::Direct,
            cue: Some(cue),
            speaker,
            marked: Some(index),
        });
    }
    let sentence = is_sentence(frame, marked);
    if !sentence && is_title(doc, &marked.inner) {
        return None;
    }
    // "the platform ‘Warning’": one word with a capital is what something is called.
    let single = marked.inner.len() == 1
        && !sentence
        && doc.word(marked.inner.start).starts_with(char::is_uppercase)
        && frame.sentence_start(marked.outer.start) < marked.outer.start
        && !matches!(doc.word(marked.outer.start - 1), ":" | "," | ".");
    if single {
        return None;
    }
    let by = named_before(frame, marked)
        .filter(|_| sentence)
        .map(By::Name)
        .or_else(|| tail(frame, index, sentence).map(By::Tail))
        .or_else(|| lead(frame, marked, sentence).map(By::Lead));
    let content = trim::marked(doc, marked.inner.clone());
    if content.is_empty() {
        return None;
    }
    let whole = |cue: Option<usize>, speaker: Option<usize>| Found {
        content: content.clone(),
        kind: QuoteKind::Direct,
        cue,
        speaker: cue.and_then(|cue| quoted_one(frame, cue)).or(speaker),
        marked: Some(index),
    };
    match by {
        Some(By::Name(name)) => Some(whole(None, Some(name))),
        // "“We teach nothing” against it, he said": the report goes on behind the marks.
        Some(By::Tail(cue)) => spilling(frame, index, cue, sentence)
            .or_else(|| Some(whole(Some(cue), frame.cues[cue].speaker))),
        Some(By::Lead(cue)) => governed(frame, index, cue, sentence)
            .or_else(|| sentence.then(|| whole(Some(cue), frame.cues[cue].speaker))),
        // "songs like “Amor de Verano,” “Luna”": titles in a list.
        None if !marked.continues && is_listed_title(frame, marked) => None,
        None if sentence || marked.continues => Some(whole(None, None)),
        None => None,
    }
}

/// Whom a cue says that somebody quotes: "the paper quoted *him* as saying".
fn quoted_one(frame: &Frame<'_>, cue: usize) -> Option<usize> {
    let doc = frame.doc;
    let verb = frame.cues[cue].token;
    let as_saying = doc.children(verb).any(|c| c > verb && doc.word(c) == "as");
    doc.child(verb, Dep::Dobj)
        .filter(|&object| doc.lemma(verb) == "quote" && as_saying && object > verb)
}

/// The head of a name that stands by itself before a colon and the marks, or right behind a verb of speech that opens
/// the sentence: "*Jens Hale*: “…”", "Stated *Hale*: “…”".
fn named_before(frame: &Frame<'_>, marked: &Marked) -> Option<usize> {
    let doc = frame.doc;
    let colon = marked
        .outer
        .start
        .checked_sub(1)
        .filter(|&colon| doc.word(colon) == ":")?;
    let first = frame.sentence_start(colon);
    let person = doc
        .entities()
        .iter()
        .find(|entity| entity.tokens.end == colon && entity.kind == EntityType::PERSON)
        .map(|entity| entity.tokens.clone());
    // "Stated *Hale*:", where the recogniser sees nobody.
    let bare = || {
        let name = first + 1..colon;
        let proper = name.clone().all(|token| doc.token(token).pos == Pos::PROPN);
        (proper && (1..4).contains(&name.len())).then_some(name)
    };
    let name = person.or_else(bare)?;
    let alone = name.start == first
        || name
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(doc.word(before), "-" | "\u{2013}" | "\u{2014}" | "--"));
    let told = name.start == first + 1 && {
        let word = doc.word(first).to_lowercase();
        let stems = [
            Some(&*word),
            word.strip_suffix('d'),
            word.strip_suffix("ed"),
            word.strip_suffix("said").map(|_| "say"),
        ];
        stems
            .into_iter()
            .flatten()
            .any(|stem| frame.lexicon.verb(stem, |_| false) == Some(CueKind::Say))
    };
    (alone || told).then_some(name.end - 1)
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
    let limit = frame
        .marked
        .get(index + 1)
        .map_or(end, |next| next.outer.start.min(end))
        .min(marked.outer.end + TAIL);
    let mut start = marked.outer.end;
    let comma_after = start < limit && doc.word(start) == ",";
    if comma_after {
        start += 1;
    }
    let inviting = comma_after
        || matches!(
            last,
            "," | "?" | "!" | "\u{2014}" | "\u{2026}" | "..." | "--" | "-"
        );
    if start >= limit || doc.token(start).pos == Pos::CCONJ {
        return None;
    }
    let stop = (start..limit)
        .find(|&token| matches!(doc.word(token), "." | "?" | "!" | ";"))
        .unwrap_or(limit);
    let top = top(doc, &marked.inner);
    let hangs = |cue: &Cue| {
        let head = doc.token(top).head as usize;
        head == top || head == cue.token || doc.token(cue.token).head as usize == top
    };
    let best = frame
        .cues_in(start..stop)
        .filter(|(_, cue)| {
            // "…," the minister *indicated*.
            let shows = cue.kind == CueKind::Show && inviting && sentence;
            cue.is_source || cue.kind.takes_marks() || cue.kind == CueKind::Noun || shows
        })
        .filter(|(_, cue)| {
            doc.token(cue.token).tag != Tag::VBG
                && !matches!(doc.token(cue.token).dep, Dep::Relcl | Dep::Acl)
        })
        .filter(|(_, cue)| cue.speaker.is_some() || cue.kind == CueKind::Say)
        .filter(|(_, cue)| {
            cue.speaker
                .is_none_or(|speaker| speaker >= start && speaker < stop + TAIL)
        })
        .min_by_key(|(_, cue)| (cue.kind == CueKind::Noun, cue.depth, cue.token))?;
    let (number, cue) = best;
    let at_once = cue.token < start + 8 || cue.speaker.is_some_and(|speaker| speaker < start + 6);
    let own_matter = doc
        .children(cue.token)
        .any(|c| c > cue.token && doc.token(c).dep == Dep::Ccomp);
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
    for ancestor in doc
        .ancestors(top)
        .take(cue::REACH)
        .filter(|token| !marked.inner.contains(token))
    {
        if ancestor > marked.outer.end {
            continue;
        }
        if let Some(number) = frame.cue_at(ancestor) {
            let cue = &frame.cues[number];
            if cue.kind == CueKind::Deny {
                return None;
            }
            if !sentence
                && (cue::is_unsaid(doc, cue.token)
                    || closes_before(doc, ancestor, marked)
                    || frame.is_of_told_thing(number))
            {
                continue;
            }
            let fits = match cue.kind {
                CueKind::Noun => sentence || frame.reported_around(&marked.inner, number).is_some(),
                CueKind::Think | CueKind::Show => {
                    sentence || frame.reported_around(&marked.inner, number).is_some()
                }
                _ => true,
            };
            if fits {
                return Some(number);
            }
        }
        // A fragment in a clause of its own is not what a cue further up introduces.
        if !sentence
            && matches!(doc.token(ancestor).dep, Dep::Relcl | Dep::Advcl)
            && !frame.is_reported(top)
            && !closes_before(doc, ancestor, marked)
        {
            return None;
        }
    }
    let start = frame.sentence_start(marked.outer.start);
    let before = marked
        .outer
        .start
        .checked_sub(1)
        .filter(|&token| token >= start)?;
    let leads_in = matches!(doc.word(before), ":" | "," | "that" | "\u{2014}" | "-")
        || frame.cue_at(before).is_some();
    if !sentence || !leads_in {
        return None;
    }
    frame
        .cues_in(start..marked.outer.start)
        .filter(|(_, cue)| {
            cue.kind.takes_marks() || cue.kind == CueKind::Noun && doc.word(before) == ":"
        })
        .min_by_key(|(_, cue)| (cue.depth, std::cmp::Reverse(cue.token)))
        .map(|(number, _)| number)
}

/// Whether the clause of `verb`, which only tells more of a noun, is closed by a comma before the "as" that leads in to
/// the marked words: "called the harvest, *which began late*, as “tense”".
fn closes_before(doc: &Document, verb: usize, marked: &Marked) -> bool {
    let Some(lead) = marked.outer.start.checked_sub(1) else {
        return false;
    };
    doc.token(verb).dep == Dep::Relcl
        && verb < lead
        && doc.word(lead) == "as"
        && doc.word(lead - 1) == ","
}
