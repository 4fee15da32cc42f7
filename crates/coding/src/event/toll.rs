//! Who died of a deed that the sentence has just told: "shelled the island, *killing two marines*".

use detente_lexicon::Role;
use detente_syntax::{Dep, Tag};

use super::content::root;
use super::engine::Engine;

impl Engine<'_> {
    /// Takes back what the participle at `token` added since there were `before` drafts, where it tells the toll of a deed
    /// of the same doer towards the same side: that is one act. Where the deed names no more than the country it struck,
    /// those who died tell who was struck.
    pub(super) fn toll(&mut self, token: usize, before: usize) {
        let doc = self.analysis.doc;
        let tells_toll = doc.token(token).tag == Tag::VBG
            && doc.token(token).dep == Dep::Advcl
            && self.acts.embedding().suffering.contains(self.words[token]);
        let Some(verb) = doc.head(token).filter(|_| tells_toll) else {
            return;
        };
        for at in (before..self.drafts.len()).rev() {
            let (earlier, added) = self.drafts.split_at_mut(before);
            let toll = &added[at - before];
            let Some(victims) = &toll.target else {
                continue;
            };
            let deed = earlier.iter_mut().rev().find(|deed| {
                deed.predicate == verb
                    && root(&deed.code) >= 18
                    && deed.source.actor.head == toll.source.actor.head
                    && deed
                        .target
                        .as_ref()
                        .is_some_and(|struck| struck.actor.head == victims.actor.head)
            });
            let Some(deed) = deed else {
                continue;
            };
            let only_country = deed.target.as_ref().is_some_and(|struck| {
                struck.place || matches!(struck.actor.role, None | Some(Role::GOV))
            });
            // Reporters who die in an embassy were not aimed at.
            let lived_there = matches!(
                victims.actor.role,
                Some(Role::MIL | Role::COP | Role::CVL | Role::REF)
            );
            if only_country && lived_there {
                deed.target = Some(victims.clone());
            }
            self.drafts.remove(at);
        }
    }
}
