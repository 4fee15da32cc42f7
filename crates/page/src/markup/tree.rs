//! The containers of a page: the elements that hold blocks, as a tree without the elements within lines.
//!
//! It is built from start and end tags in one pass. Unlike a browser's tree it opens nothing again and
//! moves nothing, so its size is bounded by the tags and its depth by [`DEEPEST`].

use super::tokens::{Attribute, Tag};

/// The deepest nesting that is kept. Real pages stay far below a hundred; what is nested deeper counts
/// as its last container's.
pub(crate) const DEEPEST: usize = 400;

/// Most containers of a page.
const MOST: usize = 200_000;

/// Longest class and id that is kept of an element, in bytes.
const LONGEST_MARK: usize = 400;

/// What kind of element a container is, as far as the search for the body asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    Address,
    Article,
    Aside,
    Blockquote,
    Body,
    Cell,
    Division,
    Figure,
    Footer,
    Form,
    Header,
    Heading,
    Item,
    List,
    Main,
    Navigation,
    Paragraph,
    Preformatted,
    Section,
    Table,
    Row,
    Other,
}

impl Element {
    fn of(name: &str) -> Self {
        match name {
            "address" => Self::Address,
            "article" => Self::Article,
            "aside" => Self::Aside,
            "blockquote" => Self::Blockquote,
            "body" => Self::Body,
            "td" | "th" => Self::Cell,
            "div" => Self::Division,
            "figure" | "figcaption" => Self::Figure,
            "footer" => Self::Footer,
            "form" | "fieldset" => Self::Form,
            "header" => Self::Header,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "li" | "dt" | "dd" => Self::Item,
            "ul" | "ol" | "dl" | "menu" => Self::List,
            "main" => Self::Main,
            "nav" => Self::Navigation,
            "p" => Self::Paragraph,
            "pre" | "listing" => Self::Preformatted,
            "section" => Self::Section,
            "table" => Self::Table,
            "tr" | "tbody" | "thead" | "tfoot" | "caption" => Self::Row,
            _ => Self::Other,
        }
    }
}

/// One container.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Container {
    /// The container around it; the root is its own.
    pub parent: u32,
    pub element: Element,
    /// Its classes and id, lower case.
    pub marks: String,
    /// Whether it is marked as the article's text.
    pub is_body: bool,
    /// Whether its markup hides it.
    pub is_hidden: bool,
    /// Pictures and videos right in it or in its lines.
    pub pictures: u32,
    /// Fields of forms right in it.
    pub fields: u32,
}

/// All containers of a page, each behind its parent.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The root first.
    pub containers: Vec<Container>,
    /// Names and containers of the open elements.
    open: Vec<(Box<str>, u32)>,
    /// How many start tags were too deep.
    pub too_deep: u32,
}

impl Default for Tree {
    fn default() -> Self {
        let root = Container {
            parent: 0,
            element: Element::Body,
            marks: String::new(),
            is_body: false,
            is_hidden: false,
            pictures: 0,
            fields: 0,
        };
        Self {
            containers: vec![root],
            open: Vec::new(),
            too_deep: 0,
        }
    }
}

impl Tree {
    /// The innermost open container.
    pub fn innermost(&self) -> u32 {
        self.open.last().map_or(0, |(_, container)| *container)
    }

    /// Notes something within the lines of the innermost container.
    pub fn inline(&mut self, name: &str) {
        let innermost = self.innermost() as usize;
        let container = &mut self.containers[innermost];
        match name {
            "img" | "picture" | "video" | "amp-img" => container.pictures += 1,
            "input" | "textarea" | "select" => container.fields += 1,
            _ => {}
        }
    }

