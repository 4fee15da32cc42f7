//! Whether an act agrees with what the reports of a happening have said so far.

use std::collections::BTreeSet;

use detente_coding::record::{Party, Place, Status};
use rustc_hash::FxHashSet;

use super::Rule;
use super::act::Act;
use super::likeness::{Telling, names_agree, proper_name};
use crate::actor::{head, role};

/// What the reports of a happening say together.
#[derive(Debug)]
pub struct Sum<'a> {
    source: End<'a>,
    target: End<'a>,
    /// Whether a report tells it of both ends alike.
    pub both_ways: bool,
    /// Whether it is still to come.
    planned: bool,
    /// Whether it has a date.
    dated: bool,
    /// What the first report tells; the others are compared with it, so that no chain is made.
    telling: Telling,
    /// The root's unspecified code or, once told, a specific one.
    code: &'a str,
    /// Issues that every report with issues names.
    shared: Option<BTreeSet<&'a str>>,
    all_issues: BTreeSet<&'a str>,
    place: Option<&'a Place>,
    articles: FxHashSet<&'a str>,
}

/// One end: the head, the role once told, the name where the head is unknown, who acts for it once named.
#[derive(Debug, Clone, Copy, PartialEq)]
struct End<'a> {
    head: &'a str,
    role: Option<&'a str>,
    name: Option<&'a str>,
    person: Option<&'a str>,
}

impl<'a> End<'a> {
    fn of(party: &'a Party) -> Self {
        let head = head(&party.actor);
        Self {
            head,
            role: role(&party.actor),
            name: (head == "-").then_some(party.name.as_str()),
            person: proper_name(party),
        }
    }

    fn agrees(self, other: Self) -> bool {
        self.head == other.head
            && self.name == other.name
            && (self.role.is_none() || other.role.is_none() || self.role == other.role)
            && self
                .person
                .zip(other.person)
                .is_none_or(|(one, other)| names_agree(one, other))
    }

    /// Whether both name who acts for it; that they agree is asked before.
    fn same_person(self, other: Self) -> bool {
        self.person.is_some() && other.person.is_some()
    }

    fn add(&mut self, other: Self) {
        self.role = self.role.or(other.role);
        self.person = self.person.or(other.person);
    }

    fn written(self) -> String {
        match self.role {
            Some(role) => format!("{}:{role}", self.head),
            None => self.head.to_owned(),
        }
    }
}

impl<'a> Sum<'a> {
    /// What one act says.
    pub fn of(act: &Act<'a>) -> Self {
        let event = act.event();
        let issues: BTreeSet<&str> = event.issues.iter().map(String::as_str).collect();
        Self {
            source: End::of(&event.source),
            target: End::of(&event.target),
            both_ways: act.both_ways(),
            planned: event.status == Status::Planned,
            dated: event.date.is_some(),
            telling: Telling::of(event),
            code: &event.cameo,
            shared: (!issues.is_empty()).then(|| issues.clone()),
            all_issues: issues,
            place: event.place.as_ref(),
            articles: std::iter::once(event.article.as_str()).collect(),
        }
    }

    /// Whether the act may be the same happening, as far as all but time tells.
    pub fn agrees(&self, act: &Act<'a>, rule: Rule) -> bool {
        let event = act.event();
        let issues = self.shared.as_ref().is_none_or(|shared| {
            event.issues.is_empty()
                || event
                    .issues
                    .iter()
                    .any(|issue| shared.contains(issue.as_str()))
        });
        let places = match (self.place, &event.place) {
            (Some(one), Some(other)) => near(one, other, rule.kilometres),
            _ => true,
        };
        issues
            && places
            && self.planned == (event.status == Status::Planned)
            && self.dated == event.date.is_some()
            && codes_agree(self.code, &event.cameo)
            && !self.articles.contains(event.article.as_str())
            && self
                .turned(act)
                .is_some_and(|ends| self.is_bound(act, ends))
    }

    /// Whether more than parties, code and time tells that the act is the same: the persons who meet, who
    /// visits, or what is told of it.
    fn is_bound(&self, act: &Act<'a>, (source, target): (End<'a>, End<'a>)) -> bool {
        let event = act.event();
        let persons = [
            self.source.same_person(source),
            self.target.same_person(target),
        ];
        let met = is_meeting(&event.cameo);
        let by_persons = met
            && match event.cameo.as_str() {
                "042" => persons[0],
                "043" => persons[1],
                _ => persons == [true, true],
            };
        by_persons || self.telling.is_like(&Telling::of(event), !met)
    }

