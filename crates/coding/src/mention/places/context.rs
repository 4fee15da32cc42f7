//! What the words around a name say of its being a place.

use std::ops::Range;

use detente_lexicon::Lexicon;
use detente_syntax::{Document, EntityType, Pos};

/// How the recogniser sees a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// As a place, exactly these words or with a word for what it is.
    Place,
    /// As something else of exactly these words, which it may have mistaken.
    Mistakable,
    /// As a person, or as a part of something longer.
    Other,
    /// Not at all.
    Not,
}

/// Nouns that say what a place is: "the *town* of Baga", "Ar-Raqqah *Governorate*".
const KINDS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "district",
    "region",
    "governorate",
    "port",
    "suburb",
    "capital",
    "camp",
    "enclave",
    "stronghold",
    "outskirts",
    "state",
    "county",
    "oblast",
    "prefecture",
    "municipality",
    "township",
    "neighborhood",
    "neighbourhood",
    "hamlet",
    "island",
    "resort",
    "settlement",
    "area",
    "department",
    "airport",
    "airbase",
];

/// Prepositions of place.
const AT: &[&str] = &[
    "in",
    "near",
    "outside",
    "around",
    "inside",
    "across",
    "into",
    "toward",
    "towards",
    "from",
    "to",
    "at",
    "between",
    "throughout",
    "over",
    "reach",
    "via",
    "through",
];

/// Words before a place's name within its entity that are no part of it.
const DIRECTIONS: &[&str] = &[
    "the",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "greater",
    "downtown",
    "rural",
    "upper",
    "lower",
    "northwest",
    "northeast",
    "southwest",
    "southeast",
    "northwestern",
    "northeastern",
    "southwestern",
    "southeastern",
    "nearby",
    "mid",
    "of",
    "city",
    "town",
    "village",
    "province",
];

/// The recogniser's view of `tokens`.
pub(super) fn seen(doc: &Document, tokens: &Range<usize>) -> Seen {
    let overlapping = |range: &Range<usize>| range.start < tokens.end && tokens.start < range.end;
    let Some(entity) = doc.entities().iter().find(|e| overlapping(&e.tokens)) else {
        return Seen::Not;
    };
    let before = entity.tokens.start..tokens.start.max(entity.tokens.start);
    let after = tokens.end.min(entity.tokens.end)..entity.tokens.end;
    let exact = before
        .into_iter()
        .all(|t| DIRECTIONS.contains(&lower(doc, t).as_str()))
        && after
            .into_iter()
            .all(|t| is_kind(doc, t) || matches!(doc.word(t), "'s" | "’s" | "-" | "."));
    match entity.kind {
        _ if !exact => Seen::Other,
        EntityType::GPE | EntityType::LOC => Seen::Place,
        EntityType::ORG | EntityType::FAC | EntityType::NORP | EntityType::PRODUCT => {
            Seen::Mistakable
        }
        _ => Seen::Other,
    }
}

/// Whether the words around `tokens` are those around a place: "in …", "the town of …", "… police",
/// "…'s mayor".
pub(super) fn is_local(
    doc: &Document,
    words: &[&str],
    lexicon: &Lexicon,
    tokens: &Range<usize>,
) -> bool {
    let sentence = doc.sentences()[doc.token(tokens.start).sentence as usize].clone();
    let mut before = tokens.start;
    // "in the Syrian city of", "in northern", "near the"
    while before > sentence.start && DIRECTIONS.contains(&lower(doc, before - 1).as_str()) {
        before -= 1;
    }
    if before > sentence.start && AT.contains(&lower(doc, before - 1).as_str()) {
        return true;
    }
    if tokens.start >= sentence.start + 2
        && doc.word(tokens.start - 1) == "of"
        && (is_kind(doc, tokens.start - 2) || is_vicinity(&lower(doc, tokens.start - 2)))
    {
        return true;
    }
    let mut after = tokens.end;
    if after < sentence.end && is_kind(doc, after) {
        return true;
    }
    if after < sentence.end && matches!(doc.word(after), "'s" | "’s") {
        after += 1;
    }
    // "Kharkiv's deputy mayor", "Aleppo residents".
    (after..sentence.end.min(after + 3))
        .take_while(|&t| matches!(doc.token(t).pos, Pos::ADJ | Pos::NOUN))
        .any(|t| {
            doc.token(t).pos == Pos::NOUN
                && lexicon.roles.longest_ending_at(&words[..=t], t).is_some()
        })
}

/// Whether "in", "near" or the like stands right before the name.
pub(super) fn is_inside(doc: &Document, tokens: &Range<usize>) -> bool {
    tokens
        .start
        .checked_sub(1)
        .is_some_and(|t| matches!(lower(doc, t).as_str(), "in" | "near" | "outside" | "around"))
}

/// Whether the word alone is a part of the world or of a land, and no name.
pub(super) fn is_direction(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "centre" | "center" | "coast" | "capital" | "highlands" | "islands"
    ) || DIRECTIONS.contains(&word.as_str())
}

fn is_vicinity(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "outside"
            | "northwest"
            | "northeast"
            | "southwest"
            | "southeast"
            | "streets"
            | "suburbs"
            | "kilometers"
            | "miles"
            | "people"
            | "residents"
    )
}

/// Whether `token` says what sort of place it is.
pub(super) fn is_kind(doc: &Document, token: usize) -> bool {
    KINDS.contains(&lower(doc, token).as_str())
}

fn lower(doc: &Document, token: usize) -> String {
    doc.word(token).to_lowercase()
}
