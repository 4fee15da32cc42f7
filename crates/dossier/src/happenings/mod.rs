//! Which events are one act: the same thing done, reported by several articles, with all its reports.
//!
//! GDELT keeps one row for an event and a table of its mentions; so does this, with the events of
//! all articles kept. Nothing is hidden: every event given is a mention of exactly one happening.
//!
//! # The rule
//!
//! 1. **Acts.** An article tells an act once (by the codebook two events of an article are two acts).
//!    A mutual act has an event each way; the two of one article, with one code and one stretch of
//!    evidence, are one act told *both ways*.
//! 2. **Agreement.** Two acts of different articles may be one happening if they have
//!    - the same countries or bodies at both ends, in the same direction (an act told both ways agrees
//!      with either), and roles that do not contradict: equal, or told by only one. Where a head is
//!      unknown (`-`), the full name must be the same too; where both name who acts for it, these must be
//!      the same: what two ministers ask on a day is two acts;
//!    - the same CAMEO root, and the same three digits or one of the two the root's unspecified code; of
//!      what is said and of meetings (roots 01 to 04 and 13), which recur daily, the same three digits;
//!    - both still to come or both not: what is planned is no report of what was done;
//!    - an issue in common, if both name issues;
//!    - the same country and places at most [`Rule::kilometres`] apart, if both name a place;
//!    - something that binds them beside all this, since an act without a day of its own has that of its
//!      article: the persons at both ends of a meeting (the visitor of a visit), or so many words and
//!      numbers in common that one act is told (`likeness.rs`).
//! 3. **Time.** Acts with a day are taken in the order of their days. Each joins the first happening
//!    whose reports it all agrees with and whose first day is at most [`Rule::days`] before; so a
//!    happening never spans more, and a war of weeks is no chain. A date that is only a month or a
//!    year joins where exactly one happening, or one before it of the same date, fits; between two it
//!    stands alone, as does an act without its year. Acts without a date join among themselves, by the
//!    days on which they were told.
//! 4. **Articles.** No two acts of one article join.
//!
//! Agreement is with the *sum* of a happening's reports (their roles, names, codes, issues, places), which
//! only narrows as reports come; an act that agrees with one report but contradicts another starts
//! its own. Words are compared with those of the first report.
//!
//! A happening's id is made of its first-seen event, so it stays as later articles come in.

mod act;
mod agree;
mod likeness;

use detente_calendar::PartialDate;
use detente_coding::identity;
use detente_coding::record::{Event, Status};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use act::Act;
use agree::Sum;

pub(crate) use likeness::{Telling, is_proper};

use crate::RecordSet;

/// An event with what is known of the article that reports it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The event.
    pub event: &'a Event,
    /// The article's medium.
    pub outlet: Option<&'a str>,
    /// When the article was published.
    pub published: Option<PartialDate>,
}

impl<'a> Report<'a> {
    /// All events of a set as reports.
    pub fn all(set: &'a RecordSet) -> impl Iterator<Item = Self> {
        set.events().iter().map(|event| Self::of(set, event))
    }

    /// An event of a set as a report.
    pub fn of(set: &'a RecordSet, event: &'a Event) -> Self {
        let article = set.article(&event.article);
        Self {
            event,
            outlet: article.and_then(|article| article.outlet.as_deref()),
            published: article
                .and_then(|article| article.published)
                .or(event.published),
        }
    }
}

/// What counts as near.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Most days from the first to the last day that reports of one happening give.
    pub days: u16,
    /// Most kilometres between places that reports of one happening give.
    pub kilometres: f64,
}

impl Default for Rule {
    /// One day, since papers of two time zones date the same act a day apart; 100 km, since one names
    /// the town and another the city by it.
    fn default() -> Self {
        Self {
            days: 1,
            kilometres: 100.0,
        }
    }
}

