//! Phrases of lemmas with alternatives and gaps.

use crate::vocabulary::{Vocabulary, Word, WordSet};

/// How many words `...` may stand for.
const GAP: u8 = 4;
/// How many words may stand between a preposition and its noun: "a ban on *all Italian* exports".
const BEFORE_NOUN: u8 = 2;
/// Prepositions by which a noun takes behind it what a compound has before it: an "export ban" is a "ban on exports".
const OF: [&str; 11] = [
    "of", "on", "against", "for", "in", "over", "with", "by", "from", "into", "at",
];

/// Words that stand in nearly every sentence, by which no phrase is looked for.
const COMMON: [&str; 24] = [
    "the", "this", "that", "these", "those", "a", "an", "of", "on", "in", "to", "for", "with",
    "by", "from", "at", "his", "her", "its", "their", "him", "them", "and", "be",
];

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Place {
    /// Any of these.
    words: WordSet,
    /// How many other words may stand before it.
    gap_before: u8,
}

/// A phrase.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Pattern {
    places: Vec<Place>,
}

impl Pattern {
    /// Reads a phrase; `None` if it has no words or begins or ends with a gap.
    pub(super) fn parse(text: &str, vocabulary: &mut Vocabulary) -> Option<Self> {
        let lower = text.to_lowercase().replace(['-', '\u{2019}'], " ");
        let mut places = Vec::new();
        let mut gap_before = 0;
        for word in lower.split_whitespace().filter(|word| !is_mark(word)) {
            if word == "..." {
                if places.is_empty() || gap_before > 0 {
                    return None;
                }
                gap_before = GAP;
                continue;
            }
            let words: Vec<Word> = word
                .split('|')
                .filter(|part| !part.is_empty())
                .map(|part| vocabulary.add(part))
                .collect();
            if words.is_empty() {
                return None;
            }
            let words = WordSet::from(words);
            places.push(Place { words, gap_before });
            gap_before = 0;
        }
        (!places.is_empty() && gap_before == 0).then_some(Self { places })
    }

    /// The same two nouns with a preposition between: `export ban` as "ban on … exports". `None` for other phrases.
    pub(super) fn turned(&self, vocabulary: &mut Vocabulary) -> Option<Self> {
        let [first, second] = self.places.as_slice() else {
            return None;
        };
        let prepositions: Vec<Word> = OF.iter().map(|word| vocabulary.add(word)).collect();
        let place = |words: &WordSet, gap_before| Place {
            words: words.clone(),
            gap_before,
        };
        (second.gap_before == 0).then(|| Self {
            places: vec![
                place(&second.words, 0),
                place(&WordSet::from(prepositions), 0),
                place(&first.words, BEFORE_NOUN),
            ],
        })
    }

    /// The words that it is looked for by, with their place: those it may begin with, or the next, where one of these
    /// stands in every sentence.
    pub(super) fn key(&self, vocabulary: &Vocabulary) -> (u8, &WordSet) {
        let common = |place: &Place| {
            COMMON
                .iter()
                .any(|word| place.words.contains(vocabulary.number(word)))
        };
        match self.places.as_slice() {
            [first, second, ..] if common(first) && second.gap_before == 0 && !common(second) => {
                (1, &second.words)
            }
            _ => (0, &self.places[0].words),
        }
    }

    /// The words of the phrase if it stands at word `start`, as positions.
    pub(super) fn matches(&self, words: &Words, start: usize) -> Option<Vec<usize>> {
        // Most phrases that a word begins do not stand there: nothing is allocated for them.
        self.walk(words, start, |_| {})?;
        let mut matched = Vec::with_capacity(self.places.len());
        self.walk(words, start, |position| matched.push(position))?;
        Some(matched)
    }

    /// Tells `each` the positions of the words of the phrase, as far as it stands at word `start`; `None` if it
    /// does not stand there whole.
    fn walk(&self, words: &Words, start: usize, mut each: impl FnMut(usize)) -> Option<()> {
        let mut at = start;
        for place in &self.places {
            let reach = usize::from(place.gap_before);
            let found = (at..=at + reach)
                .take_while(|&next| next < words.len())
                .find(|&next| {
                    let (lemma, form) = words.at(next);
                    place.words.contains(lemma) || place.words.contains(form)
                })?;
            each(found);
            at = found + 1;
        }
        Some(())
    }
}

