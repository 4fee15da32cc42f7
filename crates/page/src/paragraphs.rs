//! Paragraphs of a plain text: blank lines, indentation, hard-wrapped lines.

use std::ops::Range;

/// A line of text without its line break and without blanks at its ends.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Columns of white space before the text.
    indent: usize,
}

/// Lines longer than this are paragraphs that nobody wrapped.
const WIDEST_WRAP: usize = 120;

/// Nobody wraps narrower than this.
const NARROWEST_WRAP: usize = 32;

/// The paragraphs of `text` as byte ranges, in order, without blanks at their ends.
pub(crate) fn of_text(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let Some(line) = line else {
            previous = None;
            continue;
        };
        match previous {
            Some(before) if continues(text, before, line, wrap) => {
                paragraphs.last_mut().expect("a line before began one").end = line.end;
            }
            _ => paragraphs.push(line.start..line.end),
        }
        previous = Some(line);
    }
    paragraphs
}

/// All lines; `None` for a blank one.
fn lines(text: &str) -> Vec<Option<Line>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let trimmed = raw.trim();
        let lead = raw.len() - raw.trim_start().len();
        let start = at + lead;
        lines.push((!trimmed.is_empty()).then(|| {
            Line {
                start,
                end: start + trimmed.len(),
                indent: raw
                    .chars()
                    .take_while(|c| c.is_whitespace())
                    .map(|c| if c == '\t' { 4 } else { 1 })
                    .sum(),
            }
        }));
        at += raw.len();
    }
    lines
}

/// The width at which the text was wrapped; `None` where its lines are whole paragraphs.
///
/// A wrapped text is known by its lines: those that another line of the same block follows mostly
/// had no room for that line's first word.
fn wrap_width(text: &str, lines: &[Option<Line>]) -> Option<usize> {
    let width = |line: &Line| line.indent + line.end - line.start;
    let widest = lines.iter().flatten().map(width).max()?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
        return None;
    }
    let (mut full, mut all) = (0, 0);
    for pair in lines.windows(2) {
        if let [Some(line), Some(next)] = pair
            && next.indent <= line.indent
        {
            all += 1;
            full += usize::from(is_full(text, *line, *next, widest));
        }
    }
    (all > 0 && full * 5 >= all * 3).then_some(widest)
}

/// Whether the first word of `next` had no room on `line`, give or take a ragged margin.
fn is_full(text: &str, line: Line, next: Line, width: usize) -> bool {
    let word = text[next.start..next.end]
        .split_whitespace()
        .next()
        .map_or(0, str::len);
    line.indent + (line.end - line.start) + 1 + word + width / 8 > width
}

/// Whether `line` goes on with the paragraph of the line `before` it.
fn continues(text: &str, before: Line, line: Line, wrap: Option<usize>) -> bool {
    let ends = text[before.start..before.end]
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…']);
    let lower = text[line.start..]
        .chars()
        .next()
        .is_some_and(char::is_lowercase);
    match wrap {
        // An indented line opens a paragraph among lines that are not.
        Some(_) if line.indent >= before.indent + 2 => false,
        Some(width) => !ends || is_full(text, before, line, width),
        None => lower && !ends && line.indent <= before.indent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        of_text(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(
            split("One.\n\n  Two. \r\n\r\n\nThree."),
            ["One.", "Two.", "Three."]
        );
        assert_eq!(split(""), Vec::<&str>::new());
        assert_eq!(split(" \n "), Vec::<&str>::new());
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "The ministers met. ".repeat(10);
        let text = format!("{long}\n{long}");
        assert_eq!(split(&text).len(), 2);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_until_an_indent() {
        let text = "Envoys of the two countries met again\nin the capital on Tuesday to speak about\nthe border.\n    \
                    They will meet once more before the\nyear is over, officials of both told\nreporters afterwards.";
        assert_eq!(split(text).len(), 2);
        assert!(split(text)[1].starts_with("They"));
    }

    #[test]
    fn short_sentences_a_line_each_stay_apart() {
        assert_eq!(
            split("He came.\nShe went away soon.\nThey met again in spring.\nIt rained.").len(),
            4
        );
    }
}
