//! What an element's classes and id say of it: the words that sites have in common.
//!
//! The word lists follow those of Arc90's Readability, which browsers keep.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

use super::tokens::{Attribute, Tag};
use super::tree::{Container, Element};

/// What a container's names say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Weight {
    /// Points for names of content, against names of furniture; each counts 25.
    pub points: f32,
    /// Whether it is named as a part of the page that is not its article.
    pub is_unlikely: bool,
    /// Whether it is named as a place for share buttons.
    pub is_share: bool,
    /// Whether it is named as readers' comments.
    pub is_comment: bool,
}

/// Parts of names, and what they say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Content,
    Furniture,
    Unlikely,
    Maybe,
    Share,
    Comment,
}

const NAMES: &[(Says, &[&str])] = &[
    (
        Says::Content,
        &[
            "article",
            "body",
            "content",
            "entry",
            "hentry",
            "h-entry",
            "main",
            "page",
            "pagination",
            "post",
            "text",
            "blog",
            "story",
        ],
    ),
    (
        Says::Furniture,
        &[
            "-ad-",
            "hidden",
            "banner",
            "combx",
            "comment",
            "com-",
            "contact",
            "footer",
            "gdpr",
            "masthead",
            "media",
            "meta",
            "outbrain",
            "promo",
            "related",
            "scroll",
            "share",
            "shoutbox",
            "sidebar",
            "skyscraper",
            "sponsor",
            "shopping",
            "tags",
            "widget",
            "newsletter",
            "byline",
            "recirc",
            "taboola",
            "caption",
            "credit",
            "breadcrumb",
            "toolbar",
            "popular",
            "author-box",
            "author-bio",
            "authorbox",
            "about-author",
            "author-info",
            "post-author",
        ],
    ),
    (
        Says::Unlikely,
        &[
            "-ad-",
            "ai2html",
            "banner",
            "breadcrumbs",
            "combx",
            "comment",
            "community",
            "cover-wrap",
            "disqus",
            "extra",
            "footer",
            "gdpr",
            "header",
            "legends",
            "menu",
            "related",
            "remark",
            "replies",
            "rss",
            "shoutbox",
            "sidebar",
            "skyscraper",
            "social",
            "sponsor",
            "supplemental",
            "ad-break",
            "agegate",
            "pagination",
            "pager",
            "popup",
            "yom-remote",
            "newsletter",
            "cookie",
            "recirc",
            "outbrain",
            "taboola",
            "trending",
            "most-read",
            "mostread",
            "paywall",
        ],
    ),
    (
        Says::Maybe,
        &[
            "and", "article", "body", "column", "content", "main", "shadow", "story",
        ],
    ),
    (
        Says::Comment,
        &[
            "comment", "disqus", "replies", "respond", "shoutbox", "combx",
        ],
    ),
    (Says::Share, &["share", "sharedaddy", "sharing", "addthis"]),
];

static WORDS: LazyLock<(AhoCorasick, Vec<Says>)> = LazyLock::new(|| {
    let words: Vec<(&str, Says)> = NAMES
        .iter()
        .flat_map(|(says, words)| words.iter().map(move |word| (*word, *says)))
        .collect();
    let matcher = AhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        // Larger than the automaton it would choose, and twice as fast.
        .kind(Some(AhoCorasickKind::DFA))
        .build(words.iter().map(|(word, _)| word))
        .expect("the words are fixed");
    (matcher, words.into_iter().map(|(_, says)| says).collect())
});

/// What the names of `container` say.
pub(crate) fn weigh(container: &Container) -> Weight {
    if container.marks.is_empty() {
        return Weight::default();
    }
    let (matcher, says) = &*WORDS;
    let mut said = [false; 6];
    for found in matcher.find_overlapping_iter(&container.marks) {
        said[says[found.pattern().as_usize()] as usize] = true;
    }
    let has = |what: Says| said[what as usize];
    let mut points = 0.0;
    if has(Says::Content) {
        points += 25.0;
    }
    if has(Says::Furniture) {
        points -= 25.0;
    }
    Weight {
        points,
        is_unlikely: has(Says::Unlikely)
            && !has(Says::Maybe)
            && !matches!(
                container.element,
                Element::Body | Element::Main | Element::Article
            ),
        is_share: has(Says::Share),
        is_comment: has(Says::Comment),
    }
}

/// Whether an element is named as a part of the page that is not its article.
pub(super) fn stands_apart(tag: &Tag) -> bool {
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
    match tag.name() {
        "nav" | "footer" => return true,
        "div" | "section" | "aside" | "ul" | "ol" => {}
        _ => return false,
    }
    [Attribute::Class, Attribute::Id]
        .into_iter()
        .filter_map(|a| tag.attribute(a))
        .flat_map(str::split_ascii_whitespace)
        .any(|mark| {
            // `comments-area`, `related_posts`: the first word of a mark tells.
            let first = mark.split(['-', '_']).next().unwrap_or_default();
            NAMES.iter().any(|n| n.eq_ignore_ascii_case(first))
        })
}
