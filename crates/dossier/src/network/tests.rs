use detente_coding::record::Stance;
use proptest::prelude::*;

use super::*;
use crate::RecordSet;
use crate::testing::position;

fn set(of: &[(&str, &str, &str, Stance, &str)]) -> RecordSet {
    let mut all = RecordSet::collect();
    for (at, (article, actor, issue, stance, date)) in of.iter().enumerate() {
        let mut position = position(article, actor, issue, *stance, date);
        position.id = format!("{at:04}");
        all.position(position);
    }
    all.finish()
}

/// Three actors on two issues: R for c1 twice and against c2, N for c1 once and for c2 once, U for c1.
fn sample() -> RecordSet {
    set(&[
        ("1", "RUS:GOV", "c1", Stance::Supports, "2011-01-03"),
        ("1", "RUS:GOV", "c1", Stance::Supports, "2011-01-04"),
        ("2", "RUS:GOV", "c2", Stance::Rejects, "2011-01-20"),
        ("1", "NATO", "c1", Stance::Offers, "2011-01-03"),
        ("2", "NATO", "c2", Stance::Supports, "2011-02-03"),
        ("3", "USA", "c1", Stance::Conditional, "2012-01-03"),
        ("3", "USA", "c2", Stance::Demands, "2012-01-03"),
    ])
}

fn weight(network: &Network, from: &str, to: &str) -> f64 {
    network
        .edges
        .iter()
        .find(|edge| edge.from == from && edge.to == to)
        .map_or(0.0, |edge| edge.weight)
}

fn statements(duplicates: Duplicates) -> Statements {
    Statements::of(
        &sample(),
        &StatementOptions {
            duplicates,
            ..StatementOptions::default()
        },
    )
}

#[test]
fn weights_are_those_of_the_definitions() {
    let all = statements(Duplicates::Include);
    assert_eq!(all.left_out.no_side, 1);
    for (aggregation, normalisation, expected) in [
        (Aggregation::Congruence, Normalisation::No, 2.0),
        (Aggregation::Conflict, Normalisation::No, 1.0),
        (Aggregation::Subtract, Normalisation::No, 1.0),
        (Aggregation::Ignore, Normalisation::No, 3.0),
        (Aggregation::Congruence, Normalisation::Average, 2.0 / 2.5),
        // On sides where the other has none: one of Russia's, one of NATO's; in common 2 · 1.
        (Aggregation::Congruence, Normalisation::Jaccard, 2.0 / 4.0),
        (Aggregation::Congruence, Normalisation::Cosine, 2.0 / 6.0),
    ] {
        let network = one_mode(&all, aggregation, normalisation);
        let found = weight(&network, "NATO", "RUS");
        assert!(
            (found - expected).abs() < 1e-12,
            "{aggregation:?} {normalisation:?} {found}"
        );
    }
}

#[test]
fn equal_statements_count_once_in_their_unit() {
    for (duplicates, expected) in [
        (Duplicates::Include, 3),
        (Duplicates::Document, 2),
        (Duplicates::Week, 2),
        (Duplicates::Month, 2),
        (Duplicates::Year, 2),
        (Duplicates::AcrossRange, 2),
    ] {
        assert_eq!(
            statements(duplicates).activity("RUS"),
            expected,
            "{duplicates:?}"
        );
    }
}

#[test]
fn two_modes_join_actors_to_issues() {
    let all = statements(Duplicates::Include);
    let plain = two_mode(&all, Aggregation::Subtract, TwoModeNormalisation::No);
    assert_eq!(
        (weight(&plain, "RUS", "c1"), weight(&plain, "RUS", "c2")),
        (2.0, -1.0)
    );
    let shared = two_mode(&all, Aggregation::Ignore, TwoModeNormalisation::Activity);
    assert!((weight(&shared, "RUS", "c1") - 2.0 / 3.0).abs() < 1e-12);
    let prominent = two_mode(&all, Aggregation::Ignore, TwoModeNormalisation::Prominence);
    assert!((weight(&prominent, "RUS", "c1") - 0.5).abs() < 1e-12);
}

#[test]
fn documents_are_escaped() {
    let all = Statements::of(
        &set(&[
            ("1", "A&B<\"x\u{1}", "c1", Stance::Supports, "2011-01-03"),
            ("1", "C\\,\"\n", "c1", Stance::Opposes, "2011-01-03"),
        ]),
        &StatementOptions::default(),
    );
    let network = one_mode(&all, Aggregation::Subtract, Normalisation::No);
    let xml = graphml(&network);
    assert!(
        xml.contains("A&amp;B&lt;&quot;x\u{fffd}")
            && xml.contains(r#"<data key="weight">-1</data>"#),
        "{xml}"
    );
    assert!(
        dot(&network).contains(r#""C\\,\" " [shape=ellipse, statements=1];"#),
        "{}",
        dot(&network)
    );
    assert!(
        csv(&network).contains("\"C\\,\"\"\n\",-1,c1"),
        "{}",
        csv(&network)
    );
}

#[test]
fn many_actors_are_bounded() {
    let mut all = RecordSet::collect();
    for at in 0..5_000 {
        all.position(position(
            "1",
            &format!("A{at:04}"),
            "c1",
            Stance::Supports,
            "2011-01-03",
        ));
    }
    let found = Statements::of(&all.finish(), &StatementOptions::default());
    assert_eq!((found.counts.len(), found.left_out.actors), (2_000, 3_000));
}

proptest! {
    #[test]
    fn edges_are_bounded_by_the_shares_of_both(
        given in proptest::collection::vec((0u8..4, 0usize..4, 0usize..3, 0usize..8, 1u8..28), 0..80),
    ) {
        let stances = [Stance::Supports, Stance::Opposes, Stance::Conditional, Stance::Demands,
            Stance::Offers, Stance::Rejects, Stance::Concerned, Stance::Neutral];
        let named: Vec<_> = given.iter().map(|(article, ..)| article.to_string()).collect();
        let dates: Vec<_> = given.iter().map(|(.., day)| format!("2011-03-{day:02}")).collect();
        let rows: Vec<_> = given.iter().zip(&named).zip(&dates).map(|(((_, actor, issue, stance, _), article), date)| (
            article.as_str(), ["RUS:GOV", "RUS:MIL", "USA", "NATO"][*actor], ["c1", "c2", "c3"][*issue], stances[*stance], date.as_str(),
        )).collect();
        let all = set(&rows);
        for duplicates in [Duplicates::Include, Duplicates::Document, Duplicates::Week, Duplicates::AcrossRange] {
            let found = Statements::of(&all, &StatementOptions { duplicates, by_role: true, ..StatementOptions::default() });
            let counted: usize = found.actors().map(|node| node.statements).sum();
            prop_assert_eq!(counted + found.left_out.no_side + found.left_out.duplicates, rows.len());
            let with = |aggregation| one_mode(&found, aggregation, Normalisation::No);
            let (same, other, less) = (with(Aggregation::Congruence), with(Aggregation::Conflict), with(Aggregation::Subtract));
            for edge in &less.edges {
                let (a, b) = (edge.from.as_str(), edge.to.as_str());
                let expected = weight(&same, a, b) - weight(&other, a, b);
                prop_assert!((edge.weight - expected).abs() < 1e-9);
            }
            for edge in &one_mode(&found, Aggregation::Congruence, Normalisation::Jaccard).edges {
                prop_assert!(edge.weight > 0.0 && edge.weight <= 1.0 + 1e-12);
            }
        }
    }
}
