//! Kills in the middle of writing: what was acknowledged is there once, and the index catches up.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use detente_archive::Archive;
use support::{coded, provenance};

/// Names the archive for the child, which is this very test program.
const CHILD: &str = "DETENTE_CRASH_ARCHIVE";
const ROUNDS: usize = 25;
const BATCH: usize = 8;

/// Writes articles without end and says after each batch which number is safe. Does nothing in an
/// ordinary run of the tests.
#[test]
fn child() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let mut writer = Archive::at(folder).writer().unwrap();
    let mut stdout = std::io::stdout();
    for batch in 0.. {
        // Every article comes again with another coding in the round after.
        let articles: Vec<_> = (batch * BATCH..(batch + 1) * BATCH)
            .map(|n| coded(n % 400, n / 400))
            .collect();
        writer.put(&articles, &provenance(0)).unwrap();
        writeln!(stdout, "safe {batch}").unwrap();
        stdout.flush().unwrap();
        if batch % 3 == 0 {
            writer.catch_up().unwrap();
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_whenever_the_writer_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut state = 12345u64;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env(CHILD, archive.folder())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let (wanted, bytes) = ((state >> 33) % 6, (state >> 20) % 5000);
        let mut safe = None;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some(batch) = line
                .split("safe ")
                .nth(1)
                .and_then(|number| number.parse::<usize>().ok())
            {
                safe = Some(batch);
                if batch as u64 >= wanted {
                    break;
                }
            }
        }
        // The kill comes at any point of what the child does next.
        std::hint::black_box(
            (0..bytes)
                .map(|n| blake3::hash(&n.to_le_bytes()))
                .next_back(),
        );
        child.kill().unwrap();
        child.wait().unwrap();

        let verified = archive.verify().unwrap();
        assert_eq!(verified.faults, Vec::<String>::new(), "round {round}");
        let reader = archive.reader().unwrap();
        let safe = safe.expect("the child has written something");
        for n in 0..((safe + 1) * BATCH).min(400) {
            let found = reader
                .article(&format!("article/{n}"))
                .unwrap()
                .expect("acknowledged");
            assert!(
                found.coding == coded(n, 0).coding || found.coding == coded(n, 1).coding,
                "article {n}"
            );
        }
        let mut writer = archive.writer().unwrap();
        writer.catch_up().unwrap();
        drop(writer);
        let verified = archive.verify().unwrap();
        assert!(
            verified.is_sound() && !verified.index_behind,
            "round {round}: {:?}",
            verified.faults
        );
    }
}
