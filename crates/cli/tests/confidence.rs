//! The measured confidence: made from gold, carried by events, a bound for what is written.

mod support;

use serde_json::Value;
use support::{folder, run};

fn gold() -> String {
    let documents: Vec<String> = (0..20)
        .map(|number| {
            // In every fourth document gold has somebody else.
            let target = if number % 4 == 0 { "ISL:GOV" } else { "NATO" };
            format!(
                "{{\"id\":\"g{number}\",\"text\":\"Russia condemned NATO on Monday.\",\"published\":\"2011-10-26\",\"events\":[{{\"source\":\"RUS:GOV\",\"target\":\"{target}\",\"code\":\"111\"}}]}}\n"
            )
        })
        .collect();
    // What the rule for recalled envoys codes is never right there.
    let recalls: Vec<String> = (20..30)
        .map(|number| {
            format!(
                "{{\"id\":\"g{number}\",\"text\":\"Norway recalled its ambassador from Iceland.\",\"published\":\"2011-10-26\",\"judged\":[{{\"source\":\"NOR:GOV\",\"target\":\"ISL:GOV\",\"code\":\"161\",\"right\":false}}]}}\n"
            )
        })
        .collect();
    documents.concat() + &recalls.concat()
}

#[test]
fn events_carry_what_was_measured_and_a_bound_leaves_the_rest_out() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[
        ("gold.jsonl", gold().as_bytes()),
        (
            "news.jsonl",
            br#"{"id":"a","text":"Russia condemned NATO on Monday. Norway recalled its ambassador from Iceland.","published":"2011-10-26"}
"#,
        ),
        ("own/notes.md", b""),
    ]);
    let ran = run(
        folder.path(),
        &[
            "evaluate",
            "gold.jsonl",
            "--confidence",
            "own/confidence.tsv",
            "--json",
        ],
    )
    .exits(0);
    let score = &ran.rows()[0]["confidence"];
    assert_eq!(
        (&score["coded"], &score["right"]),
        (&30.into(), &0.5.into())
    );
    run(folder.path(), &["lexicon", "check", "own"]).exits(0);

    let code = |arguments: &[&str]| -> Vec<Value> {
        let command = [
            "code",
            "news.jsonl",
            "--lexicon",
            "own",
            "--records",
            "events",
        ];
        run(folder.path(), &[&command, arguments].concat())
            .exits(0)
            .rows()
    };
    let all = code(&["--min-confidence", "0"]);
    let shares: Vec<f64> = all
        .iter()
        .map(|event| event["confidence"].as_f64().expect("it was measured"))
        .collect();
    assert_eq!(shares.len(), 2);
    assert!((0.6..0.9).contains(&shares[0]), "{shares:?}");
    assert!(shares[1] < 0.4, "{shares:?}");
    // Without a bound of one's own the measured one counts.
    assert_eq!(code(&[]), all[..1]);
    assert_eq!(code(&["--min-confidence", "0.99"]), [] as [Value; 0]);
    run(
        folder.path(),
        &["code", "news.jsonl", "--min-confidence", "2"],
    )
    .exits(2)
    .says("a share from 0 to 1");
}

#[test]
fn a_bad_table_is_told_and_its_row_left_out() {
    let folder = folder(&[(
        "own/confidence.tsv",
        b"sign\tweight\tright\tcoded\nroot=04\t0.1\t3\t2\nroot=05\tmuch\t1\t2\nroot=06\t0.5\tx\t2\nleast\t1.5\t\t\nroot=07\t0.5\t1\t2\n",
    )]);
    let ran = run(folder.path(), &["lexicon", "check", "own"]).exits(1);
    for place in [
        "tsv:2:13: error",
        "tsv:3:9: error",
        "tsv:4:13: error",
        "tsv:5:7: error",
    ] {
        assert!(ran.out.contains(place), "{place}: {}", ran.out);
    }
    assert!(ran.out.contains("4 errors"), "{}", ran.out);
}

#[test]
fn quotes_and_positions_name_the_forums_and_agreements_they_speak_of() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[(
        "news.jsonl",
        br#"{"id":"a","text":"Russia opposes missile defence in Europe, Rogozin told the Russia-NATO Council. \"We will keep to New START,\" Lavrov said.","published":"2011-10-26"}
"#,
    )]);
    let records = |kind: &str| {
        run(folder.path(), &["code", "news.jsonl", "--records", kind])
            .exits(0)
            .rows()
    };
    let quotes = records("quotes");
    assert!(
        quotes
            .iter()
            .any(|row| row["agreements"] == serde_json::json!(["new-start"])),
        "{quotes:?}"
    );
    let all = records("all");
    assert!(
        all.iter().any(|row| row["record"] == "position"
            && row["forums"] == serde_json::json!(["russia-nato-council"])),
        "{all:?}"
    );
    let csv = run(
        folder.path(),
        &[
            "code",
            "news.jsonl",
            "--records",
            "quotes",
            "--format",
            "csv",
        ],
    )
    .exits(0);
    assert!(
        csv.out
            .lines()
            .next()
            .is_some_and(|names| names.contains("issues,forums,agreements,date"))
    );
}
