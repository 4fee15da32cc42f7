//! One pass over the article, left to right: names, descriptions, people, references.

mod family;
mod naming;
mod no_name;
mod recording;
mod state_of;

use compact_str::CompactString;
use detente_calendar::PartialDate;
use detente_lexicon::{Actor, Lexicon, NameKind, Role, Tells};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};
use rustc_hash::FxHashMap;

use super::acronyms::{self, Acronyms};
use super::around;
use super::cast::{Cast, Gender, Trace};
use super::firms::Firms;
use super::genre::Genre;
use super::names::{self, Hit};
use super::places::{Atlas, is_seat, place_actor};
use super::pronoun::{self, Pronoun};
use super::reference;
use super::setting::{Lead, Setting};
use super::voice::Voices;
use super::{
    Mention, MentionKind, Mentions, given_names, group, halves, outlet, pairs, person_names,
    shortened,
};

/// Sentences back in which a state is sought that has an office which the state at hand has not.
const OFFICE_REACH: u32 = 8;

/// What the article tells apart from its sentences.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// Publication date: offices are those held then.
    pub date: Option<PartialDate>,
    /// The dateline's place.
    pub place: Option<&'a str>,
    /// The page's address.
    pub url: Option<&'a str>,
    /// The name of the outlet.
    pub outlet: Option<&'a str>,
    /// The title, where it is no part of the text.
    pub title: Option<&'a str>,
}

/// Finds all mentions of `doc`.
pub fn find(doc: &Document, lexicon: &Lexicon, context: &Context<'_>) -> Mentions {
    let words: Vec<&str> = (0..doc.len()).map(|t| bare(doc.word(t))).collect();
    let mut hits = names::scan(doc, &words, lexicon, context.date);
    halves::complete(&mut hits, &words, lexicon, context.date);
    pairs::complete(&mut hits, doc, &words, lexicon, context.date);
    shortened::complete(&mut hits, doc, &words, lexicon, context.date);
    let mut acronyms = acronyms::explained(doc);
    acronyms::initials(doc, &mut hits, lexicon, &mut acronyms);
    acronyms::settle(&mut hits, doc, &acronyms);
    acronyms::unexplained(doc, &mut acronyms);
    let outlet = context
        .url
        .and_then(|url| outlet::state_of_url(lexicon, url))
        .or_else(|| outlet::state_of_name(lexicon, context.outlet?));
    let places = Atlas::new(doc, &words, lexicon, context.place, outlet.as_ref()).settle(&mut hits);
    let mut hit_of = vec![0u32; doc.len()];
    for (index, hit) in hits.iter().enumerate() {
        for token in hit.tokens.clone() {
            hit_of[token] = index as u32 + 1;
        }
    }
    let home = context
        .place
        .filter(|place| !is_seat(place))
        .and_then(|place| place_actor(lexicon, place));
    let mut entity_of = vec![None; doc.len()];
    for entity in doc.entities() {
        for token in entity.tokens.clone() {
            entity_of[token] = Some((entity.kind, entity.tokens.start as u32));
        }
    }
    let titled = context
        .title
        .map(|title| outlet::states_of_title(lexicon, title))
        .unwrap_or_default();
    let full_names = person_names::full_names(doc);
    let is_family = |hit: &Hit<'_>| {
        let bearers = full_names
            .get(words[hit.head])
            .filter(|_| hit.tokens.len() == 1 && !hit.partial);
        bearers.is_some_and(|given| is_another_family(hit, given, &hits))
    };
    let lead = Lead::of(doc, &words, &hits, &hit_of, lexicon);
    let setting = Setting::of(
        &hits,
        &titled,
        home.as_ref(),
        outlet.as_ref(),
        &lead,
        is_family,
    );
    let home = home.filter(|_| !setting.is_abroad);
    let named = states_named(&hits);
    if let Some(state) = &setting.state {
        let at_hand = (state.head.as_str(), setting.is_clear);
        names::settle_institutions(&mut hits, &words, lexicon, at_hand, &named, context.date);
    }
    let mut finder = Finder {
        doc,
        entity_of,
        setting,
        named,
        full_names,
        acronyms,
        lexicon,
        words,
        hits,
        hit_of,
        cast: Cast::default(),
        mentions: Vec::new(),
        by_head: vec![0; doc.len()],
        joint: vec![false; doc.len()],
        home,
        date: context.date,
        is_dated: context.date.is_some_and(|date| date.first_day().is_some()),
        firms: Firms::of(doc),
        voices: Voices::of(doc, lexicon),
        genre: Genre::of(doc, &lexicon.words),
    };
    finder.run();
    finder.introduced_later();
    let frames = finder
        .hits
        .iter()
        .filter_map(|hit| {
            let id = hit.sense.id.clone()?;
            Some((
                hit.tokens.clone(),
                id,
                hit.sense.kind == NameKind::Agreement,
            ))
        })
        .collect();
    let mut mentions = Mentions::new(finder.mentions, doc.len());
    mentions.frames = frames;
    mentions.places = places;
    mentions
}

