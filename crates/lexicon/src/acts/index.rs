//! Which patterns a predicate begins, and a look at the words they ask for without opening them.

use rustc_hash::FxHashMap;

use super::asked::{Asked, SetNumber};
use super::{Filler, Link, Pattern};
use crate::vocabulary::{Word, bits_of};

/// Sets of words that an entry keeps the numbers of; a pattern that asks for more is opened to see.
const KEPT: usize = 4;

/// The patterns by the lemmas of their predicates.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Index {
    entries: FxHashMap<Word, Vec<Entry>>,
}

/// A pattern and the bits of the words it asks for.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
struct Entry {
    pattern: u32,
    asks: Places<u64>,
    /// Sets of which the sentence must have a word each, the rarest first; 0 asks for nothing.
    sets: [SetNumber; KEPT],
}

/// Something for each of the two places of a clause that most patterns ask about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Places<T> {
    /// The subject, or the owner of a noun.
    pub subject: T,
    /// The object.
    pub object: T,
}

impl Places<u64> {
    /// The bits of the words that stand in the places; a place where none stands may hold any, since what
    /// fills it may come from elsewhere.
    ///
    /// ```
    /// use detente_lexicon::acts::Places;
    /// let bits = Places::bits(&[], &[3]);
    /// assert_eq!(bits.subject, u64::MAX);
    /// assert_eq!(bits.object.count_ones(), 1);
    /// ```
    pub fn bits(subject: &[Word], object: &[Word]) -> Self {
        let of = |words: &[Word]| match words {
            [] => u64::MAX,
            words => bits_of(words.iter().copied()),
        };
        Self {
            subject: of(subject),
            object: of(object),
        }
    }

    /// Whether each place that is asked about has a bit in common.
    fn meet(self, present: Self) -> bool {
        let meet = |asked: u64, present: u64| asked == 0 || asked & present != 0;
        meet(self.subject, present.subject) && meet(self.object, present.object)
    }
}

impl Index {
    /// Adds pattern number `number`; the sets of words it asks for are numbered in `asked`.
    pub(super) fn add(&mut self, number: u32, pattern: &Pattern, asked: &mut Asked) {
        let mut asks = Places::default();
        let mut needed = vec![&pattern.particle];
        for slot in &pattern.slots {
            if let Filler::Words(words) = &slot.filler {
                needed.push(words);
                match &slot.link {
                    Link::Subject | Link::Owner => asks.subject |= bits_of(words.iter()),
                    Link::Object => asks.object |= bits_of(words.iter()),
                    Link::Preposition(prepositions) => needed.push(prepositions),
                    Link::Recipient | Link::Clause => {}
                }
            }
        }
        needed.retain(|words| !words.is_empty());
        needed.sort_by_key(|words| words.iter().count());
        let mut sets = [0; KEPT];
        for (room, words) in sets.iter_mut().zip(needed) {
            *room = asked.number(words);
        }
        let entry = Entry {
            pattern: number,
            asks,
            sets,
        };
        for word in pattern.lemmas.iter() {
            self.entries.entry(word).or_default().push(entry);
        }
    }

    /// The numbers of the patterns that `word` begins.
    pub(super) fn of(&self, word: Word) -> impl Iterator<Item = u32> + '_ {
        let entries = self.entries.get(&word).into_iter().flatten();
        entries.map(|entry| entry.pattern)
    }

    /// Those of them whose words may be among the `present` ones and whose sets among those of the `sentence`
    /// ([`Asked::mark`]).
    pub(super) fn possible(
        &self,
        word: Word,
        present: Places<u64>,
        sentence: &[u64],
    ) -> impl Iterator<Item = u32> {
        let entries = self.entries.get(&word).into_iter().flatten();
        entries
            .filter(move |entry| {
                entry.asks.meet(present) && entry.sets.iter().all(|&set| Asked::has(sentence, set))
            })
            .map(|entry| entry.pattern)
    }
}
