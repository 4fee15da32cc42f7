//! Events: who did or said what to whom, by the rules of the lexicon.

mod above;
mod ahead;
pub mod cameo;
mod candidates;

mod accused;
mod addressed;
mod admission;
mod anaphor;
mod attempt;
mod attendance;
mod build;
mod bystander;
mod casualties;
mod content;
mod content_words;
mod deeds;
mod doubles;
mod draft;
mod drafting;
mod duty;
mod echo;
mod embed;
mod ends;
mod engine;
mod frame;
mod granted;
mod ground;
mod implied;
mod inference;
mod inferred;
mod lacking;
mod matching;
mod mediated;
mod noun_clause;
mod operator;
mod owners;
mod parties;
mod place;
mod retold;
mod signs;
mod silent;
mod slots;
mod stand;
mod stays;
mod suggest;
mod theirs;
mod to_come;
mod told;
mod toll;
mod treaties;
mod unrest;
mod warning;

pub use attempt::Attempt;
pub use suggest::{Candidates, Suggestion};

use std::ops::Range;

use detente_lexicon::Actor;

use crate::analysis::Analysis;
use crate::position::Act;
use crate::record::{Diagnostic, Event};

/// An event with what positions need of it beside the record.
#[derive(Debug, Clone)]
pub struct Found {
    /// The record.
    pub event: Event,
    /// Who acts.
    pub source: Actor,
    /// Towards whom.
    pub target: Option<Actor>,
    /// The tokens of the first piece of evidence.
    pub evidence: Range<usize>,
    /// What speaks for and against it: names that confidence is weighed from.
    pub signs: Vec<String>,
}

impl Found {
    /// The event as positions see it; `index` is its number among the article's events.
    pub fn as_act(&self, index: usize) -> Act<'_> {
        Act {
            event_index: index,
            source: &self.source,
            target: self.target.as_ref(),
            code: &self.event.cameo,
            evidence: self.evidence.clone(),
            date: self.event.date,
        }
    }
}

/// All events of the article, in text order of their first evidence, and what was left out; with
/// `incomplete` also those of which an end is unknown, in sentences that tell no other.
pub fn find(analysis: &Analysis<'_>, incomplete: bool) -> (Vec<Found>, Vec<Diagnostic>) {
    let mut engine = engine::Engine::new(analysis);
    engine.incomplete = incomplete;
    engine.run();
    let diagnostics = engine
        .crowded
        .iter()
        .map(|&sentence| Diagnostic {
            kind: "crowded-sentence".to_owned(),
            detail: format!(
                "sentence {sentence} told more than {} acts, or one of too many parties; the rest is left out",
                engine::MAX_PER_SENTENCE
            ),
            span: None,
        })
        .collect();
    (build::events(&engine), diagnostics)
}

/// What came of each predicate of the article that some rule knows.
pub fn attempts(analysis: &Analysis<'_>) -> Vec<Attempt> {
    let mut engine = engine::Engine::new(analysis);
    engine.run();
    attempt::attempts(&engine)
}
