//! Names of the lexicon in the text, each with the sense that fits the date and the words around.

mod spot;

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use detente_calendar::PartialDate;
use detente_lexicon::{Lexicon, Match, NameKind, Role, Sense, best_sense};
use detente_syntax::{Document, EntityType, Pos};

use spot::{Spot, is_current};

/// A name found in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The token of the range that the rest of the sentence hangs on.
    pub head: usize,
    /// The sense chosen: the lexicon's, or one made for a place of the gazetteer.
    pub sense: Cow<'a, Sense>,
    /// Whether the sense holds on the date (an office that is over makes a person a former one).
    pub current: bool,
    /// Whether institutions of several states bear the name.
    pub is_common: bool,
    /// Whether the name is only the part of a token before a hyphen ("U.S.-led").
    pub partial: bool,
}

/// All names of the document in text order, none overlapping another.
pub(super) fn scan<'a>(
    doc: &Document,
    all: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) -> Vec<Hit<'a>> {
    let mut hits: Vec<Hit<'a>> = Vec::new();
    let persons = person_spans(doc);
    // Names that several states share ("Congolese"), with the match they come from.
    let mut shared: Vec<(usize, Match)> = Vec::new();
    for sentence in doc.sentences() {
        let words = &all[sentence.clone()];
        let mut at = 0;
        while at < words.len() {
            let Some(mut found) = lexicon.names.longest_at(words, at) else {
                at += 1;
                continue;
            };
            let mut senses = lexicon.names.senses(found);
            if found.len > 1
                && is_joined(
                    words,
                    at,
                    hits.last()
                        .and_then(|hit| hit.tokens.end.checked_sub(sentence.start)),
                )
                && senses.all(|sense| sense.kind == NameKind::NonActor)
                && let Some(shorter) = lexicon.names.longest_at(&words[..at + found.len - 1], at)
            {
                // "The *Iran-Iraq* war" is the war of two, and no Iraq war.
                found = shorter;
            }
            let tokens = sentence.start + at..sentence.start + at + found.len;
            let spot = Spot {
                doc,
                all,
                lexicon,
                tokens: &tokens,
                date,
                before: &hits,
            };
            let chosen = spot
                .choose(lexicon.names.senses(found))
                .filter(|(sense, _)| !is_given_name(doc, &tokens, sense.kind, &persons))
                .filter(|(sense, _)| is_firm(sense) || !is_ticker(doc, &tokens));
            if let Some((sense, current)) = chosen {
                let tokens = with_generation(doc, tokens, sense.kind, sentence.end);
                let next = tokens.end - sentence.start;
                let head = head_of(doc, &tokens);
                let states = |other: &Sense| {
                    other.kind == NameKind::Institution
                        && head_of_sense(other) != head_of_sense(sense)
                };
                let is_common =
                    sense.kind == NameKind::Institution && lexicon.names.senses(found).any(states);
                if is_shared(sense, lexicon.names.senses(found)) {
                    shared.push((hits.len(), found));
                }
                hits.push(Hit {
                    tokens,
                    head,
                    sense: Cow::Borrowed(sense),
                    current,
                    is_common,
                    partial: found.part.is_some(),
                });
                at = next;
            } else {
                at += 1;
            }
        }
    }
    settle_shared(&mut hits, &shared, lexicon, date);
    hits
}

/// Whether a sense is a firm's.
fn is_firm(sense: &Sense) -> bool {
    sense.actor.as_ref().and_then(|actor| actor.role) == Some(Role::BUS)
}

/// Whether the name is a firm's short mark on an exchange: "<*MMM*>".
fn is_ticker(doc: &Document, tokens: &Range<usize>) -> bool {
    tokens.len() == 1
        && (doc.word(tokens.start).starts_with('<')
            || tokens.start > 0
                && doc.word(tokens.start - 1).ends_with('<')
                && tokens.end < doc.len()
                && (doc.word(tokens.end).starts_with('>') || doc.word(tokens.start).contains('.')))
}

/// Whether a hyphen joins the word at `at` to the name that ends at `end`.
fn is_joined(words: &[&str], at: usize, end: Option<usize>) -> bool {
    at > 0 && matches!(words[at - 1], "-" | "–" | "/") && end == Some(at - 1)
}

/// The tokens of a person's name with what tells father from son: "Ferdinand Marcos *Jr*".
fn with_generation(
    doc: &Document,
    tokens: Range<usize>,
    kind: NameKind,
    end: usize,
) -> Range<usize> {
    let person = matches!(kind, NameKind::Person | NameKind::Surname);
    let next = tokens.end;
    if person
        && next < end
        && matches!(doc.word(next), "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III")
        && doc.token(next).pos == Pos::PROPN
    {
        return tokens.start..next + 1;
    }
    tokens
}

