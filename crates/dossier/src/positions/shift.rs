//! Shifts: an actor takes another stance than before.

use serde::{Deserialize, Serialize};

use super::{Leaning, Statement};

/// What sort of shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ShiftKind {
    /// To the other side of the issue.
    Reversal,
    /// Another stance, not to the other side: a rejection becomes a demand, support becomes conditional.
    Change,
    /// Both sides at dates that cannot be told apart: a contradiction in the record, which may be the
    /// actor's or the coding's.
    Contradiction,
}

/// An actor's stance before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// What sort.
    pub kind: ShiftKind,
    /// The last statement of the stance before.
    pub from: Statement,
    /// The first statement of the new one.
    pub to: Statement,
}

impl Shift {
    /// The shift between two statements of different stance, the later second; `None` where the dates
    /// tell no order and the sides do not differ.
    pub fn between(from: &Statement, to: &Statement) -> Option<Self> {
        let (before, after) = (from.days()?, to.days()?);
        let opposite = match (Leaning::of(from.stance), Leaning::of(to.stance)) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let kind = match (before.1 < after.0, opposite) {
            (true, true) => ShiftKind::Reversal,
            (true, false) => ShiftKind::Change,
            (false, true) => ShiftKind::Contradiction,
            (false, false) => return None,
        };
        Some(Self {
            kind,
            from: from.clone(),
            to: to.clone(),
        })
    }
}
