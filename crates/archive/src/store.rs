//! One article with its records into the ledger, and out of it again.

use detente_coding::record::{Event, Position, Quote};
use detente_dossier::series::Tally;
use detente_formats::Coded;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use crate::filter::TermKind;
use crate::tags::{self, Tags, name_of};
use crate::text::StoredArticle;
use crate::{ArchiveError, Day, Family, beside, tallies};

/// What one transaction has learnt of terms, and what changes in the roll-ups: records of each term and
/// family, articles of each day.
#[derive(Default)]
pub(crate) struct Terms {
    keys: FxHashMap<(Family, TermKind, String), i64>,
    changes: FxHashMap<i64, i64>,
    families: FxHashMap<i64, i64>,
    days: FxHashMap<i64, i64>,
    kinds: FxHashMap<i64, Option<TermKind>>,
    tallies: FxHashMap<(i64, i64, i64), Tally>,
    beside: FxHashMap<(i64, i64), i64>,
}

impl Terms {
    /// The key of a term; makes the term where it is new.
    fn key(
        &mut self,
        ledger: &Transaction<'_>,
        family: Family,
        kind: TermKind,
        value: &str,
    ) -> rusqlite::Result<i64> {
        let wanted = (family, kind, value.to_owned());
        if let Some(key) = self.keys.get(&wanted) {
            return Ok(*key);
        }
        let mut insert = ledger.prepare_cached(
            "INSERT INTO terms (family, kind, value, n) VALUES (?1, ?2, ?3, 0)
             ON CONFLICT (family, kind, value) DO UPDATE SET n = n RETURNING key",
        )?;
        let key = insert.query_row(params![family.number(), kind.number(), value], |row| {
            row.get(0)
        })?;
        self.keys.insert(wanted, key);
        self.kinds.insert(key, Some(kind));
        Ok(key)
    }

    /// The kind of a term by its key.
    pub(crate) fn kind(
        &mut self,
        ledger: &Connection,
        term: i64,
    ) -> rusqlite::Result<Option<TermKind>> {
        if let Some(kind) = self.kinds.get(&term) {
            return Ok(*kind);
        }
        let kind: Option<i64> = ledger
            .prepare_cached("SELECT kind FROM terms WHERE key = ?1")?
            .query_row([term], |row| row.get(0))
            .optional()?;
        let kind = kind.and_then(TermKind::of_number);
        self.kinds.insert(term, kind);
        Ok(kind)
    }

    /// Notes that a row of a term's tallies has so much more (`sign` 1) or less (−1).
    pub(crate) fn tally(&mut self, row: (i64, i64, i64), tally: Tally, sign: i64) {
        let own = self.tallies.entry(row).or_default();
        if sign < 0 {
            *own -= tally;
        } else {
            *own += tally;
        }
    }

    /// Notes that a record with these terms comes (`sign` 1) or goes (−1).
    pub(crate) fn count_beside(
        &mut self,
        ledger: &Connection,
        family: Family,
        of: &[i64],
        sign: i64,
    ) -> rusqlite::Result<()> {
        if family == Family::Article {
            return Ok(());
        }
        let mut kinds = Vec::with_capacity(of.len());
        for term in of {
            if let Some(kind) = self.kind(ledger, *term)? {
                kinds.push((*term, kind));
            }
        }
        for pair in beside::pairs(family, &kinds) {
            *self.beside.entry(pair).or_default() += sign;
        }
        Ok(())
    }

    /// Writes the numbers of records that changed.
    pub(crate) fn settle(&mut self, ledger: &Connection) -> rusqlite::Result<()> {
        let mut update = ledger.prepare_cached("UPDATE terms SET n = n + ?2 WHERE key = ?1")?;
        for (key, change) in self.changes.drain() {
            update.execute(params![key, change])?;
        }
        let mut update = ledger.prepare_cached("UPDATE totals SET n = n + ?2 WHERE family = ?1")?;
        for (family, change) in self.families.drain() {
            update.execute(params![family, change])?;
        }
        let mut update = ledger.prepare_cached(
            "INSERT INTO coverage (day, n) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET n = n + excluded.n",
        )?;
        for (day, change) in self.days.drain().filter(|(_, change)| *change != 0) {
            update.execute(params![day, change])?;
        }
        // In the order of their keys, so that neighbours are written together.
        let mut changed: Vec<_> = self.tallies.drain().collect();
        changed.sort_unstable_by_key(|(row, _)| *row);
        tallies::settle(ledger, changed)?;
        let mut changed: Vec<_> = self.beside.drain().collect();
        changed.sort_unstable();
        beside::settle(ledger, changed)
    }

    /// Notes that records of a family come or go.
    fn count(&mut self, family: Family, change: i64) {
        *self.families.entry(family.number()).or_default() += change;
    }

    /// Notes that an article published on `date` comes or goes; coarser dates cover no day.
    fn cover(&mut self, day: Day, date: Option<&str>, change: i64) {
        if day.is_known() && date.is_some_and(|date| date.len() == 10) {
            *self.days.entry(day.0).or_default() += change;
        }
    }
}

/// The terms of a record, as its row keeps them.
fn terms_of(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    family: Family,
    tags: &Tags,
) -> rusqlite::Result<Vec<i64>> {
    tags.iter()
        .map(|(kind, value)| terms.key(ledger, family, *kind, value))
        .collect()
}