/// Whether it is a hyphen or the mark of an owner, which phrases leave out.
fn is_mark(form: &str) -> bool {
    matches!(
        form,
        "-" | "\u{2013}" | "\u{2010}" | "\u{2011}" | "'s" | "\u{2019}s" | "'" | "\u{2019}" | "s"
    )
}

/// The words of a text in lower case without hyphens and marks of owners, as the numbers that the phrases know them by.
pub(super) struct Words {
    all: Vec<Numbered>,
}

struct Numbered {
    token: usize,
    lemma: Word,
    form: Word,
}

impl Words {
    pub(super) fn new<'t>(
        vocabulary: &Vocabulary,
        len: usize,
        lemma: impl Fn(usize) -> &'t str,
        form: impl Fn(usize) -> &'t str,
    ) -> Self {
        let mut all = Vec::with_capacity(len);
        for token in (0..len).filter(|&token| !is_mark(form(token))) {
            let whole = form(token);
            if whole.contains('-') {
                // "S-400" is one token and two words.
                all.extend(
                    whole
                        .split('-')
                        .filter(|part| !part.is_empty())
                        .map(|part| {
                            let word = number(vocabulary, part);
                            Numbered {
                                token,
                                lemma: word,
                                form: word,
                            }
                        }),
                );
            } else {
                all.push(Numbered {
                    token,
                    lemma: number(vocabulary, lemma(token)),
                    form: number(vocabulary, whole),
                });
            }
        }
        Self { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Lemma and form of a word; 0 where no phrase has it.
    pub(super) fn at(&self, position: usize) -> (Word, Word) {
        let word = &self.all[position];
        (word.lemma, word.form)
    }

    /// The token a word is.
    pub(super) fn token(&self, position: usize) -> usize {
        self.all[position].token
    }
}

fn number(vocabulary: &Vocabulary, text: &str) -> Word {
    if text.chars().all(|c| !c.is_uppercase()) {
        vocabulary.number(text)
    } else {
        vocabulary.number(&text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &'static str) -> bool {
        let tokens: Vec<&'static str> = text.split(' ').collect();
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::parse(pattern, &mut vocabulary).unwrap();
        let words = Words::new(&vocabulary, tokens.len(), |i| tokens[i], |i| tokens[i]);
        (0..words.len()).any(|start| pattern.matches(&words, start).is_some())
    }

    #[test]
    fn reads_alternatives_gaps_and_hyphens() {
        assert!(found(
            "missile defence|defense",
            "the missile - defence system"
        ));
        assert!(found("missile defence|defense", "US Missile Defense"));
        assert!(found("lift ... embargo", "would lift its old arms embargo"));
        assert!(!found(
            "lift ... embargo",
            "lift one two three four five embargo"
        ));
        assert!(!found("missile shield", "missile"));
        assert!(found("s-400 missile", "an S-400 missile"));
        assert!(found("nato enlargement", "NATO 's enlargement"));
    }

    #[test]
    fn a_compound_is_told_with_a_preposition_too() {
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::parse("export ban", &mut vocabulary).unwrap();
        let turned = pattern.turned(&mut vocabulary).unwrap();
        let stands = |text: &'static str| {
            let tokens: Vec<&'static str> = text.split(' ').collect();
            let words = Words::new(&vocabulary, tokens.len(), |i| tokens[i], |i| tokens[i]);
            (0..words.len()).any(|start| turned.matches(&words, start).is_some())
        };
        assert!(stands("a ban on all grain export"));
        assert!(!stands("a ban and more export"));
        for other in ["embargo", "lift ... embargo", "ban on export"] {
            let pattern = Pattern::parse(other, &mut vocabulary).unwrap();
            assert!(pattern.turned(&mut vocabulary).is_none(), "{other}");
        }
    }

    #[test]
    fn refuses_phrases_without_words() {
        for text in ["", "...", "... x", "x ...", "|"] {
            assert!(
                Pattern::parse(text, &mut Vocabulary::default()).is_none(),
                "{text:?}"
            );
        }
    }
}
