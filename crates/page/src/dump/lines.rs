//! The lines of a flattened page and what each shows by itself.

use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use crate::furniture::Furniture;
use crate::markup::scan::{Block, BlockKind, push_collapsed};
use crate::paragraphs;
use crate::text::Text;

/// A line of the page; a paragraph that was wrapped counts as one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// The text with white space collapsed.
    pub text: Rc<Text>,
    /// Blank lines before it, at most 3.
    pub blanks_before: u8,
    /// Columns of white space before it, at most 24.
    pub indent: u8,
    /// Tabs within it.
    pub tabs: u8,
    /// Whether its markup says that it is the caption of a picture.
    is_caption: bool,
    pub words: usize,
    /// The logarithm of one more than its words.
    pub length: f32,
    /// Whether it ends as a sentence does.
    pub ends: bool,
    /// Whether it reads as sentences of running text.
    pub prose: bool,
    /// How many lines of the page have this text.
    pub copies: usize,
}

impl Line {
    /// What kind of furniture it is.
    pub fn furniture(&self) -> Option<Furniture> {
        if self.is_caption {
            return Some(Furniture::Credit);
        }
        self.text.furniture()
    }

    /// Letters and digits in lower case.
    pub fn squashed(&self) -> &str {
        self.text.squashed()
    }

    /// The words that carry its subject, as [`crate::words::Words::subject`] has them.
    pub fn subject(&self) -> &[u64] {
        &self.text.words().subject
    }
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
    let mut end = 0;
    let ranges = paragraphs::of_text(page).into_iter().take(MOST_LINES);
    with_copies(ranges.filter_map(|range| {
        let breaks = page[end..range.start].matches('\n').count();
        end = range.end;
        let indent = indent(&page[..range.start]);
        let tabs = page[range.clone()].matches('\t').count().min(255) as u8;
        let mut text = String::new();
        push_collapsed(&mut text, &page[range]);
        let text = text.trim();
        let blanks = breaks.saturating_sub(1).min(3) as u8;
        (!text.is_empty()).then(|| Line {
            indent,
            tabs,
            ..line(Rc::new(text.to_owned().into()), blanks)
        })
    }))
}

/// The columns of white space at the end of what stands before a line.
fn indent(before: &str) -> u8 {
    let blanks = before
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace() && *c != '\n')
        .take(24);
    let columns: u8 = blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum();
    columns.min(24)
}

/// The blocks of an HTML page as the lines that a flattened page would have.
pub(crate) fn of_blocks(blocks: &[Block]) -> Vec<Line> {
    with_copies(
        blocks
            .iter()
            .filter(|b| !b.apart)
            .take(MOST_LINES)
            .map(|block| {
                let apart = matches!(block.kind, BlockKind::Text | BlockKind::Heading);
                let mut line = line(block.text.clone(), u8::from(apart));
                line.is_caption = block.kind == BlockKind::Caption;
                line.prose &= !line.is_caption && block.linked * 4 <= block.text.len() * 3;
                line
            }),
    )
}

fn line(text: Rc<Text>, blanks_before: u8) -> Line {
    let words = text.bytes().filter(|b| *b == b' ').count() + 1;
    let ends = ends_sentence(&text);
    let sounds = ends && words >= 9 && text.chars().any(char::is_lowercase);
    let may_be_prose = |furniture| {
        matches!(
            furniture,
            None | Some(Furniture::Header | Furniture::Related)
        )
    };
    Line {
        blanks_before,
        indent: 0,
        tabs: 0,
        is_caption: false,
        prose: sounds && may_be_prose(text.furniture()),
        words,
        length: (1.0 + words as f32).ln(),
        ends,
        copies: 1,
        text,
    }
}

fn with_copies(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    if let Some(first) = lines.first_mut() {
        first.blanks_before = 3;
    }
    let mut copies: HashMap<&str, usize> = HashMap::default();
    for line in &lines {
        *copies.entry(line.squashed()).or_default() += 1;
    }
    let copies: Vec<usize> = lines.iter().map(|line| copies[line.squashed()]).collect();
    for (line, copies) in lines.iter_mut().zip(copies) {
        line.copies = copies;
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
