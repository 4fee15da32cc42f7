//! Actors joined to the issues they speak on.

use super::{Aggregation, Edge, Network, Node, NodeKind, Statements, TwoModeNormalisation};

/// The network from actors to issues. [`Aggregation::Congruence`] counts the statements for the issue and
/// [`Aggregation::Conflict`] those against it; `subtract` and `ignore` are DNA's.
pub fn two_mode(
    statements: &Statements,
    aggregation: Aggregation,
    normalisation: TwoModeNormalisation,
) -> Network {
    let prominence = statements.prominence();
    let mut edges = Vec::new();
    for (actor, issues) in &statements.counts {
        let activity = statements.activity(actor) as f64;
        for (issue, sides) in issues {
            let (agree, disagree) = (sides.agree as f64, sides.disagree as f64);
            let weight = match aggregation {
                Aggregation::Congruence => agree,
                Aggregation::Conflict => disagree,
                Aggregation::Subtract => agree - disagree,
                Aggregation::Ignore => agree + disagree,
            };
            let divisor = match normalisation {
                TwoModeNormalisation::No => 1.0,
                TwoModeNormalisation::Activity => activity,
                TwoModeNormalisation::Prominence => prominence[issue.as_str()] as f64,
            };
            if weight != 0.0 {
                edges.push(Edge {
                    from: actor.clone(),
                    to: issue.clone(),
                    weight: weight / divisor,
                    issues: vec![issue.clone()],
                });
            }
        }
    }
    let issues = prominence.iter().map(|(issue, statements)| Node {
        id: (*issue).to_owned(),
        kind: NodeKind::Issue,
        statements: *statements,
    });
    Network {
        nodes: statements.actors().chain(issues).collect(),
        edges,
        left_out: statements.left_out,
    }
}
