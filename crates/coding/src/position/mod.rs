//! Positions: where an actor stands on an issue, by its words or its acts.

mod about;
mod acts;
mod duty;
mod embedded;
mod govern;
mod holder;
mod issues;
mod past;
mod phrase;
mod scope;
mod suggest;
mod take;
mod topic;
mod turn;
mod words;

pub use issues::{issue_ids, issues_within};
pub use suggest::{Candidates, Suggestion};

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::Actor;

use crate::analysis::Analysis;
use crate::identity;
use crate::quote::{QuoteSpan, statement_date};
use crate::record::{Event, Position, Quote, Stance};

use holder::Holders;
use take::Taken;

/// An event as positions see it.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// The event's number among the article's events.
    pub event_index: usize,
    /// Who acts.
    pub source: &'a Actor,
    /// Towards whom; absent where the event has no target.
    pub target: Option<&'a Actor>,
    /// CAMEO code.
    pub code: &'a str,
    /// The words that prove it.
    pub evidence: Range<usize>,
    /// When.
    pub date: Option<PartialDate>,
}

/// The stance of a name that records use.
fn stance_of(name: &str) -> Option<Stance> {
    Some(match name {
        "supports" => Stance::Supports,
        "opposes" => Stance::Opposes,
        "conditional" => Stance::Conditional,
        "demands" => Stance::Demands,
        "offers" => Stance::Offers,
        "rejects" => Stance::Rejects,
        "concerned" => Stance::Concerned,
        "neutral" => Stance::Neutral,
        _ => return None,
    })
}

/// The name of a stance in records.
fn name_of(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::Demands => "demands",
        Stance::Offers => "offers",
        Stance::Rejects => "rejects",
        Stance::Concerned => "concerned",
        Stance::Neutral => "neutral",
    }
}

/// All positions of an article, in text order of their first evidence. `quotes` and `events` are the
/// records made from `spans` and `acts`, for their ids; they may be empty.
pub fn find(
    analysis: &Analysis<'_>,
    spans: &[QuoteSpan],
    quotes: &[Quote],
    acts: &[Act<'_>],
    events: &[Event],
) -> Vec<Position> {
    let holders = Holders::new(analysis, spans);
    let mut taken = take::find(analysis, &holders);
    for act in acts::find(analysis, &holders, acts, &taken) {
        let told = taken
            .iter()
            .any(|other| other.issue.id == act.issue.id && other.holders.contains(&act.holders[0]));
        if !told {
            taken.push(act);
        }
    }
    taken.sort_by_key(|taken| (taken.evidence.start, taken.anchor));
    let mut positions: Vec<Position> = Vec::new();
    for taken in &taken {
        for holder in &taken.holders {
            add(
                analysis,
                taken,
                holder,
                (quotes, acts, events),
                &mut positions,
            );
        }
    }
    positions
}

fn add(
    analysis: &Analysis<'_>,
    taken: &Taken<'_>,
    holder: &Actor,
    (quotes, acts, events): (&[Quote], &[Act<'_>], &[Event]),
    positions: &mut Vec<Position>,
) {
    let actor = holder.to_string();
    let evidence = analysis.evidence(taken.evidence.clone());
    let (forums, agreements) = analysis.frames_of(taken.evidence.clone());
    let same = positions.iter_mut().find(|other| {
        other.actor == actor
            && other.issue == taken.issue.id.as_str()
            && other.stance == taken.stance
    });
    if let Some(same) = same {
        // The same stance told again: more evidence.
        if !same
            .evidence
            .iter()
            .any(|other| other.start < evidence.end && evidence.start < other.end)
        {
            same.evidence.push(evidence);
        }
        for (known, more) in [
            (&mut same.forums, forums),
            (&mut same.agreements, agreements),
        ] {
            known.extend(more);
            known.sort();
            known.dedup();
        }
        same.towards = same
            .towards
            .take()
            .or_else(|| taken.towards.as_ref().map(ToString::to_string));
        return;
    }
    let stance = name_of(taken.stance);
    let place = format!("{}-{}", evidence.start, evidence.end);
    let date = match taken.event {
        Some(event) => acts
            .iter()
            .find(|act| act.event_index == event)
            .and_then(|act| act.date),
        None => statement_date(analysis, taken.anchor),
    };
    positions.push(Position {
        id: identity::hash(&[
            "position",
            &analysis.article.id,
            &actor,
            &taken.issue.id,
            stance,
            &place,
        ]),
        article: analysis.article.id.clone(),
        actor,
        issue: taken.issue.id.to_string(),
        stance: taken.stance,
        towards: taken.towards.as_ref().map(ToString::to_string),
        condition: taken
            .condition
            .clone()
            .map(|condition| analysis.doc.span_text(condition).to_owned()),
        forums,
        agreements,
        date,
        evidence: vec![evidence],
        quote: taken
            .quote
            .and_then(|quote| quotes.get(quote))
            .map(|quote| quote.id.clone()),
        event: taken
            .event
            .and_then(|event| events.get(event))
            .map(|event| event.id.clone()),
    });
}
