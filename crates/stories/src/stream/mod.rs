//! Articles on the same happening, grouped as they arrive.
//!
//! An article joins the story whose articles it is most like, if it is like enough, and opens a story
//! otherwise. Likeness is the cosine of its names and of its words, each weighted by how rare they are,
//! to the sums of those of the story: names part two happenings of one kind, words two of one person.
//! What joined stays: stories never merge or split, so that an id once given holds.

mod centroid;
mod frequency;
mod postings;
mod span;
mod terms;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;

use self::centroid::{Centroid, Change, Comparison};
use self::frequency::Frequency;
use self::postings::Postings;
use self::span::Span;
use self::terms::Terms;
use crate::ArticleKey;

/// How stories are told apart, and how many are kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryOptions {
    /// The least likeness, from 0 to 1, at which an article joins a story.
    ///
    /// The default was chosen on one half of a set of stories and scored on the other
    /// (`docs/measurements.md`).
    pub threshold: f32,
    /// An article whose day lies farther, in days, from those of a story's articles does not join it.
    pub window_days: u16,
    /// Stories that are kept open. Beyond them the one that has waited longest for an article closes.
    pub most_stories: usize,
    /// Names, and as many words, that a story is known by.
    pub most_terms: usize,
}

impl Default for StoryOptions {
    fn default() -> Self {
        Self {
            threshold: 0.29,
            window_days: 14,
            most_stories: 20_000,
            most_terms: 150,
        }
    }
}

/// How much more like the story than its headline's article an article must be for its own headline
/// to take the place.
const BETTER_HEADLINE: f32 = 0.05;

/// The id of a story: 32 hex digits, a hash of the id of its first article.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct StoryId(String);

impl StoryId {
    /// The id of the story that the article with this id opens.
    pub fn opened_by(article: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"story\0");
        hasher.update(article.as_bytes());
        Self(hasher.finalize().to_hex()[..32].to_owned())
    }

    /// An id that was given before, as it was written down.
    pub fn from_record(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an article was put.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// The story it belongs to.
    pub story: StoryId,
    /// Whether it is the first of it.
    pub is_new: bool,
    /// How like it is to the story as it was before, from 0 to 1; 0 for the first.
    pub similarity: f32,
}

/// An open story.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its id, which never changes.
    pub id: StoryId,
    /// The headline of the article that has most in common with all.
    pub headline: Option<String>,
    /// How many articles it has.
    pub articles: u32,
    /// The first day of its dated articles.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    centroid: Centroid,
    /// The terms of the headline's article.
    headline_terms: Terms,
    /// How many stories were opened before it.
    number: u64,
    /// When an article came last, as a count of articles.
    touched: u64,
}

impl Story {
    /// Takes an article in; gives what that changes of the story's terms.
    fn take(
        &mut self,
        key: &ArticleKey,
        terms: &Terms,
        day: Option<Date>,
        most_terms: usize,
    ) -> Change {
        let change = self.centroid.add(terms, most_terms);
        self.articles += 1;
        self.first = self.first.into_iter().chain(day).min();
        self.last = self.last.into_iter().chain(day).max();
        let Some(title) = key.title.map(str::trim).filter(|title| !title.is_empty()) else {
            return change;
        };
        let better = || {
            let likeness = |terms| self.centroid.similarity(&Comparison::of(terms));
            likeness(terms) > likeness(&self.headline_terms) + BETTER_HEADLINE
        };
        if self.headline.is_none() || better() {
            self.headline = Some(title.to_owned());
            self.headline_terms = terms.clone();
        }
        change
    }
}

/// The stories that are open, each in a place of its own, which another takes when it closes.
#[derive(Debug, Default)]
pub struct StoryStream {
    options: StoryOptions,
    frequency: Frequency,
    stories: Vec<Story>,
    /// The days of each place's story.
    spans: Vec<Span>,
    /// Whether each place's story is near enough in time to the article in hand.
    near: Vec<bool>,
    /// Places of the open stories by id.
    places: HashMap<StoryId, u32>,
    /// Places by when an article came last.
    waiting: BTreeMap<u64, u32>,
    postings: Postings,
    /// Articles so far.
    clock: u64,
    /// Stories so far.
    opened: u64,
}

