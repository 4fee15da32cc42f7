//! A filter as a statement: which index drives it, what is probed beside it.
//!
//! The text of a statement is put together from fixed parts only; every value is bound.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{ArchiveError, Family, Filter};

/// Up to so many links are sorted at once where no single index gives the order.
const FEW: i64 = 50_000;

/// One condition: the keys of the terms any of which is wanted, and how many records they have.
struct Wanted {
    terms: Vec<i64>,
    records: i64,
}

/// The part of a statement from FROM on, over records `l` with `l.day` and `l.key`, and its values.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub tail: String,
    pub values: Vec<Value>,
}

/// How `filter` is answered from the ledger; `None` where nothing can fit it. `articles` are the keys
/// of the articles that fit its full-text query, where it has one.
pub(crate) fn plan(
    ledger: &Connection,
    family: Family,
    filter: &Filter,
    articles: Option<&[i64]>,
) -> Result<Option<Plan>, ArchiveError> {
    let mut wanted = Vec::new();
    for (kind, values) in &filter.conditions {
        let mut condition = Wanted {
            terms: Vec::new(),
            records: 0,
        };
        let mut select = ledger.prepare_cached(
            "SELECT key, n FROM terms WHERE family = ?1 AND kind = ?2 AND value = ?3",
        )?;
        for value in values {
            let found: Option<(i64, i64)> = select
                .query_row(params![family.number(), kind.number(), value], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            if let Some((term, records)) = found
                && records > 0
            {
                condition.terms.push(term);
                condition.records += records;
            }
        }
        if condition.terms.is_empty() {
            return Ok(None);
        }
        wanted.push(condition);
    }
    let mut keys = articles.map(<[i64]>::to_vec);
    if let Some(id) = &filter.article {
        let key: Option<i64> = ledger
            .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        let Some(key) = key else { return Ok(None) };
        keys = Some(match keys {
            Some(keys) if !keys.contains(&key) => return Ok(None),
            _ => vec![key],
        });
    }
    Ok(Some(assemble(family, filter, wanted, keys.as_deref())))
}

/// The number of records that fit `filter`, where a roll-up tells it: of all of them, or of one term.
pub(crate) fn counted(
    ledger: &Connection,
    family: Family,
    filter: &Filter,
) -> Result<Option<u64>, ArchiveError> {
    if !filter.is_of_terms_only() {
        return Ok(None);
    }
    let found = match &filter.conditions[..] {
        [] => ledger
            .prepare_cached("SELECT n FROM totals WHERE family = ?1")?
            .query_row([family.number()], |row| row.get(0))
            .optional()?,
        [(kind, values)] if values.len() == 1 => ledger
            .prepare_cached("SELECT n FROM terms WHERE family = ?1 AND kind = ?2 AND value = ?3")?
            .query_row(params![family.number(), kind.number(), values[0]], |row| {
                row.get(0)
            })
            .optional()?,
        _ => return Ok(None),
    };
    Ok(Some(found.unwrap_or(0)))
}

fn assemble(
    family: Family,
    filter: &Filter,
    mut wanted: Vec<Wanted>,
    articles: Option<&[i64]>,
) -> Plan {
    wanted.sort_by_key(|condition| condition.records);
    let mut values: Vec<Value> = Vec::new();
    let table = family.table();
    let single = wanted
        .iter()
        .position(|condition| condition.terms.len() == 1);
    let fewest = wanted
        .first()
        .map_or(i64::MAX, |condition| condition.records);
    let mut tail = if let Some(articles) = articles {
        values.push(list(articles));
        format!(
            "FROM {table} AS l WHERE l.{} IN (SELECT value FROM json_each(?))",
            family.article_column()
        )
    } else if !wanted.is_empty() && wanted[0].terms.len() > 1 && fewest <= FEW {
        let driver = wanted.remove(0);
        values.push(list(&driver.terms));
        "FROM (SELECT DISTINCT day, key FROM links WHERE term IN (SELECT value FROM json_each(?))) AS l WHERE 1".to_owned()
    } else if let Some(single) = single {
        let driver = wanted.remove(single);
        values.push(Value::Integer(driver.terms[0]));
        "FROM links AS l WHERE l.term = ?".to_owned()
    } else {
        format!("FROM {table} AS l WHERE 1")
    };
    for condition in &wanted {
        if let [term] = condition.terms[..] {
            values.push(Value::Integer(term));
            tail += " AND EXISTS (SELECT 1 FROM links AS p WHERE p.term = ? AND p.day = l.day AND p.key = l.key)";
        } else {
            values.push(list(&condition.terms));
            tail += " AND EXISTS (SELECT 1 FROM links AS p WHERE p.term IN (SELECT value FROM json_each(?)) \
                     AND p.day = l.day AND p.key = l.key)";
        }
    }
    if filter.since.is_some() || filter.until.is_some() {
        tail += " AND l.day BETWEEN ? AND ?";
        // What has no date lies in no range.
        values.push(Value::Integer(filter.since.map_or(1, |day| day.0.max(1))));
        values.push(Value::Integer(filter.until.map_or(i64::MAX, |day| day.0)));
    }
    if let (Some(least), Family::Event) = (filter.min_confidence, family) {
        tail += " AND EXISTS (SELECT 1 FROM events AS c WHERE c.key = l.key AND c.confidence >= ?)";
        values.push(Value::Real(least));
    }
    Plan { tail, values }
}

/// Keys as one bound value.
pub(crate) fn list(keys: &[i64]) -> Value {
    let mut json = String::from("[");
    for (index, key) in keys.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        json += &key.to_string();
    }
    json.push(']');
    Value::Text(json)
}
