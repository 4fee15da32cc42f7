//! How often families of rules are right on gold, and how well that foretells texts not measured on.
//!
//! A coded event is right where gold has its two heads and the root of its code. A family's share is drawn
//! towards the wider family's as if that had been seen `strength` more times; the strength is the one that
//! foretells best the fifth of the documents that was left out in turn.

use std::collections::BTreeMap;
use std::fmt;

use detente_lexicon::confidence::families;
use serde::Serialize;

use super::coded::ByDocument;
use super::events::accept_alternatives;
use super::gold::Document;
use super::level::Level;

/// Parts that the documents are divided into; each is foretold from the others.
const FOLDS: usize = 5;
/// Strengths that are tried.
const STRENGTHS: [f64; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];
/// Events of a rule from which on it is a family of its own.
const FEWEST: usize = 8;
/// Lower bounds of the classes that the foretold shares are held against what was right.
const CLASSES: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

/// One coded event of a gold text.
struct Case {
    fold: usize,
    families: [String; 3],
    is_right: bool,
}

/// Right and coded.
type Counts = (usize, usize);

/// The counts of all families and of all events.
#[derive(Default)]
struct Tally {
    families: BTreeMap<String, Counts>,
    all: Counts,
}

impl Tally {
    fn of<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        let mut tally = Self::default();
        for case in cases {
            let right = usize::from(case.is_right);
            for family in &case.families {
                let counts = tally.families.entry(family.clone()).or_default();
                *counts = (counts.0 + right, counts.1 + 1);
            }
            tally.all = (tally.all.0 + right, tally.all.1 + 1);
        }
        tally
    }

    /// The share right of the narrowest measured family, from the widest to it.
    fn share(&self, families: &[String; 3], strength: f64) -> f64 {
        let drawn = |(right, coded): Counts, to: f64| {
            (right as f64 + strength * to) / (coded as f64 + strength)
        };
        // Before anything was seen, one of two is right.
        let (mut share, mut wider) = (drawn(self.all, 0.5), self.all);
        for (width, family) in families.iter().enumerate().rev() {
            // At the ends of the table a wider family has no narrower one.
            if family.is_empty() {
                continue;
            }
            let Some(&counts) = self.families.get(family) else {
                break;
            };
            if width == 0 && counts.1 < FEWEST {
                break;
            }
            // The same events under another name tell nothing new.
            if counts != wider {
                share = drawn(counts, share);
            }
            wider = counts;
        }
        share
    }
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
    /// The strength chosen.
    pub strength: f64,
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

/// Measures the families on `coded`.
pub fn score(gold: &[Document], coded: &ByDocument) -> ConfidenceScore {
    let cases = cases(gold, coded);
    let foretold = |strength: f64| -> Vec<(f64, bool)> {
        (0..FOLDS)
            .flat_map(|fold| {
                let known = Tally::of(cases.iter().filter(|case| case.fold != fold));
                cases
                    .iter()
                    .filter(move |case| case.fold == fold)
                    .map(move |case| (known.share(&case.families, strength), case.is_right))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let strength = STRENGTHS
        .into_iter()
        .min_by(|a, b| brier(&foretold(*a)).total_cmp(&brier(&foretold(*b))))
        .unwrap_or(STRENGTHS[0]);
    let held_out = foretold(strength);
    let all = Tally::of(cases.iter());
    let right = all.all.0 as f64 / all.all.1.max(1) as f64;
    let flat: Vec<(f64, bool)> = cases.iter().map(|case| (right, case.is_right)).collect();
    ConfidenceScore {
        documents: gold.len(),
        coded: cases.len(),
        right,
        strength,
        brier: brier(&held_out),
        brier_of_mean: brier(&flat),
        classes: classes(&held_out),
        table: table(&all, strength, gold.len()),
    }
}

fn cases(gold: &[Document], coded: &ByDocument) -> Vec<Case> {
    let mut cases = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        let events = document.events.as_deref().unwrap_or_default();
        let wanted: Vec<_> = events
            .iter()
            .map(|event| Level::Root.of_gold(event))
            .collect();
        let found = coded
            .get(&document.id)
            .map_or(&[][..], |coded| coded.events.as_slice());
        let mut read = found.to_vec();
        accept_alternatives(events, &mut read);
        for (event, read) in found.iter().zip(&read) {
            cases.push(Case {
                fold: number % FOLDS,
                families: families(&event.rule, &event.code),
                is_right: wanted.contains(&Level::Root.of_coded(read)),
            });
        }
    }
    cases
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
fn table(all: &Tally, strength: f64, documents: usize) -> String {
    let (right, coded) = all.all;
    let mut text = format!(
        "family\tright\tcoded\tprecision\tfolds\n\
         # Written by `make confidence`, not by hand: {right} of {coded} events of {documents} documents right; strength {strength}.\n"
    );
    let row = |family: &str, (right, coded): Counts, share: f64| {
        format!("{family}\t{right}\t{coded}\t{share:.3}\t{FOLDS}\n")
    };
    for (family, &counts) in &all.families {
        let parts: Vec<&str> = family.splitn(2, '/').collect();
        let root = parts[0].to_owned();
        let widths = match parts.get(1) {
            None => [String::new(), String::new(), root],
            Some(kind @ (&"plain" | &"operator")) => {
                [String::new(), format!("{root}/{kind}"), root]
            }
            Some(rule) if counts.1 >= FEWEST => {
                let [own, kind, root] = families(rule, &root);
                [own, kind, root]
            }
            Some(_) => continue,
        };
        let share = all.share(&widths, strength);
        text.push_str(&row(family, counts, share));
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
            "  foretold for documents left out, strength {}: Brier {:.4}, with one share for all {:.4}",
            self.strength, self.brier, self.brier_of_mean
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
        let share = |family: &str| -> f64 {
            let row = score
                .table
                .lines()
                .find(|row| row.split('\t').next() == Some(family));
            let cell = row.and_then(|row| row.split('\t').nth(3));
            cell.and_then(|cell| cell.parse().ok()).expect("a share")
        };
        assert!(share("04/040.rule") > 0.9, "{}", score.table);
        assert!(share("19/190.rule") < 0.4, "{}", score.table);
    }
}
