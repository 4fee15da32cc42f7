//! The state that an article is about: whose parliament, people and police it means where it does not say.

use compact_str::CompactString;
use detente_lexicon::{Actor, Lexicon, NameKind, Role};
use detente_syntax::{Dep, Document};
use rustc_hash::FxHashMap;

use super::names::Hit;
use crate::tree;

/// What a dateline weighs, in namings.
const DATELINE: u32 = 4;
/// What the outlet's own state weighs, in namings.
const OUTLET: u32 = 4;
/// What a naming in the title weighs, in namings.
const TITLED: u32 = 3;
/// What a naming of a state, its people or a body of it weighs.
const NAMED: u32 = 2;
/// How often one city or person counts.
const SAME: u32 = 3;
/// The most words of a dateline.
const DATELINE_WORDS: usize = 24;
/// The namings of one state that count.
const MOST: u32 = 24;

/// The first sentence of a text.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// Where it begins, behind the dateline.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether its subject is somebody of the place whom nothing tells more of: "the army".
    pub is_bare: bool,
}

impl Lead {
    /// The first sentence, behind the dateline where one stands before it: "RIGA, May 3 (Agency) - *Norway* …".
    pub fn of(
        doc: &Document,
        words: &[&str],
        hits: &[Hit<'_>],
        hit_of: &[u32],
        lexicon: &Lexicon,
    ) -> Self {
        let spaced = |dash: usize| dash > 0 && doc.token(dash).start > doc.token(dash - 1).end;
        let dash = words
            .iter()
            .take(DATELINE_WORDS)
            .enumerate()
            .position(|(at, word)| matches!(*word, "-" | "--" | "–" | "—") && spaced(at));
        let start = dash.map_or(0, |dash| dash + 1);
        if start >= doc.len() {
            return Self::default();
        }
        let end = doc.sentences()[doc.token(start).sentence as usize].end;
        let subject = (start..end)
            .find(|&token| doc.token(token).dep == Dep::Root)
            .and_then(|verb| doc.child(verb, Dep::Nsubj));
        // A body's name that many states use tells as little as a noun.
        let is_common = |at: usize| {
            (hit_of[at] as usize)
                .checked_sub(1)
                .is_none_or(|hit| hits[hit].sense.kind == NameKind::Institution)
        };
        // "The senate condemned China": the senate of the place.
        let is_bare = subject.is_some_and(|subject| {
            lexicon.roles.longest_around(words, subject).is_some()
                && (tree::left_edge(doc, subject)..=subject).all(is_common)
                && doc.children(subject).all(|c| c < subject)
        });
        Self {
            start,
            end,
            is_bare,
        }
    }
}

/// The state at hand.
#[derive(Debug, Default)]
pub(super) struct Setting {
    /// The state that most speaks for, if any does.
    pub state: Option<Actor>,
    /// Whether it stands out: much speaks for it and little for any other.
    pub is_clear: bool,
    /// Whether the dateline only tells where the reporter sits: what it tells of first is another state, of which more
    /// is told ("NAIROBI - *Somalia's* government …").
    pub is_abroad: bool,
}

impl Setting {
    /// Weighs the namings of states, places in them, bodies and persons of theirs, the states of the title, the
    /// dateline's and the outlet's; what `is_family` holds to be a family's name tells of none.
    pub(super) fn of(
        hits: &[Hit<'_>],
        titled: &[Actor],
        dateline: Option<&Actor>,
        outlet: Option<&Actor>,
        lead: &Lead,
        is_family: impl Fn(&Hit<'_>) -> bool,
    ) -> Self {
        let is_abroad = is_abroad(hits, dateline, lead);
        let dateline = dateline.filter(|_| !is_abroad);
        let mut scores: Vec<(CompactString, u32)> = Vec::new();
        let mut add = |head: &CompactString, weight: u32| match scores
            .iter_mut()
            .find(|(known, _)| known == head)
        {
            Some((_, score)) => *score = (*score + weight).min(MOST * NAMED),
            None => scores.push((head.clone(), weight)),
        };
        let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
        let told = |hit: &&Hit<'_>| !is_abroad || hit.tokens.start >= lead.start;
        for hit in hits.iter().filter(|hit| !is_family(hit)).filter(told) {
            let Some(actor) = hit.sense.actor.as_ref().filter(|actor| actor.is_state()) else {
                continue;
            };
            // Those who report tell nothing of what they report on.
            if actor.role == Some(Role::MED) {
                continue;
            }
            let weight = match hit.sense.kind {
                // "Congress" and "the Senate" are those of many states.
                NameKind::Institution if hit.is_common => continue,
                NameKind::City | NameKind::Person | NameKind::Surname => {
                    let times = seen.entry(hit.sense.name.as_str()).or_default();
                    *times += 1;
                    if *times > SAME {
                        continue;
                    }
                    if hit.sense.kind == NameKind::City {
                        NAMED
                    } else {
                        1
                    }
                }
                _ => NAMED,
            };
            add(&actor.head, weight);
        }
        for state in titled {
            add(&state.head, TITLED * NAMED);
        }
        for (state, weight) in [(dateline, DATELINE), (outlet, OUTLET)] {
            if let Some(state) = state {
                add(&state.head, weight * NAMED);
            }
        }
        scores.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let Some((head, best)) = scores.first() else {
            return Self {
                is_abroad,
                ..Self::default()
            };
        };
        let second = scores.get(1).map_or(0, |(_, score)| *score);
        Self {
            state: (*best > second && *best > NAMED).then(|| Actor::new(head.clone(), None)),
            is_clear: *best >= 4 * NAMED && *best * 2 >= second * 3,
            is_abroad,
        }
    }
}

/// Whether a report is of another state than the dateline's: its first sentence names that one first and not the dateline's,
/// which the rest names less often.
fn is_abroad(hits: &[Hit<'_>], dateline: Option<&Actor>, lead: &Lead) -> bool {
    let state = |hit: &Hit<'_>| {
        let actor = hit.sense.actor.as_ref().filter(|actor| actor.is_state())?;
        Some((hit.tokens.start, actor.head.clone()))
    };
    let placed = hits.iter().filter(|hit| {
        hit.tokens.start < lead.start
            && matches!(
                hit.sense.kind,
                NameKind::State | NameKind::Capital | NameKind::City
            )
    });
    let Some(home) = dateline
        .map(|home| home.head.clone())
        .or_else(|| placed.filter_map(state).next_back().map(|(_, head)| head))
    else {
        return false;
    };
    let told: Vec<(usize, CompactString)> = hits
        .iter()
        .filter(|hit| hit.tokens.start >= lead.start && hit.sense.kind != NameKind::Institution)
        .filter_map(state)
        .collect();
    let times = |state: &CompactString| told.iter().filter(|(_, head)| head == state).count();
    let in_lead = |at: usize| at < lead.end;
    told.first().is_some_and(|(at, first)| {
        in_lead(*at)
            && !lead.is_bare
            && *first != home
            && told.iter().all(|(at, head)| !in_lead(*at) || *head != home)
            && times(first) > times(&home)
    })
}
