//! Names that an article shortens: a body by the last word of its name ("the *Brotherhood*" of the Muslim Brotherhood), who
//! governs a state by a family name that many bear ("*Abbas*"). And words that are a body's name only where the body
//! is named ("the *Alliance*").

use std::borrow::Cow;

use compact_str::CompactString;
use detente_calendar::PartialDate;
use detente_lexicon::{Actor, Lexicon, NameKind, Role, Sense};
use detente_syntax::{Dep, Document, EntityType, Pos};

use super::names::Hit;

/// Adds to `hits` the short names of bodies and rulers, and leaves out the words that only look like one.
pub(super) fn complete<'a>(
    hits: &mut Vec<Hit<'a>>,
    doc: &Document,
    words: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) {
    drop_words(hits, words, lexicon);
    settle_seats(hits, words, lexicon);
    let before = hits.len();
    let mut covered = vec![false; doc.len()];
    for hit in hits.iter() {
        covered[hit.tokens.clone()].fill(true);
    }
    let free = Free {
        doc,
        covered: &covered,
    };
    let bodies = bodies(hits, &free, words, lexicon);
    let rulers = rulers(hits, &free, words, lexicon, date);
    hits.extend(bodies);
    hits.extend(rulers);
    if hits.len() > before {
        hits.sort_by_key(|hit| hit.tokens.start);
    }
}

/// Leaves out the bodies by a word that others are called by ("Alliance"), where the article names them in no other way.
fn drop_words(hits: &mut Vec<Hit<'_>>, words: &[&str], lexicon: &Lexicon) {
    let is_word = |hit: &Hit<'_>| {
        let last = hit.tokens.end - 1;
        let bare = hit.tokens.len() == 1
            || hit.tokens.len() == 2 && words[hit.tokens.start].eq_ignore_ascii_case("the");
        bare && hit.sense.kind == NameKind::Organisation
            && lexicon
                .roles
                .longest_ending_at(&words[..=last], last)
                .is_some_and(|(len, noun)| len == 1 && noun.role == Role::IGO)
    };
    let head = |hit: &Hit<'_>| hit.sense.actor.as_ref().map(|actor| actor.head.clone());
    let named: Vec<CompactString> = hits
        .iter()
        .filter(|hit| !is_word(hit))
        .filter_map(head)
        .collect();
    hits.retain(|hit| !is_word(hit) || head(hit).is_some_and(|head| named.contains(&head)));
}

/// Gives a body's seat ("*Brussels*") back to the state whose capital it is, where the article names that state and not
/// the body.
fn settle_seats<'a>(hits: &mut [Hit<'a>], words: &[&str], lexicon: &'a Lexicon) {
    let head = |sense: &Sense| sense.actor.as_ref().map(|actor| actor.head.clone());
    for index in 0..hits.len() {
        let hit = &hits[index];
        let seat = hit.tokens.len() == 1
            && !hit.partial
            && hit.sense.org_kind.as_deref() == Some("metonym")
            && hit
                .sense
                .actor
                .as_ref()
                .is_some_and(|actor| !actor.is_state());
        if !seat {
            continue;
        }
        let word = words[hit.head];
        let named = |wanted: &Option<CompactString>| {
            hits.iter()
                .any(|other| words[other.head] != word && head(&other.sense) == *wanted)
        };
        let capital = lexicon
            .names
            .longest_at(&[word], 0)
            .and_then(|known| {
                lexicon
                    .names
                    .senses(known)
                    .find(|sense| sense.kind == NameKind::Capital)
            })
            .filter(|capital| named(&head(capital)) && !named(&head(&hit.sense)));
        if let Some(capital) = capital {
            hits[index].sense = Cow::Borrowed(capital);
        }
    }
}

/// The words that no name of the lexicon covers.
struct Free<'d> {
    doc: &'d Document,
    covered: &'d [bool],
}

impl Free<'_> {
    /// Whether the word at `token` is a whole name by itself, of nobody that is known.
    fn is_whole_name(&self, token: usize) -> bool {
        let doc = self.doc;
        let proper = |at: usize| {
            doc.token(at).pos == Pos::PROPN
                && doc.token(at).sentence == doc.token(token).sentence
                && doc.word(at).starts_with(char::is_uppercase)
        };
        let joined = |at: usize| proper(at) && !self.covered[at];
        let mark = |at: usize| matches!(doc.word(at), "-" | "–" | "&");
        let before = token
            .checked_sub(1)
            .is_some_and(|at| joined(at) || mark(at));
        let behind = token + 1 < doc.len() && (joined(token + 1) || mark(token + 1));
        proper(token) && !self.covered[token] && !before && !behind
    }

    /// What the recogniser holds the word at `token` to be.
    fn entity(&self, token: usize) -> Option<EntityType> {
        self.doc
            .entities()
            .iter()
            .find(|entity| entity.tokens.contains(&token))
            .map(|entity| entity.kind)
    }
}

