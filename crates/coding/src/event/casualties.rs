//! Who is killed or hurt in a deed that is told by a noun: "ten soldiers *were killed in an attack* by rebels".

use detente_syntax::{Dep, Pos};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use super::parties::may_do;
use crate::clause;

/// The rule under which such deeds are known.
const CASUALTIES: &str = "190.casualties";

impl Engine<'_> {
    /// Drafts the deed that the noun at `token` names, by whoever its phrase names, towards those whom the verb that it
    /// hangs on tells to have suffered in it; whether that was so.
    pub(super) fn casualties(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let transparent = &self.acts.embedding().transparent;
        if doc.token(token).pos != Pos::NOUN || !self.names_act(token) {
            return false;
        }
        let outer = clause::outermost(doc, token, |noun| transparent.contains(self.words[noun]));
        let Some(verb) = self.suffered_in(outer) else {
            return false;
        };
        let Some(act) = self
            .act_at(token)
            .filter(|act| root(&act.code) >= 18 && !act.negated && act.targets.is_empty())
        else {
            return false;
        };
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return false;
        }
        let of_verb = clause::of_verb(doc, verb);
        let victims = if clause::is_passive(doc, verb) {
            of_verb.objects
        } else {
            of_verb.subjects
        };
        let victims: Vec<EndActor> = victims
            .into_iter()
            .flat_map(|victim| self.doers_of(victim))
            .collect();
        let mut doers = self.doers_of(token);
        if doers.is_empty() {
            doers = self.doers_of(outer);
        }
        let before = self.drafts.len();
        for doer in &doers {
            for victim in &victims {
                let known = !(doer.actor.is_unknown() && victim.actor.is_unknown());
                if known && doer.actor != victim.actor && may_do(&act.code, doer.actor.role) {
                    self.push_told(token, &frame, (CASUALTIES, &act.code), (doer, victim));
                }
            }
        }
        self.drafts.len() > before
    }

    /// The verb that tells of those who suffered in the deed that the noun at `deed` stands for: "*died in* an ambush".
    fn suffered_in(&self, deed: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        let prep = doc.head(deed).filter(|&prep| {
            doc.token(deed).dep == Dep::Pobj
                && matches!(
                    doc.word(prep).to_lowercase().as_str(),
                    "in" | "by" | "during" | "from"
                )
        })?;
        let verb = doc.head(prep).filter(|&verb| clause::is_verb(doc, verb))?;
        let suffering = &self.acts.embedding().suffering;
        let dying = matches!(doc.lemma(verb), "die" | "perish");
        (suffering.contains(self.words[verb]) && (dying || clause::is_passive(doc, verb)))
            .then_some(verb)
    }
}
