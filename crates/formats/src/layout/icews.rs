//! ICEWS coded events, as the files of its last public releases have them.

use detente_coding::record::{Event, Party};
use detente_page::record::ArticleRecord;

use super::actor_code::ActorCode;
use super::bibliography::number;
use super::line::Line;
use super::{Held, cameo, country, dates};

pub(super) const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(super) fn cells(event: &Event, article: &ArticleRecord, line: &mut Line<'_>) -> Held {
    line.shown(number(&event.id));
    line.maybe(dates::day(event.date));
    party(&event.source, line);
    line.text(cameo::label(&event.cameo));
    line.text(&event.cameo);
    line.maybe(event.goldstein);
    party(&event.target, line);
    line.shown(number(&article.id));
    line.maybe(event.evidence.first().map(|piece| piece.sentence + 1));
    line.maybe(article.outlet.as_ref());
    match &event.place {
        Some(place) => {
            let country = country::of(&place.country).map_or("", |country| country.name);
            line.text(if place.name == country {
                ""
            } else {
                &place.name
            });
            line.empty(2);
            line.text(country);
            line.maybe(place.lat);
            line.maybe(place.lon);
        }
        None => line.empty(6),
    }
    Held::Yes
}

fn party(party: &Party, line: &mut Line<'_>) {
    let code = ActorCode::parse(&party.code);
    line.text(&party.name);
    let sectors: Vec<&str> = code.types.iter().filter_map(|kind| sector(kind)).collect();
    line.text(&sectors.join(","));
    line.text(country::of(code.country).map_or("", |country| country.name));
}

/// The label that ICEWS gives to a role.
fn sector(role: &str) -> Option<&'static str> {
    Some(match role {
        "GOV" => "Government",
        "MIL" => "Military,Government",
        "LEG" => "Legislative / Parliamentary,Government",
        "JUD" => "Judicial,Government",
        "COP" => "Police,Government",
        "SPY" => "Intelligence,Government",
        "OPP" | "PTY" => "Parties",
        "REB" | "INS" => "Rebel,Dissident",
        "SEP" => "Separatists,Dissident",
        "UAF" => "Unidentified Forces",
        "BUS" | "MNC" => "Business,Social",
        "MED" => "News,Media,Business,Social",
        "CVL" => "General Population / Civilian / Social,Social",
        "EDU" => "Education,Social",
        "REF" => "Refugees / Displaced,Social",
        "CRM" => "Criminals / Gangs,Dissident",
        "NGO" | "NGM" => "Nongovernmental Organization (International)",
        "IGO" => "International Government Organization",
        _ => return None,
    })
}
