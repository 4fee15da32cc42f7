//! Ledgers of every version that the program wrote are opened, brought up and whole.

use std::fs;

use detente_archive::{Archive, ArchiveError, Family, Filter};
use detente_dossier::Period;
use rusqlite::Connection;

/// An archive of version 1 with two articles, a correction and a saved search.
const V1: &str = include_str!("fixtures/v1.sql");
/// An archive of version 2 with three articles, a correction and a saved search.
const V2: &str = include_str!("fixtures/v2.sql");

fn kept(script: &str) -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    fs::create_dir_all(archive.folder()).unwrap();
    let ledger = Connection::open(archive.ledger()).unwrap();
    ledger.pragma_update(None, "journal_mode", "WAL").unwrap();
    // The tables come in the order of their names, not of who leads to whom.
    ledger.pragma_update(None, "foreign_keys", false).unwrap();
    ledger.execute_batch(script).unwrap();
    (folder, archive)
}

#[test]
fn a_ledger_of_version_1_is_brought_up_with_all_it_holds() {
    is_brought_up(V1, 1, 2);
}

#[test]
fn a_ledger_of_version_2_is_brought_up_with_all_it_holds() {
    is_brought_up(V2, 2, 3);
}

/// A ledger of `version` with so many articles, a correction by Ada and the saved search `Council`.
#[track_caller]
fn is_brought_up(script: &str, version: i64, articles: u64) {
    let (_folder, archive) = kept(script);
    assert!(matches!(archive.reader(), Err(ArchiveError::Older { found, .. }) if found == version));
    let mut writer = archive.writer().unwrap();
    assert_eq!(writer.catch_up().unwrap(), articles);
    drop(writer);
    let verified = archive.verify().unwrap();
    assert_eq!(verified.faults, Vec::<String>::new());
    assert!(!verified.index_behind);
    let reader = archive.reader().unwrap();
    let totals = reader.totals().unwrap();
    assert_eq!(totals.articles, articles);
    let counted = |family| reader.count(family, &Filter::default(), None).unwrap();
    assert_eq!(
        (totals.events, totals.quotes, totals.positions),
        (
            counted(Family::Event),
            counted(Family::Quote),
            counted(Family::Position)
        )
    );
    assert!(totals.events > 0 && totals.quotes > 0);
    assert_eq!(reader.coverage().unwrap().len() as u64, articles);
    let said = reader.corrections(None, None, None, 10).unwrap();
    assert_eq!((said.len(), said[0].said.reviewer.as_str()), (1, "Ada"));
    let (record, _) = reader
        .record(Family::Event, &said[0].said.record)
        .unwrap()
        .expect("it is still there");
    assert_eq!(record, said[0].said.judged);
    let all = reader
        .steps(&Filter::default(), Period::Year)
        .unwrap()
        .expect("rolled up");
    let events: i64 = all.tallies.values().map(|tally| tally.events).sum();
    assert_eq!(
        events as u64 + (all.undated + all.coarser) as u64,
        totals.events
    );
    assert_eq!(reader.saved().unwrap()[0].name, "Council");
    // What is there is known: putting it in again as it was changes nothing.
    assert_eq!(
        reader.stories(None, None, false, 0, 10).unwrap().len() as u64,
        articles
    );
}

#[test]
fn a_ledger_of_a_newer_program_is_left_alone() {
    let (_folder, archive) = kept(V1);
    Connection::open(archive.ledger())
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        archive.writer(),
        Err(ArchiveError::Newer { found: 99, .. })
    ));
}
