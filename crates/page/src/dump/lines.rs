//! The lines of a flattened page and what each shows by itself.

use std::collections::HashMap;

use crate::furniture::{self, Furniture};
use crate::markup::scan::push_collapsed;
use crate::markup::squash;
use crate::paragraphs;

/// A line of the page; a paragraph that was wrapped counts as one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// The text with white space collapsed.
    pub text: String,
    /// Letters and digits in lower case.
    pub squashed: String,
    /// Blank lines before it, at most 3.
    pub blanks_before: u8,
    pub furniture: Option<Furniture>,
    pub words: usize,
    /// Whether it ends as a sentence does.
    pub ends: bool,
    /// Whether it reads as sentences of running text.
    pub prose: bool,
    /// How many lines of the page have this text.
    pub copies: usize,
}

/// Lines beyond this number are not read: a page with more is no article.
const MOST_LINES: usize = 20_000;

/// Whether a line ends the way sentences do.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“'])
        .ends_with(['.', '!', '?', '…', ':', '。'])
        || text.ends_with(['"', '”'])
}

/// The lines of `page`, without blank ones.
pub(crate) fn read(page: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut copies: HashMap<String, usize> = HashMap::new();
    let mut end = 0;
    for range in paragraphs::of_text(page).into_iter().take(MOST_LINES) {
        let breaks = page[end..range.start].matches('\n').count();
        end = range.end;
        let mut text = String::new();
        push_collapsed(&mut text, &page[range]);
        let text = text.trim().to_owned();
        if text.is_empty() {
            continue;
        }
        let squashed = squash(&text);
        *copies.entry(squashed.clone()).or_default() += 1;
        let furniture = furniture::of_line(&text);
        let words = text.split(' ').count();
        let ends = ends_sentence(&text);
        let sound = matches!(
            furniture,
            None | Some(Furniture::Header | Furniture::Related)
        );
        lines.push(Line {
            blanks_before: if lines.is_empty() {
                3
            } else {
                breaks.saturating_sub(1).min(3) as u8
            },
            prose: sound && ends && words >= 9 && text.chars().any(char::is_lowercase),
            squashed,
            furniture,
            words,
            ends,
            copies: 1,
            text,
        });
    }
    for line in &mut lines {
        line.copies = copies.get(&line.squashed).copied().unwrap_or(1);
    }
    lines
}

/// The stretch of lines with the most prose: index of its first and last prose line. Prose lines
/// belong together where at most `gap` other lines stand between them.
pub(crate) fn main_stretch(lines: &[Line], gap: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let mut current: Option<(usize, usize, usize)> = None;
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.prose) {
        current = Some(match current {
            Some((first, last, words)) if i - last <= gap + 1 => (first, i, words + line.words),
            _ => (i, i, line.words),
        });
        if current.map(|c| c.2) > best.map(|b| b.2) {
            best = current;
        }
    }
    best.map(|(first, last, _)| (first, last))
}
