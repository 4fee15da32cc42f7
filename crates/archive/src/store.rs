//! One article with its records into the ledger, and out of it again.

use detente_coding::record::{Event, Position, Quote};
use rusqlite::{Transaction, params};

use crate::prepared::{Prepared, Row};
use crate::tags::name_of;
use crate::terms::Terms;
use crate::{ArchiveError, Day, Family, tallies};

/// Takes the links of all records of a family of an article away.
fn unlink(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    family: Family,
    article: i64,
) -> Result<(), ArchiveError> {
    let statement = match family {
        Family::Event => "SELECT key, day, terms FROM events WHERE article = ?1",
        Family::Quote => "SELECT key, day, terms FROM quotes WHERE article = ?1",
        Family::Position => "SELECT key, day, terms FROM positions WHERE article = ?1",
        Family::Article => "SELECT key, day, terms FROM articles WHERE key = ?1",
    };
    let mut select = ledger.prepare_cached(statement)?;
    let mut rows = select.query([article])?;
    while let Some(row) = rows.next()? {
        let (key, day, of): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of: Vec<i64> = parse(family, key, &of)?;
        terms.unlink(ledger, family, key, Day(day), &of)?;
    }
    Ok(())
}

/// A value as JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// Puts an article in that is not there. Gives how many of its records carry an id that is taken.
pub(crate) fn insert(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    prepared: &Prepared,
    seq: i64,
    run: i64,
) -> Result<u64, ArchiveError> {
    let article = &prepared.article;
    let day = Day::of_maybe(article.published);
    let published = article.published.map(|date| date.to_string());
    let of = terms.keys_of(ledger, Family::Article, &prepared.tags)?;
    ledger
        .prepare_cached(
            "INSERT INTO articles (id, seq, digest, run, day, title, outlet, url, agency, published, language,
                 events, quotes, positions, terms, record)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            article.id,
            seq,
            prepared.digest,
            run,
            day.0,
            article.title,
            article.outlet,
            article.url,
            article.agency,
            published,
            article.language,
            prepared.events.len() as i64,
            prepared.quotes.len() as i64,
            prepared.positions.len() as i64,
            json(&of)?,
            prepared.packed
        ])?;
    let key = ledger.last_insert_rowid();
    terms.link(ledger, Family::Article, key, day, &of)?;
    terms.cover(day, published.as_deref(), 1);
    let mut taken = 0;
    for event in &prepared.events {
        taken += u64::from(!insert_event(ledger, terms, event, key)?);
    }
    if !prepared.events.is_empty() {
        tallies::count_article(ledger, terms, key, 1)?;
    }
    for quote in &prepared.quotes {
        taken += u64::from(!insert_quote(ledger, terms, quote, key)?);
    }
    for position in &prepared.positions {
        taken += u64::from(!insert_position(ledger, terms, position, key)?);
    }
    if taken > 0 {
        ledger
            .prepare_cached(
                "UPDATE articles SET events = (SELECT count(*) FROM events WHERE article = ?1),
                     quotes = (SELECT count(*) FROM quotes WHERE article = ?1),
                     positions = (SELECT count(*) FROM positions WHERE article = ?1) WHERE key = ?1",
            )?
            .execute([key])?;
    }
    Ok(taken)
}

fn insert_event(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    row: &Row<Event>,
    article: i64,
) -> Result<bool, ArchiveError> {
    let event = &row.record;
    let day = Day::of_maybe(event.date);
    let of = terms.keys_of(ledger, Family::Event, &row.tags)?;
    let new = ledger
        .prepare_cached(
            "INSERT OR IGNORE INTO events (id, article, day, date, published, status, source, target, code, class, goldstein, confidence, terms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            event.id,
            article,
            day.0,
            event.date.map(|date| date.to_string()),
            Day::of_maybe(event.published).0,
            name_of(&event.status),
            event.source.actor,
            event.target.actor,
            event.cameo,
            event.quad.class,
            event.goldstein,
            event.confidence,
            json(&of)?
        ])?;
    let sql = "INSERT INTO event_records (key, record) VALUES (?1, ?2)";
    keep_new(
        ledger,
        terms,
        Family::Event,
        new,
        (sql, &row.json),
        day,
        &of,
    )
}

