//! What must be done and what is needed, as whoever says so asks for it or means to do it.

use detente_lexicon::acts::Operator;
use detente_syntax::Pos;

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::{Engine, is_private};
use super::frame::{Frame, Mood};
use super::matching::Fit;
use crate::clause::Clause;

/// The names under which an appeal by "should" and a demand by "must" are known.
const DUTY: &str = "appeal.duty";
const BINDING_DUTY: &str = "demand.duty";

impl<'a> Engine<'a> {
    /// "Qatar must do more", he said: the speaker asks it of the subject, whatever it is.
    pub(super) fn duty(&mut self, token: usize) {
        let doc = self.analysis.doc;
        if !crate::clause::is_verb(doc, token) || !self.has_duty(token) {
            return;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.mood != Mood::Duty {
            return;
        }
        let Some(speaker) = self.speaker(token, &frame).filter(|s| !is_private(s)) else {
            return;
        };
        let clause = crate::clause::of_verb(doc, token);
        let act = self.content_act(token);
        let may_ask = |asked: &EndActor| {
            super::parties::counts("020", &speaker.actor, &asked.actor)
                && asked.actor.head != speaker.actor.head
                && !self.is_city(asked)
        };
        let mut asked: Vec<EndActor> = clause
            .subjects
            .iter()
            .filter(|&&subject| {
                self.analysis.mentions.headed_by(subject).is_some() && !self.is_anybody(subject)
            })
            .flat_map(|&subject| self.doers_of(subject))
            .filter(may_ask)
            .collect();
        // "told the *army* that it must stop": the pronoun may be anybody's, the addressee is told.
        let pointed = clause
            .subjects
            .iter()
            .all(|&subject| doc.token(subject).pos == Pos::PRON);
        let told: Vec<EndActor> = self
            .told_so(&frame)
            .into_iter()
            .filter(|told| may_ask(told))
            .collect();
        let addressed = pointed && !told.is_empty();
        if asked.is_empty() || addressed {
            asked = told;
        }
        // "Russia and NATO must find a way", NATO said: who is among them demands nothing of itself.
        let own = |subject: usize| {
            let mut doers = self.doers_of(subject).into_iter();
            doers.any(|doer| doer.actor.head == speaker.actor.head)
        };
        let shared = |&subject: &usize| self.is_of_both(subject) || own(subject);
        let binding =
            self.is_binding(token, &frame) && (addressed || !clause.subjects.iter().any(shared));
        let operator = if binding {
            Operator::Demand
        } else {
            Operator::Appeal
        };
        let denied = frame.negated ^ act.as_ref().is_some_and(|act| act.negated);
        let made = self
            .acts
            .operate(operator, act.as_ref().map(|act| act.code.as_str()), denied);
        let (false, Some(made)) = (asked.is_empty(), made.map(str::to_owned)) else {
            return;
        };
        let made = if denied {
            made
        } else {
            self.by_words(operator, made, &[token])
        };
        let mut evidence = doc.subtree(token);
        evidence.start = evidence.start.min(speaker.tokens.start);
        for target in asked {
            self.push(Draft {
                predicate: token,
                carrier: token,
                rule: if binding { BINDING_DUTY } else { DUTY }.to_owned(),
                code: made.clone(),
                source: speaker.clone(),
                target: Some(target),
                evidence: evidence.clone(),
                mood: frame.mood,
                reported: frame.reported,
                inferred: None,
            });
        }
    }

    /// Whom the speaker tells what must be done: "*Addis Ababa* was told that convoys had to be let in".
    pub(super) fn told_so(&self, frame: &Frame) -> Vec<EndActor> {
        let Some(say) = frame.reported else {
            return Vec::new();
        };
        let clause = crate::clause::of_verb(self.analysis.doc, say);
        clause
            .recipients
            .iter()
            .chain(&clause.objects)
            .flat_map(|&told| self.actors_of(told))
            .filter(|told| !is_private(told) && !told.is_media)
            .collect()
    }

    /// Whether the duty that the verb at `token` tells of is laid upon somebody, by its own word ("must") or by that of
    /// who says it ("insisted"), and no advice.
    fn is_binding(&self, token: usize, frame: &Frame) -> bool {
        let doc = self.analysis.doc;
        let binding = &self.acts.embedding().binding;
        doc.children(token)
            .chain(doc.head(token))
            .chain(frame.reported)
            .any(|word| binding.contains(self.words[word]))
    }

    /// "*Both sides* must stop": who is one of them, or stands between them, asks.
    fn is_of_both(&self, subject: usize) -> bool {
        let doc = self.analysis.doc;
        matches!(doc.lemma(subject), "side" | "party" | "both" | "we")
            || doc.children(subject).any(|c| doc.lemma(c) == "both")
    }

    /// "It is necessary to continue talks with Peru", he said: the speaker is for what it would have part in.
    pub(super) fn needed(
        &mut self,
        token: usize,
        fit: &Fit<'a>,
        clause: &Clause,
        frame: &Frame,
        (code, speaker): (&str, Option<EndActor>),
    ) {
        let Some(speaker) = speaker.filter(|speaker| !is_private(speaker)) else {
            return;
        };
        let Some((made, plain)) = self.operate(Operator::Intend, code) else {
            return;
        };
        let own = |end: &EndActor| end.actor.head == speaker.actor.head;
        let mut fit = fit.clone();
        let ends = fit.sources.iter().chain(&fit.targets);
        let mut others: Vec<EndActor> = Vec::new();
        for end in ends.filter(|end| !own(end)) {
            if others.iter().all(|known| known.actor != end.actor) {
                others.push(end.clone());
            }
        }
        let both = !fit.sources.is_empty() && !fit.sources.iter().any(own);
        if both && !fit.targets.iter().any(own) {
            // What others need to do with others is no promise.
            return;
        }
        fit.sources = vec![speaker];
        fit.targets = others;
        fit.one_way = true;
        self.draft(token, &fit, clause, frame, (&made, plain));
    }
}