/// Bodies by the last word of a name of several words that stands before.
fn bodies<'a>(
    hits: &[Hit<'a>],
    free: &Free<'_>,
    words: &[&str],
    lexicon: &Lexicon,
) -> Vec<Hit<'a>> {
    let doc = free.doc;
    let mut found: Vec<Hit<'a>> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for hit in hits {
        let last = hit.tokens.end - 1;
        let word = words[last];
        let firm = matches!(hit.sense.org_kind.as_deref(), Some("company" | "media"));
        let body = matches!(
            hit.sense.kind,
            NameKind::Organisation | NameKind::Institution
        ) && hit.tokens.len() > 1
            && !firm
            && !hit.partial;
        let named = word.len() > 3
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && lexicon.words.tells(word).is_empty()
            && lexicon.names.longest_at(&[word], 0).is_none()
            && lexicon
                .roles
                .longest_ending_at(&words[..=last], last)
                .is_none();
        if !body || !named || seen.contains(&word) {
            continue;
        }
        seen.push(word);
        let again = (hit.tokens.end..doc.len()).filter(|&token| {
            words[token] == word
                && free.is_whole_name(token)
                && free.entity(token) != Some(EntityType::PERSON)
        });
        found.extend(again.map(|token| Hit {
            tokens: token..token + 1,
            head: token,
            ..hit.clone()
        }));
    }
    found
}

/// Who rules a state that the article names, by a family name that is not theirs alone and stands without a title.
fn rulers<'a>(
    hits: &[Hit<'a>],
    free: &Free<'_>,
    words: &[&str],
    lexicon: &'a Lexicon,
    date: Option<PartialDate>,
) -> Vec<Hit<'a>> {
    let doc = free.doc;
    let Some(date) = date.filter(|date| date.first_day().is_some()) else {
        return Vec::new();
    };
    let is_named = |sense: &Sense| {
        let own = sense.actor.as_ref().map(|actor| &actor.head);
        hits.iter().any(|hit| {
            matches!(
                hit.sense.kind,
                NameKind::State | NameKind::Adjective | NameKind::People | NameKind::Capital
            ) && hit.sense.actor.as_ref().map(|actor| &actor.head) == own
        })
    };
    let mut found = Vec::new();
    for token in 0..doc.len() {
        let stands = free.is_whole_name(token)
            && matches!(
                doc.token(token).dep,
                Dep::Nsubj
                    | Dep::Nsubjpass
                    | Dep::Poss
                    | Dep::Pobj
                    | Dep::Dobj
                    | Dep::Conj
                    | Dep::Dative
            )
            && !matches!(
                free.entity(token),
                Some(EntityType::DATE | EntityType::GPE | EntityType::LOC | EntityType::FAC)
            );
        if !stands {
            continue;
        }
        let Some(known) = lexicon.names.longest_at(&words[token..=token], 0) else {
            continue;
        };
        let mut rulers = lexicon.names.senses(known).filter(|sense| {
            sense.kind == NameKind::Surname
                && sense.is_prominent()
                && sense.tenure(date).is_current()
                && sense.actor.as_ref().is_some_and(Actor::is_state)
                && is_named(sense)
        });
        let Some(ruler) = rulers.next() else { continue };
        let only = rulers.all(|other| other.name == ruler.name);
        if only && !is_of_another(hits, doc, token, ruler) {
            found.push(Hit {
                tokens: token..token + 1,
                head: token,
                sense: Cow::Borrowed(ruler),
                current: true,
                is_common: false,
                partial: false,
            });
        }
    }
    found
}

/// Whether the article names another bearer of the family name at `token` in full, and not the ruler last.
fn is_of_another(hits: &[Hit<'_>], doc: &Document, token: usize, ruler: &Sense) -> bool {
    let family = doc.word(token);
    let is_ruler = |tokens: &std::ops::Range<usize>| {
        hits.iter().any(|hit| {
            hit.tokens.start < tokens.end
                && tokens.start < hit.tokens.end
                && hit.sense.name == ruler.name
        })
    };
    let others: Vec<bool> = doc
        .entities()
        .iter()
        .filter(|entity| {
            entity.kind == EntityType::PERSON
                && entity.tokens.clone().any(|at| doc.word(at) == family)
                && entity
                    .tokens
                    .clone()
                    .any(|at| doc.word(at) != family && doc.token(at).pos == Pos::PROPN)
        })
        .filter(|entity| entity.tokens.start < token || is_ruler(&entity.tokens))
        .map(|entity| is_ruler(&entity.tokens))
        .collect();
    !others.is_empty() && !others.iter().any(|ruler| *ruler)
}
