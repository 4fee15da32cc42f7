//! Matching a pattern against a clause.

use detente_lexicon::acts::{End, Filler, Link, Pattern, PredicateKind, WordSet};
use detente_syntax::{Dep, Pos};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use crate::clause::Clause;
use crate::mention::Nature;

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
}

/// Whether both ends must be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As an event: all ends that the pattern names.
    Ends,
    /// As the content of an operator: words only, ends where they are told.
    Words,
}

impl<'a> Engine<'a> {
    /// The best pattern for the predicate `token`, and its clause.
    pub(super) fn best_fit(
        &self,
        token: usize,
        strictness: Strictness,
    ) -> Option<(Fit<'a>, Clause)> {
        let kind = self.predicate_kind(token)?;
        let mut clause = None;
        let mut best: Option<Fit<'a>> = None;
        // A word of two goes first: of equal patterns its own counts.
        let patterns = self
            .acts
            .of_predicate(kind, self.doubles[token])
            .chain(self.acts.of_predicate(kind, self.words[token]));
        for pattern in patterns {
            let rule = self.acts.rule(pattern.rule);
            if rule.content_only && strictness == Strictness::Ends {
                continue;
            }
            let clause = clause.get_or_insert_with(|| self.clause_of(token, kind));
            if let Some(fit) = self.fit(pattern, clause, strictness)
                && best.as_ref().is_none_or(|best| fit.score > best.score)
            {
                best = Some(fit);
            }
        }
        Some((best?, clause?))
    }

