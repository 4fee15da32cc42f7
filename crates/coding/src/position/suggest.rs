//! Candidates for the list of issues: what parties take stances on in many articles and no issue names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, EntityType, Pos};

use crate::mention::Mentions;

/// The most words of a candidate.
const LONGEST: usize = 4;
/// Of each candidate so many example sentences are kept.
const EXAMPLES: usize = 2;
/// Examples are cut to so many characters.
const EXAMPLE_CHARS: usize = 240;

/// A noun phrase that may be an issue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// The phrase in lemmas, as a row of `phrases` has it.
    pub phrase: String,
    /// In how many articles it stands beside a word that takes a stance.
    pub articles: usize,
    /// Who is named beside it most often, with in how many articles.
    pub actors: Vec<(String, usize)>,
    /// Sentences it stands in.
    pub examples: Vec<String>,
}

#[derive(Debug, Default)]
struct Seen {
    articles: usize,
    actors: BTreeMap<String, usize>,
    examples: Vec<String>,
}

/// Counts noun phrases over articles.
///
/// A phrase of one or more modifiers and a noun counts once an article, if its sentence has a word of
/// `stances.toml` above it in the tree and no issue of the lexicon speaks there of the same words.
#[derive(Debug, Default)]
pub struct Candidates {
    seen: BTreeMap<String, Seen>,
}

impl Candidates {
    /// Takes an article's phrases.
    pub fn add(&mut self, doc: &Document, mentions: &Mentions, lexicon: &Lexicon) {
        let hits =
            lexicon
                .issues
                .scan(doc.len(), |token| doc.lemma(token), |token| doc.word(token));
        let mut here: BTreeSet<String> = BTreeSet::new();
        for sentence in doc.sentences() {
            let known: Vec<Range<usize>> = lexicon
                .issues
                .spoken(&hits, sentence.clone(), 0..doc.len())
                .into_iter()
                .map(|spoken| spoken.tokens)
                .collect();
            for head in sentence.clone() {
                let Some(words) = phrase(doc, head) else {
                    continue;
                };
                let overlaps = |other: &Range<usize>| words.iter().any(|word| other.contains(word));
                let named = doc
                    .entities()
                    .iter()
                    .any(|entity| is_name(entity.kind) && entity.tokens.contains(&head));
                // "Japanese officials" are a party, no issue.
                let party = mentions.headed_by(head).is_some();
                if named || party || known.iter().any(overlaps) || !is_contended(doc, head, lexicon)
                {
                    continue;
                }
                let text = words
                    .iter()
                    .map(|&word| doc.lemma(word).to_lowercase())
                    .collect::<Vec<_>>()
                    .join(" ");
                if here.insert(text.clone()) {
                    self.count(text, doc, mentions, sentence);
                }
            }
        }
    }

    fn count(
        &mut self,
        text: String,
        doc: &Document,
        mentions: &Mentions,
        sentence: &Range<usize>,
    ) {
        let seen = self.seen.entry(text).or_default();
        seen.articles += 1;
        let actors: BTreeSet<String> = mentions
            .iter()
            .filter(|mention| sentence.contains(&mention.head))
            .flat_map(|mention| &mention.actors)
            .filter(|actor| !actor.is_unknown())
            .map(ToString::to_string)
            .collect();
        for actor in actors {
            *seen.actors.entry(actor).or_default() += 1;
        }
        if seen.examples.len() < EXAMPLES {
            let sentence = doc.span_text(sentence.clone());
            let flat = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            seen.examples
                .push(flat.chars().take(EXAMPLE_CHARS).collect());
        }
    }

    /// The phrases of at least `least` articles, the most frequent first, at most `most` of them.
    pub fn suggestions(self, least: usize, most: usize) -> Vec<Suggestion> {
        let mut all: Vec<Suggestion> = self
            .seen
            .into_iter()
            .filter(|(_, seen)| seen.articles >= least)
            .map(|(phrase, seen)| {
                let mut actors: Vec<(String, usize)> = seen.actors.into_iter().collect();
                actors.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                actors.truncate(5);
                Suggestion {
                    phrase,
                    articles: seen.articles,
                    actors,
                    examples: seen.examples,
                }
            })
            .collect();
        all.sort_by(|a, b| {
            b.articles
                .cmp(&a.articles)
                .then_with(|| a.phrase.cmp(&b.phrase))
        });
        all.truncate(most);
        all
    }
}

/// The modifiers and the noun of a phrase headed by `head`; `None` where there are none or too many.
fn phrase(doc: &Document, head: usize) -> Option<Vec<usize>> {
    if doc.token(head).pos != Pos::NOUN || doc.token(head).dep == Dep::Compound {
        return None;
    }
    let mut words: Vec<usize> = doc
        .children(head)
        .filter(|&child| {
            child < head
                && matches!(doc.token(child).dep, Dep::Compound | Dep::Amod)
                && doc
                    .word(child)
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '-')
        })
        .collect();
    words.push(head);
    let adjacent = words[words.len() - 1] - words[0] + 1 == words.len();
    (words.len() > 1 && words.len() <= LONGEST && adjacent).then_some(words)
}

/// Whether a word that takes a stance governs the noun.
fn is_contended(doc: &Document, noun: usize, lexicon: &Lexicon) -> bool {
    doc.ancestors(noun).take(4).any(|above| {
        let has = |word: &str| {
            doc.children(above)
                .any(|c| doc.word(c).eq_ignore_ascii_case(word))
        };
        let part = match doc.token(above).pos {
            Pos::VERB => StancePart::Verb,
            Pos::NOUN => StancePart::Noun,
            Pos::ADJ => StancePart::Adjective,
            _ => return false,
        };
        lexicon.stances.word(doc.lemma(above), part, has).is_some()
    })
}

/// Names of people, bodies, amounts and times are no issues.
fn is_name(kind: EntityType) -> bool {
    !matches!(
        kind,
        EntityType::NORP | EntityType::LAW | EntityType::EVENT | EntityType::PRODUCT
    )
}