    /// The act's ends as they lie on the happening's; `None` where they do not fit.
    fn turned(&self, act: &Act<'a>) -> Option<(End<'a>, End<'a>)> {
        let event = act.event();
        let (source, target) = (End::of(&event.source), End::of(&event.target));
        if self.source.agrees(source) && self.target.agrees(target) {
            Some((source, target))
        } else if (self.both_ways || act.both_ways())
            && self.source.agrees(target)
            && self.target.agrees(source)
        {
            Some((target, source))
        } else {
            None
        }
    }

    /// Adds what an act that agrees says.
    pub fn add(&mut self, act: &Act<'a>) {
        let event = act.event();
        if let Some((source, target)) = self.turned(act) {
            self.source.add(source);
            self.target.add(target);
        }
        if act.both_ways() && !self.both_ways {
            self.both_ways = true;
        }
        if specificity(&event.cameo) > specificity(self.code) {
            self.code = &event.cameo;
        }
        if !event.issues.is_empty() {
            let issues = event.issues.iter().map(String::as_str);
            self.all_issues.extend(issues.clone());
            match &mut self.shared {
                Some(shared) => shared.retain(|issue| event.issues.iter().any(|own| own == issue)),
                None => self.shared = Some(issues.collect()),
            }
        }
        self.place = match (self.place, event.place.as_ref()) {
            (Some(one), Some(other)) if one.lat.is_none() => Some(other),
            (one, other) => one.or(other),
        };
        self.articles.insert(&event.article);
    }

    /// Both ends as written; of a mutual happening the alphabetically first one first.
    pub fn ends(&self) -> (String, String) {
        let (source, target) = (self.source.written(), self.target.written());
        if self.both_ways && target < source {
            (target, source)
        } else {
            (source, target)
        }
    }

    /// Issues that any report names, in order.
    pub fn issues(&self) -> Vec<String> {
        self.all_issues
            .iter()
            .map(|&issue| issue.to_owned())
            .collect()
    }
}

/// How specific a code is: 0 the root's unspecified one, 1 three digits, 2 four.
pub fn specificity(code: &str) -> u8 {
    match code.len() {
        4.. => 2,
        3 if code.ends_with('0') => 0,
        3 => 1,
        _ => 0,
    }
}

/// Roots of what is said and of meetings, which recur daily: there the unspecified code is a kind of its
/// own and tells of no other.
const DAILY: [&str; 5] = ["01", "02", "03", "04", "13"];

/// Whether a code is of a meeting, a visit or talks, held or to come.
fn is_meeting(code: &str) -> bool {
    code.starts_with("04") || code.starts_with("036")
}

/// Whether two codes of one root may mean one act.
pub fn codes_agree(one: &str, other: &str) -> bool {
    let daily = DAILY.iter().any(|root| one.starts_with(root));
    let specific = specificity(one) > 0 && specificity(other) > 0;
    !specific && !daily
        || one.get(..3) == other.get(..3) && (one.len() == 3 || other.len() == 3 || one == other)
}

/// Whether two places are near: the same country, and as near as asked where both have a position.
fn near(one: &Place, other: &Place, most: f64) -> bool {
    if one.country != other.country {
        return false;
    }
    match (one.lat, one.lon, other.lat, other.lon) {
        (Some(a), Some(b), Some(c), Some(d)) => kilometres((a, b), (c, d)) <= most,
        _ => true,
    }
}

/// The distance on a sphere of the Earth's mean radius, by the haversine formula.
fn kilometres((lat, lon): (f64, f64), (to_lat, to_lon): (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0;
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    let (to_lat, to_lon) = (to_lat.to_radians(), to_lon.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let chord = half(lat, to_lat) + lat.cos() * to_lat.cos() * half(lon, to_lon);
    2.0 * RADIUS * chord.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unspecified_code_goes_with_any_of_its_root() {
        for (one, other, agree) in [
            ("040", "046", false),
            ("110", "112", true),
            ("0211", "021", true),
            ("042", "041", false),
            ("173", "1733", true),
            ("1731", "1733", false),
            ("112", "112", true),
            ("", "112", true),
        ] {
            assert_eq!(codes_agree(one, other), agree, "{one} {other}");
            assert_eq!(codes_agree(other, one), agree, "{other} {one}");
        }
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        let (moscow, brussels) = ((55.75, 37.62), (50.85, 4.35));
        let found = kilometres(moscow, brussels);
        assert!((found - 2255.0).abs() < 20.0, "{found}");
        assert!(kilometres(moscow, moscow) < 1e-6);
    }
}
