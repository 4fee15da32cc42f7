//! Roll-ups of events by step: what a series of one actor, dyad, issue or place is made of.
//!
//! Sums by day are kept for each term. What a longer step has more or less than its days together — an
//! article that tells of two days of a month is one article of the month — is kept beside them, so that
//! every sum of every step is exact and an article goes in or out without reading the others.

use std::collections::BTreeMap;

use detente_calendar::PartialDate;
use detente_dossier::Period;
use detente_dossier::series::{Observation, Steps, Tally};
use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::store::parse;
use crate::terms::Terms;
use crate::{ArchiveError, Day, Family, Filter, Reader, TermKind};

/// The "term" of all events.
pub(crate) const ALL_EVENTS: i64 = 0;

/// Steps that are kept as what they have beyond their days.
const LONGER: [Period; 3] = [Period::Week, Period::Month, Period::Year];

const DAY: i64 = 0;
/// The events without a date.
const UNDATED: i64 = 4;
/// The events dated to a month only.
const MONTH_ONLY: i64 = 5;
/// The events dated to a year only.
const YEAR_ONLY: i64 = 6;

fn number(period: Period) -> i64 {
    match period {
        Period::Day => DAY,
        Period::Week => 1,
        Period::Month => 2,
        Period::Year => 3,
    }
}

/// Whether series of a kind's terms are kept.
pub(crate) fn is_kept(kind: TermKind) -> bool {
    matches!(
        kind,
        TermKind::Pair
            | TermKind::Actor
            | TermKind::Issue
            | TermKind::Forum
            | TermKind::Agreement
            | TermKind::Country
            | TermKind::Place
    )
}

/// A row of the table: step and first day.
pub(crate) type Row = (i64, i64);

