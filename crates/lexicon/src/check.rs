//! What is wrong between rows: unknown actors, terms that overlap, names that mean several actors.

use compact_str::CompactString;
use detente_calendar::PartialDate;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::actor::Actor;
use crate::actor_code::is_country;
use crate::fold::with_key;
use crate::names::{MOST_CASINGS, NameTable};
use crate::problem::{Problem, Severity};
use crate::rows::Rows;
use crate::sense::{NameKind, Origin, Sense};

/// Offices that one person holds at a time.
const SINGLE_OFFICES: [&str; 13] = [
    "president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "defense minister",
    "secretary-general",
    "secretary general",
    "chancellor",
    "king",
    "queen",
    "supreme leader",
    "secretary of state",
    "foreign secretary",
];

/// Senses of one name that are held against each other; a name with more of them is told as well by these.
const MOST_RIVALS: usize = 48;
/// Candidates that a note names.
const MOST_TOLD: usize = 8;

/// Leaves out rows whose country or organisation nobody declares.
pub(crate) fn drop_unknown_heads(rows: &mut Rows, problems: &mut Vec<Problem>) {
    let known: FxHashSet<String> = rows
        .organisations
        .iter()
        .map(|row| row.id.clone())
        .collect();
    let files = &rows.files;
    let mut is_known = |head: &str, origin: Origin, at: u32, column: &str, outcome: Severity| {
        let found = head == "-" || is_country(head) || known.contains(head);
        if !found {
            problems.push(Problem::new(
                outcome,
                &files[origin.file as usize],
                origin.line,
                at,
                format!("unknown actor `{head}` in `{column}`"),
                "use an ISO 3166-1 alpha-3 code or an id of organisations/*.tsv, or add the organisation there",
            ));
        }
        found
    };
    rows.institutions.retain(|row| {
        let head = &row.actor.head;
        is_known(head, row.origin, row.column, "actor", Severity::Error)
    });
    rows.people.retain(|row| {
        let head = &row.actor.head;
        is_known(head, row.origin, row.column, "actor", Severity::Error)
    });
    rows.memberships.retain(|row| {
        is_known(&row.membership.bloc, row.origin, 0, "bloc", Severity::Error)
            && is_known(
                &row.membership.member,
                row.origin,
                0,
                "state",
                Severity::Error,
            )
    });
    for row in &mut rows.lands {
        row.states
            .retain(|state| is_known(state, row.origin, 0, "states", Severity::Warning));
    }
    for row in &mut rows.forums {
        row.forum
            .parties
            .retain(|party| is_known(party, row.origin, 0, "parties", Severity::Warning));
    }
    for row in &mut rows.agreements {
        row.agreement
            .parties
            .retain(|party| is_known(party, row.origin, 0, "parties", Severity::Warning));
    }
}

/// Warns where two people hold a single office of one actor at once.
pub(crate) fn report_terms(rows: &Rows, problems: &mut Vec<Problem>) {
    let mut terms: FxHashMap<(&Actor, String), Vec<usize>> = FxHashMap::default();
    for (index, row) in rows.people.iter().enumerate() {
        let Some(office) = row.office.as_deref().map(str::to_lowercase) else {
            continue;
        };
        if SINGLE_OFFICES.contains(&office.as_str()) {
            terms.entry((&row.actor, office)).or_default().push(index);
        }
    }
    for ((actor, office), mut holders) in terms {
        holders.sort_by_key(|&index| (begin(rows.people[index].from), index));
        // The term that reaches furthest so far; each later one is held against it.
        let mut widest: Option<usize> = None;
        for index in holders {
            let row = &rows.people[index];
            if let Some(earlier) = widest.map(|earlier| &rows.people[earlier])
                && earlier.person != row.person
                && overlap((earlier.from, earlier.to), (row.from, row.to))
            {
                let place = format!(
                    "{}:{}",
                    rows.files[earlier.origin.file as usize], earlier.origin.line
                );
                problems.push(Problem::new(
                    Severity::Warning,
                    &rows.files[row.origin.file as usize],
                    row.origin.line,
                    0,
                    format!(
                        "{} and {} ({place}) are both {office} of {actor} at the same time",
                        row.person, earlier.person
                    ),
                    "mend `from` or `to` of one of them",
                ));
            }
            if widest.is_none_or(|earlier| end(rows.people[earlier].to) < end(row.to)) {
                widest = Some(index);
            }
        }
    }
}

