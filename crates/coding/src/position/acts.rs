//! Stances by deeds: what an event says about an issue that its words are about.

use detente_lexicon::issues::Issue;

use super::Act;
use super::embedded::is_charged;
use super::govern::{Anchor, top};
use super::holder::Holders;
use super::scope::flip;
use super::take::{Taken, is_told_by_another};
use super::topic;
use crate::analysis::Analysis;
use crate::clause;
use crate::record::Stance;

/// The stance of an act of `code` on the issue it is about. Threats, accusations, aid and force are left to the words:
/// they touch many issues and tell of no side in them.
fn stance(act: &Act<'_>, issue: &Issue, is_mutual: bool) -> Option<Stance> {
    let code = act.code;
    let kind = code.get(..3).unwrap_or(code);
    // Whom a charge is brought against is a party to what it is about, or it is about a crime like others.
    let contends = || {
        act.target
            .is_some_and(|target| issue.actors.iter().any(|actor| actor.head == target.head))
    };
    Some(match (code.get(..2)?, kind) {
        // Apologies, and people and things handed over, are deeds between the two, no stance on an issue.
        (_, "055" | "084") => return None,
        // What is eased, or to be eased, was a wrong; what is imposed is one.
        (_, "085" | "035") => return issue.is_wrong.then_some(Stance::Opposes),
        (_, "163") => return issue.is_wrong.then_some(Stance::Supports),
        (_, "087") if !is_mutual => Stance::Offers,
        (_, "112") => return contends().then_some(Stance::Opposes),
        ("02" | "10", _) => Stance::Demands,
        ("03" | "05" | "08", _) => Stance::Supports,
        ("14", _) | (_, "111" | "113" | "114" | "115") => Stance::Opposes,
        ("12", _) => Stance::Rejects,
        _ => return None,
    })
}

/// The stances that follow from `acts`, beside those that words have `told`.
pub(super) fn find<'a>(
    analysis: &Analysis<'a>,
    holders: &Holders<'_>,
    acts: &[Act<'_>],
    told: &[Taken<'a>],
) -> Vec<Taken<'a>> {
    let mut taken: Vec<Taken<'a>> = Vec::new();
    for act in acts
        .iter()
        .filter(|act| !act.source.is_unknown() && !act.evidence.is_empty())
    {
        // What one party says that another refuses is a charge.
        let who = [act.source.clone()];
        let top = top(analysis.doc, &act.evidence.clone().collect::<Vec<_>>());
        // "Shipments under the two states' grain accord" name an act of theirs and tell none; a refusal so named is one.
        if !act.code.starts_with("12") && !clause::is_verb(analysis.doc, top) {
            continue;
        }
        let by_another = is_told_by_another(holders, act.evidence.start, &who);
        if act.code.starts_with("12") && by_another || is_charged(analysis, top) {
            continue;
        }
        let anchor = Anchor::verb(top);
        let mut topics = topic::named(analysis, act.evidence.clone(), Some(anchor));
        if topics.is_empty() {
            topics.extend(topic::spoken_of(analysis, act.evidence.clone(), top));
        }
        let is_mutual = acts.iter().any(|other| {
            other.evidence == act.evidence
                && other.code == act.code
                && Some(other.source) == act.target
        });
        if topics.is_empty() {
            taken.extend(answer(analysis, act, told.iter().chain(&taken)));
        }
        for topic in topics {
            let Some(stance) = stance(act, topic.issue, is_mutual) else {
                continue;
            };
            // Asking somebody to give way is a demand in the matter, unless it is to undo a wrong.
            let turned = match stance {
                Stance::Rejects => false,
                Stance::Demands => topic.issue.is_wrong,
                _ => true,
            };
            let stance = if topic.reversed && turned {
                flip(stance)
            } else {
                stance
            };
            taken.push(Taken {
                holders: vec![act.source.clone()],
                issue: topic.issue,
                stance,
                towards: act.target.cloned(),
                condition: None,
                evidence: act.evidence.clone(),
                anchor: act.evidence.start,
                quote: None,
                event: Some(act.event_index),
            });
        }
    }
    taken
}

/// How many sentences back a stance may have been told that somebody is praised or criticised for.
const BACK: u32 = 2;

/// The stance of who praises or criticises somebody right after what that one stands for was told: "Russia pulled out of
/// the grain deal. *Kenya called the decision* a stab in the back".
fn answer<'a, 't>(
    analysis: &Analysis<'_>,
    act: &Act<'_>,
    told: impl Iterator<Item = &'t Taken<'a>>,
) -> Option<Taken<'a>>
where
    'a: 't,
{
    let agrees = match act.code.get(..3)? {
        "051" => true,
        "111" | "113" => false,
        _ => return None,
    };
    let doc = analysis.doc;
    let here = doc.token(act.evidence.start).sentence;
    let target = act.target?;
    let theirs = told
        .filter(|taken| {
            taken.evidence.start < act.evidence.start
                && doc.token(taken.anchor).sentence + BACK >= here
                && taken
                    .holders
                    .iter()
                    .any(|holder| holder.head == target.head)
                && taken
                    .holders
                    .iter()
                    .all(|holder| holder.head != act.source.head)
        })
        .max_by_key(|taken| taken.anchor)?;
    let stance = match (theirs.stance, agrees) {
        (Stance::Opposes | Stance::Rejects, true) => Stance::Opposes,
        (Stance::Supports | Stance::Demands | Stance::Offers, true)
        | (Stance::Opposes | Stance::Rejects, false) => Stance::Supports,
        (Stance::Supports | Stance::Demands | Stance::Offers, false) => Stance::Opposes,
        _ => return None,
    };
    Some(Taken {
        holders: vec![act.source.clone()],
        issue: theirs.issue,
        stance,
        towards: Some(target.clone()),
        condition: None,
        evidence: act.evidence.clone(),
        anchor: act.evidence.start,
        quote: None,
        event: Some(act.event_index),
    })
}
