//! A cheap look at a pattern before its actors are looked for.

use std::ops::Range;

use detente_lexicon::acts::{Acts, Filler, Link, Pattern, Places, Word, WordSet};
use detente_syntax::Document;

use super::engine::Engine;
use crate::clause::Clause;

/// The words of rules that each sentence of an article has.
pub(super) struct SentenceWords {
    /// One sentence after the other.
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    /// Which sets of words that patterns ask for each sentence has, [`Acts::asked_of`] of one after the other.
    marks: Vec<u64>,
    /// How much of `marks` a sentence takes.
    room: usize,
}

impl SentenceWords {
    /// Gathers them from the numbers of all tokens and of the words of two that they end.
    pub(super) fn of(acts: &Acts, doc: &Document, words: &[Word], doubles: &[Word]) -> Self {
        let mut all = Vec::new();
        let sentences = doc.sentences().iter().map(|tokens| {
            let first = all.len();
            let numbers = words[tokens.clone()].iter().chain(&doubles[tokens.clone()]);
            all.extend(numbers.copied().filter(|&number| number != 0));
            first..all.len()
        });
        let sentences: Vec<Range<usize>> = sentences.collect();
        let mut marks = Vec::new();
        let mut room = 0;
        for sentence in &sentences {
            room = acts.asked_of(&all[sentence.clone()], &mut marks);
        }
        Self {
            words: all,
            sentences,
            marks,
            room,
        }
    }

    /// Which sets of words that patterns ask for a sentence has, for [`Acts::possible`].
    pub(super) fn marks(&self, sentence: u32) -> &[u64] {
        &self.marks[sentence as usize * self.room..][..self.room]
    }

    /// Whether a sentence has one of `set`.
    fn has(&self, sentence: u32, set: &WordSet) -> bool {
        let words = &self.words[self.sentences[sentence as usize].clone()];
        words.iter().any(|&word| set.contains(word))
    }
}

/// The words that stand at the two places of a clause that most patterns ask about; 0 is a word of no rule.
pub(super) struct Present(Places<Vec<Word>>);

impl Present {
    /// Reads a clause once for all patterns of its predicate.
    pub(super) fn of(engine: &Engine<'_>, clause: &Clause) -> Self {
        let words = |places: &[usize]| {
            let mut found = Vec::new();
            for &place in places {
                engine.words_at(place, &mut found);
            }
            found
        };
        Self(Places {
            subject: words(&clause.subjects),
            object: words(&clause.objects),
        })
    }

    /// Their bits.
    pub(super) fn bits(&self) -> Places<u64> {
        Places::bits(&self.0.subject, &self.0.object)
    }
}

impl Engine<'_> {
    /// Whether the clause has no candidate for a word that `pattern` asks for: it cannot fit then,
    /// whoever acts. Most patterns of a verb of many senses fall here.
    pub(super) fn lacks_words(
        &self,
        pattern: &Pattern,
        clause: &Clause,
        present: &Present,
    ) -> bool {
        pattern.slots.iter().any(|slot| {
            let Filler::Words(words) = &slot.filler else {
                return false;
            };
            // What hangs on prepositions is sought in the tree; most often it is not even in the sentence.
            let sentence = self.analysis.doc.token(clause.predicate).sentence;
            let absent = |words: &WordSet| !self.sentence_words.has(sentence, words);
            let none_of = |places: &[usize]| !places.iter().any(|&c| self.has_word(c, words));
            let not_in = |present: &[Word]| !present.iter().any(|&word| words.contains(word));
            match &slot.link {
                // A particle may lend its object; who sent it may own a noun.
                Link::Object if clause.objects.is_empty() => pattern.particle.is_empty(),
                Link::Owner if clause.subjects.is_empty() => false,
                Link::Object => not_in(&present.0.object),
                Link::Subject | Link::Owner => not_in(&present.0.subject),
                Link::Preposition(prepositions) => {
                    absent(words)
                        || none_of(&self.candidates(&slot.link, clause))
                            && none_of(&self.clauses_after(prepositions, clause))
                }
                Link::Recipient | Link::Clause => {
                    absent(words) || none_of(&self.candidates(&slot.link, clause))
                }
            }
        })
    }
}
