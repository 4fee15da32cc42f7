//! A found act before it becomes a record.

use std::ops::Range;

use detente_lexicon::acts::End;

use super::ends::EndActor;
use super::frame::Mood;
use super::inference::Inference;

/// An act with its ends, code and evidence; dates and ids come later.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The predicate's token.
    pub predicate: usize,
    /// The verb that carries tense and time: the predicate or its light verb.
    pub carrier: usize,
    /// The rule's id.
    pub rule: String,
    /// CAMEO code.
    pub code: String,
    /// Who.
    pub source: EndActor,
    /// To whom.
    pub target: Option<EndActor>,
    /// The words that prove it.
    pub evidence: Range<usize>,
    /// How real it is.
    pub mood: Mood,
    /// The say-verb that reports it.
    pub reported: Option<usize>,
    /// The end that the act's own clause does not name, and where it was found.
    pub inferred: Option<(End, Inference)>,
}
