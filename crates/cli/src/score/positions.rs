//! Positions against gold: distinct (actor, issue, stance) within a document.

use std::collections::BTreeSet;
use std::fmt;

use detente_coding::record::Position;
use serde::Serialize;

use super::Agreement;
use super::coded::ByDocument;
use super::gold::Document;

/// What of a coded position is scored: actor, issue and stance.
pub type CodedPosition = (String, String, String);

/// What of `position` is scored.
pub fn coded(position: &Position) -> CodedPosition {
    let stance = serde_json::to_value(position.stance).ok();
    let stance = stance
        .as_ref()
        .and_then(|stance| stance.as_str())
        .unwrap_or_default();
    (
        position.actor.clone(),
        position.issue.clone(),
        stance.to_owned(),
    )
}

/// The figures of a coding's positions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionScore {
    /// Agreement on actor, issue and stance.
    #[serde(flatten)]
    pub agreement: Agreement,
    /// Agreement on actor and issue, whatever the stance.
    pub actor_and_issue: Agreement,
}

/// A document whose positions differ from gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The document's number in the gold file.
    pub document: usize,
    /// In gold and not coded.
    pub missed: Vec<CodedPosition>,
    /// Coded and not in gold.
    pub wrong: Vec<CodedPosition>,
}

/// Scores the positions of each document.
pub fn score(gold: &[Document], coded: &ByDocument) -> (PositionScore, Vec<Difference>) {
    let (mut whole, mut pairs) = ([0; 3], [0; 3]);
    let mut differences = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        // A document without the field was not coded for positions.
        let Some(positions) = &document.positions else {
            continue;
        };
        let wanted: BTreeSet<CodedPosition> = positions
            .iter()
            .map(|row| (row.actor.clone(), row.issue.clone(), row.stance.clone()))
            .collect();
        let found: BTreeSet<CodedPosition> = coded
            .get(&document.id)
            .into_iter()
            .flat_map(|coded| coded.positions.iter().cloned())
            .collect();
        count(&mut whole, &wanted, &found);
        let pair = |all: &BTreeSet<CodedPosition>| -> BTreeSet<(String, String)> {
            let pairs = all
                .iter()
                .map(|(actor, issue, _)| (actor.clone(), issue.clone()));
            pairs.collect()
        };
        count(&mut pairs, &pair(&wanted), &pair(&found));
        if wanted != found {
            differences.push(Difference {
                document: number,
                missed: wanted.difference(&found).cloned().collect(),
                wrong: found.difference(&wanted).cloned().collect(),
            });
        }
    }
    let score = PositionScore {
        agreement: Agreement::of(whole[0], whole[1], whole[2]),
        actor_and_issue: Agreement::of(pairs[0], pairs[1], pairs[2]),
    };
    (score, differences)
}

fn count<T: Ord>(counts: &mut [usize; 3], wanted: &BTreeSet<T>, found: &BTreeSet<T>) {
    counts[0] += wanted.intersection(found).count();
    counts[1] += found.len();
    counts[2] += wanted.len();
}

impl fmt::Display for PositionScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "positions\n  {:21} {:>9} {:>7} {:>7} {:>6} {:>6}",
            "", "precision", "recall", "F1", "gold", "coded"
        )?;
        let rows = [
            ("actor, issue, stance", self.agreement),
            ("actor, issue", self.actor_and_issue),
        ];
        for (number, (name, a)) in rows.into_iter().enumerate() {
            let end = if number == 0 { "\n" } else { "" };
            write!(
                f,
                "  {name:21} {:>9.4} {:>7.4} {:>7.4} {:>6} {:>6}{end}",
                a.precision, a.recall, a.f1, a.gold, a.coded
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::coded::Coded;

    #[test]
    fn a_wrong_stance_is_right_for_actor_and_issue_alone() {
        let gold: Vec<Document> = serde_json::from_str(
            r#"[{"id":"a","text":"","positions":[
              {"actor":"RUS:GOV","issue":"missile-defence","stance":"opposes"},
              {"actor":"NATO","issue":"missile-defence","stance":"supports"}]}]"#,
        )
        .unwrap_or_default();
        let row = |actor: &str, stance: &str| {
            (
                actor.to_owned(),
                "missile-defence".to_owned(),
                stance.to_owned(),
            )
        };
        let coded = Coded {
            positions: vec![
                row("RUS:GOV", "opposes"),
                row("RUS:GOV", "opposes"),
                row("NATO", "offers"),
            ],
            ..Coded::default()
        };
        let (score, differences) = score(&gold, &ByDocument::from([("a".to_owned(), coded)]));
        assert!((score.agreement.f1 - 0.5).abs() < 1e-9);
        assert!((score.actor_and_issue.f1 - 1.0).abs() < 1e-9);
        assert_eq!(differences[0].missed, [row("NATO", "supports")]);
        assert_eq!(differences[0].wrong, [row("NATO", "offers")]);
    }
}
