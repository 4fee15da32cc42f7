//! Whether the text tells for whom the holder of an office speaks that anybody has: firms, societies and states alike
//! have chairmen, directors and spokesmen. Where nothing does, a speaker has no actor rather than a guessed state's.

use std::ops::Range;

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells, Words};
use detente_syntax::{Dep, Document, EntityType, Pos};

use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind, Nature, are_initials};
use crate::tree;

/// Whether `actor` of the speaker that `mention` is, headed by `head`, is a part of a state only by guess.
pub(super) fn is_guessed(
    analysis: &Analysis<'_>,
    head: usize,
    mention: &Mention,
    actor: &Actor,
) -> bool {
    let of_state = matches!(
        actor.role,
        Some(Role::GOV | Role::MIL | Role::LEG | Role::JUD | Role::COP | Role::OPP | Role::IGO)
    ) && (actor.is_state() || actor.is_unknown());
    // "Capitol Bancorp" is no parliament.
    if of_state && is_named_firm(analysis, head) {
        return true;
    }
    if !of_state
        || !has_anybodys_office(analysis.doc, &analysis.lexicon.words, head, mention)
        || is_listed(analysis, mention)
    {
        return false;
    }
    // Whoever says "officials" by itself means those of the state that the report is about.
    if is_plain_official(&mention.name) {
        return false;
    }
    let mut namings = analysis
        .mentions
        .iter()
        .filter(|other| {
            other.kind != MentionKind::Pronoun && (other.head == head || other.name == mention.name)
        })
        .map(|other| told(analysis, other.head, actor));
    let mut bare = None;
    let named = namings.any(|told| match told {
        Told::State => true,
        Told::Another => {
            bare = Some(false);
            false
        }
        Told::Nothing => {
            bare = bare.or(Some(true));
            false
        }
    });
    if named {
        return false;
    }
    // "A spokesman said", right after the ministry was named.
    !(bare == Some(true) && follows_body(analysis, head, actor))
}

/// What the words around a naming tell.
enum Told {
    /// A part of the state, or its name.
    State,
    /// Somebody else's.
    Another,
    /// Nothing.
    Nothing,
}

fn has_anybodys_office(doc: &Document, words: &Words, head: usize, mention: &Mention) -> bool {
    let is_one = |word: &str| words.is(word, Tells::Shared);
    match &mention.office {
        // "Foreign minister" and "chief of staff" are a state's, "chief executive" and "deputy director" anybody's.
        Some(office) => office.rsplit(' ').next().is_some_and(is_one),
        None => mention.kind == MentionKind::Description && is_one(doc.lemma(head)),
    }
}

/// Whether the last word of a name says that its bearer is a firm, and the lexicon does not hold it.
fn is_named_firm(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    let word = doc.word(head);
    let firm = doc.token(head).pos == Pos::PROPN
        && !word.eq_ignore_ascii_case("bank")
        && analysis.lexicon.words.body(word) == Some(Role::BUS);
    let Some(before) = head.checked_sub(1).filter(|_| firm) else {
        return false;
    };
    let known = [doc.word(before), word];
    doc.token(before).pos == Pos::PROPN
        && doc.head(before) == Some(head)
        && analysis
            .lexicon
            .names
            .longest_at(&known, 0)
            .is_none_or(|found| found.len < known.len())
}

/// Whether the lexicon holds the person.
fn is_listed(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let names = &analysis.lexicon.names;
    names.lookup(&mention.name).is_some_and(|found| {
        names
            .senses(found)
            .any(|sense| sense.kind == NameKind::Person)
    })
}

