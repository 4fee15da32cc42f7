//! GDELT 2.0 events. One row an event of an article: GDELT adds the articles up, we do not, so that
//! `NumSources` and `NumArticles` are 1; happenings told by several articles are the archive's to find.

use detente_coding::record::{Event, Party, Place};
use detente_page::record::ArticleRecord;

use super::actor_code::ActorCode;
use super::line::Line;
use super::{Held, cameo, country, dates};
use crate::layout::bibliography::number;

pub(super) fn cells(event: &Event, article: &ArticleRecord, line: &mut Line<'_>) -> Held {
    line.shown(number(&event.id));
    match dates::day(event.date) {
        Some(day) => {
            line.text(&dates::compact(day));
            line.text(&dates::compact(day)[..6]);
            line.shown(day.year());
            line.text(&dates::fraction(day));
        }
        None => line.empty(4),
    }
    actor(&event.source, line);
    actor(&event.target, line);
    line.shown(u8::from(opens(event, article)));
    line.text(&event.cameo);
    line.text(cameo::base(&event.cameo));
    line.text(cameo::root(&event.cameo));
    line.shown(event.quad.class);
    line.maybe(event.goldstein);
    line.shown(event.evidence.len());
    line.shown(1);
    line.shown(1);
    line.empty(1);
    // The record tells where an act took place, not where its actors were named.
    no_place(line);
    no_place(line);
    match &event.place {
        Some(place) => action_place(place, line),
        None => no_place(line),
    }
    line.maybe(dates::day(event.published).map(dates::timestamp));
    line.text(article.url.as_deref().unwrap_or(&article.input));
    Held::Yes
}

fn actor(party: &Party, line: &mut Line<'_>) {
    let code = ActorCode::parse(&party.code);
    line.text(&party.code);
    line.text(&party.name.to_uppercase());
    line.text(code.country);
    line.text(code.group);
    line.empty(3);
    for index in 0..3 {
        line.text(code.kind(index));
    }
}

/// Whether the event stands in the title or the first paragraph.
fn opens(event: &Event, article: &ArticleRecord) -> bool {
    let titled = article
        .title
        .as_deref()
        .is_some_and(|title| article.text.starts_with(title));
    let breaks_before_the_second_paragraph = if titled { 2 } else { 1 };
    let end = article
        .text
        .match_indices("\n\n")
        .nth(breaks_before_the_second_paragraph - 1)
        .map_or(usize::MAX, |(at, _)| article.text[..at].chars().count());
    event
        .evidence
        .iter()
        .any(|piece| (piece.start as usize) < end)
}

/// GDELT's numbers for how exact a place is: 1 a country, 3 a city of the USA, 4 another city.
pub(super) fn place_type(place: &Place) -> u8 {
    let of_country = country::of(&place.country).is_some_and(|country| country.name == place.name);
    match (of_country || place.lat.is_none(), place.country.as_str()) {
        (true, _) => 1,
        (false, "USA") => 3,
        (false, _) => 4,
    }
}

/// `Moscow, Russia`.
pub(super) fn full_name(place: &Place) -> String {
    match country::of(&place.country) {
        Some(country) if country.name != place.name => format!("{}, {}", place.name, country.name),
        _ => place.name.clone(),
    }
}

fn action_place(place: &Place, line: &mut Line<'_>) {
    line.shown(place_type(place));
    line.text(&full_name(place));
    line.text(country::of(&place.country).map_or("", |country| country.fips));
    line.empty(2);
    line.maybe(place.lat);
    line.maybe(place.lon);
    line.empty(1);
}

fn no_place(line: &mut Line<'_>) {
    line.shown(0);
    line.empty(7);
}
