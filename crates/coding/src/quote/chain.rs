//! Chains of attribution: through whom a quotation comes ("the agency reports that the minister said …").

use super::Frame;
use crate::analysis::Analysis;
use crate::record::Link;

/// Longer chains are cut: no text needs them, and a page of garbage may make them.
const LONGEST: usize = 6;

/// The heads of those who pass on what the cue `number` introduces, the outermost first.
pub(super) fn tellers(frame: &Frame<'_>, number: usize) -> Vec<usize> {
    let cue = &frame.cues[number];
    let mut around: Vec<(usize, usize)> = frame
        .cues_in(frame.sentence(cue.token))
        .filter(|&(other, _)| other != number)
        .filter_map(|(other, teller)| {
            let report = frame
                .reports_of(other)
                .iter()
                .find(|report| report.content.contains(&cue.token))?;
            let speaker = teller.speaker?;
            (Some(speaker) != cue.speaker).then_some((report.content.len(), speaker))
        })
        .collect();
    // The longer the words that a teller passes on, the further out it stands.
    around.sort_by_key(|&(length, speaker)| (std::cmp::Reverse(length), speaker));
    let mut heads: Vec<usize> = around.into_iter().map(|(_, speaker)| speaker).collect();
    heads.extend(cue.quoted_by);
    heads.dedup();
    heads.truncate(LONGEST);
    heads
}

/// The links headed by `heads` as a record has them.
pub(super) fn record(analysis: &Analysis<'_>, heads: &[usize]) -> Vec<Link> {
    heads
        .iter()
        .map(|&head| {
            let speaker = super::speaker::record(analysis, head);
            Link {
                name: speaker.name,
                actor: speaker.actor,
                start: speaker.start,
                end: speaker.end,
            }
        })
        .collect()
}
