//! Words that only some states are called by: "the island", "the Himalayan kingdom".

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

/// Word → the states that it fits.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Lands {
    nouns: FxHashMap<CompactString, FxHashSet<CompactString>>,
    marks: FxHashMap<CompactString, FxHashSet<CompactString>>,
}

impl Lands {
    /// Whether only some states are called by the noun `word`, in small letters: "island".
    pub fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains_key(word)
    }

    /// Whether `word`, in small letters, stands before a noun for only some states: "Himalayan".
    pub fn is_mark(&self, word: &str) -> bool {
        self.marks.contains_key(word)
    }

    /// Whether the state `head` is called by `word`, in small letters.
    pub fn fits(&self, word: &str, head: &str) -> bool {
        [&self.nouns, &self.marks]
            .into_iter()
            .filter_map(|words| words.get(word))
            .any(|states| states.contains(head))
    }
}

impl FromIterator<(CompactString, bool, Vec<CompactString>)> for Lands {
    fn from_iter<I: IntoIterator<Item = (CompactString, bool, Vec<CompactString>)>>(
        rows: I,
    ) -> Self {
        let mut lands = Self::default();
        for (word, is_noun, states) in rows {
            let words = if is_noun {
                &mut lands.nouns
            } else {
                &mut lands.marks
            };
            words.entry(word).or_default().extend(states);
        }
        lands
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_fits_its_states_alone() {
        let lands: Lands = [
            ("island".into(), true, vec!["LKA".into(), "TWN".into()]),
            ("alpine".into(), false, vec!["CHE".into()]),
        ]
        .into_iter()
        .collect();
        assert!(lands.is_noun("island") && !lands.is_noun("alpine") && lands.is_mark("alpine"));
        assert!(lands.fits("island", "TWN") && !lands.fits("island", "CHE"));
        assert!(lands.fits("alpine", "CHE"));
    }
}
