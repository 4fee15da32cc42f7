use detente_coding::record::Stance;
use proptest::prelude::*;

use super::*;
use crate::testing::{position, said};
use crate::{ActorFilter, RecordSet};

fn set(of: &[(&str, &str, Stance, &str)]) -> RecordSet {
    let mut all = RecordSet::collect();
    for (at, (actor, issue, stance, date)) in of.iter().enumerate() {
        all.position(position(&at.to_string(), actor, issue, *stance, date));
    }
    all.finish()
}

fn on(actor: &str) -> TimelineQuery {
    TimelineQuery {
        actor: Some(ActorFilter::new(actor)),
        ..TimelineQuery::default()
    }
}

#[test]
fn restatements_are_one_stand() {
    let found = timeline(
        &set(&[
            ("RUS:GOV", "shield", Stance::Opposes, "2007-02-10"),
            ("RUS:GOV", "shield", Stance::Opposes, "2007-04-26"),
            ("RUS:GOV", "shield", Stance::Offers, "2007-06-07"),
            ("RUS:GOV", "shield", Stance::Opposes, "2008-07-08"),
            ("USA:GOV", "shield", Stance::Supports, "2008-07-08"),
        ]),
        &on("RUS"),
    );
    let stands: Vec<_> = found
        .stands
        .iter()
        .map(|one| (one.stance, one.statements.len()))
        .collect();
    assert_eq!(
        stands,
        [
            (Stance::Opposes, 2),
            (Stance::Offers, 1),
            (Stance::Opposes, 1)
        ]
    );
    assert_eq!(found.shifts.len(), 2);
    assert_eq!(found.shifts[0].kind, ShiftKind::Reversal);
    assert_eq!(found.shifts[0].from.date.unwrap().to_string(), "2007-04-26");
    assert_eq!(found.shifts[0].to.date.unwrap().to_string(), "2007-06-07");
}

#[test]
fn both_sides_on_one_day_are_a_contradiction() {
    let found = timeline(
        &set(&[
            ("RUS:GOV", "shield", Stance::Opposes, "2007-02-10"),
            ("RUS:GOV", "shield", Stance::Supports, "2007-02-10"),
            ("RUS:GOV", "shield", Stance::Opposes, "2007-02-10"),
            ("RUS:GOV", "shield", Stance::Demands, "2007-02"),
        ]),
        &on("RUS"),
    );
    let kinds: Vec<_> = found.shifts.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ShiftKind::Contradiction]);
}

#[test]
fn voices_of_one_side_disagree() {
    let mut all = RecordSet::collect();
    for (at, speaker, stance, date) in [
        ("a", "Anna Vetrova", Stance::Opposes, "2011-03-20"),
        ("b", "Boris Lesin", Stance::Supports, "2011-03-21"),
        ("c", "Anna Vetrova", Stance::Opposes, "2011-03-22"),
        ("d", "Pyotr Zimin", Stance::Supports, "2012-03-22"),
    ] {
        let (position, quote) = said(at, "RUS:GOV", speaker, "libya", stance, date);
        all.position(position);
        all.quote(quote);
    }
    let found = timeline(&all.finish(), &on("RUS:GOV"));
    assert_eq!(found.disagreements.len(), 1);
    let voices = (
        &found.disagreements[0].one.speaker,
        &found.disagreements[0].other.speaker,
    );
    assert_eq!(
        voices,
        (
            &Some("Anna Vetrova".to_owned()),
            &Some("Boris Lesin".to_owned())
        )
    );
}

#[test]
fn the_matrix_knows_only_what_was_said_by_then() {
    let all = set(&[
        ("RUS:GOV", "shield", Stance::Opposes, "2007-02-10"),
        ("RUS:MIL", "shield", Stance::Offers, "2007-06-07"),
        ("NATO", "shield", Stance::Supports, "2007-04-10"),
        ("NATO", "shield", Stance::Supports, ""),
    ]);
    let cells = |at: &str, options: &MatrixOptions| -> Vec<(String, Stance)> {
        let found = matrix(&all, at.parse().unwrap(), options);
        found
            .cells
            .into_iter()
            .map(|cell| (cell.actor, cell.stance))
            .collect()
    };
    let plain = MatrixOptions::default();
    assert_eq!(
        cells("2007-03", &plain),
        [("RUS".to_owned(), Stance::Opposes)]
    );
    assert_eq!(
        cells("2008", &plain),
        [
            ("NATO".to_owned(), Stance::Supports),
            ("RUS".to_owned(), Stance::Offers)
        ]
    );
    assert_eq!(
        cells(
            "2008",
            &MatrixOptions {
                by_role: true,
                ..plain.clone()
            }
        )
        .len(),
        3
    );
    assert_eq!(
        cells(
            "2008",
            &MatrixOptions {
                days: Some(30),
                ..plain
            }
        ),
        []
    );
}

proptest! {
    #[test]
    fn every_position_is_told_once(
        given in proptest::collection::vec((0usize..4, 0usize..2, 0usize..8, 0u8..40), 0..120),
    ) {
        let stances = [Stance::Supports, Stance::Opposes, Stance::Conditional, Stance::Demands,
            Stance::Offers, Stance::Rejects, Stance::Concerned, Stance::Neutral];
        let dates: Vec<String> = given.iter().map(|(_, _, _, day)| match day {
            0 => String::new(), 1 => "2011-03".to_owned(), 2 => "2011".to_owned(),
            day => format!("2011-03-{:02}", day % 28 + 1),
        }).collect();
        let rows: Vec<_> = given.iter().zip(&dates).map(|((actor, issue, stance, _), date)| {
            (["RUS:GOV", "RUS:MIL", "USA", "NATO"][*actor], ["shield", "libya"][*issue], stances[*stance], date.as_str())
        }).collect();
        let all = set(&rows);
        let found = timeline(&all, &TimelineQuery::default());
        let told: usize = found.stands.iter().map(|one| one.statements.len()).sum();
        prop_assert_eq!(told + found.undated.len() + found.outside, rows.len());
        for stand in &found.stands {
            prop_assert!(stand.statements.iter().all(|one| one.stance == stand.stance && one.actor == stand.actor));
            prop_assert!(stand.statements.windows(2).all(|two| two[0].days().unwrap().0 <= two[1].days().unwrap().0));
        }
        for shift in &found.shifts {
            prop_assert!(shift.from.stance != shift.to.stance && shift.from.actor == shift.to.actor);
        }
        let held = matrix(&all, "2011-12-31".parse().unwrap(), &MatrixOptions::default());
        let counted: usize = held.cells.iter().map(|cell| cell.statements).sum();
        prop_assert_eq!(counted + held.undated, rows.len());
    }
}
