//! Events against gold: distinct tuples within a document, averaged over all (micro-average).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use detente_coding::record::Status;
use serde::Serialize;

use super::causes::{self, MissedDyad, Tally};
use super::coded::{ByDocument, Span};
use super::gold::{Document, Event as GoldEvent};
use super::level::{Key, Level, head};
use super::{Agreement, share};

/// What of a coded event is scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedEvent {
    /// `HEAD` or `HEAD:ROLE`.
    pub source: String,
    /// `HEAD` or `HEAD:ROLE`, `-` for none.
    pub target: String,
    /// CAMEO code.
    pub code: String,
    /// Date of the act.
    pub date: Option<String>,
    /// Its status.
    pub status: Status,
    /// The rule that made it.
    pub rule: String,
    /// What speaks for and against it; empty where a written coding is scored.
    pub signs: Vec<String>,
    /// Where source and target are named, in code points.
    pub spans: [Option<Span>; 2],
}

impl From<&detente_coding::record::Event> for CodedEvent {
    fn from(event: &detente_coding::record::Event) -> Self {
        Self {
            source: event.source.actor.clone(),
            target: event.target.actor.clone(),
            code: event.cameo.clone(),
            date: event.date.map(|date| date.to_string()),
            status: event.status,
            rule: event.rule.clone(),
            signs: Vec::new(),
            spans: [&event.source, &event.target]
                .map(|party| party.span.map(|span| (span.start, span.end))),
        }
    }
}

/// The figures of a coding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventScore {
    /// Documents of gold.
    pub documents: usize,
    /// Agreement at each level, by its name.
    #[serde(flatten)]
    pub levels: BTreeMap<&'static str, Agreement>,
    /// Share of the right date among events that agree on dyad and root.
    pub date_accuracy: Option<f64>,
    /// Share of the right status among them.
    pub status_accuracy: Option<f64>,
    /// Share of those that agree on dyad and root in which both actors have the right role.
    pub roles_accuracy: Option<f64>,
    /// Agreement at dyad and root, by root.
    pub roots: BTreeMap<String, Agreement>,
    /// Why dyads were missed; absent where a written coding is scored.
    pub missed_dyads: Option<Tally>,
}

/// A document whose coding differs from gold at dyad and root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The document's number in the gold file.
    pub document: usize,
    /// In gold and not coded.
    pub missed: Vec<Key>,
    /// Coded and not in gold.
    pub wrong: Vec<Key>,
    /// The dyads missed, with their causes.
    pub dyads: Vec<MissedDyad>,
}

/// Right, coded and gold.
type Counts = [usize; 3];

fn agreement([right, coded, gold]: Counts) -> Agreement {
    Agreement::of(right, coded, gold)
}

/// What is counted over all documents.
#[derive(Default)]
struct Totals {
    levels: [Counts; Level::ALL.len()],
    roots: BTreeMap<String, Counts>,
    /// Matched at dyad and root: all, with the right roles, with a date in gold, with the right one,
    /// with the right status.
    matched: usize,
    roles_right: usize,
    dated: usize,
    date_right: usize,
    status_right: usize,
}

impl Totals {
    /// Counts a document; gives what gold has more than the coding at dyad and root, and less.
    fn add(&mut self, gold: &[GoldEvent], coded: &[CodedEvent]) -> (Vec<Key>, Vec<Key>) {
        let (mut missed, mut wrong) = (Vec::new(), Vec::new());
        for (level, counts) in Level::ALL.into_iter().zip(&mut self.levels) {
            let wanted: BTreeSet<Key> = gold.iter().map(|event| level.of_gold(event)).collect();
            let found: BTreeSet<Key> = coded.iter().map(|event| level.of_coded(event)).collect();
            counts[0] += wanted.intersection(&found).count();
            counts[1] += found.len();
            counts[2] += wanted.len();
            if level != Level::Root {
                continue;
            }
            for key in wanted.union(&found) {
                let counts = self.roots.entry(key.2.clone()).or_default();
                let (is_wanted, is_found) = (wanted.contains(key), found.contains(key));
                counts[0] += usize::from(is_wanted && is_found);
                counts[1] += usize::from(is_found);
                counts[2] += usize::from(is_wanted);
            }
            missed = wanted.difference(&found).cloned().collect();
            wrong = found.difference(&wanted).cloned().collect();
        }
        for event in gold {
            let key = Level::Root.of_gold(event);
            let same = || {
                coded
                    .iter()
                    .filter(|found| Level::Root.of_coded(found) == key)
            };
            // The last of several is held against gold's date, as the field's scorers do.
            let Some(last) = same().next_back() else {
                continue;
            };
            self.matched += 1;
            self.roles_right += usize::from(
                same().any(|found| found.source == event.source && found.target == event.target),
            );
            if let Some(date) = &event.date {
                self.dated += 1;
                self.date_right += usize::from(last.date.as_ref() == Some(date));
                let status = event.status.unwrap_or(Status::Current);
                self.status_right += usize::from(last.status == status);
            }
        }
        (missed, wrong)
    }
}

