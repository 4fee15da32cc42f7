//! Records made for tests.

use detente_calendar::PartialDate;
use detente_coding::identity::hash;
use detente_coding::record::{
    Event, Evidence, Party, Plover, Position, Quad, Quote, QuoteKind, Speaker, Stance, Status,
};

/// What a test says of an event; the rest is filled in.
#[derive(Default)]
pub struct Made<'a> {
    pub article: &'a str,
    pub source: &'a str,
    pub code: &'a str,
    pub target: &'a str,
    /// Empty where there is none.
    pub date: &'a str,
    pub goldstein: Option<f64>,
}

/// An event whose id is the hash of what is said.
pub fn event(made: &Made) -> Event {
    let party = |actor: &str| Party {
        actor: actor.to_owned(),
        code: actor.replace(':', ""),
        name: actor.to_owned(),
        mention: actor.to_owned(),
        span: None,
    };
    let date: Option<PartialDate> = made.date.parse().ok();
    let root: u8 = made
        .code
        .get(..2)
        .and_then(|root| root.parse().ok())
        .unwrap_or(0);
    Event {
        id: hash(&[made.article, made.source, made.code, made.target, made.date]),
        article: made.article.to_owned(),
        date,
        date_precision: date.map(PartialDate::precision),
        published: "2011-10-30".parse().ok(),
        status: Status::Current,
        source: party(made.source),
        target: party(made.target),
        cameo: made.code.to_owned(),
        plover: Plover {
            event: String::new(),
            mode: String::new(),
            contexts: Vec::new(),
        },
        goldstein: made.goldstein,
        quad: Quad {
            scheme: "gdelt".to_owned(),
            class: match root {
                0..=5 => 1,
                6..=8 => 2,
                9..=13 => 3,
                _ => 4,
            },
        },
        issues: Vec::new(),
        forums: Vec::new(),
        agreements: Vec::new(),
        place: None,
        evidence: vec![Evidence {
            start: 0,
            end: 5,
            text: "words".to_owned(),
            sentence: 0,
        }],
        reported_by: None,
        rule: "test".to_owned(),
        confidence: None,
    }
}

/// A position of an article whose id is the hash of what is said.
pub fn position(article: &str, actor: &str, issue: &str, stance: Stance, date: &str) -> Position {
    Position {
        id: hash(&[article, actor, issue, &format!("{stance:?}"), date]),
        article: article.to_owned(),
        actor: actor.to_owned(),
        issue: issue.to_owned(),
        stance,
        towards: None,
        condition: None,
        forums: Vec::new(),
        agreements: Vec::new(),
        date: date.parse().ok(),
        evidence: vec![Evidence {
            start: 0,
            end: 5,
            text: "words".to_owned(),
            sentence: 0,
        }],
        quote: None,
        event: None,
    }
}

/// A position with the quote it comes from.
pub fn said(
    article: &str,
    actor: &str,
    speaker: &str,
    issue: &str,
    stance: Stance,
    date: &str,
) -> (Position, Quote) {
    let mut position = position(article, actor, issue, stance, date);
    let quote = Quote {
        id: hash(&["quote", &position.id]),
        article: article.to_owned(),
        start: 0,
        end: 5,
        content: "words".to_owned(),
        kind: QuoteKind::Direct,
        cue: None,
        speaker: Some(Speaker {
            name: speaker.to_owned(),
            actor: Some(actor.to_owned()),
            office: None,
            mention: speaker.to_owned(),
            start: 6,
            end: 6 + speaker.chars().count() as u32,
        }),
        chain: Vec::new(),
        part_of: None,
        issues: vec![issue.to_owned()],
        forums: Vec::new(),
        agreements: Vec::new(),
        date: date.parse().ok(),
    };
    position.quote = Some(quote.id.clone());
    (position, quote)
}
