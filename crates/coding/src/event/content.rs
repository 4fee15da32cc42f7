//! The act inside an operator: what is asked for, promised, refused, threatened, stopped.

use detente_lexicon::Role;
use detente_lexicon::acts::{Operator, PredicateKind, Rule};
use detente_syntax::{Dep, Pos};

use super::ends::EndActor;
use super::engine::Engine;
use super::matching::{Fit, Strictness};
use crate::tree;

/// From how many on those who are killed are many: what is done to them is mass violence.
const MULTITUDE: u64 = 100;

/// How deep below the content's head an act is looked for ("return *to talks*").
const MAX_DEPTH: usize = 3;

/// Prepositions behind which a content goes on: "return *to* talks", not "given its commitments".
const CONTENT_PREPOSITIONS: &[&str] = &[
    "of", "to", "into", "on", "upon", "for", "with", "in", "from", "over", "against", "about",
    "toward", "towards", "at", "by", "between",
];

/// The act that an operator speaks of.
#[derive(Debug, Clone)]
pub(super) struct ContentAct {
    /// Its CAMEO code.
    pub code: String,
    /// Whether the content denies it ("not to attack").
    pub negated: bool,
    /// Who would do it, where told.
    pub sources: Vec<EndActor>,
    /// Towards whom, where told.
    pub targets: Vec<EndActor>,
}

impl Engine<'_> {
    /// The first act in the phrase or clause headed by `token`, the highest in the tree first.
    pub(super) fn content_act(&self, token: usize) -> Option<ContentAct> {
        let mut level = vec![token];
        let mut negated = false;
        for _ in 0..=MAX_DEPTH {
            for &head in &level {
                negated |= self.is_verb_like(head) && tree::is_negated(self.analysis.doc, head);
                if let Some(mut act) = self.act_at(head) {
                    act.negated ^= negated;
                    if act.sources.is_empty() && head != token {
                        act.sources = self.content_sources(token);
                    }
                    return Some(act);
                }
                negated |= self.acts.embedding().negative.contains(self.words[head]);
            }
            level = level.iter().flat_map(|&head| self.below(head)).collect();
        }
        None
    }

    /// Who would do what the content headed by `token` says, whether or not a rule knows the act.
    pub(super) fn content_sources(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let kind = match doc.token(token).pos {
            Pos::VERB | Pos::AUX => PredicateKind::Verb,
            Pos::NOUN => PredicateKind::Noun,
            _ => return Vec::new(),
        };
        let clause = self.clause_of(token, kind);
        clause
            .subjects
            .iter()
            .flat_map(|&subject| self.actors_of(subject))
            .collect()
    }

    /// Who does what is to stop, told before: "demanded that *the bombing* stop".
    pub(super) fn doers_of_what_ends(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let ends = self
            .acts
            .of_predicate(PredicateKind::Verb, self.words[token])
            .any(|pattern| self.acts.rule(pattern.rule).operator == Some(Operator::Halt));
        if !ends || doc.child(token, Dep::Dobj).is_some() {
            return Vec::new();
        }
        self.clause_of(token, PredicateKind::Verb)
            .subjects
            .iter()
            .filter(|&&subject| self.names_act(subject))
            .flat_map(|&subject| self.doers_of_earlier_act(subject, &[]))
            .collect()
    }

    fn is_verb_like(&self, token: usize) -> bool {
        matches!(
            self.analysis.doc.token(token).pos,
            Pos::VERB | Pos::AUX | Pos::ADJ
        )
    }

    pub(super) fn act_at(&self, token: usize) -> Option<ContentAct> {
        // "urged Peru to *help broker* a truce": what one helps to do tells more than that one helps.
        let doc = self.analysis.doc;
        if doc.lemma(token) == "help"
            && let Some(helped) = doc
                .children(token)
                .find(|&c| matches!(doc.token(c).dep, Dep::Xcomp | Dep::Ccomp))
                .and_then(|helped| self.plain_act_at(helped))
        {
            return Some(helped);
        }
        let (fit, clause) = self.best_fit(token, Strictness::Words)?;
        let rule = self.acts.rule(fit.pattern.rule);
        if rule.idiom {
            return None;
        }
        let (code, negated) = match rule.operator {
            None => (
                self.refined(rule, token, clause.light, &fit).to_owned(),
                false,
            ),
            Some(operator) => {
                let inner = fit
                    .content
                    .iter()
                    .filter(|&&c| c != token)
                    .find_map(|&content| self.act_at_shallow(content));
                // Stopping hostilities is not doing them: "stop shelling" is their negation.
                match (&inner, operator) {
                    (Some(inner), Operator::Halt) if is_conflict(&inner.code) => {
                        (inner.code.clone(), !inner.negated)
                    }
                    _ => {
                        let made = self.acts.operate(
                            operator,
                            inner.as_ref().map(|act| act.code.as_str()),
                            false,
                        )?;
                        (made.to_owned(), false)
                    }
                }
            }
        };
        Some(ContentAct {
            code,
            negated,
            sources: fit.sources,
            targets: fit.targets,
        })
    }

    /// Like [`Self::content_act`] for content inside content, one level deep.
    fn act_at_shallow(&self, token: usize) -> Option<ContentAct> {
        self.plain_act_at(token).or_else(|| {
            self.below(token)
                .into_iter()
                .find_map(|below| self.plain_act_at(below))
        })
    }

    fn plain_act_at(&self, token: usize) -> Option<ContentAct> {
        let (fit, clause) = self.best_fit(token, Strictness::Words)?;
        let rule = self.acts.rule(fit.pattern.rule);
        if rule.operator.is_some() || rule.idiom {
            return None;
        }
        let code = self.refined(rule, token, clause.light, &fit).to_owned();
        Some(ContentAct {
            code,
            negated: false,
            sources: fit.sources,
            targets: fit.targets,
        })
    }

    /// Objects, prepositional objects and clauses directly below `head`.
    fn below(&self, head: usize) -> Vec<usize> {
        let doc = self.analysis.doc;
        let mut found = Vec::new();
        for child in doc.children(head) {
            match doc.token(child).dep {
                Dep::Dobj
                | Dep::Xcomp
                | Dep::Ccomp
                | Dep::Acomp
                | Dep::Attr
                | Dep::Nsubjpass
                | Dep::Conj
                | Dep::Acl
                | Dep::Pcomp => {
                    found.push(child);
                }
                Dep::Prep if CONTENT_PREPOSITIONS.contains(&doc.word(child)) => found.extend(
                    doc.children(child)
                        .filter(|&c| matches!(doc.token(c).dep, Dep::Pobj | Dep::Pcomp)),
                ),
                _ => {}
            }
        }
        found
    }

    /// The code of `rule` as the words and roles around the act refine it.
    pub(super) fn refined<'r>(
        &self,
        rule: &'r Rule,
        token: usize,
        light: Option<usize>,
        fit: &Fit<'_>,
    ) -> &'r str {
        if rule.refine.is_empty() {
            return &rule.code;
        }
        let doc = self.analysis.doc;
        let range = doc.subtree(light.unwrap_or(token));
        let sentence = doc.sentences()[doc.token(token).sentence as usize].clone();
        let range = range.start.max(sentence.start)..range.end.min(sentence.end);
        let stands = |words: &detente_lexicon::acts::WordSet| {
            range
                .clone()
                .any(|t| words.contains(self.words[t]) || words.contains(self.doubles[t]))
        };
        for refinement in &rule.refine {
            let roles_fit = |roles: &[Role], ends: &[EndActor]| {
                roles.is_empty()
                    || ends.iter().any(|end| {
                        let armed = || {
                            let names = &self.analysis.lexicon.names;
                            names.is_armed_group(&end.actor.head).then_some(Role::REB)
                        };
                        let acts_as = end.actor.role.or_else(armed);
                        acts_as.is_some_and(|role| roles.contains(&role))
                    })
            };
            if (refinement.words.is_empty() || stands(&refinement.words))
                && (refinement.and.is_empty() || stands(&refinement.and))
                && (refinement.verb.is_empty()
                    || light.is_some_and(|verb| refinement.verb.contains(self.words[verb])))
                && roles_fit(&refinement.target_roles, &fit.targets)
                && roles_fit(&refinement.source_roles, &fit.sources)
                && (!refinement.persons || self.is_between_persons(fit))
                && (!refinement.place || fit.targets.iter().any(|target| target.place))
                && (!refinement.many || self.is_done_to_many(token))
            {
                return &refinement.code;
            }
        }
        &rule.code
    }
}

