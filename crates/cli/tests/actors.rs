//! `detente actors` and `detente lexicon add-person`.

mod support;

use serde_json::Value;
use support::{Ran, folder, run};

fn actors(arguments: &[&str]) -> Ran {
    run(
        std::path::Path::new("."),
        &[&["actors"], arguments].concat(),
    )
}

fn object(ran: &Ran) -> Value {
    ran.rows().swap_remove(0)
}

#[test]
fn the_date_chooses_the_office_and_the_row_is_named() {
    let answer = object(&actors(&["Rasmussen", "--on", "2010", "--json"]).exits(0));
    let meanings = answer["meanings"].as_array().expect("meanings");
    let chosen: Vec<&Value> = meanings
        .iter()
        .filter(|row| row["chosen"] == true)
        .collect();
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0]["tenure"], "held");
    for (date, actor) in [("2008-05-01", "DNK:GOV"), ("2012-05-01", "NATO")] {
        let ran = actors(&["Anders Fogh Rasmussen", "--on", date, "--json"]).exits(0);
        let answer = object(&ran);
        let meanings = answer["meanings"].as_array().expect("meanings");
        let chosen = meanings
            .iter()
            .find(|row| row["chosen"] == true)
            .expect("one");
        assert_eq!(chosen["actor"], actor, "{date}");
        assert!(
            chosen["file"]
                .as_str()
                .is_some_and(|file| file.starts_with("lexicon/people/"))
        );
        assert!(chosen["line"].as_u64().is_some_and(|line| line > 1));
        assert_ne!(chosen["source"], "");
        assert!(
            answer["why"]
                .as_str()
                .is_some_and(|why| why.contains("held on"))
        );
    }
}

#[test]
fn kinds_of_names_have_their_own_facts() {
    let council = object(&actors(&["Russia-NATO Council", "--json"]).exits(0));
    assert_eq!(council["meanings"][0]["kind"], "forum");
    assert_eq!(
        council["meanings"][0]["parties"],
        serde_json::json!(["RUS", "NATO"])
    );
    let treaty = object(&actors(&["new-start", "--json"]).exits(0));
    assert_eq!(treaty["meanings"][0]["in_force"], "2011-02-05");
    let role = object(&actors(&["foreign minister", "--json"]).exits(0));
    assert_eq!(role["roles"][0], "GOV (office)");
    let text = actors(&["Kremlin", "--on", "2010"]).exits(0).out;
    assert!(text.contains("RUS:GOV (RUSGOV)"), "{text}");
}

#[test]
fn ambiguous_names_list_their_candidates() {
    let ran = actors(&["Rice"]).exits(0);
    for name in ["Condoleezza Rice", "Susan Rice", "may mean"] {
        assert!(ran.out.contains(name), "{name}: {}", ran.out);
    }
}

#[test]
fn phrases_are_read_as_the_coding_reads_them() {
    if support::model().is_none() {
        return;
    }
    for (phrase, actor) in [
        ("Russian foreign ministry spokesman", "RUS:GOV"),
        ("two Chinese warplanes", "CHN:MIL"),
    ] {
        let answer = object(&actors(&[phrase, "--json"]).exits(0));
        assert_eq!(answer["phrase"]["actors"][0], actor, "{phrase}");
    }
    let unknown = actors(&["Lavrow"]).exits(1);
    assert!(unknown.out.contains("near: `Lavrov`"), "{}", unknown.out);
}

#[test]
fn offices_are_listed_by_day_and_by_change() {
    let held = actors(&["--people-of", "NATO", "--on", "2011-10-25", "--json"]).exits(0);
    let heads: Vec<Value> = held
        .rows()
        .into_iter()
        .filter(|row| row["office"] == "secretary-general")
        .collect();
    assert_eq!(heads.len(), 1);
    assert_eq!(heads[0]["person"], "Anders Fogh Rasmussen");
    let changes = actors(&[
        "--changes",
        "--people-of",
        "NATO",
        "--since",
        "2009-08",
        "--until",
        "2009-08",
        "--json",
    ]);
    let rows = changes.exits(0).rows();
    assert!(
        rows.iter()
            .any(|row| row["change"] == "takes up" && row["person"] == "Anders Fogh Rasmussen")
    );
    actors(&["--people-of", "nato"]).exits(2).says("no actor");
    actors(&["--people-of", "ZZZ"]).exits(1);
    actors(&["Medvedev", "--on", "yesterday"])
        .exits(2)
        .says("YYYY-MM-DD");
    actors(&[]).exits(2);
}

