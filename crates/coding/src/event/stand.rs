//! Stands: what somebody says will not be done, or will, and what they do not rule out.

use detente_lexicon::Role;
use detente_lexicon::acts::Operator;
use detente_syntax::{Dep, Pos, Tag};

use super::content::{ContentAct, is_cooperation, root};
use super::engine::Engine;
use super::frame::{Frame, Mood};
use super::matching::Strictness;
use super::parties::counts;

/// The name under which a refusal by "will not" is known.
const STAND: &str = "refuse.stand";

/// The name under which a promise by "will be given" is known.
const PROMISE: &str = "intend.stand";

impl Engine<'_> {
    /// The harm that somebody does not rule out: "has *not ruled out strikes* on Chad", "*refused to rule out force* against
    /// Chad". `content` is what is refused, `act` the act in it.
    pub(super) fn not_ruled_out(
        &self,
        content: &[usize],
        act: Option<&ContentAct>,
        frame: &Frame,
    ) -> Option<ContentAct> {
        let harmful = |act: &ContentAct| root(&act.code) >= 15 && !act.negated;
        if frame.negated && frame.mood != Mood::Duty {
            return act.filter(|act| harmful(act)).cloned();
        }
        content.iter().find_map(|&content| {
            let (fit, _) = self.best_fit(content, Strictness::Words)?;
            let refuses = self.acts.rule(fit.pattern.rule).operator == Some(Operator::Refuse);
            let inner = fit.content.iter().filter(|_| refuses);
            inner
                .filter_map(|&ruled_out| self.content_act(ruled_out))
                .find(harmful)
        })
    }

    /// The harm that the phrase headed by `object` names, which somebody rules out.
    pub(super) fn harm_excluded(&self, object: usize) -> Option<ContentAct> {
        self.act_at(object)
            .filter(|act| root(&act.code) >= 15 && !act.negated)
    }

    /// Whether the verb at `token`, denied, tells a stand and not what did not happen: "does not *recognise* Kosovo".
    pub(super) fn is_stance(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        self.acts.embedding().accepting.contains(self.words[token])
            && doc.token(token).tag == Tag::VB
            && doc.children(token).any(|c| {
                doc.token(c).dep == Dep::Aux
                    && (doc.lemma(c) == "do"
                        // "cannot accept".
                        || matches!(doc.word(c).to_lowercase().as_str(), "can" | "could" | "ca"))
            })
    }

    /// "will not lift the ban until Kyiv …": what somebody says they will not do for others is refused to
    /// those it would touch, else to those on whom it depends; whether that was so.
    pub(super) fn stand(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let Some(frame) = self.frame_of_will(token) else {
            return false;
        };
        let Some(mut act) = self.act_at(token).filter(|act| is_cooperation(&act.code)) else {
            return false;
        };
        // "Troops will be sent to Mali", "no tanks will be given", France said: by whoever says so.
        let unsaid = act.sources.is_empty()
            && doc.child(token, Dep::Nsubjpass).is_some()
            && doc.child(token, Dep::Agent).is_none()
            && doc.children(token).any(|c| {
                doc.token(c).dep == Dep::Aux && self.acts.embedding().will.contains(self.words[c])
            });
        if unsaid {
            let speaker = self.speaker(token, &frame);
            act.sources = speaker
                .filter(|speaker| {
                    !super::engine::is_private(speaker)
                        && speaker.actor.role.is_none_or(|role| role == Role::GOV)
                })
                .into_iter()
                .collect();
        }
        if act.sources.is_empty() || !frame.negated && !unsaid {
            return false;
        }
        let operator = if frame.negated {
            Operator::Refuse
        } else {
            Operator::Intend
        };
        let Some(made) = self
            .acts
            .operate(operator, Some(&act.code), act.negated)
            .map(str::to_owned)
        else {
            return false;
        };
        let before = self.drafts.len();
        let depends = self.conditioned(&[token]);
        for source in &act.sources {
            let targets = if act.targets.is_empty() {
                &depends
            } else {
                &act.targets
            };
            for target in targets {
                if source.actor == target.actor
                    || self.is_city(target)
                    || !counts(&made, &source.actor, &target.actor)
                {
                    continue;
                }
                let rule = if frame.negated { STAND } else { PROMISE };
                self.push_told(token, &frame, (rule, &made), (source, target));
            }
        }
        self.drafts.len() > before
    }

    /// "There will be *no talks* with the rebels", the minister said: who says so refuses them; whether that was so.
    pub(super) fn ruled_out(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let told_to_be = doc.token(token).pos == Pos::NOUN
            && doc.token(token).dep == Dep::Attr
            && doc
                .head(token)
                .is_some_and(|be| doc.child(be, Dep::Expl).is_some());
        if !told_to_be {
            return false;
        }
        let Some(be) = doc.head(token) else {
            return false;
        };
        let frame = self.frame(token, Some(be));
        if frame.suppressed.is_some()
            || !frame.negated
            || !matches!(frame.mood, Mood::Will | Mood::Possible)
        {
            return false;
        }
        let Some(speaker) = self
            .speaker(token, &frame)
            .filter(|speaker| !super::engine::is_private(speaker))
        else {
            return false;
        };
        let Some((act, made)) = self
            .act_at(token)
            .filter(|act| is_cooperation(&act.code))
            .and_then(|act| Some((act.clone(), self.operate(Operator::Refuse, &act.code)?.0)))
        else {
            return false;
        };
        let before = self.drafts.len();
        for target in act.targets.iter().chain(&act.sources) {
            if target.actor != speaker.actor
                && !self.is_city(target)
                && counts(&made, &speaker.actor, &target.actor)
            {
                self.push_told(token, &frame, (STAND, &made), (&speaker, target));
            }
        }
        self.drafts.len() > before
    }
}
