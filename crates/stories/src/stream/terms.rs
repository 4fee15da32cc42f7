//! What an article is compared by: its names and its words, weighted.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::frequency::{Frequency, usual_share};
use crate::ArticleKey;
use crate::words::{Word, hash, stem, words};

/// Words of headline and body that are compared: what happened stands at the head of a report.
const LEAD: usize = 150;

/// How many times a word of the headline counts, or of the first line where there is none: agencies put
/// the news into the first sentence.
const IN_TITLE: f32 = 2.0;

/// A word that stands in a larger share of articles is no name, capital or not.
const MOST_COMMON_NAME: f32 = 0.05;

/// The same for a word that opens a sentence, and so has its capital anyway.
const MOST_COMMON_OPENING: f32 = 0.01;

/// A word with less to tell is left out.
const LEAST_IDF: f32 = 1.0;

/// A name with as much to tell is a subject: it stands in no more than one article of a hundred.
const RARE_IDF: f32 = 4.6;

/// Names of months and days, short and long, which tell when and not who.
const CALENDAR: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday \
    mon tue tues wed thu thurs fri sat sun";

static CALENDAR_TERMS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    CALENDAR
        .split_whitespace()
        .map(|w| hash(w.bytes()))
        .collect()
});

/// Subjects of an article that are looked at.
const MOST_SUBJECTS: usize = 8;

/// What no word tells more than.
const MOST_IDF: f32 = 6.5;

/// A vector of weights by the hash of the term, of length one, in the order of terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Vector(pub Vec<(u64, f32)>);

impl Vector {
    fn new(counts: &HashMap<u64, f32>, frequency: &Frequency) -> Self {
        let mut weights: Vec<(u64, f32)> = counts
            .iter()
            .filter_map(|(term, count)| {
                let idf = frequency.idf(*term);
                (idf >= LEAST_IDF).then(|| (*term, (1.0 + count.ln()) * idf.min(MOST_IDF)))
            })
            .collect();
        // The sum of squares must not hang on the order of a hash table.
        weights.sort_unstable_by_key(|(term, _)| *term);
        let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        Self(weights)
    }
}

/// An article's names and words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Terms {
    pub names: Vector,
    pub words: Vector,
    /// The heaviest of the rare names: who and what the report is about, with the square of its weight.
    pub subjects: Vec<(u64, f32)>,
}

impl Terms {
    /// The terms of an article by what words tell so far; its words are counted after that.
    pub fn of(key: &ArticleKey, frequency: &mut Frequency) -> Self {
        let (title, body) = head_and_body(key);
        let mut counts = Counts::default();
        let mut taken = 0;
        for word in words(title) {
            counts.add(&word, IN_TITLE);
            taken += 1;
        }
        for word in words(body).take(LEAD.saturating_sub(taken)) {
            counts.add(&word, 1.0);
        }
        let names = Vector::new(&counts.names, frequency);
        let terms = Self {
            subjects: subjects(&names, frequency),
            names,
            words: Vector::new(&counts.words, frequency),
        };
        frequency.count(counts.seen.into_iter());
        terms
    }
}

/// The heaviest rare names of an article, with the squares of their weights.
fn subjects(names: &Vector, frequency: &Frequency) -> Vec<(u64, f32)> {
    let mut rare: Vec<(u64, f32)> = names
        .0
        .iter()
        .filter(|(term, _)| frequency.idf(*term) >= RARE_IDF && !CALENDAR_TERMS.contains(term))
        .map(|(term, weight)| (*term, weight * weight))
        .collect();
    rare.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rare.truncate(MOST_SUBJECTS);
    rare
}

/// The headline, or the first line where there is none, and the text behind it.
fn head_and_body<'a>(key: &ArticleKey<'a>) -> (&'a str, &'a str) {
    let body = key.body.trim_start();
    if let Some(title) = key.title.filter(|title| !title.trim().is_empty()) {
        return (title, body);
    }
    body.split_once('\n').unwrap_or((body, ""))
}

#[derive(Default)]
struct Counts {
    names: HashMap<u64, f32>,
    words: HashMap<u64, f32>,
    seen: HashSet<u64>,
    /// The word in hand, folded.
    folded: String,
}

impl Counts {
    fn add(&mut self, word: &Word, weight: f32) {
        if word.text.len() < 2 && !word.is_number() {
            return;
        }
        self.folded.clear();
        word.fold_into(&mut self.folded);
        let whole = hash(self.folded.bytes());
        let (term, counts) = if is_name(word, whole) {
            (whole, &mut self.names)
        } else {
            (hash(stem(&self.folded).bytes()), &mut self.words)
        };
        *counts.entry(term).or_default() += weight;
        self.seen.insert(term);
    }
}

/// Whether a word, of which `folded` is the hash when it is folded, is taken for a name.
fn is_name(word: &Word, folded: u64) -> bool {
    if !word.is_capital() {
        return false;
    }
    let share = usual_share(folded);
    share < MOST_COMMON_NAME && (!word.opens || share < MOST_COMMON_OPENING)
}
