//! Classes of events, and the words that name the parties, against gold that tells no more than these.
//!
//! Counted over distinct (sentence, class), as the field's scorer of these files does. Mere statements
//! (`Q0`) are left out: the codebook does not code them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::coded::{ByDocument, Coded, CodedMention, Span};
use super::gold::{Document, Event as GoldEvent};
use super::{Agreement, share};

/// How a file divides the roots of CAMEO.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// Fifteen classes named after PLOVER's types.
    Plover,
    /// Four classes: verbal and material cooperation and conflict.
    Quad,
}

impl Scheme {
    /// The class of a root; none for statements.
    fn class(self, root: &str) -> Option<&'static str> {
        let number: u8 = root.parse().ok()?;
        match self {
            Self::Plover => Some(match number {
                2 | 10 => "REQUEST",
                3 => "AGREE",
                4 => "CONSULT",
                5 => "SUPPORT",
                6 => "COOPERATE",
                7 => "AID",
                8 => "YIELD",
                9 | 11 => "ACCUSE",
                12 => "REJECT",
                13 => "THREATEN",
                14 => "PROTEST",
                15 => "MOBILIZE",
                16 => "SANCTION",
                17 => "COERCE",
                18..=20 => "ASSAULT",
                _ => return None,
            }),
            Self::Quad => Some(match number {
                2..=5 => "Q1",
                6..=8 => "Q2",
                9..=13 => "Q3",
                14..=20 => "Q4",
                _ => return None,
            }),
        }
    }
}

/// How many of the words that name a party were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Found {
    /// Spans of gold.
    all: usize,
    /// Those in which a mention with an actor lies.
    mentioned: usize,
    /// Those that an end of a coded event of the sentence overlaps.
    coded: usize,
}

/// The words that name the parties at one end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EndScore {
    /// Spans of gold that are in the text.
    pub spans: usize,
    /// Share of the spans in which a mention with an actor was found; absent where a written coding is scored.
    pub actor_found: Option<f64>,
    /// Share of the spans that the source or target of a coded event overlaps.
    pub coded: Option<f64>,
}

/// The figures of a coding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassScore {
    /// Documents with a class of gold that counts.
    pub documents: usize,
    /// Agreement over all classes.
    #[serde(flatten)]
    pub all: Agreement,
    /// Agreement by class.
    pub classes: BTreeMap<String, Agreement>,
    /// The words that name sources.
    pub source: EndScore,
    /// The words that name targets.
    pub target: EndScore,
}

/// A document whose classes or spans differ from gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The document's number in the gold file.
    pub document: usize,
    /// In gold and not coded.
    pub missed: Vec<String>,
    /// Coded and not in gold.
    pub wrong: Vec<String>,
    /// Words of parties in which no actor was found.
    pub unknown: Vec<String>,
}

/// Scores the classes and spans of each document.
pub fn score(gold: &[Document], coded: &ByDocument) -> (ClassScore, Vec<Difference>) {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut ends = [Found::default(); 2];
    let (mut documents, mut has_mentions) = (0, false);
    let mut differences = Vec::new();
    let nothing = Coded::default();
    for (number, document) in gold.iter().enumerate() {
        let events = document.events.as_deref().unwrap_or_default();
        let wanted: BTreeSet<&str> = events
            .iter()
            .map(|event| event.code.as_str())
            .filter(|class| *class != "Q0")
            .collect();
        if wanted.is_empty() {
            continue;
        }
        documents += 1;
        let scheme = if wanted.iter().all(|class| class.starts_with('Q')) {
            Scheme::Quad
        } else {
            Scheme::Plover
        };
        let own = coded.get(&document.id).unwrap_or(&nothing);
        has_mentions |= own.mentions.is_some();
        let found: BTreeSet<&str> = own
            .events
            .iter()
            .filter_map(|event| scheme.class(event.code.get(..2)?))
            .collect();
        for class in wanted.union(&found) {
            let counts = counts.entry((*class).to_owned()).or_default();
            counts[0] += usize::from(wanted.contains(class) && found.contains(class));
            counts[1] += usize::from(found.contains(class));
            counts[2] += usize::from(wanted.contains(class));
        }
        let unknown = count_spans(document, events, own, &mut ends);
        let missed: Vec<String> = owned(wanted.difference(&found));
        let wrong = owned(found.difference(&wanted));
        if !(missed.is_empty() && wrong.is_empty() && unknown.is_empty()) {
            differences.push(Difference {
                document: number,
                missed,
                wrong,
                unknown,
            });
        }
    }
    let agreement = |[right, coded, gold]: [usize; 3]| Agreement::of(right, coded, gold);
    let sum = counts.values().fold([0; 3], |sum, counts| {
        std::array::from_fn(|index| sum[index] + counts[index])
    });
    let [source, target] = ends.map(|end| EndScore {
        spans: end.all,
        actor_found: share(end.mentioned, end.all).filter(|_| has_mentions),
        coded: share(end.coded, end.all),
    });
    let score = ClassScore {
        documents,
        all: agreement(sum),
        classes: counts
            .into_iter()
            .map(|(class, counts)| (class, agreement(counts)))
            .collect(),
        source,
        target,
    };
    (score, differences)
}

