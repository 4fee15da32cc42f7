//! Operators: acts that speak of other acts, and towards whom they point.

use detente_lexicon::acts::Operator;
use detente_syntax::{Dep, Pos, Tag};

use super::content::{ContentAct, is_conflict, is_cooperation, root};
use super::draft::Draft;
use super::ends::EndActor;
use super::engine::{Engine, Reading};
use super::frame::{Frame, Mood};
use super::matching::{Fit, Strictness};
use super::parties::counts;
use crate::clause::Clause;

/// The name under which a refusal by "will not" is known.
const STAND: &str = "refuse.stand";

impl<'a> Engine<'a> {
    /// An operator with its content.
    pub(super) fn operator(
        &mut self,
        token: usize,
        mut fit: Fit<'a>,
        clause: &Clause,
        frame: &Frame,
        operator: Operator,
    ) -> Reading {
        let content = fit.content.clone();
        if self.acts.embedding().causative.contains(self.words[token])
            && content
                .iter()
                .all(|content| clause.objects.contains(content))
        {
            // "ordered the release of …": nobody is asked, it is done.
            self.operator_contents.remove(&token);
            return Reading::Aimless;
        }
        let silent = |&head: &usize| self.acts.embedding().silence.contains(self.words[head]);
        if operator == Operator::Refuse && content.iter().any(silent) {
            return Reading::Settled;
        }
        if self.acts.embedding().warning.contains(self.words[token])
            && self.warns_of_others(&fit, &content)
        {
            return Reading::Settled;
        }
        let act = content
            .iter()
            .find_map(|&content| self.content_act(content));
        let denied = act.as_ref().is_some_and(|act| act.negated);
        let code = act.as_ref().map(|act| act.code.clone());
        if operator == Operator::Refuse && code.as_deref().is_some_and(|code| root(code) == 12) {
            // "refused to rule out a strike" rejects nothing.
            return Reading::Settled;
        }
        let operator = match (operator, frame.negated, frame.mood) {
            (operator, false, Mood::Real) => operator,
            (Operator::Intend | Operator::Yield, true, _) => Operator::Refuse,
            (Operator::Refuse | Operator::Intend, false, Mood::Will) => operator,
            (Operator::Halt, false, Mood::Will | Mood::Possible) => Operator::Threaten,
            // "will not refuse" and "did not urge" assert nothing either.
            _ => return Reading::Settled,
        };
        // To halt hostilities is to yield; to promise harm is to threaten; to refuse it is nothing.
        let hostile = code.as_deref().is_some_and(is_conflict);
        let operator = match operator {
            // Who agrees to something hostile threatens nobody by it.
            Operator::Intend if hostile && !denied && self.consents(token) => {
                return Reading::Settled;
            }
            Operator::Intend if hostile && !denied => Operator::Threaten,
            Operator::Refuse if hostile && !denied => return Reading::Settled,
            other => other,
        };
        let halted = frame.mood != Mood::Real && operator == Operator::Threaten;
        let code = if halted {
            self.acts
                .operate(Operator::Halt, code.as_deref(), denied)
                .map(str::to_owned)
        } else {
            code
        };
        let Some(made) = self
            .acts
            .operate(operator, code.as_deref(), denied)
            .map(str::to_owned)
        else {
            // "agreed to open its borders": what no rule knows may still be goodwill.
            return if operator == Operator::Intend && act.is_none() {
                Reading::Aimless
            } else {
                Reading::Settled
            };
        };
        if matches!(root(&made), 2 | 10) && self.is_protesters_cry(token, &fit) {
            return Reading::Settled;
        }
        if fit.targets.is_empty() {
            fit.targets = self.operator_targets(&fit, clause, act.as_ref(), &content, operator);
        }
        if fit.targets.is_empty() && operator == Operator::Intend && fit.sources.len() > 1 {
            let joint = act
                .as_ref()
                .is_none_or(|act| matches!(root(&act.code), 4..=6));
            if joint {
                // "Egypt and Qatar agreed to restore ties": what two agree on is between them.
                fit.targets.clone_from(&fit.sources);
            }
        }
        if fit.targets.is_empty() && operator == Operator::Demand {
            fit.targets = self.foes(token, &fit.sources);
        }
        if fit.targets.is_empty() && root(&made) != 14 {
            return Reading::Aimless;
        }
        self.draft(token, &fit, clause, frame, (&made, false));
        Reading::Settled
    }

