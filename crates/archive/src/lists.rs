//! Pages of records.

use detente_coding::record::{Event, Position, Quote};
use detente_dossier::ArticleHead;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::de::DeserializeOwned;

use crate::plan::{self, Plan};
use crate::store::parse;
use crate::{ArchiveError, Family, Filter, Reader, text};

/// Which page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// Most records on it.
    pub limit: usize,
    /// Where the page before ended: its `next`.
    pub after: Option<String>,
    /// Oldest first in place of newest first.
    pub oldest_first: bool,
    /// Newest first, but what lies ahead of the newest article, as acts that are planned, after all else.
    pub ahead_last: bool,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// Its records.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// A record with the article that tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// The record.
    pub record: T,
    /// Its article.
    pub article: ArticleRow,
}

/// An article without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// Its first words, where it has no headline.
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
    /// Number of events coded in it.
    pub events: u64,
    /// Number of quotes.
    pub quotes: u64,
    /// Number of positions.
    pub positions: u64,
}

impl From<ArticleRow> for ArticleHead {
    fn from(row: ArticleRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            outlet: row.outlet.or(row.agency),
            url: row.url,
            input: String::new(),
            published: row.published.and_then(|date| date.parse().ok()),
            text: String::new(),
        }
    }
}

pub(crate) const ARTICLE_COLUMNS: &str = "a.id, a.title, a.outlet, a.agency, a.url, a.published, a.language, a.events, a.quotes, a.positions, \
    CASE WHEN trim(coalesce(a.title, '')) = '' THEN a.record END";
/// How many they are.
const WIDTH: usize = 11;

/// An article's row out of [`ARTICLE_COLUMNS`] that begin at column `at`.
pub(crate) fn article_row(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<ArticleRow> {
    // What is damaged has no words to show; `verify` names it.
    let lead = match row.get_ref(at + 10)?.as_blob_or_null()? {
        Some(packed) => text::lead_of(0, packed).ok().flatten(),
        None => None,
    };
    Ok(ArticleRow {
        id: row.get(at)?,
        title: row.get(at + 1)?,
        lead,
        outlet: row.get(at + 2)?,
        agency: row.get(at + 3)?,
        url: row.get(at + 4)?,
        published: row.get(at + 5)?,
        language: row.get(at + 6)?,
        events: row.get(at + 7)?,
        quotes: row.get(at + 8)?,
        positions: row.get(at + 9)?,
    })
}

/// The place of a record in a list: its day and its key.
type Place = (i64, i64);

/// Where a page ended: the place of its last record and, where what lies ahead comes last, the day that was
/// the newest when the first page was read.
struct Cursor {
    place: Place,
    newest: Option<i64>,
}

impl Cursor {
    /// Reads a cursor of a list that is `parted` at the newest day, or of one that is not.
    fn read(text: &str, parted: bool) -> Result<Self, ArchiveError> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        let mut next = || parts.next().flatten();
        let cursor = (|| {
            let place = (next()?, next()?);
            let newest = if parted { Some(next()?) } else { None };
            Some(Self { place, newest })
        })();
        cursor
            .filter(|_| parts.next().is_none())
            .ok_or_else(|| ArchiveError::Cursor(text.chars().take(40).collect()))
    }

    fn write(&self) -> String {
        let (day, key) = self.place;
        match self.newest {
            Some(newest) => format!("{day}.{key}.{newest}"),
            None => format!("{day}.{key}"),
        }
    }
}

impl Reader {
    /// The records of a page, and where the next one begins.
    fn places(
        &self,
        family: Family,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
    ) -> Result<(Vec<Place>, Option<Cursor>), ArchiveError> {
        let parted = page.ahead_last && !page.oldest_first;
        let after = page
            .after
            .as_deref()
            .map(|text| Cursor::read(text, parted))
            .transpose()?;
        let Some(plan) = plan::plan(&self.ledger, family, filter, articles)? else {
            return Ok((Vec::new(), None));
        };
        let wanted = page.limit + 1;
        let place = after.as_ref().map(|after| after.place);
        let mut newest = None;
        let mut places;
        if parted {
            let day = match after.and_then(|after| after.newest) {
                Some(day) => day,
                None => self.newest_day()?,
            };
            newest = Some(day);
            let ahead = place.filter(|(of, _)| *of > day);
            places = match ahead {
                Some(_) => Vec::new(),
                None => self.stretch(&plan, " AND l.day <= ?", day, place, false, wanted)?,
            };
            let left = wanted - places.len();
            if left > 0 {
                places.extend(self.stretch(&plan, " AND l.day > ?", day, ahead, false, left)?);
            }
        } else {
            places = self.stretch(&plan, "", 0, place, page.oldest_first, wanted)?;
        }
        let more = places.len() > page.limit;
        places.truncate(page.limit);
        let last = places.last().copied().filter(|_| more);
        Ok((places, last.map(|place| Cursor { place, newest })))
    }

