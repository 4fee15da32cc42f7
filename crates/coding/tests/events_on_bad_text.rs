//! What is no prose: sentences without end, lists, tables, transcripts, sport, markets, poems, headlines in
//! capitals, text without punctuation. Coding must not fail, must stay within its bound for a sentence and
//! must not find acts where there are none.

#[path = "suite/model.rs"]
mod model;

use detente_coding::record::Coding;
use detente_coding::{Coder, Workspace};
use detente_page::{Article, TextInput};
use detente_syntax::Model;

/// The most events that one sentence may give.
const MOST: usize = 12;

fn coded(model: &Model, text: &str) -> Coding {
    let article = Article::from_text(TextInput {
        id: Some("bad".to_owned()),
        text: text.to_owned(),
        published: Some("2011-06-15".to_owned()),
        ..TextInput::default()
    });
    Coder::new(model, detente_builtin::lexicon()).code(&article, &mut Workspace::default())
}

/// "Chad condemned Mali, Togo condemned Peru, …": a sentence of several hundred words.
fn endless() -> String {
    let states = [
        "Chad", "Mali", "Togo", "Peru", "Cuba", "Oman", "Laos", "Fiji", "Iraq", "Niger",
    ];
    let clauses: Vec<String> = (0..170)
        .map(|i| {
            format!(
                "{} condemned {}",
                states[i % 10],
                states[(i / 10 + i + 1) % 10]
            )
        })
        .collect();
    format!("{}.", clauses.join(" and "))
}

#[test]
fn a_sentence_without_end_is_bounded_and_said_to_be() {
    let Some(model) = model::installed() else {
        return;
    };
    let coding = coded(&model, &endless());
    let crowded = coding
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.kind == "crowded-sentence")
        .count();
    assert!(crowded >= 1, "what is left out is named");
    assert!(coding.events.len() <= MOST * crowded.max(1) + MOST);
}

#[test]
fn what_is_no_news_of_acts_gives_none() {
    let Some(model) = model::installed() else {
        return;
    };
    let texts = [
        // A list of delegations.
        "Participants:\n\n- Albania\n- Bolivia\n- Chad\n- Denmark\n- Ecuador\n- France (chair)\n- Ghana",
        // Tables.
        "Country  Exports  Imports\nIran     12.3     4.5\nIraq     9.1      7.7\nTurkey   33.0     41.2",
        "BRENT 61.20 +0.45\nDUBAI 58.10 -0.20\nURALS 57.75 +0.10\nSAUDI LIGHT 59.30 UNCH",
        // Sport.
        "Germany crushed Brazil 7-1 in the semi-final. Argentina beat the Netherlands on penalties.",
        "Kenya's runners attacked on the last lap and Ethiopia fought back to take the gold.",
        // Markets.
        "The dollar fell against the yen. Tokyo shares rallied while London retreated.",
        "U.S. crude futures gained on Iranian supply fears; Norway's fund sold bonds.",
        // A poem.
        "O Spain, my winter bride,\nthe rivers march to you\nand Portugal, aside,\nlays siege to evening dew.",
        // A transcript's frame.
        "QUESTION: (Inaudible.)\n\nMR. TONER: Next question.\n\nQUESTION: Thank you.",
        // Nothing but names.
        "Russia Ukraine France Germany Poland Italy Spain Portugal Greece Turkey Iran Iraq",
        "RUSSIA UKRAINE FRANCE GERMANY POLAND ITALY SPAIN PORTUGAL GREECE TURKEY IRAN IRAQ",
    ];
    for text in texts {
        let events = coded(&model, text).events;
        let told: Vec<_> = events
            .iter()
            .map(|e| (&e.source.actor, &e.target.actor, &e.cameo, &e.rule))
            .collect();
        assert!(events.is_empty(), "{text}\n{told:?}");
    }
}

#[test]
fn capitals_and_missing_stops_do_not_break_news() {
    let Some(model) = model::installed() else {
        return;
    };
    for text in [
        "IRAN CONDEMNS ISRAEL",
        "iran has condemned israel the foreign ministry in tehran said on tuesday\n\nmore follows",
        "Iran condemned Israel on Tuesday\nIran condemned Israel on Tuesday\nIran condemned Israel on Tuesday",
    ] {
        let coding = coded(&model, text);
        assert!(coding.events.len() <= 2, "{text}: {:?}", coding.events);
    }
}

#[test]
fn rubbish_never_fails() {
    let Some(model) = model::installed() else {
        return;
    };
    let long = "a".repeat(20_000);
    for text in [
        "",
        " \n\n\t ",
        "... --- ...",
        "))((][}{<>&&&;;;",
        "\u{202E}Iran attacked Iraq\u{202C} \u{0}\u{FFFD}",
        long.as_str(),
        "Iran's Iran's Iran's of of of by by by with with with to to to Iraq",
        "attacked attacked attacked by by Iran Iran",
    ] {
        let coding = coded(&model, text);
        assert!(coding.events.len() <= MOST);
    }
}
