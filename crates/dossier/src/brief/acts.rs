//! Acts of a briefing: what the reports of a happening say, in the words of the first that bears it out.

use detente_calendar::PartialDate;
use detente_coding::record::{Event, Status};
use rustc_hash::FxHashSet;

use super::sections::{Draft, Scope};
use super::{Cited, Item, Section, cite, date};
use crate::actor::head;
use crate::happenings::{Happening, Telling, is_proper};
use crate::knowledge::{Knowledge, act_words, actor_words};
use crate::relation::Relation;

/// Acts of a lower measured precision are not told.
const SURE: f64 = 0.75;

/// Other articles cited for one happening.
const MOST_ALSO: usize = 5;

/// What happened: acts between the two, the most reported first where there are too many, in time.
pub fn acts(scope: &mut Scope, relation: &Relation) -> Section {
    let done = relation.happenings.iter().filter(|one| !is_ahead(one));
    happenings(scope, "What happened", done)
}

/// Whether an act is still to come; a meeting or visit that is announced is, whatever the day of its
/// announcement.
pub fn is_ahead(one: &Happening) -> bool {
    one.status == Status::Planned || one.cameo.starts_with("036")
}

pub fn happenings<'r>(
    scope: &mut Scope,
    heading: &str,
    found: impl Iterator<Item = &'r Happening>,
) -> Section {
    let mut draft = Draft::new(heading, scope.query.items);
    let mut by_reports: Vec<(usize, &Happening)> = found.enumerate().collect();
    by_reports.sort_by_key(|(at, one)| (std::cmp::Reverse(one.articles), std::cmp::Reverse(*at)));
    let mut items: Vec<(usize, Item)> = Vec::new();
    let mut told: FxHashSet<Told> = FxHashSet::default();
    for (at, one) in by_reports {
        if !draft.wants() {
            continue;
        }
        let found = happening(scope, one);
        if let Some((event, _)) = &found
            && !told.insert(Told::of(event))
        {
            draft.pass_over();
            continue;
        }
        let item = found.map(|(_, item)| item);
        if let Some(item) = &item
            && let Some(told) = items.iter_mut().find_map(|(_, told)| told_with(told, item))
        {
            told.also.sort_unstable();
            told.also.dedup();
            continue;
        }
        if let Some(item) = &item {
            items.push((at, item.clone()));
        }
        draft.take(item);
    }
    items.sort_by_key(|(at, _)| *at);
    draft.section.items = items.into_iter().map(|(_, item)| item).collect();
    draft.done("both parties, or the coding is doubtful")
}

/// The item that tells another's words already, with what that adds: two acts of one sentence are quoted once,
/// with what both are coded as, and the copy of an article is one more reference.
fn told_with<'i>(told: &'i mut Item, item: &Item) -> Option<&'i mut Item> {
    if told.said == item.said {
        told.coding = format!("{}; {}", told.coding, item.coding);
    } else if told.coding == item.coding && told.said[0].words.text() == item.said[0].words.text() {
        told.also.push(item.said[0].reference);
    } else {
        return None;
    }
    told.also.extend(&item.also);
    Some(told)
}

/// What an article tells once, whichever words and roles it tells it in again: between whom, of which
/// kind, when.
#[derive(PartialEq, Eq, Hash)]
struct Told<'a> {
    article: &'a str,
    source: &'a str,
    target: &'a str,
    code: &'a str,
    date: Option<PartialDate>,
}

impl<'a> Told<'a> {
    fn of(event: &'a Event) -> Self {
        Self {
            article: &event.article,
            source: head(&event.source.actor),
            target: head(&event.target.actor),
            code: event.cameo.get(..3).unwrap_or(&event.cameo),
            date: event.date,
        }
    }
}

/// The first report whose words bear the happening out, and the item made of it.
fn happening<'a>(scope: &mut Scope<'a>, one: &Happening) -> Option<(&'a Event, Item)> {
    let set = scope.set;
    let mut cited = Vec::new();
    let mut articles: Vec<&str> = Vec::new();
    let mut told: Option<&Event> = None;
    for mention in &one.mentions {
        if cited.len() > MOST_ALSO || articles.contains(&mention.article.as_str()) {
            continue;
        }
        let Some(event) = set.event(&mention.event) else {
            continue;
        };
        let fit = is_sure(event) && are_known(scope.knowledge, event);
        if !fit || is_only_named(event) || is_over(one, event) {
            continue;
        }
        if let Some(words) = scope.citer.event(event) {
            articles.push(&event.article);
            told = told.or(Some(event));
            cited.push(scope.citer.cite(&event.article, words));
        }
    }
    let event = told?;
    let also = cited.iter().skip(1).map(|cited| cited.reference).collect();
    cited.truncate(1);
    let item = Item {
        coding: act_coding(scope.knowledge, event, one.both_ways, &cited[0]),
        said: cited,
        also,
    };
    Some((event, item))
}

/// Whether a war or a treaty is only named: "oil rose on the Iran-Iraq war" and "under their treaty" tell of
/// no act.
fn is_only_named(event: &Event) -> bool {
    let standing = event.status == Status::Background && event.date.is_none();
    match event.cameo.as_str() {
        "190" => Telling::of(event).is_empty(),
        "057" => standing,
        _ => false,
    }
}

/// Whether what was announced lies behind the article that tells of it: it is open no more.
fn is_over(one: &Happening, event: &Event) -> bool {
    let first = event.published.and_then(PartialDate::first_day);
    let last = event.date.and_then(PartialDate::last_day);
    is_ahead(one) && last.zip(first).is_some_and(|(last, first)| last < first)
}

/// Whether codings of this kind are mostly right.
fn is_sure(event: &Event) -> bool {
    event.confidence.is_none_or(|measured| measured >= SURE)
}

/// Whether both ends are told by name.
fn are_known(knowledge: &dyn Knowledge, event: &Event) -> bool {
    [&event.source, &event.target]
        .into_iter()
        .all(|end| is_known(knowledge, [&end.name, &end.mention], &end.actor))
}

/// Whether one of the words for an actor names it or one of its people, and is not an office or a number
/// alone that the coding found an owner for: "ministers", "one official", "the two sides".
pub fn is_known(knowledge: &dyn Knowledge, words: [&str; 2], actor: &str) -> bool {
    words
        .into_iter()
        .any(|name| knowledge.names_actor(name, actor) || is_proper(name))
}

/// The coding of the very event that is quoted, so that code and words belong together.
fn act_coding(knowledge: &dyn Knowledge, event: &Event, both_ways: bool, cited: &Cited) -> String {
    let arrow = if both_ways { "↔" } else { "→" };
    let mut parts = Vec::new();
    parts.push(format!(
        "{} {arrow} {}",
        actor_words(knowledge, &event.source.actor),
        actor_words(knowledge, &event.target.actor)
    ));
    parts.push(format!("{} ({})", act_words(&event.cameo), event.cameo));
    let day = date::of_its_own(event.date, cited.published);
    parts.extend(match (event.status, day) {
        (Status::Planned, Some(day)) => Some(format!("planned for {day}")),
        (Status::Planned, None) => Some("planned".to_owned()),
        (Status::Background, Some(day)) => Some(format!("told as background, {day}")),
        (Status::Background, None) => Some("told as background".to_owned()),
        (Status::Current, day) => day,
    });
    if let Some(by) = &event.reported_by
        && *by != event.source.name
        && *by != event.target.name
        && cite::names_person(&cited.words.text(), by)
    {
        parts.push(format!("reported by {}", crate::words::folded(by)));
    }
    parts.join(" · ")
}
