//! Positions: where an actor stands on an issue, by its words or its acts.

mod issues;

pub use issues::{issue_ids, issues_within};

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::Actor;

use crate::analysis::Analysis;
use crate::quote::QuoteSpan;
use crate::record::Position;

/// An event as positions see it.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// The event's number among the article's events.
    pub event_index: usize,
    /// Who acts.
    pub source: &'a Actor,
    /// Towards whom; absent where the event has no target.
    pub target: Option<&'a Actor>,
    /// CAMEO code.
    pub code: &'a str,
    /// The words that prove it.
    pub evidence: Range<usize>,
    /// When.
    pub date: Option<PartialDate>,
}

/// All positions of an article.
pub fn find(_analysis: &Analysis<'_>, _spans: &[QuoteSpan], _acts: &[Act<'_>]) -> Vec<Position> {
    Vec::new()
}
