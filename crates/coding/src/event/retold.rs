//! "The talks", "their meeting", "the war": an act told before, of which the noun is one more piece of evidence.

use detente_lexicon::acts::PredicateKind;
use detente_syntax::{Dep, Pos};

use super::draft::Draft;
use super::engine::Engine;
use crate::tree;

/// How many sentences back an act is sought that a noun tells again.
const WITHIN: u32 = 2;

/// What says of an act that it is another than the one told before.
const OTHER: &[&str] = &[
    "next", "last", "first", "second", "third", "previous", "earlier", "new", "other", "another",
    "future", "past", "fresh", "further", "annual", "old", "separate", "similar", "such", "same",
];

/// What kind of act a rule tells, as far as a noun may tell it again; `None` for other kinds.
fn kind(rule: &str) -> Option<u8> {
    match rule.get(..3)? {
        "042" | "043" => Some(1),
        "040" | "041" | "044" | "046" => Some(2),
        "057" => Some(3),
        "163" => Some(4),
        rule if rule.starts_with("18") || rule.starts_with("19") => Some(5),
        _ => None,
    }
}

impl Engine<'_> {
    /// Adds the definite noun at `token`, which names no party, to the evidence of the last act of its kind.
    pub(super) fn told_again(&mut self, token: usize) {
        let doc = self.analysis.doc;
        if doc.token(token).pos != Pos::NOUN || !self.points_back(token) {
            return;
        }
        let kinds: Vec<u8> = self
            .acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .map(|pattern| self.acts.rule(pattern.rule))
            .filter(|rule| !rule.idiom && rule.operator.is_none())
            .filter_map(|rule| kind(&rule.code))
            .collect();
        if kinds.is_empty() {
            return;
        }
        let sentence = doc.token(token).sentence;
        let Some(last) = self
            .drafts
            .iter()
            .rev()
            .filter(|draft| draft.predicate < token)
            .take_while(|draft| doc.token(draft.predicate).sentence + WITHIN >= sentence)
            .find(|draft| kind(&draft.rule).is_some_and(|kind| kinds.contains(&kind)))
            .filter(|draft| doc.token(draft.predicate).sentence < sentence)
        else {
            return;
        };
        let (predicate, rule) = (last.predicate, last.rule.clone());
        let evidence = tree::phrase(doc, token);
        let again: Vec<Draft> = self
            .drafts
            .iter()
            .filter(|draft| draft.predicate == predicate && draft.rule == rule)
            .map(|draft| Draft {
                evidence: evidence.clone(),
                ..draft.clone()
            })
            .collect();
        self.drafts.extend(again);
    }

    /// Whether the noun at `token` is definite, names nobody and nothing says that it is another.
    fn points_back(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let mut definite = false;
        for child in doc.children(token) {
            let word = doc.word(child).to_lowercase();
            match doc.token(child).dep {
                Dep::Det if matches!(word.as_str(), "the" | "this" | "these" | "those") => {
                    definite = true;
                }
                Dep::Poss if doc.token(child).pos == Pos::PRON => definite = true,
                Dep::Det | Dep::Poss | Dep::Nummod => return false,
                _ if OTHER.contains(&word.as_str()) => return false,
                _ => {}
            }
        }
        definite
            && !matches!(doc.token(token).dep, Dep::Compound | Dep::Amod | Dep::Nmod)
            && doc.subtree(token).all(|below| {
                below == token
                    || self
                        .analysis
                        .mentions
                        .headed_by(below)
                        .is_none_or(|mention| {
                            mention.actors.is_empty()
                                || mention.is_place
                                || doc.token(below).pos == Pos::PRON
                        })
            })
    }
}
