//! Where the content of a quotation begins and ends: without outer marks, `that`, closing comma or stop.

use std::ops::Range;

use detente_syntax::{Dep, Document, Tag};

/// Whether the token is a quotation mark.
pub(super) fn is_mark(doc: &Document, token: usize) -> bool {
    doc.token(token).tag != Tag::POS && doc.word(token).chars().all(is_mark_char)
}

fn is_mark_char(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '\u{201C}'
            | '\u{201D}'
            | '\u{201E}'
            | '\u{00AB}'
            | '\u{00BB}'
            | '\u{2018}'
            | '\u{2019}'
    )
}

/// Whether the token closes a sentence or clause and is no part of what is said.
fn is_stop(doc: &Document, token: usize) -> bool {
    matches!(
        doc.word(token),
        "," | "." | ";" | ":" | "-" | "\u{2013}" | "\u{2014}" | "--"
    ) || doc.word(token).trim().is_empty()
}

/// Whether the token is a question or exclamation mark or dots, which stay.
fn is_lead(doc: &Document, token: usize) -> bool {
    is_stop(doc, token) || matches!(doc.word(token), "\u{2026}" | "...")
}

/// Words between marks: the closing comma or stop goes.
pub(super) fn marked(doc: &Document, mut content: Range<usize>) -> Range<usize> {
    while !content.is_empty() && is_stop(doc, content.end - 1) {
        content.end -= 1;
    }
    while !content.is_empty() && is_stop(doc, content.start) {
        content.start += 1;
    }
    content
}

/// The content to the end of the clause where the parser cut it within a word: "the firm was co|-operating fully, …".
pub(super) fn whole_word(doc: &Document, mut content: Range<usize>) -> Range<usize> {
    let joined = |end: usize| {
        end > 0
            && end + 1 < doc.len()
            && doc.word(end) == "-"
            && doc.token(end - 1).end == doc.token(end).start
            && doc.token(end).end == doc.token(end + 1).start
    };
    if content.start > 1 && joined(content.start - 1) {
        content.start -= 2;
    }
    // "a stake in Hale Corp <HALE|>"
    let sign = content.end < doc.len()
        && doc.word(content.end) == ">"
        && content
            .clone()
            .rev()
            .take(3)
            .any(|token| doc.word(token).starts_with('<'));
    content.end += usize::from(sign);
    if content.end > content.start && (joined(content.end) || joined(content.end - 1)) {
        let sentence = doc.token(content.end).sentence;
        while content.end < doc.len()
            && doc.token(content.end).sentence == sentence
            && !matches!(doc.word(content.end), "," | "." | ";")
        {
            content.end += 1;
        }
    }
    content
}

/// Reported words: commas, `that`, stops, and marks whose mate is not inside go.
pub(super) fn reported(doc: &Document, mut content: Range<usize>) -> Range<usize> {
    loop {
        let before = content.clone();
        while !content.is_empty() && is_lead(doc, content.start) {
            content.start += 1;
        }
        while !content.is_empty() && is_stop(doc, content.end - 1) {
            content.end -= 1;
        }
        if !content.is_empty()
            && doc.word(content.start).eq_ignore_ascii_case("that")
            && (doc.token(content.start).tag == Tag::IN
                || doc.token(content.start).dep == Dep::Mark)
        {
            content.start += 1;
        }
        if let Some(comma) = gloss(doc, &content) {
            content.end = comma;
        }
        let marks = content
            .clone()
            .filter(|&token| is_mark(doc, token))
            .take(3)
            .count();
        if marks == 1 && !content.is_empty() {
            if is_mark(doc, content.start) {
                content.start += 1;
            } else if is_mark(doc, content.end - 1) {
                content.end -= 1;
            }
        }
        if content == before {
            return content;
        }
    }
}

/// The comma before the paper's own words for what is meant: "he alone stood his ground, *alluding to the boycott*".
fn gloss(doc: &Document, content: &Range<usize>) -> Option<usize> {
    let comma = (content.start + 1..content.end.saturating_sub(2)).find(|&comma| {
        doc.word(comma) == ","
            && doc.token(comma + 1).tag == Tag::VBG
            && matches!(doc.lemma(comma + 1), "allude" | "refer")
            && doc.word(comma + 2) == "to"
    })?;
    // Between marks they are what is said.
    let marks = (content.start..comma).filter(|&token| is_mark(doc, token));
    (marks.count() % 2 == 0).then_some(comma)
}