impl StoryStream {
    /// No stories yet.
    pub fn new(options: StoryOptions) -> Self {
        Self {
            options,
            ..Self::default()
        }
    }

    /// Puts an article into the story it belongs to, or opens one.
    pub fn add(&mut self, key: &ArticleKey) -> Placement {
        let terms = Terms::of(key, &mut self.frequency);
        let day = day_of(key);
        let (place, is_new, similarity) = match self.most_like(&terms, day) {
            Some((similarity, place)) => (place, false, similarity),
            None => (self.open(StoryId::opened_by(key.id)), true, 0.0),
        };
        self.seat(place, key, &terms, day);
        Placement {
            story: self.stories[place as usize].id.clone(),
            is_new,
            similarity,
        }
    }

    /// Puts an article into the story that it was put into before, which opens if it is not open: so a
    /// program that was stopped takes up its stories again, the articles in their former order.
    pub fn restore(&mut self, story: &StoryId, key: &ArticleKey) {
        let terms = Terms::of(key, &mut self.frequency);
        let place = match self.places.get(story) {
            Some(place) => *place,
            None => self.open(story.clone()),
        };
        self.seat(place, key, &terms, day_of(key));
    }

    /// An open story.
    pub fn story(&self, id: &StoryId) -> Option<&Story> {
        self.stories.get(*self.places.get(id)? as usize)
    }

    /// How many stories are open.
    pub fn open_stories(&self) -> usize {
        self.stories.len()
    }

    /// The place of the story that an article belongs to, with its likeness.
    fn most_like(&mut self, terms: &Terms, day: Option<Date>) -> Option<(f32, u32)> {
        let of_article = Span::of(day);
        let window = i32::from(self.options.window_days);
        self.near.clear();
        let near = self
            .spans
            .iter()
            .map(|span| span.is_within(of_article, window));
        self.near.extend(near);
        let article = Comparison::of(terms);
        self.postings
            .candidates(terms, &self.near)
            .into_iter()
            .map(|place| {
                let nearness = self.spans[place as usize].nearness(of_article, window);
                let story = &self.stories[place as usize];
                (story.centroid.similarity(&article) * nearness, place)
            })
            // Of equals the older story.
            .max_by(|a, b| {
                let number = |place: u32| self.stories[place as usize].number;
                a.0.total_cmp(&b.0)
                    .then_with(|| number(b.1).cmp(&number(a.1)))
            })
            .filter(|(similarity, _)| *similarity >= self.options.threshold)
    }

    /// Opens a story; where there are as many as may be, in the place of the one that has waited longest.
    fn open(&mut self, id: StoryId) -> u32 {
        let story = Story {
            id: id.clone(),
            headline: None,
            articles: 0,
            first: None,
            last: None,
            centroid: Centroid::default(),
            headline_terms: Terms::default(),
            number: self.opened,
            touched: 0,
        };
        self.opened += 1;
        let full = self.stories.len() >= self.options.most_stories.max(1);
        let longest = self.waiting.first_key_value().filter(|_| full);
        let place = if let Some((_, place)) = longest {
            let place = *place;
            self.waiting.pop_first();
            let closed = std::mem::replace(&mut self.stories[place as usize], story);
            self.spans[place as usize] = Span::default();
            self.places.remove(&closed.id);
            for term in closed.centroid.terms() {
                self.postings.remove(place, term);
            }
            place
        } else {
            self.stories.push(story);
            self.spans.push(Span::default());
            self.stories.len() as u32 - 1
        };
        self.places.insert(id, place);
        place
    }

    fn seat(&mut self, place: u32, key: &ArticleKey, terms: &Terms, day: Option<Date>) {
        let story = &mut self.stories[place as usize];
        self.clock += 1;
        self.waiting.remove(&story.touched);
        story.touched = self.clock;
        self.waiting.insert(self.clock, place);
        let change = story.take(key, terms, day, self.options.most_terms.max(1));
        self.spans[place as usize] = self.spans[place as usize].with(Span::of(day));
        for term in change.came {
            self.postings.add(place, term);
        }
        for term in change.went {
            self.postings.remove(place, term);
        }
    }
}

/// The day that an article is grouped by, if it has one.
fn day_of(key: &ArticleKey) -> Option<Date> {
    key.published
        .and_then(detente_calendar::PartialDate::first_day)
}

#[cfg(test)]
mod tests;
