//! What the articles of a story have in common.

use rustc_hash::FxHashMap as HashMap;

use super::terms::{Terms, Vector};

/// Share of names in the similarity; the rest is that of words.
const NAMES: f32 = 0.6;

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
    pub fn similarity(&self, terms: &Terms) -> f32 {
        NAMES * self.names.cosine(&terms.names) + (1.0 - NAMES) * self.words.cosine(&terms.words)
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
