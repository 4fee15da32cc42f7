//! A user's folder over the built-in lexicon.

use std::fmt::Write;

use crate::support::{PEOPLE, STATES, find, load, source};
use detente_lexicon::Problem;

#[test]
fn rows_are_added_or_replaced_by_their_key() {
    let states = format!("{STATES}RUS\tRussia\tRossiya\t\t\t\t\t\ts\nFRA\tFrance\t\t\t\t\t\t\ts\n");
    let roles = "noun\trole\tsort\nhacker\tCRM\tmember\n";
    let (base, problems) = load(&[("states/a.tsv", &states), ("roles.tsv", roles)]);
    assert_eq!(problems, []);
    let own_states = format!("{STATES}RUS\tRussia\tRussland\t\t\t\t\t\ts\nRUX\tX\t\t\t\t\t\t\ts\n");
    let own_people = format!("{PEOPLE}Jane Roe\t\tforeign minister\tFRA:GOV\t2030\t\ts\n");
    let (both, problems) = base.with_overlay(&source(&[
        ("states/own.tsv", &own_states),
        ("people/own.tsv", &own_people),
        (
            "roles.tsv",
            "noun\trole\tsort\nhacker\tSPY\tmember\nghost\tSPY\tmember\n",
        ),
    ]));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0]
            .to_string()
            .starts_with("states/own.tsv:3:1: error: `RUX` is no country")
    );
    assert_eq!(
        find(&both, "Rossiya").0,
        0,
        "the row is replaced as a whole"
    );
    assert_eq!(find(&both, "Russland").1, ["state RUS"]);
    assert_eq!(find(&both, "France").1, ["state FRA"]);
    assert_eq!(find(&both, "Roe").1, ["surname FRA:GOV"]);
    let roles: Vec<String> = both
        .roles
        .all()
        .iter()
        .map(|noun| format!("{} {}", noun.noun, noun.role))
        .collect();
    assert_eq!(roles, ["hacker SPY", "ghost SPY"]);
    assert_ne!(both.version(), base.version());
    let sense = both.names.offices_of("Jane Roe").next().unwrap();
    assert_eq!(both.names.origin(sense), ("people/own.tsv", 2));
    assert_eq!(find(&base, "Russland").0, 0, "the base stays as it was");
}

#[test]
fn an_empty_overlay_changes_nothing() {
    let states = format!("{STATES}FRA\tFrance\t\t\t\t\t\t\ts\n");
    let (base, _) = load(&[("states/a.tsv", &states)]);
    let (same, problems) = base.with_overlay(&source(&[]));
    assert_eq!(problems, []);
    assert_eq!(same.names, base.names);
    assert_eq!(same.version(), base.version());
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut people = String::from(PEOPLE);
    for number in 0..100_000 {
        writeln!(
            people,
            "Person{number} Family{number}\tAlias{number}\tsenator\tUSA:LEG\t2001\t2009\ts"
        )
        .unwrap();
    }
    let (base, _) = load(&[]);
    let (lexicon, problems) = base.with_overlay(&source(&[("people/many.tsv", &people)]));
    assert_eq!(problems, []);
    assert_eq!(lexicon.names.len(), 300_000);
    assert_eq!(find(&lexicon, "Family99999 said").1, ["surname USA:LEG"]);
}

/// Work that grew with the square of the rows would not end here.
#[test]
fn a_hundred_thousand_rivals_for_a_name_are_held_in_bounds() {
    const ROWS: usize = 100_000;
    let mut people = String::from(PEOPLE);
    for number in 0..ROWS {
        let actor = if number % 2 == 0 {
            "USA:LEG"
        } else {
            "FRA:LEG"
        };
        writeln!(
            people,
            "Person{number} Family{number}\tThe Fox\tsenator\t{actor}\t\t\ts"
        )
        .unwrap();
    }
    let aliases: Vec<String> = (0..ROWS).map(|number| format!("Alias {number}")).collect();
    writeln!(
        people,
        "Ann Berg\t{}\tsenator\tUSA:LEG\t\t\ts",
        aliases.join("|")
    )
    .unwrap();
    // And as many faults, each told.
    for number in 0..ROWS {
        writeln!(people, "Odd{number} Row\t\tsenator\tUSX:LEG\t\t\ts").unwrap();
    }
    let (base, _) = load(&[]);
    let (lexicon, problems) = base.with_overlay(&source(&[("people/many.tsv", &people)]));
    assert!(
        find(&lexicon, "Alias 99999 said")
            .1
            .contains(&"person USA:LEG".to_owned())
    );
    let errors = problems.iter().filter(|problem| problem.is_error());
    assert_eq!(errors.count(), ROWS);
    let fox: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.message.starts_with("`The Fox`"))
        .collect();
    assert_eq!(fox.len(), 1);
    assert!(fox[0].message.ends_with("more"), "{}", fox[0].message);
}