fn insert_quote(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    row: &Row<Quote>,
    article: i64,
) -> Result<bool, ArchiveError> {
    let quote = &row.record;
    let day = Day::of_maybe(quote.date);
    let of = terms.keys_of(ledger, Family::Quote, &row.tags)?;
    let speaker = quote.speaker.as_ref();
    let new = ledger
        .prepare_cached("INSERT OR IGNORE INTO quotes (id, article, day, actor, speaker, terms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            quote.id,
            article,
            day.0,
            speaker.and_then(|speaker| speaker.actor.as_deref()),
            speaker.map(|speaker| &speaker.name),
            json(&of)?
        ])?;
    let sql = "INSERT INTO quote_records (key, record) VALUES (?1, ?2)";
    keep_new(
        ledger,
        terms,
        Family::Quote,
        new,
        (sql, &row.json),
        day,
        &of,
    )
}

fn insert_position(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    row: &Row<Position>,
    article: i64,
) -> Result<bool, ArchiveError> {
    let position = &row.record;
    let day = Day::of_maybe(position.date);
    let of = terms.keys_of(ledger, Family::Position, &row.tags)?;
    let new = ledger
        .prepare_cached("INSERT OR IGNORE INTO positions (id, article, day, actor, issue, stance, terms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            position.id,
            article,
            day.0,
            position.actor,
            position.issue,
            name_of(&position.stance),
            json(&of)?
        ])?;
    let sql = "INSERT INTO position_records (key, record) VALUES (?1, ?2)";
    keep_new(
        ledger,
        terms,
        Family::Position,
        new,
        (sql, &row.json),
        day,
        &of,
    )
}

/// Takes an article with all its records out.
pub(crate) fn remove(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    key: i64,
) -> Result<(), ArchiveError> {
    tallies::count_article(ledger, terms, key, -1)?;
    for family in Family::ALL {
        unlink(ledger, terms, family, key)?;
    }
    let (day, published): (i64, Option<String>) = ledger
        .prepare_cached("SELECT day, published FROM articles WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    terms.cover(Day(day), published.as_deref(), -1);
    for statement in [
        "DELETE FROM event_records WHERE key IN (SELECT key FROM events WHERE article = ?1)",
        "DELETE FROM quote_records WHERE key IN (SELECT key FROM quotes WHERE article = ?1)",
        "DELETE FROM position_records WHERE key IN (SELECT key FROM positions WHERE article = ?1)",
        "DELETE FROM events WHERE article = ?1",
        "DELETE FROM quotes WHERE article = ?1",
        "DELETE FROM positions WHERE article = ?1",
        "DELETE FROM articles WHERE key = ?1",
    ] {
        ledger.prepare_cached(statement)?.execute([key])?;
    }
    Ok(())
}

/// The records of one family of an article, in the order in which they were put in.
pub(crate) fn records_of<T: serde::de::DeserializeOwned>(
    ledger: &rusqlite::Connection,
    family: Family,
    article: i64,
) -> Result<Vec<(i64, T)>, ArchiveError> {
    let statement = match family {
        Family::Event => {
            "SELECT key, record FROM events JOIN event_records USING (key) WHERE article = ?1 ORDER BY key"
        }
        Family::Quote => {
            "SELECT key, record FROM quotes JOIN quote_records USING (key) WHERE article = ?1 ORDER BY key"
        }
        Family::Position => {
            "SELECT key, record FROM positions JOIN position_records USING (key) WHERE article = ?1 ORDER BY key"
        }
        Family::Article => return Ok(Vec::new()),
    };
    let mut select = ledger.prepare_cached(statement)?;
    let rows = select.query_map([article], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (key, record) = row?;
        Ok((key, parse(family, key, &record)?))
    })
    .collect()
}

/// A record out of its JSON.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(
    family: Family,
    key: i64,
    record: &str,
) -> Result<T, ArchiveError> {
    serde_json::from_str(record).map_err(|error| ArchiveError::Damaged {
        family: family.name(),
        key,
        detail: error.to_string(),
    })
}

/// Where the row inserted last is `new`, keeps its JSON by the statement before it and links it to its
/// terms. Tells whether it is.
fn keep_new(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    family: Family,
    new: usize,
    (statement, json): (&str, &str),
    day: Day,
    of: &[i64],
) -> Result<bool, ArchiveError> {
    if new == 0 {
        return Ok(false);
    }
    let key = ledger.last_insert_rowid();
    ledger
        .prepare_cached(statement)?
        .execute(params![key, json])?;
    terms.link(ledger, family, key, day, of)?;
    Ok(true)
}
