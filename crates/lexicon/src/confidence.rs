//! How surely an event is right: weights of the signs that speak for and against it, fitted on gold.
//!
//! `confidence.tsv` is written by `detente evaluate --confidence`; nobody edits it by hand. A sign is what the
//! coding notes of an event, such as `root=04`, `rule=04/040.meet` or `target.path=dobj.poss`. The weights of an event's
//! signs and the `base` add up to the logarithm of the odds that it is right (logistic regression); an event whose
//! share is under `least` is left out unless the caller asks for all.

use rustc_hash::FxHashMap;

use crate::problem::{Problem, Severity};
use crate::source::SourceFile;
use crate::table::{Layout, Row, read_rows};

/// The row of what speaks for any event.
const BASE: &str = "base";
/// The row of the share under which events are left out.
const LEAST: &str = "least";

/// What a sign weighs, and on what that rests.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Weight {
    /// What it adds to the logarithm of the odds.
    pub weight: f64,
    /// Events of gold with the sign that were right.
    pub right: u32,
    /// Events of gold with the sign.
    pub coded: u32,
}

/// The weights of signs.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Confidence {
    signs: FxHashMap<String, Weight>,
    base: f64,
    least: f64,
}

const LAYOUT: Layout = Layout {
    columns: &["sign", "weight", "right", "coded"],
    required: &["sign", "weight"],
};

impl Confidence {
    /// The weights of `files`.
    pub(crate) fn load(files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut read = Self::default();
        for file in files {
            read_rows(file, 0, LAYOUT, problems, |row, problems| {
                match weight(row) {
                    Ok(weight) => read.take(row.text("sign"), weight),
                    Err(column) => problems.push(row.problem(
                        column,
                        Severity::Error,
                        format!("`{}` in `{column}` is no such number", row.text(column)),
                        "make the file anew with `detente evaluate --confidence`",
                    )),
                }
            });
        }
        read
    }

    fn take(&mut self, sign: &str, weight: Weight) {
        match sign {
            BASE => self.base = weight.weight,
            LEAST => self.least = weight.weight,
            sign => {
                self.signs.insert(sign.to_owned(), weight);
            }
        }
    }

    /// The share, 0 to 1, of events with these signs that are right; `None` where nothing was measured.
    pub fn share<'s>(&self, signs: impl IntoIterator<Item = &'s str>) -> Option<f64> {
        if self.is_empty() {
            return None;
        }
        let odds = signs
            .into_iter()
            .filter_map(|sign| self.signs.get(sign))
            .fold(self.base, |odds, weight| odds + weight.weight);
        Some(1.0 / (1.0 + (-odds).exp()))
    }

    /// The share under which an event is left out; 0 where nothing was measured.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// What `sign` weighs, if it was measured.
    pub fn of_sign(&self, sign: &str) -> Option<&Weight> {
        self.signs.get(sign)
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }
}

/// The signs of the rule that made an event with the code `cameo`, the widest first: its root, whether the rule is
/// one of the root or an operator (an appeal, a promise, a refusal), and the rule.
///
/// ```
/// use detente_lexicon::confidence::rule_signs;
/// assert_eq!(rule_signs("040.meet", "040"), ["root=04", "kind=04/plain", "rule=04/040.meet"]);
/// assert_eq!(rule_signs("appeal.urge", "0253"), ["root=02", "kind=02/operator", "rule=02/appeal.urge"]);
/// ```
pub fn rule_signs(rule: &str, cameo: &str) -> [String; 3] {
    let root = cameo.get(..2).unwrap_or(cameo);
    let kind = if rule.starts_with(root) {
        "plain"
    } else {
        "operator"
    };
    [
        format!("root={root}"),
        format!("kind={root}/{kind}"),
        format!("rule={root}/{rule}"),
    ]
}

/// The figures of a row, or the column that is wrong.
fn weight(row: &Row) -> Result<Weight, &'static str> {
    let count = |column: &'static str| match row.text(column) {
        "" => Ok(0),
        text => text.parse::<u32>().map_err(|_| column),
    };
    let (right, coded) = (count("right")?, count("coded")?);
    if right > coded {
        return Err("right");
    }
    let weight: f64 = row.text("weight").parse().map_err(|_| "weight")?;
    let is_share = row.text("sign") != LEAST || (0.0..=1.0).contains(&weight);
    if !weight.is_finite() || !is_share {
        return Err("weight");
    }
    Ok(Weight {
        weight,
        right,
        coded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_to_odds() {
        let mut confidence = Confidence::default();
        assert_eq!(confidence.share(["root=04"]), None);
        let weight = |weight| Weight {
            weight,
            right: 1,
            coded: 2,
        };
        confidence.take("base", weight(1.0));
        confidence.take("root=04", weight(-1.0));
        let share = confidence.share(["root=04", "unheard-of"]);
        assert!(share.is_some_and(|share| (share - 0.5).abs() < 1e-9));
    }
}
