//! Deeds that somebody owns up to: "admitted that its gunners had shelled a village".

use super::content::root;
use super::engine::Engine;
use super::frame::Mood;
use crate::clause;

/// The name under which an owned deed is known.
const ADMIT: &str = "015.admit";

impl Engine<'_> {
    /// Drafts that the subject of the verb at `token` owns up to force that its own side used; whether it does.
    pub(super) fn admission(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if !self.acts.embedding().admitting.contains(self.words[token])
            || !clause::is_verb(doc, token)
        {
            return false;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return false;
        }
        let clause = clause::of_verb(doc, token);
        let sources: Vec<_> = clause
            .subjects
            .iter()
            .flat_map(|&subject| self.doers_of(subject))
            .collect();
        let before = self.drafts.len();
        for &content in &clause.clauses {
            let deed = self
                .content_act(content)
                .filter(|act| root(&act.code) >= 17 && !act.negated);
            let Some(deed) = deed else { continue };
            let struck = if deed.targets.is_empty() {
                self.first_named_below(content, &sources)
            } else {
                deed.targets
            };
            let own = |source: &super::ends::EndActor| {
                deed.sources
                    .iter()
                    .any(|doer| doer.actor.head == source.actor.head)
            };
            for source in sources.iter().filter(|source| own(source)) {
                for target in struck.iter().filter(|target| target.actor != source.actor) {
                    self.push_told(token, &frame, (ADMIT, "015"), (source, target));
                }
            }
        }
        self.drafts.len() > before
    }
}
