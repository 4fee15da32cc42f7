//! One pass over a page's tokens: what its head declares, and its visible text in blocks.

use std::rc::Rc;

use super::captures::TimeElement;
use super::gather::State;
use super::tokens;
use super::tree::Tree;
use crate::furniture::Furniture;
use crate::text::Text;

/// What a block of text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Text,
    Heading,
    ListItem,
    Caption,
    Cell,
    /// The short cells of a table's row.
    Row,
}

/// A run of text between block elements, white space collapsed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    pub text: Rc<Text>,
    pub kind: BlockKind,
    /// Bytes of the text inside links.
    pub linked: usize,
    /// Whether it stands in a part of the page that its markup names as comments, navigation, footer
    /// or related items.
    pub apart: bool,
    /// The container that holds it.
    pub holder: u32,
}

impl Block {
    /// A block of this text.
    pub fn new(text: String, kind: BlockKind, linked: usize, apart: bool, holder: u32) -> Self {
        Self {
            text: Rc::new(text.into()),
            kind,
            linked,
            apart,
            holder,
        }
    }

    /// What kind of furniture its words say that it is; the cells of a row are numbers and names by their nature.
    pub fn furniture(&self) -> Option<Furniture> {
        if self.kind == BlockKind::Row {
            return None;
        }
        self.text.furniture()
    }
}

/// What one pass finds.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// `name`, `property`, `itemprop` or `http-equiv` (lower case) and `content`, in page order.
    pub meta: Vec<(String, String)>,
    /// The text of each JSON-LD script.
    pub json_ld: Vec<String>,
    /// The text of `<title>`.
    pub title: Option<String>,
    /// The text of each `<h1>`.
    pub headings: Vec<String>,
    pub times: Vec<TimeElement>,
    pub canonical: Option<String>,
    pub language: Option<String>,
    /// Texts of elements that are marked as author or byline.
    pub bylines: Vec<String>,
    pub blocks: Vec<Block>,
    /// What holds the blocks.
    pub tree: Tree,
}

/// Reads the tokens of `html`.
pub(crate) fn scan(html: &str) -> Scan {
    let mut state = State::default();
    tokens::read(html, &mut state);
    state.flush();
    state.scan
}

/// Appends `text` with every run of white space as one blank, none at the start.
pub(crate) fn push_collapsed(to: &mut String, text: &str) {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}';
    // The first bytes of all blanks and of the soft hyphen; of other characters too, but of few.
    let may_be_blank = |byte: u8| byte <= b' ' || matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_be_blank) {
        let (word, behind) = rest.split_at(at);
        to.push_str(word);
        let Some(c) = behind.chars().next() else {
            return;
        };
        if is_blank(c) {
            if !to.is_empty() && !to.ends_with(' ') {
                to.push(' ');
            }
        } else if c != '\u{AD}' {
            to.push(c);
        }
        rest = &behind[c.len_utf8()..];
    }
    to.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        scan(html)
            .blocks
            .into_iter()
            .map(|b| b.text.to_string())
            .collect()
    }

    #[test]
    fn blocks_follow_the_markup() {
        assert_eq!(
            texts(
                "<p>Envoys <b>met</b>\n in&nbsp;Oslo.<p>They<br>left.<br><br>Nobody spoke.<ul><li>a<li>b</ul>"
            ),
            [
                "Envoys met in Oslo.",
                "They left.",
                "Nobody spoke.",
                "a",
                "b"
            ]
        );
        assert_eq!(
            texts(
                "<script>var a = '<p>x</p>';</script><style>p{}</style>y<svg><text>z</text></svg>"
            ),
            ["y"]
        );
    }

    #[test]
    fn the_head_is_kept() {
        let scan = scan(
            "<html lang=en-GB><title> A &amp; B </title><meta property='og:title' content='A'>\
             <link rel=canonical href='https://example.org/a'><script type='application/ld+json'>{\"a\":1}</script>\
             <h1>A <i>and</i> B</h1><time datetime='2011-02-14'>14 Feb</time><span class=byline>By Reuters</span>",
        );
        assert_eq!(scan.title.as_deref(), Some("A & B"));
        assert_eq!(scan.meta, [("og:title".to_owned(), "A".to_owned())]);
        assert_eq!(scan.canonical.as_deref(), Some("https://example.org/a"));
        assert_eq!(scan.language.as_deref(), Some("en-GB"));
        assert_eq!(scan.json_ld, ["{\"a\":1}"]);
        assert_eq!(scan.headings, ["A and B"]);
        assert_eq!(scan.times[0].value, "2011-02-14");
        assert!(scan.times[0].after_heading);
        assert_eq!(scan.bylines, ["By Reuters"]);
    }

    #[test]
    fn preformatted_text_keeps_its_paragraphs() {
        assert_eq!(
            texts("<pre>Envoys of the two countries met\nagain in the capital to speak about\nthe border.\n\nThey left.</pre>").len(),
            2
        );
    }
}
