//! Ends that stand above an act in the tree, or elsewhere in its sentence.

use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Strictness;
use super::parties::is_one_side;
use crate::clause;

impl Engine<'_> {
    /// The nearest actors among subjects and objects of the clauses that the act at `token` stands in.
    pub(super) fn above(&self, token: usize, root: u8) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        // "Peru froze its aid, and *Chile closed its embassy*": a clause that goes on with a doer of its own stands in no other.
        let apart = std::iter::once(token)
            .chain(doc.ancestors(token))
            .position(|at| doc.token(at).dep == Dep::Conj && doc.child(at, Dep::Nsubj).is_some());
        doc.ancestors(token)
            .take(apart.unwrap_or(usize::MAX))
            .filter(|&at| clause::is_verb(doc, at) && doc.token(at).sentence == sentence)
            // Who tells of it has no part in it.
            .filter(|&at| {
                !self.acts.embedding().say.contains(self.words[at])
                    // "wrote *to the king* to thank him".
                    || self.acts.embedding().calling.contains(self.words[at])
                    // "said *the talks with Norway* went well": one of those who talked.
                    || root == 4
                        && (doc.token(token).pos == Pos::NOUN || doc.token(token).tag == Tag::VBG)
            })
            .flat_map(|at| {
                let clause = clause::of_verb(doc, at);
                let mut ends = if root >= 14 && self.speaks_of(at) {
                    // "France condemned *the attack*" did not attack; "blamed Chad for *the raid*": Chad did.
                    clause.objects
                } else {
                    [clause.subjects, clause.objects].concat()
                };
                if self.acts.embedding().calling.contains(self.words[at]) {
                    // "wrote to the king to express …".
                    let called = clause
                        .prepositions
                        .iter()
                        .filter(|(prep, _)| matches!(doc.word(*prep), "to" | "with"))
                        .map(|&(_, object)| object);
                    ends.splice(0..0, called);
                }
                ends
            })
            .filter(|&end| end != token && !doc.subtree(end).contains(&token))
            .map(|end| self.doers_of(end))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// All who have part in the nearest clause above `token` that names two or more: those whom somebody brought
    /// together ("In a deal brokered by Oman, *Iran* freed two *British* sailors").
    pub(super) fn all_above(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.ancestors(token)
            .filter(|&at| clause::is_verb(doc, at))
            .map(|at| {
                let clause = clause::of_verb(doc, at);
                let with = clause
                    .prepositions
                    .iter()
                    .filter(|(prep, _)| matches!(doc.word(*prep), "with" | "between"))
                    .map(|&(_, object)| object);
                let ends = [&clause.subjects[..], &clause.objects, &clause.recipients].concat();
                let mut found: Vec<EndActor> = Vec::new();
                for end in ends.into_iter().chain(with) {
                    for actor in self.actors_of(end) {
                        if found
                            .iter()
                            .all(|known| !is_one_side(&known.actor, &actor.actor))
                        {
                            found.push(actor);
                        }
                    }
                }
                found
            })
            .find(|found| found.len() > 1)
            .unwrap_or_default()
    }

    /// Whether the verb at `at` is one by which its subject speaks of what others do.
    pub(super) fn speaks_of(&self, at: usize) -> bool {
        self.best_fit(at, Strictness::Words)
            .is_some_and(|(fit, _)| {
                let rule = self.acts.rule(fit.pattern.rule);
                rule.operator.is_some() || matches!(root(&rule.code), 1 | 2 | 5 | 9..=12)
            })
    }

    /// Those who condemn, deny or call for what the act at `token` tells of, or for its end: "demanded a halt *to the
    /// shelling*".
    pub(super) fn who_speak_of(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let in_object =
            |at: &usize| matches!(doc.token(*at).dep, Dep::Dobj | Dep::Pobj | Dep::Prep);
        std::iter::once(token)
            .chain(doc.ancestors(token))
            .take_while(in_object)
            .filter_map(|at| doc.head(at))
            .find(|&at| clause::is_verb(doc, at))
            .filter(|&at| self.speaks_of(at))
            .map(|at| clause::of_verb(doc, at).subjects)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|subject| self.doers_of(subject))
            .collect()
    }

    /// Whom a sentence is about: the subject of its main verb.
    pub(super) fn subjects_of_sentence(&self, sentence: u32) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let tokens = doc.sentences()[sentence as usize].clone();
        tokens
            .filter(|&token| doc.token(token).dep == Dep::Root)
            .flat_map(|root| clause::grammatical_subject(doc, root))
            .flat_map(|subject| self.doers_of(subject))
            .collect()
    }
}
