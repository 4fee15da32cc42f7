//! Candidates for the list of issues: what parties take stances on in many articles and no issue names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_lexicon::issues::Around;
use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, EntityType, Pos};

use crate::clause;
use crate::examples;
use crate::mention::Mentions;

/// The most words of a candidate.
const LONGEST: usize = 4;
/// Of each candidate so many parties are named.
const ACTORS: usize = 5;
/// How far above a phrase the stance word may stand.
const HEIGHT: usize = 5;
/// Of each candidate so many example sentences are kept.
const EXAMPLES: usize = 2;

/// Words before a noun that tell nothing of the issue.
const EMPTY_WORDS: [&str; 30] = [
    "other",
    "same",
    "such",
    "new",
    "old",
    "first",
    "second",
    "last",
    "next",
    "recent",
    "latest",
    "current",
    "former",
    "certain",
    "many",
    "few",
    "several",
    "own",
    "further",
    "more",
    "additional",
    "possible",
    "so",
    "various",
    "different",
    "great",
    "good",
    "big",
    "major",
    "full",
];

/// A noun phrase that may be an issue.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Suggestion {
    /// The phrase in lemmas, as a row of `phrases` has it.
    pub phrase: String,
    /// How many parties take a stance on it.
    pub parties: usize,
    /// In how many articles somebody does.
    pub articles: usize,
    /// Who does so most often, with in how many articles; at most five.
    pub actors: Vec<(String, usize)>,
    /// Sentences it stands in.
    pub examples: Vec<String>,
}

/// A phrase in one article.
struct Here {
    parties: BTreeSet<String>,
    sentence: Range<usize>,
}

#[derive(Debug, Default)]
struct Seen {
    articles: usize,
    actors: BTreeMap<String, usize>,
    examples: Vec<String>,
}

/// Counts noun phrases over articles.
///
/// A phrase of one or more modifiers and a noun counts once an article and party, if a word of `stances.toml`
/// governs it whose subject is that party, and no issue of the lexicon speaks there of the same words.
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
        let mut here: BTreeMap<String, Here> = BTreeMap::new();
        for sentence in doc.sentences() {
            let known: Vec<Range<usize>> = lexicon
                .issues
                .spoken(&hits, sentence.clone(), &Around::words(0..doc.len()))
                .into_iter()
                .map(|spoken| spoken.tokens)
                .collect();
            for head in sentence.clone() {
                // "Japanese officials" are a party, no issue.
                if mentions.headed_by(head).is_some() {
                    continue;
                }
                let Some(words) = phrase(doc, head) else {
                    continue;
                };
                if known
                    .iter()
                    .any(|other| words.iter().any(|word| other.contains(word)))
                {
                    continue;
                }
                let parties = parties(doc, mentions, lexicon, head);
                if parties.is_empty() {
                    continue;
                }
                let text = words
                    .iter()
                    .map(|&word| doc.lemma(word).to_lowercase())
                    .collect::<Vec<_>>()
                    .join(" ");
                let found = here.entry(text).or_insert_with(|| Here {
                    parties: BTreeSet::new(),
                    sentence: sentence.clone(),
                });
                found.parties.extend(parties);
            }
        }
        for (text, found) in here {
            self.count(text, doc, &found);
        }
    }

    fn count(&mut self, text: String, doc: &Document, found: &Here) {
        let seen = self.seen.entry(text).or_default();
        seen.articles += 1;
        for party in &found.parties {
            *seen.actors.entry(party.clone()).or_default() += 1;
        }
        examples::keep(&mut seen.examples, EXAMPLES, doc, found.sentence.clone());
    }

    /// The phrases of at least `least` articles, those that most parties contend over first, at most `most`.
    pub fn suggestions(self, least: usize, most: usize) -> Vec<Suggestion> {
        let mut all: Vec<Suggestion> = self
            .seen
            .into_iter()
            .filter(|(_, seen)| seen.articles >= least)
            .map(|(phrase, seen)| {
                let mut actors: Vec<(String, usize)> = seen.actors.into_iter().collect();
                let parties = actors.len();
                actors.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                actors.truncate(ACTORS);
                Suggestion {
                    phrase,
                    parties,
                    articles: seen.articles,
                    actors,
                    examples: seen.examples,
                }
            })
            .collect();
        all.sort_by(|a, b| {
            (b.parties, b.articles)
                .cmp(&(a.parties, a.articles))
                .then_with(|| a.phrase.cmp(&b.phrase))
        });
        all.truncate(most);
        all
    }
}

