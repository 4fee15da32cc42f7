//! What the user wants coded and kept.

use std::collections::HashMap;

use detente_coding::record::{Coding, Diagnostic, Quote};
use detente_coding::{Coder, Workspace, quote};
use detente_page::Article;
use detente_syntax::Precision;

/// What the user wants coded and kept. The default is what `detente code` does without options.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent choices, each a switch of the command line"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Choices {
    /// Code articles in other languages than English too, in place of setting them aside.
    pub any_language: bool,
    /// Leave out events whose confidence is lower (0 to 1), and the positions that rest on them; `None` is the
    /// bound that was measured with the lexicon.
    pub min_confidence: Option<f64>,
    /// One quote for each whole quotation in place of one for each part of a split one.
    pub whole_quotations: bool,
    /// Also make quotes of attitudes: what somebody backs, wants or thinks of without a clause that tells it.
    pub attitudes: bool,
    /// Also code acts of which an end is unknown.
    pub incomplete: bool,
    /// How exactly the language model is worked out.
    pub precision: Precision,
}

impl Choices {
    /// Codes an article as chosen. Never fails: an article that is set aside has a diagnostic that says so.
    pub fn code(&self, coder: Coder<'_>, article: &Article, workspace: &mut Workspace) -> Coding {
        self.code_all(coder, &[article], workspace)
            .pop()
            .unwrap_or_default()
    }

    /// [`Choices::code`] for several articles, a coding each: the same codings, sooner.
    pub fn code_all(
        &self,
        coder: Coder<'_>,
        articles: &[&Article],
        workspace: &mut Workspace,
    ) -> Vec<Coding> {
        let mut coder = coder
            .with_incomplete(self.incomplete)
            .with_attitudes(self.attitudes)
            .with_precision(self.precision);
        if let Some(least) = self.min_confidence {
            coder = coder.with_least_confidence(least);
        }
        let foreign = |article| other_language(article).filter(|_| !self.any_language);
        let taken: Vec<&Article> = articles
            .iter()
            .copied()
            .filter(|article| foreign(article).is_none())
            .collect();
        let mut codings = coder.code_all(&taken, workspace).into_iter();
        let mut next = |article: &Article| {
            let mut coding = codings.next().unwrap_or_default();
            if self.whole_quotations {
                make_whole(&mut coding, &article.text);
            }
            coding
        };
        articles
            .iter()
            .map(|article| foreign(article).map_or_else(|| next(article), set_aside))
            .collect()
    }
}

/// The language of an article that is not in English, as far as that is known.
fn other_language(article: &Article) -> Option<&str> {
    let tag = article.language.as_deref()?;
    let primary = tag.split('-').next().unwrap_or(tag);
    (!primary.eq_ignore_ascii_case("en")).then_some(primary)
}

/// The coding of an article in a language that is not coded: nothing, and a note that says so.
fn set_aside(language: &str) -> Coding {
    Coding {
        diagnostics: vec![Diagnostic {
            kind: format!("other-language-{language}"),
            detail: "the article is not in English and was not coded; --any-language codes it"
                .to_owned(),
            span: None,
        }],
        ..Coding::default()
    }
}

/// Puts the parts of split quotations together; positions name the wholes.
fn make_whole(coding: &mut Coding, text: &str) {
    let wholes = whole_ids(&coding.quotes);
    coding.quotes = quote::whole(std::mem::take(&mut coding.quotes), text);
    for position in &mut coding.positions {
        let whole = position.quote.as_ref().and_then(|id| wholes.get(id));
        position.quote = whole.cloned().or(position.quote.take());
    }
}

/// The id of the whole of each quote that is a part of one.
fn whole_ids(quotes: &[Quote]) -> HashMap<String, String> {
    quotes
        .iter()
        .filter_map(|quote| Some((quote.id.clone(), quote.part_of.as_ref()?.id.clone())))
        .collect()
}
