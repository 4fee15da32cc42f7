//! Who speaks: the words that name a speaker, and whom they mean.

use std::ops::Range;

use detente_lexicon::{Role, Words};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::naming::{apposed_office, named_behind, namesake, with_first_half, with_particle};
use super::{doubt, extent};
use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind, ends_firm, suits};
use crate::record::Speaker;
use crate::tree;

/// The words that name the speaker headed by `head`, without clauses and asides that follow.
pub(super) fn phrase(analysis: &Analysis<'_>, head: usize) -> Range<usize> {
    let doc = analysis.doc;
    // "*Some of the neighbours* claim"
    let counts =
        head + 2 < doc.len() && doc.word(head + 1) == "of" && doc.token(head + 2).pos != Pos::PRON;
    if doc.token(head).pos == Pos::PRON && !counts {
        return head..head + 1;
    }
    if let Some(whole) = whole_name(analysis, head) {
        return behind_comma(doc, without_case(doc, whole), head);
    }
    let mut own = tree::phrase(doc, head);
    // "Nissan Motor Co <NSAN.T> said": the sign on an exchange is no part of the name.
    let name =
        |token: usize| doc.token(token).pos == Pos::PROPN || matches!(doc.word(token), "and" | "&");
    if let Some(open) = (head + 1..doc.len().min(head + 3))
        .find(|&t| doc.word(t).starts_with('<'))
        .filter(|&open| (head + 1..open).all(name))
    {
        let first = (0..head)
            .rev()
            .take(8)
            .take_while(|&token| name(token))
            .last();
        own = first.unwrap_or(head)..open;
    }
    let own = match analysis.mentions.headed_by(head) {
        Some(mention) if mention.tokens.contains(&head) && mention.tokens.len() >= own.len() => {
            mention.tokens.clone()
        }
        _ => own,
    };
    let own = without_opening(doc, behind_comma(doc, without_case(doc, own), head), head);
    let own = without_day(doc, with_object(doc, own), head);
    extent::with_affiliation(doc, extent::with_prefix(doc, own, head), head)
}

/// The phrase without what opens the sentence before it: the day and agency of a report, "*Dec 3 (Reuters) -* Foreign
/// Minister Hale", and words that lead on, "*meanwhile,* the army", "*For his part,* Hale", "*now* the court".
fn without_opening(doc: &Document, mut own: Range<usize>, head: usize) -> Range<usize> {
    let dateline = (own.start + 1..head).rev().find(|&token| {
        matches!(doc.word(token), "-" | "--" | "\u{2013}" | "\u{2014}")
            && doc.word(token - 1) == ")"
    });
    if let Some(dash) = dateline {
        own.start = dash + 1;
    }
    let comma = (own.start..head)
        .take(6)
        .find(|&token| doc.word(token) == ",");
    if let Some(comma) = comma {
        let adverbs = (own.start..comma).all(|token| doc.token(token).pos == Pos::ADV);
        let part = comma - own.start == 3
            && doc.word(own.start).eq_ignore_ascii_case("for")
            && doc.word(comma - 1) == "part";
        if adverbs || part {
            own.start = comma + 1;
        }
    }
    let leads_on = own.start + 1 < own.end
        && own.start < head
        && leads_on(doc.word(own.start))
        && doc.token(own.start + 1).pos == Pos::DET;
    own.start += usize::from(leads_on);
    own
}

/// The phrase without the day that the parser hung on it: "the companies *on March 10* announced".
fn without_day(doc: &Document, mut own: Range<usize>, head: usize) -> Range<usize> {
    let day = doc.children(head).find(|&prep| {
        prep > head
            && doc.token(prep).pos == Pos::ADP
            && doc.subtree(prep).end == own.end
            && doc.child(prep, Dep::Pobj).is_some_and(|object| {
                doc.entities().iter().any(|entity| {
                    entity.kind == EntityType::DATE && entity.tokens.contains(&object)
                })
            })
            && matches!(doc.word(prep), "on" | "in")
    });
    if let Some(day) = day {
        own.end = own.end.min(day);
    }
    own
}

/// The phrase without the "'s" of one who has what is said.
fn without_case(doc: &Document, mut own: Range<usize>) -> Range<usize> {
    if own.len() > 1 && doc.token(own.end - 1).tag == Tag::POS {
        own.end -= 1;
    }
    own
}

/// The name behind the comma at which what is said ends, where the parser took both for one: "a merger with Brandt,
/// *Arctic Paper* said".
fn behind_comma(doc: &Document, mut own: Range<usize>, head: usize) -> Range<usize> {
    let comma = (own.start..head.min(own.end))
        .rev()
        .find(|&token| doc.word(token) == ",");
    if let Some(comma) = comma
        && doc.token(head).pos == Pos::PROPN
        && (own.start..own.end).all(|token| {
            doc.token(token).pos == Pos::PROPN || matches!(doc.word(token), "," | "and" | "&")
        })
        && !(comma + 1..own.end).any(|token| matches!(doc.word(token), "and" | "&"))
    {
        own.start = comma + 1;
    }
    own
}

