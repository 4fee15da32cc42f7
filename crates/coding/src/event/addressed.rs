//! Towards whom an operator points where its pattern does not say: who would act, whom the act would touch, to whom it is
//! said, whom the words name, on whom a condition lies, who governs where it is to happen.

use detente_lexicon::acts::Operator;
use detente_syntax::{Dep, Pos, Tag};

use super::content::{ContentAct, root};
use super::ends::{EndActor, from_mention};
use super::engine::Engine;
use super::matching::{Fit, Strictness};
use crate::clause::Clause;

/// How deep in what an operator speaks of a party is looked for.
const MAX_DEPTH: usize = 4;

/// Prepositions by which words name a party of what they speak of; those of place and time do not.
const OF_PARTIES: &[&str] = &[
    "of", "to", "with", "against", "from", "for", "by", "between", "on", "over", "toward",
    "towards", "about", "into", "among", "out",
];

impl<'a> Engine<'a> {
    /// Towards whom an operator points where its pattern does not say: who would act, else whom the
    /// act inside would touch, else to whom it is said.
    pub(super) fn operator_targets(
        &self,
        fit: &Fit<'a>,
        clause: &Clause,
        act: Option<&ContentAct>,
        content: &[usize],
        operator: Operator,
    ) -> Vec<EndActor> {
        if operator == Operator::Refuse
            && let Some(model) = content
                .iter()
                .find_map(|&content| self.model_of_echo(content))
        {
            return model;
        }
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
            touched = other(&self.told_holders(content));
            if touched.is_empty() {
                touched = self.holders_of(&held, fit);
            }
        }
        if let Some(act) = act.filter(|act| root(&act.code) == 7)
            && touched.is_empty()
        {
            touched = content
                .iter()
                .map(|&content| other(&self.helped(content)))
                .find(|found| !found.is_empty() && act.targets.is_empty())
                .unwrap_or_default();
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
        let by_force = act.is_some_and(|act| root(&act.code) >= 17);
        if operator == Operator::Threaten && !by_force {
            // "threatened to pull its men out of Darfur *unless the United Nations* paid".
            let mut conditioned = other(&self.condition_subjects(fit, clause));
            conditioned.retain(|end| !super::engine::is_private(end));
            if !conditioned.is_empty() {
                return conditioned;
            }
        }
        if !first.is_empty() {
            return first;
        }
        if outward {
            let sources: Vec<EndActor> = content
                .iter()
                .flat_map(|&content| self.content_sources(content))
                .collect();
            let mut sources = other(&sources);
            if sources.is_empty() && matches!(operator, Operator::Appeal | Operator::Demand) {
                let doers = content.iter().flat_map(|&c| self.doers_of_what_ends(c));
                sources = other(&doers.collect::<Vec<_>>());
            }
            if !sources.is_empty() {
                return sources;
            }
        }
        if !second.is_empty() {
            return second;
        }
        self.less_direct_targets(fit, clause, content, operator, &other)
    }

    /// Towards whom an operator points of whose act neither doer nor target is told: on whom a condition lies, to
    /// whom it is said, whom the words name, who governs where it is to happen, who asked.
    fn less_direct_targets(
        &self,
        fit: &Fit<'a>,
        clause: &Clause,
        content: &[usize],
        operator: Operator,
        other: &dyn Fn(&[EndActor]) -> Vec<EndActor>,
    ) -> Vec<EndActor> {
        // Of a request the words below tell what is asked for: "a request for *troops*".
        let is_request = operator == Operator::Appeal
            && self.analysis.doc.token(clause.predicate).pos == Pos::NOUN;
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
                // "a request for troops" is not made to the troops.
                .filter(|(_, object)| !content.contains(object))
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
            .filter(|end| !(is_request && self.is_described(end)))
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
        // A refusal answers somebody: the last who asked, or took to the streets.
        self.drafts
            .iter()
            .rev()
            .find(|draft| {
                matches!(root(&draft.code), 2 | 3 | 10 | 13 | 14)
                    && draft.target.as_ref().is_some_and(|target| {
                        fit.sources
                            .iter()
                            .any(|s| s.actor.head == target.actor.head)
                    })
            })
            .map(|draft| vec![draft.source.clone()])
            .unwrap_or_default()
    }

