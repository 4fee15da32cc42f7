//! Words for several actors at once: "the two countries", "both sides", "the leaders".

use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::cast::{Cast, Trace};
use crate::tree;

/// Plural nouns that stand for the parties already named.
const PARTIES: &[&str] = &[
    "side",
    "country",
    "party",
    "nation",
    "state",
    "neighbour",
    "neighbor",
    "leader",
    "minister",
    "president",
    "delegation",
    "government",
    "power",
    "ally",
    "foe",
    "rival",
    "capital",
    "army",
    "military",
    "man",
    "woman",
    "two",
    "pair",
];

/// How many parties are counted as one group.
const COUNTED: &[(&str, usize)] = &[
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
];

/// The actors that `head` stands for, if it is a phrase for all of a few that were named: "both sides", "the four
/// states".
pub(super) fn all_of(doc: &Document, head: usize, cast: &Cast) -> Option<Vec<Actor>> {
    both(doc, head, cast)
        .or_else(|| firms(doc, head, cast))
        .or_else(|| several(doc, head, cast))
}

/// Three and more that were named in one row and are counted now: "the *four* severed relations", "the three
/// *neighbours*".
fn several(doc: &Document, head: usize, cast: &Cast) -> Option<Vec<Actor>> {
    let number = |token: usize| {
        let word = doc.word(token).to_lowercase();
        let found = COUNTED.iter().find(|(name, _)| *name == word);
        found.map(|&(_, number)| number)
    };
    let definite = doc.children(head).any(|c| {
        matches!(
            &*doc.word(c).to_ascii_lowercase(),
            "the" | "all" | "these" | "those"
        )
    });
    let counted = doc
        .children(head)
        .filter(|&c| doc.token(c).dep == Dep::Nummod)
        .find_map(number)
        .filter(|_| PARTIES.contains(&&*doc.lemma(head).to_lowercase()))
        .or_else(|| number(head).filter(|_| doc.token(head).dep != Dep::Nummod))?;
    // "The three ministers *of Congo*", "the four, all Turks": whose they are is told beside them.
    if !definite || doc.children(head).any(|c| c > head && doc.word(c) == "of") {
        return None;
    }
    let sentence = doc.token(head).sentence;
    let own = |trace: &&Trace| trace.actors.len() == 1 && !trace.is_city && trace.head < head;
    let mut last = cast.recent(sentence, 3).filter(own);
    last.find_map(|trace| {
        let first = std::iter::successors(Some(trace.head), |&at| {
            (doc.token(at).dep == Dep::Conj)
                .then(|| doc.head(at))
                .flatten()
        })
        .last()?;
        let mut row = Vec::new();
        tree::coordinated(doc, first, &mut row);
        let mut actors: Vec<Actor> = Vec::new();
        for member in row {
            let trace = cast
                .recent(sentence, 3)
                .filter(own)
                .find(|trace| trace.head == member)?;
            let actor = &trace.actors[0];
            if is_bystander(actor) || actors.iter().any(|known| known.head == actor.head) {
                return None;
            }
            actors.push(actor.clone());
        }
        (actors.len() == counted).then_some(actors)
    })
}