    /// What kind of predicate the token may be.
    pub(super) fn predicate_kind(&self, token: usize) -> Option<PredicateKind> {
        if self.words[token] == 0 && self.doubles[token] == 0 {
            return None;
        }
        let parsed = self.analysis.doc.token(token);
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
        };
        if !pattern.particle.is_empty() {
            let particle = doc.children(clause.predicate).find(|&c| {
                matches!(doc.token(c).dep, Dep::Prt | Dep::Advmod | Dep::Prep)
                    && pattern.particle.contains(self.words[c])
            })?;
            fit.fillers.push(particle);
            fit.score += 6;
        }
        for slot in &pattern.slots {
            let candidates = self.candidates(&slot.link, clause);
            match &slot.filler {
                Filler::Words(words) => {
                    let found = candidates.iter().find(|&&c| self.has_word(c, words))?;
                    fit.fillers.push(*found);
                    fit.worded.push(*found);
                    fit.score += 8;
                }
                Filler::Content => {
                    let clauses: Vec<usize> = match &slot.link {
                        Link::Preposition(words) => self.clauses_after(words, clause),
                        _ => Vec::new(),
                    };
                    let found: Vec<usize> = candidates.into_iter().chain(clauses).collect();
                    if found.is_empty() {
                        return None;
                    }
                    fit.content.extend(found);
                    fit.score += 5;
                }
                Filler::Actor { end, mutual, head } => {
                    if candidates.is_empty() && matches!(slot.link, Link::Preposition(_)) {
                        // The preposition tells the meaning: "call off" is no "call on".
                        return None;
                    }
                    let mut actors: Vec<EndActor> = Vec::new();
                    let mut filled = false;
                    for &candidate in &candidates {
                        if !head.is_empty() && !self.has_word(candidate, head) {
                            continue;
                        }
                        let mut found = match end {
                            End::Source => self.doers_of(candidate),
                            End::Target => self.actors_of(candidate),
                        };
                        found.retain(|actor| {
                            !self.is_city(actor)
                                || !*mutual
                                    && *end == End::Target
                                    && self.may_befall_a_city(pattern)
                        });
                        if found.is_empty() && *end == End::Target {
                            found = self.doers_of_earlier_act(candidate, &fit.sources);
                            // An actor named outright explains the clause better.
                            fit.score -= 3 * i32::from(!found.is_empty());
                        }
                        if found.is_empty() && *end == End::Target && self.is_each_other(candidate)
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
                            && !self.is_coordinated_with(candidate, &candidates)
                        {
                            break;
                        }
                    }
                    if *mutual && actors.len() < 2 {
                        return None;
                    }
                    if actors.is_empty()
                        && (strictness == Strictness::Ends || (!head.is_empty() && !filled))
                    {
                        return None;
                    }
                    fit.score +=
                        4 * i32::from(!actors.is_empty()) + 8 * i32::from(!head.is_empty());
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
        Some(fit)
    }

    /// Whether `end` was found only by the name of a city, which does not act itself.
    pub(super) fn is_city(&self, end: &EndActor) -> bool {
        let mentions = &self.analysis.mentions;
        end.tokens.clone().any(|token| {
            mentions.headed_by(token).is_some_and(|mention| {
                mention.nature == Nature::City && mention.tokens == end.tokens
            })
        })
    }

    /// Whether what `pattern` tells is done to the government that holds a city: visits and attacks.
    fn may_befall_a_city(&self, pattern: &Pattern) -> bool {
        let code = &self.acts.rule(pattern.rule).code;
        matches!(code.as_str(), "042" | "043") || code.len() >= 2 && matches!(root(code), 17..=20)
    }

    /// Clauses that stand behind one of the prepositions: gerunds below it, or infinitives for "to".
    fn clauses_after(&self, words: &WordSet, clause: &Clause) -> Vec<usize> {
        let doc = self.analysis.doc;
        let to = words.contains(self.acts.vocabulary().number("to"));
        let behind = |c: usize| {
            doc.token(c).dep == Dep::Pcomp
                && doc
                    .head(c)
                    .is_some_and(|prep| words.contains(self.words[prep]))
        };
        clause
            .clauses
            .iter()
            .copied()
            .filter(|&c| behind(c) || to && crate::clause::is_infinitive(doc, c))
            .collect()
    }

    /// "each other", "one another".
    fn is_each_other(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let before = token
            .checked_sub(1)
            .map(|before| doc.word(before).to_lowercase());
        match doc.word(token) {
            "other" => before.as_deref() == Some("each"),
            "another" => before.as_deref() == Some("one"),
            _ => false,
        }
    }

    /// Whether another candidate is coordinated with this one, so that both own the noun.
    fn is_coordinated_with(&self, token: usize, candidates: &[usize]) -> bool {
        let doc = self.analysis.doc;
        candidates.iter().any(|&other| {
            other != token
                && (doc.head(other) == Some(token) || doc.head(token) == Some(other))
                && (doc.token(other).dep == Dep::Conj || doc.token(token).dep == Dep::Conj)
        })
    }

    /// Whether `token` or one of its compounds or modifiers is one of `words`.
    pub(super) fn has_word(&self, token: usize, words: &WordSet) -> bool {
        let doc = self.analysis.doc;
        words.contains(self.words[token])
            || words.contains(self.doubles[token])
            || doc.children(token).any(|c| {
                matches!(
                    doc.token(c).dep,
                    Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Conj
                ) && words.contains(self.words[c])
            })
    }

    fn candidates(&self, link: &Link, clause: &Clause) -> Vec<usize> {
        match link {
            Link::Subject | Link::Owner => clause.subjects.clone(),
            Link::Object => clause.objects.clone(),
            Link::Recipient => {
                let mut found = clause.recipients.clone();
                let doc = self.analysis.doc;
                found.extend(
                    clause
                        .prepositions
                        .iter()
                        .filter(|(prep, _)| {
                            matches!(doc.word(*prep).to_lowercase().as_str(), "to" | "for")
                        })
                        .map(|&(_, object)| object),
                );
                // "called the move robbery": the first of two objects is what is called so.
                if clause.objects.len() > 1 {
                    found.extend(&clause.objects);
                }
                found
            }
            Link::Preposition(words) => clause
                .prepositions
                .iter()
                .filter(|(prep, _)| words.contains(self.words[*prep]))
                .map(|&(_, object)| object)
                .collect(),
            // What is wanted may be a noun: "rejected talks", "offered help".
            Link::Clause => {
                let nouns = clause
                    .objects
                    .iter()
                    .copied()
                    .filter(|&object| self.names_act(object));
                clause.clauses.iter().copied().chain(nouns).collect()
            }
        }
    }
}
