//! What the articles of a story have in common.

use rustc_hash::FxHashMap as HashMap;

use super::terms::{Terms, Vector};

/// Share of names in the similarity; the rest is that of words.
const NAMES: f32 = 0.6;

/// Share of an article's subjects, by weight, that a story must know for their likeness to count in full.
const ENOUGH_KNOWN: f32 = 0.3;

/// What is left of the likeness of an article of whose subjects the story knows none.
const OF_STRANGERS: f32 = 0.3;

/// A sum of vectors with its length.
#[derive(Debug, Clone, Default)]
struct Sum {
    weights: HashMap<u64, f32>,
    length: f32,
}

impl Sum {
    fn cosine(&self, vector: &Vector) -> f32 {
        if self.length <= 0.0 {
            return 0.0;
        }
        let product: f32 = vector
            .0
            .iter()
            .filter_map(|(term, weight)| Some(weight * self.weights.get(term)?))
            .sum();
        product / self.length
    }

    /// Adds a vector; the lightest terms beyond `most` go.
    fn add(&mut self, vector: &Vector, most: usize) {
        for (term, weight) in &vector.0 {
            *self.weights.entry(*term).or_default() += weight;
        }
        let mut all: Vec<(u64, f32)> = self.weights.iter().map(|(t, w)| (*t, *w)).collect();
        if all.len() > most {
            all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(most);
            self.weights = all.iter().copied().collect();
        }
        // In the order of terms, so that rounding is the same everywhere.
        all.sort_unstable_by_key(|(term, _)| *term);
        self.length = all.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    }
}

/// The sums of the names and of the words of a story's articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Centroid {
    names: Sum,
    words: Sum,
}

impl Centroid {
    /// How like an article is to the story, from 0 to 1.
    ///
    /// Reports of one form about different subjects, as the results of two companies, have most of their
    /// words in common: where the story knows few of the article's subjects, its likeness counts for less.
    pub fn similarity(&self, terms: &Terms) -> f32 {
        let likeness = NAMES * self.names.cosine(&terms.names)
            + (1.0 - NAMES) * self.words.cosine(&terms.words);
        let familiar = (self.known(&terms.subjects) / ENOUGH_KNOWN).min(1.0);
        likeness * (OF_STRANGERS + (1.0 - OF_STRANGERS) * familiar)
    }

    /// The share of an article's subjects that the story has, by their weight; 1 where it has none.
    fn known(&self, subjects: &[(u64, f32)]) -> f32 {
        let all: f32 = subjects.iter().map(|(_, weight)| weight).sum();
        if all <= 0.0 {
            return 1.0;
        }
        let known: f32 = subjects
            .iter()
            .filter(|(term, _)| self.names.weights.contains_key(term))
            .map(|(_, weight)| weight)
            .sum();
        known / all
    }

    pub fn add(&mut self, terms: &Terms, most: usize) {
        self.names.add(&terms.names, most);
        self.words.add(&terms.words, most);
    }

    pub fn terms(&self) -> impl Iterator<Item = u64> {
        self.names
            .weights
            .keys()
            .chain(self.words.weights.keys())
            .copied()
    }
}
