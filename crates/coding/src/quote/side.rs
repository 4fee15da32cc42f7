//! Whom a speaker speaks for where the mentions do not tell: ordinary people, firms and offices, by the
//! owner and the role their phrase names, else by the country the article is written from.

use std::ops::Range;

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::home::{about, home, officials, state_at_hand};
use super::things::{PAPERS, is_body, is_civic, is_paper, is_thing};
use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind, Nature};
use crate::tree;

/// Adjectives that name no country.
const REGIONS: [&str; 8] = [
    "western", "european", "arab", "african", "asian", "foreign", "latin", "eastern",
];

/// Those on markets, who are of no country unless their phrase names it.
const ON_MARKETS: &[&str] = &[
    "trader", "dealer", "banker", "broker", "analyst", "operator",
];

/// The actor of the speaker headed by `head`, whose phrase is `tokens`.
#[allow(
    clippy::too_many_lines,
    reason = "one decision after another, each with its case beside it"
)]
pub(super) fn actor(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: &Range<usize>,
    mention: Option<&Mention>,
) -> Option<Actor> {
    let doc = analysis.doc;
    let told = mention.and_then(|mention| mention.actors.first());
    if doc.token(head).pos == Pos::PRON {
        return told.cloned();
    }
    // "The Central Asian republic said": the state itself, whatever its words would make of others.
    let land = mention.is_some_and(|mention| mention.nature == Nature::State);
    if let Some(told) = told.filter(|told| land && !told.is_unknown()) {
        return Some(told.clone());
    }
    let noun = counted(doc, head);
    let owner = owner(analysis, noun);
    let described = mention.is_none_or(|mention| mention.kind == MentionKind::Description);
    if let Some(told) = told
        && !told.is_unknown()
        && !described
    {
        // "Cyprus Minerals Co" is of no state that its name alone tells.
        if told.role == Some(Role::BUS)
            && told.is_state()
            && mention.is_some_and(|mention| is_unlisted_firm(analysis, mention))
        {
            return Some(Actor::new("-", told.role));
        }
        return Some(told.clone());
    }
    if told.is_none_or(Actor::is_unknown)
        && mention.is_some_and(|mention| mention.is_person)
        && let Some(actor) = office_behind(analysis, head)
    {
        return Some(actor);
    }
    // "The executive said", of somebody named before whose firm nobody knows.
    if told.is_none()
        && mention.is_some_and(|mention| {
            mention.kind == MentionKind::Description && mention.nature == Nature::Person
        })
        && analysis.lexicon.words.is(doc.lemma(head), Tells::Spoken)
    {
        return None;
    }
    if told.is_none_or(Actor::is_unknown) && serves_unknown(analysis, head) {
        return told.cloned();
    }
    let role = told_role(analysis, head, tokens, mention)
        .or_else(|| is_civic(analysis, noun).then_some((Role::GOV, RoleSort::Unit)));
    // "Reports from Kampala": whose they are nothing tells.
    let from_afar = mention.is_none()
        && doc.lemma(noun) == "report"
        && doc
            .children(noun)
            .filter(|&c| c > noun && matches!(doc.word(c), "from" | "in"))
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .any(|place| {
                let place = analysis.mentions.headed_by(place);
                place.is_some_and(|place| place.nature != Nature::Body && !place.is_person)
            });
    if from_afar {
        return None;
    }
    // "The poll showed", "the ministry's data suggested", "its purchase indicates": no actor speaks.
    if mention.is_none() && (is_paper(doc, noun) || is_thing(analysis, noun)) {
        return None;
    }
    if let Some(owner) = owner {
        // "a NATO official", "one of its engineers": an organisation's people are the organisation.
        if !owner.is_state() && owner.role.is_none() {
            return Some(owner);
        }
        // "Bank of Utopia *sources*" are the bank's.
        if owner.role.is_some() && matches!(doc.lemma(noun), "source" | "insider") {
            return Some(owner);
        }
        let same = told.is_some_and(|told| told.head == owner.head);
        let civil = told.is_some_and(|told| matches!(told.role, Some(Role::CVL | Role::MED)));
        if same && !(civil && role.is_some_and(|(_, sort)| sort == RoleSort::Unit))
            || told
                .is_some_and(|told| !told.is_unknown() && told.role.is_some() && owner.is_unknown())
        {
            return told.cloned();
        }
        // "The minister's letter", "a ministry study": in a paper speaks whose it is.
        if role.is_none() && PAPERS.contains(&doc.lemma(noun).to_lowercase().as_str()) {
            let own = owner.role.unwrap_or(Role::GOV);
            return Some(Actor::new(owner.head, Some(own)));
        }
        let role = role.map_or_else(|| default_role(analysis, noun), |(role, _)| role);
        return Some(Actor::new(
            owner.head,
            Some(owner.role.filter(|_| role == Role::GOV).unwrap_or(role)),
        ));
    }
    let regional = doc.children(noun).any(|c| {
        doc.token(c).dep == Dep::Amod
            && REGIONS
                .iter()
                .any(|word| doc.word(c).eq_ignore_ascii_case(word))
    });
    let definite = doc
        .children(noun)
        .any(|c| doc.word(c).eq_ignore_ascii_case("the"));
    // "Traders said", of whatever country the article is about.
    let nowhere = told.is_some_and(|told| !told.is_unknown())
        && !tokens.clone().any(|token| {
            token != head
                && analysis
                    .mentions
                    .headed_by(token)
                    .is_some_and(|mention| !mention.actors.is_empty())
        });
    if described
        && nowhere
        && !definite
        && matches!(doc.token(noun).tag, Tag::NNS | Tag::NN)
        && ON_MARKETS.contains(&doc.lemma(noun))
    {
        return Some(Actor::new("-", Some(Role::BUS)));
    }
    let diplomats = matches!(doc.lemma(noun), "diplomat" | "diplomatic") && !definite;
    if let Some((role, _)) = role
        && described
        && (regional || diplomats)
    {
        return Some(Actor::new("-", Some(role)));
    }
    if let Some(told) = told
        && !told.is_unknown()
    {
        let body = role.filter(|(_, sort)| *sort == RoleSort::Unit && told.role == Some(Role::CVL));
        return Some(body.map_or_else(
            || told.clone(),
            |(role, _)| Actor::new(told.head.clone(), Some(role)),
        ));
    }
    if definite && told.is_none_or(Actor::is_unknown) && is_department(doc, noun) {
        return named_before(analysis, head);
    }
    if told.is_none_or(Actor::is_unknown)
        && let Some(actor) = officials(analysis, head, noun)
    {
        return Some(actor);
    }
    // "Jens Hale, secretary of the roads division": of the state that the article is about.
    if let Some(told) = told
        && mention.is_some_and(|mention| mention.kind == MentionKind::Person)
    {
        let role = told
            .role
            .filter(|role| serves_state((*role, RoleSort::Office)))?;
        let state = about(analysis, head)?;
        return Some(Actor::new(state.head, Some(role)));
    }
    let home = state_at_hand(analysis, head, noun, tokens, role)?;
    let role = match role {
        Some((role, sort)) if sort != RoleSort::Asset => role,
        _ => default_role(analysis, noun),
    };
    Some(Actor::new(home.head, Some(role)))
}

