//! The event engine: every predicate of the article against the rules, in text order.

use detente_lexicon::acts::{Acts, Operator, Word};
use detente_syntax::{Dep, Pos};
use rustc_hash::FxHashMap;

use super::content::{is_conflict, is_cooperation, root};
use super::doubles::double_words;
use super::draft::Draft;
use super::ends::EndActor;
use super::frame::{Frame, Mood};
use super::lacking::SentenceWords;
use super::matching::{Fit, Strictness};
use crate::analysis::Analysis;
use crate::clause::Clause;

/// The most events one sentence may give; more is not prose.
pub(super) const MAX_PER_SENTENCE: usize = 12;

/// How many patterns of a predicate are tried before none is taken to be meant.
const MAX_READINGS: usize = 4;

/// What kills somebody who governs.
const ASSASSINATION: &str = "186";

/// What those ask for who want sanctions to end.
const LIFTED: &str = "085";

/// What was meant to.
const ATTEMPTED_ASSASSINATION: &str = "185";

/// Whether a pattern settled what its predicate means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It gave events, or its words say that there are none.
    Settled,
    /// It is an operator that points at nobody: a weaker reading may.
    Aimless,
}

/// Coding of one article's events.
pub(super) struct Engine<'a> {
    pub analysis: &'a Analysis<'a>,
    pub acts: &'a Acts,
    /// For each token the number of its lemma among those that rules name.
    pub words: Vec<Word>,
    /// For each token the number of the word of two that it ends ("war game", "cease-fire"), if rules
    /// name it.
    pub doubles: Vec<Word>,
    /// The numbers of both in each sentence.
    pub sentence_words: SentenceWords,
    /// For each noun the number of the verb whose deed it names ("expulsion"), if rules name it.
    pub verbs: Vec<Word>,
    /// The number of "to".
    pub to: Word,
    /// For each predicate that may be an operator, the heads of what it speaks of.
    pub operator_contents: FxHashMap<usize, Vec<usize>>,
    /// For each token whether it only fills a place of a verb's pattern ("lifted its *sanctions*").
    pub consumed: Vec<bool>,
    /// What has been found so far, in text order of the predicates.
    pub drafts: Vec<Draft>,
    /// Sentences in which events were left out by the limit.
    pub crowded: Vec<u32>,
    /// Whether acts count of which an end is unknown.
    pub incomplete: bool,
    /// Whether such an act is being drafted.
    pub lacks_ends: bool,
}

