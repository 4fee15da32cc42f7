//! Acts: what one article tells of one thing done.

use std::collections::BTreeMap;

use detente_calendar::PartialDate;
use detente_coding::record::{Event, Evidence, Status};
use rustc_hash::FxHashMap;

use super::Report;
use crate::actor::head;

/// One act of one article: an event, or the two events of a mutual act.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    report: Report<'a>,
    back: Option<Report<'a>>,
}

impl<'a> Act<'a> {
    /// The event from the alphabetically first end, or the only one.
    pub fn event(&self) -> &'a Event {
        self.report.event
    }

    /// The event or events as reports.
    pub fn reports(&self) -> impl Iterator<Item = &Report<'a>> {
        std::iter::once(&self.report).chain(&self.back)
    }

    /// Whether it is told of both ends.
    pub fn both_ways(&self) -> bool {
        self.back.is_some()
    }

    /// When it was done.
    pub fn date(&self) -> Option<PartialDate> {
        self.event().date
    }

    /// The day on which the article told it.
    pub fn told_on(&self) -> Option<jiff::civil::Date> {
        self.report.published.and_then(PartialDate::first_day)
    }

    /// The order in which acts are taken: days, months, years, no date; then time, publication, id.
    pub fn order(&self) -> impl Ord + use<'a> {
        let precision = match self.date() {
            Some(PartialDate::Day(_)) => 0,
            Some(PartialDate::Month(..)) => 1,
            Some(PartialDate::Year(_)) => 2,
            Some(PartialDate::MonthDay(..)) => 3,
            None => 4,
        };
        let published = self.told_on();
        (
            precision,
            self.date().and_then(PartialDate::first_day),
            published.is_none(),
            published,
            &self.event().id,
        )
    }
}

/// What acts must share to be compared at all: both heads in order, and the root.
type BlockKey<'a> = (&'a str, &'a str, &'a str);

/// The acts by unordered pair of heads and root, in the order of these.
pub fn blocks<'a>(reports: impl IntoIterator<Item = Report<'a>>) -> Vec<Vec<Act<'a>>> {
    let mut blocks: BTreeMap<BlockKey, Vec<Report>> = BTreeMap::new();
    for report in reports {
        let event = report.event;
        let (one, other) = (head(&event.source.actor), head(&event.target.actor));
        let root = event.cameo.get(..2).unwrap_or(&event.cameo);
        blocks
            .entry((one.min(other), one.max(other), root))
            .or_default()
            .push(report);
    }
    blocks.into_values().map(paired).collect()
}

/// What the two events of a mutual act share; the ends in the order of the event.
type PairKey<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    (Option<PartialDate>, Status),
    (u32, u32),
);

/// The reports of one block with mutual ones put together.
fn paired(mut reports: Vec<Report<'_>>) -> Vec<Act<'_>> {
    reports.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    reports.dedup_by(|a, b| a.event.id == b.event.id);
    // Acts whose reverse has not come yet.
    let mut open: FxHashMap<PairKey, Vec<usize>> = FxHashMap::default();
    let mut acts: Vec<Act> = Vec::with_capacity(reports.len());
    for report in reports {
        let event = report.event;
        let (source, target) = (event.source.actor.as_str(), event.target.actor.as_str());
        let place = event.evidence.first().map_or((0, 0), place);
        let key = |one, other| {
            let (article, code) = (event.article.as_str(), event.cameo.as_str());
            let time = (event.date, event.status);
            (article, code, one, other, time, place)
        };
        let reverse = (source != target)
            .then(|| open.get_mut(&key(target, source)).and_then(Vec::pop))
            .flatten();
        if let Some(index) = reverse {
            let act: &mut Act = &mut acts[index];
            act.back = Some(report);
            if source < target
                && let Some(back) = &mut act.back
            {
                std::mem::swap(&mut act.report, back);
            }
            continue;
        }
        open.entry(key(source, target))
            .or_default()
            .push(acts.len());
        acts.push(Act { report, back: None });
    }
    acts
}

fn place(evidence: &Evidence) -> (u32, u32) {
    (evidence.start, evidence.end)
}
