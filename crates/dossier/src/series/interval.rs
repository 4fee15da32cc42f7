//! How far a mean may lie off, by resampling articles.
//!
//! The events of one article are told by one hand and are no independent draws, so whole articles are
//! drawn: the cluster bootstrap (Field and Welsh 2007, "Bootstrapping clustered data"), with the ends
//! taken from the percentiles of the resampled means (Efron and Tibshirani 1993, chapter 13). Draws
//! come from a generator seeded by the values themselves: the same events, the same interval.
//!
//! With more than [`MOST_RESAMPLED`] articles the resampled means are as good as normal, and the
//! interval is that of the ratio estimator's linear approximation (Cochran 1977, section 6.4), which
//! costs one pass. The [`Method`] is named in the record.

use serde::{Deserialize, Serialize};

use super::Observation;

/// More articles than this are not resampled.
pub const MOST_RESAMPLED: usize = 400;

/// How an interval was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Percentiles of means of resampled articles.
    Bootstrap,
    /// The normal approximation.
    Normal,
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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// Their sum.
    pub sum: f64,
    /// Their number.
    pub count: usize,
}

/// The articles' values, from observations in the order of articles.
pub fn clusters(observations: &[Observation]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut article = None;
    for observation in observations {
        let Some(value) = observation.goldstein.filter(|value| value.is_finite()) else {
            continue;
        };
        match clusters
            .last_mut()
            .filter(|_| article == Some(observation.article))
        {
            Some(cluster) => {
                cluster.sum += value;
                cluster.count += 1;
            }
            None => clusters.push(Cluster {
                sum: value,
                count: 1,
            }),
        }
        article = Some(observation.article);
    }
    clusters
}

/// The mean over all events.
pub fn mean(clusters: &[Cluster]) -> Option<f64> {
    let count: usize = clusters.iter().map(|cluster| cluster.count).sum();
    let sum: f64 = clusters.iter().map(|cluster| cluster.sum).sum();
    (count > 0).then(|| sum / count as f64)
}

/// The interval about the mean; `None` below two articles, which tell nothing of how articles differ.
pub fn interval(clusters: &[Cluster], resamples: u32, level: f64) -> Option<Interval> {
    if clusters.len() < 2 || resamples == 0 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let (low, high, method) = if clusters.len() > MOST_RESAMPLED {
        let (low, high) = normal(clusters, level)?;
        (low, high, Method::Normal)
    } else {
        let (low, high) = bootstrap(clusters, resamples, level)?;
        (low, high, Method::Bootstrap)
    };
    Some(Interval {
        low,
        high,
        level,
        method,
    })
}

fn bootstrap(clusters: &[Cluster], resamples: u32, level: f64) -> Option<(f64, f64)> {
    let mut chance = Draws::seeded(clusters);
    let mut means: Vec<f64> = (0..resamples)
        .filter_map(|_| {
            let (mut sum, mut count) = (0.0, 0);
            for _ in clusters {
                let drawn = clusters[chance.below(clusters.len())];
                sum += drawn.sum;
                count += drawn.count;
            }
            (count > 0).then(|| sum / count as f64)
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let index = (share * (means.len() as f64 - 1.0)).round() as usize;
        means.get(index).copied()
    };
    let tail = (1.0 - level) / 2.0;
    Some((at(tail)?, at(1.0 - tail)?))
}

fn normal(clusters: &[Cluster], level: f64) -> Option<(f64, f64)> {
    let mean = mean(clusters)?;
    let count: usize = clusters.iter().map(|cluster| cluster.count).sum();
    let articles = clusters.len() as f64;
    let squares: f64 = clusters
        .iter()
        .map(|cluster| (cluster.sum - mean * cluster.count as f64).powi(2))
        .sum();
    let error = (squares * articles / (articles - 1.0)).sqrt() / count as f64;
    let reach = quantile(f64::midpoint(1.0, level)) * error;
    Some((mean - reach, mean + reach))
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
            hasher.update(&cluster.sum.to_bits().to_le_bytes());
            hasher.update(&(cluster.count as u64).to_le_bytes());
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

    #[test]
    fn both_methods_agree_on_many_articles() {
        let many: Vec<Cluster> = (0..MOST_RESAMPLED)
            .map(|at| Cluster {
                sum: (at * 7 % 19) as f64 - 9.0,
                count: 1 + at % 3,
            })
            .collect();
        let (low, high) = bootstrap(&many, 4_000, 0.95).unwrap();
        let (near_low, near_high) = normal(&many, 0.95).unwrap();
        assert!((low - near_low).abs() < 0.06, "{low} {near_low}");
        assert!((high - near_high).abs() < 0.06, "{high} {near_high}");
    }

    #[test]
    fn one_article_tells_nothing_of_how_articles_differ() {
        assert_eq!(
            interval(
                &[Cluster {
                    sum: -10.0,
                    count: 5
                }],
                1_000,
                0.95
            ),
            None
        );
    }

    #[test]
    fn levels_that_are_none_give_no_interval() {
        let two = [
            Cluster { sum: 1.0, count: 1 },
            Cluster {
                sum: -1.0,
                count: 1,
            },
        ];
        for level in [0.0, 1.0, f64::NAN, -3.0] {
            assert_eq!(interval(&two, 100, level), None);
        }
    }
}
