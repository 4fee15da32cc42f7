//! The whole names of speakers, where the mentions hold but a part of them or only an office.

use std::ops::Range;

use detente_lexicon::{Role, RoleSort};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::full_names::{body_in_full, person_in_full};
use super::side::role;
use super::speaker::description;
use super::things::{is_of_person, is_somebody};
use crate::analysis::Analysis;
use crate::mention::{Mention, MentionKind, ends_firm};
use crate::record::Speaker;
use crate::tree;

/// The person whose family name is also a word for a role: "*Hunter* said", after Duncan Hunter was named.
pub(super) fn namesake<'m>(analysis: &'m Analysis<'_>, head: usize) -> Option<&'m Mention> {
    let doc = analysis.doc;
    let part = doc.token(head);
    let capital = doc.word(head).starts_with(char::is_uppercase);
    let described = analysis
        .mentions
        .headed_by(head)
        .is_some_and(|own| own.kind == MentionKind::Description);
    if part.pos != Pos::PROPN || !capital || !described {
        return None;
    }
    let entities = doc.entities();
    let before = entities.partition_point(|entity| entity.tokens.end <= head);
    entities[..before]
        .iter()
        .rev()
        .filter(|entity| entity.kind == EntityType::PERSON && entity.tokens.len() > 1)
        .filter(|entity| doc.word(entity.tokens.end - 1) == doc.word(head))
        .find_map(|entity| analysis.mentions.headed_by(entity.tokens.end - 1))
        .filter(|person| person.is_person && person.name.contains(' '))
}

/// The office that the words behind a name tell: "Jens Hale, *Norway's minister of fisheries*".
pub(super) fn apposed_office<'m>(analysis: &'m Analysis<'_>, head: usize) -> Option<&'m Mention> {
    let doc = analysis.doc;
    let behind = doc
        .children(head)
        .find(|&c| c > head && doc.token(c).dep == Dep::Appos)
        .filter(|_| doc.token(head).pos == Pos::PROPN)?;
    analysis
        .mentions
        .headed_by(behind)
        .filter(|office| office.is_person && office.kind == MentionKind::Description)
}

/// The name that the text gives beside the words for a speaker: "the president's lawyer, *Karin Hale*, told", "a student
/// named *Marek*", "*Julie Hale*, a nurse said".
pub(super) fn named_behind(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: &Range<usize>,
) -> Option<String> {
    let doc = analysis.doc;
    let described = analysis.mentions.headed_by(head).is_none_or(|own| {
        own.is_person && !own.name.starts_with(char::is_uppercase)
            || own.name.contains("'s ")
            || own.name.contains("\u{2019}s ")
            || own.kind == MentionKind::Description && own.name.contains(' ')
    });
    if !described || !matches!(doc.token(head).tag, Tag::NN | Tag::NNP) {
        return None;
    }
    between_commas(analysis, head, tokens)
        .or_else(|| called(analysis, head))
        .or_else(|| at_end(analysis, head, tokens))
        .or_else(|| before_comma(analysis, head, tokens))
}

/// The name between commas that ends the words for a speaker or stands right behind them.
fn between_commas(analysis: &Analysis<'_>, head: usize, tokens: &Range<usize>) -> Option<String> {
    let doc = analysis.doc;
    let end = doc.subtree(head).end.max(tokens.end);
    let person = doc.entities().iter().find(|entity| {
        entity.kind == EntityType::PERSON
            && entity.tokens.len() > 1
            && entity.tokens.start > head + 1
            && entity.tokens.start <= end + 1
            && entity.tokens.end + 1 >= tokens.end
            && doc.word(entity.tokens.start - 1) == ","
    })?;
    let after = doc
        .tokens()
        .get(person.tokens.end)
        .map(|token| (token.tag, doc.word(person.tokens.end)));
    let closes = after.is_some_and(|(_, word)| word == ",");
    let source = doc.head(head).is_some_and(|to| {
        doc.token(head).dep == Dep::Pobj
            && doc.word(to) == "to"
            && to > 0
            && doc.word(to - 1).eq_ignore_ascii_case("according")
    });
    let last = person.tokens.end - 1;
    let apposed = doc.token(last).dep == Dep::Appos;
    // "Another pollster, *Jens Hale* of Oslo University, said", "another friend, *Karin Marek* told"
    let goes_on = apposed
        && doc.head(last) == Some(head)
        && person.tokens.start == head + 2
        && after.is_some_and(|(tag, word)| {
            matches!(word, "of" | "from" | "at") || matches!(tag, Tag::VBD | Tag::VBZ)
        });
    (goes_on || closes && (apposed || source)).then(|| name_of(analysis, &person.tokens))
}

