//! What must be done and what is needed, as whoever says so asks for it or means to do it.

use detente_lexicon::acts::Operator;

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::{Engine, is_private};
use super::frame::{Frame, Mood};
use super::matching::Fit;
use crate::clause::Clause;

/// The name under which an appeal by "must" or "should" is known.
const DUTY: &str = "appeal.duty";

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
        let asked: Vec<EndActor> = clause
            .subjects
            .iter()
            .filter(|&&subject| {
                self.analysis.mentions.headed_by(subject).is_some() && !self.is_anybody(subject)
            })
            .flat_map(|&subject| self.doers_of(subject))
            .filter(|asked| super::parties::counts("020", &speaker.actor, &asked.actor))
            .filter(|asked| asked.actor.head != speaker.actor.head && !self.is_city(asked))
            .collect();
        let made = self.acts.operate(
            Operator::Appeal,
            act.as_ref().map(|act| act.code.as_str()),
            frame.negated ^ act.as_ref().is_some_and(|act| act.negated),
        );
        let (false, Some(made)) = (asked.is_empty(), made.map(str::to_owned)) else {
            return;
        };
        let mut evidence = doc.subtree(token);
        evidence.start = evidence.start.min(speaker.tokens.start);
        for target in asked {
            self.push(Draft {
                predicate: token,
                carrier: token,
                rule: DUTY.to_owned(),
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
