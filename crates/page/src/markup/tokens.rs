//! The tokens of HTML, as browsers split a page into them: `html5gum`'s state machine with buffers that are
//! used again for every tag.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer};

/// What takes the tokens of a page.
pub(super) trait Sink {
    /// Whether the text that comes next is of use; other text is not gathered.
    fn wants_text(&self) -> bool;

    /// A run of characters between two tags.
    fn text(&mut self, text: &str);

    /// A start tag, and how the text behind it is to be read, if otherwise than as markup.
    fn start(&mut self, tag: &Tag) -> Option<State>;

    /// The end tag of an element of this name.
    fn end(&mut self, name: &str);
}

/// Gives the tokens of `html` to `sink`.
pub(super) fn read<S: Sink>(html: &str, sink: &mut S) {
    let tokens = Tokens {
        sink,
        text: Vec::new(),
        tag: Tag::default(),
        opened: Vec::new(),
        is_end: false,
    };
    Tokenizer::new_with_emitter(html, tokens).for_each(drop);
}

/// A start tag. Names are in lower case, values without character references.
#[derive(Debug, Default)]
pub(super) struct Tag {
    name: Vec<u8>,
    /// Where the name and the value of each attribute stand in `attributes`.
    places: Vec<(Range<usize>, Range<usize>)>,
    attributes: Vec<u8>,
    /// Whether the attribute that is being read is kept.
    is_kept: bool,
    pub self_closing: bool,
}

impl Tag {
    /// A tag without attributes.
    #[cfg(test)]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            ..Self::default()
        }
    }

    /// The element's name.
    pub fn name(&self) -> &str {
        std::str::from_utf8(&self.name).unwrap_or_default()
    }

    /// The value of an attribute without blanks at its ends; `None` for an empty one.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.place(name)?;
        let value = std::str::from_utf8(&self.attributes[value.clone()]).ok()?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether an attribute stands there, with a value or without.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The first attribute of a name: of several, browsers take that.
    fn place(&self, name: &str) -> Option<&(Range<usize>, Range<usize>)> {
        self.places
            .iter()
            .find(|(at, _)| self.attributes[at.clone()] == *name.as_bytes())
    }

    fn clear(&mut self) {
        self.name.clear();
        self.places.clear();
        self.attributes.clear();
        self.is_kept = false;
        self.self_closing = false;
    }
}

/// Most attributes of a tag that are kept.
const MOST_ATTRIBUTES: usize = 200;

/// Whether the value of an attribute of this name is of use to anybody; most are long lists of pictures.
#[rustfmt::skip]
fn is_asked_for(name: &[u8]) -> bool {
    matches!(
        name,
        b"class" | b"id" | b"content" | b"property" | b"name" | b"itemprop" | b"http-equiv" | b"rel" | b"href"
            | b"datetime" | b"lang" | b"xml:lang" | b"role" | b"style" | b"aria-hidden" | b"type" | b"title"
    )
}

struct Tokens<'a, S> {
    sink: &'a mut S,
    text: Vec<u8>,
    tag: Tag,
    /// The name of the last start tag: its end tag ends raw text.
    opened: Vec<u8>,
    is_end: bool,
}

impl<S: Sink> Tokens<'_, S> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.sink.text(&String::from_utf8_lossy(&self.text));
            self.text.clear();
        }
    }
}

impl<S: Sink> Emitter for Tokens<'_, S> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.opened.clear();
        self.opened.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        if self.sink.wants_text() {
            self.text.extend_from_slice(text);
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.clear();
        self.is_end = false;
    }

    fn init_end_tag(&mut self) {
        self.tag.clear();
        self.is_end = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        if self.is_end {
            self.sink.end(self.tag.name());
            return None;
        }
        self.opened.clone_from(&self.tag.name);
        self.sink.start(&self.tag)
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn push_tag_name(&mut self, part: &[u8]) {
        self.tag.name.extend_from_slice(part);
    }

    fn init_attribute(&mut self) {
        let at = self.tag.attributes.len();
        self.tag.is_kept = self.tag.places.len() < MOST_ATTRIBUTES;
        if self.tag.is_kept {
            self.tag.places.push((at..at, at..at));
        }
    }

    fn push_attribute_name(&mut self, part: &[u8]) {
        if let Some((name, value)) = self.tag.places.last_mut()
            && self.tag.is_kept
        {
            self.tag.attributes.extend_from_slice(part);
            name.end = self.tag.attributes.len();
            *value = name.end..name.end;
        }
    }

    fn push_attribute_value(&mut self, part: &[u8]) {
        if let Some((name, value)) = self.tag.places.last_mut()
            && self.tag.is_kept
        {
            if value.start == value.end && !is_asked_for(&self.tag.attributes[name.clone()]) {
                self.tag.is_kept = false;
                return;
            }
            self.tag.attributes.extend_from_slice(part);
            value.end = self.tag.attributes.len();
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.opened.is_empty() && self.tag.name == self.opened
    }

    // Comments and the document type tell nothing of the article.
    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_force_quirks(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Writes down what it is given; the text of scripts is raw and not wanted.
    #[derive(Default)]
    struct Log(String, bool);

    impl Sink for Log {
        fn wants_text(&self) -> bool {
            !self.1
        }

        fn text(&mut self, text: &str) {
            self.0 += text;
        }

        fn start(&mut self, tag: &Tag) -> Option<State> {
            let _ = write!(self.0, "<{} {:?}>", tag.name(), tag.attribute("title"));
            self.1 = tag.name() == "script";
            self.1.then_some(State::ScriptData)
        }

        fn end(&mut self, name: &str) {
            let _ = write!(self.0, "</{name}>");
            self.1 = false;
        }
    }

    fn tokens(html: &str) -> String {
        let mut log = Log::default();
        read(html, &mut log);
        log.0
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            tokens("a &amp; b<P TITLE=' \u{e9}t\u{e9} &lt; ' title=no>x<!-- <p> -->y</P>"),
            "a & b<p Some(\"\u{e9}t\u{e9} <\")>xy</p>"
        );
        assert_eq!(tokens("<p title><p title=''>"), "<p None><p None>");
    }

    #[test]
    fn raw_text_ends_with_its_element_only() {
        assert_eq!(
            tokens("<script>if (a < b) '</p>'</script >z"),
            "<script None></script>z"
        );
    }

    #[test]
    fn endless_attributes_are_bounded() {
        let html = format!("<p {}title=x>y", "a=1 ".repeat(1_000));
        assert_eq!(tokens(&html), "<p None>y");
    }
}
