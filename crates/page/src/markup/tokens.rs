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
        read: Vec::new(),
        attribute: Reading::Dropped,
        attribute_name: Vec::new(),
        attributes: 0,
        opened: Vec::new(),
        is_end: false,
    };
    Tokenizer::new_with_emitter(html, tokens).for_each(drop);
}

/// The attributes whose values are of use to somebody; most of a page's are long lists of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    AriaHidden,
    Class,
    Content,
    DateTime,
    Href,
    HttpEquiv,
    Id,
    ItemProp,
    Lang,
    Name,
    Property,
    PubDate,
    Rel,
    Role,
    Style,
    Type,
    XmlLang,
}

/// Number of [`Attribute`]s.
const ATTRIBUTES: usize = Attribute::XmlLang as usize + 1;

impl Attribute {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Self::AriaHidden,
            b"class" => Self::Class,
            b"content" => Self::Content,
            b"datetime" => Self::DateTime,
            b"href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"itemprop" => Self::ItemProp,
            b"lang" => Self::Lang,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"pubdate" => Self::PubDate,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"style" => Self::Style,
            b"type" => Self::Type,
            b"xml:lang" => Self::XmlLang,
            _ => return None,
        })
    }
}

/// A start tag. Names are in lower case, values without character references.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// The element's name, and behind it the values of the attributes.
    text: String,
    name: usize,
    /// Where each attribute's value stands; `None` where the tag has no such attribute.
    values: [Option<Range<usize>>; ATTRIBUTES],
    pub self_closing: bool,
}

impl Tag {
    /// A tag without attributes.
    #[cfg(test)]
    pub fn named(name: &str) -> Self {
        Self {
            text: name.to_owned(),
            name: name.len(),
            ..Self::default()
        }
    }

    /// The element's name.
    pub fn name(&self) -> &str {
        &self.text[..self.name]
    }

    /// The value of an attribute without blanks at its ends; `None` for an empty one.
    pub fn attribute(&self, attribute: Attribute) -> Option<&str> {
        let value = self.values[attribute as usize].clone()?;
        Some(self.text[value].trim()).filter(|value| !value.is_empty())
    }

    /// Whether an attribute stands there, with a value or without.
    pub fn has(&self, attribute: Attribute) -> bool {
        self.values[attribute as usize].is_some()
    }
}

/// Most attributes of a tag that are read.
const MOST_ATTRIBUTES: usize = 200;

struct Tokens<'a, S> {
    sink: &'a mut S,
    text: Vec<u8>,
    /// The tag that is being read, but for its characters.
    tag: Tag,
    /// Its characters: its name, then the values of its attributes.
    read: Vec<u8>,
    attribute: Reading,
    /// The attribute's name as far as it is read.
    attribute_name: Vec<u8>,
    /// How many attributes the tag has.
    attributes: usize,
    /// The name of the last start tag: its end tag ends raw text.
    opened: Vec<u8>,
    is_end: bool,
}

/// What is done with the attribute that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Its name is not yet whole.
    Name,
    /// It is kept.
    Kept(Attribute),
    /// It is dropped, or there is none.
    Dropped,
}

impl<S: Sink> Tokens<'_, S> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            match std::str::from_utf8(&self.text) {
                Ok(text) => self.sink.text(text),
                Err(_) => self.sink.text(&String::from_utf8_lossy(&self.text)),
            }
            self.text.clear();
        }
    }

    fn init_tag(&mut self) {
        self.read.clear();
        self.tag.values = Default::default();
        self.tag.self_closing = false;
        self.attribute = Reading::Dropped;
        self.attributes = 0;
    }

    /// Takes note of an attribute whose name is whole. Of several of a name the first counts, as in browsers.
    fn end_attribute_name(&mut self) {
        if self.attribute != Reading::Name {
            return;
        }
        let kept =
            Attribute::of(&self.attribute_name).filter(|attribute| !self.tag.has(*attribute));
        self.attribute = kept.map_or(Reading::Dropped, |attribute| {
            self.tag.values[attribute as usize] = Some(self.read.len()..self.read.len());
            Reading::Kept(attribute)
        });
    }

    /// Gives the tag its characters.
    fn end_tag(&mut self) {
        self.end_attribute_name();
        let read = std::mem::take(&mut self.read);
        // All of a page that is text is text; else the tag has no name and no attributes.
        self.tag.text = String::from_utf8(read).unwrap_or_default();
        if self.tag.text.is_empty() {
            self.tag.values = Default::default();
        }
        self.tag.name = self.tag.name.min(self.tag.text.len());
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
        self.init_tag();
        self.is_end = false;
    }

    fn init_end_tag(&mut self) {
        self.init_tag();
        self.is_end = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        self.end_tag();
        let next = if self.is_end {
            self.sink.end(self.tag.name());
            None
        } else {
            self.opened.clear();
            self.opened.extend_from_slice(self.tag.name().as_bytes());
            self.sink.start(&self.tag)
        };
        // The buffer is used again.
        self.read = std::mem::take(&mut self.tag.text).into_bytes();
        next
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn push_tag_name(&mut self, part: &[u8]) {
        self.read.extend_from_slice(part);
        self.tag.name = self.read.len();
    }

    fn init_attribute(&mut self) {
        self.end_attribute_name();
        self.attributes += 1;
        self.attribute_name.clear();
        self.attribute = if self.attributes <= MOST_ATTRIBUTES && !self.is_end {
            Reading::Name
        } else {
            Reading::Dropped
        };
    }

    fn push_attribute_name(&mut self, part: &[u8]) {
        if self.attribute == Reading::Name {
            self.attribute_name.extend_from_slice(part);
        }
    }

    fn push_attribute_value(&mut self, part: &[u8]) {
        self.end_attribute_name();
        if let Reading::Kept(attribute) = self.attribute {
            self.read.extend_from_slice(part);
            if let Some(value) = &mut self.tag.values[attribute as usize] {
                value.end = self.read.len();
            }
        }
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.opened.is_empty() && self.read == self.opened
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
            let _ = write!(
                self.0,
                "<{} {:?}>",
                tag.name(),
                tag.attribute(Attribute::Id)
            );
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
            tokens("a &amp; b<P ID=' \u{e9}t\u{e9} &lt; ' id=no>x<!-- <p> -->y</P>"),
            "a & b<p Some(\"\u{e9}t\u{e9} <\")>xy</p>"
        );
        assert_eq!(tokens("<p id><p id=''>"), "<p None><p None>");
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
        let html = format!("<p {}id=x>y", "a=1 ".repeat(1_000));
        assert_eq!(tokens(&html), "<p None>y");
    }
}
