//! What is between two parties: acts both ways, meetings, agreements, forums, what they say of each
//! other, where both stand.

use std::collections::{BTreeMap, BTreeSet};

use detente_calendar::PartialDate;
use detente_coding::record::{Event, Quote};
use serde::{Deserialize, Serialize};

use crate::happenings::{Happening, Report, Rule, happenings};
use crate::knowledge::Knowledge;
use crate::period::Window;
use crate::positions::{Cell, MatrixOptions, matrix};
use crate::series::QuadScheme;
use crate::{ActorFilter, RecordSet};

/// What is asked of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationQuery {
    /// The one side.
    pub one: ActorFilter,
    /// The other side.
    pub other: ActorFilter,
    /// On which issues; on all where empty.
    pub issues: Vec<String>,
    /// When.
    pub window: Window,
}

impl RelationQuery {
    /// Everything between two parties.
    pub fn between(one: &str, other: &str) -> Self {
        Self {
            one: ActorFilter::new(one),
            other: ActorFilter::new(other),
            issues: Vec::new(),
            window: Window::default(),
        }
    }

    /// Whether it asks for one of the issues.
    pub fn takes_issues(&self, issues: &[String]) -> bool {
        self.issues.is_empty() || issues.iter().any(|issue| self.issues.contains(issue))
    }

    /// Whether an event is between the two, by actors, issue and time.
    pub fn takes(&self, event: &Event) -> bool {
        let (source, target) = (&event.source.actor, &event.target.actor);
        let pair = self.one.takes(source) && self.other.takes(target)
            || self.other.takes(source) && self.one.takes(target);
        pair && self.takes_issues(&event.issues)
            && self.window.takes(event.date.or(event.published))
    }
}

/// Acts in one direction, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Direction {
    /// Events.
    pub events: usize,
    /// Events that GDELT's quad classes have as cooperation.
    pub cooperation: usize,
    /// Events that they have as conflict.
    pub conflict: usize,
    /// Mean Goldstein value.
    pub goldstein: Option<f64>,
    /// Events with a Goldstein value.
    pub goldstein_events: usize,
}

/// Where the two stand on an issue, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideBySide {
    /// The issue.
    pub issue: String,
    /// The one side's latest stand.
    pub one: Option<Cell>,
    /// The other side's latest stand.
    pub other: Option<Cell>,
}

/// What is between two parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// What was asked.
    pub query: RelationQuery,
    /// Quad classes' scheme.
    pub scheme: QuadScheme,
    /// From the one to the other.
    pub there: Direction,
    /// From the other to the one.
    pub back: Direction,
    /// All acts between them, in time, each with its reports.
    pub happenings: Vec<Happening>,
    /// Ids of the happenings at which they meet or talk: CAMEO root 04, all but mediation by a third.
    pub meetings: Vec<String>,
    /// For each treaty or accord that their events or their quotes concern, the ids of these.
    pub agreements: BTreeMap<String, Vec<String>>,
    /// For each forum that frames them, the ids of the events and quotes.
    pub forums: BTreeMap<String, Vec<String>>,
    /// Ids of the quotes of the one that name the other, in time.
    pub quotes_of_one: Vec<String>,
    /// Ids of the quotes of the other that name the one, in time.
    pub quotes_of_other: Vec<String>,
    /// Issues on which either has a stand in the window.
    pub positions: Vec<SideBySide>,
}

/// Everything a set holds between two parties.
pub fn relation(set: &RecordSet, query: &RelationQuery, knowledge: &dyn Knowledge) -> Relation {
    let events: Vec<&Event> = set
        .events()
        .iter()
        .filter(|event| query.takes(event))
        .collect();
    let found = happenings(
        events.iter().map(|event| Report::of(set, event)),
        Rule::default(),
    );
    let meets = |one: &&Happening| one.cameo.starts_with("04") && !one.cameo.starts_with("045");
    let quotes_of_one = quotes(set, query, &query.one, &query.other, knowledge);
    let quotes_of_other = quotes(set, query, &query.other, &query.one, knowledge);
    let (mut agreements, mut forums) = (BTreeMap::new(), BTreeMap::new());
    for event in &events {
        note(&mut agreements, &event.agreements, &event.id);
        note(&mut forums, &event.forums, &event.id);
    }
    for quote in quotes_of_one.iter().chain(&quotes_of_other) {
        note(&mut agreements, &quote.agreements, &quote.id);
        note(&mut forums, &quote.forums, &quote.id);
    }
    let ids = |quotes: Vec<&Quote>| quotes.into_iter().map(|quote| quote.id.clone()).collect();
    Relation {
        query: query.clone(),
        scheme: QuadScheme::Gdelt,
        there: direction(
            events
                .iter()
                .filter(|event| query.one.takes(&event.source.actor)),
        ),
        back: direction(
            events
                .iter()
                .filter(|event| query.other.takes(&event.source.actor)),
        ),
        meetings: found
            .iter()
            .filter(meets)
            .map(|one| one.id.clone())
            .collect(),
        happenings: found,
        agreements,
        forums,
        quotes_of_one: ids(quotes_of_one),
        quotes_of_other: ids(quotes_of_other),
        positions: side_by_side(set, query),
    }
}

