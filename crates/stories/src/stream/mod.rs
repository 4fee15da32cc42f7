//! Articles on the same happening, grouped as they arrive.
//!
//! An article joins the story whose articles it is most like, if it is like enough, and opens a story
//! otherwise. Likeness is the cosine of its names and of its words, each weighted by how rare they are,
//! to the sums of those of the story: names part two happenings of one kind, words two of one person.
//! What joined stays: stories never merge or split, so that an id once given holds.

mod centroid;
mod frequency;
mod postings;
mod terms;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;

use self::centroid::Centroid;
use self::frequency::Frequency;
use self::postings::Postings;
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

/// How much of an article's likeness is left at the edge of the window.
const AT_WINDOW: f32 = 0.7;

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
    /// When an article came last, as a count of articles.
    touched: u64,
}

impl Story {
    /// How much of a likeness counts for an article of this day; `None` if it is too far away.
    fn nearness(&self, day: Option<Date>, window: u16) -> Option<f32> {
        let (Some(day), Some(first), Some(last)) = (day, self.first, self.last) else {
            return Some(1.0);
        };
        let days = |from: Date, to: Date| (to - from).get_days();
        let away = days(day, first).max(days(last, day)).max(0) as f32;
        let window = f32::from(window.max(1));
        (away <= window).then(|| 1.0 - (1.0 - AT_WINDOW) * away / window)
    }

    fn take(&mut self, key: &ArticleKey, terms: &Terms, day: Option<Date>, most_terms: usize) {
        self.centroid.add(terms, most_terms);
        self.articles += 1;
        self.first = self.first.into_iter().chain(day).min();
        self.last = self.last.into_iter().chain(day).max();
        let Some(title) = key.title.map(str::trim).filter(|title| !title.is_empty()) else {
            return;
        };
        let better = || {
            let before = self.centroid.similarity(&self.headline_terms);
            self.centroid.similarity(terms) > before + BETTER_HEADLINE
        };
        if self.headline.is_none() || better() {
            self.headline = Some(title.to_owned());
            self.headline_terms = terms.clone();
        }
    }
}

/// The stories that are open.
#[derive(Debug, Default)]
pub struct StoryStream {
    options: StoryOptions,
    frequency: Frequency,
    stories: HashMap<u64, Story>,
    /// Numbers of the open stories by id.
    numbers: HashMap<StoryId, u64>,
    /// Numbers by when an article came last.
    waiting: BTreeMap<u64, u64>,
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
        let day = key
            .published
            .and_then(detente_calendar::PartialDate::first_day);
        let best = self
            .postings
            .candidates(&terms)
            .into_iter()
            .filter_map(|number| {
                let story = self.stories.get(&number)?;
                let nearness = story.nearness(day, self.options.window_days)?;
                Some((story.centroid.similarity(&terms) * nearness, number))
            })
            // Of equals the older story.
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .filter(|(similarity, _)| *similarity >= self.options.threshold);
        let (number, is_new, similarity) = match best {
            Some((similarity, number)) => (number, false, similarity),
            None => (self.open(StoryId::opened_by(key.id)), true, 0.0),
        };
        self.seat(number, key, &terms, day);
        Placement {
            story: self.stories[&number].id.clone(),
            is_new,
            similarity,
        }
    }

    /// Puts an article into the story that it was put into before, which opens if it is not open: so a
    /// program that was stopped takes up its stories again, the articles in their former order.
    pub fn restore(&mut self, story: &StoryId, key: &ArticleKey) {
        let terms = Terms::of(key, &mut self.frequency);
        let day = key
            .published
            .and_then(detente_calendar::PartialDate::first_day);
        let number = match self.numbers.get(story) {
            Some(number) => *number,
            None => self.open(story.clone()),
        };
        self.seat(number, key, &terms, day);
    }

    /// An open story.
    pub fn story(&self, id: &StoryId) -> Option<&Story> {
        self.stories.get(self.numbers.get(id)?)
    }

    /// How many stories are open.
    pub fn open_stories(&self) -> usize {
        self.stories.len()
    }

    fn open(&mut self, id: StoryId) -> u64 {
        while self.stories.len() >= self.options.most_stories.max(1) {
            let Some((_, number)) = self.waiting.pop_first() else {
                break;
            };
            if let Some(closed) = self.stories.remove(&number) {
                self.numbers.remove(&closed.id);
                self.postings.remove(number, closed.centroid.terms());
            }
        }
        let number = self.opened;
        self.opened += 1;
        self.numbers.insert(id.clone(), number);
        self.stories.insert(
            number,
            Story {
                id,
                headline: None,
                articles: 0,
                first: None,
                last: None,
                centroid: Centroid::default(),
                headline_terms: Terms::default(),
                touched: 0,
            },
        );
        number
    }

    fn seat(&mut self, number: u64, key: &ArticleKey, terms: &Terms, day: Option<Date>) {
        let Some(story) = self.stories.get_mut(&number) else {
            return;
        };
        self.clock += 1;
        self.waiting.remove(&story.touched);
        story.touched = self.clock;
        self.waiting.insert(self.clock, number);
        self.postings.remove(number, story.centroid.terms());
        story.take(key, terms, day, self.options.most_terms.max(1));
        self.postings.add(number, story.centroid.terms());
    }
}

#[cfg(test)]
mod tests;
