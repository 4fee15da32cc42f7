//! Lands in two halves: "*North* and South Korea", "both *Koreas*".

use std::borrow::Cow;

use detente_calendar::PartialDate;
use detente_lexicon::{Actor, Lexicon, NameKind, Role, best_sense};
use detente_syntax::{Pos, Tag};

use super::finder::Finder;
use super::names::Hit;

/// The words that tell halves of a land apart.
const SIDES: &[&str] = &["North", "South", "East", "West"];

/// Whether `kind` names a state, its people or what is theirs.
fn is_land(kind: NameKind) -> bool {
    matches!(
        kind,
        NameKind::State | NameKind::Adjective | NameKind::People
    )
}

/// Adds the halves that stand before the name of the other alone: "*North* and South Korea".
pub(super) fn complete<'a>(
    hits: &mut Vec<Hit<'a>>,
    words: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) {
    let mut found: Vec<Hit<'a>> = Vec::new();
    for hit in hits.iter() {
        let own = words[hit.tokens.start];
        let Some(start) = hit.tokens.start.checked_sub(2) else {
            continue;
        };
        let halved = hit.tokens.len() > 1
            && is_land(hit.sense.kind)
            && SIDES.contains(&own)
            && SIDES.contains(&words[start])
            && words[start] != own
            && matches!(words[start + 1], "and" | "or")
            && hits.iter().all(|other| !other.tokens.contains(&start));
        if !halved {
            continue;
        }
        let mut name = vec![words[start]];
        name.extend(&words[hit.tokens.start + 1..hit.tokens.end]);
        // "*North* and South Sudan": the one half has the whole land's name.
        let whole = |name: &[&str]| {
            lexicon
                .names
                .longest_at(name, 0)
                .filter(|known| known.len == name.len())
        };
        let Some(known) = whole(&name).or_else(|| whole(&name[1..])) else {
            continue;
        };
        let senses = lexicon
            .names
            .senses(known)
            .filter(|sense| sense.kind == hit.sense.kind);
        let Some(choice) = best_sense(senses, date) else {
            continue;
        };
        found.push(Hit {
            tokens: start..start + 1,
            head: start,
            sense: Cow::Borrowed(choice.sense),
            current: true,
            is_common: false,
            partial: false,
        });
    }
    if !found.is_empty() {
        hits.extend(found);
        hits.sort_by_key(|hit| hit.tokens.start);
    }
}

impl Finder<'_> {
    /// Whether the nation's name goes on with a row of such names: "the Bosnian, *Serbian* and Croatian presidents".
    pub(super) fn is_listed(&self, hit: &Hit<'_>) -> bool {
        let is = |at: usize, marks: &[&str]| marks.contains(&self.doc.word(at));
        // "Chinese, Japanese*, and* South Korean officials".
        let joined = |at: usize| {
            let last = at.checked_sub(1)?;
            if is(last, &["and"]) {
                let comma = last.checked_sub(1).filter(|&before| is(before, &[","]));
                return Some(comma.unwrap_or(last));
            }
            is(last, &[","]).then_some(last)
        };
        hit.sense.kind == NameKind::Adjective
            && joined(hit.tokens.start)
                .and_then(|mark| self.hit_covering(mark.checked_sub(1)?))
                .is_some_and(|other| other.sense.kind == NameKind::Adjective)
    }

    /// The other half that stands before the name of `hit`, as a part of its phrase: "*North* and South Korea".
    pub(super) fn half_before(&self, hit: &Hit<'_>) -> Option<Actor> {
        let doc = self.doc;
        let at = hit.tokens.start.checked_sub(2)?;
        let own = SIDES.contains(&self.words[hit.tokens.start]);
        let half = self.hit_at(at).filter(|half| {
            own && half.tokens.end == at + 1
                && SIDES.contains(&self.words[at])
                && is_land(half.sense.kind)
                && matches!(doc.word(at + 1), "and" | "or")
        })?;
        let mut actor = half.sense.actor.clone()?;
        if actor.role.is_none() {
            actor.role = Some(Role::GOV);
        }
        Some(actor)
    }

    /// The states that the plural of their common name means: "the two *Koreas*".
    pub(super) fn halves(&self, token: usize) -> Option<Vec<Actor>> {
        let doc = self.doc;
        let parsed = doc.token(token);
        if parsed.pos != Pos::PROPN || self.hit_of[token] != 0 {
            return None;
        }
        if !matches!(parsed.tag, Tag::NNPS | Tag::NNP) {
            return None;
        }
        let stem = doc.word(token).strip_suffix('s')?;
        let mut halves: Vec<Actor> = SIDES
            .iter()
            .filter_map(|side| self.state_called(&[side, stem]))
            .collect();
        if halves.len() < 2 {
            halves.extend(self.state_called(&[stem]));
        }
        halves.dedup();
        (halves.len() == 2).then_some(halves)
    }

    /// The government of the state whose whole name `words` are.
    pub(super) fn state_called(&self, words: &[&str]) -> Option<Actor> {
        let names = &self.lexicon.names;
        let known = names
            .longest_at(words, 0)
            .filter(|known| known.len == words.len())?;
        let sense = names
            .senses(known)
            .find(|sense| sense.kind == NameKind::State)?;
        let head = sense.actor.as_ref()?.head.clone();
        Some(Actor::new(head, Some(Role::GOV)))
    }
}
