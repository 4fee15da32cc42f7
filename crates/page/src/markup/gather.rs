//! The gathering of a page's blocks from its tokens.

use html5gum::State as Reading;

use super::captures::{Captures, MOST};
use super::marks::stands_apart;
use super::scan::{Block, BlockKind, Scan, push_collapsed};
use super::tokens::{Attribute, Sink, Tag};
use crate::paragraphs;

/// Where raw text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    Dropped,
    Title,
    JsonLd,
}

/// Bytes of a title or a JSON-LD script that are kept, give or take a run of characters.
const MOST_RAW: usize = 1 << 20;

#[derive(Debug, Default)]
pub(super) struct State {
    pub scan: Scan,
    block: String,
    linked: usize,
    kind: Option<BlockKind>,
    raw: Option<(String, Raw, String)>,
    /// Elements whose text nobody sees, that are open.
    hidden: Vec<String>,
    captures: Captures,
    links: u32,
    preformatted: u32,
    captions: u32,
    breaks: u32,
    /// The open element that stands apart from the article, and how many of its name are open in it.
    apart: Option<(String, u32)>,
}

/// Whether an element's text is not the page's words.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "template"
            | "svg"
            | "math"
            | "select"
            | "button"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "dialog"
    )
}

/// Whether an element stands within a line.
#[rustfmt::skip]
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "span" | "img" | "b" | "i" | "strong" | "em" | "link" | "meta" | "input" | "source" | "label"
            | "abbr" | "acronym" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "font"
            | "ins" | "kbd" | "mark" | "nobr" | "q" | "ruby" | "s" | "samp" | "small" | "strike" | "sub"
            | "sup" | "time" | "tt" | "u" | "var" | "wbr" | "picture" | "amp-img"
    )
}

/// Whether an element is a block without content.
#[rustfmt::skip]
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "hr" | "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "keygen" | "param" | "track"
    )
}

impl State {
    /// Ends the block that is being gathered.
    pub fn flush(&mut self) {
        let kind = if self.captions > 0 {
            BlockKind::Caption
        } else {
            self.kind.take().unwrap_or(BlockKind::Text)
        };
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        if self.block.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.block);
        if text.contains('\n') {
            for range in paragraphs::of_text(&text) {
                let mut line = String::new();
                push_collapsed(&mut line, &text[range]);
                self.push(line, kind, 0);
            }
            return;
        }
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            self.push(trimmed.to_owned(), kind, linked);
        }
    }

    fn push(&mut self, text: String, kind: BlockKind, linked: usize) {
        let holder = self.scan.tree.innermost();
        let apart = self.apart.is_some();
        let block = Block::new(text, kind, linked, apart, holder);
        self.scan.blocks.push(block);
    }

    fn start_block(&mut self, tag: &Tag) {
        let name = tag.name();
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
            _ if is_inline(name) => self.scan.tree.inline(name),
            _ => {
                self.flush();
                if is_void(name) {
                    return;
                }
                if !self.hidden.is_empty() {
                    self.scan.tree.inline(name);
                    return;
                }
                self.scan.tree.start(tag);
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
}

impl Sink for State {
    fn wants_text(&self) -> bool {
        match &self.raw {
            Some((_, raw, kept)) => *raw != Raw::Dropped && kept.len() < MOST_RAW,
            None => self.hidden.is_empty(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, raw, kept)) = &mut self.raw {
            if *raw != Raw::Dropped && kept.len() < MOST_RAW {
                kept.push_str(text);
            }
            return;
        }
        if !self.hidden.is_empty() {
            return;
        }
        self.captures.text(text);
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

    fn start(&mut self, tag: &Tag) -> Option<Reading> {
        let name = tag.name();
        let attribute = |wanted| tag.attribute(wanted);
        match name {
            "script" => {
                let json = attribute(Attribute::Type)
                    .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
                let raw = if json && self.scan.json_ld.len() < 50 {
                    Raw::JsonLd
                } else {
                    Raw::Dropped
                };
                self.raw = Some((name.to_owned(), raw, String::new()));
                return Some(Reading::ScriptData);
            }
            "style" | "iframe" | "noembed" | "noframes" | "noscript" | "xmp" => {
                self.raw = Some((name.to_owned(), Raw::Dropped, String::new()));
                return Some(Reading::RawText);
            }
            "title" | "textarea" if !self.hidden.iter().any(|h| h == "svg") => {
                let first = name == "title" && self.scan.title.is_none();
                self.raw = Some((
                    name.to_owned(),
                    if first { Raw::Title } else { Raw::Dropped },
                    String::new(),
                ));
                return Some(Reading::RcData);
            }
            "html" => {
                self.scan.language = attribute(Attribute::Lang)
                    .or(attribute(Attribute::XmlLang))
                    .map(str::to_owned);
            }
            "link"
                if attribute(Attribute::Rel)
                    .is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
            {
                self.scan.canonical = self
                    .scan
                    .canonical
                    .take()
                    .or_else(|| attribute(Attribute::Href).map(str::to_owned));
            }
            _ => {}
        }
        if let Some(content) = attribute(Attribute::Content)
            && self.scan.meta.len() < MOST
        {
            for key in [
                Attribute::Property,
                Attribute::Name,
                Attribute::ItemProp,
                Attribute::HttpEquiv,
            ] {
                if let Some(name) = attribute(key) {
                    self.scan
                        .meta
                        .push((name.to_ascii_lowercase(), content.to_owned()));
                }
            }
        }
        if is_hidden(name) && !tag.self_closing {
            self.hidden.push(name.to_owned());
        }
        self.captures.start(tag, &mut self.scan);
        if let Some((element, depth)) = &mut self.apart {
            *depth += u32::from(element == name);
        } else if stands_apart(tag) {
            self.flush();
            self.apart = Some((name.to_owned(), 1));
        }
        self.start_block(tag);
        None
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
        self.captures.end(name, &mut self.scan);
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            _ if is_inline(name) => {}
            _ => {
                self.flush();
                if self.hidden.is_empty() {
                    self.scan.tree.end(name);
                }
                match name {
                    "pre" | "listing" => self.preformatted = self.preformatted.saturating_sub(1),
                    "figcaption" => self.captions = self.captions.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }
}
