//! The words of a text: its letters folded, the words that carry its subject, and the small ones that tell
//! how it speaks.

use std::hash::Hasher as _;
use std::sync::LazyLock;

use rustc_hash::{FxHashSet as HashSet, FxHasher};

/// The commonest small words of the languages of most pages: running text is full of them, menus
/// and headlines are not.
const SMALL_WORDS: &[&str] = &[
    "the", "of", "and", "to", "a", "in", "that", "is", "was", "for", "it", "with", "as", "on",
    "be", "by", "at", "this", "have", "from", "or", "had", "not", "are", "but", "were", "has",
    "his", "their", "they", "an", "which", "you", "would", "been", "he", "she", "its", "who",
    "will", "there", "we", "if", "more", "when", "can", "her", "said", "der", "die", "und", "den",
    "von", "zu", "das", "mit", "ist", "le", "la", "les", "des", "et", "que", "el", "los", "del",
    "en", "un", "una", "se", "por", "con", "il", "di", "che", "per", "da", "do", "não", "os", "и",
    "в", "не", "на", "что", "с", "по",
];

/// What the words of a line show.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Words {
    /// The long and the capitalised words, folded, as hashes in ascending order, each once.
    pub subject: Vec<u64>,
    pub speech: Speech,
}

/// How a line speaks, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Speech {
    /// Those that are [`SMALL_WORDS`].
    pub small: u32,
    /// "You" and its forms.
    pub you: u32,
    /// "I" and its forms.
    pub i: u32,
    /// "We" and its forms.
    pub we: u32,
}

impl Words {
    /// Reads the words of a text.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut folded = String::new();
        for word in alphanumeric(text) {
            words.add(word, &mut folded);
        }
        words.subject.sort_unstable();
        words.subject.dedup();
        words
    }

    fn add(&mut self, word: &str, folded: &mut String) {
        if let Some(key) = key(word.as_bytes()) {
            let speech = &mut self.speech;
            speech.small += u32::from(SMALL.contains(&key));
            match key {
                YOU | YOUR | YOURS => speech.you += 1,
                I | MY | ME | MINE => speech.i += 1,
                WE | OUR | US | OURS => speech.we += 1,
                _ => {}
            }
        }
        folded.clear();
        let is_capitalised = fold(word, folded);
        let is_long = if word.is_ascii() {
            word.len() > 3
        } else {
            word.chars().nth(3).is_some()
        };
        if is_long || word.len() > 1 && is_capitalised {
            // The plainest of endings, so that "talk" meets "talks".
            let stem = folded.strip_suffix('s').filter(|stem| stem.len() > 3);
            let mut hasher = FxHasher::default();
            hasher.write(stem.unwrap_or(folded).as_bytes());
            self.subject.push(hasher.finish());
        }
    }
}

/// Appends a word in lower case; whether it has a capital.
fn fold(word: &str, to: &mut String) -> bool {
    if word.is_ascii() {
        let start = to.len();
        to.push_str(word);
        let is_capitalised = word.bytes().any(|b| b.is_ascii_uppercase());
        if is_capitalised {
            to[start..].make_ascii_lowercase();
        }
        return is_capitalised;
    }
    for c in word.chars() {
        if c.is_ascii() {
            to.push(c.to_ascii_lowercase());
        } else {
            to.extend(c.to_lowercase());
        }
    }
    word.chars().any(char::is_uppercase)
}

/// Letters and digits in lower case, to compare texts that differ in quotes and blanks.
pub(crate) fn squash(text: &str) -> String {
    let mut squashed = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                squashed.push(byte.to_ascii_lowercase());
            }
            at += 1;
        } else if let Some(c) = text[at..].chars().next() {
            if c.is_alphanumeric() {
                let mut bytes = [0; 4];
                for lower in c.to_lowercase() {
                    squashed.extend_from_slice(lower.encode_utf8(&mut bytes).as_bytes());
                }
            }
            at += c.len_utf8();
        }
    }
    String::from_utf8(squashed).unwrap_or_default()
}

/// The runs of letters and digits in a text.
fn alphanumeric(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // How many bytes of a letter or digit stand at a place; 0 for another character.
    let letter = move |at: usize| match bytes[at] {
        byte if byte.is_ascii() => usize::from(byte.is_ascii_alphanumeric()),
        _ => text[at..]
            .chars()
            .next()
            .filter(|c| c.is_alphanumeric())
            .map_or(0, char::len_utf8),
    };
    std::iter::from_fn(move || {
        while at < bytes.len() && letter(at) == 0 {
            at += 1;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        let start = at;
        while at < bytes.len() {
            match letter(at) {
                0 => break,
                length => at += length,
            }
        }
        (start < at).then(|| &text[start..at])
    })
}

/// The bytes of a short word, its ASCII letters in lower case, as a number; longer words are none of those
/// that are looked for.
const fn key(word: &[u8]) -> Option<u64> {
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let mut key = 0;
    let mut at = word.len();
    while at > 0 {
        at -= 1;
        key = key << 8 | word[at].to_ascii_lowercase() as u64;
    }
    Some(key)
}

const fn known(word: &str) -> u64 {
    key(word.as_bytes()).expect("it is short")
}

const YOU: u64 = known("you");
const YOUR: u64 = known("your");
const YOURS: u64 = known("yours");
const I: u64 = known("i");
const MY: u64 = known("my");
const ME: u64 = known("me");
const MINE: u64 = known("mine");
const WE: u64 = known("we");
const OUR: u64 = known("our");
const US: u64 = known("us");
const OURS: u64 = known("ours");

static SMALL: LazyLock<HashSet<u64>> =
    LazyLock::new(|| SMALL_WORDS.iter().map(|word| known(word)).collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> Vec<u64> {
        Words::of(text).subject
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(
            subject("Talks on NATO"),
            subject("nato... NATO: the talk, talks")
        );
        assert!(subject("the old men who ran").is_empty());
        assert_ne!(subject("treaty"), subject("treaties"));
    }

    #[test]
    fn words_are_runs_of_letters_of_any_script() {
        let words: Vec<&str> = alphanumeric("«Été» 2011 – и У.С., don’t…").collect();
        assert_eq!(words, ["Été", "2011", "и", "У", "С", "don", "t"]);
        assert_eq!(alphanumeric("").count() + alphanumeric("—").count(), 0);
    }

    #[test]
    fn marks_and_case_are_left_out() {
        assert_eq!(squash("«Été» 2011 – Don’t, У.С."), "été2011dontус");
    }

    #[test]
    fn small_words_are_counted() {
        let words = Words::of("We said that YOU have ours, не я: My treaty is with the US.");
        let Speech { small, you, i, we } = words.speech;
        assert_eq!((small, you, i, we), (9, 1, 1, 3));
    }
}
