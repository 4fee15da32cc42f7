//! Two leaders in a word: "the *Trump-Putin* summit".

use std::borrow::Cow;

use detente_calendar::PartialDate;
use detente_lexicon::{Actor, Lexicon, NameKind, Sense, best_sense};
use detente_syntax::{Document, Pos};

use super::finder::Finder;
use super::names::Hit;

/// Makes names of both where a hyphen joins the family names of leaders of two states before a noun: neither would be
/// sure alone ("Kim", "Bush"), or the recogniser takes them for one.
pub(super) fn complete<'a>(
    hits: &mut Vec<Hit<'a>>,
    doc: &Document,
    words: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) {
    let leader = |token: usize| -> Option<&'a Sense> {
        let found = lexicon.names.longest_at(&words[token..=token], 0)?;
        let leads = |sense: &&'a Sense| {
            matches!(sense.kind, NameKind::Surname | NameKind::Person)
                && sense.is_prominent()
                && sense.actor.as_ref().is_some_and(Actor::is_state)
        };
        let choice = best_sense(lexicon.names.senses(found).filter(leads), date)?;
        choice.tenure.is_current().then_some(choice.sense)
    };
    for (dash, word) in words.iter().enumerate().skip(1) {
        let joins = matches!(*word, "-" | "–") && dash + 2 < words.len();
        if !joins || doc.token(dash + 2).pos != Pos::NOUN {
            continue;
        }
        let (left, right) = (dash - 1, dash + 1);
        let single = |token: usize| {
            hits.iter()
                .filter(|hit| hit.tokens.contains(&token))
                .all(|hit| hit.tokens.len() == 1)
        };
        let (Some(first), Some(second)) = (leader(left), leader(right)) else {
            continue;
        };
        let head = |sense: &Sense| sense.actor.as_ref().map(|actor| actor.head.clone());
        if head(first) == head(second) || !single(left) || !single(right) {
            continue;
        }
        hits.retain(|hit| !hit.tokens.contains(&left) && !hit.tokens.contains(&right));
        hits.extend([(left, first), (right, second)].map(|(token, sense)| Hit {
            tokens: token..token + 1,
            head: token,
            // What stands before the second is no given name of theirs.
            sense: Cow::Owned(Sense {
                kind: NameKind::Person,
                ..sense.clone()
            }),
            current: true,
            is_common: false,
            partial: false,
        }));
    }
    hits.sort_by_key(|hit| hit.tokens.start);
}

impl Finder<'_> {
    /// Whether `hit` is one of two persons in a word.
    pub(super) fn is_of_pair(&self, hit: &Hit<'_>) -> bool {
        let dash = |at: usize| matches!(self.words.get(at), Some(&("-" | "–")));
        let person = |at: usize| {
            self.hit_covering(at)
                .is_some_and(|other| other.sense.kind == NameKind::Person)
        };
        let (start, end) = (hit.tokens.start, hit.tokens.end);
        hit.tokens.len() == 1
            && (start > 1 && dash(start - 1) && person(start - 2)
                || dash(end) && end + 1 < self.words.len() && person(end + 1))
    }
}
