//! Stances by deeds: what an event says about an issue that its words are about.

use super::topic;
use super::words::{Taken, flip};
use super::Act;
use crate::analysis::Analysis;
use crate::record::Stance;

/// The stance of an act of `code` on the issue it is about; `is_wrong` says that the issue is a
/// measure against somebody, so that imposing it is standing for it.
fn stance(code: &str, is_wrong: bool) -> Option<Stance> {
    let root = code.get(..2)?;
    let three = code.get(..3).unwrap_or(root);
    Some(match root {
        "01" if three == "019" => Stance::Supports,
        "05" | "06" => Stance::Supports,
        "08" if three == "087" => Stance::Offers,
        "08" => Stance::Supports,
        "11" | "13" | "14" if !is_wrong => Stance::Opposes,
        "12" => Stance::Rejects,
        "16" if is_wrong => Stance::Supports,
        "16" => Stance::Rejects,
        _ => return None,
    })
}

/// The stances that follow from `acts`.
pub(super) fn find<'a>(analysis: &Analysis<'a>, acts: &[Act<'_>]) -> Vec<Taken<'a>> {
    let mut taken = Vec::new();
    for act in acts.iter().filter(|act| !act.source.is_unknown() && !act.evidence.is_empty()) {
        for topic in topic::named(analysis, act.evidence.clone(), analysis.doc.len()) {
            let Some(stance) = stance(act.code, topic.issue.is_wrong) else { continue };
            let settles = matches!(act.code.get(..2), Some("12" | "16"));
            let stance = if topic.reversed && !settles { flip(stance) } else { stance };
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
