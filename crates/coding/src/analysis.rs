//! What all coding of one article shares: its text, its tree, who is mentioned and when.

use std::collections::BTreeSet;
use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::issues::{Around, IssueHits};
use detente_lexicon::{Actor, Lexicon};
use detente_page::Article;
use detente_syntax::Document;

use crate::dates::Dates;
use crate::mention::{self, Mentions};
use crate::offsets::CodePoints;
use crate::quote::{self, QuoteSpan};
use crate::record::Evidence;
use crate::undated;

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
    /// The time expressions.
    pub dates: Dates,
    /// Where the text speaks of which issues.
    pub issues: IssueHits,
    /// Who speaks in which quoted tokens.
    pub voices: Vec<Voice>,
}

/// Somebody's words in the text.
#[derive(Debug, Clone)]
pub struct Voice {
    /// The quoted tokens.
    pub tokens: Range<usize>,
    /// Whom the speaker acts for.
    pub actor: Actor,
    /// The speaker's name.
    pub name: String,
    /// The words that name the speaker.
    pub mention: Range<usize>,
}

impl<'a> Analysis<'a> {
    /// Finds who is mentioned, when, and about what; quotes are not yet attributed.
    pub fn new(article: &'a Article, doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let published = article.published.as_ref().map(|published| published.date);
        let place = article
            .dateline
            .as_ref()
            .and_then(|dateline| dateline.place.as_deref());
        let dates = Dates::find(doc, &lexicon.cues, published);
        let url = article.url.as_deref().or_else(|| opening_url(doc.text()));
        let mentions = mention::find(
            doc,
            lexicon,
            &mention::Context {
                date: published
                    .or_else(|| undated::date_in_url(url?))
                    .or_else(|| undated::date_in_text(dates.told())),
                place,
                url,
                outlet: article.outlet.as_deref(),
                title: article.title.as_deref(),
            },
        );
        Self {
            article,
            doc,
            lexicon,
            points: CodePoints::new(doc.text()),
            mentions,
            dates,
            issues: lexicon.issues.scan(
                doc.len(),
                |token| doc.lemma(token),
                |token| doc.word(token),
            ),
            voices: Vec::new(),
        }
    }

    /// Finds the quotes, gives first-person pronouns their speakers, and notes whose words are where.
    pub fn attribute_quotes(&mut self) -> Vec<QuoteSpan> {
        let spans = quote::spans(self);
        quote::settle_speakers(self, &spans);
        self.voices = spans
            .iter()
            .filter_map(|span| {
                let speaker = self.mentions.headed_by(span.speaker?)?;
                Some(Voice {
                    tokens: span.content.clone(),
                    actor: speaker.actors.first()?.clone(),
                    name: speaker.name.clone(),
                    mention: speaker.tokens.clone(),
                })
            })
            .collect();
        spans
    }

    /// The article's date.
    pub fn published(&self) -> Option<PartialDate> {
        self.article
            .published
            .as_ref()
            .map(|published| published.date)
    }

    /// Whose words the token `token` is: the speaker's actor, name and mention.
    pub fn quoted_by(&self, token: usize) -> Option<(Actor, String, Range<usize>)> {
        self.voices
            .iter()
            .find(|voice| voice.tokens.contains(&token))
            .map(|voice| {
                (
                    voice.actor.clone(),
                    voice.name.clone(),
                    voice.mention.clone(),
                )
            })
    }

    /// Ids of the issues that `tokens` speak of, in the context of their sentence.
    pub fn issues_in(&self, tokens: Range<usize>) -> Vec<String> {
        let Some(first) = self.doc.tokens().get(tokens.start) else {
            return Vec::new();
        };
        let sentence = self.doc.sentences()[first.sentence as usize].clone();
        let found = self
            .lexicon
            .issues
            .within(&self.issues, tokens, &Around::words(sentence));
        found
            .into_iter()
            .map(|(issue, _)| issue.id.to_string())
            .collect()
    }

    /// Ids of the forums and of the agreements named in the sentences of `tokens`, each once and sorted.
    pub fn frames_of(&self, tokens: Range<usize>) -> (Vec<String>, Vec<String>) {
        let sentence = |token: usize| {
            let parsed = self.doc.tokens().get(token)?;
            self.doc.sentences().get(parsed.sentence as usize).cloned()
        };
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        let (Some(first), Some(last)) = (sentence(tokens.start), sentence(last)) else {
            return (Vec::new(), Vec::new());
        };
        let (mut forums, mut agreements) = (BTreeSet::new(), BTreeSet::new());
        for (id, is_agreement) in self.mentions.frames(first.start..last.end) {
            let ids = if is_agreement {
                &mut agreements
            } else {
                &mut forums
            };
            ids.insert(id.to_owned());
        }
        (
            forums.into_iter().collect(),
            agreements.into_iter().collect(),
        )
    }

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
        let sentence = if tokens.is_empty() {
            0
        } else {
            self.doc.token(tokens.start).sentence
        };
        Evidence {
            start: span.start,
            end: span.end,
            text: self.doc.span_text(tokens).to_owned(),
            sentence,
        }
    }
}

/// The address that a saved text opens with.
fn opening_url(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    (first.starts_with("http://") || first.starts_with("https://")).then_some(first)
}