/// The phrase with the name behind the preposition that it ends with: "a broker at *Hale Securities*"; without the
/// preposition where no name stands there.
fn with_object(doc: &Document, mut own: Range<usize>) -> Range<usize> {
    if own.len() < 2 || doc.token(own.end - 1).pos != Pos::ADP {
        return own;
    }
    let named = (own.end..doc.len())
        .take(8)
        .take_while(|&token| {
            doc.token(token).pos == Pos::PROPN || matches!(doc.word(token), "and" | "&")
        })
        .last();
    match named {
        Some(last) => own.end = last + 1,
        None => own.end -= 1,
    }
    own
}

/// The name of a body that the words headed by `head` are only a part of: "Standard *and Poor's*", "Banque
/// Generale du *Luxembourg*".
fn whole_name(analysis: &Analysis<'_>, head: usize) -> Option<Range<usize>> {
    let doc = analysis.doc;
    if doc.token(head).pos != Pos::PROPN {
        return None;
    }
    // "S and P", "B and C": initials are no names by themselves.
    let initial = |token: usize| doc.word(token).len() == 1;
    if initial(head)
        && head + 2 < doc.len()
        && matches!(doc.word(head + 1), "and" | "&")
        && initial(head + 2)
        && doc.token(head + 2).pos == Pos::PROPN
    {
        return Some(head..head + 3);
    }
    let known = analysis
        .mentions
        .headed_by(head)
        .filter(|mention| !mention.is_place && !mention.actors.is_empty());
    let entity = doc
        .entities()
        .iter()
        .find(|entity| entity.kind == EntityType::ORG && entity.tokens.contains(&head))?;
    let whole = entity.tokens.clone();
    // "*Jones Land* and Exploration Co": the recogniser holds both halves for one firm, of which the first alone is none.
    let firm = |token: usize| analysis.lexicon.words.body(doc.word(token)) == Some(Role::BUS);
    // "*Arctic Gas* and Electric Co": what the first half ends with is no form of a firm by itself.
    let whole_firm = |token: usize| {
        firm(token) && (ends_firm(doc.word(token)) || !ends_firm(doc.word(whole.end - 1)))
    };
    let halves = (head + 1..whole.end - 1)
        .find(|&token| matches!(doc.word(token), "and" | "&"))
        .is_some_and(|and| !(whole.start..and).any(whole_firm))
        && firm(whole.end - 1)
        && known.is_none_or(|known| {
            known
                .actors
                .iter()
                .all(|actor| actor.role == Some(Role::BUS))
        });
    if halves {
        return Some(whole);
    }
    (known.is_none() && whole.end - 1 == head && whole.len() > 1).then_some(whole)
}

/// The words of a description without its article's capital: "a high-ranking NATO official".
pub(super) fn description(doc: &Document, tokens: Range<usize>) -> String {
    let text = doc
        .span_text(tokens.clone())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    extent::with_small_article(text)
}

