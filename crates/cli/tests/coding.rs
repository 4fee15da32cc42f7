//! Coding with the language model: these tests need it (see `support::model`).

mod support;

use support::{articles, folder, run, run_with_input};

#[test]
fn any_number_of_threads_codes_the_same_bytes() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[("news.jsonl", articles(60).as_bytes())]);
    let code = |threads: &str| {
        run(
            folder.path(),
            &[
                "code",
                "news.jsonl",
                "--records",
                "all",
                "--threads",
                threads,
            ],
        )
        .exits(0)
    };
    let (one, four) = (code("1"), code("4"));
    assert!(one.out == four.out);
    let rows = one.rows();
    let of = |kind: &str| rows.iter().filter(|row| row["record"] == kind).count();
    assert_eq!(of("article"), 60);
    assert!(of("event") >= 120, "{}", of("event"));
}

#[test]
fn a_folder_gets_a_file_for_each_kind_and_every_offset_holds() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[("news.jsonl", articles(3).as_bytes())]);
    run(folder.path(), &["code", "news.jsonl", "-o", "coded/"]).exits(0);
    let read = |name: &str| {
        let path = folder.path().join("coded").join(name);
        support::rows(&std::fs::read_to_string(path).expect("the file is there"))
    };
    let texts: Vec<Vec<char>> = read("articles.jsonl")
        .iter()
        .map(|row| row["text"].as_str().expect("a text").chars().collect())
        .collect();
    for event in read("events.jsonl") {
        let number: usize = event["article"].as_str().expect("an id")[1..]
            .parse()
            .expect("its number");
        let piece = &event["evidence"][0];
        let at = |key: &str| piece[key].as_u64().expect("an offset") as usize;
        let words: String = texts[number][at("start")..at("end")].iter().collect();
        assert_eq!(piece["text"], words.as_str());
    }
    read("quotes.jsonl");
    read("positions.jsonl");
}

#[test]
fn a_lexicon_of_ones_own_is_laid_over_the_built_in_one() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[
        (
            "news.jsonl",
            b"{\"id\":\"a\",\"text\":\"NATO and Zubrowka held talks in Brussels.\"}\n".as_slice(),
        ),
        (
            "own/organisations/own.tsv",
            b"id\tname\taliases\tkind\tfrom\tto\tsource\nZUBROWKA\tZubrowka\t\tigo\t\t\town\n"
                .as_slice(),
        ),
    ]);
    let checked = run(folder.path(), &["lexicon", "check", "own"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    let ran = run(folder.path(), &["code", "news.jsonl", "--lexicon", "own"]).exits(0);
    assert!(
        ran.rows()
            .iter()
            .any(|row| row["source"]["actor"] == "ZUBROWKA"),
        "{}",
        ran.out
    );
    let tested = run(
        folder.path(),
        &["lexicon", "test", "news.jsonl", "--lexicon", "own"],
    )
    .exits(0);
    assert!(tested.out.contains("  + "), "{}", tested.out);
    assert!(tested.out.contains("NATO and Zubrowka"), "{}", tested.out);
    let test = |arguments: &[&str]| {
        let command = [
            "lexicon",
            "test",
            "news.jsonl",
            "--lexicon",
            "own",
            "--json",
        ];
        run(folder.path(), &[&command, arguments].concat())
    };
    let rows = test(&["--exit-code"]).exits(1).rows();
    assert_eq!(rows[0]["change"], "gained");
    let summary = &rows[rows.len() - 1]["summary"];
    assert_eq!(
        (&summary["before"], &summary["gained"]),
        (&0.into(), &2.into())
    );
    let rule = rows[0]["after"]["rule"].as_str().expect("a rule");
    assert_eq!(summary["rules"][rule]["gained"], 2);
    // Nothing changes against itself, nor by a rule that did not fire.
    for arguments in [["--against", "own"], ["--rule", "no-such-rule"]] {
        let rows = test(&[&arguments[..], &["--exit-code"]].concat())
            .exits(0)
            .rows();
        assert_eq!(rows.len(), 1);
    }
}

#[test]
fn an_explanation_names_the_rule() {
    if support::model().is_none() {
        return;
    }
    let folder = folder(&[]);
    let ran = run(
        folder.path(),
        &["explain", "NATO and Russia held talks in Brussels."],
    )
    .exits(0);
    assert!(ran.out.contains("046."), "{}", ran.out);
    run_with_input(
        folder.path(),
        &["explain", "-"],
        b"NATO and Russia held talks.",
    )
    .exits(0);
}

#[test]
fn the_shares_of_a_perfect_coding_are_one() {
    if support::model().is_none() {
        return;
    }
    let text = "NATO and Russia held talks in Brussels.";
    let gold = format!(
        "{{\"id\":\"a\",\"text\":\"{text}\",\"published\":\"2010-05-05\",\"events\":[\
         {{\"source\":\"NATO\",\"target\":\"RUS:GOV\",\"code\":\"046\",\"date\":\"2010-05-05\",\"status\":\"current\"}},\
         {{\"source\":\"RUS:GOV\",\"target\":\"NATO\",\"code\":\"046\",\"date\":\"2010-05-05\",\"status\":\"current\"}}]}}\n"
    );
    let folder = folder(&[("gold.jsonl", gold.as_bytes())]);
    let ran = run(folder.path(), &["evaluate", "gold.jsonl", "--json"]).exits(0);
    let mut rows = ran.rows();
    let figures = &mut rows[0]["events"];
    assert_eq!(figures["missed_dyads"]["missed"], 0, "{figures}");
    assert_eq!(figures["full"]["f1"], 1.0, "{figures}");
    assert_eq!(figures["date_accuracy"], 1.0, "{figures}");
    // Coding first and scoring what was written gives the same, but for what rests on the mentions.
    figures["missed_dyads"] = serde_json::Value::Null;
    run(folder.path(), &["code", "gold.jsonl", "-o", "coded.jsonl"]).exits(0);
    let again = run(
        folder.path(),
        &["evaluate", "gold.jsonl", "--coded", "coded.jsonl", "--json"],
    )
    .exits(0);
    assert_eq!(again.rows(), rows);
}

#[test]
fn a_damaged_model_is_refused() {
    let Some(model) = support::model() else {
        return;
    };
    let bytes = std::fs::read(model).expect("it is there");
    let mut altered = bytes.clone();
    altered[bytes.len() / 2] ^= 1;
    let folder = folder(&[
        ("news.jsonl", articles(1).as_bytes()),
        ("cut.model", &bytes[..bytes.len() - 100]),
        ("altered.model", &altered),
        ("odd.model", b"no model".as_slice()),
        ("odd.whl", b"no wheel".as_slice()),
    ]);
    for name in ["cut.model", "altered.model", "odd.model", "nowhere.model"] {
        let ran = run(folder.path(), &["code", "news.jsonl", "--model", name])
            .exits(1)
            .says(name);
        assert_eq!(ran.out, "");
    }
    run(
        folder.path(),
        &["model", "install", "--from", "odd.whl", "--to", "new.model"],
    )
    .exits(1)
    .says("SHA-256");
    assert!(!folder.path().join("new.model").exists());
}