/// What the phrase of the naming headed by `head` tells of `actor`.
fn told(analysis: &Analysis<'_>, head: usize, actor: &Actor) -> Told {
    let doc = analysis.doc;
    let tokens = around(analysis, head);
    let mut state = false;
    let mut another = false;
    let mut titled = false;
    for token in tokens {
        if token == head {
            titled = state && !another && doc.token(head).pos == Pos::PROPN;
            continue;
        }
        let lemma = doc.lemma(token).to_lowercase();
        another |= is_private(analysis, token);
        state |= analysis.lexicon.words.is(&lemma, Tells::Public);
        another |= is_trade(analysis, token);
        if let Some(other) = analysis.mentions.headed_by(token) {
            // "A leader of *Bergen* Jobs": a place that is but the first word of a name, and not of a state's body's, "the
            // *Bergen* Police District".
            another |= other.is_place
                && doc.head(token) != Some(head)
                && is_in_name(doc, token)
                && !doc
                    .head(token)
                    .is_some_and(|body| is_state_body(analysis, body));
            // "The Oslo director *for Roadwatch.org*" is whose, nobody knows, and no part of that state.
            another |= other.actors.is_empty()
                && !other.is_place
                && !other.is_person
                && !is_state_body(analysis, token)
                && is_employer(doc, token);
            // "The Roads Watch's Norway director" is no part of that state.
            if other.actors.is_empty() && is_body(other) && doc.token(token).dep == Dep::Poss {
                return Told::Another;
            }
            // "The founder of a youth centre *in Bergen*": where it is tells of no office.
            if is_whereabouts(analysis, token, head) {
                continue;
            }
            let same = !actor.is_unknown() && other.actors.iter().any(|a| a.head == actor.head);
            match other.actors.first().and_then(|actor| actor.role) {
                Some(Role::BUS | Role::EDU | Role::MED | Role::NGO | Role::CVL) => {
                    another |= !other.is_person && !is_of_state(other);
                    state |= same && is_of_state(other);
                }
                _ if same || !other.actors.is_empty() && is_body(other) => state = true,
                _ => {}
            }
        } else if is_state_body(analysis, token) || is_explained(analysis, token, actor) {
            state = true;
        } else if is_unknown_body(analysis, token, head) {
            another = true;
            if doc.token(token).dep == Dep::Poss {
                return Told::Another;
            }
        }
    }
    match (state, another) {
        (true, false) => Told::State,
        // "*State Rep.* Karin Hale, a leader of the coalition"
        (_, true) if titled => Told::State,
        (_, true) => Told::Another,
        (false, false) => Told::Nothing,
    }
}

/// Whether the name at `token` stands behind an office and the preposition that tells for whom somebody works.
fn is_employer(doc: &Document, token: usize) -> bool {
    let Some(prep) = doc
        .head(token)
        .filter(|_| doc.token(token).dep == Dep::Pobj && doc.token(token).pos == Pos::PROPN)
    else {
        return false;
    };
    matches!(doc.word(prep), "for" | "at" | "with")
        && doc
            .head(prep)
            .is_some_and(|office| office < prep && doc.token(office).pos == Pos::NOUN)
}

/// Whether a place is but the first word of the name of a body: its head is a name as well, and no office.
fn is_in_name(doc: &Document, token: usize) -> bool {
    doc.token(token).dep == Dep::Compound
        && doc.head(token).is_some_and(|head| {
            head > token && doc.token(head).pos == Pos::PROPN && doc.token(head).dep == Dep::Pobj
        })
}

/// Whether the word at `token` is the noun for a private body, written small or as the last of a name that nobody knows.
fn is_private(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let small = doc.word(token).starts_with(char::is_lowercase);
    let unknown = || {
        !analysis.mentions.iter().any(|known| {
            known.tokens.contains(&token) && !known.actors.is_empty() && !known.is_person
        })
    };
    analysis.lexicon.words.is(doc.word(token), Tells::Private)
        && !is_state_body(analysis, token)
        && (small || unknown())
}

/// Whether the noun is one for who or what speaks in the place of a body.
fn speaks_for(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    let lemma = doc.lemma(noun);
    doc.token(noun).pos == Pos::NOUN
        && (analysis.lexicon.words.is(lemma, Tells::Proxy) || lemma == "representative")
}

/// Whether the place at `token` only tells where the body stands that the phrase of `head` names before it, or where
/// somebody works: "chairman of the temple *in Tainan*".
fn is_whereabouts(analysis: &Analysis<'_>, token: usize, head: usize) -> bool {
    let doc = analysis.doc;
    let place = analysis
        .mentions
        .headed_by(token)
        .is_some_and(|mention| mention.is_place || mention.nature == Nature::State);
    let Some(prep) = doc
        .head(token)
        .filter(|_| place && doc.token(token).dep == Dep::Pobj)
    else {
        return false;
    };
    let of_body = doc
        .head(prep)
        .is_some_and(|noun| noun != head && noun < prep && doc.token(noun).pos == Pos::PROPN);
    matches!(doc.word(prep), "in" | "at" | "near" | "from")
        && of_body
        && doc.head(prep).is_some_and(|noun| {
            !is_state_body(analysis, noun)
                && analysis
                    .mentions
                    .headed_by(noun)
                    .is_none_or(|body| body.actors.is_empty())
        })
}

