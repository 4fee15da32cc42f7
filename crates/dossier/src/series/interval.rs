//! How far a mean may lie off, by resampling articles.
//!
//! The events of one article are told by one hand and are no independent draws, so whole articles are
//! drawn: the cluster bootstrap (Field and Welsh 2007, "Bootstrapping clustered data"), with the ends
//! taken from the percentiles of the resampled means (Efron and Tibshirani 1993, chapter 13). Draws
//! come from a generator seeded by the values themselves: the same events, the same interval.
//!
//! With more than [`MOST_RESAMPLED`] articles the resampled means are as good as normal, and the
//! interval is that of the ratio estimator's linear approximation (Cochran 1977, section 6.4), which
//! is told by the step's [`Tally`] alone. The [`Method`] is named in the record.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::tally::{HUNDREDTHS, hundredths};
use super::{Observation, Tally};
use crate::period::Period;

/// A step with more articles than this is not resampled.
pub const MOST_RESAMPLED: i64 = 400;

/// How an interval was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Percentiles of means of resampled articles.
    Bootstrap,
    /// The normal approximation.
    Normal,
}

impl Method {
    /// The name that records carry.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bootstrap => "bootstrap",
            Self::Normal => "normal",
        }
    }
}

/// An interval about a mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The share of the resampled means inside.
    pub level: f64,
    /// How it was reckoned.
    pub method: Method,
}

/// The Goldstein values of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cluster {
    /// Their sum, in hundredths.
    pub sum: i64,
    /// Their number.
    pub count: i64,
}

/// The values of the articles that tell of each step, by the first day of the step, in an order that
/// hangs on the values alone.
pub fn clusters<'a>(
    observations: impl IntoIterator<Item = Observation<'a>>,
    period: Period,
) -> BTreeMap<Date, Vec<Cluster>> {
    let mut of_article: BTreeMap<(Date, &str), Cluster> = BTreeMap::new();
    for observation in observations {
        let step = observation.date.and_then(|date| period.holding(date));
        let value = hundredths(observation.goldstein);
        if let (Some(step), Some(value)) = (step, value) {
            let cluster = of_article
                .entry((step, observation.article))
                .or_insert(Cluster { sum: 0, count: 0 });
            cluster.sum += value;
            cluster.count += 1;
        }
    }
    let mut found: BTreeMap<Date, Vec<Cluster>> = BTreeMap::new();
    for ((step, _), cluster) in of_article {
        found.entry(step).or_default().push(cluster);
    }
    for clusters in found.values_mut() {
        clusters.sort_unstable();
    }
    found
}

/// How intervals are reckoned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reckoning {
    resamples: u32,
    level: f64,
    /// The standard normal quantile of the level.
    reach: f64,
}

impl Reckoning {
    /// `None` where no interval is wanted.
    pub(super) fn of(resamples: u32, level: f64) -> Option<Self> {
        (resamples > 0 && level > 0.0 && level < 1.0).then(|| Self {
            resamples,
            level,
            reach: quantile(f64::midpoint(1.0, level)),
        })
    }

    /// The interval about the mean of a step, resampled where its articles' values are given; `None`
    /// below two articles, which tell nothing of how articles differ.
    pub(super) fn interval(&self, tally: &Tally, clusters: Option<&[Cluster]>) -> Option<Interval> {
        if tally.valued_articles < 2 {
            return None;
        }
        let (low, high, method) = if let Some(clusters) = clusters {
            let (low, high) = self.bootstrap(clusters)?;
            (low, high, Method::Bootstrap)
        } else {
            let (low, high) = self.normal(tally)?;
            (low, high, Method::Normal)
        };
        Some(Interval {
            low,
            high,
            level: self.level,
            method,
        })
    }

