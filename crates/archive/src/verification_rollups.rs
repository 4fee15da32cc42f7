//! Whether the roll-ups say what the records do.

use std::collections::BTreeMap;

use detente_dossier::series::{Observation, Tally};
use rustc_hash::FxHashMap;

use crate::store::parse;
use crate::tallies::{ALL_EVENTS, COLUMNS, Row, date_of, is_kept, rows_of, tally_of};
use crate::verification::Verification;
use crate::{ArchiveError, Family, Reader, TermKind, beside};

impl Reader {
    /// Tallies are counted again, term by term.
    pub(crate) fn check_tallies(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        let mut terms = vec![(ALL_EVENTS, "all events".to_owned())];
        let mut select = self
            .ledger
            .prepare("SELECT key, kind, value FROM terms WHERE family = ?1")?;
        let mut rows = select.query([Family::Event.number()])?;
        while let Some(row) = rows.next()? {
            if TermKind::of_number(row.get(1)?).is_some_and(is_kept) {
                terms.push((row.get(0)?, row.get(2)?));
            }
        }
        for (term, name) in &terms {
            if self.tallies_of(*term)? != self.tallied_again(*term)? {
                found.fault(format!(
                    "the series of {name:?} are counted otherwise than its events are"
                ));
            }
        }
        Ok(())
    }

    fn tallies_of(&self, term: i64) -> Result<BTreeMap<Row, Tally>, ArchiveError> {
        let mut select = self.ledger.prepare_cached(&format!(
            "SELECT step, first, {COLUMNS} FROM tallies WHERE term = ?1"
        ))?;
        let mut rows = select.query([term])?;
        let mut tallies = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let tally = tally_of(row, 2)?;
            if !tally.is_empty() {
                tallies.insert((row.get(0)?, row.get(1)?), tally);
            }
        }
        Ok(tallies)
    }

    fn tallied_again(&self, term: i64) -> Result<BTreeMap<Row, Tally>, ArchiveError> {
        let statement = if term == ALL_EVENTS {
            "SELECT article, date, code, goldstein FROM events WHERE ?1 = 0 ORDER BY article"
        } else {
            "SELECT e.article, e.date, e.code, e.goldstein FROM links AS l JOIN events AS e ON e.key = l.key
             WHERE l.term = ?1 ORDER BY e.article"
        };
        let mut select = self.ledger.prepare_cached(statement)?;
        let mut rows = select.query([term])?;
        let mut tallies = BTreeMap::new();
        let mut own: Vec<(Option<String>, String, Option<f64>)> = Vec::new();
        let mut article = None;
        let mut take = |own: &mut Vec<(Option<String>, String, Option<f64>)>| {
            let events: Vec<Observation> = own
                .iter()
                .map(|(date, code, goldstein)| Observation {
                    id: "",
                    article: "",
                    date: date_of(date.clone()),
                    cameo: code,
                    goldstein: *goldstein,
                })
                .collect();
            for (row, tally) in rows_of(&events) {
                *tallies.entry(row).or_insert_with(Tally::default) += tally;
            }
            own.clear();
        };
        while let Some(row) = rows.next()? {
            let of: i64 = row.get(0)?;
            if article != Some(of) {
                take(&mut own);
                article = Some(of);
            }
            own.push((row.get(1)?, row.get(2)?, row.get(3)?));
        }
        take(&mut own);
        tallies.retain(|_, tally| !tally.is_empty());
        Ok(tallies)
    }

    /// What records of a term have besides is counted again, a family at a time.
    pub(crate) fn check_beside(&self, found: &mut Verification) -> Result<(), ArchiveError> {
        for family in [Family::Event, Family::Quote, Family::Position] {
            let mut kinds: FxHashMap<i64, TermKind> = FxHashMap::default();
            let mut select = self
                .ledger
                .prepare_cached("SELECT key, kind FROM terms WHERE family = ?1")?;
            let mut rows = select.query([family.number()])?;
            while let Some(row) = rows.next()? {
                if let Some(kind) = TermKind::of_number(row.get(1)?) {
                    kinds.insert(row.get(0)?, kind);
                }
            }
            let mut counted: FxHashMap<(i64, i64), i64> = FxHashMap::default();
            let mut select = self
                .ledger
                .prepare(&format!("SELECT key, terms FROM {}", family.table()))?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let of = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                let of: Vec<(i64, TermKind)> = parse::<Vec<i64>>(family, row.get(0)?, of)?
                    .into_iter()
                    .filter_map(|term| Some((term, *kinds.get(&term)?)))
                    .collect();
                for pair in beside::pairs(family, &of) {
                    *counted.entry(pair).or_default() += 1;
                }
            }
            let mut select = self.ledger.prepare_cached(
                "SELECT b.term, b.other, b.n FROM beside AS b JOIN terms AS t ON t.key = b.term
                 WHERE t.family = ?1 AND b.n <> 0",
            )?;
            let mut rows = select.query([family.number()])?;
            let mut other = 0u64;
            while let Some(row) = rows.next()? {
                let (pair, n) = ((row.get(0)?, row.get(1)?), row.get(2)?);
                other += u64::from(counted.remove(&pair) != Some(n));
            }
            other += counted.len() as u64;
            if other > 0 {
                found.fault(format!(
                    "{other} numbers of {}s that two terms share are not those of the records",
                    family.name()
                ));
            }
        }
        Ok(())
    }
}
