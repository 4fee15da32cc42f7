//! What a transaction knows of terms, and what it changes in the links and roll-ups.

use compact_str::CompactString;
use detente_dossier::series::Tally;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::filter::TermKind;
use crate::tags::Tags;
use crate::{Day, Family, beside, tallies};

/// Terms whose keys are remembered from one transaction to the next; with more it begins anew.
const MOST_REMEMBERED: usize = 200_000;

/// A record's place under a term: term, day and key.
type Link = (i64, i64, i64);

/// What is known of terms, and what changes in the links and roll-ups: records of each term and family,
/// articles of each day. Changes are gathered and written by [`settle`](Self::settle) in the order of their
/// keys, so that each page of a table is written once however many records come.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    keys: FxHashMap<(Family, TermKind), FxHashMap<CompactString, i64>>,
    kinds: FxHashMap<i64, Option<TermKind>>,
    links: Vec<Link>,
    changes: FxHashMap<i64, i64>,
    families: FxHashMap<i64, i64>,
    days: FxHashMap<i64, i64>,
    tallies: FxHashMap<(i64, i64, i64), Tally>,
    beside: FxHashMap<(i64, i64), i64>,
}

impl Terms {
    /// The keys of a record's terms; makes those that are new.
    pub(crate) fn keys_of(
        &mut self,
        ledger: &Connection,
        family: Family,
        tags: &Tags,
    ) -> rusqlite::Result<Vec<i64>> {
        tags.iter()
            .map(|(kind, value)| self.key(ledger, family, *kind, value))
            .collect()
    }

    fn key(
        &mut self,
        ledger: &Connection,
        family: Family,
        kind: TermKind,
        value: &CompactString,
    ) -> rusqlite::Result<i64> {
        let of_kind = self.keys.entry((family, kind)).or_default();
        if let Some(key) = of_kind.get(value) {
            return Ok(*key);
        }
        let mut insert = ledger.prepare_cached(
            "INSERT INTO terms (family, kind, value, n) VALUES (?1, ?2, ?3, 0)
             ON CONFLICT (family, kind, value) DO UPDATE SET n = n RETURNING key",
        )?;
        let values = params![family.number(), kind.number(), value.as_str()];
        let key = insert.query_row(values, |row| row.get(0))?;
        of_kind.insert(value.clone(), key);
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

    /// Notes that a record comes that has these terms.
    pub(crate) fn link(
        &mut self,
        ledger: &Connection,
        family: Family,
        key: i64,
        day: Day,
        of: &[i64],
    ) -> rusqlite::Result<()> {
        self.count(family, 1);
        self.count_beside(ledger, family, of, 1)?;
        for term in of {
            self.links.push((*term, day.0, key));
            *self.changes.entry(*term).or_default() += 1;
        }
        Ok(())
    }

    /// Takes the links of a record that goes.
    pub(crate) fn unlink(
        &mut self,
        ledger: &Connection,
        family: Family,
        key: i64,
        day: Day,
        of: &[i64],
    ) -> rusqlite::Result<()> {
        // The record may have come in this very transaction.
        self.write_links(ledger)?;
        self.count(family, -1);
        self.count_beside(ledger, family, of, -1)?;
        let mut delete =
            ledger.prepare_cached("DELETE FROM links WHERE term = ?1 AND day = ?2 AND key = ?3")?;
        for term in of {
            if delete.execute(params![term, day.0, key])? > 0 {
                *self.changes.entry(*term).or_default() -= 1;
            }
        }
        Ok(())
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

    /// Notes that an article published on `date` comes or goes; coarser dates cover no day.
    pub(crate) fn cover(&mut self, day: Day, date: Option<&str>, change: i64) {
        if day.is_known() && date.is_some_and(|date| date.len() == 10) {
            *self.days.entry(day.0).or_default() += change;
        }
    }

    /// Writes what changed.
    pub(crate) fn settle(&mut self, ledger: &Connection) -> rusqlite::Result<()> {
        self.write_links(ledger)?;
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
        let mut changed: Vec<_> = self.tallies.drain().collect();
        changed.sort_unstable_by_key(|(row, _)| *row);
        tallies::settle(ledger, changed)?;
        let mut changed: Vec<_> = self.beside.drain().collect();
        changed.sort_unstable();
        beside::settle(ledger, changed)?;
        if self.kinds.len() > MOST_REMEMBERED {
            self.keys.clear();
            self.kinds.clear();
        }
        Ok(())
    }

    fn write_links(&mut self, ledger: &Connection) -> rusqlite::Result<()> {
        if self.links.is_empty() {
            return Ok(());
        }
        self.links.sort_unstable();
        let mut insert =
            ledger.prepare_cached("INSERT INTO links (term, day, key) VALUES (?1, ?2, ?3)")?;
        for (term, day, key) in self.links.drain(..) {
            insert.execute([term, day, key])?;
        }
        Ok(())
    }

    fn count(&mut self, family: Family, change: i64) {
        *self.families.entry(family.number()).or_default() += change;
    }
}
