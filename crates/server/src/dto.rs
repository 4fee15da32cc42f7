//! What the API's answers are made of.

use detente_archive::{ArticleRow, Listed, Page};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;

/// Records a page has where the request does not say.
const USUAL: usize = 50;
/// Most records of a page.
const MOST: usize = 500;

/// Which page of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageQuery {
    /// Records on the page, 1 to 500 (default 50).
    pub limit: Option<usize>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// `newest` (default), `oldest`, or `news`: the newest first, but what lies ahead of the newest article,
    /// as acts that are planned, after all else.
    pub order: Option<String>,
    /// `false` to leave counting out.
    pub total: Option<bool>,
}

impl PageQuery {
    /// Records on the page.
    ///
    /// # Errors
    /// If the request wants none or too many.
    pub fn limit(&self) -> Result<usize, ApiError> {
        match self.limit.unwrap_or(USUAL) {
            limit if (1..=MOST).contains(&limit) => Ok(limit),
            limit => Err(ApiError::bad(
                format!("`limit={limit}` is not between 1 and {MOST}"),
                "page through with `cursor`, or take everything from /api/v1/export",
            )),
        }
    }

    /// The request in the archive's terms.
    ///
    /// # Errors
    /// If a parameter is no value of its kind.
    pub fn request(&self) -> Result<detente_archive::PageRequest, ApiError> {
        let (oldest_first, ahead_last) = match self.order.as_deref() {
            None | Some("" | "newest") => (false, false),
            Some("oldest") => (true, false),
            Some("news") => (false, true),
            Some(_) => {
                return Err(ApiError::bad(
                    "`order` is neither newest nor oldest nor news",
                    "leave it out for the newest first",
                ));
            }
        };
        Ok(detente_archive::PageRequest {
            limit: self.limit()?,
            after: self.cursor.clone().filter(|cursor| !cursor.is_empty()),
            oldest_first,
            ahead_last,
        })
    }
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct List<T> {
    /// The records.
    pub items: Vec<T>,
    /// How many fit the filter on all pages; absent where counting was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// A page of the archive with its items in the API's form.
    pub fn of<R>(page: Page<R>, total: Option<u64>, item: impl Fn(R) -> T) -> Self {
        Self {
            items: page.items.into_iter().map(item).collect(),
            total,
            next: page.next,
        }
    }
}

/// A list that is given whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Whole<T> {
    /// The items.
    pub items: Vec<T>,
}

/// The article that tells a record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct From {
    /// The headline.
    pub title: Option<String>,
    /// Its first words, where it has no headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The medium.
    pub outlet: Option<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The date of publication.
    pub published: Option<String>,
}

/// A record, as docs/schema describes it, with the article that tells it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Item<T> {
    /// The record's own fields.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub record: T,
    /// The article.
    pub from: From,
}

impl<T> std::convert::From<Listed<T>> for Item<T> {
    fn from(listed: Listed<T>) -> Self {
        Self {
            record: listed.record,
            from: listed.article.into(),
        }
    }
}

impl std::convert::From<ArticleRow> for From {
    fn from(row: ArticleRow) -> Self {
        Self {
            title: row.title,
            lead: row.lead,
            outlet: row.outlet,
            agency: row.agency,
            url: row.url,
            published: row.published,
        }
    }
}

/// An article without its text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ArticleItem {
    /// Its id.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// Its first words, where it has no headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The medium.
    pub outlet: Option<String>,
    /// The news agency credited.
    pub agency: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The date of publication, as exact as it is known.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Events coded in it.
    pub events: u64,
    /// Quotes.
    pub quotes: u64,
    /// Positions.
    pub positions: u64,
}

impl std::convert::From<ArticleRow> for ArticleItem {
    fn from(row: ArticleRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            lead: row.lead,
            outlet: row.outlet,
            agency: row.agency,
            url: row.url,
            published: row.published,
            language: row.language,
            events: row.events,
            quotes: row.quotes,
            positions: row.positions,
        }
    }
}

/// An article with everything coded in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ArticleDetail {
    /// The article's row with `text`, into which all offsets point (code points).
    #[schema(value_type = Object)]
    pub article: Value,
    /// Its events.
    #[schema(value_type = Vec<Object>)]
    pub events: Vec<detente_coding::record::Event>,
    /// Its quotes.
    #[schema(value_type = Vec<Object>)]
    pub quotes: Vec<detente_coding::record::Quote>,
    /// Its positions.
    #[schema(value_type = Vec<Object>)]
    pub positions: Vec<detente_coding::record::Position>,
    /// What coding left out.
    #[schema(value_type = Vec<Object>)]
    pub diagnostics: Vec<detente_coding::record::Diagnostic>,
    /// What reviewers said of its records.
    pub corrections: Vec<CorrectionItem>,
    /// The story it belongs to.
    pub story: Option<String>,
    /// What coded it.
    pub coded_by: CodedBy,
}

/// What coded an article.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CodedBy {
    /// The program and its version.
    pub program: String,
    /// The lexicon's version.
    pub lexicon: String,
    /// The language model.
    pub model: String,
}

/// What a reviewer said of a record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CorrectionItem {
    /// Its id.
    pub id: String,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// Who.
    pub reviewer: String,
    /// `event`, `quote` or `position`.
    pub family: String,
    /// The record's id.
    pub record: String,
    /// Its article's id.
    pub article: String,
    /// `accept`, `correct`, `reject` or `add`.
    pub verdict: String,
    /// The record as it was judged.
    #[schema(value_type = Object)]
    pub judged: Value,
    /// The record as it should be.
    #[schema(value_type = Option<Object>)]
    pub proposed: Option<Value>,
    /// Why.
    pub note: String,
}

impl std::convert::From<detente_archive::Correction> for CorrectionItem {
    fn from(correction: detente_archive::Correction) -> Self {
        let said = correction.said;
        Self {
            id: correction.id,
            at: said.at,
            reviewer: said.reviewer,
            family: said.family.name().to_owned(),
            record: said.record,
            article: said.article,
            verdict: said.verdict.name().to_owned(),
            judged: said.judged,
            proposed: said.proposed,
            note: said.note,
        }
    }
}

/// A value with the number of records that have it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CountedItem {
    /// The value.
    pub value: String,
    /// Its name for people.
    pub name: String,
    /// How many records have it.
    pub count: u64,
}
