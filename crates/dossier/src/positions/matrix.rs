//! Actors by issues at a date.

use std::collections::{BTreeMap, BTreeSet};

use detente_calendar::PartialDate;
use detente_coding::record::Stance;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Leaning, Statement};
use crate::actor::head;
use crate::{ActorFilter, RecordSet};

/// What a matrix holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixOptions {
    /// Whose rows; everyone's where empty.
    pub actors: Vec<ActorFilter>,
    /// Which columns; all where empty.
    pub issues: Vec<String>,
    /// Whether the roles of a country or body have rows of their own.
    pub by_role: bool,
    /// How many days before the date a position still counts; all where absent.
    pub days: Option<u32>,
}

/// Where each actor stood on each issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// The date.
    pub at: PartialDate,
    /// The rows: actors with a cell, in order.
    pub actors: Vec<String>,
    /// The columns: issues with a cell, in order.
    pub issues: Vec<String>,
    /// The cells there are, by actor, then issue.
    pub cells: Vec<Cell>,
    /// Positions that match but have no date, or none with a year.
    pub undated: usize,
}

/// Where an actor stood on an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The actor.
    pub actor: String,
    /// The issue.
    pub issue: String,
    /// The stance of the latest statement; of several of its day, of the one whose id comes last.
    pub stance: Stance,
    /// Whether statements of that same day lean to the other side too.
    pub contradicted: bool,
    /// Statements up to the date that count, of any stance.
    pub statements: usize,
    /// How many of them lean for the issue.
    pub leaning_for: usize,
    /// How many of them lean against it.
    pub leaning_against: usize,
    /// The latest statement.
    pub latest: Statement,
}

/// A statement with its day and id.
type Dated<'a> = (Date, &'a str, Statement);

/// Where each actor stood on each issue at the end of `at`.
pub fn matrix(set: &RecordSet, at: PartialDate, options: &MatrixOptions) -> Matrix {
    let last = at.last_day().unwrap_or(Date::MAX);
    let first = options
        .days
        .and_then(|days| last.checked_sub(i64::from(days).days()).ok());
    let mut undated = 0;
    let mut groups: BTreeMap<(&str, &str), Vec<Dated>> = BTreeMap::new();
    for position in set.positions() {
        let wanted = (options.actors.is_empty()
            || options
                .actors
                .iter()
                .any(|actor| actor.takes(&position.actor)))
            && (options.issues.is_empty() || options.issues.contains(&position.issue));
        if !wanted {
            continue;
        }
        let statement = Statement::of(set, position);
        let Some((from, to)) = statement.days() else {
            undated += 1;
            continue;
        };
        if to > last || first.is_some_and(|first| from < first) {
            continue;
        }
        let actor = if options.by_role {
            position.actor.as_str()
        } else {
            head(&position.actor)
        };
        groups
            .entry((actor, &position.issue))
            .or_default()
            .push((from, &position.id, statement));
    }
    let cells: Vec<Cell> = groups
        .into_iter()
        .filter_map(|((actor, issue), mut told)| {
            told.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
            let leaning = |side| {
                told.iter()
                    .filter(|(_, _, one)| Leaning::of(one.stance) == Some(side))
                    .count()
            };
            let (leaning_for, leaning_against) = (leaning(Leaning::For), leaning(Leaning::Against));
            let (day, _, latest) = told.last()?;
            let side = Leaning::of(latest.stance);
            let contradicted = side.is_some_and(|side| {
                told.iter()
                    .rev()
                    .take_while(|one| one.0 == *day)
                    .any(|(_, _, one)| Leaning::of(one.stance) == Some(side.other()))
            });
            Some(Cell {
                actor: actor.to_owned(),
                issue: issue.to_owned(),
                stance: latest.stance,
                contradicted,
                statements: told.len(),
                leaning_for,
                leaning_against,
                latest: latest.clone(),
            })
        })
        .collect();
    let names = |of: &dyn Fn(&Cell) -> String| {
        cells
            .iter()
            .map(of)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    Matrix {
        at,
        actors: names(&|cell| cell.actor.clone()),
        issues: names(&|cell| cell.issue.clone()),
        undated,
        cells,
    }
}