/// The two actors that `head` stands for, if it is a phrase for both of them.
fn both(doc: &Document, head: usize, cast: &Cast) -> Option<Vec<Actor>> {
    let noun = doc.lemma(head).to_lowercase();
    let marked = doc.children(head).any(|c| {
        matches!(
            doc.token(c).dep,
            Dep::Nummod | Dep::Det | Dep::Predet | Dep::Preconj
        ) && matches!(doc.word(c).to_lowercase().as_str(), "two" | "both" | "each")
    });
    let definite_plural = matches!(noun.as_str(), "side" | "party")
        && doc.word(head).ends_with('s')
        && doc
            .children(head)
            .any(|c| doc.word(c).eq_ignore_ascii_case("the"));
    // "All but *two* seats".
    let counts = head + 1 < doc.len() && doc.token(head + 1).tag == Tag::NNS;
    // "Captured *two* of its soldiers".
    let counts = counts
        || doc
            .children(head)
            .any(|c| c > head && doc.word(c) == "of" && doc.token(c).dep == Dep::Prep);
    let bare = noun == "both" || noun == "two" && !counts;
    // "Robbed two men" are any.
    let people = matches!(noun.as_str(), "man" | "woman");
    let any = people
        && doc.children(head).all(|c| {
            !matches!(
                doc.word(c).to_lowercase().as_str(),
                "the" | "both" | "these" | "those"
            )
        });
    if any {
        return None;
    }
    if !(bare || (marked || definite_plural) && PARTIES.contains(&noun.as_str())) {
        return None;
    }
    let sentence = doc.token(head).sentence;
    // "The parties" of an article on parties are not the two that were named last.
    let political = noun == "party"
        && !marked
        && cast
            .recent(sentence, sentence)
            .any(|trace| trace.body.as_deref() == Some("party"));
    if political {
        return None;
    }
    // "Two Turkish ministers" are Turkey's, both of them.
    let of_one = cast.recent(sentence, 0).any(|trace| {
        doc.head(trace.head) == Some(head)
            && matches!(
                doc.token(trace.head).dep,
                Dep::Amod | Dep::Compound | Dep::Nmod
            )
            && !trace.actors.is_empty()
    });
    if of_one || is_of_one_name(doc, head) {
        return None;
    }
    let land = matches!(
        noun.as_str(),
        "country" | "nation" | "state" | "neighbour" | "neighbor" | "capital" | "army" | "military"
    );
    // "The two neighbours … *both countries*": the pair that was named as one.
    let named = cast
        .recent(sentence, 6)
        .find(|trace| land && trace.is_plural && is_two_states(&trace.actors))
        .map(|trace| trace.actors.clone());
    // "France urged *both sides*": it is none of them.
    let apart = &speakers(doc, head, cast)[..];
    // "The two men" are those who were named, and no places beside them.
    let persons = || {
        let found = two_of(cast, sentence, false, apart, |trace| trace.is_person);
        found.filter(|_| people)
    };
    let mut pair = named
        .or_else(persons)
        .or_else(|| {
            coordinated_pair(doc, cast, sentence, apart)
                .filter(|pair| !land || pair.iter().all(Actor::is_state))
        })
        .or_else(|| last_two(doc, cast, sentence, land, apart))?;
    // "The two countries" are states, whichever of their parts was named last.
    if matches!(
        noun.as_str(),
        "country"
            | "nation"
            | "state"
            | "neighbour"
            | "neighbor"
            | "capital"
            | "government"
            | "leader"
            | "president"
            | "minister"
    ) {
        for actor in pair.iter_mut().filter(|actor| actor.is_state()) {
            actor.role = Some(Role::GOV);
        }
    }
    if matches!(noun.as_str(), "army" | "military") {
        for actor in pair.iter_mut().filter(|actor| actor.is_state()) {
            actor.role = Some(Role::MIL);
        }
    }
    Some(pair)
}

/// "The two leaders *of Congress*": whose they are is told behind them.
fn is_of_one_name(doc: &Document, head: usize) -> bool {
    doc.children(head)
        .filter(|&prep| doc.word(prep) == "of")
        .filter_map(|of| doc.child(of, Dep::Pobj))
        .any(|name| doc.token(name).pos == Pos::PROPN && doc.child(name, Dep::Conj).is_none())
}

/// The two firms that `head` stands for, "the two companies": those named last, if whose they are is known of both;
/// else none.
fn firms(doc: &Document, head: usize, cast: &Cast) -> Option<Vec<Actor>> {
    let noun = doc.lemma(head).to_lowercase();
    let named = matches!(noun.as_str(), "firm" | "company" | "bank" | "airline");
    let marked = doc
        .children(head)
        .any(|c| c < head && matches!(doc.word(c).to_lowercase().as_str(), "two" | "both"));
    let alone = doc.children(head).all(|c| {
        c > head && doc.token(c).dep != Dep::Prep || c < head && doc.token(c).dep != Dep::Amod
    });
    if !(named && marked && alone && matches!(doc.token(head).tag, Tag::NNS)) {
        return None;
    }
    let mut firms: Vec<&Trace> = Vec::new();
    let sentence = doc.token(head).sentence;
    for trace in cast.recent(sentence, 6) {
        let firm = trace.is_named
            && !trace.is_person
            && !trace.is_plural
            && (trace.is_unlisted
                || trace
                    .actors
                    .iter()
                    .any(|actor| actor.role == Some(Role::BUS)));
        if firm && firms.iter().all(|known| known.name != trace.name) {
            firms.push(trace);
        }
    }
    let [second, first, ..] = &firms[..] else {
        return None;
    };
    let mut actors = Vec::new();
    for firm in [first, second] {
        let [actor] = &firm.actors[..] else {
            return Some(Vec::new());
        };
        if actor.is_unknown() {
            return Some(Vec::new());
        }
        if !actors.contains(actor) {
            actors.push(actor.clone());
        }
    }
    Some(actors)
}