impl Engine<'_> {
    /// Whether the verb at `token` is told to be done to a hundred or more: "killed *hundreds* of villagers", "*more than 400*
    /// civilians".
    fn is_done_to_many(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let is_many = |t: usize| {
            let figures: String = doc.word(t).chars().filter(|&c| c != ',').collect();
            self.acts.embedding().multitude.contains(self.words[t])
                || figures
                    .parse::<u64>()
                    .is_ok_and(|number| number >= MULTITUDE)
        };
        crate::clause::of_verb(doc, token)
            .objects
            .into_iter()
            .any(|object| {
                is_many(object)
                    || doc.children(object).any(|c| {
                        matches!(doc.token(c).dep, Dep::Nummod | Dep::Quantmod)
                            && (is_many(c) || doc.children(c).any(is_many))
                    })
            })
    }

    /// Whether all ends of the match are persons by name who bear no arms: their blows are words.
    fn is_between_persons(&self, fit: &Fit<'_>) -> bool {
        let unarmed = |end: &EndActor| {
            self.is_person(end)
                && !matches!(
                    end.actor.role,
                    Some(Role::MIL | Role::REB | Role::UAF | Role::SEP | Role::COP | Role::CRM)
                )
        };
        !fit.sources.is_empty()
            && !fit.targets.is_empty()
            && fit.sources.iter().chain(&fit.targets).all(unarmed)
    }
}

/// The root number of a code, 1 to 20; 0 if it is none.
pub(super) fn root(code: &str) -> u8 {
    code.get(..2)
        .and_then(|root| root.parse().ok())
        .unwrap_or(0)
}

/// Whether a code is of material or verbal conflict that can be stopped.
pub(super) fn is_conflict(code: &str) -> bool {
    root(code) >= 13
}

/// Whether a code is of cooperation that can be promised or refused.
pub(super) fn is_cooperation(code: &str) -> bool {
    (3..=8).contains(&root(code))
}
