//! Words that hang on an abbreviation: "U.S.-Japanese", "U.K./Irish", "U.S.-led".
//!
//! The original divides "US-Japanese" at its hyphen and leaves "U.S.-Japanese" whole, since its rules
//! look for a letter before the hyphen. Whoever reads for parties needs both names, so paragraphs are
//! divided here, too; the comparison with the original (`Model::parse`) is not touched.

use super::{TokenSpan, Tokenizer};
use crate::lexeme::LexemeCache;

/// Where `word` is divided: the place of the hyphen or stroke behind an abbreviation of capitals with
/// stops, and one past it.
fn joint(word: &str) -> Option<(usize, usize)> {
    let (at, mark) = word
        .char_indices()
        .find(|&(_, c)| matches!(c, '-' | '–' | '/'))?;
    let behind = at + mark.len_utf8();
    let stops = word.as_bytes()[..at].chunks(2);
    let abbreviation = at >= 4
        && stops
            .clone()
            .all(|pair| matches!(pair, [c, b'.'] if c.is_ascii_uppercase()));
    let word_behind = word[behind..].starts_with(|c: char| c.is_alphabetic());
    (abbreviation && word_behind).then_some((at, behind))
}

impl Tokenizer {
    /// Divides the tokens of `text` that hang on an abbreviation.
    pub fn divide_abbreviated(
        &self,
        text: &str,
        spans: &mut Vec<TokenSpan>,
        cache: &mut LexemeCache,
    ) {
        let mut next = 0;
        while let Some(&span) = spans.get(next) {
            next += 1;
            let word = &text[span.start as usize..span.end as usize];
            let Some((at, behind)) = joint(word) else {
                continue;
            };
            let (mark, rest) = (span.start + at as u32, span.start + behind as u32);
            let part =
                |start: u32, end: u32, space_after: bool, cache: &mut LexemeCache| TokenSpan {
                    start,
                    end,
                    space_after,
                    lexeme: self.lexeme(&text[start as usize..end as usize], cache),
                };
            let parts = [
                part(span.start, mark, false, cache),
                part(mark, rest, false, cache),
                part(rest, span.end, span.space_after, cache),
            ];
            spans.splice(next - 1..next, parts);
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::joint;

    #[test]
    fn abbreviations_are_divided_from_what_hangs_on_them() {
        assert_eq!(joint("U.S.-Japanese"), Some((4, 5)));
        assert_eq!(joint("U.K./Irish"), Some((4, 5)));
        assert_eq!(joint("U.S.–led"), Some((4, 7)));
        for whole in [
            "U.S.",
            "US-Japanese",
            "e.g.-like",
            "A.-B",
            "U.S.-",
            "U.S.-16",
            "é.-U",
        ] {
            assert_eq!(joint(whole), None, "{whole}");
        }
    }
}