/// Scores the events of each document.
pub fn score(gold: &[Document], coded: &ByDocument) -> (EventScore, Vec<Difference>) {
    let mut totals = Totals::default();
    let mut tally: Option<Tally> = None;
    let mut differences = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        let events = document.events.as_deref().unwrap_or_default();
        let own = coded.get(&document.id);
        let mut found = own.map(|own| own.events.clone()).unwrap_or_default();
        accept_alternatives(events, &mut found);
        let (missed, wrong) = totals.add(events, &found);
        let mentions = own.and_then(|own| own.mentions.as_deref());
        let dyads = mentions.map(|mentions| causes::missed(events, &found, mentions));
        if let Some(dyads) = &dyads {
            tally.get_or_insert_default().add(dyads);
        }
        if !(missed.is_empty() && wrong.is_empty()) {
            differences.push(Difference {
                document: number,
                missed,
                wrong,
                dyads: dyads.unwrap_or_default(),
            });
        }
    }
    let levels = Level::ALL.into_iter().zip(totals.levels);
    let score = EventScore {
        documents: gold.len(),
        levels: levels
            .map(|(level, counts)| (level.name(), agreement(counts)))
            .collect(),
        date_accuracy: share(totals.date_right, totals.dated),
        status_accuracy: share(totals.status_right, totals.dated),
        roles_accuracy: share(totals.roles_right, totals.matched),
        roots: totals
            .roots
            .into_iter()
            .map(|(root, counts)| (root, agreement(counts)))
            .collect(),
        missed_dyads: tally,
    };
    (score, differences)
}

/// Where gold names other codes that are as right, those are read as its own.
pub fn accept_alternatives(gold: &[GoldEvent], coded: &mut [CodedEvent]) {
    for event in gold.iter().filter(|event| !event.also.is_empty()) {
        for found in &mut *coded {
            let same_dyad = head(&found.source) == head(&event.source)
                && head(&found.target) == head(&event.target);
            if same_dyad && event.also.contains(&found.code) {
                found.code.clone_from(&event.code);
            }
        }
    }
}

impl fmt::Display for EventScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "events, {} documents", self.documents)?;
        writeln!(
            f,
            "  {:12} {:>9} {:>7} {:>7} {:>6} {:>6}",
            "", "precision", "recall", "F1", "gold", "coded"
        )?;
        for level in Level::ALL {
            if let Some(a) = self.levels.get(level.name()) {
                let (p, r, f1) = (a.precision, a.recall, a.f1);
                writeln!(
                    f,
                    "  {:12} {p:>9.4} {r:>7.4} {f1:>7.4} {:>6} {:>6}",
                    level.name(),
                    a.gold,
                    a.coded
                )?;
            }
        }
        let shown = |share: Option<f64>| {
            share.map_or_else(|| "-".to_owned(), |share| format!("{share:.4}"))
        };
        writeln!(
            f,
            "  of those right at dyad+root: date {}, status {}, both roles {}",
            shown(self.date_accuracy),
            shown(self.status_accuracy),
            shown(self.roles_accuracy)
        )?;
        write!(f, "dyad+root by root")?;
        for (root, a) in &self.roots {
            let (p, r, f1) = (a.precision, a.recall, a.f1);
            write!(
                f,
                "\n  {root:12} {p:>9.4} {r:>7.4} {f1:>7.4} {:>6} {:>6}",
                a.gold, a.coded
            )?;
        }
        if let Some(tally) = &self.missed_dyads {
            write!(f, "\n{tally}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::coded::Coded;

    fn coded(
        source: &str,
        target: &str,
        code: &str,
        date: Option<&str>,
        status: Status,
    ) -> CodedEvent {
        CodedEvent {
            source: source.to_owned(),
            target: target.to_owned(),
            code: code.to_owned(),
            date: date.map(str::to_owned),
            status,
            rule: String::new(),
            signs: Vec::new(),
            spans: [None; 2],
        }
    }

    /// The expected figures were worked out by hand.
    #[test]
    fn counts_distinct_tuples_of_each_document() {
        let gold: Vec<Document> = serde_json::from_str(
            r#"[
            {"id":"a","text":"","events":[
              {"source":"RUS:GOV","target":"NATO","code":"040","date":"2011-10-25","status":"current","also":["046"]},
              {"source":"NATO","target":"RUS:GOV","code":"040","date":"2011-10-25"}]},
            {"id":"b","text":"","events":[
              {"source":"ISR:MIL","target":"PSE:CVL","code":"190","date":"2009-01","status":"background"}]}]"#,
        )
        .unwrap_or_default();
        let events = |events| Coded {
            events,
            ..Coded::default()
        };
        let found = ByDocument::from([
            (
                "a".to_owned(),
                events(vec![
                    coded(
                        "RUS:GOV",
                        "NATO",
                        "046",
                        Some("2011-10-25"),
                        Status::Current,
                    ),
                    coded(
                        "RUS:GOV",
                        "NATO",
                        "046",
                        Some("2011-10-25"),
                        Status::Current,
                    ),
                    coded("RUS:GOV", "-", "010", None, Status::Current),
                ]),
            ),
            (
                "b".to_owned(),
                events(vec![coded(
                    "ISR:GOV",
                    "PSE:CVL",
                    "193",
                    Some("2009"),
                    Status::Background,
                )]),
            ),
        ]);
        let (score, differences) = score(&gold, &found);
        let level = |name: &str| {
            let a = score.levels[name];
            (
                a.coded,
                a.gold,
                (a.precision * 12.0).round() as u32,
                (a.recall * 12.0).round() as u32,
            )
        };
        assert_eq!(level("dyad"), (3, 3, 8, 8));
        assert_eq!(level("dyad+root"), (3, 3, 8, 8));
        assert_eq!(level("dyad+code3"), (3, 3, 4, 4));
        assert_eq!(level("full"), (3, 3, 4, 4));
        assert_eq!(score.date_accuracy, Some(0.5));
        assert_eq!(score.status_accuracy, Some(1.0));
        // Only the shots are matched at dyad and root besides the meeting, from another part of Israel.
        assert_eq!(score.roles_accuracy, Some(0.5));
        assert_eq!((score.roots["19"].gold, score.roots["01"].coded), (1, 1));
        assert_eq!(differences.len(), 1);
        assert_eq!(
            differences[0].missed,
            [("NATO".to_owned(), "RUS".to_owned(), "04".to_owned())]
        );
    }
}
