//! Reference: pronouns and definite descriptions that point back at somebody named before.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, Document};

use super::cast::{Cast, Trace};

/// How many sentences back a pronoun may point.
const PRONOUN_REACH: u32 = 2;
/// How many sentences back a definite description may point.
const DESCRIPTION_REACH: u32 = 40;

/// What a pronoun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, she
    Person,
    /// it
    Thing,
    /// they
    Several,
}

impl Pronoun {
    /// The third-person pronoun `word`, lower case.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" | "she" | "her" | "hers" | "himself" | "herself" => Self::Person,
            "it" | "its" | "itself" => Self::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::Several,
            _ => return None,
        })
    }
}

/// Whom the pronoun at `token` stands for.
pub(super) fn pronoun<'c>(
    doc: &Document,
    token: usize,
    pronoun: Pronoun,
    cast: &'c Cast,
) -> Option<&'c Trace> {
    if doc.token(token).dep == Dep::Expl {
        return None;
    }
    let sentence = doc.token(token).sentence;
    let fits = |trace: &&Trace| match pronoun {
        Pronoun::Person => trace.is_person && !trace.is_plural,
        Pronoun::Thing => {
            !trace.is_person && !trace.is_city && !trace.actors.is_empty() && !trace.is_plural
        }
        Pronoun::Several => {
            !trace.actors.is_empty()
                && !trace.is_city
                && (trace.is_plural || trace.is_body || trace.is_state)
        }
    };
    let possessive = doc.token(token).dep == Dep::Poss;
    // Inside one clause an object pronoun does not stand for the subject of the same verb.
    let own_verb = doc.head(token);
    let clashes = |trace: &Trace| {
        !possessive
            && trace.sentence == sentence
            && doc.head(trace.head) == own_verb
            && matches!(doc.token(trace.head).dep, Dep::Nsubj | Dep::Nsubjpass)
            && doc.token(token).dep != Dep::Nsubj
    };
    let recent: Vec<&Trace> = cast
        .recent(sentence, PRONOUN_REACH)
        .filter(fits)
        .filter(|trace| !clashes(trace))
        .collect();
    let same = |trace: &&&Trace| trace.sentence == sentence;
    // The subject of the sentence so far, then the nearest; then the subject of the sentence before.
    let strict_plural = |trace: &&&Trace| pronoun != Pronoun::Several || trace.is_plural;
    let pick = |plural_only: bool| {
        let keep = |trace: &&&Trace| !plural_only || strict_plural(trace);
        recent
            .iter()
            .filter(same)
            .filter(keep)
            .find(|trace| trace.is_subject)
            .or_else(|| {
                recent
                    .iter()
                    .filter(same)
                    .filter(keep)
                    .find(|trace| !trace.is_oblique)
            })
            .or_else(|| earlier(&recent, sentence, &keep))
            .or_else(|| recent.iter().find(keep))
    };
    pick(true).or_else(|| pick(false)).copied()
}

/// The best of an earlier sentence: the first subject of the latest one that has any.
fn earlier<'t, 'c>(
    recent: &'t [&'c Trace],
    sentence: u32,
    keep: &dyn Fn(&&&Trace) -> bool,
) -> Option<&'t &'c Trace> {
    let latest = recent
        .iter()
        .filter(|t| t.sentence < sentence)
        .filter(|t| keep(t))
        .map(|t| t.sentence)
        .max()?;
    let in_latest = || {
        recent
            .iter()
            .filter(move |t| t.sentence == latest)
            .filter(|t| keep(t))
    };
    in_latest()
        .filter(|t| t.is_subject)
        .last()
        .or_else(|| in_latest().find(|t| !t.is_oblique))
}

/// Nouns for a state, a body, an alliance already named.
fn body_nouns(noun: &str) -> Option<fn(&Trace) -> bool> {
    Some(match noun {
        "country" | "nation" | "republic" | "kingdom" | "state" | "emirate" | "neighbour"
        | "neighbor" => |trace| trace.is_state,
        "alliance" => |trace| {
            trace
                .actors
                .first()
                .is_some_and(|actor| actor.head == "NATO" || actor.head == "CSTO")
        },
        "bloc" | "union" => |trace| {
            trace.is_body
                && trace.actors.first().is_some_and(|actor| {
                    matches!(
                        actor.head.as_str(),
                        "EU" | "ASEAN"
                            | "AU"
                            | "ECOWAS"
                            | "MERCOSUR"
                            | "EAEU"
                            | "GCC"
                            | "NATO"
                            | "BRICS"
                            | "SADC"
                            | "CIS"
                    )
                })
        },
        "organisation" | "organization" | "agency" | "watchdog" | "body" | "council" | "fund"
        | "bank" | "tribunal" | "commission" | "mission" => {
            |trace| trace.is_body && !trace.is_state
        }
        "group" | "movement" | "militia" | "faction" | "network" => {
            |trace| trace.is_body && !trace.is_state
        }
        _ => return None,
    })
}

/// Whom the definite description with head noun `noun` points back at, if it has no owner of its
/// own: the last who was called so, or a state, body or person that can be called so.
pub(super) fn description<'c>(
    doc: &Document,
    head: usize,
    noun: &str,
    role: Option<&RoleNoun>,
    cast: &'c Cast,
) -> Option<&'c Trace> {
    let sentence = doc.token(head).sentence;
    let recent = || {
        cast.recent(sentence, DESCRIPTION_REACH)
            .filter(|trace| !trace.actors.is_empty() && !trace.is_city)
    };
    if let Some(fits) = body_nouns(noun)
        && let Some(trace) = recent().find(|trace| fits(trace))
    {
        return Some(trace);
    }
    let role = role?;
    if role.sort == RoleSort::Office {
        let last_word = role.noun.rsplit(' ').next().unwrap_or(&role.noun);
        let by_office = recent().find(|trace| {
            trace.is_person
                && trace
                    .office
                    .as_deref()
                    .is_some_and(|office| office.split(' ').any(|word| word == last_word))
        });
        if by_office.is_some() {
            return by_office;
        }
    }
    recent().find(|trace| {
        trace.noun == noun
            || trace.role == Some(role.role)
                && trace.role != Some(Role::GOV)
                && trace.role != Some(Role::CVL)
    })
}

/// The state whose domestic bodies the article talks of: the one named last as such.
pub(super) fn home(cast: &Cast, dateline: Option<&Actor>, sentence: u32) -> Option<Actor> {
    let named = cast.recent(sentence, 3).find(|trace| {
        trace.is_state && trace.is_subject && trace.actors.len() == 1 && trace.actors[0].is_state()
    });
    let any = |city: bool| {
        cast.recent(sentence, 3).find(move |trace| {
            trace.is_city == city && trace.actors.len() == 1 && trace.actors[0].is_state()
        })
    };
    named
        .map(|trace| trace.actors[0].clone())
        .or_else(|| dateline.cloned())
        .or_else(|| {
            any(false)
                .or_else(|| any(true))
                .map(|trace| trace.actors[0].clone())
        })
}
