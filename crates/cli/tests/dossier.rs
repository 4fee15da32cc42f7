//! `detente positions` and `detente brief` on records coded before: neither needs the model then.

mod support;

use serde_json::{Value, json};
use support::{folder, run, run_with_input};

const TEXT: &str = "Russia rejected NATO's missile shield in Oslo on Monday. Oslo was calm.";

/// A record of one article, with a rejection and a position each for two dates.
fn coded() -> String {
    let span = |words: &str| {
        let start = TEXT.find(words).expect("the words are there");
        (start, start + words.len())
    };
    let party = |actor: &str, words: &str| {
        let (start, end) = span(words);
        json!({"actor": actor, "code": actor.replace(':', ""), "name": words, "mention": words, "start": start, "end": end})
    };
    let (start, end) = span("rejected NATO's missile shield");
    let evidence = json!([{"start": start, "end": end, "text": &TEXT[start..end], "sentence": 0}]);
    let article = json!({
        "record": "article", "id": "a", "input": "a.txt", "url": null, "title": "Talks <i>fail</i>", "outlet": "Oslo Courier",
        "agency": null, "published": "2011-10-25", "published_precision": "day", "published_from": null, "dateline": null,
        "language": "en", "body": TEXT, "text": TEXT});
    let event = json!({
        "record": "event", "id": "e1", "article": "a", "date": "2011-10-24", "date_precision": "day", "published": "2011-10-25",
        "status": "current", "source": party("RUS:GOV", "Russia"), "target": party("NATO", "NATO"), "cameo": "120",
        "plover": {"event": "REJECT", "mode": "", "contexts": []}, "goldstein": -4.0, "quad": {"scheme": "gdelt", "class": 3},
        "issues": ["missile-defence"], "forums": [], "agreements": [], "place": null, "evidence": evidence,
        "reported_by": null, "rule": "120.reject", "confidence": null});
    let position = |id: &str, actor: &str, stance: &str, date: &str| {
        json!({
            "record": "position", "id": id, "article": "a", "actor": actor, "issue": "missile-defence", "stance": stance,
            "towards": null, "condition": null, "forums": [], "agreements": [], "date": date, "evidence": evidence,
            "quote": null, "event": "e1"})
    };
    let rows: [Value; 5] = [
        article,
        event,
        position("p1", "RUS:GOV", "rejects", "2011-10-24"),
        position("p2", "RUS:GOV", "offers", "2011-11-24"),
        position("p3", "NATO", "supports", "2011-11-24"),
    ];
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    lines.join("\n") + "\n"
}

#[test]
fn a_briefing_cites_the_words() {
    let records = coded();
    let folder = folder(&[("coded.jsonl", records.as_bytes())]);
    let ran = run(
        folder.path(),
        &[
            "brief",
            "Russia",
            "NATO",
            "coded.jsonl",
            "--issue",
            "missile-defence",
        ],
    )
    .exits(0);
    assert!(ran.out.starts_with("# Russia and NATO\n"), "{}", ran.out);
    assert!(
        ran.out.contains("Oslo Courier, 25 October 2011: “Russia **rejected NATO's missile shield** in Oslo on Monday.” [\\[1\\]](#r1)"),
        "{}", ran.out
    );
    let page = run(
        folder.path(),
        &["brief", "RUS", "NATO", "coded.jsonl", "-o", "b.html"],
    )
    .exits(0);
    assert_eq!(page.out, "");
    let written = std::fs::read_to_string(folder.path().join("b.html")).expect("it is written");
    assert!(
        written.contains("Talks &lt;i&gt;fail&lt;/i&gt;") && !written.contains("<i>"),
        "{written}"
    );
    let piped = run_with_input(
        folder.path(),
        &["brief", "Russia", "NATO", "-"],
        records.as_bytes(),
    )
    .exits(0);
    let again = run(folder.path(), &["brief", "Russia", "NATO", "coded.jsonl"]).exits(0);
    assert_eq!(piped.out, again.out);
}

#[test]
fn positions_in_time_at_a_date_and_as_a_network() {
    let folder = folder(&[("coded.jsonl", coded().as_bytes())]);
    let positions = |more: &[&str]| {
        run(
            folder.path(),
            &[&["positions", "coded.jsonl"], more].concat(),
        )
    };
    let told = positions(&["--actor", "Russia"]).exits(0).out;
    assert!(told.contains("reversal on Missile defence"), "{told}");
    let rows = positions(&["--actor", "Russia", "--format", "csv"])
        .exits(0)
        .out;
    assert_eq!(rows.lines().count(), 3, "{rows}");
    let held = positions(&["--matrix", "--at", "2011-10", "--format", "csv"])
        .exits(0)
        .out;
    assert_eq!(held, "actor,missile-defence\nRUS,rejects\n");
    let network = positions(&["--network", "subtract"]).exits(0).out;
    assert_eq!(network, "from,to,weight,issues\n");
    let conflict = positions(&["--network", "conflict", "--normalise", "average"])
        .exits(0)
        .out;
    assert_eq!(
        conflict,
        "from,to,weight,issues\nNATO,RUS,0.6666666666666666,missile-defence\n"
    );
    let xml = positions(&["--network", "two-mode", "--format", "graphml"])
        .exits(0)
        .out;
    assert!(xml.contains("<node id=\"missile-defence\">"), "{xml}");
}

#[test]
fn wrong_commands_say_what_is_right() {
    let bad = format!("{}{{\"record\":\"story\"}}\n", coded());
    let folder = folder(&[("coded.jsonl", bad.as_bytes())]);
    let ran = |arguments: &[&str]| run(folder.path(), arguments);
    ran(&["brief", "Rusia", "NATO", "coded.jsonl"])
        .exits(2)
        .says("Russia");
    ran(&["brief", "Russia", "RUS", "coded.jsonl"])
        .exits(2)
        .says("one party");
    ran(&["positions", "coded.jsonl", "--issue", "missile"])
        .exits(2)
        .says("missile-defence");
    ran(&["positions", "coded.jsonl", "--format", "dot"])
        .exits(2)
        .says("--network");
    ran(&["positions", "coded.jsonl", "--actor", "Russia"])
        .exits(1)
        .says("coded.jsonl:6");
}
