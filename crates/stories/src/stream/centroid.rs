//! What the articles of a story have in common.

use super::terms::{Terms, Vector};

/// Share of names in the similarity; the rest is that of words.
const NAMES: f32 = 0.6;

/// Share of an article's subjects, by weight, that a story must know for their likeness to count in full.
const ENOUGH_KNOWN: f32 = 0.3;

/// What is left of the likeness of an article of whose subjects the story knows none.
const OF_STRANGERS: f32 = 0.3;

/// Terms that came into a story and terms that went.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub came: Vec<u64>,
    pub went: Vec<u64>,
}

/// Bits by which most terms that a vector lacks are told without looking into it.
const BITS: u64 = 4096;

/// A vector of which it is asked for many terms whether it has them.
#[derive(Debug)]
struct Asked<'a> {
    vector: &'a [(u64, f32)],
    bits: [u64; BITS as usize / 64],
}

impl<'a> Asked<'a> {
    fn new(vector: &'a Vector) -> Self {
        let mut bits = [0; BITS as usize / 64];
        for (term, _) in &vector.0 {
            let bit = term % BITS;
            bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        Self {
            vector: &vector.0,
            bits,
        }
    }

    fn weight(&self, term: u64) -> Option<f32> {
        let bit = term % BITS;
        if self.bits[(bit / 64) as usize] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let at = self.vector.binary_search_by_key(&term, |(own, _)| *own);
        at.ok().map(|at| self.vector[at].1)
    }
}

/// An article's terms, ready to be compared with many stories.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    names: Asked<'a>,
    words: Asked<'a>,
    subjects: &'a [(u64, f32)],
}

impl<'a> Comparison<'a> {
    pub fn of(terms: &'a Terms) -> Self {
        Self {
            names: Asked::new(&terms.names),
            words: Asked::new(&terms.words),
            subjects: &terms.subjects,
        }
    }
}

/// A sum of vectors, in the order of terms, with its length.
#[derive(Debug, Clone, Default)]
struct Sum {
    weights: Vec<(u64, f32)>,
    length: f32,
}

impl Sum {
    fn cosine(&self, asked: &Asked) -> f32 {
        if self.length <= 0.0 {
            return 0.0;
        }
        let mut product = 0.0;
        for (term, sum) in &self.weights {
            if let Some(weight) = asked.weight(*term) {
                product += weight * sum;
            }
        }
        product / self.length
    }

    fn has(&self, term: u64) -> bool {
        self.weights
            .binary_search_by_key(&term, |(own, _)| *own)
            .is_ok()
    }

    /// Adds a vector; the lightest terms beyond `most` go.
    fn add(&mut self, vector: &Vector, most: usize, change: &mut Change) {
        let mut all = Vec::with_capacity(self.weights.len() + vector.0.len());
        let mut own = self.weights.iter().copied().peekable();
        for (term, weight) in &vector.0 {
            while let Some(lower) = own.next_if(|(other, _)| other < term) {
                all.push(lower);
            }
            let before = own.next_if(|(other, _)| other == term);
            all.push((*term, before.map_or(0.0, |(_, sum)| sum) + weight));
        }
        all.extend(own);
        if all.len() > most {
            all.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(most);
            all.sort_unstable_by_key(|(term, _)| *term);
        }
        all.shrink_to_fit();
        // In the order of terms, so that rounding is the same everywhere.
        self.length = all.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        let before = std::mem::replace(&mut self.weights, all);
        differ(&self.weights, &before, &mut change.came);
        differ(&before, &self.weights, &mut change.went);
    }
}

/// Puts the terms that `sum` has and `other` lacks into `only`; both are in the order of terms.
fn differ(sum: &[(u64, f32)], other: &[(u64, f32)], only: &mut Vec<u64>) {
    let mut other = other.iter().peekable();
    for (term, _) in sum {
        while other.next_if(|(known, _)| known < term).is_some() {}
        if other.next_if(|(known, _)| known == term).is_none() {
            only.push(*term);
        }
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
    pub fn similarity(&self, article: &Comparison) -> f32 {
        let likeness = NAMES * self.names.cosine(&article.names)
            + (1.0 - NAMES) * self.words.cosine(&article.words);
        let familiar = (self.known(article.subjects) / ENOUGH_KNOWN).min(1.0);
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
            .filter(|(term, _)| self.names.has(*term))
            .map(|(_, weight)| weight)
            .sum();
        known / all
    }

    /// Adds an article's terms; gives which came into the story's and which went.
    pub fn add(&mut self, terms: &Terms, most: usize) -> Change {
        let mut change = Change::default();
        self.names.add(&terms.names, most, &mut change);
        self.words.add(&terms.words, most, &mut change);
        change
    }

    /// The story's terms: one that is both a name and a word of it comes twice.
    pub fn terms(&self) -> impl Iterator<Item = u64> {
        let all = self.names.weights.iter().chain(&self.words.weights);
        all.map(|(term, _)| *term)
    }
}