/// For each token the end of the person's name, as the recogniser has it, that covers it, or 0.
fn person_spans(doc: &Document) -> Vec<u32> {
    let mut ends = vec![0; doc.len()];
    for entity in doc.entities() {
        if entity.kind == EntityType::PERSON {
            for token in entity.tokens.clone() {
                ends[token] = entity.tokens.end as u32;
            }
        }
    }
    ends
}

/// Whether the name at `tokens` is but the first part of a person's longer name: "Ali" of "Ali Hassan",
/// "Juan Carlos" of "Juan Carlos Jobet".
fn is_given_name(doc: &Document, tokens: &Range<usize>, kind: NameKind, persons: &[u32]) -> bool {
    // "Jens "*Pope*" Hale".
    let quote = |at: usize| {
        matches!(
            doc.word(at),
            "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``"
        )
    };
    let nickname = tokens.start >= 2
        && tokens.end + 1 < doc.len()
        && quote(tokens.start - 1)
        && quote(tokens.end)
        && doc.token(tokens.start - 2).pos == Pos::PROPN
        && doc.token(tokens.end + 1).pos == Pos::PROPN;
    if nickname {
        return true;
    }
    let part = matches!(
        kind,
        NameKind::Person | NameKind::Surname | NameKind::City | NameKind::People
    );
    part && persons[tokens.start] as usize > tokens.end
        && doc.token(tokens.end).pos == Pos::PROPN
        && !doc.word(tokens.end).starts_with('(')
}

/// Whether other states bear the same name as `sense`, in the same way.
fn is_shared<'a>(sense: &Sense, mut senses: impl Iterator<Item = &'a Sense>) -> bool {
    let place = matches!(
        sense.kind,
        NameKind::State | NameKind::Adjective | NameKind::People
    );
    place
        && senses.any(|other| {
            matches!(
                other.kind,
                NameKind::State | NameKind::Adjective | NameKind::People
            ) && head_of_sense(other) != head_of_sense(sense)
        })
}

fn head_of_sense(sense: &Sense) -> Option<&str> {
    sense.actor.as_ref().map(|actor| actor.head.as_str())
}

/// Of the states that share a name the one that the article names otherwise, too: the "Congolese" of an
/// article on Kinshasa are not those of Brazzaville.
fn settle_shared<'a>(
    hits: &mut [Hit<'a>],
    shared: &[(usize, Match)],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) {
    for &(index, found) in shared {
        let kind = hits[index].sense.kind;
        let count = |sense: &Sense| {
            hits.iter()
                .enumerate()
                .filter(|(other, _)| shared.iter().all(|(index, _)| index != other))
                .filter(|(_, hit)| head_of_sense(&hit.sense) == head_of_sense(sense))
                .count()
        };
        let most = lexicon
            .names
            .senses(found)
            .filter(|sense| sense.kind == kind)
            .map(&count)
            .max()
            .unwrap_or(0);
        if most == 0 {
            continue;
        }
        let fitting = lexicon
            .names
            .senses(found)
            .filter(|sense| sense.kind == kind && count(sense) == most);
        if let Some(choice) = best_sense(fitting, date) {
            hits[index].sense = Cow::Borrowed(choice.sense);
        }
    }
}

/// The token of `tokens` whose head stands outside.
pub(super) fn head_of(doc: &Document, tokens: &Range<usize>) -> usize {
    tokens
        .clone()
        .rev()
        .find(|&t| doc.head(t).is_none_or(|head| !tokens.contains(&head)))
        .unwrap_or(tokens.end - 1)
}

/// Gives the names of institutions that several states share the sense of `state`, which the article is about (plainly,
/// or without naming theirs): "Congress" is a party of India.
pub(super) fn settle_institutions<'a>(
    hits: &mut [Hit<'a>],
    words: &[&str],
    lexicon: &'a Lexicon,
    (state, is_clear): (&str, bool),
    named: &[CompactString],
    date: Option<PartialDate>,
) {
    for hit in hits.iter_mut() {
        let own = head_of_sense(&hit.sense);
        if hit.sense.kind != NameKind::Institution || own == Some(state) {
            continue;
        }
        if !is_clear && own.is_none_or(|own| named.iter().any(|head| head == own)) {
            continue;
        }
        let name = &words[hit.tokens.clone()];
        let Some(found) = lexicon
            .names
            .longest_at(name, 0)
            .filter(|m| m.len == name.len())
        else {
            continue;
        };
        let own = lexicon.names.senses(found).filter(|sense| {
            sense.kind == NameKind::Institution && head_of_sense(sense) == Some(state)
        });
        if let Some(choice) = best_sense(own, date) {
            hit.sense = Cow::Borrowed(choice.sense);
            hit.current = is_current(choice.tenure, date);
        }
    }
}
