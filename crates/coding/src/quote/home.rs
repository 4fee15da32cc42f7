//! The state of a speaker whose own words tell of none: that of the dateline, of the body named last, or the one that the
//! article is about.

use std::ops::Range;

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, Pos};

use super::side::{is_of_place, is_public_unit, serves_state};
use super::things::{is_of_person, is_thing};
use crate::analysis::Analysis;
use crate::mention::{MentionKind, Nature};

/// How many words must name a state for an article to be about it, and how many in a hundred of those that name any.
const LEAST: usize = 3;
const MOST: usize = 65;

/// The state of a speaker whose words tell of none: that of the dateline, or the one that the article names. Whoever is
/// told by no role may be of any, "Arctic said" in an article from another one, and so may those whose office every
/// body has: "family spokesman Hale".
pub(super) fn state_at_hand(
    analysis: &Analysis<'_>,
    head: usize,
    noun: usize,
    tokens: &Range<usize>,
    role: Option<(Role, RoleSort)>,
) -> Option<Actor> {
    let doc = analysis.doc;
    // Whose "the report" or "a price rise" are nothing tells.
    let untold = role.is_none()
        && (matches!(doc.lemma(noun), "report" | "statement" | "institute")
            || is_thing(analysis, noun));
    if untold
        || tokens
            .clone()
            .any(|token| analysis.lexicon.words.is(doc.lemma(token), Tells::Anywhere))
    {
        return None;
    }
    let somebody = doc.token(noun).pos == Pos::NOUN && is_of_person(doc.lemma(noun));
    home(analysis)
        .filter(|_| somebody || role.is_some_and(|role| serves_state(role) || is_of_place(role)))
        .or_else(|| {
            // A name may be of any state, whatever the article is about; "Bergen County Police" is of its own.
            let described = doc.token(noun).pos == Pos::NOUN || is_public_unit(analysis, noun);
            let state = if described {
                about(analysis, head)
            } else {
                only_state(analysis, head)
            };
            state.filter(|_| role.is_some_and(serves_state))
        })
}

/// The state that the article is about: the one that most of the words mean that name any.
pub(super) fn about(analysis: &Analysis<'_>, head: usize) -> Option<Actor> {
    let mut named: Vec<(&Actor, usize)> = Vec::new();
    let mut all = 0;
    let states = analysis
        .mentions
        .iter()
        .filter(|mention| mention.kind != MentionKind::Pronoun)
        .filter_map(|mention| mention.actors.first())
        .filter(|actor| actor.is_state() && actor.role != Some(Role::MED));
    for actor in states {
        all += 1;
        match named.iter_mut().find(|(known, _)| known.head == actor.head) {
            Some((_, times)) => *times += 1,
            None => named.push((actor, 1)),
        }
    }
    let (most, times) = named
        .iter()
        .copied()
        .max_by_key(|(actor, times)| (*times, std::cmp::Reverse(&actor.head)))?;
    (times >= LEAST && times * 100 >= all * MOST)
        .then(|| most.clone())
        .or_else(|| only_state(analysis, head))
}

/// The one state that the article has named before `head`, where it is one alone.
fn only_state(analysis: &Analysis<'_>, head: usize) -> Option<Actor> {
    let mut states = analysis
        .mentions
        .iter()
        .filter(|mention| mention.head < head && mention.kind != MentionKind::Pronoun)
        .flat_map(|mention| &mention.actors)
        .filter(|actor| actor.is_state());
    let first = states.next()?;
    states
        .all(|other| other.head == first.head)
        .then(|| first.clone())
}

/// The state of "officials" without a word that tells whose: that of the government, ministry or other part of a state
/// named last, else the one that the article is about. Those of a firm or a society are none.
pub(super) fn officials(analysis: &Analysis<'_>, head: usize, noun: usize) -> Option<Actor> {
    let doc = analysis.doc;
    let plain = matches!(doc.lemma(noun), "official" | "authority")
        && doc.children(noun).filter(|&c| c < noun).all(|c| {
            let word = doc.lemma(c).to_lowercase();
            matches!(doc.token(c).dep, Dep::Det | Dep::Nummod | Dep::Punct)
                || doc.token(c).dep == Dep::Amod && doc.token(c).pos == Pos::ADJ
                || analysis.lexicon.words.is(&word, Tells::Public)
        })
        && !doc
            .children(noun)
            .any(|c| c > noun && doc.token(c).dep == Dep::Prep && doc.word(c) != "in");
    if !plain {
        return None;
    }
    let sentence = doc.token(head).sentence;
    let body = analysis
        .mentions
        .iter()
        .filter(|mention| mention.head < head && mention.kind != MentionKind::Pronoun)
        .filter(|mention| sentence - doc.token(mention.head).sentence <= 3)
        .filter(|mention| {
            matches!(
                mention.nature,
                Nature::Body | Nature::Role(_, RoleSort::Unit)
            ) && !mention.actors.is_empty()
        })
        .max_by_key(|mention| mention.head);
    let state = match body.and_then(|body| body.actors.first()) {
        Some(actor) if actor.is_state() => actor
            .role
            .is_none_or(|role| serves_state((role, RoleSort::Unit)))
            .then(|| actor.clone())?,
        Some(actor) if !actor.is_unknown() || actor.role == Some(Role::BUS) => return None,
        _ => about(analysis, head)?,
    };
    Some(Actor::new(state.head, Some(Role::GOV)))
}

/// The state of the dateline's place.
pub(super) fn home(analysis: &Analysis<'_>) -> Option<Actor> {
    let place = analysis.article.dateline.as_ref()?.place.as_deref()?;
    let words: Vec<String> = place
        .split([' ', ',', '/'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| {
                first.to_string() + &chars.as_str().to_lowercase()
            })
        })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (0..words.len()).find_map(|at| {
        let found = analysis.lexicon.names.longest_at(&words, at)?;
        let mut senses = analysis.lexicon.names.senses(found);
        let sense = senses.find(|s| {
            s.kind != NameKind::Person && s.actor.as_ref().is_some_and(Actor::is_state)
        })?;
        sense.actor.clone().filter(Actor::is_state)
    })
}
