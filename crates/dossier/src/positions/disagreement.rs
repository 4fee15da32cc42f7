//! Disagreement within one side: the same country or body, two voices, two sides of the issue.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Leaning, Statement};
use crate::actor::head;

/// Two voices of one side that lean to different sides of an issue at about the same time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// The country or body.
    pub head: String,
    /// The earlier statement.
    pub one: Statement,
    /// The later one.
    pub other: Statement,
}

/// Most voices of one leaning that a statement is compared with, the latest first; keeps time linear.
const MOST_VOICES: usize = 16;

/// The first disagreement of each pair of voices, from statements in time.
pub fn disagreements<'a>(
    statements: impl IntoIterator<Item = &'a Statement>,
    days: u16,
) -> Vec<Disagreement> {
    let mut heard: [VecDeque<&Statement>; 2] = [VecDeque::new(), VecDeque::new()];
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for statement in statements {
        let (Some(leaning), Some((day, _))) = (Leaning::of(statement.stance), statement.days())
        else {
            continue;
        };
        for earlier in &heard[leaning.other() as usize] {
            let same_voice = earlier.actor == statement.actor
                && (earlier.speaker == statement.speaker
                    || earlier.speaker.is_none()
                    || statement.speaker.is_none());
            if same_voice
                || earlier.issue != statement.issue
                || head(&earlier.actor) != head(&statement.actor)
                || !earlier
                    .days()
                    .is_some_and(|(_, last)| within(last, day, days))
            {
                continue;
            }
            let (one, other) = (earlier.voice(), statement.voice());
            if told.insert((one.min(other), one.max(other), &statement.issue)) {
                found.push(Disagreement {
                    head: head(&statement.actor).to_owned(),
                    one: (*earlier).clone(),
                    other: statement.clone(),
                });
            }
        }
        let own = &mut heard[leaning as usize];
        own.retain(|earlier| earlier.voice() != statement.voice());
        own.push_front(statement);
        own.truncate(MOST_VOICES);
    }
    found
}

fn within(earlier: Date, later: Date, days: u16) -> bool {
    (later - earlier).get_days() <= i32::from(days)
}
