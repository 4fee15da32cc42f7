//! The briefing put together.

use super::cite::Citer;
use super::sections::{self, Scope};
use super::{Brief, BriefQuery, date};
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
    let sections = vec![
        sections::acts(&mut scope, &found),
        sections::quotes(&mut scope, &found),
        sections::stands(&mut scope),
        sections::changes(&mut scope),
        sections::open(&mut scope, &found),
    ];
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
        references: scope.citer.into_references(),
    }
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
        (Some(since), Some(until)) => words.push_str(&format!(", {since} to {until}")),
        (Some(since), None) => words.push_str(&format!(", since {since}")),
        (None, Some(until)) => words.push_str(&format!(", until {until}")),
        (None, None) => {}
    }
    words
}
