//! An actor's positions on an issue in time.

use detente_calendar::PartialDate;
use detente_coding::record::Stance;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::disagreement::disagreements;
use super::{Disagreement, Shift, Stand, Statement};
use crate::period::Window;
use crate::{ActorFilter, RecordSet};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineQuery {
    /// Whose positions; everyone's where absent.
    pub actor: Option<ActorFilter>,
    /// On which issues, by id; on all where empty. Give the narrower ones too if they are wanted.
    pub issues: Vec<String>,
    /// When they were taken.
    pub window: Window,
    /// Most days between two voices of one side that disagree.
    pub disagreement_days: u16,
}

impl Default for TimelineQuery {
    /// Everything, and disagreement within 90 days.
    fn default() -> Self {
        Self {
            actor: None,
            issues: Vec::new(),
            window: Window::default(),
            disagreement_days: 90,
        }
    }
}

/// Positions in time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Stances with their restatements, by the date of the first statement.
    pub stands: Vec<Stand>,
    /// Where an actor took another stance, in time.
    pub shifts: Vec<Shift>,
    /// Where voices of one side lean to different sides, in time.
    pub disagreements: Vec<Disagreement>,
    /// Statements without a date or its year: they stand in no order and make no shift.
    pub undated: Vec<Statement>,
    /// Positions that match but lie outside the window.
    pub outside: usize,
}

/// The positions that match, in time.
///
/// Restatements are merged: statements of one actor with one role, on one issue, of one stance towards
/// the same party, as long as no other stance of the same comes between. A shift is another stance
/// than the one before towards the same party (or towards none), at a later date; at dates that cannot
/// be told apart only opposite sides count, as a contradiction.
///
/// ```
/// use detente_dossier::{RecordSet, positions::{TimelineQuery, timeline}};
/// let none = RecordSet::collect().finish();
/// assert!(timeline(&none, &TimelineQuery::default()).stands.is_empty());
/// ```
pub fn timeline(set: &RecordSet, query: &TimelineQuery) -> Timeline {
    let mut found = Timeline::default();
    let mut statements = Vec::new();
    let wanted = set.positions().iter().filter(|position| {
        query
            .actor
            .as_ref()
            .is_none_or(|actor| actor.takes(&position.actor))
            && (query.issues.is_empty() || query.issues.contains(&position.issue))
    });
    for position in wanted {
        let statement = Statement::of(set, position);
        if !query.window.takes(statement.date) {
            found.outside += 1;
        } else if statement.days().is_some() {
            statements.push(statement);
        } else {
            found.undated.push(statement);
        }
    }
    // Of one day, statements of one stance stand together, so that "for, against, for" is one contradiction.
    statements.sort_by(|a, b| order(a).cmp(&order(b)));
    found.disagreements = disagreements(&statements, query.disagreement_days);
    let mut latest: FxHashMap<(String, String, Option<String>), usize> = FxHashMap::default();
    for statement in statements {
        let key = (
            statement.actor.clone(),
            statement.issue.clone(),
            statement.towards.clone(),
        );
        match latest.get(&key) {
            Some(&at) if found.stands[at].stance == statement.stance => {
                found.stands[at].restate(statement);
                continue;
            }
            Some(&at) => {
                let before = found.stands[at].statements.last();
                found
                    .shifts
                    .extend(before.and_then(|before| Shift::between(before, &statement)));
            }
            None => {}
        }
        latest.insert(key, found.stands.len());
        found.stands.push(Stand::of(statement));
    }
    found
}

/// The order of dated statements: time, the more exact date first, stance, id.
fn order(statement: &Statement) -> impl Ord + '_ {
    let days = statement.days();
    let exact = statement.date.map(|date| match date {
        PartialDate::Day(_) => 0,
        PartialDate::Month(..) => 1,
        _ => 2,
    });
    (
        days.map(|days| days.0),
        exact,
        rank(statement.stance),
        &statement.position,
    )
}

fn rank(stance: Stance) -> u8 {
    stance as u8
}
