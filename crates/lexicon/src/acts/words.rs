//! Word sets: the lemmas that a place of a pattern accepts, as numbers of one vocabulary.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// The number of a lemma in the acts' vocabulary. 0 is a lemma that no rule names.
pub type Word = u32;

/// The lemmas that rules name, lower case, numbered from 1.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Vocabulary {
    words: FxHashMap<CompactString, Word>,
}

impl Vocabulary {
    /// The number of `lemma` (lower case), or 0 where no rule names it.
    pub fn number(&self, lemma: &str) -> Word {
        self.words.get(lemma).copied().unwrap_or(0)
    }

    /// The number of `lemma`, given now if it had none.
    pub(super) fn add(&mut self, lemma: &str) -> Word {
        let next = self.words.len() as Word + 1;
        *self.words.entry(CompactString::from(lemma)).or_insert(next)
    }

    /// How many lemmas the rules name.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no rule names any lemma.
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
pub(super) fn bits_of(words: impl Iterator<Item = Word>) -> u64 {
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

/// Named classes of lemmas, as the rule files define them.
pub(super) type Classes = BTreeMap<String, Vec<String>>;

/// Reads `a|b|@class` with the classes that are defined.
///
/// # Errors
/// Names the class that is not defined, or says that a word is empty.
pub(super) fn read_set(
    text: &str,
    classes: &Classes,
    vocabulary: &mut Vocabulary,
) -> Result<WordSet, String> {
    let mut words = Vec::new();
    gather(text, classes, 0, &mut |word| {
        words.push(vocabulary.add(word));
    })?;
    Ok(WordSet::from(words))
}

fn gather(
    text: &str,
    classes: &Classes,
    depth: usize,
    add: &mut dyn FnMut(&str),
) -> Result<(), String> {
    if depth > 8 {
        return Err("word classes that contain each other".to_owned());
    }
    for part in text.split('|') {
        if let Some(class) = part.strip_prefix('@') {
            let members = classes
                .get(class)
                .ok_or_else(|| format!("unknown word class `@{class}`"))?;
            for member in members {
                gather(member, classes, depth + 1, add)?;
            }
        } else if part.is_empty() {
            return Err(format!("an empty word in `{text}`"));
        } else {
            add(part);
        }
    }
    Ok(())
}