/// The modifiers and the noun of a phrase headed by `head`, without names, peoples, numbers and words that tell
/// nothing; `None` where none or too many are left, or the noun is a name or a time.
fn phrase(doc: &Document, head: usize) -> Option<Vec<usize>> {
    if doc.token(head).pos != Pos::NOUN
        || doc.token(head).dep == Dep::Compound
        || entity_at(doc, head).is_some_and(is_name)
    {
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
    let starts = words
        .iter()
        .rposition(|&word| {
            word != head
                && (entity_at(doc, word).is_some()
                    || doc.token(word).pos == Pos::PROPN
                    || EMPTY_WORDS.contains(&doc.lemma(word)))
        })
        .map_or(0, |last| last + 1);
    let words = words.split_off(starts);
    let adjacent = head - words[0] + 1 == words.len();
    (words.len() > 1 && words.len() <= LONGEST && adjacent).then_some(words)
}

/// Who takes a stance on what `noun` heads: the parties that are subjects of the nearest stance word that governs it.
fn parties(
    doc: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    noun: usize,
) -> BTreeSet<String> {
    let mut below = noun;
    for above in doc.ancestors(noun).take(HEIGHT) {
        // What only tells when, where and which is not what the stance is on.
        let governed = matches!(
            doc.token(below).dep,
            Dep::Dobj | Dep::Pobj | Dep::Prep | Dep::Conj | Dep::Xcomp | Dep::Nsubjpass | Dep::Acl
        ) && !matches!(
            &*doc.word(below).to_ascii_lowercase(),
            "in" | "at" | "after" | "before" | "during" | "since" | "by" | "under" | "as" | "from"
        );
        if !governed {
            break;
        }
        let has = |word: &str| {
            doc.children(above)
                .any(|c| doc.word(c).eq_ignore_ascii_case(word))
        };
        let clause = match doc.token(above).pos {
            Pos::VERB => Some((StancePart::Verb, clause::of_verb(doc, above))),
            Pos::NOUN => Some((
                StancePart::Noun,
                clause::of_noun(doc, above, &clause::Carriers::light(&|_| false)),
            )),
            Pos::ADJ => Some((StancePart::Adjective, clause::of_adjective(doc, above))),
            _ => None,
        };
        if let Some((part, clause)) = clause
            && lexicon.stances.word(doc.lemma(above), part, has).is_some()
        {
            return clause
                .subjects
                .iter()
                .filter_map(|&subject| mentions.headed_by(subject))
                .flat_map(|mention| &mention.actors)
                .filter(|actor| !actor.is_unknown())
                .map(ToString::to_string)
                .collect();
        }
        below = above;
    }
    BTreeSet::new()
}

/// What the recogniser takes a token for.
fn entity_at(doc: &Document, token: usize) -> Option<EntityType> {
    let at = doc
        .entities()
        .partition_point(|entity| entity.tokens.end <= token);
    doc.entities()
        .get(at)
        .filter(|entity| entity.tokens.contains(&token))
        .map(|entity| entity.kind)
}

/// Names of people, bodies, amounts and times are no issues.
fn is_name(kind: EntityType) -> bool {
    !matches!(
        kind,
        EntityType::NORP | EntityType::LAW | EntityType::EVENT | EntityType::PRODUCT
    )
}
