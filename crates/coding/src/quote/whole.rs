//! Split quotations: the stretches that one cue stands between, and the whole that they make.
//!
//! A record is one contiguous stretch, as the codebook has it. Corpora such as `PolNeAR` count what one
//! cue introduces as one quotation, whatever stands between; [`Quote::part_of`] names that whole, and
//! [`whole`] makes its record.

use std::ops::Range;

use super::{Found, Frame};
use crate::identity;
use crate::record::{Quote, QuoteKind, Span, Whole};

/// For each of `found`, which stand in text order, the tokens of the whole it is a part of; `None` where
/// it is whole by itself.
pub(super) fn wholes(frame: &Frame<'_>, found: &[Found]) -> Vec<Option<Range<usize>>> {
    let mut wholes = vec![None; found.len()];
    let mut first = 0;
    while first < found.len() {
        let mut parts = vec![first];
        let mut last = first;
        for next in first + 1..found.len() {
            // One that stands inside the last part is neither its continuation nor the end of it.
            if found[next].content.start < found[last].content.end {
                continue;
            }
            if !continues(frame, &found[last], &found[next]) {
                break;
            }
            parts.push(next);
            last = next;
        }
        if parts.len() > 1 {
            let range = found[first].content.start..found[last].content.end;
            for part in parts {
                wholes[part] = Some(range.clone());
            }
        }
        first = (first + 1..found.len())
            .find(|&next| wholes[next].is_none())
            .unwrap_or(found.len());
    }
    wholes
}

/// Whether `later` goes on with `earlier`: the same words introduce both, and nothing but these and the
/// rest of their sentence stands between.
fn continues(frame: &Frame<'_>, earlier: &Found, later: &Found) -> bool {
    let Some(number) = earlier.cue else {
        return false;
    };
    let voice = frame.cues[number].token;
    let same = later.cue == earlier.cue
        || later.cue.is_none() && later.speaker.is_some() && later.speaker == earlier.speaker;
    let gap = earlier.content.end..later.content.start;
    let near = frame.paragraph_of(gap.start) == frame.paragraph_of(gap.end);
    if !same || !near || gap.start < voice && !gap.contains(&voice) {
        return false;
    }
    let stop = gap
        .clone()
        .find(|&token| token > voice && matches!(frame.doc.word(token), "." | "?" | "!"));
    let rest = if voice < gap.start {
        gap.start
    } else {
        stop.unwrap_or(gap.end)
    };
    (rest..gap.end).all(|token| frame.is_punctuation(token))
}

/// What a stretch belongs to, as its record names it.
pub(super) fn record(article: &str, span: Span) -> Whole {
    Whole {
        id: identity::hash(&[
            "quotation",
            article,
            &format!("{}-{}", span.start, span.end),
        ]),
        start: span.start,
        end: span.end,
    }
}

/// Puts one record for each whole quotation in place of those of its parts, whose article's text is
/// `text`. Its content runs from the first part to the last, with what stands between.
#[must_use]
pub fn whole(quotes: Vec<Quote>, text: &str) -> Vec<Quote> {
    let mut all: Vec<Quote> = Vec::with_capacity(quotes.len());
    for mut quote in quotes {
        let Some(whole) = quote.part_of.take() else {
            all.push(quote);
            continue;
        };
        if let Some(first) = all.iter_mut().rev().find(|first| first.id == whole.id) {
            if first.kind != quote.kind {
                first.kind = QuoteKind::Mixed;
            }
            first.cue = first.cue.take().or(quote.cue);
            first.speaker = first.speaker.take().or(quote.speaker);
            for (known, more) in [
                (&mut first.issues, quote.issues),
                (&mut first.forums, quote.forums),
                (&mut first.agreements, quote.agreements),
            ] {
                for id in more {
                    if !known.contains(&id) {
                        known.push(id);
                    }
                }
            }
            continue;
        }
        let length = whole.end.saturating_sub(whole.start) as usize;
        let content = text
            .chars()
            .skip(whole.start as usize)
            .take(length)
            .collect();
        all.push(Quote {
            id: whole.id,
            start: whole.start,
            end: whole.end,
            content,
            ..quote
        });
    }
    all
}
