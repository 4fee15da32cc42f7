//! The article: what a page tells, with the places it was told.

use std::ops::Range;

use detente_calendar::PartialDate;

use crate::Diagnostic;

/// A page read: its text and what it tells about itself.
///
/// All ranges are byte ranges into [`Article::text`], on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// The input's own id, or the first 32 hex digits of the BLAKE3 hash of URL and text.
    pub id: String,
    /// The path, URL or archive record that the article came from.
    pub input: String,
    /// The page's address: the canonical one where the page declares it.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The medium that published the page.
    pub outlet: Option<String>,
    /// The news agency credited in the dateline, the lead or as author.
    pub agency: Option<String>,
    /// The persons and bodies credited as writers, in the page's order, without agencies.
    pub authors: Vec<String>,
    /// The part of the medium that the page belongs to ("World", "Business").
    pub section: Option<String>,
    /// When the page says it was published.
    pub published: Option<Published>,
    /// When the page says it was last changed; not before it was published.
    pub modified: Option<Published>,
    /// The place, date and agency that open the body.
    pub dateline: Option<Dateline>,
    /// BCP 47 tag of the language of the text, where it could be told.
    pub language: Option<String>,
    /// What is parsed and coded. For pages: the title, a blank line, and the body's paragraphs
    /// parted by blank lines. For text that arrives ready: that text, unchanged.
    pub text: String,
    /// Where the title stands in the text, if it opens it.
    pub title_span: Option<Range<u32>>,
    /// The body's paragraphs in order, without overlap. The first starts after the dateline. A
    /// paragraph of hard-wrapped lines is one range across its line breaks.
    pub paragraphs: Vec<Range<u32>>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// A date of publication or change, and the proof of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The date, as exact as the page tells it.
    pub date: PartialDate,
    /// Time of day as ISO 8601, `HH:MM` or `HH:MM:SS`, with the offset from UTC where it is told
    /// (`19:01+03:00`, `08:00Z`).
    pub time: Option<String>,
    /// Which part of the input told it.
    pub from: PublishedFrom,
    /// The characters that told it, as the input writes them.
    pub evidence: String,
}

/// The part of an input that a date was read from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedFrom {
    /// A field of the input record (`published` of a JSONL line, a feed's date).
    Input,
    /// `datePublished` or `dateModified` of a JSON-LD block.
    JsonLd,
    /// A `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The page's address.
    Url,
    /// A date line among the visible text.
    Text,
    /// The dateline that opens the body.
    Dateline,
}

impl PublishedFrom {
    /// The name that records carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::JsonLd => "json-ld",
            Self::Meta => "meta",
            Self::TimeElement => "time-element",
            Self::Url => "url",
            Self::Text => "text",
            Self::Dateline => "dateline",
        }
    }
}

/// What opens a news report: `BRUSSELS, May 25 (TASS) - `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place or places, as written (`MOSCOW`, `UNITED NATIONS/KHARTOUM`).
    pub place: Option<String>,
    /// The date, mostly a day without a year.
    pub date: Option<PartialDate>,
    /// The news agency.
    pub agency: Option<String>,
    /// Byte range in the article's text, up to but without the blank before the first sentence.
    pub span: Range<u32>,
}

impl Article {
    /// The slice of the text at `range`; empty if the range does not lie in the text.
    pub fn slice(&self, range: &Range<u32>) -> &str {
        self.text
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default()
    }

    /// The body: its paragraphs, with the dateline, parted by blank lines.
    pub fn body(&self) -> String {
        let mut body = String::with_capacity(self.text.len());
        for (i, paragraph) in self.paragraphs.iter().enumerate() {
            if i > 0 {
                body.push_str("\n\n");
            }
            let mut start = paragraph.start;
            if i == 0
                && let Some(dateline) = &self.dateline
                && dateline.span.end <= start
            {
                start = dateline.span.start;
            }
            body.push_str(self.slice(&(start..paragraph.end)));
        }
        body
    }

    /// The id of an article that brings none: the first 32 hex digits of the BLAKE3 hash of its
    /// address (if any), a NUL, and its text.
    pub fn content_id(url: Option<&str>, text: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(url.unwrap_or_default().as_bytes());
        hasher.update(&[0]);
        hasher.update(text.as_bytes());
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
