//! Whether a text's capitals allow a name.

use crate::fold::{is_caps, plain};
use crate::names::all_caps;

/// How a text's words stand to a form of the same letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Casing {
    /// Written exactly so.
    Exact,
    /// Written in capitals, or a small first letter made great.
    Variant,
    /// Some other word: `us` for `US`.
    Other,
}

/// Letters from which a word in capitals is taken for the name in small letters: shorter ones are
/// mostly abbreviations of something else.
const CAPS_LETTERS: usize = 4;

/// Compares a form (tokens joined by blanks, accents folded) with as many words of a text, whose
/// letters are known to agree but for case and accents.
pub(crate) fn form_casing(form: &str, words: &[&str]) -> Casing {
    let mut casing = Casing::Exact;
    let several = words.len() > 1;
    for (own, word) in form.split(' ').zip(words) {
        let word = plain(word);
        if own == word {
            continue;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let headline = is_caps(&word) && (letters >= CAPS_LETTERS || several && all_caps(words));
        if !(headline || is_capitalised(own, &word)) {
            return Casing::Other;
        }
        casing = Casing::Variant;
    }
    casing
}

/// Whether `word` is `own` with its small first letter made great.
fn is_capitalised(own: &str, word: &str) -> bool {
    let (mut own, mut word) = (own.chars(), word.chars());
    own.next()
        .zip(word.next())
        .is_some_and(|(a, b)| a.is_lowercase() && b.is_uppercase())
        && own.as_str() == word.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_names_from_words() {
        for (form, text, expected) in [
            ("Russia", "Russia", Casing::Exact),
            ("Russia", "RUSSIA", Casing::Variant),
            ("Russia", "russia", Casing::Other),
            ("US", "us", Casing::Other),
            ("Lao", "LAO", Casing::Other),
            ("Kim Jong Un", "KIM JONG UN", Casing::Variant),
            ("Erdogan", "Erdoğan", Casing::Exact),
            ("state duma", "State Duma", Casing::Variant),
            ("Bank of England", "BANK OF ENGLAND", Casing::Variant),
            ("Bank of England", "Bank Of England", Casing::Variant),
            ("Turkey", "turkey", Casing::Other),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(form_casing(form, &words), expected, "{text} for {form}");
        }
    }
}
