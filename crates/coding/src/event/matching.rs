//! Matching a pattern against a clause.

use detente_lexicon::acts::{End, Filler, Link, Pattern, PredicateKind};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::lacking::Present;
use crate::clause::Clause;
use crate::mention::{MentionKind, Nature};

/// A pattern that fits a clause.
#[derive(Debug, Clone)]
pub(super) struct Fit<'a> {
    /// The pattern.
    pub pattern: &'a Pattern,
    /// Who acts.
    pub sources: Vec<EndActor>,
    /// Towards whom.
    pub targets: Vec<EndActor>,
    /// Heads of what is wanted, promised, refused.
    pub content: Vec<usize>,
    /// All tokens that filled a slot.
    pub fillers: Vec<usize>,
    /// The tokens that stand for words the pattern asks for.
    pub worded: Vec<usize>,
    /// How much of the clause the pattern explains; the highest wins.
    pub score: i32,
    /// Whether what is to come has one way alone, as a visit has.
    pub one_way: bool,
}

/// Whether both ends must be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As an event: all ends that the pattern names.
    Ends,
    /// As the content of an operator: words only, ends where they are told.
    Words,
    /// Words only, and the party need not be told at all: "pledged ten million dollars".
    Loose,
}

impl<'a> Engine<'a> {
    /// The best pattern for the predicate `token`, and its clause.
    pub(super) fn best_fit(
        &self,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Fit<'a>, Clause)> {
        let (mut fits, clause) = self.fits(token, strictness)?;
        Some((fits.swap_remove(0), clause))
    }

    /// The patterns that fit the predicate `token`, the best first, and its clause.
    pub(super) fn fits(
        &self,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Vec<Fit<'a>>, Clause)> {
        let kind = self.predicate_kind(token)?;
        self.own_fits(kind, token, strictness)
            .or_else(|| self.fits_as_deed(token, strictness))
    }

    /// [`Self::fits`] of the predicate `token` by what it is itself.
    fn own_fits(
        &self,
        kind: PredicateKind,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Vec<Fit<'a>>, Clause)> {
        if self.patterns_of(kind, token).next().is_none() {
            return self.fits_as_state(token, strictness);
        }
        let clause = self.clause_of(token, kind);
        match self.fits_of(&clause, token, strictness) {
            Some(fits) => Some((fits, clause)),
            None if kind == PredicateKind::Verb && strictness == Strictness::Ends => self
                .fits_as_state(token, strictness)
                .or_else(|| self.fits_of_earlier_object(&clause)),
            None => None,
        }
    }

    /// The patterns of states that fit a passive which names no doer: "is *expected* in Rome", "were *put* on alert".
    fn fits_as_state(
        &self,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Vec<Fit<'a>>, Clause)> {
        let doc = self.analysis.doc;
        if doc.token(token).tag != Tag::VBN || doc.child(token, Dep::Agent).is_some() {
            return None;
        }
        self.patterns_of(PredicateKind::Adjective, token).next()?;
        if !crate::clause::is_passive(doc, token) {
            return None;
        }
        let clause = self.clause_of(token, PredicateKind::Adjective);
        let fits = self.fits_as(PredicateKind::Adjective, &clause, token, strictness)?;
        Some((fits, clause))
    }

