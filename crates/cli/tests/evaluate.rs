//! `detente evaluate` on each kind of gold.

mod support;

use support::{folder, run};

const RECORDS: &str = r#"{"id":"a","text":"Russia condemned NATO on Monday.","published":"2011-10-26","events":[{"source":"RUS:GOV","target":"NATO","code":"111","date":"2011-10-24","status":"current"}],"quotes":[],"positions":[]}
{"id":"b","text":"Norway accused the ministry of lying to Iceland.","published":"2011-10-26","events":[{"source":"GRL","target":"NOR:GOV","code":"112","date":"2011-10-26"}],"positions":[{"actor":"NATO","issue":"missile-defence","stance":"supports"}]}
"#;
const CLASSES: &str = r#"{"id":"a","text":"Russia condemned NATO on Monday.","events":[{"source":null,"target":null,"code":"ACCUSE","ontology":"plover","source_text":"Russia","target_text":"NATO"}]}
{"id":"b","text":"The weather was fine.","events":[{"code":"AID","ontology":"plover","source_text":"The weather"}]}
"#;
const ACTORS: &str = r#"{"id":"a","text":"Russian soldiers","expected":{"country":"RUS","code_1":"MIL"}}
{"id":"b","text":"United Nations","expected":{"country":"UNO"}}
{"id":"c","text":"yesterday","expected":{"country":"","code_1":"JNK"}}
{"id":"d","text":"French police","expected":{"country":"DEU","code_1":"COP"}}
"#;

#[test]
fn every_kind_of_gold_has_its_figures() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[
        ("records.jsonl", RECORDS.as_bytes()),
        ("classes.jsonl", CLASSES.as_bytes()),
        ("actors.jsonl", ACTORS.as_bytes()),
    ]);
    let figures = |file: &str| {
        let ran = run(folder.path(), &["evaluate", file, "--json"]).exits(0);
        ran.rows().swap_remove(0)
    };
    let records = figures("records.jsonl");
    let events = &records["events"];
    assert_eq!(events["full"]["gold"], 2);
    assert_eq!(events["dyad+root"]["recall"], 0.5);
    assert_eq!(events["roots"]["11"]["gold"], 2);
    assert_eq!(events["roles_accuracy"], 1.0);
    // Greenland is nowhere in the text.
    assert_eq!(events["missed_dyads"]["for_an_actor"], 1);
    assert_eq!(records["positions"]["gold"], 1);

    let classes = &figures("classes.jsonl")["classes"];
    assert_eq!(classes["recall"], 0.5);
    assert_eq!(classes["classes"]["ACCUSE"]["f1"], 1.0);
    assert_eq!(
        (
            &classes["source"]["actor_found"],
            &classes["source"]["spans"]
        ),
        (&0.5.into(), &2.into())
    );
    assert_eq!(classes["target"]["actor_found"], 1.0);

    let actors = &figures("actors.jsonl")["actors"];
    assert_eq!(actors["country_right"], 0.75);
    assert_eq!(actors["country_and_sector_right"], 0.75);
}

#[test]
fn errors_name_the_document_what_differs_and_why() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[
        ("records.jsonl", RECORDS.as_bytes()),
        ("actors.jsonl", ACTORS.as_bytes()),
    ]);
    let ran = run(
        folder.path(),
        &["evaluate", "records.jsonl", "--errors", "5"],
    )
    .exits(0);
    assert!(
        ran.out
            .contains("GRL → NOR: the source is not among the mentions"),
        "{}",
        ran.out
    );
    let ran = run(
        folder.path(),
        &["evaluate", "actors.jsonl", "--errors", "5"],
    )
    .exits(0);
    assert!(
        ran.out.contains("French police: FRA:COP, in gold DEU COP"),
        "{}",
        ran.out
    );
}

#[test]
fn a_written_coding_is_scored_without_the_model() {
    let folder = folder(&[
        ("records.jsonl", RECORDS.as_bytes()),
        ("coded.jsonl", br#"{"id":"1","article":"b","actor":"NATO","issue":"missile-defence","stance":"supports","towards":null,"condition":null,"date":null,"evidence":[],"quote":null,"event":null}
"#),
        ("other.jsonl", br#"{"id":"1","article":"z","cameo":"040"}
"#),
    ]);
    let arguments = ["evaluate", "records.jsonl", "--json", "--coded"];
    let coded = run(folder.path(), &[&arguments[..], &["coded.jsonl"]].concat()).exits(0);
    assert_eq!(coded.rows()[0]["positions"]["f1"], 1.0);
    run(folder.path(), &[&arguments[..], &["other.jsonl"]].concat())
        .exits(1)
        .says("the article `z` is not in the gold file");
    run(folder.path(), &["evaluate", "none.jsonl"])
        .exits(1)
        .says("none.jsonl");
}
