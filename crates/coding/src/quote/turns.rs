//! Speech that a label introduces: headlines ("Lavrov: Shield threatens Russia"), transcripts ("LAVROV: We will
//! not …") and interviews ("Q: …", "A: …").

use std::ops::Range;

use detente_syntax::{Document, EntityType, Pos, Tag};

use super::{Found, Frame, trim};
use crate::analysis::Analysis;
use crate::record::QuoteKind;

/// The most tokens of a label.
const LABEL: usize = 6;
/// The most tokens of a headline behind its label.
const HEADLINE: usize = 24;
/// From so many labelled paragraphs on a text is a transcript.
const TRANSCRIPT: usize = 2;

/// A paragraph with a label.
struct Turn {
    label: Range<usize>,
    content: Range<usize>,
    /// Head of the name in the label; "Q" and "A" have none.
    speaker: Option<usize>,
    is_first: bool,
}

/// What labels introduce and nothing in `found` stands for.
pub(super) fn find(analysis: &Analysis<'_>, frame: &Frame<'_>, found: &[Found]) -> Vec<Found> {
    let doc = analysis.doc;
    let turns: Vec<Turn> = doc
        .paragraphs()
        .iter()
        .enumerate()
        .filter_map(|(number, paragraph)| turn(analysis, paragraph, number == 0))
        .collect();
    let is_transcript = turns.len() >= TRANSCRIPT;
    turns
        .into_iter()
        .filter(|turn| is_transcript || turn.is_first && is_headline(analysis, turn))
        .filter(|turn| {
            let first = super::first_after(found, turn.content.start);
            found[first..]
                .iter()
                .take_while(|quote| quote.content.start < turn.content.end)
                .map(|quote| quote.content.len())
                .sum::<usize>()
                * 2
                < turn.content.len()
        })
        .filter(|turn| !trim::is_mark(doc, turn.label.end + 1) && has_verb(doc, &turn.content))
        .map(|turn| Found {
            content: trim::marked(doc, turn.content.clone()),
            kind: if is_transcript {
                QuoteKind::Direct
            } else if frame.has_loose_marks(&turn.content, found) {
                QuoteKind::Mixed
            } else {
                QuoteKind::Indirect
            },
            cue: None,
            speaker: turn.speaker,
            marked: None,
        })
        .filter(|quote| !quote.content.is_empty())
        .collect()
}

fn turn(analysis: &Analysis<'_>, paragraph: &Range<usize>, is_first: bool) -> Option<Turn> {
    let doc = analysis.doc;
    let limit = paragraph.end.min(paragraph.start + LABEL + 1);
    let colon = (paragraph.start + 1..limit).find(|&token| doc.word(token) == ":")?;
    let label = paragraph.start..colon;
    let content = colon + 1..paragraph.end;
    let bytes = doc.token(label.start).start;
    let in_dateline = analysis
        .article
        .dateline
        .as_ref()
        .is_some_and(|dateline| bytes < dateline.span.end);
    if content.len() < 2 || in_dateline || is_place(doc, &label) {
        return None;
    }
    let word = doc.word(label.start);
    // "NOTE: …": what a paper adds, nobody's words.
    if label.len() == 1
        && [
            "note",
            "notes",
            "editor",
            "correction",
            "update",
            "breaking",
        ]
        .iter()
        .any(|added| word.eq_ignore_ascii_case(added))
    {
        return None;
    }
    // "Dear Abby: …": to whom it is written.
    if word.eq_ignore_ascii_case("dear") {
        return None;
    }
    let is_letter = label.len() == 1
        && ["q", "a", "question", "answer"]
            .iter()
            .any(|letter| word.eq_ignore_ascii_case(letter));
    let named = label.clone().rev().find(|&token| {
        analysis
            .mentions
            .headed_by(token)
            .is_some_and(|mention| mention.is_person || !mention.actors.is_empty())
    });
    let shouted = label.clone().all(|token| {
        let word = doc.word(token);
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
    });
    let last = label
        .clone()
        .rev()
        .find(|&token| doc.word(token).chars().all(char::is_alphabetic));
    let speaker = named.or_else(|| last.filter(|_| shouted && !is_letter));
    let whole = label.clone().all(|token| {
        matches!(
            doc.token(token).pos,
            Pos::PROPN | Pos::NOUN | Pos::ADJ | Pos::PUNCT | Pos::DET | Pos::X
        )
    });
    (is_letter || speaker.is_some() && (whole || shouted)).then_some(Turn {
        label,
        content,
        speaker: speaker.filter(|_| !is_letter),
        is_first,
    })
}

/// Whether something is said in the words: lists of players and of figures have labels, too.
fn has_verb(doc: &Document, content: &Range<usize>) -> bool {
    let says = |token: usize| {
        let part = doc.token(token);
        // "*Hale*: dealing in drugs, held in jail": no sentence.
        let verb =
            matches!(part.pos, Pos::VERB | Pos::AUX) && !matches!(part.tag, Tag::VBG | Tag::VBN);
        verb || part.pos == Pos::INTJ
            || matches!(&*doc.word(token).to_lowercase(), "yes" | "no" | "?")
    };
    content.clone().any(says)
}

/// Whether the label is that of a dateline: "NEW DELHI: …".
fn is_place(doc: &Document, label: &Range<usize>) -> bool {
    doc.entities().iter().any(|entity| {
        matches!(
            entity.kind,
            EntityType::GPE | EntityType::LOC | EntityType::FAC
        ) && entity.tokens.contains(&label.start)
    })
}

/// Whether what the label introduces is one short statement.
fn is_headline(analysis: &Analysis<'_>, turn: &Turn) -> bool {
    let doc = analysis.doc;
    // "BREAKING: …" is nobody's, however it is written.
    turn.speaker
        .is_some_and(|speaker| analysis.mentions.headed_by(speaker).is_some())
        && turn.content.len() <= HEADLINE
        && turn
            .content
            .clone()
            .any(|token| matches!(doc.token(token).pos, Pos::VERB | Pos::AUX))
}
