//! Where an article speaks of which issue.

use std::ops::Range;

use detente_lexicon::issues::{Issue, IssueHits, Issues};

use crate::analysis::Analysis;

/// How many tokens on either side may make a weak phrase sure.
const CONTEXT: usize = 200;

/// The issues of one article, looked up by token range.
#[derive(Debug)]
pub struct IssueMap<'a> {
    issues: &'a Issues,
    hits: IssueHits,
    tokens: usize,
}

impl<'a> IssueMap<'a> {
    /// Finds all issues of the article once.
    pub fn new(analysis: &Analysis<'a>) -> Self {
        let doc = analysis.doc;
        let issues = &analysis.lexicon.issues;
        let hits = issues.scan(doc.len(), |token| doc.lemma(token), |token| doc.word(token));
        Self { issues, hits, tokens: doc.len() }
    }

    /// The issues that `range` speaks of, each with the tokens that name it first.
    pub fn within(&self, range: Range<usize>) -> Vec<(&'a Issue, Range<usize>)> {
        let context = range.start.saturating_sub(CONTEXT)..(range.end + CONTEXT).min(self.tokens);
        self.issues.within(&self.hits, range, context)
    }

    /// The ids of the issues that `range` speaks of.
    pub fn ids(&self, range: Range<usize>) -> Vec<String> {
        self.within(range).into_iter().map(|(issue, _)| issue.id.to_string()).collect()
    }
}