fn add(folder: &tempfile::TempDir, arguments: &[&str]) -> Ran {
    let command = [
        "lexicon",
        "add-person",
        "--lexicon",
        "own",
        "--source",
        "a yearbook",
    ];
    run(folder.path(), &[&command, arguments].concat())
}

#[test]
fn a_person_is_added_once_and_found() {
    let folder = folder(&[]);
    let office = ["--office", "special envoy", "--actor", "FIN:GOV"];
    let first = [
        &[
            "Aino Testinen",
            "--from",
            "2012-03",
            "--alias",
            "Aino K. Testinen",
        ],
        &office[..],
    ]
    .concat();
    let ran = add(&folder, &first).exits(0);
    assert!(ran.out.contains("own/people/added.tsv:2\nAino Testinen\tAino K. Testinen\tspecial envoy\tFIN:GOV\t2012-03\t\ta yearbook"), "{}", ran.out);
    add(&folder, &first)
        .exits(1)
        .says("already (people/added.tsv:2)");
    let second = [
        &["Aino Testinen", "--from", "2015"],
        &["--office", "foreign minister", "--actor", "FIN:GOV"][..],
    ]
    .concat();
    add(&folder, &second).exits(0);
    run(folder.path(), &["lexicon", "check", "own", "--no-notes"]).exits(0);
    let found = run(
        folder.path(),
        &[
            "actors",
            "Testinen",
            "--on",
            "2013",
            "--lexicon",
            "own",
            "--json",
        ],
    )
    .exits(0);
    let answer = object(&found);
    assert_eq!(answer["meanings"][0]["file"], "own/people/added.tsv");
    assert_eq!(answer["meanings"][0]["office"], "special envoy");
    assert_eq!(answer["meanings"][0]["chosen"], true);
}

#[test]
fn bad_rows_are_refused_with_a_remedy_and_nothing_is_written() {
    let folder = folder(&[]);
    let base = ["Aino Testinen", "--office", "envoy"];
    for (arguments, code, words) in [
        (&["--actor", "FIX:GOV"][..], 1, "unknown actor `FIX`"),
        (&["--actor", "FIN:GUV"], 1, "use one of GOV MIL"),
        (
            &["--actor", "FIN:GOV", "--from", "2012-13"],
            1,
            "write 2011-10-25",
        ),
        (
            &["--actor", "FIN:GOV", "--from", "2012", "--to", "2010"],
            1,
            "exchange or mend the dates",
        ),
        (
            &["--actor", "FIN:GOV", "--alias", "a|b"],
            2,
            "--alias of its own",
        ),
        (
            &["--actor", "FIN:GOV", "--alias", "a\tb"],
            2,
            "tab or line break",
        ),
    ] {
        add(&folder, &[&base, arguments].concat())
            .exits(code)
            .says(words);
    }
    let medvedev = [
        "Dmitry Medvedev",
        "--office",
        "president",
        "--actor",
        "RUS:GOV",
    ];
    add(&folder, &medvedev)
        .exits(1)
        .says("already (people/russia.tsv:");
    assert!(!folder.path().join("own").exists());
}

#[test]
fn a_file_of_ones_own_keeps_its_order_of_columns() {
    let own = "source\tperson\tactor\toffice\taliases\tto\tfrom\n# mine\nx\tAino Testinen\tFIN:GOV\tenvoy\t\t\t2001";
    let folder = folder(&[("own/people/added.tsv", own.as_bytes())]);
    let arguments = [
        "Eero Testinen",
        "--office",
        "envoy",
        "--actor",
        "FIN:GOV",
        "--from",
        "2002",
    ];
    add(&folder, &arguments).exits(0);
    let text =
        std::fs::read_to_string(folder.path().join("own/people/added.tsv")).expect("the file");
    assert_eq!(
        text,
        format!("{own}\na yearbook\tEero Testinen\tFIN:GOV\tenvoy\t\t\t2002\n")
    );
}
