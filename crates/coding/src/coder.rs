//! The entry point: an article in, its coding out.

use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_page::Article;
use detente_syntax::{Document, Model, Precision, Scratch};

use crate::analysis::Analysis;
use crate::event::{self, Found};
use crate::explain::{Explanation, explain};
use crate::mention::Mentions;
use crate::position::{self, Act};
use crate::quote;
use crate::record::{Coding, Diagnostic, Event};

/// Codes articles with one model and one lexicon. Cheap to make and shared by threads; each thread
/// has its own [`Workspace`].
#[derive(Clone, Copy)]
pub struct Coder<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
    incomplete: bool,
    attitudes: bool,
    least: Option<f64>,
    precision: Precision,
}

/// A coding with what it rests on.
#[derive(Debug)]
pub struct Traced {
    /// The parse.
    pub doc: Document,
    /// Who is mentioned where.
    pub mentions: Mentions,
    /// The record.
    pub coding: Coding,
    /// For each event what speaks for and against it, by the names in `confidence.tsv`.
    pub signs: Vec<Vec<String>>,
}

/// Buffers that coding uses again from article to article. Results do not depend on its history.
#[derive(Default)]
pub struct Workspace {
    scratch: Scratch,
}

impl<'a> Coder<'a> {
    /// A coder with `model` and `lexicon`.
    pub fn new(model: &'a Model, lexicon: &'a Lexicon) -> Self {
        Self {
            model,
            lexicon,
            incomplete: false,
            attitudes: false,
            least: None,
            precision: Precision::Exact,
        }
    }

    /// The coder that leaves out events whose confidence is under `least` (0 to 1), and with it the positions that
    /// rest on them; without this the bound is the one that was measured with the lexicon's confidence.
    #[must_use]
    pub fn with_least_confidence(self, least: f64) -> Self {
        Self {
            least: Some(least),
            ..self
        }
    }

    /// The coder that also codes acts of which an end is unknown (`-`), one in each sentence that tells
    /// no act with both: for counting what kinds of acts texts tell, whoever the parties are.
    #[must_use]
    pub fn with_incomplete(self, incomplete: bool) -> Self {
        Self { incomplete, ..self }
    }

    /// The coder that also makes quotations of attitudes: what somebody backs, wants or thinks of without a clause
    /// that tells it ("supports the treaty", "plans to leave"). Positions do not rest on them.
    #[must_use]
    pub fn with_attitudes(self, attitudes: bool) -> Self {
        Self { attitudes, ..self }
    }

    /// The coder that parses as exactly as told.
    #[must_use]
    pub fn with_precision(self, precision: Precision) -> Self {
        Self { precision, ..self }
    }

    /// The lexicon it codes with.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Parses the article: its title, if that opens the text, and its paragraphs.
    pub fn parse(&self, article: &Article, workspace: &mut Workspace) -> Document {
        workspace.scratch.options.precision = self.precision;
        self.model
            .parse_segments(&article.text, &segments(article), &mut workspace.scratch)
    }

    /// [`Coder::parse`] for several articles, a document each: the same documents, sooner.
    pub fn parse_all(&self, articles: &[&Article], workspace: &mut Workspace) -> Vec<Document> {
        let texts: Vec<(&str, Vec<Range<usize>>)> = articles
            .iter()
            .map(|article| (&*article.text, segments(article)))
            .collect();
        workspace.scratch.options.precision = self.precision;
        self.model.parse_all(&texts, &mut workspace.scratch)
    }

    /// Codes the article. Never fails: what cannot be coded is missing from the record, and what was
    /// left out for a bound is among its diagnostics.
    pub fn code(&self, article: &Article, workspace: &mut Workspace) -> Coding {
        let doc = self.parse(article, workspace);
        self.code_parsed(article, &doc)
    }

    /// [`Coder::code`] for several articles, a coding each: the same codings, sooner, since short
    /// articles are parsed together.
    pub fn code_all(&self, articles: &[&Article], workspace: &mut Workspace) -> Vec<Coding> {
        let docs = self.parse_all(articles, workspace);
        articles
            .iter()
            .zip(&docs)
            .map(|(article, doc)| self.code_parsed(article, doc))
            .collect()
    }