/// The speaker headed by `head` as a record has it.
pub(super) fn record(analysis: &Analysis<'_>, head: usize) -> Speaker {
    let doc = analysis.doc;
    let tokens = phrase(analysis, head);
    let tokens = extent::with_hyphenated(doc, tokens);
    let span = analysis.points.span(analysis.bytes(tokens.clone()));
    let mention_text = doc.span_text(tokens.clone()).to_owned();
    // A name that is a part of the speaker's is another's.
    let mention = analysis.mentions.headed_by(head).filter(|mention| {
        whole_name(analysis, head)
            .is_none_or(|whole| whole == mention.tokens || is_half(mention, &whole))
    });
    let mention = namesake(analysis, head).or(mention);
    let torn = |name: &str| {
        name.rsplit(' ')
            .next()
            .is_some_and(|last| matches!(last, "at" | "of" | "for" | "with" | "in" | "from"))
    };
    let name = match mention {
        // "*Jones Land* and Exploration Co"
        Some(mention)
            if tokens.len() > 2
                && is_half(mention, &tokens)
                && mention_text.len() > mention.name.len() =>
        {
            description(doc, tokens.clone())
        }
        // "*Many* Kurds said": some people of a nation are not the nation.
        Some(_) if is_some_of(doc, head) => description(doc, tokens.clone()),
        Some(mention) if !mention.name.is_empty() && !torn(&mention.name) => {
            // "*The Paper Ltd's* aim": the mark of the owner is no part of a name.
            let owned = doc.token(head).dep == Dep::Poss;
            let name = mention.name.as_str();
            let bare = name
                .strip_suffix("'s")
                .or_else(|| name.strip_suffix("\u{2019}s"))
                .filter(|_| owned);
            let bare = without_lead(&analysis.lexicon.words, bare.unwrap_or(name)).to_owned();
            // "*The companies* on March 10 announced": the mention has the day with it.
            let dated = mention.kind == MentionKind::Description
                && mention.tokens.end > tokens.end
                && bare.ends_with(doc.span_text(tokens.end..mention.tokens.end));
            if dated {
                description(doc, tokens.clone())
            } else {
                bare
            }
        }
        _ => description(doc, tokens.clone()),
    };
    let name = extent::full_description(analysis, head, &tokens, name);
    let name = match named_behind(analysis, head, &tokens) {
        Some(person) => person,
        None => with_first_half(analysis, head, &tokens, name),
    };
    let name = with_particle(doc, head, name);
    let name = extent::hyphenated_name(doc, &tokens, name);
    // A line that ends within a name is no part of it.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // "State-owned <Falun Gruvor AB>": the name stands between the signs.
    let name = match name.rsplit_once('<') {
        Some((_, inner)) if !inner.is_empty() => inner.trim_end_matches('>').to_owned(),
        _ => name,
    };
    // "*Jens Hale*, Norway's minister of fisheries": of a name that nobody holds for one the words behind it tell.
    let (head, mention) = match mention {
        None => apposed_office(analysis, head).map_or((head, None), |it| (it.head, Some(it))),
        own => (head, own),
    };
    let actor = mention
        .and_then(|mention| {
            let actor = mention.actors.first()?.clone();
            let employer = doubt::employer(analysis, head, mention, &actor);
            Some((mention, employer.unwrap_or(actor)))
        })
        .filter(|(mention, actor)| !doubt::is_guessed(analysis, head, mention, actor))
        .map(|(_, actor)| actor.to_string());
    let office = mention.and_then(|mention| mention.office.clone());
    Speaker {
        name,
        actor,
        office,
        mention: mention_text,
        start: span.start,
        end: span.end,
    }
}

/// Whether the mention of a firm is but the first half of its name.
fn is_half(mention: &Mention, whole: &Range<usize>) -> bool {
    mention.kind == MentionKind::Name
        && mention.tokens.start >= whole.start
        && mention.tokens.end < whole.end
        && !mention.actors.is_empty()
        && mention
            .actors
            .iter()
            .all(|actor| actor.role == Some(Role::BUS))
}

/// A description without the word that leads on to it and the mark of an owner: "*now* the court", "the
/// magistrate*'s*"; of a firm's name only the mark goes, "Arctic Paper Inc*'s*".
fn without_lead<'n>(words: &Words, name: &'n str) -> &'n str {
    let name = name
        .split_once(" the ")
        .filter(|(lead, _)| leads_on(lead.trim_end_matches(',')))
        .map_or(name, |(lead, _)| &name[lead.len() + 1..]);
    let bare = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix("\u{2019}s"));
    let firm = |bare: &str| {
        bare.rsplit_once(' ')
            .is_some_and(|(_, last)| words.body(last) == Some(Role::BUS))
    };
    bare.filter(|bare| firm(bare) || name.starts_with(char::is_lowercase))
        .unwrap_or(name)
}

/// Whether a word only leads on to a description: "*meanwhile*, the army".
fn leads_on(word: &str) -> bool {
    matches!(&*word.to_ascii_lowercase(), "now" | "then" | "meanwhile")
}

/// Whether the words tell of some people of a kind: "many Kurds", "several Danes".
fn is_some_of(doc: &Document, head: usize) -> bool {
    matches!(doc.token(head).tag, Tag::NNPS | Tag::NNS)
        && doc.children(head).any(|c| {
            c < head
                && matches!(
                    &*doc.word(c).to_ascii_lowercase(),
                    "many" | "some" | "several" | "most" | "few" | "other" | "two" | "three"
                )
        })
}

/// Whether two heads name the same speaker as far as the text tells.
pub(super) fn same(analysis: &Analysis<'_>, a: usize, b: usize) -> bool {
    if a == b {
        return true;
    }
    match (
        analysis.mentions.headed_by(a),
        analysis.mentions.headed_by(b),
    ) {
        (Some(a), Some(b)) if !a.name.is_empty() => a.name == b.name,
        _ => analysis
            .doc
            .word(a)
            .eq_ignore_ascii_case(analysis.doc.word(b)),
    }
}

/// Gives a pronoun that nobody resolved the name of the speaker before it.
pub(super) fn borrow_name(analysis: &Analysis<'_>, speaker: &mut Speaker, last: Option<&Speaker>) {
    let is_pronoun = ["he", "she", "they", "it", "who", "i", "we"]
        .iter()
        .any(|word| speaker.name.eq_ignore_ascii_case(word));
    if let Some(last) = last
        && is_pronoun
        && speaker.actor.is_none()
        && suits(&analysis.lexicon.words, &speaker.mention, &last.name)
    {
        speaker.name.clone_from(&last.name);
        speaker.actor.clone_from(&last.actor);
        speaker.office.clone_from(&last.office);
    }
}