fn note(by_id: &mut BTreeMap<String, Vec<String>>, ids: &[String], record: &str) {
    for id in ids {
        by_id.entry(id.clone()).or_default().push(record.to_owned());
    }
}

fn direction<'a>(events: impl Iterator<Item = &'a &'a Event>) -> Direction {
    let mut found = Direction::default();
    let mut sum = 0.0;
    for event in events {
        found.events += 1;
        match QuadScheme::Gdelt.class(&event.cameo) {
            Some(1 | 2) => found.cooperation += 1,
            Some(3 | 4) => found.conflict += 1,
            _ => {}
        }
        if let Some(value) = event.goldstein.filter(|value| value.is_finite()) {
            sum += value;
            found.goldstein_events += 1;
        }
    }
    if found.goldstein_events > 0 {
        found.goldstein = Some(sum / found.goldstein_events as f64);
    }
    found
}

/// The quotes of `speaker` that name `named`, in time; those on the issues asked for.
fn quotes<'a>(
    set: &'a RecordSet,
    query: &RelationQuery,
    speaker: &ActorFilter,
    named: &ActorFilter,
    knowledge: &dyn Knowledge,
) -> Vec<&'a Quote> {
    let by = |quote: &Quote| {
        let actor = quote
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.actor.as_deref());
        actor.is_some_and(|actor| speaker.takes(actor))
    };
    let mut found: Vec<&Quote> = set
        .quotes()
        .iter()
        .filter(|quote| by(quote) && query.takes_issues(&quote.issues))
        .filter(|quote| query.window.takes(quote_date(set, quote)))
        .filter(|quote| knowledge.names_actor(&quote.content, named.as_str()))
        .collect();
    found.sort_by_cached_key(|quote| {
        let day = quote_date(set, quote).and_then(PartialDate::first_day);
        (day.is_none(), day, quote.id.clone())
    });
    found
}

/// When it was said, else when it was published.
pub(crate) fn quote_date(set: &RecordSet, quote: &Quote) -> Option<PartialDate> {
    quote
        .date
        .or_else(|| set.article(&quote.article)?.published)
}

fn side_by_side(set: &RecordSet, query: &RelationQuery) -> Vec<SideBySide> {
    let at = PartialDate::Day(query.window.until.unwrap_or(jiff::civil::Date::MAX));
    let days = query
        .window
        .since
        .zip(query.window.until)
        .map(|(since, until)| (until - since).get_days().unsigned_abs());
    let cells = |actor: &ActorFilter| -> BTreeMap<String, Cell> {
        let options = MatrixOptions {
            actors: vec![actor.clone()],
            issues: query.issues.clone(),
            days,
            ..MatrixOptions::default()
        };
        let found = matrix(set, at, &options);
        found
            .cells
            .into_iter()
            .map(|cell| (cell.issue.clone(), cell))
            .collect()
    };
    let (mut one, mut other) = (cells(&query.one), cells(&query.other));
    let issues: BTreeSet<String> = one.keys().chain(other.keys()).cloned().collect();
    issues
        .into_iter()
        .map(|issue| SideBySide {
            one: one.remove(&issue),
            other: other.remove(&issue),
            issue,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use detente_coding::record::Stance;

    use super::*;
    use crate::knowledge::PlainNames;
    use crate::testing::{Made, event, said};

    #[test]
    fn a_pair_is_told_from_both_sides() {
        let mut all = RecordSet::collect();
        for (article, source, code, target) in [
            ("a", "RUS:GOV", "040", "NATO"),
            ("a", "NATO", "040", "RUS:GOV"),
            ("b", "RUS:MIL", "112", "NATO"),
            ("b", "RUS:MIL", "112", "USA"),
        ] {
            let mut made = event(&Made {
                article,
                source,
                code,
                target,
                date: "2011-10-25",
                goldstein: Some(1.0),
            });
            made.forums = vec!["russia-nato-council".to_owned()];
            all.event(made);
        }
        let (position, mut quote) = said(
            "c",
            "RUS:GOV",
            "Anna Vetrova",
            "shield",
            Stance::Opposes,
            "2011-10-26",
        );
        quote.content = "the alliance must wait".to_owned();
        all.position(position);
        all.quote(quote);
        let names = PlainNames {
            actors: [(
                "NATO".to_owned(),
                vec!["NATO".to_owned(), "the alliance".to_owned()],
            )]
            .into(),
            ..PlainNames::default()
        };
        let set = all.finish();
        let found = relation(&set, &RelationQuery::between("RUS", "NATO"), &names);
        assert_eq!(
            (found.there.events, found.back.events, found.there.conflict),
            (2, 1, 1)
        );
        assert_eq!((found.happenings.len(), found.meetings.len()), (2, 1));
        assert_eq!(found.forums["russia-nato-council"].len(), 3);
        assert_eq!(
            (found.quotes_of_one.len(), found.quotes_of_other.len()),
            (1, 0)
        );
        assert_eq!(found.positions.len(), 1);
        assert!(found.positions[0].one.is_some() && found.positions[0].other.is_none());
    }
}
