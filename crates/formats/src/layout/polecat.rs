//! POLECAT: PLOVER events.

use detente_coding::record::{Event, Party};
use detente_page::record::ArticleRecord;

use super::actor_code::ActorCode;
use super::line::Line;
use super::{Held, Provenance, country, dates};

pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(super) fn cells(
    event: &Event,
    article: &ArticleRecord,
    made_by: &Provenance,
    line: &mut Line<'_>,
) -> Held {
    let Some(quad) = quad_code(&event.plover.event) else {
        return Held::No;
    };
    // Readers part the id at the underscore to count articles.
    line.text(&format!("{}_{}", event.article.replace('_', "-"), event.id));
    match dates::day(event.date) {
        Some(day) => line.shown(day),
        None => line.text("None"),
    }
    line.text(&event.plover.event);
    line.text(&event.plover.mode);
    line.empty(1);
    line.text(quad);
    line.text(&event.plover.contexts.join(";"));
    party(&event.source, line);
    party(&event.target, line);
    match &event.place {
        Some(place) => {
            let country = country::of(&place.country).map_or("", |country| country.name);
            let city = if place.name == country {
                ""
            } else {
                &place.name
            };
            line.text(&place.name);
            line.text(city);
            line.empty(2);
            line.text(country);
            line.maybe(place.lat);
            line.maybe(place.lon);
            line.empty(1);
            line.text(&place.name);
            line.empty(1);
        }
        None => line.empty(10),
    }
    line.maybe(article.outlet.as_ref());
    line.maybe(dates::day(event.published));
    line.empty(3);
    line.maybe(article.language.as_ref());
    line.text(&format!("{}-{}", made_by.program, made_by.lexicon));
    Held::Yes
}

fn party(party: &Party, line: &mut Line<'_>) {
    let code = ActorCode::parse(&party.code);
    line.text(if party.name.is_empty() {
        "None"
    } else {
        &party.name
    });
    // Regions, which CAMEO writes like countries, are none.
    let country = country::of(code.country);
    line.text(country.map_or("", |_| code.country));
    line.text(country.map_or("", |country| country.cow));
    line.text(code.kind(0));
    line.text(&code.types.join(";"));
    line.empty(1);
    line.text(&party.mention);
    line.empty(1);
}

/// PLOVER's quad of an event type; none where the type is empty.
fn quad_code(event: &str) -> Option<&'static str> {
    Some(match event {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "VERBAL COOPERATION",
        "COOPERATE" | "AID" | "RETREAT" => "MATERIAL COOPERATION",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "VERBAL CONFLICT",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "MATERIAL CONFLICT",
        _ => return None,
    })
}