    /// Parses the article and finds whom it mentions where, for those who need the mentions alone.
    ///
    /// References are resolved as for coding: pronouns, titles and descriptions stand for whom they
    /// point at, and the first persons of a quotation for its speaker. Offices are those held on the
    /// article's date. Token ranges are those of the document given with them.
    pub fn mentions(&self, article: &Article, workspace: &mut Workspace) -> (Document, Mentions) {
        let doc = self.parse(article, workspace);
        let mut analysis = Analysis::new(article, &doc, self.lexicon);
        analysis.attribute_quotes();
        let mentions = analysis.mentions;
        (doc, mentions)
    }

    /// Codes the article and gives with the record what it rests on.
    pub fn trace(&self, article: &Article, workspace: &mut Workspace) -> Traced {
        let doc = self.parse(article, workspace);
        let (coding, mentions, signs) = self.code_and_trace(article, &doc);
        Traced {
            doc,
            mentions,
            coding,
            signs,
        }
    }

    /// Counts what stands between two parties in the article and tells no event, for those who look for rules to write.
    pub fn suggest(
        &self,
        article: &Article,
        candidates: &mut event::Candidates,
        workspace: &mut Workspace,
    ) {
        let doc = self.parse(article, workspace);
        let mut analysis = Analysis::new(article, &doc, self.lexicon);
        analysis.attribute_quotes();
        let (found, _) = event::find(&analysis, false);
        candidates.add(&analysis, &found);
    }

    /// Codes the article and tells why.
    pub fn explain(&self, article: &Article, workspace: &mut Workspace) -> Explanation {
        let Traced {
            doc, coding, signs, ..
        } = self.trace(article, workspace);
        explain(article, &doc, self.lexicon, coding, &signs)
    }

    /// Codes an article that [`parse`](Self::parse) has parsed.
    pub fn code_parsed(&self, article: &Article, doc: &Document) -> Coding {
        self.code_and_trace(article, doc).0
    }

    fn code_and_trace(
        &self,
        article: &Article,
        doc: &Document,
    ) -> (Coding, Mentions, Vec<Vec<String>>) {
        let mut analysis = Analysis::new(article, doc, self.lexicon);
        let spans = analysis.attribute_quotes();
        let mut quotes = quote::records(&analysis, &spans);
        let (mut found, mut diagnostics) = event::find(&analysis, self.incomplete);
        diagnostics.extend(self.leave_out_doubtful(&mut found));
        let acts: Vec<Act<'_>> = found
            .iter()
            .enumerate()
            .filter(|(_, found)| !found.source.is_unknown())
            .map(|(index, found)| found.as_act(index))
            .collect();
        let events: Vec<Event> = found.iter().map(|found| found.event.clone()).collect();
        let positions = position::find(&analysis, &spans, &quotes, &acts, &events);
        if self.attitudes {
            let attitudes = quote::attitudes(&analysis, &spans);
            quotes.extend(quote::records(&analysis, &attitudes));
            quotes.sort_by_key(|quote| (quote.start, std::cmp::Reverse(quote.end)));
        }
        let coding = Coding {
            events,
            quotes,
            positions,
            diagnostics,
        };
        let signs = found.into_iter().map(|found| found.signs).collect();
        (coding, analysis.mentions, signs)
    }

    /// Notes how sure each event is and leaves out those under the bound; where an end may be unknown,
    /// nothing was measured, and all stay.
    fn leave_out_doubtful(&self, found: &mut Vec<Found>) -> Option<Diagnostic> {
        let confidence = &self.lexicon.confidence;
        for found in found.iter_mut() {
            let share = confidence.share(found.signs.iter().map(String::as_str));
            // Two digits less than the weights have: what is written does not depend on the last bit of a sum.
            found.event.confidence = share.map(|share| (share * 1000.0).round() / 1000.0);
        }
        let least = self.least.unwrap_or(if self.incomplete {
            0.0
        } else {
            confidence.least()
        });
        let before = found.len();
        found.retain(|found| match found.event.confidence {
            Some(share) => share >= least,
            None => self.least.is_none_or(|least| least <= 0.0),
        });
        let left_out = before - found.len();
        (left_out > 0).then(|| Diagnostic {
            kind: "doubtful-event".to_owned(),
            detail: format!("{left_out} events under a confidence of {least} were left out"),
            span: None,
        })
    }
}

/// The stretches of an article that are parsed each on its own.
fn segments(article: &Article) -> Vec<Range<usize>> {
    article
        .title_span
        .iter()
        .chain(&article.paragraphs)
        .map(|range| range.start as usize..range.end as usize)
        .collect()
}