/// Whether a name is that of the family of somebody else, whose given names are `given`: "Cuban" of somebody called Mark
/// Cuban, "Gomes" of one whose given name is another than the statesman's, of a state of which nothing else tells.
fn is_another_family(hit: &Hit<'_>, given: &[CompactString], hits: &[Hit<'_>]) -> bool {
    let head_of = |hit: &Hit<'_>| hit.sense.actor.as_ref().map(|actor| actor.head.clone());
    match hit.sense.kind {
        NameKind::Adjective | NameKind::City => true,
        NameKind::Surname => {
            let known = |given: &CompactString| hit.sense.name.starts_with(given.as_str());
            let state = head_of(hit);
            let told =
                |other: &Hit<'_>| other.sense.kind != NameKind::Surname && head_of(other) == state;
            !given.iter().any(known) && !hits.iter().any(told)
        }
        _ => false,
    }
}

/// The states that the article names as such, by the names of their people and capitals too.
fn states_named(hits: &[Hit<'_>]) -> Vec<CompactString> {
    let mut named: Vec<CompactString> = Vec::new();
    for hit in hits {
        let state = matches!(
            hit.sense.kind,
            NameKind::State | NameKind::Adjective | NameKind::People | NameKind::Capital
        );
        if let Some(actor) = hit.sense.actor.as_ref().filter(|_| state)
            && !named.contains(&actor.head)
        {
            named.push(actor.head.clone());
        }
    }
    named
}

/// A word without the quotation mark that old wires print for the apostrophe of a possessive: `Norway"s`.
fn bare(word: &str) -> &str {
    word.strip_suffix("\"s")
        .filter(|owner| !owner.is_empty())
        .unwrap_or(word)
}

pub(super) struct Finder<'a> {
    pub doc: &'a Document,
    pub lexicon: &'a Lexicon,
    pub(super) words: Vec<&'a str>,
    pub(super) hits: Vec<Hit<'a>>,
    /// For each token the index + 1 of the name that covers it.
    pub(super) hit_of: Vec<u32>,
    /// What the recogniser holds each token to be part of, and where that begins.
    pub(super) entity_of: Vec<Option<(EntityType, u32)>>,
    pub(super) cast: Cast,
    pub(super) mentions: Vec<Mention>,
    pub(super) by_head: Vec<u32>,
    /// Whether a token stands in a firm's name with "and", found already.
    pub(super) joint: Vec<bool>,
    /// The states named as such.
    pub(super) named: Vec<CompactString>,
    /// Family name → the given names of those whom the article names in full.
    pub(super) full_names: FxHashMap<CompactString, Vec<CompactString>>,
    /// The acronyms that the article explains.
    pub(super) acronyms: Acronyms,
    /// The state of the dateline.
    pub(super) home: Option<Actor>,
    /// The state that the article is about.
    pub(super) setting: Setting,
    /// The day of the article.
    pub(super) date: Option<PartialDate>,
    /// Whether the article's year is known.
    pub(super) is_dated: bool,
    /// The firms that the article names in full.
    pub(super) firms: Firms,
    /// Who speaks where.
    pub(super) voices: Voices,
    /// What sort of report the article is.
    pub(super) genre: Genre,
}