/// One act with all its reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// Content hash of the first-seen event's id.
    pub id: String,
    /// Who acts, in the most exact of the reports' words; the alphabetically first end where the act is mutual.
    pub source: String,
    /// Towards whom.
    pub target: String,
    /// Whether a report tells it of both ends alike (a meeting, an accord).
    pub both_ways: bool,
    /// The most specific code told, the most frequent among equally specific ones.
    pub cameo: String,
    /// The most exact date told, the most frequent, then the earliest, among equally exact ones.
    pub date: Option<PartialDate>,
    /// Current if any report has it so, else background if any has, else planned.
    pub status: Status,
    /// Issues of any report, in order.
    pub issues: Vec<String>,
    /// Number of different articles.
    pub articles: usize,
    /// Number of different outlets among the articles that name theirs.
    pub outlets: usize,
    /// The earliest date of publication that is known.
    pub first_seen: Option<PartialDate>,
    /// Every report, the first seen first.
    pub mentions: Vec<Mention>,
}

/// One report of a happening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The event's id.
    pub event: String,
    /// The article's id.
    pub article: String,
    /// The article's medium.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<PartialDate>,
    /// The code of this report.
    pub cameo: String,
    /// The date that this report gives the act.
    pub date: Option<PartialDate>,
}

/// How many happenings of one pair and root that are near in time an act is compared with, the latest
/// first. More than these are open at once only in made-up records; the bound keeps time linear there.
const MOST_COMPARED: usize = 256;

/// Joins reports to happenings by the [rule](self), ordered by date (those without last), then id.
///
/// ```
/// use detente_dossier::happenings::{happenings, Rule};
/// assert!(happenings([], Rule::default()).is_empty());
/// ```
pub fn happenings<'a>(reports: impl IntoIterator<Item = Report<'a>>, rule: Rule) -> Vec<Happening> {
    let mut found: Vec<Happening> = act::blocks(reports)
        .into_iter()
        .flat_map(|acts| joined(acts, rule))
        .map(Group::into_happening)
        .collect();
    found.sort_by_cached_key(|happening| {
        let day = happening.date.and_then(PartialDate::first_day);
        let written = happening.date.map(|date| date.to_string());
        (day.is_none(), day, written, happening.id.clone())
    });
    found
}

/// Acts that are one happening so far.
struct Group<'a> {
    acts: Vec<Act<'a>>,
    sum: Sum<'a>,
}

impl<'a> Group<'a> {
    fn new(act: Act<'a>) -> Self {
        Self {
            sum: Sum::of(&act),
            acts: vec![act],
        }
    }

    fn take(&mut self, act: Act<'a>) {
        self.sum.add(&act);
        self.acts.push(act);
    }
}