/// Notes names that mean several actors with nothing in their dates to tell them apart, and refuses
/// words with more spellings than a match can hold.
pub(crate) fn report_names(table: &NameTable, problems: &mut Vec<Problem>) {
    let mut casings: FxHashMap<CompactString, usize> = FxHashMap::default();
    for form in &table.forms {
        let count = with_key(&form.cased, |key| {
            let count = casings.entry(key.into()).or_default();
            *count += 1;
            *count
        });
        let senses: Vec<&Sense> = form
            .senses
            .iter()
            .map(|&sense| &table.senses[sense as usize])
            .collect();
        let Some(newest) = senses.last() else {
            continue;
        };
        let place = |sense: &Sense| {
            (
                table
                    .files
                    .get(sense.origin.file as usize)
                    .map_or("", String::as_str),
                sense.origin.line,
            )
        };
        let (file, line) = place(newest);
        if count == MOST_CASINGS + 1 {
            problems.push(Problem::new(
                Severity::Error,
                file,
                line,
                0,
                format!(
                    "`{}` has more than {MOST_CASINGS} ways of capitals; this one is left out",
                    form.cased
                ),
                "take some out",
            ));
        }
        let candidates = rivals(&senses);
        if !candidates.is_empty() {
            let rest = candidates.len().saturating_sub(MOST_TOLD);
            let more = if rest > 0 {
                format!(" and {rest} more")
            } else {
                String::new()
            };
            let list: Vec<String> = candidates
                .iter()
                .take(MOST_TOLD)
                .map(|sense| {
                    let (file, line) = place(sense);
                    let actor = sense
                        .actor
                        .as_ref()
                        .map(Actor::to_string)
                        .unwrap_or_default();
                    format!("{} {actor} ({file}:{line})", sense.name)
                })
                .collect();
            problems.push(Problem::new(
                Severity::Note,
                file,
                line,
                0,
                format!("`{}` may mean {}{more}", form.cased, list.join(", ")),
                "nothing to do if the text around it tells; else take the alias out of one",
            ));
        }
    }
}

/// One sense for each of several actors that a name may mean at the same time; empty if there is one.
fn rivals<'a>(senses: &[&'a Sense]) -> Vec<&'a Sense> {
    let senses = &senses[..senses.len().min(MOST_RIVALS)];
    let actors = senses
        .iter()
        .filter_map(|sense| sense.actor.as_ref())
        .collect::<FxHashSet<_>>();
    if actors.len() < 2 {
        return Vec::new();
    }
    let mut rivals: Vec<&Sense> = Vec::new();
    for (index, sense) in senses.iter().enumerate() {
        let clashes = |other: &&Sense| {
            other.actor.is_some()
                && sense.actor.is_some()
                && other.actor != sense.actor
                && (other.name != sense.name || !is_person(sense))
                && overlap((other.from, other.to), (sense.from, sense.to))
        };
        let is_clash = senses
            .iter()
            .enumerate()
            .any(|(other, rival)| other != index && clashes(rival));
        if is_clash
            && !rivals
                .iter()
                .any(|rival| rival.actor == sense.actor && rival.name == sense.name)
        {
            rivals.push(sense);
        }
    }
    rivals
}

fn is_person(sense: &Sense) -> bool {
    matches!(sense.kind, NameKind::Person | NameKind::Surname)
}

/// Whether two terms share days for certain, however their inexact dates are read. A day on which one
/// ends and the other begins is a handover.
fn overlap(
    a: (Option<PartialDate>, Option<PartialDate>),
    b: (Option<PartialDate>, Option<PartialDate>),
) -> bool {
    begin(a.0).max(begin(b.0)) < end(a.1).min(end(b.1))
}

/// The latest day on which a term may begin.
fn begin(from: Option<PartialDate>) -> Date {
    from.and_then(PartialDate::last_day).unwrap_or(Date::MIN)
}

/// The earliest day on which a term may end.
fn end(to: Option<PartialDate>) -> Date {
    to.and_then(PartialDate::first_day).unwrap_or(Date::MAX)
}
