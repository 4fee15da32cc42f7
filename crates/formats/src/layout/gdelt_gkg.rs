//! GDELT 2.0 global knowledge graph, as far as our record has its fields: issues as themes, places of
//! events, speakers who hold an office, bodies that act, and quotations.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::Coded;
use crate::layout::bibliography::number;

use super::actor_code::ActorCode;
use super::gdelt::{full_name, place_type};
use super::line::Line;
use super::{country, dates};

pub(super) fn write(coded: &Coded, out: &mut Vec<u8>) {
    let (article, coding) = (&coded.article, &coded.coding);
    let day = dates::day(article.published);
    let published = day.map(dates::timestamp).unwrap_or_default();
    let mut line = Line::new(out);
    line.text(&format!("{published}-{}", number(&article.id)));
    line.text(&published);
    line.shown(if article.url.is_some() { 1 } else { 5 });
    line.maybe(article.outlet.as_ref());
    line.text(article.url.as_deref().unwrap_or(&article.input));
    line.empty(2);
    two_forms(&themes(coded), &mut line);
    let (short, long) = locations(coded);
    line.text(&short);
    line.text(&long);
    two_forms(&persons(coded), &mut line);
    two_forms(&organizations(coded), &mut line);
    // Tone, dates, GCAM, images, embeds: not in the record.
    line.empty(7);
    let mut quotations = String::new();
    for quote in &coding.quotes {
        let cue = quote.cue.as_ref().map_or("", |cue| cue.text.as_str());
        let length = quote.end - quote.start;
        let words = quote.content.replace(['|', '#'], " ");
        separate(&mut quotations, '#');
        let _ = write!(quotations, "{}|{length}|{cue}|{words}", quote.start);
    }
    line.text(&quotations);
    line.empty(4);
    out.push(b'\n');
}

/// Names with the code point where each stands first, in the order of the text.
type Found = BTreeSet<(u32, String)>;

/// The field without offsets, each name once, and the one with them.
fn two_forms(found: &Found, line: &mut Line<'_>) {
    let (mut short, mut long) = (String::new(), String::new());
    let mut seen = BTreeSet::new();
    for (at, name) in found {
        if seen.insert(name) {
            separate(&mut short, ';');
            short.push_str(name);
        }
        separate(&mut long, ';');
        let _ = write!(long, "{name},{at}");
    }
    line.text(&short);
    line.text(&long);
}

fn separate(list: &mut String, separator: char) {
    if !list.is_empty() {
        list.push(separator);
    }
}

/// A name without the characters that part the entries of a field.
fn plain(name: &str) -> String {
    name.replace([';', ',', '#', '|'], " ")
}

/// GDELT's themes are a list of its own: ours carry a prefix that says so.
fn themes(coded: &Coded) -> Found {
    let theme = |issue: &String| format!("DETENTE_{}", issue.to_uppercase().replace('-', "_"));
    let events = coded.coding.events.iter().flat_map(|event| {
        let at = event.evidence.first().map_or(0, |piece| piece.start);
        event.issues.iter().map(move |issue| (at, theme(issue)))
    });
    let quotes = (coded.coding.quotes.iter())
        .flat_map(|quote| quote.issues.iter().map(|issue| (quote.start, theme(issue))));
    events.chain(quotes).collect()
}

fn persons(coded: &Coded) -> Found {
    (coded.coding.quotes.iter())
        .filter_map(|quote| quote.speaker.as_ref())
        .filter(|speaker| speaker.office.is_some())
        .map(|speaker| (speaker.start, plain(&speaker.name)))
        .collect()
}

fn organizations(coded: &Coded) -> Found {
    (coded.coding.events.iter())
        .flat_map(|event| [&event.source, &event.target])
        .filter(|party| !ActorCode::parse(&party.code).group.is_empty())
        .filter_map(|party| Some((party.span?.start, plain(&party.name))))
        .collect()
}

fn locations(coded: &Coded) -> (String, String) {
    let (mut short, mut long) = (String::new(), String::new());
    let mut seen = BTreeSet::new();
    for event in &coded.coding.events {
        let Some(place) = &event.place else { continue };
        let fips = country::of(&place.country).map_or("", |country| country.fips);
        let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let entry = format!(
            "{}#{}#{fips}##{}#{}#",
            place_type(place),
            plain(&full_name(place)).replace("  ", ", "),
            degrees(place.lat),
            degrees(place.lon)
        );
        if seen.insert(entry.clone()) {
            let at = event.evidence.first().map_or(0, |piece| piece.start);
            separate(&mut short, ';');
            short.push_str(&entry);
            separate(&mut long, ';');
            let _ = write!(long, "{entry}#{at}");
        }
    }
    (short, long)
}
