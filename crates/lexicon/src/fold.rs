//! Letters with their accents, apostrophes and hyphens made plain, so that both spellings meet.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` without accents, with plain apostrophes and hyphens; case is kept.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfd().filter(|&c| !is_combining_mark(c)) {
        match letter {
            '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '′' | '‛' | '＇' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push('-'),
            'ʿ' | 'ʾ' | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => {}
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'Ə' => out.push('A'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("Ae"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("Oe"),
            'þ' => out.push_str("th"),
            'Þ' => out.push_str("Th"),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// Longest word that [`with_key`] lowers without allocating.
const BUFFER: usize = 48;

/// Calls `look` with the plain lower-case form of `word`: the key of the word tables. Allocates only
/// for words that are not ASCII or are longer than any in practice.
pub(crate) fn with_key<T>(word: &str, look: impl FnOnce(&str) -> T) -> T {
    if word.is_ascii() {
        if !word.bytes().any(|b| b.is_ascii_uppercase()) {
            return look(word);
        }
        if word.len() <= BUFFER {
            let mut buffer = [0u8; BUFFER];
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            if let Ok(lower) = std::str::from_utf8(lower) {
                return look(lower);
            }
        }
        return look(&word.to_ascii_lowercase());
    }
    look(&plain(word).to_lowercase())
}

/// Whether `word` has letters and none of them is small.
pub(crate) fn is_caps(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_spellings_meet() {
        for (text, folded) in [
            ("Erdoğan", "Erdogan"),
            ("Łukasz", "Lukasz"),
            ("Côte d’Ivoire", "Cote d'Ivoire"),
            ("Løkke", "Lokke"),
            ("Russia–NATO", "Russia-NATO"),
            ("Ilham Əliyev", "Ilham Aliyev"),
        ] {
            assert_eq!(plain(text), folded);
        }
    }

    #[test]
    fn keys_are_lower_case() {
        with_key("McCain", |key| assert_eq!(key, "mccain"));
        with_key("ERDOĞAN", |key| assert_eq!(key, "erdogan"));
        let long = "A".repeat(60);
        with_key(&long, |key| assert_eq!(key, "a".repeat(60)));
    }

    #[test]
    fn tells_caps() {
        assert!(is_caps("U.S.") && is_caps("RUSSIA") && is_caps("G20"));
        assert!(!is_caps("Russia") && !is_caps("2011") && !is_caps("-"));
    }
}