impl<'a> Finder<'a> {
    fn run(&mut self) {
        for token in 0..self.doc.len() {
            if let Some(hit) = self.hit_covering(token) {
                if hit.head == token {
                    let hit = hit.clone();
                    self.name(&hit);
                    self.note_thing(token);
                }
                continue;
            }
            if self.is_phrase_head(token) && self.acronym(token) {
                continue;
            }
            if self.is_misread_name(token) {
                self.unknown_person(token);
                continue;
            }
            match self.doc.token(token).pos {
                Pos::PROPN | Pos::NOUN | Pos::NUM | Pos::DET => {
                    self.noun(token);
                    self.note_thing(token);
                }
                Pos::ADJ if self.is_people_of(token) => self.noun(token),
                Pos::PRON => self.pronoun(token),
                _ => {}
            }
        }
    }

    /// Whether the adjective at `token` stands for people: "*the wounded*", but not "to go *public*".
    fn is_people_of(&self, token: usize) -> bool {
        let determined = |token: usize| {
            self.doc
                .children(token)
                .any(|c| matches!(self.doc.token(c).dep, Dep::Det | Dep::Poss | Dep::Nummod))
        };
        self.is_phrase_head(token) && determined(token)
    }

    /// What the recogniser holds `token` to be part of.
    pub(super) fn entity(&self, token: usize) -> Option<EntityType> {
        self.entity_of[token].map(|(kind, _)| kind)
    }

    /// Whether the recogniser holds two tokens to be of one name.
    pub(super) fn same_entity(&self, a: usize, b: usize) -> bool {
        self.entity_of[a].is_some() && self.entity_of[a] == self.entity_of[b]
    }

    /// The state of an unowned description at `token`.
    pub(super) fn home_at(&self, token: usize) -> Option<Actor> {
        self.where_place(token).or_else(|| {
            reference::home(
                &self.cast,
                self.home.as_ref(),
                &self.setting,
                self.doc.token(token).sentence,
            )
        })
    }

    /// The state of an unowned holder of `office` at `token`: of an office that not every state has one that by the
    /// lexicon has it, the last one named.
    pub(super) fn home_with(&self, token: usize, office: &str) -> Option<Actor> {
        let home = self.home_at(token);
        let rare = office == "prime minister"
            || office
                .rsplit(' ')
                .next()
                .is_some_and(|word| self.lexicon.words.is(word, Tells::Office));
        let has = |head: &str| self.lexicon.offices.may_have(head, office);
        if !rare || home.as_ref().is_none_or(|home| has(&home.head)) {
            return home;
        }
        let sentence = self.doc.token(token).sentence;
        self.cast
            .recent(sentence, OFFICE_REACH)
            .filter(|trace| !trace.is_aside && !trace.is_city)
            .find_map(|trace| match &trace.actors[..] {
                [actor] if actor.is_state() && has(&actor.head) => {
                    Some(Actor::new(actor.head.clone(), Some(Role::GOV)))
                }
                _ => None,
            })
    }

