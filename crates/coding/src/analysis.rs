//! What all coding of one article shares: its text, its tree, who is mentioned and when.

use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_page::Article;
use detente_syntax::Document;

use crate::mention::Mentions;
use crate::offsets::CodePoints;
use crate::record::Evidence;

/// One article under analysis. Token indices are those of `doc`.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its parse; `doc.text()` is the article's text.
    pub doc: &'a Document,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// Byte offsets to code points.
    pub points: CodePoints<'a>,
    /// Who is mentioned where, with references resolved.
    pub mentions: Mentions,
}

impl Analysis<'_> {
    /// The bytes of a token range.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            return 0..0;
        }
        let first = self.doc.token(tokens.start);
        let last = self.doc.token(tokens.end - 1);
        first.start as usize..last.end as usize
    }

    /// A token range as evidence.
    pub fn evidence(&self, tokens: Range<usize>) -> Evidence {
        let span = self.points.span(self.bytes(tokens.clone()));
        let sentence = if tokens.is_empty() { 0 } else { self.doc.token(tokens.start).sentence };
        Evidence { start: span.start, end: span.end, text: self.doc.span_text(tokens).to_owned(), sentence }
    }
}
