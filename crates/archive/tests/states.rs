//! Whoever keeps answers is told of every commit, and what is read at one state is of one state.

mod support;

use detente_archive::{Archive, Saved};
use support::{coded, provenance};

fn archive() -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut writer = archive.writer().unwrap();
    writer.put(&[coded(0, 0)], &provenance(0)).unwrap();
    (folder, archive)
}

#[test]
fn every_commit_is_another_state() {
    let (_folder, archive) = archive();
    let mut writer = archive.writer().unwrap();
    let mut pulse = archive.pulse().unwrap();
    let first = pulse.now().unwrap().clone();
    assert_eq!(pulse.now().unwrap(), &first);
    assert_eq!(first.replaced, 0);

    writer.put(&[coded(1, 0)], &provenance(0)).unwrap();
    let added = pulse.now().unwrap().clone();
    assert_ne!(added.commit, first.commit);
    assert_ne!(added.changes, first.changes);
    assert_eq!(added.replaced, 0, "what is new replaces nothing");

    writer.put(&[coded(1, 1)], &provenance(1)).unwrap();
    let replaced = pulse.now().unwrap().clone();
    assert_ne!(replaced.commit, added.commit);
    assert_eq!(replaced.replaced, 1);

    writer.group_stories().unwrap();
    let grouped = pulse.now().unwrap().clone();
    assert_ne!(
        (grouped.commit, &grouped.changes),
        (replaced.commit, &replaced.changes)
    );

    let mut before = grouped;
    // In the same second, under the same name.
    for query in ["q=one", "q=two"] {
        let saved = Saved {
            name: "mine".to_owned(),
            view: "search".to_owned(),
            query: query.to_owned(),
            at: 1,
        };
        archive.save(&saved).unwrap();
        let now = pulse.now().unwrap().clone();
        assert_ne!(now.commit, before.commit);
        assert_ne!(now.changes, before.changes);
        assert_eq!(now.replaced, 1);
        before = now;
    }
}

#[test]
fn one_state_is_read_whatever_is_written_meanwhile() {
    let (_folder, archive) = archive();
    let mut writer = archive.writer().unwrap();
    let reader = archive.reader().unwrap();
    let told = reader
        .at_one_state(|reader| {
            let before = reader.totals().unwrap();
            writer.put(&[coded(1, 0)], &provenance(0)).unwrap();
            (before, reader.totals().unwrap())
        })
        .unwrap();
    assert_eq!(told.0, told.1);
    assert_eq!(reader.totals().unwrap().articles, 2);
}

#[test]
fn the_index_tells_its_states_apart() {
    let (_folder, archive) = archive();
    let mut writer = archive.writer().unwrap();
    writer.catch_up().unwrap();
    let index = archive.index().unwrap();
    let first = index.state();
    assert_eq!(
        archive.index().unwrap().state(),
        first,
        "in another process too"
    );
    writer.put(&[coded(1, 0)], &provenance(0)).unwrap();
    index.reload().unwrap();
    assert_eq!(index.state(), first);
    writer.catch_up().unwrap();
    index.reload().unwrap();
    assert_ne!(index.state(), first);
}