/// What the events of one article, all of one term, add to the term's rows.
pub(crate) fn rows_of(events: &[Observation<'_>]) -> BTreeMap<Row, Tally> {
    let counted = |events: i64| Tally {
        events,
        ..Tally::default()
    };
    let mut rows: BTreeMap<Row, Tally> = BTreeMap::new();
    for event in events {
        let row = match event.date {
            Some(PartialDate::Month(..)) => MONTH_ONLY,
            Some(PartialDate::Year(_)) => YEAR_ONLY,
            Some(PartialDate::Day(_)) => continue,
            Some(PartialDate::MonthDay(..)) | None => UNDATED,
        };
        let day = Day::of_maybe(event.date);
        *rows.entry((row, day.0)).or_default() += counted(1);
    }
    let days = by_step(events, Period::Day);
    for period in LONGER {
        let mut beyond = by_step(events, period);
        for (day, tally) in &days {
            *beyond.entry(period.first_day(*day)).or_default() -= *tally;
        }
        rows.extend(
            beyond
                .into_iter()
                .filter(|(_, tally)| !tally.is_empty())
                .map(|(first, tally)| ((number(period), Day::on(first).0), tally)),
        );
    }
    rows.extend(
        days.into_iter()
            .map(|(day, tally)| ((DAY, Day::on(day).0), tally)),
    );
    rows
}

/// The sums of one article's events by step.
fn by_step(events: &[Observation<'_>], period: Period) -> BTreeMap<Date, Tally> {
    let mut of_step: BTreeMap<Date, Vec<Observation>> = BTreeMap::new();
    for event in events {
        if let Some(first) = event.date.and_then(|date| period.holding(date)) {
            of_step.entry(first).or_default().push(*event);
        }
    }
    of_step
        .into_iter()
        .map(|(first, events)| (first, Tally::of_article(&events)))
        .collect()
}

/// An event as it is counted, with its terms.
struct Told {
    date: Option<PartialDate>,
    code: String,
    goldstein: Option<f64>,
    terms: Vec<i64>,
}

/// Takes the events of an article, which are in the ledger, into the tallies (`sign` 1) or out of them (−1).
pub(crate) fn count_article(
    ledger: &Connection,
    terms: &mut Terms,
    article: i64,
    sign: i64,
) -> Result<(), ArchiveError> {
    let mut select = ledger.prepare_cached(
        "SELECT key, date, code, goldstein, terms FROM events WHERE article = ?1",
    )?;
    let mut rows = select.query([article])?;
    let mut told = Vec::new();
    while let Some(row) = rows.next()? {
        let of = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
        told.push(Told {
            date: date_of(row.get(1)?),
            code: row.get(2)?,
            goldstein: row.get(3)?,
            terms: parse(Family::Event, row.get(0)?, of)?,
        });
    }
    if told.is_empty() {
        return Ok(());
    }
    let mut of_term: BTreeMap<i64, Vec<Observation>> = BTreeMap::new();
    for event in &told {
        let observation = Observation {
            id: "",
            article: "",
            date: event.date,
            cameo: &event.code,
            goldstein: event.goldstein,
        };
        of_term.entry(ALL_EVENTS).or_default().push(observation);
        for term in &event.terms {
            if terms.kind(ledger, *term)?.is_some_and(is_kept) {
                of_term.entry(*term).or_default().push(observation);
            }
        }
    }
    for (term, events) in of_term {
        for ((step, first), tally) in rows_of(&events) {
            terms.tally((term, step, first), tally, sign);
        }
    }
    Ok(())
}

/// A date as rows keep it; what coding wrote is one.
pub(crate) fn date_of(text: Option<String>) -> Option<PartialDate> {
    text.and_then(|date| date.parse().ok())
}

/// Writes changes of tallies.
pub(crate) fn settle(
    ledger: &Connection,
    changes: impl IntoIterator<Item = ((i64, i64, i64), Tally)>,
) -> rusqlite::Result<()> {
    let mut upsert = ledger.prepare_cached(
        "INSERT INTO tallies (term, step, first, events, articles, class_1, class_2, class_3, class_4,
             valued, valued_articles, goldstein, squares, products, counts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (term, step, first) DO UPDATE SET
             events = events + excluded.events, articles = articles + excluded.articles,
             class_1 = class_1 + excluded.class_1, class_2 = class_2 + excluded.class_2,
             class_3 = class_3 + excluded.class_3, class_4 = class_4 + excluded.class_4,
             valued = valued + excluded.valued, valued_articles = valued_articles + excluded.valued_articles,
             goldstein = goldstein + excluded.goldstein, squares = squares + excluded.squares,
             products = products + excluded.products, counts = counts + excluded.counts",
    )?;
    for ((term, step, first), tally) in changes {
        if tally.is_empty() {
            continue;
        }
        let [
            events,
            articles,
            c1,
            c2,
            c3,
            c4,
            valued,
            of,
            sum,
            squares,
            products,
            counts,
        ] = tally.numbers();
        upsert.execute(params![
            term, step, first, events, articles, c1, c2, c3, c4, valued, of, sum, squares,
            products, counts
        ])?;
    }
    Ok(())
}

/// The tally of a row whose numbers begin at column `at`.
pub(crate) fn tally_of(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Tally> {
    let mut numbers = [0; 12];
    for (index, number) in numbers.iter_mut().enumerate() {
        *number = row.get(at + index)?;
    }
    Ok(Tally::of_numbers(numbers))
}

/// The columns that [`tally_of`] reads.
pub(crate) const COLUMNS: &str = "events, articles, class_1, class_2, class_3, class_4, valued, valued_articles, goldstein, squares, products, counts";

impl Reader {
    /// The events that fit `filter` by step, where the roll-ups tell it: of all events or of one actor,
    /// dyad, issue, forum, agreement, country or place, from the beginning of a step to the end of one.
    /// `None` where only the events themselves tell.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn steps(&self, filter: &Filter, period: Period) -> Result<Option<Steps>, ArchiveError> {
        let Some((since, until)) = whole_steps(filter, period) else {
            return Ok(None);
        };
        let term = match &filter.conditions[..] {
            [] => ALL_EVENTS,
            [(kind, values)] if is_kept(*kind) && values.len() == 1 => {
                match self.term(Family::Event, *kind, &values[0])? {
                    Some(term) => term,
                    None => return Ok(Some(Steps::default())),
                }
            }
            _ => return Ok(None),
        };
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT step, first, {COLUMNS} FROM tallies
             WHERE term = ?1 AND step IN (0, ?2, 4, 5, 6) AND first BETWEEN ?3 AND ?4"
        ))?;
        let mut rows = select.query([term, number(period), since, until])?;
        let mut found = Steps::default();
        while let Some(row) = rows.next()? {
            let (step, first): (i64, i64) = (row.get(0)?, row.get(1)?);
            let tally = tally_of(row, 2)?;
            let events = usize::try_from(tally.events).unwrap_or(0);
            match step {
                UNDATED => found.undated += events,
                MONTH_ONLY if matches!(period, Period::Day | Period::Week) => {
                    found.coarser += events;
                }
                YEAR_ONLY if period != Period::Year => found.coarser += events,
                // Their sums are part of what the step has beyond its days.
                MONTH_ONLY | YEAR_ONLY => {}
                _ => {
                    if let Some(day) = Day(first).on_calendar() {
                        *found.tallies.entry(period.first_day(day)).or_default() += tally;
                    }
                }
            }
        }
        found.tallies.retain(|_, tally| tally.events > 0);
        Ok(Some(found))
    }
}

/// The first and last day of a filter that asks for whole steps and nothing but terms; what has no date
/// lies in no range but the open one.
fn whole_steps(filter: &Filter, period: Period) -> Option<(i64, i64)> {
    if filter.q.is_some() || filter.article.is_some() || filter.min_confidence.is_some() {
        return None;
    }
    let begins = |day: Day| {
        let day = day.on_calendar()?;
        (period.first_day(day) == day).then_some(())
    };
    let ends = |day: Day| {
        let day = day.on_calendar()?;
        (period.last_day(period.first_day(day)) == day).then_some(())
    };
    filter.since.map_or(Some(()), begins)?;
    filter.until.map_or(Some(()), ends)?;
    let open = filter.since.is_none() && filter.until.is_none();
    Some((
        filter.since.map_or(i64::from(!open), |day| day.0.max(1)),
        filter.until.map_or(i64::MAX, |day| day.0),
    ))
}
