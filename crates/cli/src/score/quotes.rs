//! Quotes against gold: a coded quote is right where it overlaps a gold one by half of the two together.

use std::fmt;

use serde::Serialize;

use super::coded::ByDocument;
use super::gold::Document;
use super::{Agreement, share};

/// What of a coded quote is scored; places are code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedQuote {
    /// The content.
    pub span: (u32, u32),
    /// The whole quotation, where the content is one part of a split one.
    pub whole: Option<(u32, u32)>,
    /// The speaker's mention.
    pub speaker: Option<(u32, u32)>,
    /// The speaker's actor.
    pub actor: Option<String>,
}

impl From<&detente_coding::record::Quote> for CodedQuote {
    fn from(quote: &detente_coding::record::Quote) -> Self {
        let speaker = quote.speaker.as_ref();
        Self {
            span: (quote.start, quote.end),
            whole: quote.part_of.as_ref().map(|whole| (whole.start, whole.end)),
            speaker: speaker.map(|speaker| (speaker.start, speaker.end)),
            actor: speaker.and_then(|speaker| speaker.actor.clone()),
        }
    }
}

/// The figures for some kinds of quote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteScore {
    /// The kinds counted, joined by `+`.
    pub kinds: String,
    /// Agreement on the contents.
    #[serde(flatten)]
    pub content: Agreement,
    /// Share of the right speaker among matched quotes whose gold has the speaker's place.
    pub speaker_on_matched: Option<f64>,
    /// Share of gold quotes with both content and speaker right.
    pub end_to_end_recall: Option<f64>,
    /// Share of the right actor among matched quotes whose gold names the actor.
    pub actor_on_matched: Option<f64>,
    /// Gold quotes whose words are not in the text: they count as missed.
    pub not_in_text: usize,
}

/// The kinds that are counted together.
const KINDS: [&[&str]; 5] = [
    &["direct"],
    &["mixed"],
    &["indirect"],
    &["direct", "mixed"],
    &["direct", "mixed", "indirect"],
];
/// The least intersection over union of a match.
const OVERLAP: f64 = 0.5;

/// Scores the quotes of each document.
pub fn score(gold: &[Document], coded: &ByDocument) -> Vec<QuoteScore> {
    KINDS
        .into_iter()
        .map(|kinds| score_kinds(gold, coded, kinds))
        .collect()
}

type Span = (u32, u32);

/// Whether the gold counts what a cue splits as one quotation, as `PolNeAR` does and the codebook does not.
fn joins_split_quotes(gold: &[Document]) -> bool {
    gold.iter()
        .flat_map(|document| document.quotes.iter().flatten())
        .any(|quote| quote.spans.len() > 1)
}

/// Puts one quote for each whole in place of its parts.
fn join_parts(quotes: &mut Vec<CodedQuote>) {
    let mut seen: Vec<Span> = Vec::new();
    quotes.retain_mut(|quote| {
        let Some(whole) = quote.whole else {
            return true;
        };
        quote.span = whole;
        let first = !seen.contains(&whole);
        seen.push(whole);
        first
    });
}

fn overlap(a: Span, b: Span) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Intersection over the stretch that both cover.
fn closeness(a: Span, b: Span) -> f64 {
    let stretch = a.1.max(b.1).saturating_sub(a.0.min(b.0)).max(1);
    f64::from(overlap(a, b)) / f64::from(stretch)
}

fn score_kinds(gold: &[Document], coded: &ByDocument, kinds: &[&str]) -> QuoteScore {
    let (mut right, mut n_coded, mut n_gold, mut not_in_text) = (0, 0, 0, 0);
    let (mut speakers, mut speakers_right) = (0, 0);
    let (mut actors, mut actors_right) = (0, 0);
    let joins = joins_split_quotes(gold);
    // A document without the field was not coded for quotes.
    for document in gold.iter().filter(|document| document.quotes.is_some()) {
        let (mut wanted, mut other) = (Vec::new(), Vec::new());
        for quote in document.quotes.iter().flatten() {
            let counted = kinds.contains(&quote.kind.as_str());
            match quote.span(&document.text) {
                Some(span) if counted => wanted.push((span, quote)),
                Some(span) => other.push(span),
                None => not_in_text += usize::from(counted),
            }
        }
        // One that overlaps another kind more is none of these kinds.
        let most = |span: Span, among: &mut dyn Iterator<Item = Span>| {
            among.map(|quote| overlap(span, quote)).max().unwrap_or(0)
        };
        let mut found: Vec<CodedQuote> = coded
            .get(&document.id)
            .map(|coded| coded.quotes.clone())
            .unwrap_or_default();
        if joins {
            join_parts(&mut found);
        }
        let kept: Vec<&CodedQuote> = found
            .iter()
            .filter(|quote| {
                most(quote.span, &mut other.iter().copied())
                    <= most(quote.span, &mut wanted.iter().map(|(span, _)| *span))
            })
            .collect();
        n_coded += kept.len();
        n_gold += wanted.len();
        let mut used = vec![false; kept.len()];
        for (span, quote) in wanted {
            let free = kept.iter().enumerate().filter(|(number, _)| !used[*number]);
            let best = free
                .map(|(number, found)| (closeness(found.span, span), number))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let Some((closeness, number)) = best else {
                continue;
            };
            if closeness < OVERLAP {
                continue;
            }
            used[number] = true;
            right += 1;
            if let (Some(start), Some(end)) = (quote.speaker_start, quote.speaker_end) {
                speakers += 1;
                let found = kept[number]
                    .speaker
                    .is_some_and(|found| overlap(found, (start, end)) > 0);
                speakers_right += usize::from(found);
            }
            if let Some(actor) = &quote.actor {
                actors += 1;
                actors_right += usize::from(kept[number].actor.as_ref() == Some(actor));
            }
        }
    }
    n_gold += not_in_text;
    QuoteScore {
        kinds: kinds.join("+"),
        content: Agreement::of(right, n_coded, n_gold),
        speaker_on_matched: share(speakers_right, speakers),
        end_to_end_recall: if speakers > 0 {
            share(speakers_right, n_gold)
        } else {
            None
        },
        actor_on_matched: share(actors_right, actors),
        not_in_text,
    }
}

