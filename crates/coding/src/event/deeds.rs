//! Nouns read by the rules of the verb whose deed they name: "the *looting* of the museum by soldiers".

use detente_lexicon::acts::{Acts, PredicateKind, Word};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::engine::Engine;
use super::matching::{Fit, Strictness};
use crate::clause::{self, Clause};
use crate::tree;

/// For each token that may name a deed the number of its verb.
pub(super) fn verbs(doc: &Document, acts: &Acts) -> Vec<Word> {
    (0..doc.len())
        .map(|token| {
            let parsed = doc.token(token);
            let noun = parsed.pos == Pos::NOUN || is_gerund_of(doc, token);
            if !noun || !has_object_behind(doc, token) {
                return 0;
            }
            let word = if parsed.tag == Tag::NN || parsed.tag == Tag::VBG {
                doc.word(token)
            } else {
                doc.lemma(token)
            };
            acts.verb_of(&word.to_lowercase())
        })
        .collect()
}

/// Whether the gerund at `token` stands as a noun does: "*dynamiting* of the statues", which has no object of its own.
fn is_gerund_of(doc: &Document, token: usize) -> bool {
    let parsed = doc.token(token);
    parsed.tag == Tag::VBG
        && matches!(
            parsed.dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Pcomp | Dep::Root
        )
        && doc.children(token).all(|c| {
            !matches!(
                doc.token(c).dep,
                Dep::Dobj | Dep::Nsubj | Dep::Aux | Dep::Ccomp
            )
        })
}

/// Whether "of" stands somewhere in the phrase of `token`, behind it.
fn has_object_behind(doc: &Document, token: usize) -> bool {
    let range = doc.subtree(token);
    (token + 1..range.end.min(token + 9)).any(|t| doc.word(t) == "of")
}

impl<'a> Engine<'a> {
    /// The lemma of `token` as a predicate of `kind`.
    pub(super) fn word_as(&self, kind: PredicateKind, token: usize) -> Word {
        if kind == PredicateKind::Verb && self.verbs[token] != 0 {
            self.verbs[token]
        } else {
            self.words[token]
        }
    }

    /// The patterns of the verb whose deed the noun `token` names, the best first.
    pub(super) fn fits_as_deed(
        &self,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Vec<Fit<'a>>, Clause)> {
        if self.verbs[token] == 0 {
            return None;
        }
        let clause = self.deed(token)?;
        let fits = self.fits_as(PredicateKind::Verb, &clause, token, strictness)?;
        Some((fits, clause))
    }

    /// The clause of the noun `token` as its verb would have it: what stands behind "of" is its object, its owner or who
    /// stands behind "by" its subject.
    fn deed(&self, token: usize) -> Option<Clause> {
        let doc = self.analysis.doc;
        let mut clause = self.clause_of(token, PredicateKind::Noun);
        let is_of = |&(prep, _): &(usize, usize)| doc.word(prep) == "of";
        let mut objects: Vec<usize> = clause
            .prepositions
            .iter()
            .filter(|pair| is_of(pair))
            .map(|&(_, object)| object)
            .collect();
        if objects.is_empty() {
            // "the dynamiting by the Taliban *of the statues*": the parse hangs it on who did it.
            let behind = |&doer: &usize| {
                let prep = doc.children(doer).find(|&c| doc.word(c) == "of")?;
                doc.child(prep, Dep::Pobj)
            };
            let object = clause.subjects.iter().find_map(behind)?;
            tree::coordinated(doc, object, &mut objects);
        }
        clause.prepositions.retain(|pair| !is_of(pair));
        if clause.subjects.is_empty() {
            // "the looting of a museum in Kuwait *by soldiers*", wherever the parse hangs it.
            let by = doc
                .subtree(token)
                .skip_while(|&t| t <= token)
                .find(|&t| doc.word(t) == "by" && doc.token(t).pos == Pos::ADP);
            if let Some(by) = by {
                clause::add_agents(doc, by, &mut clause.subjects);
            }
        }
        for &object in &objects {
            clause::add_prepositions_of(doc, object, &mut clause);
        }
        clause.objects = objects;
        Some(clause)
    }
}
