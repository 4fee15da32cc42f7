//! Operators: acts that speak of other acts.

use detente_lexicon::acts::{End, Operator, PredicateKind};
use detente_syntax::{Dep, Tag};

use super::content::{ContentAct, is_conflict, root};
use super::ends::EndActor;
use super::engine::{Engine, Reading};
use super::frame::{Frame, Mood};
use super::matching::Fit;
use crate::clause::Clause;

/// What forces are for that are lent to somebody.
const GUARD: &str = "074";

impl<'a> Engine<'a> {
    /// An operator with its content.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
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
        if operator == Operator::Appeal && self.is_inquiry(token, &content) {
            return Reading::Settled;
        }
        let operator = if operator == Operator::Appeal && self.is_own_wish(token, clause) {
            Operator::Intend
        } else {
            operator
        };
        if operator == Operator::Intend && content.iter().any(|&deed| self.is_told_as_past(deed)) {
            return Reading::Settled;
        }
        // "promised to *answer* its questions": that something is said tells nothing of what is done.
        let act = content
            .iter()
            .find_map(|&content| self.content_act(content))
            .filter(|act| {
                !matches!(
                    operator,
                    Operator::Intend | Operator::Threaten | Operator::Yield
                ) || !act.code.starts_with("014")
            });
        if operator == Operator::Refuse
            && let Some(harm) = self.not_ruled_out(&content, act.as_ref(), frame)
        {
            let Some((made, _)) = self.operate(Operator::Threaten, &harm.code) else {
                return Reading::Settled;
            };
            fit.targets = harm.targets;
            if !fit.targets.is_empty() {
                self.draft(token, &fit, clause, frame, (&made, false));
            }
            return Reading::Settled;
        }
        let denied = act.as_ref().is_some_and(|act| act.negated);
        let code = act.as_ref().map(|act| act.code.clone());
        if operator == Operator::Refuse && code.as_deref().is_some_and(|code| root(code) == 12) {
            // "refused to rule out a strike" rejects nothing.
            return Reading::Settled;
        }
        // "will stop shelling the town": who promises to stop harm promises to yield.
        let relents = operator == Operator::Halt
            && !frame.negated
            && !denied
            && frame.mood == Mood::Will
            && code.as_deref().is_some_and(is_conflict);
        let code = if relents {
            self.acts
                .operate(Operator::Halt, code.as_deref(), false)
                .map(str::to_owned)
        } else {
            code
        };
        // "pledged to send 500 soldiers to Mali": forces promised to somebody are to guard it.
        let lends = operator == Operator::Intend
            && !denied
            && self.acts.embedding().pledging.contains(self.words[token])
            && code.as_deref().is_some_and(|code| root(code) == 15)
            && !content.iter().any(|&content| self.is_at_border(content));
        let code = if lends { Some(GUARD.to_owned()) } else { code };
        let operator = match (operator, frame.negated, frame.mood) {
            _ if relents => Operator::Intend,
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
            // Nor does who only wants it.
            Operator::Intend if hostile && !denied && self.is_own_wish(token, clause) => {
                return Reading::Settled;
            }
            // Nor does who promises somebody to hunt down somebody else.
            Operator::Intend if hostile && !denied && promised_on_others(&fit, act.as_ref()) => {
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
        // "has decided to recall its envoy": what a state decides of its own aid, forces and ties is done.
        let decided = code.as_deref().filter(|code| {
            self.acts.rule(fit.pattern.rule).decides
                && !denied
                && !frame.negated
                && frame.mood == Mood::Real
                && matches!(root(code), 7 | 15 | 16)
        });
        let Some(made) = decided
            .or_else(|| self.acts.operate(operator, code.as_deref(), denied))
            .or_else(|| self.goodwill(&fit, clause, operator).filter(|_| !denied))
            .map(str::to_owned)
        else {
            // "agreed to open its borders": what no rule knows may still be goodwill.
            let is_vague = act.as_ref().is_none_or(|act| root(&act.code) == 1);
            return if operator == Operator::Intend && is_vague {
                Reading::Aimless
            } else {
                Reading::Settled
            };
        };
        let made = self.by_words(operator, made, if denied { &[] } else { &content });
        if matches!(root(&made), 2 | 10) && self.is_protesters_cry(token, &fit) {
            return Reading::Settled;
        }
        fit.targets = self.aimed_at(token, &fit, clause, frame, act.as_ref(), (operator, &made));
        if fit.targets.is_empty() && root(&made) != 14 {
            return Reading::Aimless;
        }
        let made = if operator == Operator::Refuse && !denied {
            self.rejection(token, &fit, clause, made)
        } else {
            made
        };
        fit.one_way = act
            .as_ref()
            .is_some_and(|act| matches!(act.code.as_str(), "042" | "043"));
        if !self.lacks_ends && super::engine::is_towards_itself(&fit) {
            return Reading::Aimless;
        }
        self.draft(token, &fit, clause, frame, (&made, false));
        Reading::Settled
    }

    /// The code of what parties agree on or somebody is offered by name, whatever it is: "agreed to see to it that Chad
    /// pays", "offered *Mali* the construction of a dam".
    fn goodwill(&self, fit: &Fit<'a>, clause: &Clause, operator: Operator) -> Option<&'a str> {
        let between = match operator {
            Operator::Yield => self.acts.rule(fit.pattern.rule).mutual,
            Operator::Intend => fit.pattern.names(End::Target) || !clause.recipients.is_empty(),
            _ => false,
        };
        between
            .then(|| self.acts.operate(Operator::Yield, None, false))
            .flatten()
    }

    /// "*wants to cooperate*": whether what is wanted is to be done by who wants it.
    fn is_own_wish(&self, token: usize, clause: &Clause) -> bool {
        let doc = self.analysis.doc;
        self.acts.embedding().wishing.contains(self.words[token])
            && clause.objects.is_empty()
            && !clause.clauses.is_empty()
            && clause.clauses.iter().all(|&wanted| {
                doc.token(wanted).dep == Dep::Xcomp
                    && crate::clause::is_infinitive(doc, wanted)
                    && doc.child(wanted, Dep::Nsubj).is_none()
            })
    }

    /// Whether a content is told as past: "assured Chad that it *was done* without his knowledge" promises nothing.
    fn is_told_as_past(&self, deed: usize) -> bool {
        let doc = self.analysis.doc;
        match doc.token(deed).tag {
            Tag::VBD => doc.lemma(deed) != "be",
            Tag::VBN => doc.children(deed).any(|c| {
                matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass) && doc.token(c).tag == Tag::VBD
            }),
            _ => false,
        }
    }

    /// Whether what is asked is a question and no appeal: "asked *whether* Sweden would join".
    fn is_inquiry(&self, token: usize, content: &[usize]) -> bool {
        let doc = self.analysis.doc;
        doc.lemma(token) == "ask"
            && content.iter().any(|&clause| {
                doc.token(clause).dep == Dep::Ccomp
                    && doc.children(clause).any(|c| {
                        c < clause
                            && matches!(
                                doc.word(c).to_lowercase().as_str(),
                                "whether" | "if" | "how" | "why" | "when" | "what" | "where"
                            )
                    })
            })
    }

    /// Towards whom the operator at `token` points that makes the code `made` of its content.
    fn aimed_at(
        &self,
        token: usize,
        fit: &Fit<'a>,
        clause: &Clause,
        frame: &Frame,
        act: Option<&ContentAct>,
        (operator, made): (Operator, &str),
    ) -> Vec<EndActor> {
        let mut targets = fit.targets.clone();
        if operator == Operator::Yield
            && self.acts.rule(fit.pattern.rule).mutual
            && let Some(act) = act
        {
            // "Norway and Egypt agreed to help *OPEC*": what they agree on is done for somebody else.
            let own = |end: &EndActor| fit.sources.iter().any(|s| s.actor.head == end.actor.head);
            let others = act
                .targets
                .iter()
                .filter(|_| matches!(root(&act.code), 3..=8))
                .filter(|end| !self.is_city(end) && !end.actor.is_unknown());
            if !act.targets.iter().any(own) {
                let others: Vec<EndActor> = others.cloned().collect();
                if !others.is_empty() {
                    return others;
                }
            }
        }
        if matches!(operator, Operator::Appeal | Operator::Demand)
            && act.is_some_and(|act| act.code.starts_with("084"))
        {
            // "sought the release *of its citizens*": they are freed, not asked.
            targets.retain(|end| {
                fit.sources
                    .iter()
                    .all(|source| source.actor.head != end.actor.head)
            });
        }
        if !targets.is_empty() {
            return targets;
        }
        targets = self.operator_targets(fit, clause, act, &fit.content, operator);
        let joint = act.is_none_or(|act| matches!(root(&act.code), 4..=6));
        if targets.is_empty() && operator == Operator::Intend && fit.sources.len() > 1 && joint {
            // "Egypt and Qatar agreed to restore ties": what two agree on is between them.
            targets.clone_from(&fit.sources);
        }
        if targets.is_empty() && operator == Operator::Demand {
            targets = self.foes(token, &fit.sources);
        }
        // "threatened to impose a curfew", "vowed to crush the protests": at home.
        let at_home = || {
            let threatens = self.acts.rule(fit.pattern.rule).operator == Some(Operator::Threaten);
            (made.starts_with("132") || made == "137")
                && (threatens
                    || fit
                        .content
                        .iter()
                        .any(|&content| self.speaks_of_tumult(content)))
        };
        // "rebels promised to lay down their arms", "strikers agreed to return to work": to those who govern them.
        let promised = operator == Operator::Intend;
        if targets.is_empty() && (promised || made.starts_with("133") || at_home()) {
            targets = fit
                .sources
                .iter()
                .filter_map(|source| Self::meant_for(made, source))
                .collect();
        }
        if targets.is_empty() && operator == Operator::Halt {
            targets = self.treaty_partners(&fit.content, &fit.sources);
        }
        if targets.is_empty() {
            targets = self.told_by_source(frame, &fit.sources);
        }
        if targets.is_empty() && operator == Operator::Refuse {
            targets = self.askers(token, &fit.sources);
        }
        if targets.is_empty() && matches!(operator, Operator::Threaten | Operator::Demand) {
            targets = self.struck_before(token, &fit.sources);
        }
        targets
    }

    /// Who wants of those who refuse something what they refuse, in the same sentence or the one before: "refused to quit,
    /// as *the opposition* demands".
    fn askers(&self, token: usize, sources: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        let own = |end: &EndActor| {
            sources
                .iter()
                .any(|source| source.actor.head == end.actor.head && source.actor == end.actor)
        };
        let asked = self.drafts.iter().rev().find(|draft| {
            matches!(root(&draft.code), 2 | 10)
                && doc.token(draft.predicate).sentence + 1 >= sentence
                && draft.target.as_ref().is_some_and(own)
                && !own(&draft.source)
        });
        if let Some(asked) = asked {
            return vec![asked.source.clone()];
        }
        let tokens = doc.sentences()[sentence as usize].clone();
        tokens
            .filter(|&verb| {
                verb != token
                    && matches!(doc.token(verb).dep, Dep::Advcl | Dep::Relcl)
                    && self
                        .acts
                        .of_predicate(PredicateKind::Verb, self.words[verb])
                        .filter_map(|pattern| self.acts.rule(pattern.rule).operator)
                        .any(|operator| matches!(operator, Operator::Demand | Operator::Appeal))
            })
            .flat_map(|verb| crate::clause::of_verb(doc, verb).subjects)
            .flat_map(|subject| self.actors_of(subject))
            .filter(|asker| !own(asker) && !asker.is_media)
            .collect()
    }

    /// Whom those who threaten or demand struck, charged or asked by the verb before: "accused *Japan* of dumping and
    /// threatened to retaliate".
    fn struck_before(&self, token: usize, sources: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        if doc.token(token).dep != Dep::Conj || doc.child(token, Dep::Nsubj).is_some() {
            return Vec::new();
        }
        let Some(before) = doc.head(token) else {
            return Vec::new();
        };
        let own = |end: &EndActor| {
            sources
                .iter()
                .any(|source| source.actor.head == end.actor.head)
        };
        let mut found: Vec<EndActor> = Vec::new();
        for draft in &self.drafts {
            if draft.predicate == before
                && own(&draft.source)
                && let Some(target) = draft.target.as_ref().filter(|target| !own(target))
                && found.iter().all(|known| known.actor != target.actor)
            {
                found.push(target.clone());
            }
        }
        found
    }

    /// Whom those who promise, refuse or threaten tell so: "told *Britain* that it was ready to disarm".
    fn told_by_source(&self, frame: &Frame, sources: &[EndActor]) -> Vec<EndActor> {
        let Some(say) = frame.reported else {
            return Vec::new();
        };
        let clause = crate::clause::of_verb(self.analysis.doc, say);
        let own = |end: &EndActor| {
            sources
                .iter()
                .any(|source| source.actor.head == end.actor.head)
        };
        let speaks = clause
            .subjects
            .iter()
            .flat_map(|&subject| self.actors_of(subject))
            .any(|speaker| own(&speaker));
        if !speaks {
            return Vec::new();
        }
        clause
            .recipients
            .iter()
            .chain(&clause.objects)
            .flat_map(|&told| self.actors_of(told))
            .filter(|told| !own(told) && !super::engine::is_private(told))
            .collect()
    }
}

/// Whether what is promised to the target of `fit` would be done to others than it.
fn promised_on_others(fit: &Fit<'_>, act: Option<&ContentAct>) -> bool {
    let victims = act.map(|act| &act.targets[..]).unwrap_or_default();
    let is_promised = |victim: &EndActor| {
        fit.targets
            .iter()
            .any(|target| target.actor.head == victim.actor.head)
    };
    !fit.targets.is_empty() && !victims.is_empty() && !victims.iter().any(is_promised)
}
