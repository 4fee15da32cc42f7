//! Whose direct words a token stands in: who speaks says "I" of himself, so that no "he" or "it" between the marks
//! stands for him.

use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_syntax::{Dep, Document};

use super::around;
use super::cast::Trace;
use crate::quote::{self, Marked};

/// The fewest words between marks that are somebody's sentence rather than a term or a title.
const SENTENCE: usize = 4;
/// How many words from the marks the verb may stand that tells who speaks.
const REACH: usize = 12;

/// The direct speech of an article.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// What is said, in text order.
    said: Vec<Said>,
}

/// Words between marks.
#[derive(Debug, Clone)]
struct Said {
    words: Range<usize>,
    /// The head of the phrase that names who says them.
    speaker: usize,
    /// The head of the phrase that names of whom: "said of *Marek*".
    topic: Option<usize>,
}

impl Voices {
    /// Finds who speaks in `doc`, as far as verbs of speaking beside the marks tell.
    pub fn of(doc: &Document, lexicon: &Lexicon) -> Self {
        let marked = quote::marked_stretches(doc);
        let mut said: Vec<Said> = Vec::new();
        for (index, stretch) in marked.iter().enumerate() {
            let next = marked.get(index + 1).map_or(doc.len(), |n| n.outer.start);
            let previous = index.checked_sub(1).map(|before| &marked[before]);
            let first = previous.map_or(0, |before| before.outer.end);
            let own = speaker_behind(doc, lexicon, stretch, next)
                .or_else(|| speaker_before(doc, lexicon, stretch, first));
            // "…," the minister said. "…"
            let same = || {
                let last = said.last()?;
                let start = last.words.start;
                let goes_on = previous.is_some_and(|before| before.inner == last.words)
                    && (stretch.continues || same_paragraph(doc, start, stretch.inner.start));
                goes_on.then_some(last.speaker)
            };
            let Some(speaker) = own.or_else(same) else {
                continue;
            };
            let split = said.last().is_some_and(|last| last.speaker == speaker);
            if split || is_sentence(doc, stretch) {
                said.push(Said {
                    words: stretch.inner.clone(),
                    speaker,
                    topic: topic_of(doc, speaker),
                });
            }
        }
        Self { said }
    }

    fn at(&self, token: usize) -> Option<&Said> {
        let index = self.said.partition_point(|said| said.words.end <= token);
        let said = self.said.get(index)?;
        said.words.contains(&token).then_some(said)
    }

    /// The head of the phrase that names who says the words at `token`.
    pub fn speaker_at(&self, token: usize) -> Option<usize> {
        Some(self.at(token)?.speaker)
    }

    /// The head of the phrase that names of whom the words at `token` are said.
    pub fn topic_at(&self, token: usize) -> Option<usize> {
        self.at(token)?.topic
    }
}

/// Whether `trace` is the one whom the phrase headed by `head` names, which may stand behind what is said.
pub(super) fn is_named_by(doc: &Document, trace: &Trace, head: usize) -> bool {
    if trace.head == head {
        return true;
    }
    if trace.is_person && trace.is_named {
        // "Assad" of "al-Assad".
        trace
            .name
            .strip_suffix(doc.word(head))
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    } else {
        !trace.is_named && *trace.noun == *doc.lemma(head).to_lowercase()
    }
}

/// Of whom the verb tells something whose subject is `speaker`: "he said of *Marek*".
fn topic_of(doc: &Document, speaker: usize) -> Option<usize> {
    let verb = doc.head(speaker)?;
    let of = doc
        .children(verb)
        .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c) == "of")?;
    doc.child(of, Dep::Pobj)
}

/// Whether what stands between marks is a whole sentence, in which the speaker would be "I".
fn is_sentence(doc: &Document, stretch: &Marked) -> bool {
    let capital = doc
        .word(stretch.inner.start)
        .starts_with(char::is_uppercase);
    let clause = || {
        stretch.inner.clone().any(|token| {
            matches!(
                doc.token(token).dep,
                Dep::Nsubj | Dep::Nsubjpass | Dep::Expl
            ) && doc
                .head(token)
                .is_some_and(|verb| stretch.inner.contains(&verb))
        })
    };
    capital && stretch.inner.len() >= SENTENCE && clause()
}

/// Who is told behind the closing mark to have spoken: "“…,” *Hale* said".
fn speaker_behind(
    doc: &Document,
    lexicon: &Lexicon,
    stretch: &Marked,
    next: usize,
) -> Option<usize> {
    let last = stretch.inner.end - 1;
    if doc.word(last) == "." || !stretch.closed {
        return None;
    }
    let from = stretch.outer.end;
    (from..next.min(from + REACH).min(doc.len()))
        .take_while(|&token| !matches!(doc.word(token), "." | ";"))
        .find_map(|token| speaker_of(doc, lexicon, token))
        .filter(|&speaker| speaker >= from)
}

/// Who is told before the opening mark to speak: "*Hale* said: “…”".
fn speaker_before(
    doc: &Document,
    lexicon: &Lexicon,
    stretch: &Marked,
    first: usize,
) -> Option<usize> {
    let open = stretch.outer.start;
    let comma = open.checked_sub(1)?;
    if !matches!(doc.word(comma), "," | ":") {
        return None;
    }
    (first.max(open.saturating_sub(REACH))..comma)
        .rev()
        .take_while(|&token| !matches!(doc.word(token), "." | ";"))
        .find_map(|token| speaker_of(doc, lexicon, token))
        .filter(|&speaker| speaker < open)
}

/// The subject of `token` if that is a verb of speaking.
fn speaker_of(doc: &Document, lexicon: &Lexicon, token: usize) -> Option<usize> {
    around::says(doc, lexicon, token)
        .then(|| doc.child(token, Dep::Nsubj))
        .flatten()
}

fn same_paragraph(doc: &Document, a: usize, b: usize) -> bool {
    doc.paragraphs()
        .iter()
        .any(|paragraph| paragraph.contains(&a) && paragraph.contains(&b))
}
