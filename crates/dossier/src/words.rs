//! The words that prove a record, with the sentence they stand in: always a verbatim stretch of the
//! article, white space folded.

use detente_coding::record::Evidence;
use serde::{Deserialize, Serialize};

/// A stretch of an article with the part of it that was coded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Words {
    /// What stands before the coded words.
    pub before: String,
    /// The coded words.
    pub core: String,
    /// What stands behind them.
    pub after: String,
    /// First code point of the stretch in the article's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// The longest stretch that is quoted, in code points. Longer ones are cut to the coded words.
pub const LONGEST: usize = 900;

/// How far a stretch may reach to each side of the coded words.
const REACH: usize = 1_200;

impl Words {
    /// The evidence alone.
    pub fn alone(evidence: &Evidence) -> Self {
        Self {
            before: String::new(),
            core: folded(&evidence.text),
            after: String::new(),
            start: evidence.start,
            end: evidence.end,
        }
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        let parts = [&self.before, &self.core, &self.after];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        // Each part keeps the blank that parted it, if one did.
        parts.concat()
    }
}

/// The code points of an article's text, for many looks into it.
#[derive(Debug)]
pub struct Text {
    chars: Vec<char>,
}

impl Text {
    /// The text's code points.
    pub fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
        }
    }

    /// Code points `start..end` with the sentence around them and `before` sentences before that one, as
    /// far as the paragraph goes. Where this would be longer than [`LONGEST`], fewer sentences, and at
    /// last the coded words alone. `None` where the text has no such code points, or blanks only.
    pub fn around(&self, start: u32, end: u32, before: usize) -> Option<Words> {
        let (mut from, mut to) = (start as usize, end as usize);
        if from >= to || to > self.chars.len() {
            return None;
        }
        // Blanks at the ends are no coded words.
        from += self.chars[from..to]
            .iter()
            .position(|c| !c.is_whitespace())?;
        to -= self.chars[from..to]
            .iter()
            .rev()
            .position(|c| !c.is_whitespace())?;
        let close = self.sentence_end(to);
        let first = (0..=before)
            .rev()
            .map(|sentences| self.sentence_start(from, sentences))
            .find(|first| close - first <= LONGEST);
        let (first, close) = first.map_or((from, to), |first| (first, close));
        let part = |range: std::ops::Range<usize>| self.chars[range].iter().collect::<String>();
        Some(Words {
            before: folded_start(&part(first..from)),
            core: folded(&part(from..to)),
            after: folded_end(&part(to..close)),
            start: first as u32,
            end: close as u32,
        })
    }

    /// Whether a sentence ends before `at`, where the next one begins.
    fn begins(&self, at: usize) -> bool {
        if at == 0 {
            return true;
        }
        let mut back = at;
        let mut breaks = 0;
        while back > 0 && self.chars[back - 1].is_whitespace() {
            back -= 1;
            breaks += usize::from(self.chars[back] == '\n');
        }
        if back == at || back == 0 {
            return back == 0;
        }
        // A blank line, or a line break before an indented line, parts paragraphs.
        let indented = breaks > 0 && at - back > 3;
        if breaks > 1 || indented {
            return true;
        }
        while back > 0 && matches!(self.chars[back - 1], '"' | '”' | '’' | '\'' | ')' | ']') {
            back -= 1;
        }
        let starts = self.chars.get(at).is_some_and(|c| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[')
        });
        match back.checked_sub(1).map(|last| self.chars[last]) {
            Some('!' | '?' | '…') => starts,
            Some('.') => starts && !self.abbreviated(back - 1),
            _ => false,
        }
    }

    /// Whether the full stop at `stop` belongs to an abbreviation.
    fn abbreviated(&self, stop: usize) -> bool {
        const TITLES: [&str; 20] = [
            "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "st", "adm",
            "capt", "prof", "no", "vs", "maj", "brig", "rev",
        ];
        let from = (0..stop)
            .rev()
            .take(8)
            .take_while(|&at| self.chars[at].is_alphanumeric() || self.chars[at] == '.')
            .last()
            .unwrap_or(stop);
        let word: String = self.chars[from..stop]
            .iter()
            .collect::<String>()
            .to_lowercase();
        word.chars().count() == 1 || word.contains('.') || TITLES.contains(&word.as_str())
    }

    /// The first code point of the sentence that holds `at`, or of the one so many sentences before it.
    fn sentence_start(&self, at: usize, sentences: usize) -> usize {
        let lowest = at.saturating_sub(REACH);
        let mut left = sentences;
        let mut start = at;
        for place in (lowest..=at).rev() {
            let inside = place < self.chars.len() && !self.chars[place].is_whitespace();
            if inside && self.begins(place) {
                start = place;
                if left == 0 {
                    break;
                }
                left -= 1;
            }
        }
        start
    }

    /// One past the last code point of the sentence that ends at or behind `to`.
    fn sentence_end(&self, to: usize) -> usize {
        let highest = (to + REACH).min(self.chars.len());
        let next = (to..highest)
            .find(|&place| !self.chars[place].is_whitespace() && place > 0 && self.begins(place));
        let mut end = next.unwrap_or(highest);
        while end > to && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        end
    }
}

