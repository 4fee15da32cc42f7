//! Reference: definite descriptions that point back at somebody named before.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::cast::{Cast, Trace};
use super::describe::is_belief;
use super::setting::Setting;

/// How many sentences back a definite description may point.
const DESCRIPTION_REACH: u32 = 40;

/// How many words before the last one of a name its title may stand.
const TITLED: usize = 4;

/// Nouns for firms, of which a report names many.
const FIRMS: &[&str] = &[
    "company",
    "firm",
    "bank",
    "airline",
    "carrier",
    "manufacturer",
    "maker",
    "corporation",
    "group",
];

/// Whether the thing of `trace` can be called `noun`: a state "the country", a body by a word of its
/// name ("the ministry", "the bank") or by its kind ("the alliance", "the party").
pub(super) fn is_called(trace: &Trace, noun: &str) -> bool {
    if trace.is_person || trace.is_aside {
        return false;
    }
    let kind = trace.body.as_deref().unwrap_or("");
    // "The Chamber" of a Chamber of Commerce, but not "the canal" of a Canal Commission.
    if trace.role.is_some() && trace.is_named && trace.noun == noun {
        return true;
    }
    let named = trace.is_body && is_headed_by(&trace.name, noun) && !is_rebel_army(trace, noun);
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
            "militia" | "insurgency" => {
                matches!(
                    kind,
                    "armed-group" | "militia" | "liberation-movement" | "separatists"
                )
            }
            "movement" => {
                matches!(
                    kind,
                    "armed-group"
                        | "militia"
                        | "movement"
                        | "liberation-movement"
                        | "separatists"
                        | "religious-body"
                        | "party"
                )
            }
            "group" | "faction" | "network" | "sect" => {
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
                    // "A banker" is no bank.
                    || trace.role == Some(Role::BUS)
                        && !trace.is_plural
                        && !trace.is_oblique
                        && trace.noun.strip_prefix(noun).is_none_or(|rest| rest != "er")
            }
            "newspaper" | "paper" | "daily" | "magazine" | "broadcaster" | "channel" => {
                kind == "media"
            }
            _ => false,
        }
}

/// Whether a body's name is that of a union of states, which have commissions.
fn is_union(name: &str) -> bool {
    name.ends_with(" Community") || name.ends_with(" Union")
}

/// Whether a body's name says that it is a `noun`: "the centre" of a Centre for Disease Control, but not "the
/// disease", nor "the stock" of a Stock Exchange.
fn is_headed_by(name: &str, noun: &str) -> bool {
    let words = || name.split([' ', '-', ',']).filter(|word| !word.is_empty());
    let is_preposition =
        |word: &str| matches!(word, "of" | "for" | "on" | "in" | "to" | "against" | "at");
    let before_preposition = words().take_while(|word| !is_preposition(word)).last();
    // "The Securities and Exchange Commission" is a commission; "the Bank of Utopia Corp" a bank.
    before_preposition.is_some_and(|word| {
        word.eq_ignore_ascii_case(noun)
            || word
                .strip_suffix('s')
                .is_some_and(|one| one.eq_ignore_ascii_case(noun))
    })
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
    setting: &Setting,
) -> Option<Antecedent<'c>> {
    let sentence = doc.token(head).sentence;
    let recent = || {
        cast.recent(sentence, DESCRIPTION_REACH)
            .filter(|trace| !trace.actors.is_empty() && !trace.is_city && !trace.is_aside)
    };
    let plural = matches!(doc.token(head).tag, Tag::NNS | Tag::NNPS);
    // "The Commission" of a bloc that was named.
    let executive = noun == "commission" && doc.token(head).pos == Pos::PROPN;
    let mut callable = cast.recent(sentence, DESCRIPTION_REACH).filter(|trace| {
        !trace.is_city
            && (is_called(trace, noun) || executive && trace.is_body && is_union(&trace.name))
    });
    // "The company" is the one that did or said something, not the one it bought.
    let acting = FIRMS
        .contains(&noun)
        .then(|| {
            let last = callable.clone().find(|trace| trace.is_subject)?;
            callable
                .clone()
                .filter(|trace| trace.is_subject && trace.sentence == last.sentence)
                .last()
        })
        .flatten();
    // "The freedom movement" is none that was named before; "the Islamist movement" may be.
    let own_name = noun == "movement"
        && doc.children(head).any(|c| {
            let word = doc.word(c).to_lowercase();
            c < head
                && matches!(doc.token(c).dep, Dep::Compound | Dep::Amod | Dep::Nmod)
                && !is_belief(&word)
                && !matches!(
                    word.as_str(),
                    "armed" | "banned" | "outlawed" | "militant" | "radical" | "rebel"
                )
        });
    let called = acting.or_else(|| callable.next()).filter(|_| !own_name);
    // "That country" is the one named last.
    let shown = doc
        .children(head)
        .any(|c| c < head && matches!(doc.word(c).to_lowercase().as_str(), "that" | "latter"));
    let called = called.map(|trace| {
        if shown {
            trace
        } else {
            at_hand(trace, noun, sentence, cast, setting)
        }
    });
    if let Some(trace) = called.filter(|_| !plural) {
        return Some(Antecedent { trace, same: true });
    }
    let role = role?;
    // "The rebels", with no word that may tell of others.
    let mut before = doc.children(head).filter(|&c| c < head);
    let plain = before
        .clone()
        .any(|c| doc.word(c).eq_ignore_ascii_case("the"))
        && before.all(|c| doc.token(c).dep == Dep::Det);
    if role.sort == RoleSort::Office {
        let last_word = role.noun.rsplit(' ').next().unwrap_or(&role.noun);
        let by_office = recent().find(|trace| {
            trace.is_person
                && trace
                    .office
                    .as_deref()
                    .is_some_and(|office| office.split(' ').any(|word| word == last_word))
        });
        let by_office =
            by_office.or_else(|| recent().find(|trace| is_titled(doc, trace, last_word)));
        if let Some(trace) = by_office {
            return Some(Antecedent { trace, same: true });
        }
    }
    recent()
        .find(|trace| {
            trace.noun == noun && !is_rebel_army(trace, noun)
                || trace.role == Some(role.role)
                    && !matches!(role.role, Role::GOV | Role::CVL | Role::BUS)
                // "Rebels" of a front that wants a state of its own.
                || is_armed(role.role)
                    && (trace.role.is_some_and(is_armed) || plain && is_group(trace))
        })
        .map(|trace| Antecedent { trace, same: false })
}

