//! How many records of a term have another term too: what a dossier or an actor's page lists, without
//! reading the records.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{ArchiveError, Family, Filter, Reader, TermKind};

/// A term, as kind and value, with a number of records.
pub(crate) type TermCount = (TermKind, String, u64);

/// The terms of which it is kept what their records have besides.
fn is_head(family: Family, kind: TermKind) -> bool {
    family != Family::Article
        && matches!(
            kind,
            TermKind::Pair
                | TermKind::Actor
                | TermKind::Issue
                | TermKind::Forum
                | TermKind::Agreement
        )
}

/// The kinds that are counted beside such a term.
fn is_counted(family: Family, kind: TermKind) -> bool {
    match kind {
        TermKind::Actor
        | TermKind::Source
        | TermKind::Issue
        | TermKind::Forum
        | TermKind::Agreement => family != Family::Article,
        TermKind::Target
        | TermKind::Pair
        | TermKind::Code
        | TermKind::Class
        | TermKind::Country
        | TermKind::Place
        | TermKind::Outlet => family == Family::Event,
        TermKind::Speaker => family == Family::Quote,
        TermKind::Stance => family == Family::Position,
        TermKind::Agency | TermKind::Language | TermKind::Status | TermKind::Rule => false,
    }
}

/// The pairs of terms that a record with these terms is counted under.
pub(crate) fn pairs(
    family: Family,
    terms: &[(i64, TermKind)],
) -> impl Iterator<Item = (i64, i64)> + '_ {
    terms
        .iter()
        .filter(move |(_, kind)| is_head(family, *kind))
        .flat_map(move |(term, _)| {
            terms
                .iter()
                .filter(move |(_, kind)| is_counted(family, *kind))
                .map(move |(other, _)| (*term, *other))
        })
}

/// Writes changes of the numbers.
pub(crate) fn settle(
    ledger: &Connection,
    changes: impl IntoIterator<Item = ((i64, i64), i64)>,
) -> rusqlite::Result<()> {
    let mut upsert = ledger.prepare_cached(
        "INSERT INTO beside (term, other, n) VALUES (?1, ?2, ?3)
         ON CONFLICT (term, other) DO UPDATE SET n = n + excluded.n",
    )?;
    for ((term, other), change) in changes {
        if change != 0 {
            upsert.execute([term, other, change])?;
        }
    }
    Ok(())
}

/// The one value that a filter wants of a kind, where it wants nothing else.
fn only_term(filter: &Filter) -> Option<(TermKind, &str)> {
    let [(kind, values)] = &filter.conditions[..] else {
        return None;
    };
    let [value] = &values[..] else { return None };
    filter.is_of_terms_only().then_some((*kind, value))
}

impl Reader {
    /// The numbers of records by the terms that they have beside the only one that `filter` wants, as
    /// kind, value and number; `None` where that is not kept.
    pub(crate) fn beside(
        &self,
        family: Family,
        filter: &Filter,
        kinds: &[TermKind],
    ) -> Result<Option<Vec<TermCount>>, ArchiveError> {
        let Some((kind, value)) = only_term(filter).filter(|(kind, _)| {
            is_head(family, *kind) && kinds.iter().all(|kind| is_counted(family, *kind))
        }) else {
            return Ok(None);
        };
        let Some(term) = self.term(family, kind, value)? else {
            return Ok(Some(Vec::new()));
        };
        let mut select = self.ledger.prepare_cached(
            "SELECT t.kind, t.value, b.n FROM beside AS b JOIN terms AS t ON t.key = b.other
             WHERE b.term = ?1 AND b.n > 0",
        )?;
        let mut rows = select.query([term])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let kind = TermKind::of_number(row.get(0)?);
            if let Some(kind) = kind.filter(|kind| kinds.contains(kind)) {
                found.push((kind, row.get(1)?, row.get(2)?));
            }
        }
        Ok(Some(found))
    }

    /// The number of records that have both of the terms that `filter` wants, where it wants just two and
    /// the number is kept.
    pub(crate) fn counted_beside(
        &self,
        family: Family,
        filter: &Filter,
    ) -> Result<Option<u64>, ArchiveError> {
        let [(one, one_values), (other, other_values)] = &filter.conditions[..] else {
            return Ok(None);
        };
        let ([one_value], [other_value]) = (&one_values[..], &other_values[..]) else {
            return Ok(None);
        };
        if !filter.is_of_terms_only() {
            return Ok(None);
        }
        let (head, beside) = if is_head(family, *one) && is_counted(family, *other) {
            ((*one, one_value), (*other, other_value))
        } else if is_head(family, *other) && is_counted(family, *one) {
            ((*other, other_value), (*one, one_value))
        } else {
            return Ok(None);
        };
        let term = |(kind, value): (TermKind, &String)| self.term(family, kind, value);
        let (Some(head), Some(beside)) = (term(head)?, term(beside)?) else {
            return Ok(Some(0));
        };
        let found: Option<u64> = self
            .ledger
            .prepare_cached("SELECT n FROM beside WHERE term = ?1 AND other = ?2")?
            .query_row(params![head, beside], |row| row.get(0))
            .optional()?;
        Ok(Some(found.unwrap_or(0)))
    }

    /// The key of a term, where records have it or had it.
    pub(crate) fn term(
        &self,
        family: Family,
        kind: TermKind,
        value: &str,
    ) -> Result<Option<i64>, ArchiveError> {
        Ok(self
            .ledger
            .prepare_cached("SELECT key FROM terms WHERE family = ?1 AND kind = ?2 AND value = ?3")?
            .query_row(params![family.number(), kind.number(), value], |row| {
                row.get(0)
            })
            .optional()?)
    }
}
