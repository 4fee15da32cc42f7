//! Events by step, before anything is reckoned of them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{MOST_RESAMPLED, Observation, Tally};
use crate::period::{Period, Window};

/// Most articles that one series resamples. Where its steps have more, those with the most articles are
/// the first to take the normal approximation, which fits them best.
const MOST_RESAMPLED_TOGETHER: i64 = 4_000;

/// The tallies of the steps that have events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// By the first day of the step.
    pub tallies: BTreeMap<Date, Tally>,
    /// Events in none as they have no date, or none with a year.
    pub undated: usize,
    /// Events in none as their date is coarser than the step, or straddles two.
    pub coarser: usize,
    /// Events outside the window.
    pub outside: usize,
}

impl Steps {
    /// Counts observations, in any order.
    pub fn of<'a>(
        observations: impl IntoIterator<Item = Observation<'a>>,
        period: Period,
        window: Window,
    ) -> Self {
        let mut found = Self::default();
        let mut of_step: BTreeMap<Date, Vec<Observation<'a>>> = BTreeMap::new();
        for observation in observations {
            let Some(date) = observation.date.filter(|date| date.year().is_some()) else {
                found.undated += 1;
                continue;
            };
            match period.holding(date) {
                _ if !window.takes(Some(date)) => found.outside += 1,
                None => found.coarser += 1,
                Some(first) => of_step.entry(first).or_default().push(observation),
            }
        }
        for (first, mut own) in of_step {
            own.sort_by(|a, b| a.article.cmp(b.article));
            let tally = found.tallies.entry(first).or_default();
            for article in own.chunk_by(|a, b| a.article == b.article) {
                *tally += Tally::of_article(article);
            }
        }
        found
    }

    /// The first days of the steps whose interval is resampled from their articles; that of the others
    /// is told by their tally.
    pub fn to_resample(&self) -> Vec<Date> {
        let mut few: Vec<(i64, Date)> = self
            .tallies
            .iter()
            .map(|(first, tally)| (tally.valued_articles, *first))
            .filter(|(articles, _)| (2..=MOST_RESAMPLED).contains(articles))
            .collect();
        few.sort_unstable();
        let mut together = 0;
        let mut most = 0;
        // Steps with as many articles are treated alike, so that the answer does not hang on their order.
        for of_size in few.chunk_by(|a, b| a.0 == b.0) {
            together += of_size[0].0 * of_size.len() as i64;
            if together > MOST_RESAMPLED_TOGETHER {
                break;
            }
            most = of_size[0].0;
        }
        let mut steps: Vec<Date> = few
            .into_iter()
            .filter(|(articles, _)| *articles <= most)
            .map(|(_, first)| first)
            .collect();
        steps.sort_unstable();
        steps
    }
}