/// The name that ends the words of an office, without a comma before it: "the director of the park *Jens Hale*", "member of
/// parliament *Karin Marek*".
fn at_end(analysis: &Analysis<'_>, head: usize, tokens: &Range<usize>) -> Option<String> {
    let doc = analysis.doc;
    if !is_somebody(analysis, head) {
        return None;
    }
    let person = doc.entities().iter().find(|entity| {
        entity.kind == EntityType::PERSON
            && entity.tokens.len() > 1
            && entity.tokens.end == tokens.end
            && entity.tokens.start > head + 1
    })?;
    let before = person.tokens.start - 1;
    // "An aide *to Secretary* Hale", "the nephew of *the author* Karin Marek": somebody else.
    let of_body = doc.word(head + 1) == "of" || matches!(doc.word(head + 1), "at" | "in" | "from");
    let titled = role(analysis, &(before..before + 1))
        .is_some_and(|(_, sort)| sort != RoleSort::Unit)
        || is_of_person(doc.lemma(before))
        || doc.word(before).ends_with('.');
    let joins = matches!(doc.token(before).pos, Pos::NOUN | Pos::PROPN)
        && doc.token(person.tokens.end - 1).pos == Pos::PROPN;
    (of_body && joins && !titled).then(|| name_of(analysis, &person.tokens))
}

/// The name that a participle gives: "a student *named Marek*".
fn called(analysis: &Analysis<'_>, head: usize) -> Option<String> {
    let doc = analysis.doc;
    let naming = doc.children(head).find(|&c| {
        c > head
            && doc.token(c).dep == Dep::Acl
            && matches!(doc.lemma(c), "name" | "call" | "identify")
            && doc.token(c).tag == Tag::VBN
    })?;
    let name = doc.children(naming).find_map(|c| match doc.token(c).dep {
        Dep::Oprd | Dep::Dobj | Dep::Attr => Some(c),
        Dep::Prep if doc.word(c) == "as" => doc.child(c, Dep::Pobj),
        _ => None,
    })?;
    let whole = tree::left_edge(doc, name)..name + 1;
    let proper = whole
        .clone()
        .all(|token| doc.token(token).pos == Pos::PROPN);
    proper.then(|| name_of(analysis, &whole))
}

/// The name at the head of the sentence that the words for a speaker stand behind: "*Julie Hale*, a nurse said", "*Marek
/// Hale*, once the envoy to Oslo, called".
fn before_comma(analysis: &Analysis<'_>, head: usize, tokens: &Range<usize>) -> Option<String> {
    let doc = analysis.doc;
    let first = tokens.start.checked_sub(1)?;
    let leads = matches!(
        doc.word(first),
        "once" | "now" | "then" | "formerly" | "currently" | "previously"
    );
    let comma = first.checked_sub(usize::from(leads))?;
    let apposed = doc.word(tokens.start) == "a"
        || doc.word(tokens.start) == "an"
        || doc.word(tokens.start) == "the" && leads;
    if doc.word(comma) != "," || !apposed || head >= tokens.end {
        return None;
    }
    let sentence = doc.token(comma).sentence;
    let start = doc.sentences().get(sentence as usize)?.start;
    let person = doc.entities().iter().find(|entity| {
        entity.kind == EntityType::PERSON
            && entity.tokens.len() > 1
            && entity.tokens.start == start
            && entity.tokens.end == comma
    })?;
    Some(name_of(analysis, &person.tokens))
}