    /// Who holds those whose release is asked for, as a participle beside them tells: "the release of tourists *held by
    /// Iran*".
    fn told_holders(&self, content: &[usize]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        content
            .iter()
            .flat_map(|&content| doc.subtree(content))
            .filter(|&t| doc.token(t).dep == Dep::Acl && doc.token(t).tag == Tag::VBN)
            .filter_map(|participle| {
                let by = doc.child(participle, Dep::Agent);
                let place = doc
                    .children(participle)
                    .find(|&c| doc.token(c).dep == Dep::Prep && doc.word(c) == "in");
                by.or(place)
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .map(|object| self.actors_of(object))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
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
    pub(super) fn conditioned(&self, bearers: &[usize]) -> Vec<EndActor> {
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

    /// Against whom a protest is by its name: "an *anti-Japan* march".
    pub(super) fn opposed(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let objects = doc
            .children(token)
            .filter(|&c| doc.token(c).dep == Dep::Dobj);
        objects
            .chain([token])
            .flat_map(|noun| doc.children(noun))
            .filter(|&name| {
                name >= 2
                    && doc.word(name - 1) == "-"
                    && doc.word(name - 2).eq_ignore_ascii_case("anti")
            })
            .filter_map(|name| self.analysis.mentions.headed_by(name))
            .map(from_mention)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
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

    /// Whom what the verb at `token` sends or gives is meant to help: "sent doctors *to help Peru*".
    pub(super) fn helped(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.children(token)
            .chain(
                doc.children(token)
                    .filter(|&c| doc.token(c).dep == Dep::Dobj)
                    .flat_map(|object| doc.children(object)),
            )
            .filter(|&c| {
                self.acts.embedding().helping.contains(self.words[c])
                    && crate::clause::is_infinitive(doc, c)
            })
            .filter_map(|purpose| {
                doc.child(purpose, Dep::Dobj).or_else(|| {
                    let act = doc
                        .children(purpose)
                        .find(|&c| matches!(doc.token(c).dep, Dep::Ccomp | Dep::Xcomp))?;
                    doc.child(act, Dep::Nsubj)
                })
            })
            .map(|object| self.actors_of(object))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The first actor named in the phrase or clause of `token` who is none of `known`.
    pub(super) fn first_named_below(&self, token: usize, known: &[EndActor]) -> Vec<EndActor> {
        self.named_below(token, |end| {
            known.iter().any(|known| known.actor == end.actor)
        })
    }

    /// The first actor named in the phrase or clause of `token` who is not `known`; one that stands there
    /// as a party and not as a place, a time or in a clause of its own.
    pub(super) fn named_below(
        &self,
        token: usize,
        known: impl Fn(&EndActor) -> bool,
    ) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let mut candidates = vec![token];
        self.parties_below(token, &mut candidates, 0);
        candidates.sort_unstable();
        candidates
            .into_iter()
            .filter(|&t| matches!(doc.token(t).pos, Pos::NOUN | Pos::PROPN | Pos::PRON))
            .map(|t| {
                let mut joined = Vec::new();
                crate::tree::coordinated(doc, t, &mut joined);
                let mut found: Vec<EndActor> = Vec::new();
                for end in joined.into_iter().flat_map(|t| self.addressees_of(t)) {
                    if !known(&end) && found.iter().all(|found| found.actor != end.actor) {
                        found.push(end);
                    }
                }
                found
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The country where what the phrase or clause of `token` speaks of is to happen: "elections *in Chad*".
    pub(super) fn ground_of(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.subtree(token)
            .filter(|&t| {
                doc.token(t).dep == Dep::Pobj
                    && doc.head(t).is_some_and(|prep| {
                        matches!(
                            doc.word(prep).to_lowercase().as_str(),
                            "in" | "across" | "throughout" | "inside"
                        )
                    })
            })
            .filter_map(|t| self.analysis.mentions.headed_by(t))
            .filter(|mention| mention.is_place)
            .map(from_mention)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Whether the preposition at `prep` tells the town or land where something was: "*in* the Greek capital".
    fn is_venue(&self, prep: usize) -> bool {
        let doc = self.analysis.doc;
        matches!(
            doc.word(prep),
            "in" | "In" | "at" | "At" | "near" | "outside"
        ) && doc
            .child(prep, Dep::Pobj)
            .is_some_and(|place| self.acts.embedding().grounds.contains(self.words[place]))
    }

    /// The tokens below `token` that may stand for a party of what it speaks of.
    pub(super) fn parties_below(&self, token: usize, found: &mut Vec<usize>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let doc = self.analysis.doc;
        for child in doc.children(token) {
            // "a deal *to buy* ships from Chad", which the parse may take for a clause about it.
            let aim = doc.token(child).dep == Dep::Relcl
                && doc.token(token).pos == Pos::NOUN
                && crate::clause::is_infinitive(doc, child);
            let below = match doc.token(child).dep {
                Dep::Relcl if aim => true,
                // "froze its aid, and *Chile closed its embassy*": what somebody else did has parties of its own.
                Dep::Conj
                    if doc.child(child, Dep::Nsubj).is_some()
                        || crate::tree::torn_subject(doc, child).is_some()
                        || crate::tree::is_torn(doc, child) =>
                {
                    false
                }
                Dep::Relcl | Dep::Advcl | Dep::Appos | Dep::Npadvmod | Dep::Punct
                // Whom a noun belongs to is found with it.
                | Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss => false,
                // "met *in the Greek capital*": where it was is no party to it.
                Dep::Prep if self.is_venue(child) => false,
                Dep::Prep => {
                    OF_PARTIES.contains(&doc.word(child).to_lowercase().as_str())
                        // "in exchange for oil from …" names parties, "in Geneva" does not.
                        || doc
                            .child(child, Dep::Pobj)
                            .is_some_and(|object| self.analysis.mentions.headed_by(object).is_none())
                }
                _ => true,
            };
            if doc.token(child).dep == Dep::Advcl {
                // "a loan *for Chad* to build schools": the infinitive's subject is whom it is for.
                found.extend(
                    doc.children(child)
                        .filter(|&mark| doc.token(mark).dep == Dep::Mark && doc.word(mark) == "for")
                        .filter_map(|mark| doc.child(mark, Dep::Pobj)),
                );
            }
            if below {
                found.push(child);
                self.parties_below(child, found, depth + 1);
            }
        }
    }
}