/// Links a record to its terms.
fn link(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    family: Family,
    key: i64,
    day: Day,
    of: &[i64],
) -> rusqlite::Result<()> {
    terms.count_beside(ledger, family, of, 1)?;
    let mut insert =
        ledger.prepare_cached("INSERT INTO links (term, day, key) VALUES (?1, ?2, ?3)")?;
    for term in of {
        insert.execute(params![term, day.0, key])?;
        *terms.changes.entry(*term).or_default() += 1;
    }
    Ok(())
}

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
    let mut delete =
        ledger.prepare_cached("DELETE FROM links WHERE term = ?1 AND day = ?2 AND key = ?3")?;
    let mut rows = select.query([article])?;
    while let Some(row) = rows.next()? {
        if family != Family::Article {
            terms.count(family, -1);
        }
        let (key, day, of): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of: Vec<i64> = parse(family, key, &of)?;
        terms.count_beside(ledger, family, &of, -1)?;
        for term in of {
            if delete.execute(params![term, day, key])? > 0 {
                *terms.changes.entry(term).or_default() -= 1;
            }
        }
    }
    Ok(())
}

/// The tags of a record with those of its article's page.
fn with(mut tags: Tags, page: &Tags) -> Tags {
    tags.extend(page.iter().cloned());
    tags
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// Puts an article in that is not there. Gives how many of its records carry an id that is taken.
pub(crate) fn insert(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    coded: &Coded,
    seq: i64,
    run: i64,
    digest: &str,
) -> Result<u64, ArchiveError> {
    let Coded { article, coding } = coded;
    let day = Day::of_maybe(article.published);
    let stored = StoredArticle {
        article: article.clone(),
        diagnostics: coding.diagnostics.clone(),
    };
    let of = terms_of(
        ledger,
        terms,
        Family::Article,
        &tags::of_article(article, coding),
    )?;
    let packed = stored.pack().map_err(|detail| ArchiveError::Damaged {
        family: Family::Article.name(),
        key: seq,
        detail,
    })?;
    ledger
        .prepare_cached(
            "INSERT INTO articles (id, seq, digest, run, day, title, outlet, url, agency, published, language,
                 events, quotes, positions, terms, record)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            article.id,
            seq,
            digest,
            run,
            day.0,
            article.title,
            article.outlet,
            article.url,
            article.agency,
            article.published.map(|date| date.to_string()),
            article.language,
            coding.events.len() as i64,
            coding.quotes.len() as i64,
            coding.positions.len() as i64,
            json(&of)?,
            packed
        ])?;
    let key = ledger.last_insert_rowid();
    link(ledger, terms, Family::Article, key, day, &of)?;
    terms.count(Family::Article, 1);
    let published = article.published.map(|date| date.to_string());
    terms.cover(day, published.as_deref(), 1);
    let page = tags::of_page(article);
    let mut taken = 0;
    for event in &coding.events {
        taken += u64::from(!insert_event(ledger, terms, event, key, &page)?);
    }
    if !coding.events.is_empty() {
        tallies::count_article(ledger, terms, key, 1)?;
    }
    for quote in &coding.quotes {
        taken += u64::from(!insert_quote(ledger, terms, quote, key, &page)?);
    }
    for position in &coding.positions {
        taken += u64::from(!insert_position(ledger, terms, position, key, &page)?);
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
    event: &Event,
    article: i64,
    page: &Tags,
) -> Result<bool, ArchiveError> {
    let day = Day::of_maybe(event.date);
    let of = terms_of(
        ledger,
        terms,
        Family::Event,
        &with(tags::of_event(event), page),
    )?;
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
    let kept = keep_new(ledger, terms, Family::Event, new, sql, event, day, &of)?;
    terms.count(Family::Event, i64::from(kept));
    Ok(kept)
}

fn insert_quote(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    quote: &Quote,
    article: i64,
    page: &Tags,
) -> Result<bool, ArchiveError> {
    let day = Day::of_maybe(quote.date);
    let of = terms_of(
        ledger,
        terms,
        Family::Quote,
        &with(tags::of_quote(quote), page),
    )?;
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
    let kept = keep_new(ledger, terms, Family::Quote, new, sql, quote, day, &of)?;
    terms.count(Family::Quote, i64::from(kept));
    Ok(kept)
}

fn insert_position(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    position: &Position,
    article: i64,
    page: &Tags,
) -> Result<bool, ArchiveError> {
    let day = Day::of_maybe(position.date);
    let of = terms_of(
        ledger,
        terms,
        Family::Position,
        &with(tags::of_position(position), page),
    )?;
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
    let kept = keep_new(
        ledger,
        terms,
        Family::Position,
        new,
        sql,
        position,
        day,
        &of,
    )?;
    terms.count(Family::Position, i64::from(kept));
    Ok(kept)
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
    terms.count(Family::Article, -1);
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

/// Where the row inserted last is `new`, keeps its record by `sql` and links it to its terms. Tells
/// whether it is.
#[allow(
    clippy::too_many_arguments,
    reason = "what the three families have in common"
)]
fn keep_new(
    ledger: &Transaction<'_>,
    terms: &mut Terms,
    family: Family,
    new: usize,
    sql: &str,
    record: &impl serde::Serialize,
    day: Day,
    of: &[i64],
) -> Result<bool, ArchiveError> {
    if new == 0 {
        return Ok(false);
    }
    let key = ledger.last_insert_rowid();
    ledger
        .prepare_cached(sql)?
        .execute(params![key, json(record)?])?;
    link(ledger, terms, family, key, day, of)?;
    Ok(true)
}
