//! The event engine: every predicate of the article against the rules, in text order.

use detente_lexicon::Actor;
use detente_lexicon::acts::{Acts, Operator, PredicateKind, Word};
use detente_syntax::{Dep, Tag};
use rustc_hash::FxHashMap;

use super::content::{ContentAct, is_conflict, is_cooperation, root};
use super::doubles::double_words;
use super::draft::Draft;
use super::ends::EndActor;
use super::frame::{Frame, Mood};
use super::matching::{Fit, Strictness};
use crate::analysis::Analysis;
use crate::clause::Clause;

/// The most events one sentence may give; more is not prose.
pub(super) const MAX_PER_SENTENCE: usize = 12;

/// Coding of one article's events.
pub(super) struct Engine<'a> {
    pub analysis: &'a Analysis<'a>,
    pub acts: &'a Acts,
    /// For each token the number of its lemma among those that rules name.
    pub words: Vec<Word>,
    /// For each token the number of the word of two that it ends ("war game", "cease-fire"), if rules
    /// name it.
    pub doubles: Vec<Word>,
    /// For each predicate that may be an operator, the heads of what it speaks of.
    pub operator_contents: FxHashMap<usize, Vec<usize>>,
    /// For each token whether it only fills a place of a verb's pattern ("lifted its *sanctions*").
    pub consumed: Vec<bool>,
    /// What has been found so far, in text order of the predicates.
    pub drafts: Vec<Draft>,
    /// Sentences in which events were left out by the limit.
    pub crowded: Vec<u32>,
}

