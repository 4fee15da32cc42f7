//! When the level of a series changed, with the events that made it change.
//!
//! The periods are cut into stretches of one level each so that the squared distances from the levels
//! plus a penalty for every cut are least: PELT (Killick, Fearnhead and Eckley 2012), which finds the
//! best cuts of all, in time linear in the periods where changes are spread.
//!
//! - **Goldstein**: a period weighs as many as it has events with a value; periods without are passed over.
//! - **Events**: counts are brought to one variance by Anscombe's transformation, 2√(n + 3/8).
//! - **Penalty**: 2 σ² ln T for T periods, Schwarz's criterion for a level and its place. σ² is the variance
//!   about the level told by neighbouring periods: the median of their squared differences over that of
//!   χ² with one degree of freedom (0.4549), the mean where the median is nothing; for counts at least 1,
//!   which is Poisson's.
//! - **Stretches** are at least [`SHORTEST`] periods long, so that a single spike is no level.

use serde::{Deserialize, Serialize};

use super::{Observation, Series};

/// Fewest periods of a level.
pub const SHORTEST: usize = 2;

/// Most events named for a change.
pub const MOST_NAMED: usize = 5;

/// What may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// The mean of the Goldstein values.
    Goldstein,
    /// The number of events.
    Events,
}

/// A change of level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub measure: Measure,
    /// The first period of the new level, by its label.
    pub label: String,
    /// Its index among the points.
    pub point: usize,
    /// The level before: the mean by event, or the mean number of events by period.
    pub before: f64,
    /// The level from then on.
    pub after: f64,
    /// Periods of the level before that were reckoned with.
    pub periods_before: usize,
    /// Periods of the new level that were reckoned with.
    pub periods_after: usize,
    /// Events of the first period of the new level, by how far they lie from the old one towards the
    /// new (for numbers of events: by how far their Goldstein value lies from 0): at most [`MOST_NAMED`] ids.
    pub events: Vec<String>,
    /// How many events that period has.
    pub events_there: usize,
}

/// A period as the cutting sees it.
struct Level {
    point: usize,
    value: f64,
    weight: f64,
}

/// The changes of a series, in time, without the events that made them: [`Change::name_events`] takes those.
pub fn changes(series: &Series, measure: Measure) -> Vec<Change> {
    let levels = levels(series, measure);
    let mut bounds = vec![0];
    bounds.extend(cuts(&levels, penalty(&levels, measure)));
    bounds.push(levels.len());
    bounds
        .windows(3)
        .map(|bounds| {
            let (old, new) = (&levels[bounds[0]..bounds[1]], &levels[bounds[1]..bounds[2]]);
            let there = &series.points[new[0].point];
            Change {
                measure,
                label: there.label.clone(),
                point: new[0].point,
                before: told(series, old, measure),
                after: told(series, new, measure),
                periods_before: old.len(),
                periods_after: new.len(),
                events_there: there.events,
                events: Vec::new(),
            }
        })
        .collect()
}

impl Change {
    /// Names the events that made it, out of `there`: those of the first period of the new level.
    pub fn name_events<'a>(&mut self, there: impl IntoIterator<Item = Observation<'a>>) {
        let pull = |observation: &Observation| {
            let value = observation.goldstein.unwrap_or(0.0);
            match self.measure {
                Measure::Goldstein => (value - self.before) * (self.after - self.before).signum(),
                Measure::Events => value.abs(),
            }
        };
        let mut there: Vec<Observation> = there.into_iter().collect();
        there.sort_by(|a, b| pull(b).total_cmp(&pull(a)).then_with(|| a.id.cmp(b.id)));
        self.events = there
            .iter()
            .take(MOST_NAMED)
            .map(|observation| observation.id.to_owned())
            .collect();
    }
}

fn levels(series: &Series, measure: Measure) -> Vec<Level> {
    let level = |(point, own): (usize, &super::Point)| match measure {
        Measure::Goldstein => own.goldstein.map(|value| Level {
            point,
            value,
            weight: own.goldstein_events as f64,
        }),
        Measure::Events => Some(Level {
            point,
            value: 2.0 * (own.events as f64 + 0.375).sqrt(),
            weight: 1.0,
        }),
    };
    series.points.iter().enumerate().filter_map(level).collect()
}

/// The level of a stretch in the measure's own unit.
fn told(series: &Series, stretch: &[Level], measure: Measure) -> f64 {
    match measure {
        Measure::Goldstein => {
            let weight: f64 = stretch.iter().map(|level| level.weight).sum();
            stretch
                .iter()
                .map(|level| level.value * level.weight)
                .sum::<f64>()
                / weight
        }
        Measure::Events => {
            let events: usize = stretch
                .iter()
                .map(|level| series.points[level.point].events)
                .sum();
            events as f64 / stretch.len() as f64
        }
    }
}

fn penalty(levels: &[Level], measure: Measure) -> f64 {
    const MEDIAN_OF_CHI_SQUARE: f64 = 0.454_936;
    let mut squares: Vec<f64> = levels
        .windows(2)
        .map(|pair| {
            let spread = 1.0 / pair[0].weight + 1.0 / pair[1].weight;
            (pair[0].value - pair[1].value).powi(2) / spread
        })
        .collect();
    squares.sort_by(f64::total_cmp);
    let median = squares.get(squares.len() / 2).copied().unwrap_or(0.0) / MEDIAN_OF_CHI_SQUARE;
    let mean = squares.iter().sum::<f64>() / squares.len().max(1) as f64;
    let variance = if median > 0.0 { median } else { mean };
    let variance = match measure {
        Measure::Goldstein => variance,
        Measure::Events => variance.max(1.0),
    };
    2.0 * variance * (levels.len().max(1) as f64).ln()
}