fn owned<'a>(classes: impl Iterator<Item = &'a &'a str>) -> Vec<String> {
    classes.map(|class| (*class).to_owned()).collect()
}

/// Counts the spans of a document and gives those in which no actor was found.
fn count_spans(
    document: &Document,
    events: &[GoldEvent],
    own: &Coded,
    ends: &mut [Found; 2],
) -> Vec<String> {
    let mut unknown = Vec::new();
    for event in events {
        let texts = [&event.source_text, &event.target_text];
        for (words, end) in texts.into_iter().zip(&mut *ends) {
            let Some((words, span)) = words
                .as_deref()
                .and_then(|words| Some((words, place(&document.text, words)?)))
            else {
                continue;
            };
            end.all += 1;
            let coded = own
                .events
                .iter()
                .flat_map(|event| event.spans)
                .flatten()
                .any(|coded| overlaps(coded, span));
            end.coded += usize::from(coded);
            let is_actor =
                |mention: &CodedMention| !mention.actors.is_empty() && overlaps(mention.head, span);
            let mentions = own.mentions.as_deref().unwrap_or_default();
            if mentions.iter().any(is_actor) {
                end.mentioned += 1;
            } else if own.mentions.is_some() {
                unknown.push(words.to_owned());
            }
        }
    }
    unknown
}

/// Where `words` first stand in `text`, in code points.
fn place(text: &str, words: &str) -> Option<Span> {
    let at = text.find(words).filter(|_| !words.is_empty())?;
    let start = text[..at].chars().count() as u32;
    Some((start, start + words.chars().count() as u32))
}

fn overlaps(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

impl fmt::Display for ClassScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "event classes, {} documents\n  {:12} {:>9} {:>7} {:>7} {:>6} {:>6}",
            self.documents, "", "precision", "recall", "F1", "gold", "coded"
        )?;
        let all = [("all", &self.all)];
        let classes = self.classes.iter().map(|(name, a)| (name.as_str(), a));
        for (name, a) in all.into_iter().chain(classes) {
            writeln!(
                f,
                "  {name:12} {:>9.4} {:>7.4} {:>7.4} {:>6} {:>6}",
                a.precision, a.recall, a.f1, a.gold, a.coded
            )?;
        }
        let shown = |share: Option<f64>| {
            share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
        };
        write!(f, "words that name a party")?;
        for (name, end) in [("sources", &self.source), ("targets", &self.target)] {
            write!(
                f,
                "\n  {name:12} {:>5}  an actor is found in {}, an end of an event in {}",
                end.spans,
                shown(end.actor_found),
                shown(end.coded)
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::events::CodedEvent;
    use detente_coding::record::Status;

    #[test]
    fn classes_and_spans_are_counted_by_sentence() {
        let gold: Vec<Document> = serde_json::from_str(
            r#"[
            {"id":"a","text":"Élan met Bravo","events":[{"source":null,"target":null,"code":"CONSULT",
              "ontology":"plover","source_text":"Élan","target_text":"Bravo"}]},
            {"id":"b","text":"Cairo said so","events":[{"code":"Q0","ontology":"cameo-penta","source_text":"Cairo"}]}]"#,
        )
        .unwrap_or_default();
        let event = |code: &str| CodedEvent {
            source: "A".to_owned(),
            target: "B".to_owned(),
            code: code.to_owned(),
            date: None,
            status: Status::Current,
            rule: String::new(),
            signs: Vec::new(),
            spans: [Some((0, 4)), None],
        };
        let coded = Coded {
            events: vec![event("040"), event("190"), event("193"), event("010")],
            mentions: Some(vec![CodedMention {
                span: (0, 14),
                head: (9, 14),
                actors: vec!["B".to_owned()],
                name: String::new(),
            }]),
            ..Coded::default()
        };
        let (score, differences) = score(&gold, &ByDocument::from([("a".to_owned(), coded)]));
        assert_eq!(
            (score.documents, score.all.gold, score.all.coded),
            (1, 1, 2)
        );
        assert!((score.all.recall - 1.0).abs() < 1e-9);
        assert_eq!(score.classes["ASSAULT"].coded, 1);
        assert_eq!(score.source.actor_found, Some(0.0));
        assert_eq!(
            (score.target.actor_found, score.target.coded),
            (Some(1.0), Some(0.0))
        );
        assert_eq!(score.source.coded, Some(1.0));
        assert_eq!(differences[0].unknown, ["Élan"]);
        assert_eq!(differences[0].wrong, ["ASSAULT"]);
    }
}
