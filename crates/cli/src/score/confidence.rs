//! How surely events are right: the weights of their signs, fitted on gold, and how well they foretell documents
//! left out.
//!
//! A coded event is right where gold has its two heads and the root of its code, or where somebody judged it so. The penalty
//! is the one that foretells best the fifth of the documents that was left out in turn.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::Serialize;

use super::coded::ByDocument;
use super::events::{CodedEvent, accept_alternatives};
use super::gold::{Document, Judged};
use super::level::Level;
use super::logistic::{Case, Fit};

/// Parts that the documents are divided into; each is foretold from the others.
const FOLDS: usize = 5;
/// Penalties that are tried.
const PENALTIES: [f64; 5] = [1.0, 3.0, 6.0, 12.0, 25.0];
/// Events from which on a sign is weighed.
const FEWEST: usize = 6;
/// The share under which the coding leaves an event out. On gold texts, unread ones too, F1 is highest near .5; of the
/// events of real articles just above it, half are wrong (`docs/measurements.md`).
const LEAST: f64 = 0.5;
/// Lower bounds of the classes that the foretold shares are held against what was right.
const CLASSES: [f64; 8] = [0.0, 0.3, 0.45, 0.55, 0.6, 0.7, 0.8, 0.9];

/// One coded event of a gold text.
struct Known {
    fold: usize,
    signs: Vec<String>,
    is_right: bool,
}

/// One class of foretold shares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Class {
    /// The lowest foretold share in it.
    pub from: f64,
    /// Events in it.
    pub coded: usize,
    /// The mean of what was foretold for them.
    pub foretold: f64,
    /// The share that was right.
    pub right: f64,
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConfidenceScore {
    /// Documents of gold.
    pub documents: usize,
    /// Coded events.
    pub coded: usize,
    /// The share of them that is right.
    pub right: f64,
    /// The penalty chosen.
    pub penalty: f64,
    /// Mean squared difference of what was foretold from what was right (1 or 0), on documents left out.
    pub brier: f64,
    /// The same where the share of all events is foretold for each.
    pub brier_of_mean: f64,
    /// Foretold shares against those that were right.
    pub classes: Vec<Class>,
    /// The rows of the table.
    #[serde(skip)]
    pub table: String,
}