/// In "the company also said" and "it said" the body speaks that spoke before, not one that was only named since.
/// `last` is the named body that spoke last.
pub(super) fn borrow_body(
    analysis: &Analysis<'_>,
    head: usize,
    speaker: &mut Speaker,
    last: &mut Option<Speaker>,
) {
    let doc = analysis.doc;
    let person = analysis
        .mentions
        .headed_by(head)
        .is_some_and(|mention| mention.is_person);
    match doc.token(head).pos {
        Pos::PROPN if !person => *last = Some(speaker.clone()),
        Pos::PROPN => {}
        Pos::NOUN if names_body(analysis, head) => *last = Some(speaker.clone()),
        _ if stands_for_body(doc, head) => {
            if last.is_none() && unnamed(speaker) {
                *last = first_body(analysis);
            }
            // A state is no organisation.
            let body = last.as_ref().filter(|last| {
                !matches!(doc.lemma(head), "organisation" | "organization")
                    || last
                        .actor
                        .as_ref()
                        .is_none_or(|actor| !actor.ends_with(":GOV"))
            });
            if let Some(last) = body {
                speaker.name.clone_from(&last.name);
                speaker.actor.clone_from(&last.actor);
                speaker.office.clone_from(&last.office);
            } else if doc.token(head).pos == Pos::NOUN {
                // "It" after "the agency said" is the agency.
                *last = Some(speaker.clone());
            }
        }
        _ => {}
    }
}

/// Whether nothing tells which body a speaker is: "the company", "the company's".
fn unnamed(speaker: &Speaker) -> bool {
    !speaker
        .name
        .split_whitespace()
        .any(|word| word.starts_with(char::is_uppercase) && !word.eq_ignore_ascii_case("it"))
}

/// The body that an article is about: the first that its first sentence names.
fn first_body(analysis: &Analysis<'_>) -> Option<Speaker> {
    let doc = analysis.doc;
    let end = doc.sentences().first()?.end;
    let entity = doc
        .entities()
        .iter()
        .find(|entity| entity.kind == EntityType::ORG && entity.tokens.end <= end)?;
    let head = entity
        .tokens
        .clone()
        .rev()
        .find(|&token| doc.token(token).pos == Pos::PROPN)?;
    let mut body = record(analysis, head);
    // What the first sentence has of the body is told of "the company" without its case.
    if doc.token(entity.tokens.end - 1).tag == Tag::POS {
        let case = doc.word(entity.tokens.end - 1);
        let bare = body.name.strip_suffix(case).map(str::to_owned);
        body.name = bare.unwrap_or(body.name);
    }
    Some(body)
}

/// Whether a noun heads the name of a body, or of what it says: "Tanjug news *agency*", "a ministry *statement*".
fn names_body(analysis: &Analysis<'_>, head: usize) -> bool {
    let doc = analysis.doc;
    super::things::is_body(doc, head)
        && doc
            .children(head)
            .any(|c| c < head && matches!(doc.token(c).dep, Dep::Compound | Dep::Poss | Dep::Amod))
}

/// Whether the word is "it", or "the company" without a word that tells which.
fn stands_for_body(doc: &Document, head: usize) -> bool {
    if doc.token(head).pos == Pos::PRON {
        return doc.word(head).eq_ignore_ascii_case("it");
    }
    matches!(
        doc.lemma(head),
        "company"
            | "firm"
            | "bank"
            | "group"
            | "concern"
            | "corporation"
            | "agency"
            | "organisation"
            | "organization"
    ) && doc.token(head).tag == Tag::NN
        && doc
            .children(head)
            .filter(|&c| c < head)
            .all(|c| doc.word(c).eq_ignore_ascii_case("the"))
        && doc.children(head).any(|c| c < head)
        && doc.children(head).all(|c| c < head)
}

/// The subject of the sentence before `token`, if it can name a person or a body.
pub(super) fn subject_before(doc: &Document, token: usize) -> Option<usize> {
    let sentence = (doc.token(token).sentence as usize).checked_sub(1)?;
    let range = doc.sentences().get(sentence)?.clone();
    let root = range
        .clone()
        .find(|&token| doc.token(token).dep == Dep::Root)?;
    let subject = doc
        .children(root)
        .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass))?;
    let speaks = matches!(doc.token(subject).pos, Pos::PROPN | Pos::NOUN | Pos::PRON)
        && !matches!(
            doc.lemma(subject),
            "it" | "this" | "that" | "there" | "I" | "we" | "you"
        );
    speaks.then_some(subject)
}
