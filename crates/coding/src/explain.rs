//! Why an article was coded as it was: its tree, its mentions, the rules that fired, and those that
//! nearly did with what stopped them.

use std::fmt;

use detente_lexicon::Lexicon;
use detente_page::Article;
use detente_syntax::Document;

use crate::analysis::Analysis;
use crate::event::{self, Attempt};
use crate::position;
use crate::record::Coding;

/// How many signs are shown of an event.
const WEIGHED: usize = 6;

/// What `detente explain` shows. [`fmt::Display`] writes it for people.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// One line a token: number, word, lemma, tag, relation, head.
    pub tree: Vec<String>,
    /// One line a mention: words, actors, name.
    pub mentions: Vec<String>,
    /// One line a time expression.
    pub dates: Vec<String>,
    /// One line for each issue that a sentence speaks of: its words there, its id.
    pub issues: Vec<String>,
    /// Every predicate that some rule knows, with what came of it.
    pub attempts: Vec<Attempt>,
    /// What was coded.
    pub coding: Coding,
    /// For each event the signs that weigh most for (`+`) and against (`-`) it.
    pub weighed: Vec<String>,
}

/// Explains the coding of a parsed article.
pub fn explain(
    article: &Article,
    doc: &Document,
    lexicon: &Lexicon,
    coding: Coding,
    signs: &[Vec<String>],
) -> Explanation {
    let mut analysis = Analysis::new(article, doc, lexicon);
    analysis.attribute_quotes();
    let tree = (0..doc.len())
        .map(|token| {
            let parsed = doc.token(token);
            let head = doc.head(token).map_or("ROOT", |head| doc.word(head));
            format!(
                "{token:>4}  {:<18} {:<16} {:<5} {:<10} {head}",
                doc.word(token),
                doc.lemma(token),
                parsed.tag.as_str(),
                parsed.dep.as_str()
            )
        })
        .collect();
    let mentions = analysis
        .mentions
        .iter()
        .map(|mention| {
            let actors: Vec<String> = mention.actors.iter().map(ToString::to_string).collect();
            let actors = if actors.is_empty() {
                "?".to_owned()
            } else {
                actors.join(" + ")
            };
            format!(
                "{} → {actors} ({})",
                doc.span_text(mention.tokens.clone()),
                mention.name
            )
        })
        .collect();
    let dates = analysis.dates.describe(doc);
    let issues = doc
        .sentences()
        .iter()
        .flat_map(|sentence| position::issues_within(&analysis, sentence.clone()))
        .map(|spoken| {
            let words = doc.span_text(spoken.tokens);
            format!("{words} → {}", spoken.issue.id)
        })
        .collect();
    Explanation {
        tree,
        mentions,
        dates,
        issues,
        attempts: event::attempts(&analysis),
        coding,
        weighed: signs.iter().map(|signs| weighed(lexicon, signs)).collect(),
    }
}

/// The signs that weigh most, the heaviest first.
fn weighed(lexicon: &Lexicon, signs: &[String]) -> String {
    let mut weights: Vec<(&str, f64)> = signs
        .iter()
        .filter_map(|sign| Some((sign.as_str(), lexicon.confidence.of_sign(sign)?.weight)))
        .collect();
    weights.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    let shown: Vec<String> = weights
        .iter()
        .take(WEIGHED)
        .map(|(sign, weight)| format!("{sign} {weight:+.2}"))
        .collect();
    shown.join(", ")
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        section(f, "Tree", &self.tree)?;
        section(f, "Mentions", &self.mentions)?;
        section(f, "Dates", &self.dates)?;
        section(f, "Issues", &self.issues)?;
        let attempts: Vec<String> = self.attempts.iter().map(ToString::to_string).collect();
        section(f, "Rules", &attempts)?;
        let events: Vec<String> = self
            .coding
            .events
            .iter()
            .zip(&self.weighed)
            .map(|(event, weighed)| {
                let date = event
                    .date
                    .map_or_else(|| "no date".to_owned(), |date| date.to_string());
                let words = event
                    .evidence
                    .first()
                    .map_or("", |evidence| evidence.text.as_str());
                let status = format!("{:?}", event.status).to_lowercase();
                let sure = event.confidence.map_or_else(String::new, |share| {
                    format!("\n      confidence {share:.2}: {weighed}")
                });
                format!(
                    "{} → {}  {}  {date}  {status}  [{}]  “{words}”{sure}",
                    event.source.actor, event.target.actor, event.cameo, event.rule
                )
            })
            .collect();
        section(f, "Events", &events)?;
        let quotes: Vec<String> = self
            .coding
            .quotes
            .iter()
            .map(|quote| {
                let speaker = quote
                    .speaker
                    .as_ref()
                    .map_or("?", |speaker| speaker.name.as_str());
                format!("{speaker}: {:?} “{}”", quote.kind, quote.content)
            })
            .collect();
        section(f, "Quotes", &quotes)?;
        let positions: Vec<String> = self
            .coding
            .positions
            .iter()
            .map(|position| {
                format!(
                    "{} {:?} {}",
                    position.actor, position.stance, position.issue
                )
            })
            .collect();
        section(f, "Positions", &positions)
    }
}

fn section(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    writeln!(f, "{title}")?;
    if lines.is_empty() {
        writeln!(f, "  (none)")?;
    }
    for line in lines {
        writeln!(f, "  {line}")?;
    }
    writeln!(f)
}
