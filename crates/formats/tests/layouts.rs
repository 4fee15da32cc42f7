//! The layouts of the field: one coded article in each, compared with a file that is read as a diff.
//! `BLESS=1 cargo test -p detente-formats --test layouts` writes the files anew.

use std::fs;
use std::path::PathBuf;

use detente_coding::record::{
    Coding, Cue, Event, Evidence, Party, Place, Plover, Position, Quad, Quote, QuoteKind, Span,
    Speaker, Stance, Status,
};
use detente_formats::{Coded, Layout, Provenance};
use detente_page::record::ArticleRecord;

const TITLE: &str = "Envoys; \"frank\" talks\tin Moscow";
const LEAD: &str = "MOSCOW - NATO officers briefed Russian generals on Tuesday.";
const SECOND: &str = "\"We will not accept it; never,\" Sergei Lavrov said.";

fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("the words are in the text");
    let start = text[..at].chars().count() as u32;
    Span {
        start,
        end: start + words.chars().count() as u32,
    }
}

fn party(text: &str, actor: &str, code: &str, name: &str, mention: &str) -> Party {
    Party {
        actor: actor.to_owned(),
        code: code.to_owned(),
        name: name.to_owned(),
        mention: mention.to_owned(),
        span: Some(span(text, mention)),
    }
}

fn evidence(text: &str, words: &str, sentence: u32) -> Evidence {
    let Span { start, end } = span(text, words);
    Evidence {
        start,
        end,
        text: words.to_owned(),
        sentence,
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "a record of each kind, field by field"
)]
fn coded() -> Coded {
    let text = format!("{TITLE}\n\n{LEAD}\n\n{SECOND}");
    let date = |text: &str| Some(text.parse().expect("a date"));
    let nato = party(&text, "NATO", "IGOWSTNAT", "NATO", "NATO officers");
    let russia = party(
        &text,
        "RUS:MIL",
        "RUSMIL",
        "Russian armed forces",
        "Russian generals",
    );
    let briefing = Event {
        id: "0123456789abcdef0123".to_owned(),
        article: "a_1".to_owned(),
        date: date("2011-10-25"),
        date_precision: Some(detente_calendar::Precision::Day),
        published: date("2011-10-26"),
        status: Status::Current,
        source: nato.clone(),
        target: russia,
        cameo: "040".to_owned(),
        plover: Plover {
            event: "CONSULT".to_owned(),
            mode: String::new(),
            contexts: vec!["military".to_owned(), "diplomatic".to_owned()],
        },
        goldstein: Some(1.0),
        quad: Quad {
            scheme: "gdelt".to_owned(),
            class: 1,
        },
        issues: vec!["missile-defence".to_owned()],
        forums: Vec::new(),
        agreements: Vec::new(),
        place: Some(Place {
            name: "Moscow".to_owned(),
            country: "RUS".to_owned(),
            lat: Some(55.75),
            lon: Some(37.62),
        }),
        evidence: vec![evidence(&text, LEAD, 1), evidence(&text, TITLE, 0)],
        reported_by: None,
        rule: "040.brief".to_owned(),
        confidence: Some(0.83),
    };
    let neutral = Event {
        id: "fedcba9876543210fedc".to_owned(),
        cameo: "013".to_owned(),
        date: date("2008-08"),
        plover: Plover {
            event: String::new(),
            mode: String::new(),
            contexts: Vec::new(),
        },
        target: Party {
            actor: "-".to_owned(),
            code: String::new(),
            name: String::new(),
            mention: String::new(),
            span: None,
        },
        place: None,
        evidence: vec![evidence(&text, "We will not accept it", 2)],
        confidence: None,
        goldstein: None,
        ..briefing.clone()
    };
    let said = "We will not accept it; never";
    let Span { start, end } = span(&text, said);
    let mention = span(&text, "Sergei Lavrov");
    let cue = span(&text, "said");
    let quote = Quote {
        id: "aa".to_owned(),
        article: "a_1".to_owned(),
        start,
        end,
        content: said.to_owned(),
        kind: QuoteKind::Direct,
        cue: Some(Cue {
            text: "said".to_owned(),
            start: cue.start,
            end: cue.end,
        }),
        speaker: Some(Speaker {
            name: "Sergei Lavrov".to_owned(),
            actor: Some("RUS:GOV".to_owned()),
            office: Some("foreign minister".to_owned()),
            mention: "Sergei Lavrov".to_owned(),
            start: mention.start,
            end: mention.end,
        }),
        chain: Vec::new(),
        part_of: None,
        issues: vec!["missile-defence".to_owned()],
        forums: Vec::new(),
        agreements: Vec::new(),
        date: date("2011-10-26"),
    };
    let position = Position {
        id: "bb".to_owned(),
        article: "a_1".to_owned(),
        actor: "RUS:GOV".to_owned(),
        issue: "missile-defence".to_owned(),
        stance: Stance::Rejects,
        towards: None,
        condition: None,
        forums: Vec::new(),
        agreements: Vec::new(),
        date: date("2011-10-26"),
        evidence: vec![evidence(&text, said, 2)],
        quote: Some("aa".to_owned()),
        event: None,
    };
    Coded {
        article: ArticleRecord {
            id: "a_1".to_owned(),
            input: "news.jsonl:1".to_owned(),
            url: Some("https://ledger.example/talks".to_owned()),
            title: Some(TITLE.to_owned()),
            outlet: Some("North Atlantic Ledger".to_owned()),
            agency: None,
            authors: vec!["Ann Vale".to_owned()],
            section: Some("World".to_owned()),
            modified: None,
            modified_from: None,
            published: date("2011-10-26"),
            published_precision: Some(detente_calendar::Precision::Day),
            published_from: None,
            dateline: None,
            language: Some("en".to_owned()),
            body: format!("{LEAD}\n\n{SECOND}"),
            text,
        },
        coding: Coding {
            events: vec![briefing, neutral],
            quotes: vec![quote],
            positions: vec![position],
            ..Coding::default()
        },
    }
}

