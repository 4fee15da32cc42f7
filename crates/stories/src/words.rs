//! The words of a text, as grouping compares them.

/// A word and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Whether it is the first of a sentence or line.
    pub opens: bool,
}

impl Word<'_> {
    /// In lower case.
    pub fn folded(&self) -> String {
        let mut folded = String::with_capacity(self.text.len());
        self.fold_into(&mut folded);
        folded
    }

    /// Puts it, in lower case, behind what `folded` holds.
    pub fn fold_into(&self, folded: &mut String) {
        if self.text.is_ascii() {
            let from = folded.len();
            folded.push_str(self.text);
            folded[from..].make_ascii_lowercase();
        } else {
            folded.extend(self.text.chars().flat_map(char::to_lowercase));
        }
    }

    /// Whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it begins with a digit.
    pub fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The words of `text`: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = text;
    let mut opens = true;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        opens |= rest[..start].contains(['.', '!', '?', ':', '\n', '“', '"']);
        rest = &rest[start..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let word = Word {
            text: &rest[..end],
            opens,
        };
        rest = &rest[end..];
        opens = false;
        Some(word)
    })
}

/// Endings that a stem goes without.
const ENDINGS: &[&str] = &["ing", "ed", "es", "s"];

/// Shortest stem, in bytes.
const SHORTEST_STEM: usize = 4;

/// A folded word without the plainest of English endings.
pub(crate) fn stem(folded: &str) -> &str {
    ENDINGS
        .iter()
        .find_map(|ending| {
            folded
                .strip_suffix(ending)
                .filter(|stem| stem.len() >= SHORTEST_STEM)
        })
        .unwrap_or(folded)
}

/// The 64-bit FNV-1a hash: the same on every machine and in every version.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_sentences_open() {
        let found: Vec<(&str, bool)> = words("Envoys met in Oslo. \"They left\", he said\nAgain!")
            .map(|w| (w.text, w.opens))
            .collect();
        assert_eq!(
            found,
            [
                ("Envoys", true),
                ("met", false),
                ("in", false),
                ("Oslo", false),
                ("They", true),
                ("left", false),
                ("he", true),
                ("said", false),
                ("Again", true)
            ]
        );
    }

    #[test]
    fn stems_are_long_enough_to_tell() {
        assert_eq!(stem("recalled"), "recall");
        assert_eq!(stem("recalls"), "recall");
        assert_eq!(stem("king"), "king");
        assert_eq!(stem("gas"), "gas");
    }
}
