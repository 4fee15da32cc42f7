//! The words of a line that carry its subject.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// The long and the capitalised words of a text, folded, as hashes in ascending order, each once.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut folded = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let is_long = word.chars().nth(3).is_some();
        if !is_long && (word.len() < 2 || !word.chars().any(char::is_uppercase)) {
            continue;
        }
        folded.clear();
        for c in word.chars() {
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase());
            } else {
                folded.extend(c.to_lowercase());
            }
        }
        // The plainest of endings, so that "talk" meets "talks".
        let stem = folded.strip_suffix('s').filter(|stem| stem.len() > 3);
        let mut hasher = FxHasher::default();
        hasher.write(stem.unwrap_or(&folded).as_bytes());
        words.push(hasher.finish());
    }
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(
            words("Talks on NATO"),
            words("nato... NATO: the talk, talks")
        );
        assert!(words("the old men who ran").is_empty());
        assert_ne!(words("treaty"), words("treaties"));
    }
}