/// Whether a common noun of no state's right before a spokesman's office tells for whom he speaks: "a *refiner* spokesman".
fn is_trade(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let speaks = doc
        .head(token)
        .filter(|&noun| noun == token + 1 && speaks_for(analysis, noun));
    speaks.is_some()
        && doc.token(token).pos == Pos::NOUN
        && doc.token(token).dep == Dep::Compound
        && !analysis.lexicon.words.is(doc.lemma(token), Tells::Public)
        && analysis.mentions.headed_by(token).is_none()
        && analysis
            .lexicon
            .roles
            .longest_around(&[doc.word(token)], 0)
            .is_none_or(|(_, noun)| matches!(noun.role, Role::BUS | Role::CVL))
}

/// Whether the mention names a state or a nation itself.
fn is_of_state(mention: &Mention) -> bool {
    matches!(
        mention.nature,
        Nature::State | Nature::Adjective | Nature::Capital
    )
}

fn is_body(mention: &Mention) -> bool {
    matches!(
        mention.nature,
        Nature::Body | Nature::Role(_, RoleSort::Unit)
    )
}

/// Whether the word ends one for a part of a state: "ministry", "central bank".
fn is_state_body(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let capital = doc.word(token).starts_with(char::is_uppercase);
    if capital && matches!(&*doc.lemma(token).to_lowercase(), "department" | "ministry") {
        return true;
    }
    let words: Vec<&str> = (token.saturating_sub(3)..=token)
        .map(|token| doc.word(token))
        .collect();
    let found = analysis
        .lexicon
        .roles
        .longest_ending_at(&words, words.len() - 1);
    found.is_some_and(|(_, noun)| {
        noun.sort == RoleSort::Unit
            && matches!(
                noun.role,
                Role::GOV | Role::MIL | Role::LEG | Role::JUD | Role::COP | Role::SPY
            )
    })
}

/// Whether the letters at `token` stand for a body of the same actor's state that was named before: "the Directorate of
/// Roads (*DOR*)".
fn is_explained(analysis: &Analysis<'_>, token: usize, actor: &Actor) -> bool {
    let doc = analysis.doc;
    let word = doc.word(token);
    let letters = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let in_brackets = |body: &Mention| {
        (2..doc.len())
            .any(|at| doc.word(at) == word && doc.word(at - 1) == "(" && body.tokens.end == at - 1)
    };
    letters
        && analysis.mentions.iter().any(|body| {
            body.head < token
                && body
                    .actors
                    .iter()
                    .any(|own| own.head == actor.head && serves(own))
                && (in_brackets(body)
                    || !body.is_person
                        && word.len() > 2
                        && are_initials(word, body.name.split_whitespace()))
        })
}

/// Whether the actor is a state or a part of its government, army or courts.
fn serves(actor: &Actor) -> bool {
    !matches!(
        actor.role,
        Some(Role::BUS | Role::EDU | Role::MED | Role::NGO | Role::CVL | Role::OPP)
    )
}

/// Whether the word is of the name of a body that no mention holds: what the recogniser takes for one, or a name right
/// before a spokesman's office, "a *Norvia* spokeswoman".
fn is_unknown_body(analysis: &Analysis<'_>, token: usize, head: usize) -> bool {
    let doc = analysis.doc;
    if doc.token(token).pos != Pos::PROPN {
        return false;
    }
    let mut entities = doc.entities().iter();
    let entity = entities.find(|entity| entity.tokens.contains(&token));
    let kind = entity.map(|entity| entity.kind);
    let speaks_for = doc.token(token).dep == Dep::Compound
        && doc
            .head(token)
            .is_some_and(|noun| noun == token + 1 && speaks_for(analysis, noun))
        && !matches!(
            kind,
            Some(EntityType::GPE | EntityType::NORP | EntityType::DATE)
        )
        && !analysis.lexicon.words.is(doc.word(token), Tells::Public);
    let named = entity.is_some_and(|entity| {
        !entity.tokens.contains(&head)
            && matches!(entity.kind, EntityType::ORG | EntityType::PRODUCT)
            && !entity.tokens.clone().any(|inner| {
                analysis.mentions.headed_by(inner).is_some() || is_state_body(analysis, inner)
            })
    });
    let owns = doc.token(token).dep == Dep::Poss
        && !matches!(
            kind,
            Some(EntityType::GPE | EntityType::NORP | EntityType::PERSON | EntityType::DATE)
        );
    speaks_for || named || owns
}

