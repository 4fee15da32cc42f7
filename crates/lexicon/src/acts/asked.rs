//! The sets of words that patterns ask for, numbered, so that a sentence is looked at once for all patterns.

use rustc_hash::FxHashMap;

use crate::vocabulary::{Word, WordSet};

/// The number of a set, from 1; 0 is no set.
pub(super) type SetNumber = u16;

/// Every set that some pattern asks for, by its words.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Asked {
    /// For each word the sets it is in, ascending.
    of_word: Vec<Vec<SetNumber>>,
    /// How many sets have a number.
    count: SetNumber,
    /// The numbers given so far; only while patterns are read.
    #[serde(skip)]
    numbers: FxHashMap<Vec<Word>, SetNumber>,
}

impl Asked {
    /// The number of `words`, given now if they had none; 0 where there are too many sets to number this one, which
    /// asks for nothing then.
    pub(super) fn number(&mut self, words: &WordSet) -> SetNumber {
        let key: Vec<Word> = words.iter().collect();
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let Some(number) = self.count.checked_add(1) else {
            return 0;
        };
        self.count = number;
        for &word in &key {
            let word = word as usize;
            if self.of_word.len() <= word {
                self.of_word.resize_with(word + 1, Vec::new);
            }
            self.of_word[word].push(number);
        }
        self.numbers.insert(key, number);
        number
    }

    /// The 64-bit words that marking a sentence takes.
    pub(super) fn room(&self) -> usize {
        usize::from(self.count) / 64 + 1
    }

    /// Marks in `sentence`, of [`Self::room`] words, all sets that have `word`.
    pub(super) fn mark(&self, word: Word, sentence: &mut [u64]) {
        for &set in self.of_word.get(word as usize).into_iter().flatten() {
            sentence[usize::from(set) / 64] |= 1 << (set % 64);
        }
    }

    /// Whether set number `set` is marked; 0 counts as marked.
    pub(super) fn has(sentence: &[u64], set: SetNumber) -> bool {
        set == 0 || sentence[usize::from(set) / 64] & 1 << (set % 64) != 0
    }
}