/// The role that a speaker's words tell; of a person's name none, "consultant Bob *King*" is no king.
fn told_role(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: &Range<usize>,
    mention: Option<&Mention>,
) -> Option<(Role, RoleSort)> {
    let person = mention.is_some_and(|mention| mention.kind == MentionKind::Person);
    if person && tokens.contains(&head) {
        return role(analysis, &(tokens.start..head));
    }
    role(analysis, tokens)
}

/// Whether a post behind a person's name is one at a body that nobody knows, of whatever state: "Jens Hale, *an analyst with
/// Refbrook Inc*".
fn serves_unknown(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    doc.children(head)
        .filter(|&post| post > head && doc.token(post).dep == Dep::Appos)
        .flat_map(|post| doc.children(post).filter(move |&c| c > post))
        .filter(|&prep| matches!(doc.word(prep), "at" | "with"))
        // The parse may tear the name off behind "said Hale, an analyst with".
        .map(|prep| doc.child(prep, Dep::Pobj).unwrap_or(prep + 1))
        .filter(|&body| body < doc.len())
        .any(|body| {
            doc.token(body).pos == Pos::PROPN
                && analysis
                    .mentions
                    .headed_by(body)
                    .is_none_or(|body| !body.is_place && body.actors.iter().all(Actor::is_unknown))
        })
}