impl<'a> Engine<'a> {
    /// Prepares the engine for one article.
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        let acts = &analysis.lexicon.acts;
        let doc = analysis.doc;
        let mut lower = String::new();
        let mut words: Vec<Word> = (0..doc.len())
            .map(|token| {
                if crate::clause::is_gerund_noun(doc, token) {
                    let number = acts.vocabulary().number(&doc.word(token).to_lowercase());
                    if number != 0 {
                        return number;
                    }
                }
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
        super::treaties::name_treaties(analysis, &mut words);
        let doubles = double_words(doc, acts);
        Self {
            analysis,
            acts,
            sentence_words: SentenceWords::of(acts, doc, &words, &doubles),
            words,
            doubles,
            verbs: super::deeds::verbs(doc, acts),
            to: acts.vocabulary().number("to"),
            operator_contents: FxHashMap::default(),
            consumed: vec![false; doc.len()],
            drafts: Vec::new(),
            crowded: Vec::new(),
            incomplete: false,
            lacks_ends: false,
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
            if crate::clause::is_put_to(doc, token) {
                self.consumed[token] = true;
            } else {
                self.look_ahead(token);
            }
        }
        for sentence in 0..doc.sentences().len() {
            let tokens = doc.sentences()[sentence].clone();
            let before = self.drafts.len();
            for token in tokens.clone() {
                self.predicate(token);
            }
            if self.incomplete && self.drafts.len() == before {
                self.unaddressed(tokens);
            }
            let tokens = doc.sentences()[sentence].clone();
            self.spoken_on_visits(tokens, before);
            self.thin_out(before, sentence as u32);
        }
    }

    /// Leaves out what is beyond the bound among the drafts of `sentence`, which begin at `first`.
    fn thin_out(&mut self, first: usize, sentence: u32) {
        if self.drafts.len() - first > MAX_PER_SENTENCE {
            self.drafts.truncate(first + MAX_PER_SENTENCE);
            self.crowded.push(sentence);
        }
    }

    fn predicate(&mut self, token: usize) {
        if self.consumed[token] && !self.is_said_by_owner(token) || self.is_manner(token) {
            return;
        }
        // Who suffered in a deed tells more than where it was: "was killed in a raid *in Helmand*".
        if self.casualties(token) {
            return;
        }
        let before = self.drafts.len();
        let mut settled = false;
        if let Some((fits, clause)) = self.fits(token, Strictness::Ends) {
            let mut frame = self.frame(token, clause.light);
            let tried = matches!(frame.suppressed, Some("thought" | "purpose" | "failed"));
            if tried && self.is_attempted(token) {
                frame.suppressed = None;
                self.attempted(token, &fits, &clause, &frame);
                return;
            }
            if frame.suppressed.is_some() {
                return;
            }
            let mut fits = fits;
            self.prefer_blame(token, &frame, &mut fits);
            settled = fits
                .into_iter()
                .take(MAX_READINGS)
                .any(|fit| self.reading(token, fit, &clause, &frame) == Reading::Settled);
        }
        if self.drafts.len() == before
            && !self.echo(token)
            && !self.stand(token)
            && !self.ruled_out(token)
            && !self.told(token)
            && !self.admission(token)
            && !self.silent(token)
        {
            self.duty(token);
        }
        // Where acts count whose ends are unknown, none is sought around them.
        if self.drafts.len() == before && !settled && !self.incomplete {
            self.inferred(token);
        }
        if self.drafts.len() == before && !self.incomplete {
            self.told_again(token);
        }
        if self.drafts.len() == before {
            self.unrest(token);
        }
        self.toll(token, before);
        self.mediated(token, before);
        self.stays_for_talks(token);
    }

    /// "Tehran says *Israel is behind* the blast": who is said by another to stand behind a deed does not own up to it.
    fn prefer_blame(&self, token: usize, frame: &Frame, fits: &mut [Fit<'a>]) {
        let owned = fits
            .first()
            .is_some_and(|fit| self.acts.rule(fit.pattern.rule).code.starts_with("015"));
        if !owned {
            return;
        }
        if let Some(speaker) = self.speaker(token, frame) {
            let blames = |fit: &Fit<'_>| {
                self.acts.rule(fit.pattern.rule).voiced
                    && fit
                        .targets
                        .iter()
                        .all(|target| target.actor.head != speaker.actor.head)
            };
            fits.sort_by_key(|fit| !blames(fit));
        }
    }

    /// "tried to assassinate the minister": of what is tried, only an assassination is an act of its own.
    fn attempted(&mut self, token: usize, fits: &[Fit<'a>], clause: &Clause, frame: &Frame) {
        let killing = fits
            .iter()
            .find(|fit| self.acts.rule(fit.pattern.rule).code == ASSASSINATION);
        if let Some(fit) = killing
            && frame.mood == Mood::Real
            && !frame.negated
        {
            self.draft(token, fit, clause, frame, (ATTEMPTED_ASSASSINATION, false));
        }
    }

    /// What one pattern makes of the predicate.
    pub(super) fn reading(
        &mut self,
        token: usize,
        mut fit: Fit<'a>,
        clause: &Clause,
        frame: &Frame,
    ) -> Reading {
        let rule = self.acts.rule(fit.pattern.rule);
        if rule.idiom || self.is_start_of_strike(token) {
            return Reading::Settled;
        }
        if rule.voiced {
            fit.sources = self.speaker(token, frame).into_iter().collect();
        }
        if let Some(operator) = rule.operator {
            return self.operator(token, fit, clause, frame, operator);
        }
        if root(&rule.code) >= 15 {
            self.turn_to_owner(token, &mut fit, frame);
        }
        if root(&rule.code) == 12
            && self.acts.embedding().excluding.contains(self.words[token])
            && let Some(harm) = clause
                .objects
                .iter()
                .find_map(|&object| self.harm_excluded(object))
        {
            // "has ruled out military action" is nothing, "has not ruled it out" a threat.
            if frame.negated
                && let Some((made, _)) = self.operate(Operator::Threaten, &harm.code)
            {
                self.draft(token, &fit, clause, frame, (&made, false));
            }
            return Reading::Settled;
        }
        if rule.heard {
            self.accuse_before_body(token, &mut fit, clause);
        }
        if fit.targets.is_empty() && rule.answers {
            fit.targets = if root(&rule.code) == 13 {
                // Who vows to respond means who struck.
                self.foes(token, &fit.sources)
            } else {
                self.answered(token, &fit.sources)
            };
            if fit.targets.is_empty() {
                // "stepped down after weeks of protests": who gives way with nobody named gives way to the people.
                let meant = fit.sources.iter();
                fit.targets = meant
                    .filter_map(|source| Self::meant_for(&rule.code, source))
                    .collect();
            }
            if fit.targets.is_empty() {
                return Reading::Aimless;
            }
        }
        if fit.targets.is_empty() && root(&rule.code) == 14 {
            fit.targets = self.opposed(token);
        }
        if fit.targets.is_empty() && root(&rule.code) == 14 {
            fit.targets = self.purpose_targets(token, &fit);
        }
        if fit.targets.is_empty() && fit.pattern.has_content() {
            let content = fit.content.clone();
            let named = content
                .iter()
                .flat_map(|&content| self.content_sources(content));
            fit.targets = named
                .filter(|end| fit.sources.iter().all(|source| source.actor != end.actor))
                .collect();
            if fit.targets.is_empty() {
                let named = content
                    .iter()
                    .flat_map(|&content| self.first_named_below(content, &fit.sources));
                // Whom such words only name must be abroad to be meant.
                fit.targets = named
                    .filter(|end| !self.is_city(end))
                    .filter(|end| !is_private(end) && !fit.sources.iter().any(is_private))
                    .filter(|end| {
                        fit.sources
                            .iter()
                            .all(|source| source.actor.head != end.actor.head)
                    })
                    .collect();
            }
            if fit.targets.is_empty() && !rule.target_optional {
                return Reading::Aimless;
            }
        }
        let code = self.refined(rule, token, clause.light, &fit).to_owned();
        let code = self.kind_by_words(code, token);
        let code = self.rejection(token, &fit, clause, code);
        if !rule.mutual && !self.lacks_ends && is_towards_itself(&fit) {
            return Reading::Aimless;
        }
        let before = self.drafts.len();
        self.act(token, &fit, clause, frame, &code);
        if self.drafts.len() == before && frame.mood == Mood::Real && !frame.negated {
            // Between these two it is none; perhaps between others.
            return Reading::Aimless;
        }
        if code.starts_with("015") && frame.mood == Mood::Real && !frame.negated {
            self.claimed(&fit, clause, frame);
        }
        Reading::Settled
    }

    /// Who claims an attack did it: the attack is an event, too.
    fn claimed(&mut self, fit: &Fit<'a>, clause: &Clause, frame: &Frame) {
        let doc = self.analysis.doc;
        let attacks: Vec<usize> = clause
            .prepositions
            .iter()
            .map(|&(_, object)| object)
            // "a bombing *claimed by rebels*".
            .chain(clause.objects.iter().copied())
            .filter(|&object| self.names_act(object))
            .collect();
        for attack in attacks {
            let Some(act) = self.content_act(attack).filter(|act| root(&act.code) >= 18) else {
                continue;
            };
            let targets = if act.targets.is_empty() {
                self.struck_by(attack)
            } else {
                act.targets
            };
            for source in &fit.sources {
                for target in &targets {
                    if source.actor == target.actor {
                        continue;
                    }
                    self.push(Draft {
                        predicate: attack,
                        carrier: attack,
                        rule: self.acts.rule(fit.pattern.rule).id.clone(),
                        code: super::casualties::as_done_by(&act.code, source).to_owned(),
                        source: source.clone(),
                        target: Some(target.clone()),
                        evidence: doc.subtree(attack),
                        mood: frame.mood,
                        reported: frame.reported,
                        inferred: None,
                    });
                }
            }
        }
    }

    /// Adds what the words below the verb at `token` tell of two ends, by a rule that stands in no file.
    pub(super) fn push_told(
        &mut self,
        token: usize,
        frame: &Frame,
        (rule, code): (&str, &str),
        (source, target): (&EndActor, &EndActor),
    ) {
        self.push(Draft {
            predicate: token,
            carrier: token,
            rule: rule.to_owned(),
            code: code.to_owned(),
            source: source.clone(),
            target: Some(target.clone()),
            evidence: self.analysis.doc.subtree(token),
            mood: frame.mood,
            reported: frame.reported,
            inferred: None,
        });
    }

    /// Adds a draft unless it is there.
    pub(super) fn push(&mut self, draft: Draft) {
        let target = |draft: &Draft| draft.target.as_ref().map(|target| target.actor.clone());
        let doc = self.analysis.doc;
        let verb = doc
            .head(draft.predicate)
            .filter(|_| doc.token(draft.predicate).dep == Dep::Dobj);
        let ends = |known: &Draft| {
            known.source.actor == draft.source.actor && target(known) == target(&draft)
        };
        // "repeated its *demand* that …": the verb has told it, its content tells the noun's code.
        let told = self.drafts.iter_mut().find(|known| {
            Some(known.predicate) == verb && root(&known.code) == root(&draft.code) && ends(known)
        });
        if let Some(told) = told {
            if told.code.ends_with('0') {
                told.code = draft.code;
            }
            return;
        }
        let known = self.drafts.iter().any(|known| {
            known.predicate == draft.predicate && known.code == draft.code && ends(known)
        });
        if !known {
            self.drafts.push(draft);
        }
    }

    /// A plain act in its frame: asserted, promised, refused, threatened, or asked for.
    fn act(&mut self, token: usize, fit: &Fit<'a>, clause: &Clause, frame: &Frame, code: &str) {
        if self.is_habit(clause.light.unwrap_or(token), code) {
            return;
        }
        let speaker = self.speaker(token, frame);
        let own = |speaker: &Option<EndActor>| {
            speaker.as_ref().is_some_and(|speaker| {
                fit.sources
                    .iter()
                    .any(|source| source.actor.head == speaker.actor.head)
            })
        };
        let made = match (frame.mood, frame.negated) {
            (Mood::Real, false) => Some((code.to_owned(), true)),
            (Mood::Real | Mood::Possible, true)
                if is_cooperation(code) && self.is_stance(token) =>
            {
                self.operate(Operator::Refuse, code)
            }
            // "sees no hope of better ties" is pessimistic, and the reverse.
            (Mood::Real, true) if code == "013" => Some(("012".to_owned(), true)),
            (Mood::Will | Mood::Planned, false) if is_cooperation(code) => {
                self.operate(Operator::Intend, code)
            }
            (Mood::Will, true) if is_cooperation(code) => self.operate(Operator::Refuse, code),
            // "will *keep* its embargo", "sanctions will *stay* in place": it is not lifted.
            (Mood::Will, false) if code.starts_with("163") && self.is_kept(token, clause.light) => {
                self.operate(Operator::Refuse, LIFTED)
            }
            (Mood::Will, false) if is_conflict(code) && root(code) != 13 => {
                self.operate(Operator::Threaten, code)
            }
            // "may send troops" is no threat by itself.
            (Mood::Possible, false)
                if is_conflict(code) && !matches!(root(code), 13 | 15) && own(&speaker) =>
            {
                self.operate(Operator::Threaten, code)
            }
            (Mood::Will, false) if root(code) == 12 => Some((code.to_owned(), true)),
            (Mood::Needed, false) if matches!(root(code), 4..=6) => {
                self.needed(token, fit, clause, frame, (code, speaker));
                None
            }
            // "must", "should": an appeal of the speaker's, see `duty`.
            _ => None,
        };
        if let Some((made, plain)) = made {
            self.draft(token, fit, clause, frame, (&made, plain));
        }
    }

    /// Whether the noun at `token` is told to stay as it is by the verb over it, or by `light`.
    fn is_kept(&self, token: usize, light: Option<usize>) -> bool {
        let doc = self.analysis.doc;
        let over = light.or_else(|| doc.head(token));
        doc.token(token).pos == Pos::NOUN
            && over.is_some_and(|verb| self.acts.embedding().keeping.contains(self.words[verb]))
    }

    /// The code that `operator` makes of an act, and that it is not a rule's own.
    pub(super) fn operate(&self, operator: Operator, code: &str) -> Option<(String, bool)> {
        self.acts
            .operate(operator, Some(code), false)
            .map(|made| (made.to_owned(), false))
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
                place: false,
            })
    }
}

/// Whether the only target is the source itself, which is not what a pattern with two ends means.
pub(super) fn is_towards_itself(fit: &Fit<'_>) -> bool {
    !fit.targets.is_empty()
        && fit.sources.len() == 1
        && fit
            .targets
            .iter()
            .all(|target| target.actor == fit.sources[0].actor && !target.place)
}

/// Whether an end speaks for itself alone: a medium, a firm, an unnamed person or people.
pub(super) fn is_private(end: &EndActor) -> bool {
    use detente_lexicon::Role;
    end.is_media
        || matches!(
            end.actor.role,
            Some(Role::BUS | Role::MED | Role::CVL | Role::EDU)
        )
}