/// The name that the mentions have for the person named by `tokens`, else those words.
pub(super) fn name_of(analysis: &Analysis<'_>, tokens: &Range<usize>) -> String {
    analysis
        .mentions
        .headed_by(tokens.end - 1)
        .filter(|person| person.is_person && person.name.contains(' '))
        .map_or_else(
            || tree::words(analysis.doc, tokens.clone()),
            |person| person.name.clone(),
        )
}

/// A family name with the particle before it, which has a capital: "*Dos* Santos", "*Al* Zaabi".
pub(super) fn with_particle(doc: &Document, head: usize, name: String) -> String {
    let Some(before) = head.checked_sub(1) else {
        return name;
    };
    let particle = matches!(
        doc.word(before),
        "Dos"
            | "Da"
            | "De"
            | "Del"
            | "Della"
            | "Di"
            | "Du"
            | "Van"
            | "Von"
            | "El"
            | "Al"
            | "Abu"
            | "Le"
            | "La"
            | "Ben"
            | "Bin"
    );
    let bare = name == doc.word(head) && doc.token(head).pos == Pos::PROPN;
    let joined = doc.head(before) == Some(head) && doc.token(before).dep == Dep::Compound;
    if particle && bare && joined {
        return format!("{} {name}", doc.word(before));
    }
    name
}

/// The name of a firm with the words before an "and" that the parser took for another's: "*Jones and* Vining Inc".
pub(super) fn with_first_half(
    analysis: &Analysis<'_>,
    head: usize,
    tokens: &Range<usize>,
    name: String,
) -> String {
    let doc = analysis.doc;
    let start = tokens.start;
    let firm = doc.token(head).pos == Pos::PROPN
        && analysis.lexicon.words.body(doc.word(head)) == Some(Role::BUS);
    if !firm || start < 2 || !matches!(doc.word(start - 1), "and" | "&") {
        return name;
    }
    let first = (0..start - 1)
        .rev()
        .take(4)
        .take_while(|&token| doc.token(token).pos == Pos::PROPN)
        .last();
    let Some(first) = first else { return name };
    let opens = first == 0 || doc.token(first - 1).sentence != doc.token(first).sentence;
    let joined = doc.entities().iter().any(|entity| {
        entity.kind == EntityType::ORG
            && entity.tokens.contains(&first)
            && entity.tokens.contains(&head)
    });
    let another = analysis.lexicon.words.body(doc.word(start - 2)) == Some(Role::BUS)
        || analysis
            .mentions
            .headed_by(start - 2)
            .is_some_and(|other| !other.actors.is_empty());
    if (opens || joined) && !another && doc.span_text(tokens.clone()).contains(&name) {
        return tree::words(doc, first..tokens.end);
    }
    name
}

/// The full names of the bodies that speak in an article, for the short ones that their later mentions have.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Short name, full name.
    known: Vec<(String, String)>,
    /// The firms that spoke by their full names.
    firms: Vec<String>,
}