/// Of which part of a state an office is that stands behind a person's name: "Jens Hale, *deputy director of the finance
/// ministry's customs department*".
fn office_behind(analysis: &Analysis<'_>, head: usize) -> Option<Actor> {
    let doc = analysis.doc;
    let apposed = doc
        .children(head)
        .find(|&c| c > head && doc.token(c).dep == Dep::Appos)?;
    // "*Director of the Roads Department*, Jens Hale, said": the office stands first.
    let leads = doc
        .entities()
        .iter()
        .any(|entity| entity.kind == EntityType::PERSON && entity.tokens.contains(&apposed));
    let (behind, tokens) = if leads {
        (head, tree::phrase(doc, head))
    } else {
        (apposed, doc.subtree(apposed))
    };
    let words = &analysis.lexicon.words;
    let over = tokens.clone().any(|token| {
        words.is(doc.word(token), Tells::Private)
            || words.body(doc.word(token)) == Some(Role::EDU)
            || matches!(
                &*doc.word(token).to_lowercase(),
                "former" | "ex" | "retired" | "late"
            )
    });
    let holds = role(analysis, &(behind..behind + 1))
        .is_some_and(|(_, sort)| matches!(sort, RoleSort::Office | RoleSort::Head))
        || words.is(doc.lemma(behind), Tells::Shared);
    let unit = tokens
        .clone()
        .find(|&token| token > behind && is_public_unit(analysis, token))?;
    if over || !holds {
        return None;
    }
    let unit_role = role(analysis, &(unit..unit + 1)).map_or(Role::GOV, |(role, _)| role);
    let state = tokens
        .filter_map(|token| analysis.mentions.headed_by(token)?.actors.first())
        .find(|actor| actor.is_state())
        .cloned()
        .or_else(|| about(analysis, head))
        .or_else(|| home(analysis))?;
    Some(Actor::new(state.head, Some(unit_role)))
}

/// Whether the word at `noun` is one for a part of a state, whose name it ends: "*Police*", "*Government*".
pub(super) fn is_public_unit(analysis: &Analysis<'_>, noun: usize) -> bool {
    let word = analysis.doc.word(noun);
    let role = role(analysis, &(noun..noun + 1));
    matches!(word, "Department" | "Directorate")
        || role.is_some_and(|role| role.1 == RoleSort::Unit && serves_state(role))
            && analysis
                .lexicon
                .words
                .body(word)
                .is_none_or(|body| body == Role::GOV)
}

/// Whether a mention names a firm that the lexicon does not hold, without a word before it that tells its state.
fn is_unlisted_firm(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    let words: Vec<&str> = mention.name.split_whitespace().collect();
    let firm = words
        .last()
        .is_some_and(|last| analysis.lexicon.words.body(last) == Some(Role::BUS))
        && words.len() > 1;
    let listed = analysis
        .lexicon
        .names
        .longest_at(&words, 0)
        .is_some_and(|found| {
            let mut senses = analysis.lexicon.names.senses(found);
            senses.any(|sense| matches!(sense.kind, NameKind::Organisation | NameKind::Institution))
        });
    let first = analysis.doc.word(mention.tokens.start);
    firm && !listed && first.starts_with(char::is_uppercase)
}

