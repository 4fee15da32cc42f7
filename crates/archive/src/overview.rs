//! What there is: totals, and the values that records can be filtered by with their numbers.

use rusqlite::params_from_iter;
use rustc_hash::FxHashMap;

use crate::beside::TermCount;
use crate::plan::{self, Plan};
use crate::store::parse;
use crate::{ArchiveError, Day, Family, Filter, Reader, TermKind};

/// How much the archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Quotes.
    pub quotes: u64,
    /// Positions.
    pub positions: u64,
}

/// A value with the number of records that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The value: an actor, an issue's id, …
    pub value: String,
    /// How many records.
    pub count: u64,
}

/// Two parties and how much went on between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dyad {
    /// The alphabetically first.
    pub a: String,
    /// The other.
    pub b: String,
    /// Events between them, either way.
    pub count: u64,
}

/// A place where events took place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacePoint {
    /// As the texts name it.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Events there.
    pub count: u64,
}

impl Reader {
    /// How much the archive holds.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn totals(&self) -> Result<Totals, ArchiveError> {
        let mut select = self.ledger.prepare_cached("SELECT family, n FROM totals")?;
        let mut rows = select.query([])?;
        let mut totals = Totals::default();
        while let Some(row) = rows.next()? {
            let n: u64 = row.get(1)?;
            match Family::of_number(row.get(0)?) {
                Some(Family::Article) => totals.articles = n,
                Some(Family::Event) => totals.events = n,
                Some(Family::Quote) => totals.quotes = n,
                Some(Family::Position) => totals.positions = n,
                None => {}
            }
        }
        Ok(totals)
    }

    /// The first and the last day of publication.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn days(&self) -> Result<(Day, Day), ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT coalesce((SELECT min(day) FROM articles WHERE day > 0), 0), coalesce((SELECT max(day) FROM articles), 0)",
        )?;
        Ok(select.query_row([], |row| Ok((Day(row.get(0)?), Day(row.get(1)?))))?)
    }

    /// The values that the records fitting `filter` have as `kinds`, the most frequent first, at most
    /// `limit` of each kind.
    ///
    /// # Errors
    /// If the ledger cannot be read or is damaged.
    pub fn facets(
        &self,
        family: Family,
        filter: &Filter,
        articles: Option<&[i64]>,
        kinds: &[TermKind],
        limit: usize,
    ) -> Result<Vec<Vec<Counted>>, ArchiveError> {
        if *filter == Filter::default() && articles.is_none() {
            return kinds
                .iter()
                .map(|kind| self.all_values(family, *kind, limit))
                .collect();
        }
        let mut of_kinds: Vec<Vec<Counted>> = kinds.iter().map(|_| Vec::new()).collect();
        let rolled_up = match articles {
            None => self.beside(family, filter, kinds)?,
            Some(_) => None,
        };
        let found = match rolled_up {
            Some(found) => found,
            None => self.counted_one_by_one(family, filter, articles)?,
        };
        for (kind, value, count) in found {
            if let Some(index) = kinds.iter().position(|wanted| *wanted == kind) {
                of_kinds[index].push(Counted { value, count });
            }
        }
        for counted in &mut of_kinds {
            counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            counted.truncate(limit);
        }
        Ok(of_kinds)
    }

    /// The terms of the records that fit, with their numbers, by reading every one.
    fn counted_one_by_one(
        &self,
        family: Family,
        filter: &Filter,
        articles: Option<&[i64]>,
    ) -> Result<Vec<TermCount>, ArchiveError> {
        let Some(Plan { tail, values }) = plan::plan(&self.ledger, family, filter, articles)?
        else {
            return Ok(Vec::new());
        };
        let statement = format!(
            "SELECT f.key, f.terms FROM (SELECT l.key {tail}) AS m JOIN {} AS f USING (key)",
            family.table()
        );
        let mut select = self.ledger.prepare_cached(&statement)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut counts: FxHashMap<i64, u64> = FxHashMap::default();
        while let Some(row) = rows.next()? {
            let terms = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            for term in parse::<Vec<i64>>(family, row.get(0)?, terms)? {
                *counts.entry(term).or_default() += 1;
            }
        }
        let mut term = self
            .ledger
            .prepare_cached("SELECT kind, value FROM terms WHERE key = ?1")?;
        let mut found = Vec::with_capacity(counts.len());
        for (key, count) in counts {
            let (kind, value): (i64, String) =
                term.query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some(kind) = TermKind::of_number(kind) {
                found.push((kind, value, count));
            }
        }
        Ok(found)
    }

    fn all_values(
        &self,
        family: Family,
        kind: TermKind,
        limit: usize,
    ) -> Result<Vec<Counted>, ArchiveError> {
        let mut select = self
            .ledger
            .prepare_cached("SELECT value, n FROM terms WHERE family = ?1 AND kind = ?2 AND n > 0 ORDER BY n DESC, value LIMIT ?3")?;
        let rows = select.query_map([family.number(), kind.number(), limit as i64], |row| {
            Ok(Counted {
                value: row.get(0)?,
                count: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pairs of parties by the number of events between them.
    ///
    /// # Errors
    /// As [`facets`](Self::facets).
    pub fn dyads(
        &self,
        filter: &Filter,
        articles: Option<&[i64]>,
        limit: usize,
    ) -> Result<Vec<Dyad>, ArchiveError> {
        let found = self.facets(Family::Event, filter, articles, &[TermKind::Pair], limit)?;
        Ok(found
            .into_iter()
            .flatten()
            .filter_map(|counted| {
                let (a, b) = counted.value.split_once('|')?;
                Some(Dyad {
                    a: a.to_owned(),
                    b: b.to_owned(),
                    count: counted.count,
                })
            })
            .collect())
    }

    /// The places of the events that fit `filter`, the most frequent first.
    ///
    /// # Errors
    /// As [`facets`](Self::facets).
    pub fn places_of(
        &self,
        filter: &Filter,
        articles: Option<&[i64]>,
        limit: usize,
    ) -> Result<Vec<PlacePoint>, ArchiveError> {
        let found = self.facets(Family::Event, filter, articles, &[TermKind::Place], limit)?;
        let mut points = Vec::new();
        for counted in found.into_iter().flatten() {
            let Some((name, country)) = counted.value.rsplit_once('|') else {
                continue;
            };
            let (lat, lon) = self.coordinates(&counted.value)?;
            points.push(PlacePoint {
                name: name.to_owned(),
                country: country.to_owned(),
                lat,
                lon,
                count: counted.count,
            });
        }
        Ok(points)
    }

    /// Where the newest event at a place puts it.
    fn coordinates(&self, place: &str) -> Result<(Option<f64>, Option<f64>), ArchiveError> {
        let mut select = self.ledger.prepare_cached(
            "SELECT json_extract(record, '$.place.lat'), json_extract(record, '$.place.lon') FROM event_records WHERE key =
                 (SELECT l.key FROM links AS l JOIN terms AS t ON t.key = l.term
                  WHERE t.family = ?1 AND t.kind = ?2 AND t.value = ?3 ORDER BY l.day DESC, l.key DESC LIMIT 1)",
        )?;
        let mut rows = select.query(rusqlite::params![
            Family::Event.number(),
            TermKind::Place.number(),
            place
        ])?;
        Ok(match rows.next()? {
            Some(row) => (row.get(0)?, row.get(1)?),
            None => (None, None),
        })
    }
}
