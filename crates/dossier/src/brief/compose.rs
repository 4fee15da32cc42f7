//! The briefing put together.

use std::fmt::Write as _;

use super::acts;
use super::cite::Citer;
use super::sections::{self, Scope};
use super::stances;
use super::{Brief, BriefQuery, Reference, Section, date};
use crate::RecordSet;
use crate::knowledge::{Knowledge, actor_words};
use crate::relation::relation;

/// A briefing on two parties.
///
/// ```
/// use detente_dossier::brief::{BriefQuery, brief, markdown};
/// use detente_dossier::{RecordSet, knowledge::PlainNames, relation::RelationQuery};
/// let nothing = RecordSet::collect().finish();
/// let query = BriefQuery::of(RelationQuery::between("RUS", "NATO"));
/// let found = brief(&nothing, &query, &PlainNames::default());
/// assert!(markdown(&found).contains("Nothing in the record."));
/// ```
pub fn brief(set: &RecordSet, query: &BriefQuery, knowledge: &dyn Knowledge) -> Brief {
    let found = relation(set, &query.relation, knowledge);
    let mut scope = Scope {
        set,
        query,
        knowledge,
        citer: Citer::new(set, knowledge),
    };
    let acts = acts::acts(&mut scope, &found);
    let quotes = sections::quotes(&mut scope, &found);
    let stands = stances::stands(&mut scope);
    let changes = stances::changes(&mut scope);
    let open = sections::open(&mut scope, &found, &stands);
    let mut sections = vec![acts, quotes, stands, changes, open];
    let references = numbered(&mut sections, scope.citer.into_references());
    let name = |actor: &str| actor_words(knowledge, actor);
    let pair = &query.relation;
    Brief {
        title: format!(
            "{} and {}",
            name(pair.one.as_str()),
            name(pair.other.as_str())
        ),
        scope: scope_words(query, knowledge),
        sections,
        references,
    }
}

/// References numbered in the order in which a reader meets them; those that nothing shown cites are left out.
fn numbered(sections: &mut [Section], cited: Vec<Reference>) -> Vec<Reference> {
    let mut numbers = vec![0; cited.len() + 1];
    let mut next = 0;
    let mut number = |old: &mut usize| {
        if numbers[*old] == 0 {
            next += 1;
            numbers[*old] = next;
        }
        *old = numbers[*old];
    };
    for item in sections.iter_mut().flat_map(|section| &mut section.items) {
        item.said
            .iter_mut()
            .for_each(|said| number(&mut said.reference));
        item.also.iter_mut().for_each(&mut number);
    }
    let mut references: Vec<Reference> = cited
        .into_iter()
        .filter_map(|mut reference| {
            reference.number = numbers[reference.number];
            (reference.number > 0).then_some(reference)
        })
        .collect();
    references.sort_by_key(|reference| reference.number);
    references
}

fn scope_words(query: &BriefQuery, knowledge: &dyn Knowledge) -> String {
    let relation = &query.relation;
    let issues: Vec<String> = relation
        .issues
        .iter()
        .map(|issue| knowledge.issue_name(issue))
        .collect();
    let mut words = if issues.is_empty() {
        "All issues".to_owned()
    } else {
        issues.join(", ")
    };
    let day =
        |day: Option<jiff::civil::Date>| date::words(day.map(detente_calendar::PartialDate::Day));
    match (day(relation.window.since), day(relation.window.until)) {
        (Some(since), Some(until)) => {
            let _ = write!(words, ", {since} to {until}");
        }
        (Some(since), None) => {
            let _ = write!(words, ", since {since}");
        }
        (None, Some(until)) => {
            let _ = write!(words, ", until {until}");
        }
        (None, None) => {}
    }
    words
}
