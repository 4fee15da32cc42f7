//! Word types and their features: what the network is fed with.

mod cache;
mod characters;
mod hash;
mod norms;
mod symbols;

use std::borrow::Cow;

pub use cache::LexemeCache;
pub(crate) use cache::Piece;
pub(crate) use characters::{is_alpha, is_decimal, is_space, is_word};
pub use hash::{hash_string, string_id};
pub(crate) use norms::{BASE_NORMS, NormTable, SECTION as NORM_SECTION};

/// Words of this many characters or more all have the same shape.
const LONG: usize = 100;
/// A shape keeps at most this many equal characters in a row.
const RUN: usize = 4;

/// A word type. All numbers are those of [`string_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    /// The word as written.
    pub orth: u64,
    /// The word in lower case.
    pub lower: u64,
    /// The word's normal form: lower case, American spelling, plain quotes, long form of a
    /// contraction's part.
    pub norm: u64,
    /// The first character.
    pub prefix: u64,
    /// The last three characters.
    pub suffix: u64,
    /// The pattern of upper case, lower case and digits.
    pub shape: u64,
    /// Whether the word is white space.
    pub is_space: bool,
    /// Where the tokenizer's special cases that begin with this word are found; 0 for none.
    pub(crate) special_start: u16,
}

impl Lexeme {
    /// The features of `text`, its norm looked up in `norms`.
    pub(crate) fn new(text: &str, norms: &NormTable) -> Self {
        let orth = string_id(text);
        let lower = match lower(text) {
            Cow::Borrowed(_) => orth,
            Cow::Owned(lower) => string_id(&lower),
        };
        Self {
            orth,
            lower,
            norm: norms.get(orth).unwrap_or(lower),
            prefix: string_id(prefix(text)),
            suffix: string_id(suffix(text)),
            shape: string_id(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            special_start: 0,
        }
    }
}

/// `text` in lower case.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        }
    } else {
        let lower = text.to_lowercase();
        if lower == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(lower)
        }
    }
}

fn prefix(text: &str) -> &str {
    &text[..text.chars().next().map_or(0, char::len_utf8)]
}

fn suffix(text: &str) -> &str {
    text.char_indices()
        .nth_back(2)
        .map_or(text, |(start, _)| &text[start..])
}

fn shape(text: &str) -> String {
    if text.len() >= LONG && text.chars().count() >= LONG {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let class = if characters::is_alpha(c) {
            if characters::is_upper(c) { 'X' } else { 'x' }
        } else if characters::is_digit(c) {
            'd'
        } else {
            c
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < RUN {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_shorten_runs() {
        assert_eq!(shape("Ankara"), "Xxxxx");
        assert_eq!(shape("MiG-29s"), "XxX-ddx");
        assert_eq!(shape("10,000,000"), "dd,ddd,ddd");
        assert_eq!(shape("¾²ǅ"), "¾dx");
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
        assert_eq!(shape(&"é".repeat(100)), "LONG");
    }

    #[test]
    fn edges_are_counted_in_characters() {
        assert_eq!((prefix("Élysée"), suffix("Élysée")), ("É", "sée"));
        assert_eq!((prefix("ok"), suffix("ok")), ("o", "ok"));
        assert_eq!((prefix(""), suffix("")), ("", ""));
    }

    #[test]
    fn a_word_spelled_like_a_symbol_has_its_number() {
        let norms = NormTable::default();
        let lexeme = Lexeme::new("A", &norms);
        assert_eq!(lexeme.shape, 101);
        assert_eq!(Lexeme::new("POS", &norms).orth, 74);
        assert_eq!(Lexeme::new("NOUN", &norms).norm, hash_string("noun"));
    }
}
