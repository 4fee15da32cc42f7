//! Who is killed or hurt in a deed that is told by a noun: "ten soldiers *were killed in an attack* by rebels".

use detente_syntax::{Dep, Pos};

use super::content::root;
use super::draft::Draft;
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
            .filter(|act| root(&act.code) >= 18 && !act.negated)
            // Where it was tells less than who suffered.
            .filter(|act| act.targets.iter().all(|target| target.place))
        else {
            return false;
        };
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return false;
        }
        let victims = self.victims_of(verb);
        let mut doers = self.doers_of(token);
        if doers.is_empty() {
            doers = self.doers_of(outer);
        }
        let before = self.drafts.len();
        for doer in &doers {
            for victim in &victims {
                let known = !(doer.actor.is_unknown() && victim.actor.is_unknown());
                if known && doer.actor != victim.actor && may_do(&act.code, doer.actor.role) {
                    let deed = doc.subtree(token);
                    self.push(Draft {
                        predicate: token,
                        // The day hangs on the verb: "were killed *on Friday* in an attack".
                        carrier: verb,
                        rule: CASUALTIES.to_owned(),
                        code: as_done_by(&act.code, doer).to_owned(),
                        source: doer.clone(),
                        target: Some(victim.clone()),
                        evidence: deed.start.min(victim.tokens.start)..deed.end,
                        mood: frame.mood,
                        reported: frame.reported,
                        inferred: None,
                    });
                }
            }
        }
        self.drafts.len() > before
    }

    /// Those whom the verb at `verb` tells to have suffered.
    fn victims_of(&self, verb: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        if !clause::is_verb(doc, verb) {
            let of = doc.children(verb).filter(|&of| doc.word(of) == "of");
            return of
                .filter_map(|of| doc.child(of, Dep::Pobj))
                .flat_map(|victim| self.doers_of(victim))
                .collect();
        }
        let clause = clause::of_verb(doc, verb);
        let victims = if clause::is_passive(doc, verb) {
            clause.objects
        } else {
            clause.subjects
        };
        victims
            .into_iter()
            .flat_map(|victim| self.doers_of(victim))
            .collect()
    }

    /// Whom the words around the deed at `deed` tell that it struck: "a bombing *that killed ten Kenyans*", "*ten Kenyans*
    /// died in a bombing".
    pub(super) fn struck_as_told(&self, deed: usize) -> Vec<EndActor> {
        if let Some(verb) = self.suffered_in(deed) {
            return self.victims_of(verb);
        }
        let doc = self.analysis.doc;
        let killing = doc.children(deed).find(|&c| {
            doc.token(c).dep == Dep::Relcl
                && self.acts.embedding().suffering.contains(self.words[c])
        });
        let Some(killing) = killing else {
            return Vec::new();
        };
        let clause = clause::of_verb(doc, killing);
        // "a bomb that killed six *outside the Danish embassy*".
        let before = clause
            .prepositions
            .iter()
            .filter(|(prep, _)| matches!(doc.word(*prep), "outside" | "near" | "at" | "against"))
            .map(|&(_, object)| object);
        before
            .chain(clause.objects.iter().copied())
            .map(|struck| self.actors_of(struck))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The verb or noun that tells of those who suffered in the deed that the noun at `deed` stands for: "*died in* an ambush",
    /// "the *killing* of a general in a raid".
    fn suffered_in(&self, deed: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        let prep = doc.head(deed).filter(|&prep| {
            doc.token(deed).dep == Dep::Pobj
                && matches!(
                    doc.word(prep).to_lowercase().as_str(),
                    "in" | "by" | "during" | "from"
                )
        })?;
        let verb = doc.head(prep)?;
        let suffering = &self.acts.embedding().suffering;
        if !clause::is_verb(doc, verb) {
            return Some(verb).filter(|&noun| suffering.contains(self.verbs[noun]));
        }
        let dying = matches!(doc.lemma(verb), "die" | "perish");
        (suffering.contains(self.words[verb]) && (dying || clause::is_passive(doc, verb)))
            .then_some(verb)
    }
}

/// The code of a deed by `doer`: who is neither a state nor an alliance of states has no air force, and bombs otherwise.
pub(super) fn as_done_by<'c>(code: &'c str, doer: &EndActor) -> &'c str {
    let alliance = doer.actor.code().starts_with("IGO");
    if code == "195" && !doer.actor.is_state() && !alliance {
        "183"
    } else {
        code
    }
}
