//! Coded articles for tests, each different in a way that its number tells.

use detente_archive::Provenance;
use detente_coding::record::Coding;
use detente_formats::Coded;
use detente_page::{Article, TextInput};
use serde_json::{Value, json};

const ACTORS: [&str; 7] = [
    "RUS:GOV", "NATO", "USA:GOV", "UKR:MIL", "RUS:MIL", "EU", "TUR:GOV",
];
const CODES: [&str; 6] = ["040", "0461", "112", "057", "190", "1212"];
const ISSUES: [&str; 4] = [
    "missile-defence",
    "nato-enlargement",
    "arms-race",
    "cfe-treaty",
];
const STATUSES: [&str; 3] = ["current", "current", "background"];

fn party(actor: &str) -> Value {
    json!({"actor": actor, "code": actor.replace(':', ""), "name": actor, "mention": "envoys", "start": 0, "end": 6})
}

/// The day that article `n` was published on.
pub fn day(n: usize) -> String {
    format!(
        "20{:02}-{:02}-{:02}",
        8 + n / 300 % 17,
        1 + n / 25 % 12,
        1 + n % 25
    )
}

/// Article number `n` as coder `version` codes it.
pub fn coded(n: usize, version: usize) -> Coded {
    let id = format!("article/{n}");
    let text = format!(
        "Envoys number {n} met in Brussels on missile defence. Grushko said talks would go on."
    );
    let article = Article::from_text(TextInput {
        id: Some(id.clone()),
        input: format!("fixture:{n}"),
        title: Some(format!("Envoys meet, part {n}")),
        outlet: Some(["Harbour Gazette", "Kama Herald", "Levant Observer"][n % 3].to_owned()),
        published: Some(day(n)),
        text,
        ..TextInput::default()
    });
    let date = if n.is_multiple_of(11) {
        Value::Null
    } else {
        json!(day(n))
    };
    // Acts of one article lie on several days, and some dates are told to the month or year only.
    let act = |which: usize| match n % 11 {
        0 => Value::Null,
        1 if which == 0 => json!(day(n)[..7]),
        2 => json!(day(n)[..4]),
        _ => json!(day(n + which)),
    };
    let evidence = json!([{"start": 0, "end": 6, "text": "Envoys", "sentence": 0}]);
    let event = |which: usize| {
        let turn = n + which + version;
        let code = CODES[turn % CODES.len()];
        let class = match &code[..2] {
            "04" | "05" => 1,
            "11" | "12" => 3,
            _ => 4,
        };
        json!({
            "id": format!("e{n}.{which}.{version}"), "article": id, "date": act(which), "date_precision": "day", "published": day(n),
            "status": STATUSES[turn % 3],
            "source": party(ACTORS[turn % 7]), "target": party(ACTORS[(turn + 1 + which) % 7]),
            "cameo": code, "plover": {"event": "CONSULT", "mode": "", "contexts": []},
            "goldstein": (turn % 9) as f64 - 4.0, "quad": {"scheme": "gdelt", "class": class},
            "issues": [(ISSUES[turn % 4])], "forums": if turn.is_multiple_of(5) { json!(["russia-nato-council"]) } else { json!([]) }, "agreements": [],
            "place": if turn.is_multiple_of(2) { json!({"name": "Brussels", "country": "BEL", "lat": 50.85, "lon": 4.35}) } else { Value::Null },
            "evidence": evidence, "reported_by": null, "rule": format!("{code}.fixture"),
            "confidence": if turn.is_multiple_of(4) { Value::Null } else { json!((turn % 10) as f64 / 10.0) },
        })
    };
    let coding: Coding = serde_json::from_value(json!({
        "events": (0..=(n % 3)).map(event).collect::<Vec<_>>(),
        "quotes": [{
            "id": format!("q{n}"), "article": id, "start": 0, "end": 5, "content": "talks would go on", "kind": "indirect", "cue": null,
            "speaker": {"name": "Alexander Grushko", "actor": "RUS:GOV", "office": null, "mention": "Grushko", "start": 0, "end": 7},
            "issues": [(ISSUES[n % 4])], "date": date,
        }],
        "positions": [{
            "id": format!("p{n}.{version}"), "article": id, "actor": ACTORS[n % 7], "issue": ISSUES[n % 4],
            "stance": (["supports", "opposes", "concerned"][n % 3]), "towards": ACTORS[(n + 1) % 7], "condition": null, "date": date,
            "evidence": evidence, "quote": null, "event": null,
        }],
        "diagnostics": [],
    }))
    .expect("the fixture is a coding");
    Coded {
        article: (&article).into(),
        coding,
    }
}

/// What coded version `version`.
pub fn provenance(version: usize) -> Provenance {
    Provenance {
        program: "fixture".to_owned(),
        lexicon: format!("v{version}"),
        model: "none".to_owned(),
        at: 0,
    }
}
