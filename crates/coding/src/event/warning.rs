//! Whether what somebody warns of is a threat: what the one who warns, or nobody named, would do to the warned.

use detente_lexicon::Role;
use detente_syntax::{Dep, Pos};

use super::content::is_conflict;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Fit;

impl<'a> Engine<'a> {
    /// "warned farmers that locusts would come": what neither the speaker nor the warned would do is no threat.
    pub(super) fn warns_of_others(&self, fit: &Fit<'a>, content: &[usize]) -> bool {
        let doc = self.analysis.doc;
        let clauses: Vec<usize> = content
            .iter()
            .copied()
            .filter(|&clause| doc.token(clause).dep == Dep::Ccomp)
            .collect();
        let party = |head: &str| {
            fit.sources
                .iter()
                .chain(&fit.targets)
                .any(|end| end.actor.head == head)
        };
        let befalls_warned = |clause: usize| {
            crate::clause::is_passive(doc, clause)
                && doc.child(clause, Dep::Agent).is_none()
                && doc.children(clause).any(|c| {
                    doc.token(c).dep == Dep::Aux
                        && self.acts.embedding().will.contains(self.words[c])
                })
                && crate::clause::grammatical_subject(doc, clause)
                    .into_iter()
                    .any(|whom| doc.token(whom).pos == Pos::PRON)
        };
        // "warned Chad *it* may take measures": nothing else tells what the pronoun is.
        let unresolved = |clause: usize| {
            crate::clause::grammatical_subject(doc, clause)
                .into_iter()
                .any(|who| {
                    matches!(doc.word(who), "it" | "they")
                        && self.analysis.mentions.headed_by(who).is_none()
                })
        };
        // "police warned that *demonstrators* would be arrested": those at home.
        let befalls_people = |clause: usize| {
            crate::clause::is_passive(doc, clause)
                && doc.child(clause, Dep::Agent).is_none()
                && fit.sources.iter().any(|source| source.actor.is_state())
                && crate::clause::grammatical_subject(doc, clause)
                    .into_iter()
                    .filter_map(|whom| self.analysis.mentions.headed_by(whom))
                    .flat_map(|mention| &mention.actors)
                    .any(|actor| {
                        actor.is_unknown()
                            && matches!(
                                actor.role,
                                Some(Role::CVL | Role::OPP | Role::EDU | Role::REF | Role::MED)
                            )
                    })
        };
        // "China warned Japan that *its boats would be seized*": what nobody is named for who will do it, between states.
        let governs = |ends: &[EndActor]| {
            !ends.is_empty()
                && ends.iter().all(|end| {
                    end.actor.is_state() && matches!(end.actor.role, Some(Role::GOV | Role::MIL))
                })
        };
        let between_states = |clause: usize| {
            crate::clause::is_passive(doc, clause)
                && doc.child(clause, Dep::Agent).is_none()
                && governs(&fit.sources)
                && (fit.targets.is_empty() || governs(&fit.targets))
                && doc.children(clause).any(|c| {
                    doc.token(c).dep == Dep::Aux
                        && self.acts.embedding().will.contains(self.words[c])
                })
                && self
                    .content_act(clause)
                    .is_some_and(|act| is_conflict(&act.code))
        };
        !clauses.is_empty()
            && !clauses.iter().any(|&clause| {
                // "warned protesters that *they would be arrested*".
                befalls_warned(clause)
                    || befalls_people(clause)
                    || unresolved(clause)
                    || between_states(clause)
                    || self
                        .content_sources(clause)
                        .iter()
                        .any(|doer| party(&doer.actor.head))
            })
    }
}
