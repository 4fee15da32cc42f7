//! A set of records, wherever it came from: articles coded just now, a file, an archive.

use detente_calendar::PartialDate;
use detente_coding::record::{Coding, Event, Position, Quote};
use detente_page::record::ArticleRecord;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What a dossier needs to know of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHead {
    /// The article's id.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The medium, else the news agency, else nothing.
    pub outlet: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The path, URL or archive record it came from.
    pub input: String,
    /// The date of publication.
    pub published: Option<PartialDate>,
    /// The text that offsets of records point into, in code points; empty where it is not at hand.
    pub text: String,
}

impl From<ArticleRecord> for ArticleHead {
    fn from(article: ArticleRecord) -> Self {
        Self {
            id: article.id,
            title: article.title,
            outlet: article.outlet.or(article.agency),
            url: article.url,
            input: article.input,
            published: article.published,
            text: article.text,
        }
    }
}

/// Articles with what was coded in them. Records are kept in the order of their ids, each once, so
/// that the order in which they came has no say.
#[derive(Debug, Clone, Default)]
pub struct RecordSet {
    articles: Vec<ArticleHead>,
    by_id: FxHashMap<String, usize>,
    events: Vec<Event>,
    quotes: Vec<Quote>,
    positions: Vec<Position>,
}

/// Collects records for a [`RecordSet`].
#[derive(Debug, Clone, Default)]
pub struct Collector(RecordSet);

impl Collector {
    /// Takes an article.
    pub fn article(&mut self, article: impl Into<ArticleHead>) {
        self.0.articles.push(article.into());
    }

    /// Takes an event.
    pub fn event(&mut self, event: Event) {
        self.0.events.push(event);
    }

    /// Takes a quote.
    pub fn quote(&mut self, quote: Quote) {
        self.0.quotes.push(quote);
    }

    /// Takes a position.
    pub fn position(&mut self, position: Position) {
        self.0.positions.push(position);
    }

    /// Takes all that was coded in an article.
    pub fn coding(&mut self, coding: Coding) {
        self.0.events.extend(coding.events);
        self.0.quotes.extend(coding.quotes);
        self.0.positions.extend(coding.positions);
    }

    /// The set, in order, with what came twice kept once.
    pub fn finish(self) -> RecordSet {
        let mut set = self.0;
        // The whole row decides among rows of one id, so that not even then the order of arrival counts.
        set.articles
            .sort_by(|a, b| (&a.id, &a.input, &a.text).cmp(&(&b.id, &b.input, &b.text)));
        set.articles.dedup_by(|a, b| a.id == b.id);
        set.events
            .sort_by(|a, b| (&a.id, &a.article).cmp(&(&b.id, &b.article)));
        set.events.dedup_by(|a, b| a.id == b.id);
        set.quotes
            .sort_by(|a, b| (&a.id, &a.article).cmp(&(&b.id, &b.article)));
        set.quotes.dedup_by(|a, b| a.id == b.id);
        set.positions
            .sort_by(|a, b| (&a.id, &a.article).cmp(&(&b.id, &b.article)));
        set.positions.dedup_by(|a, b| a.id == b.id);
        set.by_id = set
            .articles
            .iter()
            .enumerate()
            .map(|(index, article)| (article.id.clone(), index))
            .collect();
        set
    }
}

impl RecordSet {
    /// A collector of records.
    pub fn collect() -> Collector {
        Collector::default()
    }

    /// The articles by id.
    pub fn articles(&self) -> &[ArticleHead] {
        &self.articles
    }

    /// The events by id.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The quotes by id.
    pub fn quotes(&self) -> &[Quote] {
        &self.quotes
    }

    /// The positions by id.
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// The article of `id`.
    pub fn article(&self, id: &str) -> Option<&ArticleHead> {
        self.by_id.get(id).map(|&index| &self.articles[index])
    }

    /// The quote of `id`.
    pub fn quote(&self, id: &str) -> Option<&Quote> {
        self.quotes
            .binary_search_by(|quote| quote.id.as_str().cmp(id))
            .ok()
            .map(|index| &self.quotes[index])
    }

    /// The event of `id`.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events
            .binary_search_by(|event| event.id.as_str().cmp(id))
            .ok()
            .map(|index| &self.events[index])
    }

    /// Whether there is no record at all.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
            && self.events.is_empty()
            && self.quotes.is_empty()
            && self.positions.is_empty()
    }
}