/// Sums from the first period on, so that the cost of any stretch is told at once.
struct Costs {
    weight: Vec<f64>,
    value: Vec<f64>,
    square: Vec<f64>,
}

impl Costs {
    fn of(levels: &[Level]) -> Self {
        let sums = |of: &dyn Fn(&Level) -> f64| {
            let mut sums = vec![0.0];
            let mut sum = 0.0;
            for level in levels {
                sum += of(level);
                sums.push(sum);
            }
            sums
        };
        Self {
            weight: sums(&|level| level.weight),
            value: sums(&|level| level.weight * level.value),
            square: sums(&|level| level.weight * level.value * level.value),
        }
    }

    /// The weighted squared distances of the periods `from..to` from their mean.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let weight = self.weight[to] - self.weight[from];
        let value = self.value[to] - self.value[from];
        (self.square[to] - self.square[from] - value * value / weight).max(0.0)
    }
}

/// Where new levels begin.
fn cuts(levels: &[Level], penalty: f64) -> Vec<usize> {
    let count = levels.len();
    if count < 2 * SHORTEST || penalty <= 0.0 {
        return Vec::new();
    }
    let costs = Costs::of(levels);
    // The least cost up to a period, and where the last stretch of the best cutting begins.
    let mut best = vec![f64::INFINITY; count + 1];
    let mut begin = vec![0; count + 1];
    best[0] = -penalty;
    // Where a stretch may still begin, and from which period on it no longer can.
    let mut open = vec![(0, usize::MAX)];
    for to in SHORTEST..=count {
        open.retain(|(_, closed)| to < *closed);
        let through: Vec<f64> = open
            .iter()
            .map(|&(from, _)| best[from] + costs.cost(from, to))
            .collect();
        for (&(from, _), &cost) in open.iter().zip(&through) {
            if cost + penalty < best[to] {
                best[to] = cost + penalty;
                begin[to] = from;
            }
        }
        // A beginning that is dearer here, even without a penalty, than cutting here is never the
        // best again once a stretch from here is long enough.
        for ((_, closed), cost) in open.iter_mut().zip(through) {
            if cost > best[to] {
                *closed = (*closed).min(to + SHORTEST);
            }
        }
        let next = to + 1 - SHORTEST;
        if next >= SHORTEST {
            open.push((next, usize::MAX));
        }
    }
    let mut found = Vec::new();
    let mut to = count;
    while begin[to] > 0 {
        to = begin[to];
        found.push(to);
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[f64]) -> Vec<Level> {
        values
            .iter()
            .enumerate()
            .map(|(point, &value)| Level {
                point,
                value,
                weight: 1.0 + (point % 3) as f64,
            })
            .collect()
    }

    /// The penalised cost of a cutting.
    fn total(levels: &[Level], cuts: &[usize], penalty: f64) -> f64 {
        let costs = Costs::of(levels);
        let mut bounds = vec![0];
        bounds.extend(cuts);
        bounds.push(levels.len());
        let cost: f64 = bounds
            .windows(2)
            .map(|ends| costs.cost(ends[0], ends[1]))
            .sum();
        cost + penalty * cuts.len() as f64
    }

    /// The least penalised cost over all cuttings with stretches long enough.
    fn least(levels: &[Level], penalty: f64) -> f64 {
        let inner: Vec<usize> = (1..levels.len()).collect();
        (0..1u32 << inner.len())
            .filter_map(|chosen| {
                let cuts: Vec<usize> = inner
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| chosen >> bit & 1 == 1)
                    .map(|(_, &cut)| cut)
                    .collect();
                let mut bounds = vec![0];
                bounds.extend(&cuts);
                bounds.push(levels.len());
                let long = bounds.windows(2).all(|ends| ends[1] - ends[0] >= SHORTEST);
                long.then(|| total(levels, &cuts, penalty))
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn a_step_is_found_where_it_is() {
        let mut values = vec![1.0, 1.2, 0.8, 1.1, 0.9, 1.0];
        values.extend([-5.0, -5.2, -4.8, -5.1, -4.9]);
        let levels = of(&values);
        assert_eq!(cuts(&levels, penalty(&levels, Measure::Goldstein)), [6]);
    }

    #[test]
    fn nothing_changes_where_nothing_does() {
        for values in [vec![], vec![1.0], vec![2.0; 50]] {
            let levels = of(&values);
            assert_eq!(
                cuts(&levels, penalty(&levels, Measure::Goldstein)),
                [] as [usize; 0]
            );
        }
    }

    proptest! {
        #[test]
        fn no_cutting_is_better(values in proptest::collection::vec(-10.0..10.0f64, 0..12), penalty in 0.5..60.0f64) {
            let levels = of(&values);
            let found = cuts(&levels, penalty);
            if levels.len() >= 2 * SHORTEST {
                let (found, best) = (total(&levels, &found, penalty), least(&levels, penalty));
                prop_assert!((found - best).abs() < 1e-6, "{} {}", found, best);
            } else {
                prop_assert!(found.is_empty());
            }
        }
    }
}
