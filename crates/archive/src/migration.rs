//! The ledger's versions: `PRAGMA user_version`, and one script from each to the next.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Archive, ArchiveError};

/// `PRAGMA application_id` of a ledger: "dete".
const APPLICATION: i64 = 0x6465_7465;

/// The script that makes version n + 1 of version n, at index n.
const STEPS: [&str; 2] = [include_str!("sql/v1.sql"), include_str!("sql/v2.sql")];

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
    for (step, script) in STEPS.iter().enumerate().skip(found.max(0) as usize) {
        let transaction = ledger.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        // Another process may have taken the step while this one waited.
        if version(&transaction)? != step as i64 {
            continue;
        }
        transaction.execute_batch(script)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", step as i64 + 1)?;
        transaction.commit()?;
    }
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