    /// The name that covers `token`.
    pub(super) fn hit_covering(&self, token: usize) -> Option<&Hit<'a>> {
        (self.hit_of[token] as usize)
            .checked_sub(1)
            .map(|index| &self.hits[index])
    }

    /// The name that begins at `token`.
    pub(super) fn hit_at(&self, token: usize) -> Option<&Hit<'a>> {
        self.hit_covering(token)
            .filter(|hit| hit.tokens.start == token)
    }

    /// The mention already made with `token` as its head.
    pub(super) fn mention_at(&self, token: usize) -> Option<&Mention> {
        (self.by_head[token] as usize)
            .checked_sub(1)
            .map(|index| &self.mentions[index])
    }

    /// Whether `token` heads a phrase and is no modifier inside one.
    pub(super) fn is_phrase_head(&self, token: usize) -> bool {
        !matches!(
            self.doc.token(token).dep,
            Dep::Compound
                | Dep::Amod
                | Dep::Nmod
                | Dep::Nummod
                | Dep::Det
                | Dep::Advmod
                | Dep::Acomp
                | Dep::Quantmod
        )
    }

    pub(super) fn is_plural(&self, token: usize) -> bool {
        matches!(self.doc.token(token).tag, Tag::NNS | Tag::NNPS)
            || self
                .doc
                .children(token)
                .any(|c| self.doc.token(c).dep == Dep::Conj)
    }

    pub(super) fn is_subject(&self, token: usize) -> bool {
        let mut token = token;
        while self.doc.token(token).dep == Dep::Conj {
            match self.doc.head(token) {
                Some(head) => token = head,
                None => break,
            }
        }
        matches!(
            self.doc.token(token).dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Agent
        )
    }

    /// Whether the phrase of `token` is the subject of an active verb.
    fn acts(&self, token: usize) -> bool {
        self.is_subject(token) && self.doc.token(token).dep != Dep::Nsubjpass
    }

    /// Whether the phrase of `token` only modifies another noun.
    fn is_modifier(&self, token: usize) -> bool {
        matches!(
            self.doc.token(token).dep,
            Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Poss
        )
    }

    /// Whether the phrase of `token` has "the", "this", "its" before it.
    pub(super) fn is_definite(&self, token: usize) -> bool {
        self.doc.children(token).any(|c| {
            matches!(self.doc.token(c).dep, Dep::Det | Dep::Poss)
                && matches!(
                    self.doc.word(c).to_lowercase().as_str(),
                    "the" | "this" | "that" | "its" | "their" | "his" | "her" | "these" | "those"
                )
        })
    }

    pub(super) fn pronoun(&mut self, token: usize) {
        let word = self.doc.word(token).to_lowercase();
        let each = word == "each" && self.doc.token(token).dep == Dep::Nsubj;
        // "Was both known and feared".
        let both = word == "both"
            && !matches!(
                self.doc.token(token).dep,
                Dep::Preconj | Dep::Advmod | Dep::Cc | Dep::Det
            );
        if both || each {
            if let Some(actors) = group::pair(self.doc, &self.cast, self.doc.token(token).sentence)
            {
                self.parties(token, actors);
            }
            return;
        }
        let Some(pronoun) = Pronoun::of(&word) else {
            return;
        };
        let coming = around::subject_to_come(self.doc, token)
            .filter(|_| pronoun == Pronoun::Person)
            .and_then(|subject| self.ahead(subject))
            .filter(|trace| {
                let told = given_names::gender(&self.lexicon.words, &trace.name);
                told.is_none() || told == Gender::of_word(&word)
            });
        let trace = coming.or_else(|| {
            pronoun::resolve(
                self.doc,
                self.lexicon,
                token,
                pronoun,
                &self.cast,
                &self.voices,
            )
        });
        if let Some(trace) = trace {
            if let Some(gender) = Gender::of_word(&word).filter(|_| trace.is_person) {
                self.cast.tell_gender(&trace.name, gender);
            }
            self.refer(token, &trace, MentionKind::Pronoun);
        }
    }

    /// The person whom the phrase of `token` stands for, met ahead of its turn.
    fn ahead(&mut self, token: usize) -> Option<Trace> {
        match self.hit_covering(token).cloned() {
            Some(hit) if hit.head == token => self.name(&hit),
            None => self.noun(token),
            Some(_) => {}
        }
        let person = |trace: &&Trace| trace.head == token && trace.is_person && !trace.is_plural;
        self.cast.past.iter().rev().find(person).cloned()
    }
}
