//! How well a coding agrees with gold: figures in the way the field counts them.

pub mod actors;
pub mod causes;
pub mod classes;
pub mod coded;
pub mod confidence;
pub mod events;
pub mod gold;
pub mod level;
pub mod logistic;
pub mod positions;
pub mod quotes;

mod sectors;

use serde::Serialize;

/// Precision, recall and their harmonic mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Agreement {
    /// Share of what was coded that gold has.
    pub precision: f64,
    /// Share of gold that was coded.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// How many gold has.
    pub gold: usize,
    /// How many were coded.
    pub coded: usize,
}

impl Agreement {
    /// The figures for `right` of `coded` and `gold`; 0 where there is nothing to divide by.
    pub fn of(right: usize, coded: usize, gold: usize) -> Self {
        let precision = share(right, coded).unwrap_or(0.0);
        let recall = share(right, gold).unwrap_or(0.0);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Self {
            precision,
            recall,
            f1,
            gold,
            coded,
        }
    }
}

/// `part` of `whole`, or `None` where there is no whole.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