    /// Up to `limit` records on the days that `bound` tells, from behind the place `after` on.
    fn stretch(
        &self,
        plan: &Plan,
        bound: &str,
        day: i64,
        after: Option<Place>,
        oldest_first: bool,
        limit: usize,
    ) -> Result<Vec<Place>, ArchiveError> {
        let Plan {
            mut tail,
            mut values,
        } = plan.clone();
        if !bound.is_empty() {
            tail += bound;
            values.push(Value::Integer(day));
        }
        if let Some((day, key)) = after {
            tail += if oldest_first {
                " AND (l.day, l.key) > (?, ?)"
            } else {
                " AND (l.day, l.key) < (?, ?)"
            };
            values.extend([Value::Integer(day), Value::Integer(key)]);
        }
        tail += if oldest_first {
            " ORDER BY l.day, l.key LIMIT ?"
        } else {
            " ORDER BY l.day DESC, l.key DESC LIMIT ?"
        };
        values.push(Value::Integer(limit as i64));
        let mut select = self
            .ledger
            .prepare_cached(&format!("SELECT l.day, l.key {tail}"))?;
        let rows = select.query_map(params_from_iter(values), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last day of publication; later than any where none is known.
    fn newest_day(&self) -> Result<i64, ArchiveError> {
        let (_, last) = self.days()?;
        Ok(if last.is_known() { last.0 } else { i64::MAX })
    }

    fn page<T>(
        &self,
        family: Family,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
        read: impl Fn(i64) -> Result<T, ArchiveError>,
    ) -> Result<Page<T>, ArchiveError> {
        let (places, next) = self.places(family, filter, page, articles)?;
        let next = next.as_ref().map(Cursor::write);
        let items = places
            .into_iter()
            .map(|(_, key)| read(key))
            .collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    /// The number of records that fit `filter`.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn count(
        &self,
        family: Family,
        filter: &Filter,
        articles: Option<&[i64]>,
    ) -> Result<u64, ArchiveError> {
        if articles.is_none()
            && let Some(count) = plan::counted(&self.ledger, family, filter)?
        {
            return Ok(count);
        }
        if articles.is_none()
            && let Some(count) = self.counted_beside(family, filter)?
        {
            return Ok(count);
        }
        let Some(Plan { tail, values }) = plan::plan(&self.ledger, family, filter, articles)?
        else {
            return Ok(0);
        };
        let mut select = self
            .ledger
            .prepare_cached(&format!("SELECT count(*) {tail}"))?;
        Ok(select.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    fn listed<T: DeserializeOwned>(
        &self,
        family: Family,
        key: i64,
    ) -> Result<Listed<T>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT r.record, {ARTICLE_COLUMNS} FROM {} AS r JOIN {} AS f USING (key) JOIN articles AS a ON a.key = f.article WHERE r.key = ?1",
            family.records(),
            family.table()
        ))?;
        let (record, article): (String, ArticleRow) =
            select.query_row([key], |row| Ok((row.get(0)?, article_row(row, 1)?)))?;
        Ok(Listed {
            record: parse(family, key, &record)?,
            article,
        })
    }

    /// A page of events, newest first.
    ///
    /// # Errors
    /// If the ledger cannot be read or the cursor is none.
    pub fn events(
        &self,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
    ) -> Result<Page<Listed<Event>>, ArchiveError> {
        self.page(Family::Event, filter, page, articles, |key| {
            self.listed(Family::Event, key)
        })
    }

    /// A page of quotes, newest first.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn quotes(
        &self,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
    ) -> Result<Page<Listed<Quote>>, ArchiveError> {
        self.page(Family::Quote, filter, page, articles, |key| {
            self.listed(Family::Quote, key)
        })
    }

    /// A page of positions, newest first.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn positions(
        &self,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
    ) -> Result<Page<Listed<Position>>, ArchiveError> {
        self.page(Family::Position, filter, page, articles, |key| {
            self.listed(Family::Position, key)
        })
    }

    /// A page of articles without their texts, newest first.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn articles(
        &self,
        filter: &Filter,
        page: &PageRequest,
        articles: Option<&[i64]>,
    ) -> Result<Page<ArticleRow>, ArchiveError> {
        self.page(Family::Article, filter, page, articles, |key| {
            self.article_row(key)
        })
    }

    /// An article's row by its key.
    pub(crate) fn article_row(&self, key: i64) -> Result<ArticleRow, ArchiveError> {
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE a.key = ?1"
        ))?;
        Ok(select.query_row([key], |row| article_row(row, 0))?)
    }

    /// The row of the article of `id`.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn article_by_id(&self, id: &str) -> Result<Option<ArticleRow>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT {ARTICLE_COLUMNS} FROM articles AS a WHERE a.id = ?1"
        ))?;
        let mut rows = select.query([id])?;
        Ok(rows.next()?.map(|row| article_row(row, 0)).transpose()?)
    }

    /// An article's row and text by its key, if it is there.
    pub(crate) fn article_text(
        &self,
        key: i64,
    ) -> Result<Option<(ArticleRow, String)>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT {ARTICLE_COLUMNS}, a.record FROM articles AS a WHERE a.key = ?1"
        ))?;
        let mut rows = select.query([key])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let packed = row
            .get_ref(WIDTH)?
            .as_blob()
            .map_err(rusqlite::Error::from)?;
        Ok(Some((article_row(row, 0)?, text::text_of(key, packed)?)))
    }
}