    fn bootstrap(&self, clusters: &[Cluster]) -> Option<(f64, f64)> {
        let mut chance = Draws::seeded(clusters);
        let mut means: Vec<f64> = (0..self.resamples)
            .filter_map(|_| {
                let (mut sum, mut count) = (0, 0);
                for _ in clusters {
                    let drawn = clusters[chance.below(clusters.len())];
                    sum += drawn.sum;
                    count += drawn.count;
                }
                (count > 0).then(|| sum as f64 / HUNDREDTHS / count as f64)
            })
            .collect();
        means.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let index = (share * (means.len() as f64 - 1.0)).round() as usize;
            means.get(index).copied()
        };
        let tail = (1.0 - self.level) / 2.0;
        Some((at(tail)?, at(1.0 - tail)?))
    }

    fn normal(&self, tally: &Tally) -> Option<(f64, f64)> {
        let mean = tally.mean()?;
        let (count, articles) = (tally.valued as f64, tally.valued_articles as f64);
        let hundred = mean * HUNDREDTHS;
        // Σ (s − m n)², written out.
        let squares = tally.squares as f64 - 2.0 * hundred * tally.products as f64
            + hundred * hundred * tally.counts as f64;
        let error = (squares.max(0.0) * articles / (articles - 1.0)).sqrt() / count / HUNDREDTHS;
        let reach = self.reach * error;
        // The scale ends at ±10.
        Some(((mean - reach).max(-10.0), (mean + reach).min(10.0)))
    }
}

/// The standard normal quantile of a share above one half, by bisection of its integral: exact to the
/// last digits shown, and called once a point.
fn quantile(share: f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if below(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The share of a standard normal below `z` ≥ 0 (Marsaglia 2004, "Evaluating the normal distribution").
fn below(z: f64) -> f64 {
    if z > 8.0 {
        return 1.0;
    }
    let (mut term, mut sum, mut n) = (z, z, 1.0);
    while term > 1e-17 * sum {
        n += 2.0;
        term *= z * z / n;
        sum += term;
    }
    0.5 + sum * (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

/// The generator `SplitMix64` (Steele, Lea and Flood 2014), seeded by the values that are drawn from.
struct Draws(u64);

impl Draws {
    fn seeded(clusters: &[Cluster]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for cluster in clusters {
            hasher.update(&cluster.sum.to_le_bytes());
            hasher.update(&cluster.count.to_le_bytes());
        }
        let mut seed = [0; 8];
        hasher.finalize_xof().fill(&mut seed);
        Self(u64::from_le_bytes(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound` by the high half of a product (Lemire 2019); its bias is below 2⁻⁵⁰ here.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (share, z) in [(0.975, 1.959_964), (0.95, 1.644_854), (0.995, 2.575_829)] {
            assert!((quantile(share) - z).abs() < 1e-5, "{share}");
        }
    }

    fn tally(clusters: &[Cluster]) -> Tally {
        let sum = |of: fn(&Cluster) -> i64| clusters.iter().map(of).sum();
        Tally {
            valued: sum(|cluster| cluster.count),
            valued_articles: clusters.len() as i64,
            goldstein: sum(|cluster| cluster.sum),
            squares: sum(|cluster| cluster.sum * cluster.sum),
            products: sum(|cluster| cluster.sum * cluster.count),
            counts: sum(|cluster| cluster.count * cluster.count),
            ..Tally::default()
        }
    }

    #[test]
    fn both_methods_agree_on_many_articles() {
        let many: Vec<Cluster> = (0..MOST_RESAMPLED)
            .map(|at| Cluster {
                sum: (at * 7 % 19) * 100 - 900,
                count: 1 + at % 3,
            })
            .collect();
        let reckoning = Reckoning::of(4_000, 0.95).unwrap();
        let (low, high) = reckoning.bootstrap(&many).unwrap();
        let (near_low, near_high) = reckoning.normal(&tally(&many)).unwrap();
        assert!((low - near_low).abs() < 0.06, "{low} {near_low}");
        assert!((high - near_high).abs() < 0.06, "{high} {near_high}");
    }

    #[test]
    fn one_article_tells_nothing_of_how_articles_differ() {
        let one = [Cluster {
            sum: -1000,
            count: 5,
        }];
        let reckoning = Reckoning::of(1_000, 0.95).unwrap();
        assert_eq!(reckoning.interval(&tally(&one), Some(&one)), None);
    }

    #[test]
    fn levels_that_are_none_give_no_interval() {
        for level in [0.0, 1.0, f64::NAN, -3.0] {
            assert!(Reckoning::of(100, level).is_none());
        }
    }
}
