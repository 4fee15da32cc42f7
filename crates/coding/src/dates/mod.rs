//! Dates of acts: the time expressions of the text, resolved against the publication date.

use detente_calendar::PartialDate;
use detente_syntax::Document;

use crate::analysis::Analysis;

/// When an act took place, as far as the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActDate {
    /// The date; the publication date where the text has none for the act.
    pub date: Option<PartialDate>,
    /// Whether a time expression of the text gave it.
    pub from_text: bool,
    /// Whether the words put the act into the past of the story ("had", "in recent years").
    pub history: bool,
}

/// The time expressions of an article.
#[derive(Debug, Default)]
pub struct Dates {}

impl Dates {
    /// Finds and resolves the time expressions of `doc`.
    pub fn find(_doc: &Document, _published: Option<PartialDate>) -> Self {
        Self {}
    }

    /// One line a time expression, for `explain`.
    pub fn describe(&self, _doc: &Document) -> Vec<String> {
        Vec::new()
    }

    /// The date of the act whose predicate is `predicate` and whose verb is `carrier`.
    pub fn of_act(&self, analysis: &Analysis<'_>, _carrier: usize, _predicate: usize) -> ActDate {
        ActDate { date: analysis.published(), from_text: false, history: false }
    }
}
