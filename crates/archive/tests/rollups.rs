//! Sums that are kept and sums over what is read are the same, whatever came and went.

mod support;

use detente_archive::{Archive, Day, Family, Filter, TermKind};
use detente_dossier::Period;
use detente_dossier::period::Window;
use detente_dossier::series::{Observation, Steps};
use proptest::prelude::*;
use support::{coded, provenance};

const PERIODS: [Period; 4] = [Period::Day, Period::Week, Period::Month, Period::Year];
/// More keys than any article has here: the same records, read one by one.
const EVERY_ARTICLE: std::ops::RangeInclusive<i64> = 1..=2_000;

fn filters() -> Vec<Filter> {
    let of = |kind, value: &str| Filter::default().with(kind, [value]);
    let years = |since, until| Filter {
        since: Some(Day(since)),
        until: Some(Day(until)),
        ..of(TermKind::Actor, "RUS")
    };
    vec![
        Filter::default(),
        Filter::default().between("RUS", "NATO"),
        Filter::default().between("RUS", "RUS"),
        of(TermKind::Actor, "RUS"),
        of(TermKind::Actor, "RUS:MIL"),
        of(TermKind::Actor, "nobody"),
        of(TermKind::Issue, "arms-race"),
        of(TermKind::Forum, "russia-nato-council"),
        of(TermKind::Country, "BEL"),
        of(TermKind::Place, "Brussels|BEL"),
        // A year is not whole weeks: the events themselves are read.
        years(20_080_101, 20_081_231),
        years(20_080_201, 20_080_430),
        years(20_080_303, 20_080_309),
        years(20_080_305, 20_080_305),
    ]
}

/// What the roll-ups tell of every filter is what its records tell.
fn assert_same(archive: &Archive) {
    let reader = archive.reader().unwrap();
    let every: Vec<i64> = EVERY_ARTICLE.collect();
    for filter in filters() {
        let read = reader.observations(&filter, None).unwrap();
        let observations = || {
            read.iter().map(|event| Observation {
                id: &event.id,
                article: &event.article,
                date: event.date,
                cameo: &event.cameo,
                goldstein: event.goldstein,
            })
        };
        for period in PERIODS {
            let Some(steps) = reader.steps(&filter, period).unwrap() else {
                assert!(filter.since.is_some(), "{filter:?} by {period}");
                continue;
            };
            let counted = Steps::of(observations(), period, Window::default());
            assert_eq!(steps, counted, "{filter:?} by {period}");
        }
        for family in [Family::Event, Family::Quote, Family::Position] {
            for kind in TermKind::ALL {
                let facets = |articles| reader.facets(family, &filter, articles, &[kind], 50);
                assert_eq!(
                    facets(None).unwrap(),
                    facets(Some(&every)).unwrap(),
                    "{kind:?} of {family:?} of {filter:?}"
                );
            }
            for narrower in [
                filter.clone().with(TermKind::Source, ["RUS"]),
                filter.clone().with(TermKind::Code, ["04"]),
                filter.clone().with(TermKind::Issue, ["cfe-treaty"]),
            ] {
                assert_eq!(
                    reader.count(family, &narrower, None).unwrap(),
                    reader.count(family, &narrower, Some(&every)).unwrap(),
                    "{family:?} of {narrower:?}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn sums_are_those_of_the_records(
        batches in proptest::collection::vec(proptest::collection::vec((0usize..60, 0usize..4), 0..50), 1..5),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::at(folder.path().join("a"));
        let mut writer = archive.writer().unwrap();
        for batch in batches {
            let articles: Vec<_> = batch.into_iter().map(|(n, version)| coded(n, version)).collect();
            writer.put(&articles, &provenance(0)).unwrap();
        }
        assert_same(&archive);
        prop_assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
    }
}

#[test]
fn sums_of_a_large_archive_are_those_of_its_records() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path().join("a"));
    let mut writer = archive.writer().unwrap();
    let all: Vec<_> = (0..900).map(|n| coded(n, 0)).collect();
    writer.put(&all, &provenance(0)).unwrap();
    let again: Vec<_> = (0..300).map(|n| coded(n * 2, 1)).collect();
    writer.put(&again, &provenance(1)).unwrap();
    assert_same(&archive);
}

#[test]
fn verify_names_a_sum_that_is_wrong() {
    for (statement, words) in [
        (
            "UPDATE tallies SET events = events + 1 WHERE term = 0",
            "all events",
        ),
        (
            "DELETE FROM beside WHERE n = (SELECT max(n) FROM beside)",
            "share",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::at(folder.path().join("a"));
        let mut writer = archive.writer().unwrap();
        let all: Vec<_> = (0..40).map(|n| coded(n, 0)).collect();
        writer.put(&all, &provenance(0)).unwrap();
        drop(writer);
        let ledger = rusqlite::Connection::open(archive.ledger()).unwrap();
        ledger.execute_batch(statement).unwrap();
        let faults = archive.verify().unwrap().faults;
        assert!(
            faults.iter().any(|fault| fault.contains(words)),
            "{faults:?}"
        );
    }
}