/// In "one of its editors" the noun is what is counted.
fn counted(doc: &Document, head: usize) -> usize {
    if doc.token(head).pos != Pos::NUM
        && !matches!(doc.lemma(head), "some" | "many" | "several" | "most")
    {
        return head;
    }
    doc.children(head)
        .find(|&c| doc.word(c) == "of")
        .and_then(|of| doc.child(of, Dep::Pobj))
        .unwrap_or(head)
}

/// Whom the phrase of `noun` names as its owner, home or employer.
fn owner(analysis: &Analysis<'_>, noun: usize) -> Option<Actor> {
    let doc = analysis.doc;
    let actor = |token: usize| {
        analysis
            .mentions
            .headed_by(token)
            .and_then(|mention| mention.actors.first())
            .filter(|actor| !actor.is_unknown())
            .cloned()
    };
    let near = doc
        .children(noun)
        .filter(|&c| {
            matches!(
                doc.token(c).dep,
                Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod
            )
        })
        .find_map(actor);
    near.or_else(|| {
        doc.children(noun)
            .filter(|&c| {
                doc.token(c).dep == Dep::Prep
                    && matches!(doc.word(c), "of" | "in" | "from" | "at" | "with" | "for")
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .find_map(actor)
    })
}

/// The role that the speaker's phrase names.
pub(super) fn role(analysis: &Analysis<'_>, tokens: &Range<usize>) -> Option<(Role, RoleSort)> {
    let doc = analysis.doc;
    let words: Vec<&str> = tokens.clone().map(|token| doc.word(token)).collect();
    let mut named = (0..words.len()).rev().filter_map(|at| {
        let (_, noun) = analysis.lexicon.roles.longest_around(&words, at)?;
        Some((noun.role, noun.sort))
    });
    let last = named.next()?;
    // "a police source", "the government press office": the body in the phrase tells.
    let body = matches!(
        last.1,
        RoleSort::People | RoleSort::Private | RoleSort::Asset
    )
    .then(|| named.find(|(_, sort)| *sort == RoleSort::Unit))
    .flatten();
    Some(body.unwrap_or(last))
}

/// The role of a phrase without a known one: a body is the state's, anybody else a civilian.
fn default_role(analysis: &Analysis<'_>, noun: usize) -> Role {
    let doc = analysis.doc;
    let lemma = doc.lemma(noun).to_lowercase();
    if is_body(doc, noun)
        || matches!(lemma.as_str(), "board" | "council")
        || analysis.lexicon.words.is(&lemma, Tells::Civic)
    {
        Role::GOV
    } else if matches!(doc.lemma(noun), "industry" | "company" | "firm")
        || ON_MARKETS.contains(&doc.lemma(noun))
    {
        Role::BUS
    } else {
        Role::CVL
    }
}

/// Whether those of a role serve a state.
pub(super) fn serves_state((role, sort): (Role, RoleSort)) -> bool {
    matches!(
        role,
        Role::GOV | Role::MIL | Role::COP | Role::LEG | Role::JUD
    ) && !matches!(sort, RoleSort::Private | RoleSort::Asset)
}

/// Whether those of a role live where the article is written.
pub(super) fn is_of_place((role, sort): (Role, RoleSort)) -> bool {
    role == Role::CVL && sort == RoleSort::People
}

/// Whether the noun is one for a department of a government.
fn is_department(doc: &Document, noun: usize) -> bool {
    matches!(doc.lemma(noun), "department" | "ministry") && doc.token(noun).tag == Tag::NN
}

/// The government last named before `head`, in an article that has told whose department it is.
fn named_before(analysis: &Analysis<'_>, head: usize) -> Option<Actor> {
    analysis
        .mentions
        .iter()
        .filter(|mention| mention.head < head && mention.kind != MentionKind::Pronoun)
        .filter_map(|mention| mention.actors.first())
        .rfind(|actor| actor.is_state() && actor.role == Some(Role::GOV))
        .cloned()
}