impl Names {
    /// Gives `speaker`, whose phrase is headed by `head`, the whole of its name where the mentions hold but a part of
    /// it: "*Singer* Co", "the Association *of Flight Attendants*".
    pub fn complete(&mut self, analysis: &Analysis<'_>, head: usize, speaker: &mut Speaker) {
        if let Some(person) = person_in_full(analysis, head, speaker) {
            speaker.name = name_of(analysis, &person);
            if speaker.actor.is_none() {
                let full = super::speaker::record(analysis, person.end - 1);
                speaker.actor = full.actor;
                speaker.office = speaker.office.take().or(full.office);
            }
        } else if let Some(full) = longer_name(analysis, head, &speaker.name) {
            let short = std::mem::replace(&mut speaker.name, full.clone());
            self.known.retain(|(known, _)| *known != short);
            self.known.push((short, full));
        } else if let Some((_, full)) = self.known.iter().find(|(short, _)| *short == speaker.name)
        {
            speaker.name.clone_from(full);
        } else if let Some(full) = self.firm_of(analysis, head, &speaker.name) {
            speaker.name = full;
        } else if let Some(full) = body_in_full(analysis, head, &speaker.name) {
            speaker.name = full;
        }
        if speaker.name.rsplit(' ').next().is_some_and(ends_firm)
            && !speaker.name.contains("'s ")
            && !self.firms.contains(&speaker.name)
        {
            self.firms.push(speaker.name.clone());
        }
        speaker.name = without_open_bracket(without_honorific(&speaker.name)).to_owned();
    }
}

impl Names {
    /// The firm that spoke before whose name `short`, the speaker's headed by `head`, begins: "*Wing* and Park Co" of
    /// "Wing".
    fn firm_of(&self, analysis: &Analysis<'_>, head: usize, short: &str) -> Option<String> {
        let person = analysis
            .mentions
            .headed_by(head)
            .is_some_and(|own| own.is_person || own.is_place);
        if person || analysis.doc.token(head).pos != Pos::PROPN {
            return None;
        }
        let mut full = self.firms.iter().filter(|firm| {
            firm.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with([' ', '\'', '\u{2019}']))
        });
        let one = full.next()?;
        full.next().is_none().then(|| one.clone())
    }
}

/// The name of the body headed by `head` with those of its words that `name` leaves out.
fn longer_name(analysis: &Analysis<'_>, head: usize, name: &str) -> Option<String> {
    let doc = analysis.doc;
    let mention = analysis.mentions.headed_by(head)?;
    let is_body = analysis.lexicon.words.body(doc.word(head)).is_some()
        || doc
            .entities()
            .iter()
            .any(|entity| entity.kind == EntityType::ORG && entity.tokens.contains(&head));
    if doc.token(head).pos != Pos::PROPN || !is_body || mention.office.is_some() {
        return None;
    }
    let own = tree::phrase(doc, head);
    let whole = own
        .clone()
        .filter(|&token| doc.token(token).dep != Dep::Det);
    let capital = |token: usize| doc.word(token).starts_with(char::is_uppercase);
    let joins = |token: usize| {
        matches!(
            doc.word(token),
            "and" | "&" | "of" | "for" | "the" | "de" | "-" | "'s" | "\u{2019}s" | "." | "'"
        )
    };
    let (first, last) = (whole.clone().next()?, whole.clone().next_back()?);
    if !whole.clone().all(|token| capital(token) || joins(token)) || !capital(last) {
        return None;
    }
    let full = description(doc, first..last + 1);
    // A name of the lexicon is the body's own.
    let is_known = analysis.lexicon.names.lookup(name).is_some();
    let is_part = full.len() > name.len()
        && (full.starts_with(&format!("{name} ")) || full.ends_with(&format!(" {name}")));
    (is_part && !is_known).then_some(full)
}

/// Words before a name that are none of it.
const HONORIFICS: &[&str] = &["Prof. ", "Prof ", "Professor ", "Dr. ", "Dr "];

/// A person's name without the title before it: "*Prof.* Jens Hale".
pub(super) fn without_honorific(name: &str) -> &str {
    let bare = HONORIFICS.iter().find_map(|title| name.strip_prefix(title));
    let whole =
        |bare: &&str| bare.contains(' ') && !bare.contains('\'') && !bare.contains('\u{2019}');
    bare.filter(whole).unwrap_or(name)
}

/// A name without the bracket that opens in it and closes behind it: "the Roads Chamber *(RC*".
fn without_open_bracket(name: &str) -> &str {
    match name.rsplit_once('(') {
        Some((before, inside)) if !inside.contains(')') && !before.trim().is_empty() => {
            before.trim_end()
        }
        _ => name,
    }
}