    /// The patterns that the predicate `token` begins. A word of two goes first: of equal patterns its
    /// own counts.
    pub(super) fn patterns_of(
        &self,
        kind: PredicateKind,
        token: usize,
    ) -> impl Iterator<Item = &'a Pattern> {
        let own = self.acts.of_predicate(kind, self.word_as(kind, token));
        self.acts.of_predicate(kind, self.doubles[token]).chain(own)
    }

    /// The patterns for the predicate `token` that fit `clause`, the best first.
    pub(super) fn fits_of(
        &self,
        clause: &Clause,
        token: usize,
        strictness: Strictness,
    ) -> Option<Vec<Fit<'a>>> {
        self.fits_as(self.predicate_kind(token)?, clause, token, strictness)
    }

    /// The patterns for the predicate `token`, taken for one of `kind`, that fit `clause`, the best first.
    pub(super) fn fits_as(
        &self,
        kind: PredicateKind,
        clause: &Clause,
        token: usize,
        strictness: Strictness,
    ) -> Option<Vec<Fit<'a>>> {
        let mut fits: Vec<Fit<'a>> = Vec::new();
        // Most patterns of a verb of many senses lack their words here, before their rules are looked at.
        self.patterns_of(kind, token).next()?;
        let present = Present::of(self, clause);
        let sentence = self.analysis.doc.token(clause.predicate).sentence;
        let marks = self.sentence_words.marks(sentence);
        let bits = present.bits();
        let possible = |word| self.acts.possible(kind, word, bits, marks);
        let worded = |pattern: &&Pattern| !self.lacks_words(pattern, clause, &present);
        let patterns = possible(self.doubles[token]).chain(possible(self.word_as(kind, token)));
        for pattern in patterns.filter(worded) {
            let rule = self.acts.rule(pattern.rule);
            let bare = rule.carried && clause.light.is_none() && kind == PredicateKind::Noun;
            if (rule.content_only || bare) && strictness == Strictness::Ends {
                continue;
            }
            // A figure of speech is one whoever is meant.
            let strictness = if rule.idiom {
                Strictness::Words
            } else {
                strictness
            };
            fits.extend(self.fit(pattern, clause, strictness));
        }
        fits.sort_by_key(|fit| -fit.score);
        (!fits.is_empty()).then_some(fits)
    }

    /// What kind of predicate the token may be.
    pub(super) fn predicate_kind(&self, token: usize) -> Option<PredicateKind> {
        if self.words[token] == 0 && self.doubles[token] == 0 && self.verbs[token] == 0 {
            return None;
        }
        let parsed = self.analysis.doc.token(token);
        if crate::clause::is_gerund_noun(self.analysis.doc, token) {
            return Some(PredicateKind::Noun);
        }
        match parsed.pos {
            Pos::VERB | Pos::AUX if parsed.dep != Dep::Aux && parsed.dep != Dep::Auxpass => {
                Some(PredicateKind::Verb)
            }
            Pos::NOUN | Pos::PROPN => Some(PredicateKind::Noun),
            Pos::ADJ => Some(PredicateKind::Adjective),
            _ => None,
        }
    }

    #[allow(
        clippy::too_many_lines,
        reason = "one arm for each kind of filler, read best side by side"
    )]
    fn fit(
        &self,
        pattern: &'a Pattern,
        clause: &Clause,
        strictness: Strictness,
    ) -> Option<Fit<'a>> {
        let doc = self.analysis.doc;
        let mut fit = Fit {
            pattern,
            sources: Vec::new(),
            targets: Vec::new(),
            content: Vec::new(),
            fillers: Vec::new(),
            worded: Vec::new(),
            score: 0,
            one_way: false,
        };
        let mut stranger = None;
        let mut thing = None;
        let mut held: Vec<usize> = Vec::new();
        if !pattern.particle.is_empty() {
            let particle = doc.children(clause.predicate).find(|&c| {
                // "gave the message *in talks*" did not give in; "set *free*".
                let joined = match doc.token(c).dep {
                    Dep::Prt | Dep::Advmod | Dep::Acomp | Dep::Oprd => true,
                    Dep::Ccomp => doc.token(c).pos == Pos::ADJ,
                    Dep::Prep => doc.child(c, Dep::Pobj).is_none_or(|object| {
                        c == clause.predicate + 1 && !crate::tree::is_weekday(doc, object)
                    }),
                    _ => false,
                };
                joined && pattern.particle.contains(self.words[c])
            });
            // "set *free* seven observers": the parse takes it for what they are.
            let before_object = || {
                let next = clause.predicate + 1;
                let object = doc
                    .head(next)
                    .filter(|_| next < doc.len() && doc.token(next).dep == Dep::Amod)?;
                (doc.token(object).dep == Dep::Dobj
                    && doc.head(object) == Some(clause.predicate)
                    && pattern.particle.contains(self.words[next]))
                .then_some(next)
            };
            let particle = particle.or_else(before_object)?;
            // "fell upon *the town*": what the parse hangs on the particle is the verb's object.
            if clause.objects.is_empty()
                && let Some(object) = doc.child(particle, Dep::Pobj)
            {
                crate::tree::coordinated(doc, object, &mut held);
            }
            fit.fillers.push(particle);
            fit.score += 6;
        }
        for slot in &pattern.slots {
            let candidates = if slot.link == Link::Object && !held.is_empty() {
                held.clone()
            } else {
                self.candidates(&slot.link, clause)
            };
            let candidates = if slot.link == Link::Owner {
                let senders = self.senders(pattern, clause);
                // "came home with a promise *from Kim*": whose words it is, its own phrase tells better than the verb.
                let told = senders
                    .iter()
                    .any(|&sender| doc.ancestors(sender).nth(1) == Some(clause.predicate));
                if candidates.is_empty() || clause.light.is_some() && told {
                    senders
                } else {
                    candidates
                }
            } else {
                candidates
            };
            match &slot.filler {
                Filler::Words(words) => {
                    // "ordered them *to leave*": the word behind "to" may be a verb.
                    let clauses = match &slot.link {
                        Link::Preposition(prepositions) => self.clauses_after(prepositions, clause),
                        _ => Vec::new(),
                    };
                    let found = candidates
                        .into_iter()
                        .chain(clauses)
                        .find(|&c| self.has_word(c, words))?;
                    fit.fillers.push(found);
                    fit.worded.push(found);
                    fit.score += 8;
                    if slot.link == Link::Object {
                        thing = Some(found);
                    }
                }
                Filler::Content { wished, head } => {
                    let clauses: Vec<usize> = match &slot.link {
                        Link::Preposition(words) => self.clauses_after(words, clause),
                        _ => Vec::new(),
                    };
                    let mut found: Vec<usize> = candidates.into_iter().chain(clauses).collect();
                    found.retain(|&content| {
                        (!wished || self.is_subjunctive(content))
                            && (head.is_empty() || head.contains(self.words[content]))
                    });
                    if found.is_empty() {
                        return None;
                    }
                    fit.content.extend(found);
                    fit.score += 5 + 8 * i32::from(!head.is_empty());
                }
                Filler::Actor { end, mutual, head } => {
                    if candidates.is_empty() && matches!(slot.link, Link::Preposition(_)) {
                        // The preposition tells the meaning: "call off" is no "call on"; unless other words do.
                        let worded = || {
                            pattern
                                .slots
                                .iter()
                                .any(|slot| matches!(slot.filler, Filler::Words(_)))
                        };
                        if strictness == Strictness::Loose
                            && *end == End::Target
                            && head.is_empty()
                            && worded()
                        {
                            fit.score -= 4;
                            continue;
                        }
                        return None;
                    }
                    let mut actors: Vec<EndActor> = Vec::new();
                    let mut filled = false;
                    let company: &[usize] = if *mutual && slot.link == Link::Owner {
                        &clause.company
                    } else {
                        &[]
                    };
                    for &candidate in candidates.iter().chain(company) {
                        // "Met *the opposition leader*" is no figure of speech as "met *Oslo's opposition*" is.
                        let idiom = self.acts.rule(pattern.rule).idiom;
                        let fits_head = head.is_empty()
                            || self.is_word(candidate, head)
                                && !(idiom && self.is_made_of_people(candidate))
                            || !idiom && self.has_word(candidate, head);
                        if !fits_head {
                            continue;
                        }
                        let mut found = match end {
                            End::Source if self.is_mute(candidate, pattern, &slot.link) => continue,
                            End::Source => self.doers_of(candidate),
                            End::Target if self.strikes_or_visits(pattern) => {
                                self.actors_of(candidate)
                            }
                            End::Target => self.addressees_of(candidate),
                        };
                        found.retain(|actor| {
                            !self.is_city(actor)
                                || !*mutual
                                    && *end == End::Target
                                    && self.may_befall_a_city(pattern)
                        });
                        if *end == End::Target && Self::are_all_in(&found, &fit.sources) {
                            // "lifted its embargo *on Cuba*": whose it is, is known; whom it is meant for, is not.
                            let meant = self.meant_by(candidate, &fit.sources);
                            if !meant.is_empty() {
                                found = meant;
                            }
                        }
                        if found.is_empty()
                            && *end == End::Target
                            && root(&self.acts.rule(pattern.rule).code) == 16
                        {
                            found = self.treaty_partners(&[candidate], &fit.sources);
                            if found.is_empty() && self.is_treaty_of_many(candidate) {
                                return None;
                            }
                        }
                        if found.is_empty() && *end == End::Target {
                            found = self.doers_of_earlier_act(candidate, &fit.sources);
                            // An actor named outright explains the clause better.
                            fit.score -= 3 * i32::from(!found.is_empty());
                        }
                        if found.is_empty() && *end == End::Target {
                            found = self.touched_through(candidate, pattern, &fit.sources);
                        }
                        if found.is_empty()
                            && *end == End::Target
                            && root(&self.acts.rule(pattern.rule).code) == 11
                        {
                            found = self.governs_there(candidate, &fit.sources);
                        }
                        if found.is_empty()
                            && *end == End::Target
                            && self.is_of_each_other(candidate)
                        {
                            found.clone_from(&fit.sources);
                        }
                        if !found.is_empty() || !head.is_empty() {
                            filled = true;
                            fit.fillers.push(candidate);
                            if !head.is_empty() {
                                fit.worded.push(candidate);
                            }
                        }
                        for actor in found {
                            if actors.iter().all(|known| known.actor != actor.actor) {
                                actors.push(actor);
                            }
                        }
                        // Demonyms and compounds only help where nothing better owns the noun.
                        if slot.link == Link::Owner
                            && !actors.is_empty()
                            && company.is_empty()
                            && !self.is_coordinated_with(candidate, &candidates)
                        {
                            break;
                        }
                    }
                    // Whom a pattern's words describe is who stands there, and nobody else.
                    let open = *end == End::Source
                        && slot.link == Link::Subject
                        && (head.is_empty() || filled);
                    if actors.is_empty() && open {
                        actors = self.bearers_of(clause.predicate, &candidates);
                    }
                    if actors.is_empty() && open {
                        actors = self.masters_of_place(pattern, clause);
                    }
                    if actors.is_empty() && open {
                        actors = self.low_agents(pattern, clause);
                    }
                    if actors.is_empty() && open {
                        actors = self.masters_at_home(pattern, clause);
                    }
                    if *mutual && (actors.len() < 2 || self.is_with_others(pattern, clause)) {
                        return None;
                    }
                    if actors.is_empty() && *end == End::Target && head.is_empty() {
                        stranger = stranger.or_else(|| {
                            candidates
                                .iter()
                                .copied()
                                .find(|&c| self.is_stranger(c))
                                .filter(|_| self.may_befall_anybody(pattern))
                        });
                    }
                    if actors.is_empty()
                        && stranger.is_none()
                        && (strictness == Strictness::Ends || (!head.is_empty() && !filled))
                    {
                        return None;
                    }
                    let idiom = self.acts.rule(pattern.rule).idiom;
                    fit.score += 4 * i32::from(!actors.is_empty() || idiom)
                        + 8 * i32::from(!head.is_empty());
                    // A prepositional slot explains more than a bare one.
                    fit.score += i32::from(matches!(slot.link, Link::Preposition(_)));
                    if *mutual {
                        fit.sources.clone_from(&actors);
                        fit.targets.extend(actors);
                    } else if *end == End::Source {
                        fit.sources.extend(actors);
                    } else {
                        fit.targets.extend(actors);
                    }
                }
            }
        }
        if let Some(thing) = thing
            && self.belongs_to_others(thing, &fit)
        {
            // "attacked *French homes* in Abidjan": whose the thing is counts for more than what it is beside.
            fit.score -= 6;
        }
        if fit.targets.is_empty() && !pattern.names(End::Target) && self.strikes(pattern) {
            fit.targets = self.named_by_words(&fit);
        }
        if fit.targets.is_empty()
            && let Some(name) = stranger
        {
            fit.targets = self.as_people_there(name, &fit.sources);
            if fit.targets.is_empty() && strictness == Strictness::Ends {
                return None;
            }
        }
        Some(fit)
    }

    /// Whether what `pattern` tells is done at a place: visits, protests, force.
    fn strikes_or_visits(&self, pattern: &Pattern) -> bool {
        let rule = self.acts.rule(pattern.rule);
        rule.operator.is_none()
            && (root(&rule.code) >= 14
                || matches!(root(&rule.code), 7 | 8)
                || self.may_befall_a_city(pattern))
    }

    /// Whether `end` stands in the text by what it is, not by name.
    pub(super) fn is_described(&self, end: &EndActor) -> bool {
        self.mention_of(end)
            .is_some_and(|mention| mention.kind == MentionKind::Description)
    }

    /// Whether `end` was found only by the name of a city, which does not act itself.
    pub(super) fn is_city(&self, end: &EndActor) -> bool {
        self.mention_of(end)
            .is_some_and(|mention| mention.nature == Nature::City)
    }

    /// Whether what `pattern` tells is done to the government that holds a city: visits and attacks.
    fn may_befall_a_city(&self, pattern: &Pattern) -> bool {
        let code = &self.acts.rule(pattern.rule).code;
        matches!(code.as_str(), "042" | "043" | "0874")
            || code.len() >= 2 && matches!(root(code), 17..=20)
    }

    /// Whether `pattern` tells what authorities do to one of their people: arrest, try, free.
    fn may_befall_anybody(&self, pattern: &Pattern) -> bool {
        let code = self.acts.rule(pattern.rule).code.as_str();
        matches!(root(code), 9 | 17) || matches!(code.get(..3), Some("115" | "084" | "116" | "056"))
    }
}
