//! Elements whose text is kept apart as well as in the page's blocks: headings, bylines, dates.

use super::scan::{Scan, push_collapsed};
use super::tokens::{Attribute, Tag};

/// How many of a kind are kept: a hostile page must not fill the memory with metadata.
pub(crate) const MOST: usize = 2_000;

/// Most bylines of a page.
const MOST_BYLINES: usize = 40;

/// Most captures that are open at once.
const MOST_OPEN: usize = 8;

/// Bytes of text after which a capture is no heading, byline or date.
const LONGEST: usize = 2_000;

/// What a `<time>` element is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeMark {
    /// Nothing tells.
    Plain,
    /// The date of publication.
    Published,
    /// The date of the last change.
    Modified,
}

/// A `<time>` element, or one marked as such by its properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimeElement {
    /// Its `datetime`, else its text.
    pub value: String,
    pub mark: TimeMark,
    /// Whether an `<h1>` came before it.
    pub after_heading: bool,
}

#[derive(Debug)]
struct Capture {
    element: String,
    depth: u32,
    text: String,
    what: Captured,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Captured {
    Heading,
    Byline,
    Time(TimeMark),
}

/// The captures that are open.
#[derive(Debug, Default)]
pub(super) struct Captures(Vec<Capture>);

impl Captures {
    /// Adds visible text to all that are open.
    pub fn text(&mut self, text: &str) {
        for capture in &mut self.0 {
            if capture.text.len() < LONGEST {
                push_collapsed(&mut capture.text, text);
            }
        }
    }

    /// Opens a capture where the element asks for one.
    pub fn start(&mut self, tag: &Tag, scan: &mut Scan) {
        let name = tag.name();
        for capture in &mut self.0 {
            if capture.element == name {
                capture.depth += 1;
            }
        }
        let what = match name {
            "h1" => Captured::Heading,
            "time" => {
                let mark = time_mark(tag);
                if let Some(value) = tag
                    .attribute(Attribute::DateTime)
                    .or(tag.attribute(Attribute::Content))
                {
                    push_time(scan, value.to_owned(), mark);
                    return;
                }
                Captured::Time(mark)
            }
            // With `content`, the element is one of the page's metadata.
            _ if tag.self_closing || tag.attribute(Attribute::Content).is_some() => return,
            _ => match tag.attribute(Attribute::ItemProp) {
                Some(prop) if prop.eq_ignore_ascii_case("datePublished") => {
                    Captured::Time(TimeMark::Published)
                }
                Some(prop) if prop.eq_ignore_ascii_case("dateModified") => {
                    Captured::Time(TimeMark::Modified)
                }
                _ if is_byline(tag) => Captured::Byline,
                _ => return,
            },
        };
        if self.0.len() < MOST_OPEN && !tag.self_closing {
            self.0.push(Capture {
                element: name.to_owned(),
                depth: 1,
                text: String::new(),
                what,
            });
        }
    }

    /// Ends the captures that an end tag of this name closes.
    pub fn end(&mut self, name: &str, scan: &mut Scan) {
        let mut at = 0;
        while at < self.0.len() {
            let capture = &mut self.0[at];
            if capture.element == name {
                capture.depth -= 1;
            }
            if capture.depth > 0 {
                at += 1;
                continue;
            }
            let Capture { text, what, .. } = self.0.remove(at);
            let text = text.trim().to_owned();
            if text.is_empty() {
                continue;
            }
            match what {
                Captured::Heading if scan.headings.len() < MOST => scan.headings.push(text),
                Captured::Byline if scan.bylines.len() < MOST_BYLINES => scan.bylines.push(text),
                Captured::Time(mark) => push_time(scan, text, mark),
                _ => {}
            }
        }
    }
}

fn push_time(scan: &mut Scan, value: String, mark: TimeMark) {
    if scan.times.len() < MOST && !value.trim().is_empty() {
        let after_heading = !scan.headings.is_empty();
        scan.times.push(TimeElement {
            value,
            mark,
            after_heading,
        });
    }
}

fn time_mark(tag: &Tag) -> TimeMark {
    let is_prop = |name: &str| {
        tag.attribute(Attribute::ItemProp)
            .is_some_and(|prop| prop.eq_ignore_ascii_case(name))
    };
    let class = tag.attribute(Attribute::Class).map(str::to_ascii_lowercase);
    let in_class = |part: &str| class.as_ref().is_some_and(|class| class.contains(part));
    // `pubdate` has no value, which counts as an empty one.
    if tag.has(Attribute::PubDate)
        || is_prop("datePublished")
        || in_class("publish")
        || in_class("entry-date")
    {
        TimeMark::Published
    } else if is_prop("dateModified") || in_class("updated") || in_class("modified") {
        TimeMark::Modified
    } else {
        TimeMark::Plain
    }
}

fn is_byline(tag: &Tag) -> bool {
    [Attribute::Class, Attribute::ItemProp, Attribute::Rel]
        .into_iter()
        .filter_map(|a| tag.attribute(a))
        .flat_map(str::split_ascii_whitespace)
        .any(|mark| {
            let (mark, end) = (mark.as_bytes(), mark.len());
            let is = |part: &[u8], name: &[u8]| part.eq_ignore_ascii_case(name);
            is(mark, b"author")
                || is(mark, b"source")
                || is(&mark[end.saturating_sub(7)..], b"-author")
                || mark.windows(6).any(|part| is(part, b"byline"))
        })
}