fn written(layout: Layout) -> (String, usize) {
    let mut out = layout.header().unwrap_or_default().into_bytes();
    let made_by = Provenance {
        program: "detente-0".to_owned(),
        lexicon: "abc".to_owned(),
    };
    let left_out = layout.write(&coded(), &made_by, &mut out);
    (String::from_utf8(out).expect("UTF-8"), left_out)
}

#[test]
fn each_layout_writes_what_its_file_shows() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    for layout in Layout::ALL {
        let path = folder.join(layout.file_name());
        let (text, _) = written(layout);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &text).expect("the file is written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, expected, "{layout}: {}", path.display());
    }
}

#[test]
fn every_row_has_the_columns_of_the_layout() {
    for (layout, columns) in [
        (Layout::Gdelt, 61),
        (Layout::GdeltMentions, 16),
        (Layout::GdeltGkg, 27),
        (Layout::Icews, 20),
        (Layout::Polecat, 40),
        (Layout::Phoenix, 26),
        (Layout::Petrarch2, 8),
    ] {
        let (text, _) = written(layout);
        assert!(!text.is_empty());
        for line in text.lines() {
            assert_eq!(line.split('\t').count(), columns, "{layout}: {line}");
        }
    }
    let (text, _) = written(Layout::Dna);
    for line in text.lines() {
        assert_eq!(line.split(';').count(), 16, "{line}");
    }
}

#[test]
fn what_a_layout_cannot_hold_is_counted() {
    for layout in Layout::ALL {
        let (_, left_out) = written(layout);
        assert_eq!(left_out, usize::from(layout == Layout::Polecat), "{layout}");
    }
}

#[test]
fn the_columns_are_those_of_the_public_descriptions() {
    // The descriptions are not part of the repository: where they are absent there is nothing to see.
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/formats");
    for (layout, file) in [
        (Layout::Icews, "icews_events.csv"),
        (Layout::Polecat, "polecat_events.csv"),
    ] {
        let Ok(mut reader) = csv::Reader::from_path(folder.join(file)) else {
            continue;
        };
        let names: Vec<String> = reader
            .records()
            .map(|row| row.expect("a row")[1].to_owned())
            .collect();
        let header = layout.header().expect("it has a header");
        assert_eq!(header.trim_end().split('\t').collect::<Vec<_>>(), names);
    }
}
