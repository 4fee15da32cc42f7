//! Ledgers of every version that the program wrote are opened, brought up and whole.

use std::fs;

use detente_archive::{Archive, ArchiveError, Family, Filter};
use rusqlite::Connection;

/// An archive of version 1 with two articles, a correction and a saved search.
const V1: &str = include_str!("fixtures/v1.sql");

fn version_1() -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    fs::create_dir_all(archive.folder()).unwrap();
    let ledger = Connection::open(archive.ledger()).unwrap();
    ledger.pragma_update(None, "journal_mode", "WAL").unwrap();
    // The tables come in the order of their names, not of who leads to whom.
    ledger.pragma_update(None, "foreign_keys", false).unwrap();
    ledger.execute_batch(V1).unwrap();
    (folder, archive)
}

#[test]
fn a_ledger_of_version_1_is_brought_up_with_all_it_holds() {
    let (_folder, archive) = version_1();
    assert!(matches!(
        archive.reader(),
        Err(ArchiveError::Older { found: 1, .. })
    ));
    let mut writer = archive.writer().unwrap();
    assert_eq!(writer.catch_up().unwrap(), 2);
    drop(writer);
    let verified = archive.verify().unwrap();
    assert_eq!(verified.faults, Vec::<String>::new());
    assert!(!verified.index_behind);
    let reader = archive.reader().unwrap();
    let totals = reader.totals().unwrap();
    assert_eq!(totals.articles, 2);
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
    assert_eq!(reader.coverage().unwrap().len(), 2);
    let said = reader.corrections(None, None, None, 10).unwrap();
    assert_eq!((said.len(), said[0].said.reviewer.as_str()), (1, "Ada"));
    let (record, _) = reader
        .record(Family::Event, &said[0].said.record)
        .unwrap()
        .expect("it is still there");
    assert_eq!(record, said[0].said.judged);
    assert_eq!(reader.saved().unwrap()[0].name, "Council");
    // What is there is known: putting it in again as it was changes nothing.
    assert_eq!(reader.stories(None, None, false, 0, 10).unwrap().len(), 2);
}

#[test]
fn a_ledger_of_a_newer_program_is_left_alone() {
    let (_folder, archive) = version_1();
    Connection::open(archive.ledger())
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(matches!(
        archive.writer(),
        Err(ArchiveError::Newer { found: 99, .. })
    ));
}
