//! Kills in the middle of writing: what was acknowledged is there once, and the index catches up.
//!
//! `DETENTE_KILLS` sets how often each work is killed; a hundred times:
//!
//!     DETENTE_KILLS=100 cargo test --workspace --test crash

mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use detente_archive::Archive;
use rusqlite::Connection;
use support::{coded, provenance};

/// Names the archive for the child, which is this very test program.
const CHILD: &str = "DETENTE_CRASH_ARCHIVE";
/// How often each work is killed.
const KILLS: &str = "DETENTE_KILLS";
const BATCH: usize = 8;
/// Different articles. Those that come again are coded otherwise, as by `recode`.
const ARTICLES: usize = 400;

fn kills() -> usize {
    std::env::var(KILLS)
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(15)
}

/// The archive that the parent names; none in an ordinary run of the tests.
fn given() -> Option<Archive> {
    std::env::var(CHILD).ok().map(Archive::at)
}

fn say(words: &str) {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{words}").unwrap();
    stdout.flush().unwrap();
}

/// Writes articles without end and says after each batch which number is safe.
#[test]
fn child_that_ingests() {
    let Some(archive) = given() else { return };
    let mut writer = archive.writer().unwrap();
    for batch in 0.. {
        let articles: Vec<_> = (batch * BATCH..(batch + 1) * BATCH)
            .map(|n| coded(n % ARTICLES, n / ARTICLES))
            .collect();
        writer.put(&articles, &provenance(0)).unwrap();
        say(&format!("safe {batch}"));
        if batch % 3 == 0 {
            writer.catch_up().unwrap();
        }
        if batch % 4 == 1 {
            writer.group_stories().unwrap();
        }
    }
}

/// Opens an archive of an older version, which brings it up.
#[test]
fn child_that_migrates() {
    let Some(archive) = given() else { return };
    say("safe 0");
    archive.writer().unwrap().catch_up().unwrap();
    say("safe 1");
}

fn begin(child: &str, archive: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", child, "--nocapture", "--test-threads=1"])
        .env(CHILD, archive)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the child some time after it said that `wanted` is safe; gives what it said was.
fn kill_after(mut child: Child, wanted: usize, chance: &mut Chance) -> usize {
    let mut safe = None;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let said = line.split("safe ").nth(1);
        if let Some(batch) = said.and_then(|number| number.parse::<usize>().ok()) {
            safe = Some(batch);
            if batch >= wanted {
                break;
            }
        }
    }
    // The kill comes at any point of what the child does next.
    let work = chance.below(5000);
    std::hint::black_box(
        (0..work)
            .map(|n| blake3::hash(&n.to_le_bytes()))
            .next_back(),
    );
    child.kill().unwrap();
    child.wait().unwrap();
    safe.expect("the child has begun")
}

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % bound
    }
}

/// Everything agrees, and the index catches up.
#[track_caller]
fn assert_sound(archive: &Archive, round: usize) {
    let mut writer = archive.writer().unwrap();
    writer.catch_up().unwrap();
    drop(writer);
    let verified = archive.verify().unwrap();
    assert_eq!(verified.faults, Vec::<String>::new(), "round {round}");
    assert!(!verified.index_behind, "round {round}");
}

#[test]
fn nothing_acknowledged_is_lost_whenever_the_writer_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut chance = Chance(12345);
    for round in 0..kills() {
        let child = begin("child_that_ingests", archive.folder());
        // Now and then long enough that articles come again with another coding.
        let most = if round % 5 == 4 { 70 } else { 6 };
        let wanted = chance.below(most);
        let safe = kill_after(child, wanted, &mut chance);
        let verified = archive.verify().unwrap();
        assert_eq!(verified.faults, Vec::<String>::new(), "round {round}");
        let reader = archive.reader().unwrap();
        for n in 0..((safe + 1) * BATCH).min(ARTICLES) {
            let found = reader
                .article(&format!("article/{n}"))
                .unwrap()
                .expect("acknowledged");
            assert!(
                (0..3).any(|version| found.coding == coded(n, version).coding),
                "article {n}"
            );
        }
        drop(reader);
        assert_sound(&archive, round);
    }
}

/// Takes back what versions 2 and 3 brought, so that the next writer brings it up again.
fn take_back(archive: &Archive) {
    let ledger = Connection::open(archive.ledger()).unwrap();
    ledger
        .execute_batch("DROP TABLE coverage; DROP TABLE totals; DROP TABLE tallies; DROP TABLE beside; PRAGMA user_version = 1;")
        .unwrap();
}

#[test]
fn a_migration_that_is_killed_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut writer = archive.writer().unwrap();
    let all: Vec<_> = (0..ARTICLES).map(|n| coded(n, 0)).collect();
    writer.put(&all, &provenance(0)).unwrap();
    writer.group_stories().unwrap();
    drop(writer);
    let mut chance = Chance(54321);
    for round in 0..kills() {
        take_back(&archive);
        kill_after(
            begin("child_that_migrates", archive.folder()),
            0,
            &mut chance,
        );
        assert_sound(&archive, round);
        assert_eq!(
            archive.reader().unwrap().totals().unwrap().articles,
            ARTICLES as u64
        );
    }
}