/// White space folded to one blank, none at the ends; characters that turn the direction of writing or
/// are no text at all become U+FFFD.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                '\u{fffd}'
            }
            c if c.is_control() => '\u{fffd}',
            c => c,
        }));
    }
    out
}

/// As [`folded`], with one blank kept at the end.
fn folded_start(text: &str) -> String {
    let mut out = folded(text);
    if !out.is_empty() && text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    out
}

/// As [`folded`], with one blank kept at the start.
fn folded_end(text: &str) -> String {
    let out = folded(text);
    if !out.is_empty() && text.starts_with(char::is_whitespace) {
        return format!(" {out}");
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn around(text: &str, core: &str, before: usize) -> (String, String, String) {
        let at = text.find(core).unwrap();
        let start = text[..at].chars().count() as u32;
        let words = Text::new(text)
            .around(start, start + core.chars().count() as u32, before)
            .unwrap();
        (words.before, words.core, words.after)
    }

    const TEXT: &str = "The envoy, Gen. Ole Vik of the U.S. Army, left. “We objected,” he\nsaid. Oslo was silent.\n\nTalks go on.";

    #[test]
    fn a_sentence_is_quoted_whole() {
        let (before, core, after) = around(TEXT, "objected", 0);
        assert_eq!(
            (before.as_str(), core.as_str(), after.as_str()),
            ("“We ", "objected", ",” he said.")
        );
        let (before, ..) = around(TEXT, "objected", 1);
        assert_eq!(
            before,
            "The envoy, Gen. Ole Vik of the U.S. Army, left. “We "
        );
        let (before, core, after) = around(TEXT, "Talks", 0);
        assert_eq!(
            (before.as_str(), core.as_str(), after.as_str()),
            ("", "Talks", " go on.")
        );
    }

    #[test]
    fn a_sentence_without_end_is_cut_to_its_words() {
        let text = format!(
            "Oslo {} objected {}",
            "and so ".repeat(400),
            "on and ".repeat(400)
        );
        let (before, core, after) = around(&text, "objected", 2);
        assert_eq!(
            (before.as_str(), core.as_str(), after.as_str()),
            ("", "objected", "")
        );
    }

    #[test]
    fn what_turns_writing_around_is_shown() {
        assert_eq!(folded("a\u{202e}b\tc\u{0}"), "a\u{fffd}b c\u{fffd}");
    }

    proptest! {
        #[test]
        fn any_stretch_of_any_text_is_quoted(text in "[ -~\n“”é]{0,300}", start in 0u32..310, len in 0u32..100, before in 0usize..4) {
            let count = text.chars().count() as u32;
            let found = Text::new(&text).around(start, start + len, before);
            let core: String = text.chars().skip(start as usize).take(len as usize).collect();
            prop_assert_eq!(found.is_some(), start + len <= count && !core.trim().is_empty());
            if let Some(words) = found {
                prop_assert_eq!(&words.core, &folded(&core));
                prop_assert!(words.start < words.end && words.end <= count);
                let given: String = text.chars().skip(words.start as usize).take((words.end - words.start) as usize).collect();
                let plain = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(plain(&words.text()), plain(&given));
            }
        }
    }
}
