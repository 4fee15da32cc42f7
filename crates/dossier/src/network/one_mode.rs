//! Actors joined by the issues they speak on.

use std::collections::BTreeMap;

use super::statements::Sides;
use super::{Aggregation, Edge, Network, Normalisation, Statements};

/// What two actors share, issue by issue.
#[derive(Default)]
struct Shared<'a> {
    issues: Vec<&'a str>,
    congruence: f64,
    conflict: f64,
    ignore: f64,
    /// Statements of the one, and of the other, on issue sides where both have some.
    common: [f64; 2],
    /// Σ of the products there.
    products: f64,
}

impl<'a> Shared<'a> {
    fn add(&mut self, issue: &'a str, one: Sides, other: Sides) {
        let [one_for, one_against] = [one.agree as f64, one.disagree as f64];
        let [other_for, other_against] = [other.agree as f64, other.disagree as f64];
        self.issues.push(issue);
        self.congruence += one_for * other_for + one_against * other_against;
        self.conflict += one_for * other_against + one_against * other_for;
        self.ignore += (one_for + one_against) * (other_for + other_against);
        for (a, b) in [(one_for, other_for), (one_against, other_against)] {
            if a > 0.0 && b > 0.0 {
                self.common[0] += a;
                self.common[1] += b;
                self.products += a * b;
            }
        }
    }

    fn weight(&self, aggregation: Aggregation) -> f64 {
        match aggregation {
            Aggregation::Congruence => self.congruence,
            Aggregation::Conflict => self.conflict,
            Aggregation::Subtract => self.congruence - self.conflict,
            Aggregation::Ignore => self.ignore,
        }
    }

    /// What to divide by, given how many statements both have.
    fn divisor(&self, one: f64, other: f64, normalisation: Normalisation) -> f64 {
        match normalisation {
            Normalisation::No => 1.0,
            Normalisation::Average => f64::midpoint(one, other),
            Normalisation::Jaccard => one - self.common[0] + other - self.common[1] + self.products,
            Normalisation::Cosine => one * other,
        }
    }
}

/// The network between actors. Its time grows with the pairs of actors that share an issue.
pub fn one_mode(
    statements: &Statements,
    aggregation: Aggregation,
    normalisation: Normalisation,
) -> Network {
    let mut by_issue: BTreeMap<&str, Vec<(&str, Sides)>> = BTreeMap::new();
    for (actor, issues) in &statements.counts {
        for (issue, sides) in issues {
            by_issue.entry(issue).or_default().push((actor, *sides));
        }
    }
    let mut pairs: BTreeMap<(&str, &str), Shared> = BTreeMap::new();
    for (issue, actors) in by_issue {
        for (at, &(one, own)) in actors.iter().enumerate() {
            for &(other, others) in &actors[at + 1..] {
                pairs
                    .entry((one, other))
                    .or_default()
                    .add(issue, own, others);
            }
        }
    }
    let activity: BTreeMap<&str, f64> = statements
        .counts
        .keys()
        .map(|actor| (actor.as_str(), statements.activity(actor) as f64))
        .collect();
    let edges = pairs
        .into_iter()
        .filter_map(|((one, other), shared)| {
            let weight = shared.weight(aggregation)
                / shared.divisor(activity[one], activity[other], normalisation);
            (weight != 0.0 && weight.is_finite()).then(|| Edge {
                from: one.to_owned(),
                to: other.to_owned(),
                weight,
                issues: shared.issues.into_iter().map(str::to_owned).collect(),
            })
        })
        .collect();
    Network {
        nodes: statements.actors().collect(),
        edges,
        left_out: statements.left_out,
    }
}
