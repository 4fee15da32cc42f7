//! Candidates for rules: words that stand between two parties in many articles and tell no event.

use std::collections::{BTreeMap, BTreeSet};

use detente_lexicon::acts::PredicateKind;
use detente_syntax::{Dep, Pos};

use super::Found;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Strictness;
use crate::analysis::Analysis;
use crate::clause::Clause;
use crate::examples;

/// Of each candidate so many example sentences are kept.
const EXAMPLES: usize = 3;

/// A predicate with the place of the second party, as patterns have it: `SOURCE lash_out at TARGET`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// The pattern that would fit.
    pub pattern: String,
    /// In how many articles it stands between two parties.
    pub articles: usize,
    /// How many different pairs of parties it stands between.
    pub pairs: usize,
    /// How many patterns the lexicon has for this predicate.
    pub known: usize,
    /// Sentences it stands in.
    pub examples: Vec<String>,
}

#[derive(Debug, Default)]
struct Seen {
    articles: usize,
    known: usize,
    pairs: BTreeSet<(String, String)>,
    examples: Vec<String>,
}

/// Counts, over articles, what stands between two parties and tells no event.
///
/// A predicate counts where its subject or owner is one party, another stands in one of its places or
/// owns what stands there, what it tells is asserted, and no rule makes an event of these two in that sentence.
#[derive(Debug, Default)]
pub struct Candidates {
    seen: BTreeMap<String, Seen>,
}

impl Candidates {
    /// Takes an article's predicates; `found` are its events, doubtful ones too.
    pub fn add(&mut self, analysis: &Analysis<'_>, found: &[Found]) {
        let engine = Engine::new(analysis);
        let mut here: BTreeMap<String, (usize, usize, (String, String))> = BTreeMap::new();
        for token in 0..analysis.doc.len() {
            let Some((kind, clause)) = predicate(&engine, token) else {
                continue;
            };
            if engine.best_fit(token, Strictness::Ends).is_some()
                || engine.frame(token, clause.light).suppressed.is_some()
            {
                continue;
            }
            let known = engine.patterns_of(kind, token).count();
            for (place, pair) in places(&engine, &clause) {
                if !is_told(analysis, found, token, &pair) {
                    let pattern = pattern(&engine, kind, token, &place);
                    here.entry(pattern).or_insert((token, known, pair));
                }
            }
        }
        for (pattern, (token, known, pair)) in here {
            let seen = self.seen.entry(pattern).or_default();
            seen.articles += 1;
            seen.known = known;
            seen.pairs.insert(pair);
            let sentence = analysis.doc.token(token).sentence as usize;
            let sentence = analysis.doc.sentences()[sentence].clone();
            examples::keep(&mut seen.examples, EXAMPLES, analysis.doc, sentence);
        }
    }

    /// The candidates of at least `least` articles, those of most articles first, at most `most`.
    pub fn suggestions(self, least: usize, most: usize) -> Vec<Suggestion> {
        let mut all: Vec<Suggestion> = self
            .seen
            .into_iter()
            .filter(|(_, seen)| seen.articles >= least)
            .map(|(pattern, seen)| Suggestion {
                pattern,
                articles: seen.articles,
                pairs: seen.pairs.len(),
                known: seen.known,
                examples: seen.examples,
            })
            .collect();
        all.sort_by(|a, b| {
            (b.articles, b.pairs)
                .cmp(&(a.articles, a.pairs))
                .then_with(|| a.pattern.cmp(&b.pattern))
        });
        all.truncate(most);
        all
    }
}

/// The clause of a verb or noun that might tell an act.
fn predicate(engine: &Engine<'_>, token: usize) -> Option<(PredicateKind, Clause)> {
    let doc = engine.analysis.doc;
    let parsed = doc.token(token);
    let kind = match parsed.pos {
        Pos::VERB if !matches!(parsed.dep, Dep::Aux | Dep::Auxpass) => PredicateKind::Verb,
        Pos::NOUN if parsed.dep != Dep::Compound => PredicateKind::Noun,
        _ => return None,
    };
    if engine.analysis.mentions.headed_by(token).is_some() {
        return None;
    }
    Some((kind, engine.clause_of(token, kind)))
}

/// The places of a clause at which a party stands beside that of its subject, with the two.
fn places(engine: &Engine<'_>, clause: &Clause) -> Vec<(String, (String, String))> {
    let sources: Vec<EndActor> = clause
        .subjects
        .iter()
        .flat_map(|&subject| engine.doers_of(subject))
        .collect();
    let Some(source) = sources.first().filter(|source| counts(source)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |place: &str, head: usize| {
        let targets = engine.addressees_of(head);
        let Some(target) = targets.iter().find(|target| {
            counts(target)
                && sources
                    .iter()
                    .all(|source| source.actor.head != target.actor.head)
        }) else {
            return;
        };
        let itself = engine
            .analysis
            .mentions
            .headed_by(head)
            .is_some_and(|mention| !mention.actors.is_empty());
        let word = if itself {
            "TARGET".to_owned()
        } else {
            format!("TARGET/{}", engine.analysis.doc.lemma(head).to_lowercase())
        };
        let place = format!("{place} {word}");
        found.push((
            place.trim().to_owned(),
            (source.actor.to_string(), target.actor.to_string()),
        ));
    };
    for &object in clause.objects.iter().chain(&clause.recipients) {
        add("", object);
    }
    for &(preposition, object) in &clause.prepositions {
        let word = engine.analysis.doc.word(preposition).to_lowercase();
        add(&word, object);
    }
    found
}

/// Whether somebody may be a party: known, and no medium.
fn counts(end: &EndActor) -> bool {
    !end.actor.is_unknown() && !end.is_media
}

/// The predicate with the place as a pattern would have it.
fn pattern(engine: &Engine<'_>, kind: PredicateKind, token: usize, place: &str) -> String {
    let doc = engine.analysis.doc;
    let lemma = doc.lemma(token).to_lowercase();
    match kind {
        PredicateKind::Verb => {
            let particle = doc
                .child(token, Dep::Prt)
                .map(|particle| format!("_{}", doc.word(particle).to_lowercase()))
                .unwrap_or_default();
            format!("SOURCE {lemma}{particle} {place}")
        }
        _ => format!("SOURCE's {lemma} {place}"),
    }
}

/// Whether the sentence of `token` has an event between the two.
fn is_told(
    analysis: &Analysis<'_>,
    found: &[Found],
    token: usize,
    (one, other): &(String, String),
) -> bool {
    let doc = analysis.doc;
    let sentence = doc.token(token).sentence;
    found.iter().any(|found| {
        let told = doc.token(found.evidence.start).sentence == sentence;
        let target = found.target.as_ref().map(ToString::to_string);
        let source = found.source.to_string();
        told && target.is_some_and(|target| {
            source == *one && target == *other || source == *other && target == *one
        })
    })
}
