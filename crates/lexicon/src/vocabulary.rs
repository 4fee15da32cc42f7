//! Words that patterns ask for, as numbers: the lemmas of a vocabulary and sets of them.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// The number of a lemma in a vocabulary. 0 is a lemma that no pattern names.
pub type Word = u32;

/// The lemmas that patterns name, lower case, numbered from 1.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Vocabulary {
    words: FxHashMap<CompactString, Word>,
}

impl Vocabulary {
    /// The number of `lemma` (lower case), or 0 where no pattern names it.
    pub fn number(&self, lemma: &str) -> Word {
        self.words.get(lemma).copied().unwrap_or(0)
    }

    /// The number of `lemma`, given now if it had none.
    pub(crate) fn add(&mut self, lemma: &str) -> Word {
        let next = self.words.len() as Word + 1;
        *self.words.entry(CompactString::from(lemma)).or_insert(next)
    }

    /// How many lemmas the patterns name.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no pattern names any lemma.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A set of lemmas.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Vec<Word>", into = "Vec<Word>")]
pub struct WordSet {
    /// Ascending.
    words: Vec<Word>,
    /// The bits of all words: most words that are asked for are told apart by these.
    bits: u64,
}

impl WordSet {
    /// Whether `word` is one of the set; 0 never is.
    pub fn contains(&self, word: Word) -> bool {
        self.bits & bit(word) != 0 && word != 0 && self.words.binary_search(&word).is_ok()
    }

    /// The numbers of the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Word> + '_ {
        self.words.iter().copied()
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// One of 64 bits, by the word's number.
fn bit(word: Word) -> u64 {
    1 << (word % u64::BITS)
}

/// The bits of all `words`: two sets that share a word share a bit.
pub(crate) fn bits_of(words: impl Iterator<Item = Word>) -> u64 {
    words.fold(0, |bits, word| bits | bit(word))
}

impl From<Vec<Word>> for WordSet {
    fn from(mut words: Vec<Word>) -> Self {
        words.sort_unstable();
        words.dedup();
        let bits = bits_of(words.iter().copied());
        Self { words, bits }
    }
}

impl From<WordSet> for Vec<Word> {
    fn from(set: WordSet) -> Self {
        set.words
    }
}
