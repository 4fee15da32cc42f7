//! The article as it is written to files: one JSON object a line.

use detente_calendar::{PartialDate, Precision};

use crate::{Article, PublishedFrom};

/// An article row. Absent values are `null`, so that every row has the same columns.
#[derive(
    Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct ArticleRecord {
    /// The input's own id, or a content hash.
    pub id: String,
    /// The path, URL or archive record it came from.
    pub input: String,
    /// The page's address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The medium.
    pub outlet: Option<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// The persons and bodies credited as writers.
    #[serde(default)]
    pub authors: Vec<String>,
    /// The part of the medium that the page belongs to.
    #[serde(default)]
    pub section: Option<String>,
    /// The date of publication.
    pub published: Option<PartialDate>,
    /// How exactly that date is known.
    pub published_precision: Option<Precision>,
    /// Which part of the input told that date.
    pub published_from: Option<PublishedFrom>,
    /// The date of the last change.
    #[serde(default)]
    pub modified: Option<PartialDate>,
    /// Which part of the input told that date.
    #[serde(default)]
    pub modified_from: Option<PublishedFrom>,
    /// The dateline that opens the body.
    pub dateline: Option<DatelineRecord>,
    /// BCP 47 tag of the language.
    pub language: Option<String>,
    /// The body's paragraphs, parted by blank lines.
    pub body: String,
    /// The text that all offsets point into.
    pub text: String,
}

/// The dateline of an article row.
#[derive(
    Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct DatelineRecord {
    /// The place as written.
    pub place: Option<String>,
    /// The date, often without a year.
    pub date: Option<PartialDate>,
    /// The news agency.
    pub agency: Option<String>,
}

impl From<&Article> for ArticleRecord {
    fn from(article: &Article) -> Self {
        let published = article.published.as_ref();
        let modified = article.modified.as_ref();
        Self {
            id: article.id.clone(),
            input: article.input.clone(),
            url: article.url.clone(),
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            agency: article.agency.clone(),
            authors: article.authors.clone(),
            section: article.section.clone(),
            published: published.map(|p| p.date),
            published_precision: published.map(|p| p.date.precision()),
            published_from: published.map(|p| p.from),
            modified: modified.map(|p| p.date),
            modified_from: modified.map(|p| p.from),
            dateline: article.dateline.as_ref().map(|d| DatelineRecord {
                place: d.place.clone(),
                date: d.date,
                agency: d.agency.clone(),
            }),
            language: article.language.clone(),
            body: article.body(),
            text: article.text.clone(),
        }
    }
}