/// The two actors that "both" stands for: those joined by "and" not far before, which are states or bodies.
pub(super) fn pair(doc: &Document, cast: &Cast, sentence: u32) -> Option<Vec<Actor>> {
    coordinated_pair(doc, cast, sentence, &[])
        .filter(|pair| pair.iter().all(|actor| !is_bystander(actor)))
}

/// Who does something to those whom `head` stands for: the subjects of the verb that it is an object of.
fn speakers(doc: &Document, head: usize, cast: &Cast) -> Vec<Actor> {
    let verb = doc
        .ancestors(head)
        .find(|&above| matches!(doc.token(above).pos, Pos::VERB | Pos::AUX));
    let own = |verb: usize| {
        let subject = doc.child(verb, Dep::Nsubj)?;
        if doc.token(verb).dep == Dep::Relcl && matches!(doc.token(subject).tag, Tag::WDT | Tag::WP)
        {
            // "Egypt and Libya, *which* mediate between the two sides".
            let row = |&at: &usize| (doc.token(at).dep == Dep::Conj).then(|| doc.head(at))?;
            return std::iter::successors(doc.head(verb), row).last();
        }
        (subject != head && !doc.subtree(subject).contains(&head)).then_some(subject)
    };
    // "Mexico and Uruguay offered to *help the two sides talk*": an infinitive's are those of the verb above.
    let above = |&verb: &usize| {
        let bare = doc.token(verb).tag == Tag::VB
            && matches!(doc.token(verb).dep, Dep::Xcomp | Dep::Ccomp);
        bare.then(|| doc.head(verb)).flatten()
    };
    let Some(subject) = std::iter::successors(verb, above).take(3).find_map(own) else {
        return Vec::new();
    };
    let mut subjects = Vec::new();
    tree::coordinated(doc, subject, &mut subjects);
    cast.recent(doc.token(head).sentence, 0)
        .filter(|trace| subjects.contains(&trace.head) && trace.actors.len() == 1)
        .map(|trace| trace.actors[0].clone())
        .collect()
}

/// The two actors named last with "and" between them, of whom none is one of `apart`.
fn coordinated_pair(
    doc: &Document,
    cast: &Cast,
    sentence: u32,
    apart: &[Actor],
) -> Option<Vec<Actor>> {
    let single = |trace: &&Trace| {
        trace.actors.len() == 1
            && !trace.is_city
            && apart.iter().all(|apart| apart.head != trace.actors[0].head)
    };
    cast.recent(sentence, 6).filter(single).find_map(|second| {
        if doc.token(second.head).dep != Dep::Conj {
            return None;
        }
        let first = doc.head(second.head)?;
        let first = cast
            .recent(sentence, 6)
            .filter(single)
            .find(|trace| trace.head == first)?;
        (first.actors[0].head != second.actors[0].head)
            .then(|| vec![first.actors[0].clone(), second.actors[0].clone()])
    })
}

/// The two distinct actors named last, in the order they were named; states alone if `land`; none is one of `apart`.
/// Who is only named to say whose or what somebody is ("one of *the Americans'* allies") goes last.
pub(super) fn last_two(
    doc: &Document,
    cast: &Cast,
    sentence: u32,
    land: bool,
    apart: &[Actor],
) -> Option<Vec<Actor>> {
    let modifies = |trace: &Trace| {
        matches!(
            doc.token(trace.head).dep,
            Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nmod
        )
    };
    two_of(cast, sentence, land, apart, |trace| !modifies(trace))
        .or_else(|| two_of(cast, sentence, land, apart, |_| true))
}

fn two_of(
    cast: &Cast,
    sentence: u32,
    land: bool,
    apart: &[Actor],
    wanted: impl Fn(&Trace) -> bool,
) -> Option<Vec<Actor>> {
    let mut found: Vec<Actor> = Vec::new();
    for trace in cast.recent(sentence, 6).filter(|trace| {
        trace.actors.len() == 1
            && !trace.is_city
            && !is_bystander(&trace.actors[0])
            && wanted(trace)
    }) {
        let actor = &trace.actors[0];
        if land && !actor.is_state() || apart.iter().any(|apart| apart.head == actor.head) {
            continue;
        }
        if found.iter().all(|known| known.head != actor.head) {
            found.push(actor.clone());
        }
        if found.len() == 2 {
            found.reverse();
            return Some(found);
        }
    }
    None
}

fn is_two_states(actors: &[Actor]) -> bool {
    matches!(actors, [one, other] if one.is_state() && other.is_state() && one.head != other.head)
}

/// Whether an actor is no side of a dealing between states and bodies.
fn is_bystander(actor: &Actor) -> bool {
    matches!(
        actor.role,
        Some(Role::MED | Role::BUS | Role::CVL | Role::EDU)
    )
}