    /// "warned farmers that locusts would come": what neither the speaker nor the warned would do is no threat.
    fn warns_of_others(&self, fit: &Fit<'a>, content: &[usize]) -> bool {
        let doc = self.analysis.doc;
        let clauses: Vec<usize> = content
            .iter()
            .copied()
            .filter(|&clause| doc.token(clause).dep == Dep::Ccomp)
            .collect();
        let party = |head: &str| {
            fit.sources
                .iter()
                .chain(&fit.targets)
                .any(|end| end.actor.head == head)
        };
        !clauses.is_empty()
            && !clauses.iter().any(|&clause| {
                self.content_sources(clause)
                    .iter()
                    .any(|doer| party(&doer.actor.head))
            })
    }

    /// Towards whom an operator points where its pattern does not say: who would act, else whom the
    /// act inside would touch, else to whom it is said.
    fn operator_targets(
        &self,
        fit: &Fit<'a>,
        clause: &Clause,
        act: Option<&ContentAct>,
        content: &[usize],
        operator: Operator,
    ) -> Vec<EndActor> {
        let is_visit = act.is_some_and(|act| matches!(act.code.as_str(), "042" | "043"));
        let other = |ends: &[EndActor]| -> Vec<EndActor> {
            ends.iter()
                .filter(|end| fit.sources.iter().all(|source| source.actor != end.actor))
                // "talks in Geneva" do not address Switzerland; a trip to Geneva is one to it.
                .filter(|end| is_visit || !self.is_city(end))
                .cloned()
                .collect()
        };
        let mut doers = act.map(|act| other(&act.sources)).unwrap_or_default();
        let mut touched = act.map(|act| other(&act.targets)).unwrap_or_default();
        if matches!(operator, Operator::Appeal | Operator::Demand)
            && let Some(act) = act.filter(|act| act.code.starts_with("084"))
        {
            // "urged the release of the hostages", "their release": the asked is who holds them.
            let mut held = act.targets.clone();
            if content
                .iter()
                .any(|&c| self.analysis.doc.token(c).pos == Pos::NOUN)
            {
                held.append(&mut doers);
            }
            touched = self.holders_of(&held, fit);
        }
        let outward = matches!(
            operator,
            Operator::Appeal | Operator::Demand | Operator::Accuse | Operator::Refuse
        );
        let (first, second) = if outward {
            (doers, touched)
        } else {
            (touched, doers)
        };
        if !first.is_empty() {
            return first;
        }
        if outward {
            let sources: Vec<EndActor> = content
                .iter()
                .flat_map(|&content| self.content_sources(content))
                .collect();
            let sources = other(&sources);
            if !sources.is_empty() {
                return sources;
            }
        }
        if !second.is_empty() {
            return second;
        }
        if matches!(operator, Operator::Threaten | Operator::Refuse) {
            let conditioned = other(&self.condition_subjects(fit, clause));
            if !conditioned.is_empty() {
                return conditioned;
            }
        }
        let told = |words: &[&str]| -> Vec<EndActor> {
            clause
                .prepositions
                .iter()
                .filter(|(prep, _)| {
                    words.contains(&self.analysis.doc.word(*prep).to_lowercase().as_str())
                })
                .flat_map(|&(_, object)| self.actors_of(object))
                .collect()
        };
        let recipients: Vec<EndActor> = clause
            .recipients
            .iter()
            .flat_map(|&token| self.actors_of(token))
            .collect();
        let addressed = other(&recipients);
        if !addressed.is_empty() {
            return addressed;
        }
        let addressed = other(&told(&["to", "from", "with", "against", "for"]));
        if !addressed.is_empty() {
            return addressed;
        }
        let named: Vec<EndActor> = content
            .iter()
            .flat_map(|&content| self.first_named_below(content, &fit.sources))
            .collect();
        let named = other(&named);
        if !named.is_empty() {
            return named;
        }
        if matches!(operator, Operator::Appeal | Operator::Demand) {
            // "called for elections in Chad": who governs there is asked, if it is another country.
            let mut ground: Vec<EndActor> = content
                .iter()
                .flat_map(|&content| self.ground_of(content))
                .collect();
            ground.retain(|end| {
                fit.sources
                    .iter()
                    .all(|source| source.actor.head != end.actor.head)
            });
            return ground;
        }
        if operator != Operator::Refuse {
            return named;
        }
        // A refusal answers somebody: the last who asked.
        self.drafts
            .iter()
            .rev()
            .find(|draft| {
                matches!(root(&draft.code), 2 | 3 | 10 | 13)
                    && draft.target.as_ref().is_some_and(|target| {
                        fit.sources
                            .iter()
                            .any(|s| s.actor.head == target.actor.head)
                    })
            })
            .map(|draft| vec![draft.source.clone()])
            .unwrap_or_default()
    }

