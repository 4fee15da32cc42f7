//! Cutting text into the pieces that are parsed on their own, and white space that is no more than
//! layout.
//!
//! A piece is at most [`PIECE`] bytes long, so that memory and time stay bounded whatever a page
//! holds: longer texts are cut after a sentence, else at white space, else between two characters.

use std::ops::Range;

use crate::lexeme::is_space;

/// Most bytes of text parsed at once.
pub(crate) const PIECE: usize = 64 * 1024;

/// Offsets have 32 bits.
const MOST_BYTES: usize = u32::MAX as usize - 8;

/// A run of characters that stand together in both texts: where it begins in the text with single
/// spaces and where in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    clean: u32,
    original: u32,
}

/// A piece of text to parse: either as it stands, or with each run of white space as one space.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    text: String,
    runs: Vec<Run>,
}

impl Clean {
    /// Puts `text[range]` in, without white space at its ends and with single spaces inside. Returns
    /// false, and holds nothing, if that is what stands there already.
    pub(crate) fn collapse(&mut self, text: &str, range: Range<usize>) -> bool {
        self.text.clear();
        self.runs.clear();
        let raw = &text[range.clone()];
        if !needs_collapse(raw) {
            return false;
        }
        for (at, word) in words(raw) {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            let clean = self.text.len() as u32;
            self.runs.push(Run {
                clean,
                original: (range.start + at) as u32,
            });
            self.text.push_str(word);
        }
        true
    }

    /// The text with single spaces.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the original of byte `at` of the clean text. `run` is where to begin the search
    /// and is moved on: ask in rising order.
    pub(crate) fn original(&self, at: u32, run: &mut usize) -> u32 {
        while self.runs.get(*run + 1).is_some_and(|next| next.clean <= at) {
            *run += 1;
        }
        self.runs
            .get(*run)
            .map_or(at, |run| run.original + (at - run.clean))
    }
}

/// `range` within `text`, cut down to what lies inside, to whole characters and to 32 bits.
pub(crate) fn within(text: &str, range: &Range<usize>, from: usize) -> Range<usize> {
    let up = |at: usize| {
        let at = at.min(text.len()).min(MOST_BYTES);
        (at..=text.len())
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(text.len())
    };
    let start = up(range.start.max(from));
    start..up(range.end).max(start)
}

/// `range` of `text` without white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let raw = &text[range.clone()];
    let left = raw.trim_start_matches(is_space);
    let start = range.end - left.len();
    start..start + left.trim_end_matches(is_space).len()
}

/// Where to cut a text that is longer than [`PIECE`]: at most [`PIECE`] bytes from `range.start`.
pub(crate) fn piece_end(text: &str, range: Range<usize>) -> usize {
    if range.len() <= PIECE {
        return range.end;
    }
    let mut limit = range.start + PIECE;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = &text[range.start..limit];
    let mut space = None;
    let mut after = None;
    // The last quarter is searched for the end of a sentence; any white space will do before that.
    for (at, c) in window.char_indices().rev() {
        if is_space(c) {
            let end = at + c.len_utf8();
            space = space.or(Some(end));
            after = Some(end);
        } else if let Some(end) = after {
            if matches!(c, '.' | '!' | '?') && at > PIECE / 4 * 3 {
                return range.start + end;
            }
            if !matches!(c, '"' | '\'' | ')' | '”' | '’' | '»') {
                after = None;
            }
        }
        if at <= PIECE / 4 * 3 && space.is_some() {
            break;
        }
    }
    range.start + space.unwrap_or(window.len())
}

/// Whether white space stands at an end, or is anything but single spaces.
fn needs_collapse(raw: &str) -> bool {
    let mut after_space = true;
    for c in raw.chars() {
        let space = is_space(c);
        if space && (after_space || c != ' ') {
            return true;
        }
        after_space = space;
    }
    after_space && !raw.is_empty()
}

/// The stretches without white space, with their places.
fn words(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = raw.as_ptr().addr();
    raw.split(is_space)
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr().addr() - start, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_left_alone() {
        let mut clean = Clean::default();
        for text in ["", "Oslo", "Oslo talks", "é à"] {
            assert!(!clean.collapse(text, 0..text.len()), "{text:?}");
        }
    }

    #[test]
    fn white_space_becomes_single_spaces_and_places_map_back() {
        let text = "x\n  The\u{a0}talks\r\n\tended. ";
        let mut clean = Clean::default();
        assert!(clean.collapse(text, 1..text.len()));
        assert_eq!(clean.text(), "The talks ended.");
        let mut run = 0;
        for word in ["The", "talks", "ended."] {
            let at = clean.text().find(word).unwrap_or_default() as u32;
            let original = clean.original(at, &mut run) as usize;
            assert!(text[original..].starts_with(word));
            let end = clean.original(at + word.len() as u32 - 1, &mut run) as usize + 1;
            assert_eq!(&text[original..end], word);
        }
        assert!(clean.collapse(" \n", 0..2));
        assert_eq!(clean.text(), "");
    }

    #[test]
    fn ranges_are_cut_to_whole_characters_inside() {
        let text = "aéb";
        assert_eq!(within(text, &(0..99), 0), 0..4);
        assert_eq!(within(text, &(2..3), 0), 3..3);
        #[allow(clippy::reversed_empty_ranges)]
        let reversed = 3..1;
        assert_eq!(within(text, &reversed, 0), 3..3);
        assert_eq!(within(text, &(0..2), 3), 3..3);
        assert_eq!(trim(" a b\n", 0..5), 1..4);
        assert_eq!(trim(" \t ", 0..3), 3..3);
    }

    #[test]
    fn long_texts_are_cut_after_a_sentence_else_a_word_else_a_character() {
        let sentences = "They met in Oslo (again.) ".repeat(4000);
        let end = piece_end(&sentences, 0..sentences.len());
        assert!(end <= PIECE && sentences[..end].ends_with(".) "));
        let words = "peace ".repeat(20_000);
        let end = piece_end(&words, 0..words.len());
        assert!(end <= PIECE && end > PIECE - 10 && words[..end].ends_with(' '));
        let characters = "é".repeat(100_000);
        let end = piece_end(&characters, 0..characters.len());
        assert!(end <= PIECE && end > PIECE - 4 && characters.is_char_boundary(end));
    }
}
