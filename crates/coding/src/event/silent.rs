//! Silence: "Norway *would not comment* on Peru's claim".

use detente_syntax::{Dep, Pos};

use super::content::is_conflict;
use super::engine::Engine;
use super::frame::Mood;
use super::parties::counts;

/// The name under which silence is known.
const SILENCE: &str = "refuse.comment";

/// The code of declining to comment.
const DECLINES: &str = "011";

impl Engine<'_> {
    /// Drafts that somebody did not or would not say anything on what somebody else said, by the verb or noun of words at
    /// `token`; whether that was so.
    pub(super) fn silent(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let verb = crate::clause::is_verb(doc, token);
        // "There was *no comment* from Oslo."
        let told = doc.token(token).pos == Pos::NOUN && doc.token(token).dep == Dep::Attr;
        if !verb && !told {
            return false;
        }
        let Some(act) = self
            .act_at(token)
            .filter(|act| act.code.starts_with("010") && !act.sources.is_empty())
        else {
            return false;
        };
        let frame = self.frame(token, None);
        let silent = frame.negated && matches!(frame.mood, Mood::Real | Mood::Will);
        if frame.suppressed.is_some() || !silent || self.is_answer_to_force(token) {
            return false;
        }
        let before = self.drafts.len();
        for source in &act.sources {
            for target in &act.targets {
                if source.actor != target.actor
                    && !self.is_city(target)
                    && counts(DECLINES, &source.actor, &target.actor)
                {
                    self.push_told(token, &frame, (SILENCE, DECLINES), (source, target));
                }
            }
        }
        self.drafts.len() > before
    }

    /// "did not respond to *the attack*": no words were asked for.
    fn is_answer_to_force(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&prep| doc.token(prep).dep == Dep::Prep)
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .any(|matter| {
                self.names_act(matter)
                    && self
                        .content_act(matter)
                        .is_some_and(|act| is_conflict(&act.code))
            })
    }
}
