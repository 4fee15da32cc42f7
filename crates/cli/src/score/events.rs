//! Events against gold: distinct tuples within a document, averaged over all (micro-average).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use serde::Serialize;

use super::gold::{Document, Event as GoldEvent};
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
    pub status: String,
}

impl From<&detente_coding::record::Event> for CodedEvent {
    fn from(event: &detente_coding::record::Event) -> Self {
        let status = serde_json::to_value(event.status).ok();
        Self {
            source: event.source.actor.clone(),
            target: event.target.actor.clone(),
            code: event.cameo.clone(),
            date: event.date.map(|date| date.to_string()),
            status: status
                .and_then(|status| status.as_str().map(str::to_owned))
                .unwrap_or_default(),
        }
    }
}

/// How much of an event must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Both heads.
    Dyad,
    /// Both heads and the root of the code.
    Root,
    /// Both heads and three digits of the code.
    Code3,
    /// Both heads and the code.
    Code,
    /// Both actors with their roles, and the code.
    Full,
}

impl Level {
    const ALL: [Self; 5] = [Self::Dyad, Self::Root, Self::Code3, Self::Code, Self::Full];

    fn name(self) -> &'static str {
        match self {
            Self::Dyad => "dyad",
            Self::Root => "dyad+root",
            Self::Code3 => "dyad+code3",
            Self::Code => "dyad+code",
            Self::Full => "full",
        }
    }

    fn key(self, source: &str, target: &str, code: &str) -> Key {
        let digits = |most: usize| code.get(..most).unwrap_or(code).to_owned();
        match self {
            Self::Dyad => (head(source), head(target), String::new()),
            Self::Root => (head(source), head(target), digits(2)),
            Self::Code3 => (head(source), head(target), digits(3)),
            Self::Code => (head(source), head(target), code.to_owned()),
            Self::Full => (source.to_owned(), target.to_owned(), code.to_owned()),
        }
    }

    fn of_gold(self, event: &GoldEvent) -> Key {
        self.key(&event.source, &event.target, &event.code)
    }

    fn of_coded(self, event: &CodedEvent) -> Key {
        self.key(&event.source, &event.target, &event.code)
    }
}

type Key = (String, String, String);

fn head(actor: &str) -> String {
    match actor.split(':').next() {
        None | Some("") => "-".to_owned(),
        Some(head) => head.to_owned(),
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
}

/// Scores `coded`, the events of each document by its id.
pub fn score(
    gold: &[Document],
    coded: &HashMap<String, Vec<CodedEvent>>,
) -> (EventScore, Vec<Difference>) {
    let mut counts = [(0, 0, 0); Level::ALL.len()];
    let (mut dated, mut date_right, mut status_right) = (0, 0, 0);
    let mut differences = Vec::new();
    for (number, document) in gold.iter().enumerate() {
        let events = document.events.as_deref().unwrap_or_default();
        let mut found = coded.get(&document.id).cloned().unwrap_or_default();
        accept_alternatives(events, &mut found);
        for (level, (right, n_coded, n_gold)) in Level::ALL.into_iter().zip(&mut counts) {
            let wanted: BTreeSet<Key> = events.iter().map(|event| level.of_gold(event)).collect();
            let got: BTreeSet<Key> = found.iter().map(|event| level.of_coded(event)).collect();
            *right += wanted.intersection(&got).count();
            *n_coded += got.len();
            *n_gold += wanted.len();
            if level == Level::Root && wanted != got {
                differences.push(Difference {
                    document: number,
                    missed: wanted.difference(&got).cloned().collect(),
                    wrong: got.difference(&wanted).cloned().collect(),
                });
            }
        }
        let by_root: HashMap<Key, &CodedEvent> = found
            .iter()
            .map(|event| (Level::Root.of_coded(event), event))
            .collect();
        for event in events {
            let (Some(date), Some(got)) = (&event.date, by_root.get(&Level::Root.of_gold(event)))
            else {
                continue;
            };
            dated += 1;
            date_right += usize::from(got.date.as_ref() == Some(date));
            status_right += usize::from(got.status == event.status.as_deref().unwrap_or("current"));
        }
    }
    let levels = Level::ALL.into_iter().zip(counts);
    let score = EventScore {
        documents: gold.len(),
        levels: levels
            .map(|(level, (right, coded, gold))| (level.name(), Agreement::of(right, coded, gold)))
            .collect(),
        date_accuracy: share(date_right, dated),
        status_accuracy: share(status_right, dated),
    };
    (score, differences)
}

/// Where gold names other codes that are as right, those are read as its own.
fn accept_alternatives(gold: &[GoldEvent], coded: &mut [CodedEvent]) {
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
        write!(
            f,
            "  of those right at dyad+root: date {}, status {}",
            shown(self.date_accuracy),
            shown(self.status_accuracy)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(
        source: &str,
        target: &str,
        code: &str,
        date: Option<&str>,
        status: &str,
    ) -> CodedEvent {
        CodedEvent {
            source: source.to_owned(),
            target: target.to_owned(),
            code: code.to_owned(),
            date: date.map(str::to_owned),
            status: status.to_owned(),
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
        let found = HashMap::from([
            (
                "a".to_owned(),
                vec![
                    coded("RUS:GOV", "NATO", "046", Some("2011-10-25"), "current"),
                    coded("RUS:GOV", "NATO", "046", Some("2011-10-25"), "current"),
                    coded("RUS:GOV", "-", "010", None, "current"),
                ],
            ),
            (
                "b".to_owned(),
                vec![coded(
                    "ISR:GOV",
                    "PSE:CVL",
                    "193",
                    Some("2009"),
                    "background",
                )],
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
        assert_eq!(differences.len(), 1);
        assert_eq!(
            differences[0].missed,
            [("NATO".to_owned(), "RUS".to_owned(), "04".to_owned())]
        );
    }
}
