//! The ledger's versions: `PRAGMA user_version`, and one script from each to the next.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::parse;
use crate::terms::Terms;
use crate::{Archive, ArchiveError, Family, tallies};

/// `PRAGMA application_id` of a ledger: "dete".
const APPLICATION: i64 = 0x6465_7465;

/// Fills tables that a script made.
type Fill = fn(&Connection) -> Result<(), ArchiveError>;

/// What makes version n + 1 of version n.
struct Step {
    script: &'static str,
    /// Fills what the script alone cannot.
    fill: Option<Fill>,
}

/// The steps, that from version n on at index n.
const STEPS: [Step; 3] = [
    Step {
        script: include_str!("sql/v1.sql"),
        fill: None,
    },
    Step {
        script: include_str!("sql/v2.sql"),
        fill: None,
    },
    Step {
        script: include_str!("sql/v3.sql"),
        fill: Some(roll_up),
    },
];

/// Articles, or records, after which what was rolled up is written, so that it need not all be held.
const AT_A_TIME: usize = 20_000;

/// The version that this program writes.
const NEWEST: i64 = STEPS.len() as i64;

fn version(ledger: &Connection) -> Result<i64, ArchiveError> {
    Ok(ledger.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the ledger to the newest version, each step in a transaction of its own.
pub(crate) fn bring_up(archive: &Archive, ledger: &mut Connection) -> Result<(), ArchiveError> {
    let found = version(ledger)?;
    if found > NEWEST {
        return Err(newer(archive, found));
    }
    for (number, step) in STEPS.iter().enumerate().skip(found.max(0) as usize) {
        let transaction = ledger.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        // Another process may have taken the step while this one waited.
        if version(&transaction)? != number as i64 {
            continue;
        }
        transaction.execute_batch(step.script)?;
        if let Some(fill) = step.fill {
            fill(&transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", number as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Rolls up the records of a ledger of version 2.
fn roll_up(ledger: &Connection) -> Result<(), ArchiveError> {
    let mut terms = Terms::default();
    let mut articles = ledger.prepare("SELECT DISTINCT article FROM events ORDER BY article")?;
    let mut rows = articles.query([])?;
    let mut taken = 0;
    while let Some(row) = rows.next()? {
        tallies::count_article(ledger, &mut terms, row.get(0)?, 1)?;
        taken += 1;
        if taken % AT_A_TIME == 0 {
            terms.settle(ledger)?;
        }
    }
    for family in [Family::Event, Family::Quote, Family::Position] {
        let mut records = ledger.prepare(&format!("SELECT key, terms FROM {}", family.table()))?;
        let mut rows = records.query([])?;
        while let Some(row) = rows.next()? {
            let of = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            let of: Vec<i64> = parse(family, row.get(0)?, of)?;
            terms.count_beside(ledger, family, &of, 1)?;
            taken += 1;
            if taken % AT_A_TIME == 0 {
                terms.settle(ledger)?;
            }
        }
    }
    terms.settle(ledger)?;
    Ok(())
}

/// Refuses a ledger that this program cannot read.
pub(crate) fn check(archive: &Archive, ledger: &Connection) -> Result<(), ArchiveError> {
    let found = version(ledger)?;
    match found {
        NEWEST => Ok(()),
        0 => Err(ArchiveError::Missing(archive.folder().to_owned())),
        _ if found > NEWEST => Err(newer(archive, found)),
        _ => Err(ArchiveError::Older {
            path: archive.folder().to_owned(),
            found,
            known: NEWEST,
        }),
    }
}

fn newer(archive: &Archive, found: i64) -> ArchiveError {
    ArchiveError::Newer {
        path: archive.folder().to_owned(),
        found,
        known: NEWEST,
    }
}
