//! One pass over a page's tokens: what its head declares, and its visible text in blocks.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::paragraphs;

/// What a block of text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Text,
    Heading,
    ListItem,
    Caption,
    Cell,
}

/// A run of text between block elements, white space collapsed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    pub text: String,
    pub kind: BlockKind,
    /// Bytes of the text inside links.
    pub linked: usize,
    /// Whether it stands in a part of the page that its markup names as comments, navigation, footer
    /// or related items.
    pub apart: bool,
}

/// A `<time>` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimeElement {
    /// Its `datetime`, else its text.
    pub value: String,
    /// Whether it is marked as the date of publication.
    pub marked: bool,
    /// Whether an `<h1>` came before it.
    pub after_heading: bool,
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
}

/// How many of a kind are kept: a hostile page must not fill the memory with metadata.
const MOST: usize = 2_000;

/// Reads the tokens of `html`.
pub(crate) fn scan(html: &str) -> Scan {
    let sink = Sink {
        state: RefCell::new(State::default()),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut state = tokenizer.sink.state.into_inner();
    state.flush();
    state.scan
}

struct Sink {
    state: RefCell<State>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Where raw text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Dropped,
    Title,
    JsonLd,
}

/// An element whose text is kept apart as well: an `<h1>`, a byline, a `<time>`.
#[derive(Debug)]
struct Capture {
    element: String,
    depth: u32,
    text: String,
    what: Captured,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Captured {
    Heading,
    Byline,
    Time { marked: bool },
}

#[derive(Debug, Default)]
struct State {
    scan: Scan,
    block: String,
    linked: usize,
    kind: Option<BlockKind>,
    raw: Option<(String, Raw, String)>,
    /// Elements whose text nobody sees, that are open.
    hidden: Vec<String>,
    captures: Vec<Capture>,
    links: u32,
    preformatted: u32,
    captions: u32,
    breaks: u32,
    /// The open element that stands apart from the article, and how many of its name are open in it.
    apart: Option<(String, u32)>,
}

/// Elements whose text is not the page's words.
const HIDDEN: &[&str] = &[
    "template", "svg", "math", "select", "button", "object", "audio", "video", "canvas", "dialog",
];

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "meta",
    "link", "picture", "source", "amp-img",
];

impl State {
    fn text(&mut self, text: &str) {
        if let Some((_, raw, kept)) = &mut self.raw {
            if *raw != Raw::Dropped && kept.len() < 1 << 20 {
                kept.push_str(text);
            }
            return;
        }
        if !self.hidden.is_empty() {
            return;
        }
        for capture in &mut self.captures {
            if capture.text.len() < 2_000 {
                push_collapsed(&mut capture.text, text);
            }
        }
        let before = self.block.len();
        if self.preformatted > 0 {
            self.block.push_str(text);
        } else {
            push_collapsed(&mut self.block, text);
        }
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        if self.links > 0 {
            self.linked += self.block.len() - before;
        }
    }

    /// Ends the block that is being gathered.
    fn flush(&mut self) {
        let kind = if self.captions > 0 {
            BlockKind::Caption
        } else {
            self.kind.take().unwrap_or(BlockKind::Text)
        };
        let text = std::mem::take(&mut self.block);
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        if text.contains('\n') {
            for range in paragraphs::of_text(&text) {
                let mut line = String::new();
                push_collapsed(&mut line, &text[range]);
                self.scan.blocks.push(Block {
                    text: line,
                    kind,
                    linked: 0,
                    apart: self.apart.is_some(),
                });
            }
            return;
        }
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            self.scan.blocks.push(Block {
                text: trimmed.to_owned(),
                kind,
                linked,
                apart: self.apart.is_some(),
            });
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            self.end(name);
            return TokenSinkResult::Continue;
        }
        let attribute = |wanted: &str| {
            tag.attrs
                .iter()
                .find(|a| &*a.name.local == wanted)
                .map(|a| a.value.trim())
                .filter(|v| !v.is_empty())
        };
        match name {
            "script" => {
                let json =
                    attribute("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
                let raw = if json && self.scan.json_ld.len() < 50 {
                    Raw::JsonLd
                } else {
                    Raw::Dropped
                };
                self.raw = Some((name.to_owned(), raw, String::new()));
                return TokenSinkResult::RawData(RawKind::ScriptData);
            }
            "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => {
                self.raw = Some((name.to_owned(), Raw::Dropped, String::new()));
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            "title" | "textarea" if !self.hidden.iter().any(|h| h == "svg") => {
                let first = name == "title" && self.scan.title.is_none();
                self.raw = Some((
                    name.to_owned(),
                    if first { Raw::Title } else { Raw::Dropped },
                    String::new(),
                ));
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            "html" => {
                self.scan.language = attribute("lang")
                    .or(attribute("xml:lang"))
                    .map(str::to_owned);
            }
            "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.scan.canonical = self
                    .scan
                    .canonical
                    .take()
                    .or_else(|| attribute("href").map(str::to_owned));
            }
            _ => {}
        }
        if let Some(content) = attribute("content")
            && self.scan.meta.len() < MOST
        {
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = attribute(key) {
                    self.scan
                        .meta
                        .push((name.to_ascii_lowercase(), content.to_owned()));
                }
            }
        }
        if HIDDEN.contains(&name) && !tag.self_closing {
            self.hidden.push(name.to_owned());
        }
        self.start_capture(tag, &attribute);
        if let Some((element, depth)) = &mut self.apart {
            *depth += u32::from(element == name);
        } else if stands_apart(name, &attribute) {
            self.flush();
            self.apart = Some((name.to_owned(), 1));
        }
        self.start_block(name);
        TokenSinkResult::Continue
    }

    fn start_capture<'t>(&mut self, tag: &'t Tag, attribute: &dyn Fn(&str) -> Option<&'t str>) {
        let name: &str = &tag.name;
        for capture in &mut self.captures {
            if capture.element == name {
                capture.depth += 1;
            }
        }
        let what = match name {
            "h1" => Captured::Heading,
            "time" => {
                let marked = attribute("pubdate").is_some()
                    || tag.attrs.iter().any(|a| &*a.name.local == "pubdate")
                    || attribute("itemprop")
                        .is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
                    || attribute("class")
                        .is_some_and(|c| c.contains("publish") || c.contains("entry-date"));
                if let Some(value) = attribute("datetime").or(attribute("content")) {
                    let value = value.to_owned();
                    self.push_time(value, marked);
                    return;
                }
                Captured::Time { marked }
            }
            _ => {
                let marks = ["class", "itemprop", "rel"]
                    .iter()
                    .filter_map(|a| attribute(a));
                let byline = marks.flat_map(str::split_whitespace).any(|mark| {
                    let mark = mark.to_ascii_lowercase();
                    mark.contains("byline")
                        || mark == "author"
                        || mark == "source"
                        || mark.ends_with("-author")
                });
                if !byline || tag.self_closing || attribute("content").is_some() {
                    return;
                }
                Captured::Byline
            }
        };
        if self.captures.len() < 8 && !tag.self_closing {
            self.captures.push(Capture {
                element: name.to_owned(),
                depth: 1,
                text: String::new(),
                what,
            });
        }
    }

    fn push_time(&mut self, value: String, marked: bool) {
        if self.scan.times.len() < MOST && !value.trim().is_empty() {
            let after_heading = !self.scan.headings.is_empty();
            self.scan.times.push(TimeElement {
                value,
                marked,
                after_heading,
            });
        }
    }

    fn start_block(&mut self, name: &str) {
        match name {
            "a" => self.links += 1,
            "br" => {
                self.breaks += 1;
                let ended = self
                    .block
                    .trim_end()
                    .ends_with(['.', '!', '?', ':', '"', '”', '’']);
                if self.preformatted > 0 {
                    self.block.push('\n');
                } else if self.breaks > 1 || ended {
                    let kind = self.kind;
                    self.flush();
                    self.kind = kind;
                } else {
                    push_collapsed(&mut self.block, " ");
                }
            }
            _ if INLINE.contains(&name) => {}
            _ => {
                self.flush();
                match name {
                    "pre" | "listing" => self.preformatted += 1,
                    "figcaption" => self.captions += 1,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kind = Some(BlockKind::Heading),
                    "li" | "dd" | "dt" => self.kind = Some(BlockKind::ListItem),
                    "td" | "th" => self.kind = Some(BlockKind::Cell),
                    "caption" => self.kind = Some(BlockKind::Caption),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((element, raw, text)) = self.raw.take() {
            match raw {
                Raw::JsonLd => self.scan.json_ld.push(text),
                Raw::Title => {
                    let mut title = String::new();
                    push_collapsed(&mut title, &text);
                    self.scan.title = Some(title.trim().to_owned()).filter(|t| !t.is_empty());
                }
                Raw::Dropped => {}
            }
            if element == name {
                return;
            }
        }
        if let Some(open) = self.hidden.iter().rposition(|h| h == name) {
            self.hidden.truncate(open);
            return;
        }
        if let Some((element, depth)) = &mut self.apart
            && element == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.flush();
                self.apart = None;
            }
        }
        if matches!(name, "body" | "html") {
            // What was left open ends with the page.
            self.hidden.clear();
        }
        let mut at = 0;
        while at < self.captures.len() {
            let capture = &mut self.captures[at];
            if capture.element == name {
                capture.depth -= 1;
            }
            if capture.depth > 0 {
                at += 1;
                continue;
            }
            let Capture { text, what, .. } = self.captures.remove(at);
            let text = text.trim().to_owned();
            if text.is_empty() {
                continue;
            }
            match what {
                Captured::Heading if self.scan.headings.len() < MOST => {
                    self.scan.headings.push(text);
                }
                Captured::Byline if self.scan.bylines.len() < 40 => self.scan.bylines.push(text),
                Captured::Time { marked } => self.push_time(text, marked),
                _ => {}
            }
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            _ if INLINE.contains(&name) => {}
            _ => {
                self.flush();
                match name {
                    "pre" | "listing" => self.preformatted = self.preformatted.saturating_sub(1),
                    "figcaption" => self.captions = self.captions.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
}

/// Whether an element is named as a part of the page that is not its article.
fn stands_apart<'t>(name: &str, attribute: &dyn Fn(&str) -> Option<&'t str>) -> bool {
    const NAMES: &[&str] = &[
        "comment",
        "comments",
        "disqus",
        "respond",
        "replies",
        "related",
        "recirc",
        "recommended",
        "newsletter",
        "sidebar",
        "cookie",
        "cookies",
        "mostread",
        "popular",
        "trending",
        "breadcrumb",
        "breadcrumbs",
        "footer",
    ];
    match name {
        "nav" | "footer" => return true,
        "div" | "section" | "aside" | "ul" | "ol" => {}
        _ => return false,
    }
    ["class", "id"]
        .iter()
        .filter_map(|a| attribute(a))
        .flat_map(str::split_whitespace)
        .any(|mark| {
            // `comments-area`, `related_posts`: the first word of a mark tells.
            let first = mark.split(['-', '_']).next().unwrap_or_default();
            NAMES.iter().any(|n| n.eq_ignore_ascii_case(first))
        })
}

/// Appends `text` with every run of white space as one blank, none at the start.
pub(crate) fn push_collapsed(to: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}' {
            if !to.is_empty() && !to.ends_with(' ') {
                to.push(' ');
            }
        } else if c != '\u{AD}' {
            to.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        scan(html).blocks.into_iter().map(|b| b.text).collect()
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
