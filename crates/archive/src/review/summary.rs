//! Measured precision and agreement.

use std::collections::BTreeMap;

use serde::Serialize;

use super::last_words;
use crate::{Correction, Family, Verdict};

/// The 97.5% point of the normal distribution.
const Z: f64 = 1.959_964;

/// How often records were judged and found right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Precision {
    /// The kind of record.
    pub family: &'static str,
    /// The rule of events; of quotes and positions all together.
    pub rule: Option<String>,
    /// Judgements: each reviewer's last word on each record.
    pub judged: u64,
    /// Judgements that accept.
    pub right: u64,
    /// The share of `judged` that is right, 0 to 1.
    pub share: f64,
    /// Wilson's 95% interval of the share (Wilson 1927).
    pub interval: [f64; 2],
}

/// How far reviewers agree on records that several judged.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Records that two or more judged.
    pub records: u64,
    /// Pairs of judgements of one record.
    pub pairs: u64,
    /// Of these, pairs with the same verdict.
    pub agreeing: u64,
    /// Krippendorff's alpha for nominal data: 1 is full agreement, 0 what chance gives. Absent where
    /// nothing was judged twice, or all verdicts are one.
    pub alpha: Option<f64>,
}

/// What all verdicts amount to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewSummary {
    /// Verdicts, the overruled ones too.
    pub verdicts: u64,
    /// Different records judged.
    pub records: u64,
    /// Records that reviewers added as missing.
    pub added: u64,
    /// Verdicts by reviewer.
    pub reviewers: BTreeMap<String, u64>,
    /// Precision by kind of record.
    pub families: Vec<Precision>,
    /// Precision of events by rule, the most judged first.
    pub rules: Vec<Precision>,
    /// Agreement of reviewers.
    pub agreement: Agreement,
}

/// Sums verdicts up.
///
/// ```
/// let nothing = detente_archive::summary(&[]);
/// assert_eq!((nothing.verdicts, nothing.agreement.alpha), (0, None));
/// ```
pub fn summary(corrections: &[Correction]) -> ReviewSummary {
    let last = last_words(corrections);
    let mut reviewers: BTreeMap<String, u64> = BTreeMap::new();
    for correction in corrections {
        *reviewers
            .entry(correction.said.reviewer.clone())
            .or_default() += 1;
    }
    let mut families: BTreeMap<Family, (u64, u64)> = BTreeMap::new();
    let mut rules: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for correction in last.values().flat_map(BTreeMap::values) {
        let right = u64::from(correction.said.verdict == Verdict::Accept);
        let count = families.entry(correction.said.family).or_default();
        *count = (count.0 + 1, count.1 + right);
        if let Some(rule) = correction.said.judged["rule"].as_str() {
            let count = rules.entry(rule.to_owned()).or_default();
            *count = (count.0 + 1, count.1 + right);
        }
    }
    let mut rules: Vec<Precision> = rules
        .into_iter()
        .map(|(rule, count)| precision(Family::Event, Some(rule), count))
        .collect();
    rules.sort_by(|a, b| b.judged.cmp(&a.judged).then_with(|| a.rule.cmp(&b.rule)));
    ReviewSummary {
        verdicts: corrections.len() as u64,
        records: last.len() as u64,
        added: corrections
            .iter()
            .filter(|one| one.said.verdict == Verdict::Add)
            .count() as u64,
        reviewers,
        families: families
            .into_iter()
            .map(|(family, count)| precision(family, None, count))
            .collect(),
        rules,
        agreement: agreement(last.values().map(|said| {
            said.values()
                .map(|correction| correction.said.verdict)
                .collect()
        })),
    }
}

fn precision(family: Family, rule: Option<String>, (judged, right): (u64, u64)) -> Precision {
    let n = judged as f64;
    let share = right as f64 / n;
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Precision {
        family: family.name(),
        rule,
        judged,
        right,
        share,
        interval: [(middle - half).max(0.0), (middle + half).min(1.0)],
    }
}

/// Agreement over records, each with the verdicts of its reviewers.
fn agreement(records: impl Iterator<Item = Vec<Verdict>>) -> Agreement {
    let mut found = Agreement::default();
    // Krippendorff 2011, "Computing Krippendorff's alpha-reliability", nominal data: coincidences of
    // values within records, each record weighted by its judgements less one.
    let mut within = 0.0;
    let mut values: BTreeMap<&'static str, f64> = BTreeMap::new();
    for verdicts in records.filter(|verdicts| verdicts.len() > 1) {
        found.records += 1;
        let mut own: BTreeMap<&'static str, u64> = BTreeMap::new();
        for verdict in &verdicts {
            *own.entry(verdict.name()).or_default() += 1;
        }
        let judges = verdicts.len() as u64;
        let same: u64 = own.values().map(|n| n * (n - 1)).sum();
        found.pairs += judges * (judges - 1) / 2;
        found.agreeing += same / 2;
        within += same as f64 / (judges - 1) as f64;
        for (value, n) in own {
            *values.entry(value).or_default() += n as f64;
        }
    }
    let all: f64 = values.values().sum();
    let by_chance: f64 = values.values().map(|n| n * (n - 1.0)).sum();
    let possible = all * (all - 1.0);
    if all > 1.0 && possible - by_chance > 0.5 {
        found.alpha = Some(((all - 1.0) * within - by_chance) / (possible - by_chance));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::NewCorrection;

    fn said(key: i64, reviewer: &str, record: &str, verdict: Verdict) -> Correction {
        Correction {
            id: key.to_string(),
            key,
            said: NewCorrection {
                reviewer: reviewer.to_owned(),
                family: Family::Event,
                record: record.to_owned(),
                article: "a".to_owned(),
                verdict,
                judged: json!({"rule": "040.meet"}),
                proposed: Some(Value::Null).filter(|_| verdict == Verdict::Add),
                note: String::new(),
                at: key,
            },
        }
    }

    #[test]
    fn the_last_word_of_each_reviewer_counts() {
        use Verdict::{Accept, Add, Reject};
        let found = summary(&[
            said(1, "Ada", "e1", Reject),
            said(2, "Ada", "e1", Accept),
            said(3, "Ben", "e1", Accept),
            said(4, "Ada", "e2", Reject),
            said(5, "Ben", "e3", Add),
        ]);
        assert_eq!((found.verdicts, found.records, found.added), (5, 2, 1));
        assert_eq!(found.rules.len(), 1);
        let rule = &found.rules[0];
        assert_eq!((rule.judged, rule.right), (3, 2));
        assert!(rule.interval[0] < rule.share && rule.share < rule.interval[1]);
        let agreement = found.agreement;
        assert_eq!(
            (agreement.records, agreement.pairs, agreement.agreeing),
            (1, 1, 1)
        );
        assert_eq!(found.reviewers["Ada"], 3);
    }

    #[test]
    fn alpha_is_one_for_agreement_and_nought_for_chance() {
        use Verdict::{Accept, Reject};
        let alpha = |records: &[[Verdict; 2]]| {
            agreement(records.iter().map(|verdicts| verdicts.to_vec())).alpha
        };
        assert_eq!(alpha(&[[Accept, Accept], [Reject, Reject]]), Some(1.0));
        assert_eq!(alpha(&[[Accept, Accept]]), None);
        // Four records, verdicts in all combinations: as often alike as by chance, less one for the small number.
        let mixed = [
            [Accept, Accept],
            [Accept, Reject],
            [Reject, Accept],
            [Reject, Reject],
        ];
        let found = alpha(&mixed).unwrap();
        assert!((found - 0.125).abs() < 1e-9, "{found}");
    }
}
