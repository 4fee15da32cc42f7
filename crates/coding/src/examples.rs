//! Sentences that show where something stands, for those who propose rows of the lexicon.

use std::ops::Range;

use detente_syntax::Document;

/// Examples are cut to so many characters.
const LONGEST: usize = 280;

/// Keeps the tokens' text, on one line and cut, while there are fewer than `most`.
pub(crate) fn keep(
    examples: &mut Vec<String>,
    most: usize,
    doc: &Document,
    sentence: Range<usize>,
) {
    if examples.len() < most {
        let text = doc.span_text(sentence);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        examples.push(flat.chars().take(LONGEST).collect());
    }
}