/// The words before a naming that belong to it, and what stands in apposition behind it.
fn around(analysis: &Analysis<'_>, head: usize) -> Range<usize> {
    let doc = analysis.doc;
    let own = tree::phrase(doc, head);
    let start = analysis
        .mentions
        .headed_by(head)
        .map_or(own.start, |mention| mention.tokens.start.min(own.start))
        .min(tree::left_edge(doc, head));
    let behind = doc
        .children(head)
        .filter(|&c| c > head && doc.token(c).dep == Dep::Appos)
        .map(|c| doc.subtree(c).end)
        .max();
    // "The ministry's spokesman, Jens Hale": the name is what stands behind.
    let before = doc
        .head(head)
        .filter(|_| doc.token(head).dep == Dep::Appos)
        .map(|noun| tree::left_edge(doc, noun));
    before.unwrap_or(start).min(start)..behind.unwrap_or(own.end).max(own.end)
}

/// The actor of the person that `mention` is, headed by `head`, for whom the body named with the office works, where the
/// office by itself told another: "a resettlement officer *with the UNHCR* in Cairo", "*UDA* general sales manager Hale".
pub(super) fn employer(
    analysis: &Analysis<'_>,
    head: usize,
    mention: &Mention,
    actor: &Actor,
) -> Option<Actor> {
    let doc = analysis.doc;
    let words = &analysis.lexicon.words;
    let anybodys = mention
        .office
        .as_deref()
        .and_then(|office| office.rsplit(' ').next())
        .is_some_and(|office| words.is(office, Tells::Shared) || words.is(office, Tells::Anywhere));
    if mention.kind != MentionKind::Person || !anybodys || !(actor.is_state() || actor.is_unknown())
    {
        return None;
    }
    around(analysis, head)
        .filter(|&token| token != head)
        .filter_map(|token| Some((token, analysis.mentions.headed_by(token)?)))
        .filter(|(_, body)| is_body(body) && !body.is_person && body.head != mention.head)
        .find_map(|(token, body)| {
            let own = body.actors.first()?;
            // "A resettlement officer with the UNHCR"
            let works_for = !own.is_state() && !own.is_unknown() && own.role.is_none();
            // "UDA general sales manager": no firm's, though sales managers are.
            let serves_it = own.is_state()
                && own.head == actor.head
                && matches!(actor.role, Some(Role::BUS))
                && matches!(own.role, Some(Role::GOV | Role::MIL))
                && doc.token(token).dep == Dep::Compound
                && token < head;
            (works_for && is_employer(doc, token) || serves_it).then(|| own.clone())
        })
}

/// Whether a description is of officials without a word that tells whose: "a senior local official".
fn is_plain_official(name: &str) -> bool {
    let mut words = name.rsplit(' ');
    matches!(words.next(), Some("official" | "officials"))
        && words.all(|word| {
            matches!(
                &*word.to_lowercase(),
                "a" | "an"
                    | "the"
                    | "one"
                    | "some"
                    | "two"
                    | "three"
                    | "other"
                    | "another"
                    | "senior"
                    | "top"
                    | "local"
                    | "high"
                    | "high-ranking"
                    | "unnamed"
                    | "foreign"
            )
        })
}

/// Whether a body of `actor` is named in the two sentences before, and no other one after it.
fn follows_body(analysis: &Analysis<'_>, head: usize, actor: &Actor) -> bool {
    let doc = analysis.doc;
    let sentence = doc.token(head).sentence;
    let last = analysis
        .mentions
        .iter()
        .filter(|other| {
            other.head < head
                && sentence - doc.token(other.head).sentence <= 2
                && is_body(other)
                && !other.actors.is_empty()
        })
        .max_by_key(|other| other.head);
    last.is_some_and(|body| {
        body.actors
            .iter()
            .any(|own| own.head == actor.head && own.role == actor.role)
    })
}
