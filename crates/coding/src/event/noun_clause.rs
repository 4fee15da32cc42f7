//! The clause of a predicate; of an act noun with whom the verb beside it makes take part.

use detente_lexicon::acts::{Operator, PredicateKind};
use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use crate::clause;

impl Engine<'_> {
    /// Owners of the noun `token` as clause arguments see them (for explanations and content).
    pub(super) fn clause_of(&self, token: usize, kind: PredicateKind) -> clause::Clause {
        let doc = self.analysis.doc;
        match kind {
            PredicateKind::Verb => {
                let mut clause = clause::of_verb(doc, token);
                if let Some(act) = self
                    .act_behind(token)
                    .filter(|_| clause.subjects.is_empty())
                {
                    clause.subjects = clause::own_owners(doc, act);
                    clause.objects.push(act);
                }
                if let Some(visitor) = self.visitor(token) {
                    clause.subjects = vec![visitor];
                    clause.objects.clear();
                }
                clause
            }
            PredicateKind::Adjective => clause::of_adjective(doc, token),
            PredicateKind::Noun => {
                let embedding = self.acts.embedding();
                let carried = !self.is_beside_by_others(token);
                let mut clause = clause::of_noun(
                    doc,
                    token,
                    &clause::Carriers {
                        light: &|verb| carried && embedding.light.contains(self.words[verb]),
                        happening: &|verb| embedding.happening.contains(self.words[verb]),
                        transparent: &|noun| embedding.transparent.contains(self.words[noun]),
                    },
                );
                if clause
                    .light
                    .is_some_and(|verb| self.is_scene_of(token, verb))
                {
                    clause.light = None;
                    clause.subjects = clause::own_owners(doc, token);
                }
                self.add_attendants(token, &mut clause);
                let several = clause::involved(doc, token);
                if !several.is_empty()
                    && self.consults(token)
                    && !self.names_somebody(&clause.subjects)
                {
                    clause.subjects = several;
                }
                clause
            }
        }
    }

    /// The act that the participle at `token` tells to be threatened, offered or planned by whoever owns it: "America's
    /// *threatened* tariffs".
    pub(super) fn act_behind(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        let stands_before = doc.token(token).tag == Tag::VBN && doc.token(token).dep == Dep::Amod;
        let of_owner = || {
            self.acts
                .of_predicate(PredicateKind::Verb, self.words[token])
                .filter_map(|pattern| self.acts.rule(pattern.rule).operator)
                .any(|operator| matches!(operator, Operator::Threaten | Operator::Intend))
        };
        doc.head(token)
            .filter(|&act| stands_before && self.names_act(act) && of_owner())
    }

    /// Who is told to be on a visit by the participle at `token`: "received *visiting* President Clinton".
    pub(super) fn visitor(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        if doc.token(token).tag != Tag::VBG
            || !self.acts.embedding().visiting.contains(self.words[token])
        {
            return None;
        }
        match doc.token(token).dep {
            // "visiting *Foreign Minister* X": the title stands before the name.
            Dep::Amod => {
                let mut who = doc.head(token)?;
                while doc.token(who).dep == Dep::Compound && who < doc.head(who)? {
                    who = doc.head(who)?;
                }
                Some(who)
            }
            // "met visiting President Clinton", which the parse reads as what they met for.
            Dep::Xcomp if doc.head(token) == token.checked_sub(1) => {
                doc.child(token, Dep::Dobj).filter(|&object| {
                    self.analysis
                        .mentions
                        .headed_by(object)
                        .is_some_and(|mention| mention.is_person)
                })
            }
            _ => None,
        }
    }

    /// "put its men on alert *after three weeks of attacks*", "sent troops *after a request* from Mali": who acts after force was
    /// used did not use it, and who acts after a request did not make it, while who speaks after talks took part in them.
    fn is_beside_by_others(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let by_others = self
            .acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .map(|pattern| self.acts.rule(pattern.rule))
            .any(|rule| {
                super::content::is_conflict(&rule.code)
                    || matches!(rule.operator, Some(Operator::Appeal | Operator::Demand))
                    || rule.code.starts_with("023")
            });
        by_others
            && doc
                .ancestors(token)
                .take_while(|&above| !clause::is_verb(doc, above))
                .any(|above| {
                    doc.token(above).pos == Pos::ADP
                        && matches!(
                            doc.word(above).to_lowercase().as_str(),
                            "after" | "during" | "before"
                        )
                })
    }
}
