//! Whom a complaint is about that is brought before a body: "complained *to the Security Council* that Chad …".

use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Fit;
use crate::clause::Clause;

/// Prepositions behind which a complaint names whom it is about.
const ABOUT: &[&str] = &["about", "over", "against", "of", "at", "for", "concerning"];

impl Engine<'_> {
    /// Puts whom a complaint is about in the place of the body that hears it, where the text tells: in what the
    /// complaint says, behind "about" or "over", or as who was dealt with before. Else the body stays.
    pub(super) fn accuse_before_body(&self, token: usize, fit: &mut Fit<'_>, clause: &Clause) {
        let hears = |end: &EndActor| !end.actor.is_state() && end.actor.role.is_none();
        if fit.targets.is_empty() || !fit.targets.iter().all(hears) {
            return;
        }
        let others = |ends: Vec<EndActor>| -> Vec<EndActor> {
            let known = fit.sources.iter().chain(&fit.targets);
            let heads: Vec<_> = known.map(|end| &end.actor.head).collect();
            ends.into_iter()
                .filter(|end| !heads.contains(&&end.actor.head) && !end.actor.is_unknown())
                .filter(|end| !end.is_media && !self.is_city(end))
                .collect()
        };
        let said = clause
            .clauses
            .iter()
            .flat_map(|&content| self.content_sources(content))
            .collect();
        let about = clause
            .prepositions
            .iter()
            .filter(|&&(prep, _)| {
                let word = self.analysis.doc.word(prep).to_lowercase();
                ABOUT.contains(&word.as_str())
            })
            .flat_map(|&(_, object)| self.actors_of(object))
            .collect();
        let accused = [said, about, self.answered(token, &fit.sources)]
            .into_iter()
            .map(others)
            .find(|found| !found.is_empty());
        if let Some(accused) = accused {
            fit.targets = accused;
        }
    }
}
