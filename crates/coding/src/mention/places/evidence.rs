//! What the whole article tells of where it plays, and of who bears a place's name.

use compact_str::CompactString;
use detente_gazetteer::{Class, key};
use detente_lexicon::{Lexicon, NameKind};
use detente_syntax::{Document, EntityType, Pos};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::names::Hit;

/// Counts over one article.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Head of a state → how often it, its people, its bodies are named.
    named: FxHashMap<CompactString, u32>,
    /// Head of a state → how many places inside it are named.
    inside: FxHashMap<CompactString, u32>,
    /// Head and key of a region → how often it or a place in it is named.
    regions: FxHashMap<(CompactString, String), u32>,
    /// The dateline's state.
    pub home: Option<CompactString>,
    /// Key of a name whose place words beside it told → the head of the state that holds it.
    told: FxHashMap<String, CompactString>,
    /// Words of the names of persons of two words or more, small: "jackson".
    persons: FxHashSet<String>,
    /// Words that the article also writes small.
    small: FxHashSet<CompactString>,
}

impl Evidence {
    /// What the names of the lexicon tell.
    pub(super) fn of(doc: &Document, lexicon: &Lexicon, hits: &[Hit<'_>]) -> Self {
        let mut evidence = Self::default();
        for hit in hits {
            let Some(actor) = hit.sense.actor.as_ref().filter(|actor| actor.is_state()) else {
                continue;
            };
            if is_homonym(doc, lexicon, hit, &actor.head) {
                continue;
            }
            *evidence.named.entry(actor.head.clone()).or_default() += 1;
            if hit.sense.kind == NameKind::City {
                *evidence.inside.entry(actor.head.clone()).or_default() += 1;
            }
        }
        for entity in doc.entities() {
            if entity.kind == EntityType::PERSON && entity.tokens.len() > 1 {
                let words = entity.tokens.clone().map(|t| doc.word(t).to_lowercase());
                evidence.persons.extend(words);
            }
        }
        for (index, token) in doc.tokens().iter().enumerate() {
            // "Phoenix, who was five": a person, whatever the recogniser says.
            let who = index + 2 < doc.len()
                && doc.word(index + 1) == ","
                && doc.word(index + 2).eq_ignore_ascii_case("who");
            if who && token.pos == Pos::PROPN {
                evidence.persons.insert(doc.word(index).to_lowercase());
            }
            if matches!(token.pos, Pos::NOUN | Pos::ADJ | Pos::VERB | Pos::ADV) {
                let word = doc.word(index);
                if word.starts_with(char::is_lowercase) {
                    evidence.small.insert(word.into());
                }
            }
        }
        evidence
    }

    /// Notes a place that was found.
    pub(super) fn note(&mut self, country: &str, region: Option<&str>) {
        *self.named.entry(country.into()).or_default() += 1;
        *self.inside.entry(country.into()).or_default() += 1;
        if let Some(region) = region {
            let region = (country.into(), key(region));
            *self.regions.entry(region).or_default() += 1;
        }
    }

    /// Notes that words beside a name told which place it is.
    pub(super) fn note_told(&mut self, name: &str, country: &str) {
        self.told.insert(key(name), country.into());
    }

    /// Whether the article told that `name` is a place of `country`.
    pub(super) fn is_told(&self, name: &str, country: &str) -> bool {
        self.told
            .get(&key(name))
            .is_some_and(|told| told == country)
    }

    /// How often the state of `country` is named.
    pub(super) fn named(&self, country: &str) -> u32 {
        let home = u32::from(self.home.as_deref() == Some(country));
        self.named.get(country).copied().unwrap_or(0) + 2 * home
    }

    /// How many places inside `country` are named.
    pub(super) fn inside(&self, country: &str) -> u32 {
        self.inside.get(country).copied().unwrap_or(0)
    }

    /// Whether the article is of the inside of one country that is not `country`: it is named often, with places in
    /// it, and all others seldom.
    pub(super) fn is_inside_another(&self, country: &str) -> bool {
        let all: u32 = self.named.values().sum();
        self.named.iter().any(|(head, times)| {
            head != country
                && *times >= AT_HOME
                && self.inside(head) >= 2
                && (all - times) * 4 <= *times
        })
    }

    /// Whether the region or a place in it is named.
    pub(super) fn has_region(&self, country: &str, region: &str) -> bool {
        self.regions.contains_key(&(country.into(), key(region)))
    }

    /// Whether somebody of the article bears this word in a longer name.
    pub(super) fn is_of_person(&self, word: &str) -> bool {
        self.persons.contains(&word.to_lowercase())
    }

    /// Whether the article writes the word small, too.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        self.small.contains(word.to_lowercase().as_str())
    }
}

/// Namings of one country from which an article may be of its inside.
const AT_HOME: u32 = 4;
/// Inhabitants from which a place makes the name of another country's place doubtful.
const NOTABLE: u32 = 100_000;

/// Whether the name is that of a region or large city of another country too, so that it proves nothing.
fn is_homonym(doc: &Document, lexicon: &Lexicon, hit: &Hit<'_>, head: &str) -> bool {
    matches!(
        hit.sense.kind,
        NameKind::State | NameKind::Capital | NameKind::City
    ) && lexicon
        .places
        .named(hit.tokens.clone().map(|token| doc.word(token)))
        .any(|place| {
            place.country != head
                && !place.is_variant
                && (place.class == Class::Region || place.population >= NOTABLE)
        })
}
