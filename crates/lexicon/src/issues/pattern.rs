//! Phrases of lemmas with alternatives and gaps.

use compact_str::CompactString;

/// How many words `...` may stand for.
const GAP: usize = 4;

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Place {
    /// Any of these.
    words: Vec<CompactString>,
    /// Whether other words may stand before it.
    gap_before: bool,
}

/// A phrase.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Pattern {
    places: Vec<Place>,
}

impl Pattern {
    /// Reads a phrase; `None` if it has no words or begins or ends with a gap.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let lower = text.to_lowercase().replace(['-', '\u{2019}'], " ");
        let mut places = Vec::new();
        let mut gap_before = false;
        for word in lower.split_whitespace() {
            if word == "..." {
                if places.is_empty() || gap_before {
                    return None;
                }
                gap_before = true;
                continue;
            }
            let words: Vec<CompactString> = word
                .split('|')
                .filter(|part| !part.is_empty())
                .map(CompactString::from)
                .collect();
            if words.is_empty() {
                return None;
            }
            places.push(Place { words, gap_before });
            gap_before = false;
        }
        (!places.is_empty() && !gap_before).then_some(Self { places })
    }

    /// The words it may begin with.
    pub(super) fn first_words(&self) -> &[CompactString] {
        &self.places[0].words
    }

    /// The words of the phrase if it stands at word `start`, as positions.
    pub(super) fn matches(&self, words: &Words<'_>, start: usize) -> Option<Vec<usize>> {
        let mut at = start;
        let mut matched = Vec::with_capacity(self.places.len());
        for place in &self.places {
            let reach = if place.gap_before { GAP } else { 0 };
            at = (at..=at + reach)
                .take_while(|&next| next < words.len())
                .find(|&next| {
                    let (lemma, form) = words.at(next);
                    place.words.iter().any(|word| word == lemma || word == form)
                })?
                + 1;
            matched.push(at - 1);
        }
        Some(matched)
    }
}

/// The words of a text in lower case without hyphens.
pub(super) struct Words<'t> {
    all: Vec<Word<'t>>,
}

struct Word<'t> {
    token: usize,
    lemma: std::borrow::Cow<'t, str>,
    form: std::borrow::Cow<'t, str>,
}

impl<'t> Words<'t> {
    pub(super) fn new(
        len: usize,
        lemma: impl Fn(usize) -> &'t str,
        form: impl Fn(usize) -> &'t str,
    ) -> Self {
        let all = (0..len)
            .filter(|&token| !matches!(form(token), "-" | "\u{2013}" | "\u{2010}" | "\u{2011}"))
            .map(|token| Word {
                token,
                lemma: lower(lemma(token)),
                form: lower(form(token)),
            })
            .collect();
        Self { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Lemma and form of a word.
    pub(super) fn at(&self, position: usize) -> (&str, &str) {
        let word = &self.all[position];
        (&word.lemma, &word.form)
    }

    /// The token a word is.
    pub(super) fn token(&self, position: usize) -> usize {
        self.all[position].token
    }
}

fn lower(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().all(|c| !c.is_uppercase()) {
        text.into()
    } else {
        text.to_lowercase().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &'static str) -> bool {
        let tokens: Vec<&'static str> = text.split(' ').collect();
        let words = Words::new(tokens.len(), |i| tokens[i], |i| tokens[i]);
        let pattern = Pattern::parse(pattern).unwrap();
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
    }

    #[test]
    fn refuses_phrases_without_words() {
        for text in ["", "...", "... x", "x ...", "|"] {
            assert!(Pattern::parse(text).is_none(), "{text:?}");
        }
    }
}
