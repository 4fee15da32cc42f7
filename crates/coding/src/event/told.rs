//! What somebody is told that the speaker will do, or on what condition of theirs: "told *the unions* that he would step
//! down", "it would strike back if *Chad* attacked".

use detente_lexicon::acts::Operator;

use super::content::{is_conflict, is_cooperation, root};
use super::ends::EndActor;
use super::engine::{Engine, is_private};
use super::parties::counts;

/// The names under which what was told so is known.
const PROMISE: &str = "intend.told";
const REFUSAL: &str = "refuse.told";
const THREAT: &str = "threaten.told";

impl Engine<'_> {
    /// Drafts what the speaker promises, refuses or threatens to whom the speech is addressed, or on whom its condition
    /// lies, by the verb at `token`, of whose own ends no other is told; whether that was so.
    pub(super) fn told(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let Some(frame) = self.frame_of_will(token) else {
            return false;
        };
        let mut told = self.told_so(&frame);
        if told.is_empty() {
            // "It would close the strait *if Chad attacked*".
            told = self.conditioned(&[token]);
            told.retain(|end| !is_private(end) && !end.is_media);
        }
        // People make promises to those who govern them, not to states.
        let at_home = |speaker: &EndActor| {
            told.iter()
                .all(|told| told.actor.head == speaker.actor.head)
        };
        let Some(speaker) = self
            .speaker(token, &frame)
            .filter(|speaker| !is_private(speaker) || at_home(speaker))
        else {
            return false;
        };
        let doer = crate::clause::of_verb(doc, token)
            .subjects
            .into_iter()
            .flat_map(|subject| self.actors_of(subject))
            .any(|doer| doer.actor == speaker.actor);
        if told.is_empty() || !doer {
            return false;
        }
        let Some(act) = self.content_act(token) else {
            return false;
        };
        let denied = act.negated;
        let (operator, rule, negated) = if is_conflict(&act.code) && root(&act.code) != 13 {
            if denied {
                (Operator::Intend, PROMISE, true)
            } else {
                (Operator::Threaten, THREAT, false)
            }
        } else if denied {
            (Operator::Refuse, REFUSAL, false)
        } else if is_cooperation(&act.code) {
            (Operator::Intend, PROMISE, false)
        } else {
            return false;
        };
        let Some(made) = self
            .acts
            .operate(operator, Some(&act.code), negated)
            .map(str::to_owned)
        else {
            return false;
        };
        let before = self.drafts.len();
        for target in told {
            if target.actor != speaker.actor
                && !self.is_city(&target)
                && counts(&made, &speaker.actor, &target.actor)
            {
                self.push_told(token, &frame, (rule, &made), (&speaker, &target));
            }
        }
        self.drafts.len() > before
    }
}