    /// "will not lift the ban until Kyiv …": what somebody says they will not do for others is refused to
    /// those it would touch, else to those on whom it depends; whether that was so.
    pub(super) fn stand(&mut self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if !crate::clause::is_verb(doc, token) {
            return false;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.mood != Mood::Will || !frame.negated {
            return false;
        }
        let Some(act) = self
            .act_at(token)
            .filter(|act| is_cooperation(&act.code) && !act.sources.is_empty())
        else {
            return false;
        };
        let Some(made) = self
            .acts
            .operate(Operator::Refuse, Some(&act.code), act.negated)
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
                self.push(Draft {
                    predicate: token,
                    carrier: token,
                    rule: STAND.to_owned(),
                    code: made.clone(),
                    source: source.clone(),
                    target: Some(target.clone()),
                    evidence: doc.subtree(token),
                    mood: frame.mood,
                    reported: frame.reported,
                });
            }
        }
        self.drafts.len() > before
    }

    /// Who is told what not to do: the subjects of "if" and "unless" clauses.
    fn condition_subjects(&self, fit: &Fit<'_>, clause: &Clause) -> Vec<EndActor> {
        let bearers: Vec<usize> = fit
            .content
            .iter()
            .copied()
            .chain([clause.light.unwrap_or(clause.predicate)])
            .collect();
        self.conditioned(&bearers)
    }

    /// The subjects of the conditions that hang on the verbs `bearers`.
    fn conditioned(&self, bearers: &[usize]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        bearers
            .iter()
            .copied()
            .flat_map(|bearer| {
                doc.children(bearer)
                    .filter(|&c| self.is_condition(c))
                    .collect::<Vec<_>>()
            })
            .flat_map(|condition| crate::clause::grammatical_subject(doc, condition))
            .flat_map(|subject| self.actors_of(subject))
            .collect()
    }

    /// Whom a protest without a target is meant for: whoever its purpose calls upon ("to demand
    /// that the government restore …").
    pub(super) fn purpose_targets(&self, token: usize, fit: &Fit<'_>) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let purposes = doc.children(token).filter(|&c| {
            matches!(doc.token(c).dep, Dep::Advcl | Dep::Xcomp | Dep::Conj)
                || doc.token(c).tag == Tag::VBG
        });
        for purpose in purposes {
            let Some((inner, clause)) = self.best_fit(purpose, Strictness::Words) else {
                continue;
            };
            let operator = self.acts.rule(inner.pattern.rule).operator;
            let mut targets = inner.targets.clone();
            if let (true, Some(operator)) = (targets.is_empty(), operator) {
                let act = inner
                    .content
                    .iter()
                    .find_map(|&content| self.content_act(content));
                let mut asked = inner.clone();
                asked.sources.clone_from(&fit.sources);
                targets =
                    self.operator_targets(&asked, &clause, act.as_ref(), &inner.content, operator);
            }
            if !targets.is_empty() {
                return targets;
            }
        }
        Vec::new()
    }

    /// The first actor named in the phrase or clause of `token` who is none of `known`; one that stands there
    /// as a party and not as a place, a time or in a clause of its own.
    pub(super) fn first_named_below(&self, token: usize, known: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let mut candidates = vec![token];
        self.parties_below(token, &mut candidates, 0);
        candidates.sort_unstable();
        candidates
            .into_iter()
            .filter(|&t| matches!(doc.token(t).pos, Pos::NOUN | Pos::PROPN | Pos::PRON))
            .map(|t| {
                let mut found = self.addressees_of(t);
                found.retain(|end| known.iter().all(|known| known.actor != end.actor));
                found
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}
