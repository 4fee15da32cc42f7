//! Positions of a briefing: where each side stands, and what changed.

use std::collections::BTreeMap;

use detente_calendar::PartialDate;

use super::sections::{Draft, LOOKED_AT, Scope};
use super::{Cited, Item, Section, date};
use crate::actor::stands_for;
use crate::knowledge::{Knowledge, actor_words};
use crate::positions::{
    Disagreement, Shift, ShiftKind, Stand, Statement, Timeline, TimelineQuery, stance_word,
    timeline,
};
use crate::{ActorFilter, RecordSet};

/// The positions of one side in the scope.
pub fn timeline_of(scope: &Scope, actor: &ActorFilter) -> Timeline {
    let query = TimelineQuery {
        actor: Some(actor.clone()),
        issues: scope.query.relation.issues.clone(),
        window: scope.query.relation.window,
        ..TimelineQuery::default()
    };
    let mut found = timeline(scope.set, &query);
    if !actor.is_of_a_role() {
        // The stand of a side is that of its government, or of the body itself.
        let of_the_side = |statement: &Statement| stands_for(&statement.actor);
        found.stands.retain(|stand| stands_for(&stand.actor));
        found
            .shifts
            .retain(|shift| of_the_side(&shift.from) && of_the_side(&shift.to));
        found
            .disagreements
            .retain(|apart| of_the_side(&apart.one) && of_the_side(&apart.other));
    }
    if scope.query.relation.issues.is_empty() {
        // Without an issue, what a side thinks of other things is no matter between the two.
        let [one, other] = sides(scope);
        let across = if *actor == one { other } else { one };
        let concerns = |statement: &Statement| {
            let towards = statement.towards.as_deref();
            let knowledge = scope.knowledge;
            towards.is_some_and(|towards| across.takes(towards))
                || knowledge.names_actor(&statement.words, across.as_str())
                    // "No aid to one country before the arms sold to another are explained" is about the one.
                    && !knowledge.names_third(&statement.words, [actor.as_str(), across.as_str()])
        };
        found
            .stands
            .retain(|stand| stand.statements.iter().any(&concerns));
        for stand in &mut found.stands {
            stand.statements.retain(&concerns);
        }
        found
            .shifts
            .retain(|shift| concerns(&shift.from) && concerns(&shift.to));
        found
            .disagreements
            .retain(|apart| concerns(&apart.one) && concerns(&apart.other));
    }
    found
}

pub fn sides(scope: &Scope) -> [ActorFilter; 2] {
    [
        scope.query.relation.one.clone(),
        scope.query.relation.other.clone(),
    ]
}

/// Where each stands: the latest stands of both, by issue.
pub fn stands(scope: &mut Scope) -> Section {
    let mut draft = Draft::new("Where each stands", scope.query.items);
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        for stand in latest(&found.stands) {
            if draft.wants() {
                let item = stand_item(scope, stand);
                draft.take(item);
            }
        }
    }
    draft.done("the actor and the issue")
}

/// The last stand of each actor on each issue, by issue. Towards whom matters little: between two parties, what
/// one asks it asks of the other, whether the words say so or not.
pub fn latest(stands: &[Stand]) -> Vec<&Stand> {
    let mut last: BTreeMap<_, &Stand> = BTreeMap::new();
    for stand in stands {
        let known = last.entry((&stand.issue, &stand.actor)).or_insert(stand);
        if last_day(stand) >= last_day(known) {
            *known = stand;
        }
    }
    last.into_values().collect()
}

/// The first day that the last statement of a stand may be of.
fn last_day(stand: &Stand) -> Option<jiff::civil::Date> {
    stand.statements.last()?.date?.first_day()
}

/// A stand by its latest statement that its words bear out.
pub fn stand_item(scope: &mut Scope, stand: &Stand) -> Option<Item> {
    let set = scope.set;
    let mut found = None;
    for statement in stand.statements.iter().rev().take(LOOKED_AT) {
        let Some(position) = position(set, statement) else {
            continue;
        };
        if let Some(words) = scope.citer.position(position) {
            found = Some((statement, words));
            break;
        }
    }
    let (statement, words) = found?;
    let cited = scope.citer.cite(&statement.article, words);
    Some(Item {
        coding: stance_coding(scope.knowledge, statement, &cited),
        said: vec![cited],
        also: Vec::new(),
    })
}

fn position<'s>(
    set: &'s RecordSet,
    statement: &Statement,
) -> Option<&'s detente_coding::record::Position> {
    set.positions()
        .binary_search_by(|position| position.id.cmp(&statement.position))
        .ok()
        .map(|at| &set.positions()[at])
}

fn stance_coding(knowledge: &dyn Knowledge, statement: &Statement, cited: &Cited) -> String {
    let mut parts = vec![
        actor_words(knowledge, &statement.actor),
        format!(
            "{}: {}",
            knowledge.issue_name(&statement.issue),
            stance_word(statement.stance)
        ),
    ];
    parts.extend(
        statement
            .towards
            .as_deref()
            .filter(|towards| stands_for(towards))
            .map(|towards| format!("towards {}", actor_words(knowledge, towards))),
    );
    parts.extend(date::of_its_own(statement.date, cited.published));
    parts.join(" · ")
}

/// What changed: a side's government or body at the other side of an issue than before, and voices of one
/// side that disagree. Other changes of stance, and sides told of one sentence or without a day, say more
/// of the coding than of the side; the timeline has them.
pub fn changes(scope: &mut Scope) -> Section {
    let mut draft = Draft::new("What changed", scope.query.items);
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        for Shift { kind, from, to } in found
            .shifts
            .iter()
            .filter(|shift| tells(&shift.from, &shift.to))
        {
            let word = match kind {
                ShiftKind::Reversal => "change of side",
                ShiftKind::Contradiction => "both sides at one date",
                ShiftKind::Change => continue,
            };
            if draft.wants() {
                let item = pair_item(scope, word, from, to);
                draft.take(item);
            }
        }
        for Disagreement { one, other, .. } in &found.disagreements {
            if is_day(one) && is_day(other) && one.article != other.article && draft.wants() {
                let item = pair_item(scope, "two voices of one side", one, other);
                draft.take(item);
            }
        }
    }
    draft.done("the actor and the issue, or only in one of the two statements")
}

/// Whether two statements are of a government or body, of days, and of two articles.
fn tells(one: &Statement, other: &Statement) -> bool {
    crate::knowledge::role_word(&one.actor).is_none()
        && is_day(one)
        && is_day(other)
        && one.article != other.article
}

fn is_day(statement: &Statement) -> bool {
    matches!(statement.date, Some(PartialDate::Day(_)))
}

fn pair_item(scope: &mut Scope, word: &str, one: &Statement, other: &Statement) -> Option<Item> {
    let set = scope.set;
    let first = scope.citer.position(position(set, one)?)?;
    let second = scope.citer.position(position(set, other)?)?;
    let said = vec![
        scope.citer.cite(&one.article, first),
        scope.citer.cite(&other.article, second),
    ];
    let coding = format!(
        "{word}: {}; then {}",
        stance_coding(scope.knowledge, one, &said[0]),
        stance_coding(scope.knowledge, other, &said[1])
    );
    Some(Item {
        said,
        coding,
        also: Vec::new(),
    })
}
