//! Phoenix: what the pipeline behind PETRARCH writes.

use detente_coding::record::{Event, Party};
use detente_page::record::ArticleRecord;

use super::line::Line;
use super::{Held, Provenance, cameo, country, dates};

/// The roles that Phoenix keeps in a column of their own.
const ROLES: [&str; 13] = [
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL",
];

pub(super) fn cells(
    event: &Event,
    article: &ArticleRecord,
    made_by: &Provenance,
    line: &mut Line<'_>,
) -> Held {
    line.text(&format!("{}_{}", event.id, made_by.program));
    match dates::day(event.date) {
        Some(day) => {
            line.text(&dates::compact(day));
            line.shown(day.year());
            line.text(&format!("{:02}", day.month()));
            line.text(&format!("{:02}", day.day()));
        }
        None => line.empty(4),
    }
    party(&event.source, line);
    party(&event.target, line);
    let root = cameo::root(&event.cameo);
    line.text(&event.cameo);
    line.text(root);
    line.shown(quad_class(root));
    line.maybe(event.goldstein);
    line.text(&issues(&event.issues));
    match &event.place {
        Some(place) => {
            line.maybe(place.lat);
            line.maybe(place.lon);
            line.text(&place.name);
            line.empty(1);
            line.text(&place.country);
        }
        None => line.empty(5),
    }
    line.text(&sentences(event));
    line.text(article.url.as_deref().unwrap_or(&article.input));
    line.maybe(article.outlet.as_ref());
    Held::Yes
}

/// `label,count` pairs: an event of ours names each issue once.
pub(super) fn issues(issues: &[String]) -> String {
    let counted: Vec<String> = issues.iter().map(|issue| format!("{issue},1")).collect();
    counted.join(";")
}

/// `article_sentence` of each piece of evidence, sentences from 1.
pub(super) fn sentences(event: &Event) -> String {
    let ids: Vec<String> = (event.evidence.iter())
        .map(|piece| format!("{}_{}", event.article, piece.sentence + 1))
        .collect();
    ids.join(";")
}

fn party(party: &Party, line: &mut Line<'_>) {
    let part = |from: usize, to: usize| party.code.get(from..to).unwrap_or_default();
    line.text(&party.code);
    let is_entity =
        |code: &str| country::of(code).is_some() || matches!(code, "IGO" | "NGO" | "IMG" | "MNC");
    line.text(if is_entity(part(0, 3)) {
        part(0, 3)
    } else {
        ""
    });
    let mut attributes = Vec::new();
    let mut role = "";
    for at in (3..party.code.len()).step_by(3) {
        let code = part(at, at + 3);
        if at == 3 && ROLES.contains(&code) {
            role = code;
        } else if !code.is_empty() {
            attributes.push(code);
        }
    }
    line.text(role);
    line.text(&attributes.join(";"));
}

/// Phoenix's quad classes, which put 01 and 02 aside as neutral and count 16 as words.
fn quad_class(root: &str) -> u8 {
    match root {
        "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" | "16" => 3,
        "14" | "15" | "17" | "18" | "19" | "20" => 4,
        _ => 0,
    }
}
