//! Stances by deeds: what an event says about an issue that its words are about.

use detente_syntax::Pos;

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

/// The stance of an act of `code` on the issue it is about. Acts whose stance hangs on words (appeals,
/// demands, accusations, threats) are left to the words.
fn stance(code: &str) -> Option<Stance> {
    Some(match code.get(..2)? {
        "08" if code.starts_with("087") => Stance::Offers,
        // Apologies, joint work, and people and things handed over are deeds between the two, no stance on an issue.
        "05" if code != "055" => Stance::Supports,
        "08" if !code.starts_with("084") && !code.starts_with("085") => Stance::Supports,
        "12" => Stance::Rejects,
        _ => return None,
    })
}

/// The stances that follow from `acts`.
pub(super) fn find<'a>(
    analysis: &Analysis<'a>,
    holders: &Holders<'_>,
    acts: &[Act<'_>],
) -> Vec<Taken<'a>> {
    let mut taken = Vec::new();
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
        // "its grain agreement with Peru": that there is one tells what nobody thinks of it now.
        let named = act.code == "057" && analysis.doc.token(top).pos == Pos::NOUN;
        if named {
            continue;
        }
        let anchor = Anchor::verb(top);
        for topic in topic::named(analysis, act.evidence.clone(), Some(anchor)) {
            let Some(stance) = stance(act.code) else {
                continue;
            };
            let settles = matches!(act.code.get(..2), Some("12"));
            let stance = if topic.reversed && !settles {
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