    /// Opens an element that holds blocks.
    pub(super) fn start(&mut self, tag: &Tag) {
        let name = tag.name();
        self.close_implied(name);
        if self.containers.len() >= MOST {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        let mut marks = String::new();
        for mark in [Attribute::Class, Attribute::Id]
            .into_iter()
            .filter_map(|a| tag.attribute(a))
        {
            let cut = mark.floor_char_boundary(LONGEST_MARK);
            if !marks.is_empty() {
                marks.push(' ');
            }
            marks.push_str(&mark[..cut]);
        }
        marks.make_ascii_lowercase();
        let is_body = tag
            .attribute(Attribute::ItemProp)
            .is_some_and(|p| p.eq_ignore_ascii_case("articleBody"))
            || tag
                .attribute(Attribute::Property)
                .is_some_and(|p| p.ends_with("articleBody"));
        let is_hidden = tag.attribute(Attribute::AriaHidden) == Some("true")
            || tag.attribute(Attribute::Style).is_some_and(|style| {
                let style = style.replace(' ', "").to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden")
            });
        let container = Container {
            parent: self.innermost(),
            element: if tag
                .attribute(Attribute::Role)
                .is_some_and(is_furniture_role)
            {
                Element::Navigation
            } else {
                Element::of(name)
            },
            marks,
            is_body,
            is_hidden,
            pictures: 0,
            fields: 0,
        };
        self.open.push((name.into(), self.containers.len() as u32));
        self.containers.push(container);
    }

    /// Closes the innermost element of this name and all within it; an end tag without its start is
    /// nothing, and a cell's content closes nothing outside its table.
    pub fn end(&mut self, name: &str) {
        let reach = self
            .open
            .iter()
            .rposition(|(open, _)| {
                matches!(&**open, "td" | "th") && name != "table" && name != &**open
            })
            .filter(|_| !matches!(name, "tr" | "tbody" | "thead" | "tfoot"))
            .unwrap_or(0);
        if let Some(at) = self.open.iter().rposition(|(open, _)| **open == *name)
            && at >= reach
        {
            self.open.truncate(at);
        }
    }

    /// Closes what a start tag of this name closes by itself.
    fn close_implied(&mut self, name: &str) {
        let (closed, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            _ => (&[], &[]),
        };
        // Any block ends the paragraph it stands in.
        if let Some((open, _)) = self.open.last()
            && &**open == "p"
        {
            self.open.pop();
        }
        if closed.is_empty() {
            return;
        }
        let found = self
            .open
            .iter()
            .rposition(|(open, _)| closed.contains(&&**open) || within.contains(&&**open));
        if let Some(at) = found
            && closed.contains(&&*self.open[at].0)
        {
            self.open.truncate(at);
        }
    }
}

/// Roles of elements that hold no article.
fn is_furniture_role(role: &str) -> bool {
    [
        "menu",
        "menubar",
        "complementary",
        "navigation",
        "alert",
        "alertdialog",
        "dialog",
    ]
    .iter()
    .any(|furniture| furniture.eq_ignore_ascii_case(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(tags: &str) -> Tree {
        let mut tree = Tree::default();
        for tag in tags.split_whitespace() {
            match tag.strip_prefix('/') {
                Some(name) => tree.end(name),
                None => tree.start(&Tag::named(tag)),
            }
        }
        tree
    }

    fn parents(tags: &str) -> Vec<u32> {
        let tree = built(tags);
        tree.containers.iter().skip(1).map(|c| c.parent).collect()
    }

    #[test]
    fn elements_close_those_that_cannot_hold_them() {
        assert_eq!(parents("div p p div"), [0, 1, 1, 1]);
        assert_eq!(parents("ul li li ul li /ul li"), [0, 1, 1, 3, 4, 1]);
        assert_eq!(parents("table tr td td tr td"), [0, 1, 2, 2, 1, 5]);
    }

    #[test]
    fn stray_end_tags_close_nothing() {
        assert_eq!(parents("div /section p"), [0, 1]);
        assert_eq!(parents("div table tr td /div p /td td"), [0, 1, 2, 3, 4, 3]);
    }

    #[test]
    fn depth_is_bounded() {
        let tree = built(&"div ".repeat(1_000));
        assert_eq!(tree.containers.len(), DEEPEST + 1);
        assert_eq!(tree.too_deep as usize, 1_000 - DEEPEST);
    }
}