/// The figures of all kinds as a table.
pub struct Table<'a>(pub &'a [QuoteScore]);

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "quotes\n  {:21} {:>9} {:>6} {:>6} {:>6} {:>6} {:>8} {:>7} {:>6}",
            "", "precision", "recall", "F1", "gold", "coded", "speaker", "recall", "actor"
        )?;
        let shown = |share: Option<f64>| {
            share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
        };
        for row in self.0 {
            let a = row.content;
            writeln!(
                f,
                "  {:21} {:>9.3} {:>6.3} {:>6.3} {:>6} {:>6} {:>8} {:>7} {:>6}",
                row.kinds,
                a.precision,
                a.recall,
                a.f1,
                a.gold,
                a.coded,
                shown(row.speaker_on_matched),
                shown(row.end_to_end_recall),
                shown(row.actor_on_matched)
            )?;
        }
        write!(
            f,
            "  speaker: right on matched quotes; recall after it: content and speaker right; actor: right on matched"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::coded::Coded;

    #[test]
    fn matches_by_half_overlap_and_checks_the_speaker() {
        let gold: Vec<Document> = serde_json::from_str(
            r#"[{"id":"a","text":"","quotes":[
              {"start":0,"end":10,"type":"direct","speaker_start":20,"speaker_end":25},
              {"start":30,"end":40,"type":"direct","speaker_start":20,"speaker_end":25},
              {"start":50,"end":60,"type":"indirect"}]}]"#,
        )
        .unwrap_or_default();
        let quote = |start, end, speaker| CodedQuote {
            span: (start, end),
            whole: None,
            speaker,
            actor: None,
        };
        let quotes = vec![
            quote(0, 8, Some((24, 30))),
            quote(34, 60, None),
            quote(80, 90, None),
        ];
        let coded = Coded {
            quotes,
            ..Coded::default()
        };
        let rows = score(&gold, &ByDocument::from([("a".to_owned(), coded)]));
        let direct = &rows[0];
        // The second overlaps the indirect one more and is left out; the third overlaps nothing.
        assert_eq!((direct.content.gold, direct.content.coded), (2, 2));
        assert!((direct.content.precision - 0.5).abs() < 1e-9);
        assert_eq!(direct.speaker_on_matched, Some(1.0));
        assert_eq!(direct.end_to_end_recall, Some(0.5));
    }

    #[test]
    fn parts_of_a_split_quote_count_as_one_where_the_gold_joins_them() {
        let gold = |spans: &str| -> Vec<Document> {
            let row = format!(
                r#"[{{"id":"a","text":"","quotes":[{{"start":0,"end":40,"spans":{spans},"type":"direct"}}]}}]"#
            );
            serde_json::from_str(&row).unwrap_or_default()
        };
        let part = |start, end| CodedQuote {
            span: (start, end),
            whole: Some((0, 40)),
            speaker: None,
            actor: None,
        };
        let coded = Coded {
            quotes: vec![part(0, 10), part(25, 40)],
            ..Coded::default()
        };
        let coded = ByDocument::from([("a".to_owned(), coded)]);
        assert_eq!(score(&gold("[[0,10],[25,40]]"), &coded)[0].content.gold, 1);
        assert_eq!(score(&gold("[[0,10],[25,40]]"), &coded)[0].content.coded, 1);
        assert_eq!(score(&gold("[[0,40]]"), &coded)[0].content.coded, 2);
    }
}