impl<'a> Engine<'a> {
    /// Prepares the engine for one article.
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        let acts = &analysis.lexicon.acts;
        let doc = analysis.doc;
        let mut lower = String::new();
        let words = (0..doc.len())
            .map(|token| {
                let lemma = doc.lemma(token);
                if lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    acts.vocabulary().number(lemma)
                } else {
                    lower.clear();
                    lower.extend(lemma.chars().flat_map(char::to_lowercase));
                    acts.vocabulary().number(&lower)
                }
            })
            .collect();
        Self {
            analysis,
            acts,
            words,
            doubles: double_words(doc, acts),
            operator_contents: FxHashMap::default(),
            consumed: vec![false; doc.len()],
            drafts: Vec::new(),
            crowded: Vec::new(),
        }
    }

    /// Finds all acts.
    pub fn run(&mut self) {
        let doc = self.analysis.doc;
        for tokens in self.analysis.dates.tokens() {
            // "March", "last strike of May": the words of a date are no acts.
            self.consumed[tokens].fill(true);
        }
        for token in 0..doc.len() {
            self.look_ahead(token);
        }
        for sentence in 0..doc.sentences().len() {
            let tokens = doc.sentences()[sentence].clone();
            let before = self.drafts.len();
            for token in tokens {
                self.predicate(token);
            }
            if self.drafts.len() - before > MAX_PER_SENTENCE {
                self.drafts.truncate(before + MAX_PER_SENTENCE);
                self.crowded.push(sentence as u32);
            }
        }
    }

    /// Notes what the predicate `token` speaks of, if it is an operator, and which nouns it needs as
    /// its words, whatever its ends.
    fn look_ahead(&mut self, token: usize) {
        let verb = self.predicate_kind(token) == Some(PredicateKind::Verb);
        if !verb && !self.may_be_operator(token) {
            return;
        }
        let Some((fit, _)) = self.best_fit(token, Strictness::Words) else {
            return;
        };
        if self.acts.rule(fit.pattern.rule).operator.is_some() {
            self.operator_contents.insert(token, fit.content);
        } else if verb && let Some((fit, _)) = self.best_fit(token, Strictness::Ends) {
            for filler in fit.worded {
                self.consumed[filler] = true;
            }
        }
    }

    fn predicate(&mut self, token: usize) {
        if self.consumed[token] && !self.is_said_by_owner(token) {
            return;
        }
        let Some((fit, clause)) = self.best_fit(token, Strictness::Ends) else {
            return;
        };
        let frame = self.frame(token, clause.light);
        if frame.suppressed.is_some() {
            return;
        }
        let rule = self.acts.rule(fit.pattern.rule);
        match rule.operator {
            None => {
                let mut fit = fit;
                if fit.targets.is_empty() && root(&rule.code) == 14 {
                    fit.targets = self.purpose_targets(token, &fit);
                }
                let code = self.refined(rule, token, clause.light, &fit).to_owned();
                self.act(token, &fit, &clause, &frame, &code);
            }
            Some(operator) => self.operator(token, fit, &clause, &frame, operator),
        }
    }

    /// A plain act in its frame: asserted, promised, refused, threatened, or asked for.
    fn act(&mut self, token: usize, fit: &Fit<'a>, clause: &Clause, frame: &Frame, code: &str) {
        let speaker = self.speaker(token, frame);
        let own = |speaker: &Option<EndActor>| {
            speaker.as_ref().is_some_and(|speaker| {
                fit.sources
                    .iter()
                    .any(|source| source.actor.head == speaker.actor.head)
            })
        };
        let made = match (frame.mood, frame.negated) {
            (Mood::Real, false) => Some(code.to_owned()),
            (Mood::Will | Mood::Planned, false) if is_cooperation(code) => {
                self.operate(Operator::Intend, code)
            }
            (Mood::Will, true) if is_cooperation(code) => self.operate(Operator::Refuse, code),
            (Mood::Will, false) if is_conflict(code) && root(code) != 13 => {
                self.operate(Operator::Threaten, code)
            }
            (Mood::Possible, false) if is_conflict(code) && root(code) != 13 && own(&speaker) => {
                self.operate(Operator::Threaten, code)
            }
            (Mood::Will, false) if root(code) == 12 => Some(code.to_owned()),
            (Mood::Duty, negated) => {
                // "NATO should stop …", he said: the speaker asks it of the subject.
                if let Some(speaker) = speaker.clone()
                    && let Some(made) = self
                        .acts
                        .operate(Operator::Appeal, Some(code), negated)
                        .map(str::to_owned)
                {
                    let targets: Vec<EndActor> = fit
                        .sources
                        .iter()
                        .filter(|source| source.actor.head != speaker.actor.head)
                        .cloned()
                        .collect();
                    let mut appeal = fit.clone();
                    appeal.sources = vec![speaker];
                    appeal.targets = targets;
                    if !appeal.targets.is_empty() {
                        self.draft(token, &appeal, clause, frame, &made);
                    }
                }
                None
            }
            _ => None,
        };
        if let Some(made) = made {
            self.draft(token, fit, clause, frame, &made);
        }
    }

    fn operate(&self, operator: Operator, code: &str) -> Option<String> {
        self.acts
            .operate(operator, Some(code), false)
            .map(str::to_owned)
    }

    /// An operator with its content.
    fn operator(
        &mut self,
        token: usize,
        mut fit: Fit<'a>,
        clause: &Clause,
        frame: &Frame,
        operator: Operator,
    ) {
        let content = fit.content.clone();
        let act = content
            .iter()
            .find_map(|&content| self.content_act(content));
        let denied = act.as_ref().is_some_and(|act| act.negated);
        let code = act.as_ref().map(|act| act.code.clone());
        let operator = match (operator, frame.negated, frame.mood) {
            (operator, false, Mood::Real) => operator,
            (Operator::Intend | Operator::Yield, true, _) => Operator::Refuse,
            (Operator::Refuse | Operator::Intend, false, Mood::Will) => operator,
            (Operator::Halt, false, Mood::Will | Mood::Possible) => Operator::Threaten,
            // "will not refuse" and "did not urge" assert nothing either.
            _ => return,
        };
        // To halt hostilities is to yield; to promise harm is to threaten; to refuse it is nothing.
        let hostile = code.as_deref().is_some_and(is_conflict);
        let operator = match operator {
            Operator::Intend if hostile && !denied => Operator::Threaten,
            Operator::Refuse if hostile && !denied => return,
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
            return;
        };
        if fit.targets.is_empty() {
            fit.targets = self.operator_targets(&fit, clause, act.as_ref(), &content, operator);
        }
        self.draft(token, &fit, clause, frame, &made);
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
        let other = |ends: &[EndActor]| -> Vec<EndActor> {
            ends.iter()
                .filter(|end| fit.sources.iter().all(|source| source.actor != end.actor))
                // "talks in Geneva" do not address Switzerland.
                .filter(|end| !self.is_city(end))
                .cloned()
                .collect()
        };
        let doers = act.map(|act| other(&act.sources)).unwrap_or_default();
        let touched = act.map(|act| other(&act.targets)).unwrap_or_default();
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
        if operator == Operator::Threaten {
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
            .flat_map(|&content| self.first_named_below(content))
            .collect();
        let named = other(&named);
        if !named.is_empty() || operator != Operator::Refuse {
            return named;
        }
        // A refusal answers somebody: the last who asked.
        self.drafts
            .iter()
            .rev()
            .find(|draft| {
                matches!(root(&draft.code), 2 | 3 | 10)
                    && draft.target.as_ref().is_some_and(|target| {
                        fit.sources
                            .iter()
                            .any(|s| s.actor.head == target.actor.head)
                    })
            })
            .map(|draft| vec![draft.source.clone()])
            .unwrap_or_default()
    }

    /// Who is told what not to do: the subjects of "if" and "unless" clauses.
    fn condition_subjects(&self, fit: &Fit<'_>, clause: &Clause) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let bearers = fit
            .content
            .iter()
            .copied()
            .chain([clause.light.unwrap_or(clause.predicate)]);
        bearers
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
    fn purpose_targets(&self, token: usize, fit: &Fit<'_>) -> Vec<EndActor> {
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

    /// The first actor named among the objects below `token`.
    fn first_named_below(&self, token: usize) -> Vec<EndActor> {
        let range = self.analysis.doc.subtree(token);
        range
            .filter(|&t| self.analysis.mentions.headed_by(t).is_some())
            .map(|t| self.actors_of(t))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// Who reports or says what the predicate stands in.
    pub(super) fn speaker(&self, token: usize, frame: &Frame) -> Option<EndActor> {
        if let Some(say) = frame.reported {
            let clause = crate::clause::of_verb(self.analysis.doc, say);
            return clause
                .subjects
                .iter()
                .flat_map(|&subject| self.actors_of(subject))
                .next();
        }
        self.analysis
            .quoted_by(token)
            .map(|(actor, name, tokens)| EndActor {
                actor,
                name,
                tokens,
                is_media: false,
            })
    }

    /// Drafts the events of a match: one for each pair of ends.
    fn draft(&mut self, token: usize, fit: &Fit<'a>, clause: &Clause, frame: &Frame, code: &str) {
        let rule = self.acts.rule(fit.pattern.rule);
        let code = self.placed_code(rule.third_place.as_deref(), code, fit, clause);
        let plain = code == rule.code || rule.third_place.as_deref() == Some(code.as_str());
        let mutual = rule.mutual && plain || is_mutual_code(&code);
        let evidence = self.evidence(token, fit, clause);
        let target_free = rule.target_optional || matches!(root(&code), 14 | 15 | 17..=20);
        let mut pairs: Vec<(EndActor, Option<EndActor>, String)> = Vec::new();
        for source in &fit.sources {
            let source = with_role(source, rule.source_role);
            if root(&code) == 14 && !may_protest(&source.actor) {
                continue;
            }
            if fit.targets.is_empty() && target_free {
                pairs.push((source.clone(), None, code.clone()));
            }
            for target in &fit.targets {
                let target = with_role(target, rule.target_role);
                // Talking to reporters is no diplomacy.
                if root(&code) <= 4 && (source.is_media || target.is_media) {
                    continue;
                }
                if source.actor == target.actor
                    || source.actor.head == "-" && target.actor.head == "-"
                {
                    continue;
                }
                pairs.push((source.clone(), Some(target.clone()), code.clone()));
                if mutual {
                    pairs.push((target.clone(), Some(source.clone()), code.clone()));
                }
                if let Some(mirror) = rule.mirror.as_ref().filter(|_| plain) {
                    pairs.push((target, Some(source.clone()), mirror.clone()));
                }
            }
        }
        for (source, target, code) in pairs {
            if self.drafts.iter().any(|d| {
                d.predicate == token
                    && d.code == code
                    && d.source.actor == source.actor
                    && d.target.as_ref().map(|t| &t.actor) == target.as_ref().map(|t| &t.actor)
            }) {
                continue;
            }
            self.drafts.push(Draft {
                predicate: token,
                carrier: clause.light.unwrap_or(token),
                rule: rule.id.clone(),
                code,
                source,
                target,
                evidence: evidence.clone(),
                mood: frame.mood,
                reported: frame.reported,
            });
        }
    }

    /// The rule's code for an act in a country of neither party, where the text tells such a place.
    fn placed_code(
        &self,
        third: Option<&str>,
        code: &str,
        fit: &Fit<'_>,
        clause: &Clause,
    ) -> String {
        let Some(third) = third else {
            return code.to_owned();
        };
        let states = |ends: &[EndActor]| ends.iter().all(|end| end.actor.is_state());
        let doc = self.analysis.doc;
        let ground = clause.prepositions.iter().find_map(|&(prep, object)| {
            let here = matches!(doc.word(prep).to_lowercase().as_str(), "in" | "at");
            let place = self
                .analysis
                .mentions
                .headed_by(object)
                .filter(|mention| here && mention.is_place)?;
            place.actors.first().cloned()
        });
        match ground {
            Some(place)
                if states(&fit.sources)
                    && states(&fit.targets)
                    && fit
                        .sources
                        .iter()
                        .chain(&fit.targets)
                        .all(|end| end.actor.head != place.head) =>
            {
                third.to_owned()
            }
            _ => code.to_owned(),
        }
    }

    /// The words that prove a match: from the first to the last of what filled it, with the content.
    fn evidence(&self, token: usize, fit: &Fit<'_>, clause: &Clause) -> std::ops::Range<usize> {
        let doc = self.analysis.doc;
        let sentence = doc.sentences()[doc.token(token).sentence as usize].clone();
        let mut range = token..token + 1;
        let mut widen = |tokens: std::ops::Range<usize>| {
            if !tokens.is_empty() && sentence.contains(&tokens.start) {
                range.start = range.start.min(tokens.start);
                range.end = range.end.max(tokens.end.min(sentence.end));
            }
        };
        for end in fit.sources.iter().chain(&fit.targets) {
            widen(end.tokens.clone());
        }
        for &filler in &fit.fillers {
            widen(crate::tree::phrase(doc, filler));
        }
        for &content in &fit.content {
            widen(doc.subtree(content));
        }
        if let Some(light) = clause.light {
            widen(light..light + 1);
        }
        range
    }
}

/// Whether an actor can take to the streets: governments, forces, courts and bodies of states complain
/// in other ways.
fn may_protest(actor: &Actor) -> bool {
    use detente_lexicon::Role;
    match actor.role {
        Some(role) => !matches!(
            role,
            Role::GOV | Role::MIL | Role::JUD | Role::IGO | Role::SPY
        ),
        None => false,
    }
}

/// Codes that the codebook gives both ways whatever the words.
fn is_mutual_code(code: &str) -> bool {
    matches!(
        code,
        "031"
            | "0311"
            | "0312"
            | "0313"
            | "0314"
            | "036"
            | "040"
            | "041"
            | "044"
            | "046"
            | "050"
            | "057"
            | "062"
    )
}

/// A bare state takes the rule's role in place of its government.
fn with_role(end: &EndActor, role: Option<detente_lexicon::Role>) -> EndActor {
    let mut end = end.clone();
    if let Some(role) = role
        && end.actor.is_state()
        && end.actor.role == Some(detente_lexicon::Role::GOV)
    {
        end.actor = Actor {
            head: end.actor.head.clone(),
            role: Some(role),
        };
    }
    end
}
