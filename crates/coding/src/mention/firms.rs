//! Firms that the article names in full, by whose first words it calls them later: "Piedmont" of "Piedmont Aviation
//! Inc", "Texas Eastern" of "Texas Eastern Corp".

use compact_str::CompactString;
use detente_syntax::{Document, Pos};
use rustc_hash::FxHashSet;

/// Words that end the full name of a firm and of nothing else.
const ENDS: &[&str] = &[
    "Inc", "Corp", "Ltd", "Co", "Cos", "Plc", "PLC", "AG", "NV", "AB", "SA", "SpA", "GmbH", "Bhd",
    "Pty", "LLC",
];

/// Whether the word ends the full name of a firm and of nothing else: "*Inc*", "*Ltd.*".
pub(crate) fn ends_firm(word: &str) -> bool {
    ENDS.contains(&word.trim_end_matches('.'))
}

/// The most words of a name.
const LONGEST: usize = 6;

/// The firms of an article, by the first words of their names.
#[derive(Debug, Default)]
pub(super) struct Firms {
    /// The first one, two, … words of each name, parted by spaces; the last, which says that it is a firm's, apart.
    beginnings: FxHashSet<CompactString>,
}

impl Firms {
    /// The firms whose full names stand in `doc`.
    pub(super) fn of(doc: &Document) -> Self {
        let mut firms = Self::default();
        let is_name = |token: usize| {
            doc.token(token).pos == Pos::PROPN && doc.word(token).starts_with(char::is_uppercase)
        };
        // "Great American Management *and* Investment Inc".
        let is_joint = |token: usize| {
            matches!(doc.word(token), "and" | "&" | "of")
                && token > 0
                && is_name(token - 1)
                && doc.token(token).sentence == doc.token(token - 1).sentence
        };
        for end in 1..doc.len() {
            if !ends_firm(doc.word(end)) {
                continue;
            }
            let sentence = doc.sentences()[doc.token(end).sentence as usize].start;
            let start = (sentence..end)
                .rev()
                .take(LONGEST)
                .take_while(|&token| is_name(token) || is_joint(token))
                .filter(|&token| is_name(token))
                .last();
            let Some(start) = start else { continue };
            let mut name = CompactString::default();
            for token in start..end {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(doc.word(token));
                firms.beginnings.insert(name.clone());
            }
        }
        firms
    }

    /// Notes that a firm's name begins with `words`.
    pub(super) fn insert(&mut self, words: &str) {
        self.beginnings.insert(words.into());
    }

    /// Whether a firm's name begins with `words`.
    pub(super) fn begins(&self, words: &str) -> bool {
        self.beginnings.contains(words)
    }

    /// Whether a firm is called by the words of `doc` that begin at `token`, two or more.
    pub(super) fn is_called_at(&self, doc: &Document, token: usize) -> bool {
        let next = token + 1;
        !self.beginnings.is_empty()
            && next < doc.len()
            && doc.word(next).starts_with(char::is_uppercase)
            && doc.token(next).sentence == doc.token(token).sentence
            && self.begins(&[doc.word(token), doc.word(next)].join(" "))
    }
}