#[test]
fn what_is_wrong_in_an_overlay_leaves_the_built_in_lexicon_whole() {
    let (base, _) = load(&[(
        "states/a.tsv",
        &format!("{STATES}FRA\tFrance\t\tFrench\t\tParis\t\t\ts\n"),
    )]);
    for (path, text) in [
        ("states/a.tsv", "id\tname\nFRX\tFrance\n"),
        ("states/a.tsv", "name\n"),
        ("people/a.tsv", "person\tactor\nA B\tRUX:GOV\n"),
        ("acts/04-consult.toml", "[[act]\nname = 3"),
        ("issues/a.toml", "\u{0}"),
    ] {
        let (lexicon, problems) = base.with_overlay(&source(&[(path, text)]));
        assert!(
            problems.iter().any(Problem::is_error),
            "{path}: {problems:?}"
        );
        assert!(problems.iter().all(|problem| problem.file == path));
        assert_eq!(find(&lexicon, "Paris").1, ["capital FRA"], "{path}");
    }
}

#[test]
fn the_order_of_files_does_not_count() {
    let states = format!("{STATES}FRA\tFrance\t\t\t\t\t\t\ts\n");
    let people = format!("{PEOPLE}Jane Roe\t\tpresident\tFRA:GOV\t\t\ts\n");
    let (a, _) = load(&[("states/a.tsv", &states), ("people/a.tsv", &people)]);
    let (b, _) = load(&[("people/a.tsv", &people), ("states/a.tsv", &states)]);
    assert_eq!(a.version(), b.version());
    assert_eq!(a.names, b.names);
}

#[test]
fn members_are_told_by_date() {
    let states = format!("{STATES}FRA\tFrance\t\t\t\t\t\t\ts\n");
    let blocs = "id\tname\taliases\tkind\tfrom\tto\tsource\nNATO\tNATO\t\talliance\t\t\ts\n";
    let rows = "bloc\tstate\tfrom\tto\tsource\nNATO\tFRA\t1949-08-24\t\ts\nNATO\tFIN\t2023-04-04\t\ts\nNATX\tFRA\t\t\ts\n";
    let (lexicon, problems) = load(&[
        ("states/a.tsv", &states),
        ("organisations/a.tsv", blocs),
        ("memberships.tsv", rows),
    ]);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .to_string()
            .starts_with("memberships.tsv:4: error: unknown actor `NATX` in `bloc`")
    );
    let members = |date: &str| {
        lexicon
            .members("NATO", date.parse().ok())
            .collect::<Vec<_>>()
    };
    assert_eq!(members("2011-10-25"), ["FRA"]);
    assert_eq!(members("2023"), ["FRA", "FIN"]);
}

#[test]
fn overlays_lie_over_overlays() {
    let states = format!("{STATES}FRA\tFrance\tGaul\t\t\t\t\t\ts\n");
    let (base, _) = load(&[("states/a.tsv", &states)]);
    let (one, _) = base.with_overlay(&source(&[(
        "states/a.tsv",
        &states.replace("Gaul", "Gallia"),
    )]));
    let people = format!("{PEOPLE}Jane Roe\t\tpresident\tFRA:GOV\t\t\ts\n");
    let (two, problems) = one.with_overlay(&source(&[("people/a.tsv", &people)]));
    assert_eq!(problems, []);
    assert_eq!(find(&two, "Gaul").0, 0);
    assert_eq!(find(&two, "Gallia").1, ["state FRA"]);
    assert_eq!(find(&two, "Roe").1, ["surname FRA:GOV"]);
    assert_eq!(two.sources().count(), 3);
}