/// Fits the weights on `coded`.
pub fn score(gold: &[Document], coded: &ByDocument) -> ConfidenceScore {
    let known = known(gold, coded);
    let counts = counts(&known);
    let numbers: BTreeMap<&str, usize> = counts
        .iter()
        .filter(|(_, (_, coded))| *coded >= FEWEST)
        .enumerate()
        .map(|(number, (sign, _))| (*sign, number))
        .collect();
    let cases: Vec<(usize, Case)> = known
        .iter()
        .map(|known| {
            let mut signs: Vec<usize> = known
                .signs
                .iter()
                .filter_map(|sign| numbers.get(sign.as_str()).copied())
                .collect();
            signs.sort_unstable();
            signs.dedup();
            let is_right = known.is_right;
            (known.fold, Case { signs, is_right })
        })
        .collect();
    let foretold = |penalty: f64| -> Vec<(f64, bool)> {
        (0..FOLDS)
            .flat_map(|fold| {
                let others = cases.iter().filter(move |(of, _)| *of != fold);
                let fit = Fit::of(&others.map(|(_, case)| case), numbers.len(), penalty);
                cases
                    .iter()
                    .filter(move |(of, _)| *of == fold)
                    .map(move |(_, case)| (fit.share(&case.signs), case.is_right))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let (penalty, held_out) = PENALTIES
        .into_iter()
        .map(|penalty| (penalty, foretold(penalty)))
        .min_by(|(_, a), (_, b)| brier(a).total_cmp(&brier(b)))
        .unwrap_or_default();
    let all = Fit::of(&cases.iter().map(|(_, case)| case), numbers.len(), penalty);
    let right = known.iter().filter(|known| known.is_right).count();
    let share = right as f64 / known.len().max(1) as f64;
    let flat: Vec<(f64, bool)> = known.iter().map(|known| (share, known.is_right)).collect();
    let table = table(
        &all,
        &numbers,
        &counts,
        (right, known.len(), gold.len(), penalty),
    );
    ConfidenceScore {
        documents: gold.len(),
        coded: known.len(),
        right: share,
        penalty,
        brier: brier(&held_out),
        brier_of_mean: brier(&flat),
        classes: classes(&held_out),
        table,
    }
}

/// Right and all events of each sign.
fn counts(known: &[Known]) -> BTreeMap<&str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for event in known {
        for sign in &event.signs {
            let counts = counts.entry(sign).or_default();
            counts.0 += usize::from(event.is_right);
            counts.1 += 1;
        }
    }
    counts
}

/// The coded events of which gold tells whether they are right.
fn known(gold: &[Document], coded: &ByDocument) -> Vec<Known> {
    let mut known = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        let found = coded
            .get(&document.id)
            .map_or(&[][..], |coded| coded.events.as_slice());
        let mut add = |event: &CodedEvent, is_right: bool| {
            known.push(Known {
                fold: number % FOLDS,
                signs: event.signs.clone(),
                is_right,
            });
        };
        if let Some(judged) = &document.judged {
            for event in found {
                if let Some(judgement) = judged.iter().find(|judged| is_same(judged, event)) {
                    add(event, judgement.right);
                }
            }
            continue;
        }
        let events = document.events.as_deref().unwrap_or_default();
        let wanted: Vec<_> = events
            .iter()
            .map(|event| Level::Root.of_gold(event))
            .collect();
        let mut read = found.to_vec();
        accept_alternatives(events, &mut read);
        for (event, read) in found.iter().zip(&read) {
            add(event, wanted.contains(&Level::Root.of_coded(read)));
        }
    }
    known
}

/// Whether the judgement is of this event: the same heads and root.
fn is_same(judged: &Judged, event: &CodedEvent) -> bool {
    let head = |actor: &str| actor.split(':').next().unwrap_or_default().to_owned();
    head(&judged.source) == head(&event.source)
        && head(&judged.target) == head(&event.target)
        && judged.code.get(..2) == event.code.get(..2)
}

fn brier(foretold: &[(f64, bool)]) -> f64 {
    let sum: f64 = foretold
        .iter()
        .map(|(share, is_right)| (share - f64::from(u8::from(*is_right))).powi(2))
        .sum();
    sum / foretold.len().max(1) as f64
}

fn classes(foretold: &[(f64, bool)]) -> Vec<Class> {
    let ends = CLASSES.into_iter().skip(1).chain([f64::INFINITY]);
    CLASSES
        .into_iter()
        .zip(ends)
        .filter_map(|(from, to)| {
            let own: Vec<&(f64, bool)> = foretold
                .iter()
                .filter(|(share, _)| (from..to).contains(share))
                .collect();
            let coded = own.len();
            let right = own.iter().filter(|(_, is_right)| *is_right).count();
            (coded > 0).then(|| Class {
                from,
                coded,
                foretold: own.iter().map(|(share, _)| share).sum::<f64>() / coded as f64,
                right: right as f64 / coded as f64,
            })
        })
        .collect()
}

/// The file that the coding reads.
fn table(
    fit: &Fit,
    numbers: &BTreeMap<&str, usize>,
    counts: &BTreeMap<&str, (usize, usize)>,
    (right, coded, documents, penalty): (usize, usize, usize, f64),
) -> String {
    let mut text = format!(
        "sign\tweight\tright\tcoded\n\
         # Written by `make confidence`, not by hand: {right} of {coded} events of {documents} documents right; penalty {penalty}.\n\
         least\t{LEAST}\t\t\n\
         base\t{:.4}\t{right}\t{coded}\n",
        fit.base
    );
    for (sign, &number) in numbers {
        let (right, coded) = counts[sign];
        let weight = fit.weights[number];
        let _ = writeln!(text, "{sign}\t{weight:.4}\t{right}\t{coded}");
    }
    text
}

impl fmt::Display for ConfidenceScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "confidence, {} events of {} documents, {:.3} right at dyad+root",
            self.coded, self.documents, self.right
        )?;
        writeln!(
            f,
            "  foretold for documents left out, penalty {}: Brier {:.4}, with one share for all {:.4}",
            self.penalty, self.brier, self.brier_of_mean
        )?;
        write!(
            f,
            "  {:>8} {:>6} {:>9} {:>6}",
            "from", "events", "foretold", "right"
        )?;
        for class in &self.classes {
            write!(
                f,
                "\n  {:>8.1} {:>6} {:>9.3} {:>6.3}",
                class.from, class.coded, class.foretold, class.right
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::coded::Coded;
    use crate::score::events::CodedEvent;
    use detente_coding::record::Status;

    #[test]
    fn good_rules_are_told_from_bad_ones_and_few_events_tell_little() {
        let (mut gold, mut coded) = (Vec::new(), ByDocument::new());
        for number in 0..100 {
            let code = if number % 2 == 0 { "040" } else { "190" };
            // Every 040 is right, every fourth 190.
            let target = if number % 2 == 0 || number % 8 == 1 {
                "B"
            } else {
                "C"
            };
            let document: Document = serde_json::from_value(serde_json::json!({
                "id": number.to_string(), "text": "",
                "events": [{"source": "A", "target": target, "code": code}] }))
            .expect("a document");
            let event = CodedEvent {
                source: "A".to_owned(),
                target: "B".to_owned(),
                code: code.to_owned(),
                date: None,
                status: Status::Current,
                rule: format!("{code}.rule"),
                signs: vec![format!("rule={code}")],
                spans: [None; 2],
            };
            coded.insert(
                document.id.clone(),
                Coded {
                    events: vec![event],
                    ..Coded::default()
                },
            );
            gold.push(document);
        }
        let score = score(&gold, &coded);
        assert_eq!((score.documents, score.coded), (100, 100));
        assert!(score.brier < score.brier_of_mean, "{score}");
        let weight = |sign: &str| -> f64 {
            let row = score
                .table
                .lines()
                .find(|row| row.split('\t').next() == Some(sign));
            let cell = row.and_then(|row| row.split('\t').nth(1));
            cell.and_then(|cell| cell.parse().ok()).expect("a weight")
        };
        assert!(weight("rule=040") > 0.5, "{}", score.table);
        assert!(weight("rule=190") < -0.5, "{}", score.table);
    }
}