/// The groups of the acts of one pair and root.
fn joined(acts: Vec<Act<'_>>, rule: Rule) -> Vec<Group<'_>> {
    let (dated, undated): (Vec<Act>, Vec<Act>) =
        acts.into_iter().partition(|act| act.date().is_some());
    let mut groups = joined_by_date(dated, rule);
    groups.extend(joined_by_publication(undated, rule));
    groups
}

fn joined_by_date(mut acts: Vec<Act<'_>>, rule: Rule) -> Vec<Group<'_>> {
    acts.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut groups: Vec<Group> = Vec::new();
    // The first day of each group of a day, ascending, as days are taken in order.
    let mut first_days = Vec::new();
    let mut vague: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for act in acts {
        let date = act.date();
        let days = date.and_then(|date| Some((date.first_day()?, date.last_day()?)));
        let home = match (date, days) {
            (Some(PartialDate::Day(day)), _) => {
                let home = home_by_day(&groups, &first_days, &act, day, rule);
                if home.is_none() {
                    first_days.push(day);
                }
                home
            }
            (Some(date), Some((first, last))) => {
                let from = first_days.partition_point(|day| *day < first);
                let to = first_days.partition_point(|day| *day <= last);
                let before = vague.entry(date.to_string()).or_default();
                let mut fitting = (from..to)
                    .take(MOST_COMPARED)
                    .chain(before.iter().rev().take(MOST_COMPARED).copied())
                    .filter(|&index| groups[index].sum.agrees(&act, rule));
                let home = fitting.next().filter(|_| fitting.next().is_none());
                if home.is_none() {
                    before.push(groups.len());
                }
                home
            }
            _ => None,
        };
        place(&mut groups, home, act);
    }
    groups
}

/// Acts that no report dates, by the days on which they were told.
fn joined_by_publication(mut acts: Vec<Act<'_>>, rule: Rule) -> Vec<Group<'_>> {
    acts.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut groups: Vec<Group> = Vec::new();
    let mut first_days = Vec::new();
    for act in acts {
        let home = match act.told_on() {
            Some(day) => {
                let home = home_by_day(&groups, &first_days, &act, day, rule);
                if home.is_none() {
                    first_days.push(day);
                }
                home
            }
            None => None,
        };
        place(&mut groups, home, act);
    }
    groups
}

/// The first of the groups that began at most the rule's days before `day` and agree with the act.
fn home_by_day(
    groups: &[Group<'_>],
    first_days: &[jiff::civil::Date],
    act: &Act<'_>,
    day: jiff::civil::Date,
    rule: Rule,
) -> Option<usize> {
    groups
        .iter()
        .zip(first_days)
        .enumerate()
        .rev()
        .take(MOST_COMPARED)
        .take_while(|(_, (_, first))| near(**first, day, rule.days))
        .filter(|(_, (group, _))| group.sum.agrees(act, rule))
        .last()
        .map(|(index, _)| index)
}

fn place<'a>(groups: &mut Vec<Group<'a>>, home: Option<usize>, act: Act<'a>) {
    match home {
        Some(index) => groups[index].take(act),
        None => groups.push(Group::new(act)),
    }
}

fn near(one: jiff::civil::Date, other: jiff::civil::Date, most: u16) -> bool {
    (other - one).get_days().unsigned_abs() <= u32::from(most)
}

impl Group<'_> {
    fn into_happening(self) -> Happening {
        let sum = &self.sum;
        let (source, target) = sum.ends();
        let mut mentions: Vec<Mention> = self
            .acts
            .iter()
            .flat_map(Act::reports)
            .map(|report| Mention {
                event: report.event.id.clone(),
                article: report.event.article.clone(),
                outlet: report.outlet.map(str::to_owned),
                published: report.published,
                cameo: report.event.cameo.clone(),
                date: report.event.date,
            })
            .collect();
        let seen = |mention: &Mention| {
            let day = mention.published.and_then(PartialDate::first_day);
            (day.is_none(), day)
        };
        mentions.sort_by(|a, b| (seen(a), &a.event).cmp(&(seen(b), &b.event)));
        let count = |of: &dyn Fn(&Mention) -> Option<String>| {
            let mut all: Vec<String> = mentions.iter().filter_map(of).collect();
            all.sort_unstable();
            all.dedup();
            all.len()
        };
        Happening {
            id: identity::hash(&["happening", &mentions[0].event]),
            source,
            target,
            both_ways: sum.both_ways,
            cameo: best(
                mentions.iter().map(|mention| mention.cameo.clone()),
                |code| agree::specificity(code),
            )
            .unwrap_or_default(),
            date: best(
                mentions.iter().filter_map(|mention| mention.date),
                |date| match date {
                    PartialDate::Day(_) => 3,
                    PartialDate::Month(..) => 2,
                    PartialDate::Year(_) => 1,
                    PartialDate::MonthDay(..) => 0,
                },
            ),
            status: self
                .acts
                .iter()
                .map(|act| act.event().status)
                .min()
                .unwrap_or(Status::Current),
            issues: sum.issues(),
            articles: count(&|mention| Some(mention.article.clone())),
            outlets: count(&|mention| mention.outlet.clone()),
            first_seen: mentions[0].published,
            mentions,
        }
    }
}

/// The value with the highest rank, of these the most frequent, of these the first in writing.
fn best<T: Clone + ToString>(
    values: impl Iterator<Item = T>,
    rank: impl Fn(&T) -> u8,
) -> Option<T> {
    let mut counts: Vec<(String, T, usize)> = Vec::new();
    for value in values {
        let written = value.to_string();
        match counts.iter_mut().find(|(known, _, _)| *known == written) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((written, value, 1)),
        }
    }
    counts
        .into_iter()
        .min_by(|(a, one, n), (b, other, m)| (rank(other), m, a).cmp(&(rank(one), n, b)))
        .map(|(_, value, _)| value)
}

#[cfg(test)]
mod tests;