/// Whether the title `noun` stands before the name of the person of `trace`: "*General* Hale … the general".
fn is_titled(doc: &Document, trace: &Trace, noun: &str) -> bool {
    let first = trace.head.saturating_sub(TITLED);
    trace.is_person
        && trace.is_named
        && (first..trace.head).any(|before| {
            doc.token(before).sentence == trace.sentence
                && doc.token(before).pos == Pos::PROPN
                && doc.word(before).to_lowercase() == noun
        })
}

/// Whether "the army" would be the Free Army of rebels: it is a state's.
fn is_rebel_army(trace: &Trace, noun: &str) -> bool {
    noun == "army" && trace.body.as_deref() == Some("armed-group")
}

/// Whether those of a role fight outside a state's forces.
fn is_armed(role: Role) -> bool {
    matches!(role, Role::REB | Role::SEP | Role::UAF)
}

/// Whether `trace` is the name of a group that fights outside a state's forces.
fn is_group(trace: &Trace) -> bool {
    trace.is_body
        && (trace.body.as_deref() == Some("armed-group")
            || trace
                .actors
                .iter()
                .any(|actor| actor.role.is_some_and(is_armed)))
}

/// "The country" is the one that the article is plainly about, unless the last one named did something just now.
fn at_hand<'c>(
    last: &'c Trace,
    noun: &str,
    sentence: u32,
    cast: &'c Cast,
    setting: &Setting,
) -> &'c Trace {
    let land = matches!(
        noun,
        "country" | "nation" | "republic" | "kingdom" | "state"
    );
    let Some(state) = setting.state.as_ref().filter(|_| land && setting.is_clear) else {
        return last;
    };
    let is_of = |trace: &Trace| {
        matches!(&trace.actors[..], [actor] if actor.head == state.head) && is_called(trace, noun)
    };
    if last.is_subject && last.sentence + 1 >= sentence || is_of(last) {
        return last;
    }
    cast.recent(sentence, DESCRIPTION_REACH)
        .find(|trace| is_of(trace))
        .unwrap_or(last)
}

/// The state whose domestic bodies the article talks of: the one it is plainly about, the one that did
/// something last, the one it is written from, the one it names most, the one named last.
pub(super) fn home(
    cast: &Cast,
    dateline: Option<&Actor>,
    setting: &Setting,
    sentence: u32,
) -> Option<Actor> {
    let near = || {
        cast.recent(sentence, 3).filter(|trace| {
            let reports = |actor: &Actor| actor.role == Some(Role::MED);
            // An embassy is abroad.
            let abroad = matches!(trace.noun.as_str(), "embassy" | "consulate" | "envoy");
            !trace.is_aside
                && !abroad
                && matches!(&trace.actors[..], [actor] if actor.is_state() && !reports(actor))
        })
    };
    let of = |trace: &Trace| trace.actors[0].clone();
    let plain = setting.state.as_ref().filter(|_| setting.is_clear);
    plain
        .cloned()
        .or_else(|| {
            near()
                .find(|trace| trace.is_state && trace.is_subject)
                .map(of)
        })
        .or_else(|| dateline.cloned())
        .or_else(|| setting.state.clone())
        .or_else(|| near().find(|trace| !trace.is_city).map(of))
        .or_else(|| near().next().map(of))
}
