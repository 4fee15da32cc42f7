//! The entry point: an article in, its coding out.

use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_page::Article;
use detente_syntax::{Document, Model, Scratch};

use crate::analysis::Analysis;
use crate::event;
use crate::explain::{Explanation, explain};
use crate::mention::Mentions;
use crate::position::{self, Act};
use crate::quote;
use crate::record::{Coding, Event};

/// Codes articles with one model and one lexicon. Cheap to make and shared by threads; each thread
/// has its own [`Workspace`].
#[derive(Clone, Copy)]
pub struct Coder<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
    incomplete: bool,
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
        }
    }

    /// The coder that also codes acts of which an end is unknown (`-`), one in each sentence that tells
    /// no act with both: for counting what kinds of acts texts tell, whoever the parties are.
    #[must_use]
    pub fn with_incomplete(self, incomplete: bool) -> Self {
        Self { incomplete, ..self }
    }

    /// The lexicon it codes with.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Parses the article: its title, if that opens the text, and its paragraphs.
    pub fn parse(&self, article: &Article, workspace: &mut Workspace) -> Document {
        let segments: Vec<Range<usize>> = article
            .title_span
            .iter()
            .chain(&article.paragraphs)
            .map(|range| range.start as usize..range.end as usize)
            .collect();
        self.model
            .parse_segments(&article.text, &segments, &mut workspace.scratch)
    }

    /// Codes the article. Never fails: what cannot be coded is missing from the record, and what was
    /// left out for a bound is among its diagnostics.
    pub fn code(&self, article: &Article, workspace: &mut Workspace) -> Coding {
        let doc = self.parse(article, workspace);
        self.code_parsed(article, &doc)
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

    /// Codes the article and gives with the record the parse and the mentions that it rests on.
    pub fn code_with_mentions(
        &self,
        article: &Article,
        workspace: &mut Workspace,
    ) -> (Document, Mentions, Coding) {
        let doc = self.parse(article, workspace);
        let (coding, mentions) = self.code_and_mention(article, &doc);
        (doc, mentions, coding)
    }

    /// Codes the article and tells why.
    pub fn explain(&self, article: &Article, workspace: &mut Workspace) -> Explanation {
        let doc = self.parse(article, workspace);
        explain(article, &doc, self.lexicon, self.code_parsed(article, &doc))
    }

    /// Codes an article that [`parse`](Self::parse) has parsed.
    pub fn code_parsed(&self, article: &Article, doc: &Document) -> Coding {
        self.code_and_mention(article, doc).0
    }

    fn code_and_mention(&self, article: &Article, doc: &Document) -> (Coding, Mentions) {
        let mut analysis = Analysis::new(article, doc, self.lexicon);
        let spans = analysis.attribute_quotes();
        let quotes = quote::records(&analysis, &spans);
        let (found, diagnostics) = event::find(&analysis, self.incomplete);
        let acts: Vec<Act<'_>> = found
            .iter()
            .enumerate()
            .filter(|(_, found)| !found.source.is_unknown())
            .map(|(index, found)| found.as_act(index))
            .collect();
        let measured = |event: &Event| self.lexicon.confidence.of(&event.rule, &event.cameo);
        let events: Vec<Event> = found
            .iter()
            .map(|found| Event {
                confidence: measured(&found.event).map(|measured| measured.precision),
                ..found.event.clone()
            })
            .collect();
        let positions = position::find(&analysis, &spans, &quotes, &acts, &events);
        let coding = Coding {
            events,
            quotes,
            positions,
            diagnostics,
        };
        (coding, analysis.mentions)
    }
}
