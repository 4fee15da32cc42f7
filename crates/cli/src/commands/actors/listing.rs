//! Lists of people: who holds the offices of a state or body, and when they changed hands.

use detente_calendar::PartialDate;
use detente_lexicon::{Actor, NameKind, Sense, Tenure};
use serde::Serialize;

use super::{Place, Places};
use crate::exit::{Failure, Outcome};
use crate::terminal::say;

/// One office of a person.
#[derive(Debug, Clone, Serialize)]
struct Row {
    person: String,
    office: Option<String>,
    actor: String,
    code: String,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    #[serde(flatten)]
    place: Option<Place>,
}

impl Row {
    fn of(places: &Places, sense: &Sense, actor: &Actor) -> Self {
        Self {
            person: sense.name.clone(),
            office: sense.office.clone(),
            actor: actor.to_string(),
            code: actor.code().to_string(),
            from: sense.from,
            to: sense.to,
            place: places.of(sense),
        }
    }
}

/// The offices of `wanted`'s people, in the order of the files.
fn offices<'a>(
    places: &'a Places,
    wanted: Option<&str>,
) -> Result<Vec<(&'a Sense, &'a Actor)>, Failure> {
    let wanted: Option<Actor> = wanted
        .map(str::parse)
        .transpose()
        .map_err(|error| Failure::Usage(format!("--people-of: {error}")))?;
    let offices: Vec<_> = places
        .lexicon
        .names
        .all()
        .iter()
        .filter(|sense| sense.kind == NameKind::Person)
        .filter_map(|sense| Some((sense, sense.actor.as_ref()?)))
        .filter(|(_, actor)| {
            wanted.as_ref().is_none_or(|wanted| {
                actor.head == wanted.head && (wanted.role.is_none() || actor.role == wanted.role)
            })
        })
        .collect();
    Ok(offices)
}

/// Lists the offices of `actor`'s people, those held on a day or all.
pub fn people(
    places: &Places,
    actor: &str,
    on: Option<PartialDate>,
    json: bool,
) -> Result<Outcome, Failure> {
    let mut found = offices(places, Some(actor))?;
    found.retain(|(sense, _)| on.is_none_or(|date| sense.tenure(date) == Tenure::Held));
    let day = |date: Option<PartialDate>| date.and_then(PartialDate::first_day);
    found.sort_by(|(a, one), (b, other)| {
        (&one.role, &a.office, day(a.from), &a.name).cmp(&(
            &other.role,
            &b.office,
            day(b.from),
            &b.name,
        ))
    });
    for (sense, own) in &found {
        let row = Row::of(places, sense, own);
        if json {
            say!("{}", serde_json::json!(row));
        } else {
            say!(
                "{:10} {:34} {:30} {} – {}  {}",
                row.actor,
                row.office.as_deref().unwrap_or("-"),
                row.person,
                shown(row.from),
                shown(row.to),
                row.place.map(|place| place.to_string()).unwrap_or_default()
            );
        }
    }
    Ok(if found.is_empty() {
        eprintln!("detente: no row for the people of {actor}");
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

/// Lists when offices were taken up and left between two days.
pub fn changes(
    places: &Places,
    of: Option<&str>,
    (since, until): (Option<PartialDate>, Option<PartialDate>),
    json: bool,
) -> Result<Outcome, Failure> {
    let first = since.and_then(PartialDate::first_day);
    let last = until.and_then(PartialDate::last_day);
    let mut found = Vec::new();
    for (sense, actor) in offices(places, of)? {
        for (date, change) in [(sense.from, "takes up"), (sense.to, "leaves")] {
            let Some((date, day)) = date.and_then(|date| Some((date, date.first_day()?))) else {
                continue;
            };
            if first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last) {
                found.push((day, change, date, sense, actor));
            }
        }
    }
    // Of one day, those who leave go first.
    found.sort_by_key(|(day, change, _, sense, actor)| {
        (*day, *change, actor.to_string(), sense.name.clone())
    });
    for (_, change, date, sense, actor) in &found {
        let row = Row::of(places, sense, actor);
        if json {
            let mut row = serde_json::json!(row);
            row["date"] = serde_json::json!(date);
            row["change"] = serde_json::json!(change);
            say!("{row}");
        } else {
            let office = row.office.as_deref().unwrap_or("-");
            say!(
                "{:10}  {change:8}  {:10} {office:34} {}",
                date.to_string(),
                row.actor,
                row.person
            );
        }
    }
    Ok(if found.is_empty() {
        eprintln!("detente: no change there");
        Outcome::SomeFailed
    } else {
        Outcome::Done
    })
}

fn shown(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "?".to_owned(), |date| date.to_string())
}
