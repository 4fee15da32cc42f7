//! Positions as DNA's statements, duplicates counted once.

use std::collections::BTreeMap;

use detente_calendar::PartialDate;
use detente_coding::record::Position;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::{Duplicates, Node, NodeKind, StatementOptions};
use crate::RecordSet;
use crate::actor::head;
use crate::period::Period;
use crate::positions::Leaning;

/// Most actors of a network. Of more, those with the most statements are kept.
pub const MOST_ACTORS: usize = 2_000;

/// Positions that are no statements of a network, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Demands and neutral stances, which lean to no side.
    pub no_side: usize,
    /// Outside the window.
    pub outside: usize,
    /// Without a date exact enough for the week, month or year that duplicates are counted by.
    pub no_date: usize,
    /// Equal to one that counts.
    pub duplicates: usize,
    /// Actors beyond the most a network may have.
    pub actors: usize,
}

/// Numbers of statements for and against.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sides {
    /// For the issue.
    pub agree: usize,
    /// Against it.
    pub disagree: usize,
}

impl Sides {
    /// Both together.
    pub fn total(self) -> usize {
        self.agree + self.disagree
    }
}

/// Statements by actor and issue.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// For each actor and issue the numbers, in order.
    pub counts: BTreeMap<String, BTreeMap<String, Sides>>,
    /// What is no statement.
    pub left_out: LeftOut,
}

/// The unit in which equal statements count once.
#[derive(PartialEq, Eq, Hash)]
enum Unit<'a> {
    Each(&'a str),
    Document(&'a str),
    Period(jiff::civil::Date),
    All,
}

impl Statements {
    /// The positions of a set that are statements.
    pub fn of(set: &RecordSet, options: &StatementOptions) -> Self {
        let mut found = Self::default();
        let mut counted = FxHashSet::default();
        for position in set.positions() {
            if !options.issues.is_empty() && !options.issues.contains(&position.issue) {
                continue;
            }
            let Some(side) = Leaning::of(position.stance) else {
                found.left_out.no_side += 1;
                continue;
            };
            let date = position
                .date
                .or_else(|| set.article(&position.article)?.published);
            if !options.window.takes(date) {
                found.left_out.outside += 1;
                continue;
            }
            let Some(unit) = unit(position, date, options.duplicates) else {
                found.left_out.no_date += 1;
                continue;
            };
            let actor = if options.by_role {
                position.actor.as_str()
            } else {
                head(&position.actor)
            };
            if !counted.insert((actor, position.issue.as_str(), side, unit)) {
                found.left_out.duplicates += 1;
                continue;
            }
            let sides = found
                .counts
                .entry(actor.to_owned())
                .or_default()
                .entry(position.issue.clone())
                .or_default();
            match side {
                Leaning::For => sides.agree += 1,
                Leaning::Against => sides.disagree += 1,
            }
        }
        found.bound();
        found
    }

    fn bound(&mut self) {
        if self.counts.len() <= MOST_ACTORS {
            return;
        }
        let mut by_statements: Vec<(usize, String)> = self
            .counts
            .keys()
            .map(|actor| (self.activity(actor), actor.clone()))
            .collect();
        by_statements.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        for (_, actor) in by_statements.drain(MOST_ACTORS..) {
            self.counts.remove(&actor);
            self.left_out.actors += 1;
        }
    }

    /// An actor's statements.
    pub fn activity(&self, actor: &str) -> usize {
        self.counts
            .get(actor)
            .map_or(0, |issues| issues.values().map(|sides| sides.total()).sum())
    }

    /// The statements on each issue.
    pub fn prominence(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for (issue, sides) in self.counts.values().flatten() {
            *found.entry(issue.as_str()).or_default() += sides.total();
        }
        found
    }

    /// The actors as nodes.
    pub fn actors(&self) -> impl Iterator<Item = Node> {
        self.counts.keys().map(|actor| Node {
            id: actor.clone(),
            kind: NodeKind::Actor,
            statements: self.activity(actor),
        })
    }
}

fn unit(
    position: &Position,
    date: Option<PartialDate>,
    duplicates: Duplicates,
) -> Option<Unit<'_>> {
    let by = |period: Period| Some(Unit::Period(period.holding(date?)?));
    match duplicates {
        Duplicates::Include => Some(Unit::Each(&position.id)),
        Duplicates::Document => Some(Unit::Document(&position.article)),
        Duplicates::Week => by(Period::Week),
        Duplicates::Month => by(Period::Month),
        Duplicates::Year => by(Period::Year),
        Duplicates::AcrossRange => Some(Unit::All),
    }
}
