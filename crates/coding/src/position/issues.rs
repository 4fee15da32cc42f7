//! Where an article speaks of which issue.

use std::ops::Range;

use detente_lexicon::issues::Spoken;

use crate::analysis::Analysis;

/// How many tokens on either side may make a weak phrase sure.
const CONTEXT: usize = 50;

/// The issues that `range` speaks of, each with the tokens that name it first.
pub fn issues_within<'a>(analysis: &Analysis<'a>, range: Range<usize>) -> Vec<Spoken<'a>> {
    let context =
        range.start.saturating_sub(CONTEXT)..(range.end + CONTEXT).min(analysis.doc.len());
    analysis
        .lexicon
        .issues
        .spoken(&analysis.issues, range, context)
}

/// The ids of the issues that `range` speaks of.
pub fn issue_ids(analysis: &Analysis<'_>, range: Range<usize>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for spoken in issues_within(analysis, range) {
        if !ids.iter().any(|id| id == spoken.issue.id.as_str()) {
            ids.push(spoken.issue.id.to_string());
        }
    }
    ids
}
