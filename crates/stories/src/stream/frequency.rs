//! In how many articles a word stands.

use std::sync::LazyLock;

use rustc_hash::FxHashMap as HashMap;

use crate::words::hash;

/// Words with the number of articles that hold them, of [`COUNTED`].
const TABLE: &str = include_str!("../../data/document_frequency.tsv");

/// English news articles that the table was counted over.
const COUNTED: f32 = 19_327.0;

/// What a word in none of the table's lines is taken to have: the table leaves rarer ones out.
const UNKNOWN: f32 = 5.0;

/// How many articles of the stream weigh as much as the table does.
const TABLE_WEIGHT: f32 = 20_000.0;

/// Most words that are counted in the stream.
const MOST: usize = 400_000;

static BACKGROUND: LazyLock<HashMap<u64, f32>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (word, count) = line.split_once('\t')?;
            Some((hash(word.bytes()), count.parse().ok()?))
        })
        .collect()
});

/// The share of news articles that hold a word (folded, a stem or not), by the table alone.
pub(super) fn usual_share(word: u64) -> f32 {
    BACKGROUND.get(&word).copied().unwrap_or(UNKNOWN) / COUNTED
}

/// What the table knows, and what the stream has brought.
#[derive(Debug, Default)]
pub(super) struct Frequency {
    articles: f32,
    counts: HashMap<u64, u32>,
}

impl Frequency {
    /// How much a word tells: the logarithm of the inverse of the share of articles with it.
    pub fn idf(&self, word: u64) -> f32 {
        let own = self.counts.get(&word).copied().unwrap_or(0) as f32;
        let articles = TABLE_WEIGHT + self.articles;
        (articles / (usual_share(word) * TABLE_WEIGHT + own + 0.5)).ln()
    }

    /// Counts an article's words, each given once.
    pub fn count(&mut self, words: impl Iterator<Item = u64>) {
        self.articles += 1.0;
        for word in words {
            *self.counts.entry(word).or_default() += 1;
        }
        if self.counts.len() > MOST {
            // The rarest tell as much as unknown ones. Half of all go at least, so that it is seldom done.
            let mut rare = 2;
            while self.counts.len() > MOST / 2 {
                self.counts.retain(|_, count| *count > rare);
                rare *= 2;
            }
        }
    }
}
