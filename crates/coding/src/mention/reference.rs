//! Reference: pronouns and definite descriptions that point back at somebody named before.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, Document, Tag};

use super::cast::{Cast, Gender, Trace};

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
    if doc.token(token).dep == Dep::Expl || pronoun == Pronoun::Thing && is_expletive(doc, token) {
        return None;
    }
    let sentence = doc.token(token).sentence;
    let gender = Gender::of_word(doc.word(token));
    let fits = |trace: &&Trace| match pronoun {
        Pronoun::Person => {
            trace.is_person
                && !trace.is_plural
                && (trace.gender.is_none() || trace.gender == gender)
        }
        Pronoun::Thing => {
            !trace.is_person
                && !trace.is_city
                && (!trace.actors.is_empty() || trace.is_body)
                && !trace.is_plural
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
    let reflexive = doc.word(token).to_lowercase().contains("sel");
    let subject = cast
        .recent(sentence, 0)
        .find(|trace| {
            doc.head(trace.head) == own_verb
                && matches!(doc.token(trace.head).dep, Dep::Nsubj | Dep::Nsubjpass)
        })
        .filter(|_| !possessive && !reflexive && doc.token(token).dep != Dep::Nsubj);
    let clashes = |trace: &Trace| {
        subject.is_some_and(|subject| {
            trace.head == subject.head || trace.name == subject.name && !trace.name.is_empty()
        })
    };
    let mut recent: Vec<&Trace> = cast
        .recent(sentence, PRONOUN_REACH)
        .filter(fits)
        .filter(|trace| !trace.is_aside && !clashes(trace))
        .collect();
    // "She" after a man and a woman is the woman, if the text told which is which.
    if gender == Some(Gender::Female) && recent.iter().any(|trace| trace.gender.is_some()) {
        recent.retain(|trace| trace.gender.is_some());
    }
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

/// Whether "it" stands for nothing: "it is clear that", "it takes time to".
fn is_expletive(doc: &Document, token: usize) -> bool {
    let Some(verb) = doc.head(token) else {
        return false;
    };
    doc.token(token).dep == Dep::Nsubj
        && doc.lemma(verb) == "be"
        && doc
            .children(verb)
            .any(|c| c > verb && doc.token(c).dep == Dep::Acomp)
}

/// Whether the thing of `trace` can be called `noun`: a state "the country", a body by a word of its
/// name ("the ministry", "the bank") or by its kind ("the alliance", "the party").
fn is_called(trace: &Trace, noun: &str) -> bool {
    if trace.is_person || trace.is_aside {
        return false;
    }
    let kind = trace.body.as_deref().unwrap_or("");
    let named = trace.is_body
        && trace
            .name
            .split([' ', '-'])
            .any(|word| word.eq_ignore_ascii_case(noun));
    named
        || match noun {
            "country" | "nation" | "republic" | "kingdom" | "state" | "emirate" => {
                trace.is_state && !trace.is_body
            }
            "alliance" => kind == "alliance",
            "bloc" | "grouping" => {
                matches!(kind, "igo" | "bloc" | "alliance" | "trade-body")
            }
            "union" => matches!(kind, "union"),
            "organisation" | "organization" | "body" => {
                kind.starts_with("un-")
                    || matches!(
                        kind,
                        "igo" | "alliance" | "ngo" | "sport" | "trade-body" | "bank"
                    )
                    || trace.is_body && trace.actors.is_empty()
            }
            "agency" => {
                matches!(
                    kind,
                    "un-agency" | "agency" | "service" | "media" | "science"
                )
            }
            "watchdog" => {
                matches!(
                    kind,
                    "un-agency" | "ngo" | "regulator" | "monitor" | "agency"
                )
            }
            "fund" | "lender" => matches!(kind, "bank" | "fund"),
            "tribunal" | "court" => kind == "court",
            "mission" => matches!(kind, "un-mission" | "mission"),
            "group" | "movement" | "militia" | "faction" | "network" | "insurgency" => {
                matches!(
                    kind,
                    "armed-group"
                        | "militia"
                        | "movement"
                        | "criminal"
                        | "ngo"
                        | "hackers"
                        | "liberation-movement"
                        | "separatists"
                        | "religious-body"
                ) || noun == "group" && trace.is_body && trace.actors.is_empty()
            }
            "party" => kind == "party",
            "company" | "firm" | "bank" | "airline" | "carrier" | "manufacturer" | "maker"
            | "corporation" | "conglomerate" | "giant" => {
                kind == "company"
                    || trace.is_body && trace.actors.is_empty()
                    || trace.role == Some(Role::BUS) && !trace.is_plural && !trace.is_oblique
            }
            "newspaper" | "paper" | "daily" | "magazine" | "broadcaster" | "channel" => {
                kind == "media"
            }
            _ => false,
        }
}

/// The state other than `own` that was named last: "its southern neighbour".
pub(super) fn other_state<'c>(cast: &'c Cast, own: &Actor, sentence: u32) -> Option<&'c Trace> {
    cast.recent(sentence, DESCRIPTION_REACH).find(|trace| {
        trace.is_state
            && !trace.is_aside
            && matches!(&trace.actors[..], [actor] if actor.is_state() && actor.head != own.head)
    })
}

/// Somebody that a description points back at.
pub(super) struct Antecedent<'c> {
    /// The mention it points at.
    pub trace: &'c Trace,
    /// Whether it is the same one, rather than one of whom the description is a part.
    pub same: bool,
}

/// Whom the definite description with head noun `noun` points back at, if it has no owner of its
/// own: the last who was called so, or a state, body or person that can be called so.
pub(super) fn description<'c>(
    doc: &Document,
    head: usize,
    noun: &str,
    role: Option<&RoleNoun>,
    cast: &'c Cast,
) -> Option<Antecedent<'c>> {
    let sentence = doc.token(head).sentence;
    let recent = || {
        cast.recent(sentence, DESCRIPTION_REACH)
            .filter(|trace| !trace.actors.is_empty() && !trace.is_city && !trace.is_aside)
    };
    let plural = matches!(doc.token(head).tag, Tag::NNS | Tag::NNPS);
    let called = cast
        .recent(sentence, DESCRIPTION_REACH)
        .find(|trace| !trace.is_city && is_called(trace, noun));
    if let Some(trace) = called.filter(|_| !plural) {
        return Some(Antecedent { trace, same: true });
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
        if let Some(trace) = by_office {
            return Some(Antecedent { trace, same: true });
        }
    }
    recent()
        .find(|trace| {
            trace.noun == noun
                || trace.role == Some(role.role)
                    && !matches!(role.role, Role::GOV | Role::CVL | Role::BUS)
        })
        .map(|trace| Antecedent { trace, same: false })
}

/// The state whose domestic bodies the article talks of: the one that did something last, the one the
/// article is written from, the one it names most, the one named last.
pub(super) fn home(
    cast: &Cast,
    dateline: Option<&Actor>,
    main: Option<&Actor>,
    sentence: u32,
) -> Option<Actor> {
    let near = || {
        cast.recent(sentence, 3).filter(|trace| {
            !trace.is_aside && matches!(&trace.actors[..], [actor] if actor.is_state())
        })
    };
    let of = |trace: &Trace| trace.actors[0].clone();
    near()
        .find(|trace| trace.is_state && trace.is_subject)
        .map(of)
        .or_else(|| dateline.cloned())
        .or_else(|| main.cloned())
        .or_else(|| near().find(|trace| !trace.is_city).map(of))
        .or_else(|| near().next().map(of))
}
