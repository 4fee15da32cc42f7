//! One pass over the article, left to right: names, descriptions, people, references.

use detente_calendar::PartialDate;
use detente_lexicon::{Actor, Lexicon, NameKind, Role, RoleSort};
use detente_syntax::{Dep, Document, EntityType, Pos, Tag};

use super::cast::{Cast, Person, Trace};
use super::names::{self, Hit};
use super::reference::{self, Pronoun};
use super::{Mention, MentionKind, Mentions, Nature, group};
use crate::tree;

/// What the article tells apart from its sentences.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// Publication date: offices are those held then.
    pub date: Option<PartialDate>,
    /// The dateline's place.
    pub place: Option<&'a str>,
}

/// Finds all mentions of `doc`.
pub fn find(doc: &Document, lexicon: &Lexicon, context: &Context<'_>) -> Mentions {
    let words: Vec<&str> = (0..doc.len()).map(|t| doc.word(t)).collect();
    let hits = names::scan(doc, &words, lexicon, context.date);
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
    let mut finder = Finder {
        doc,
        lexicon,
        words,
        hits,
        hit_of,
        cast: Cast::default(),
        mentions: Vec::new(),
        by_head: vec![0; doc.len()],
        home,
    };
    finder.run();
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
    mentions
}

/// Seats of international bodies: a dateline from there says nothing of whose police or parliament
/// an article means.
fn is_seat(place: &str) -> bool {
    const SEATS: &[&str] = &[
        "brussels",
        "geneva",
        "the hague",
        "hague",
        "vienna",
        "united nations",
        "new york",
        "strasbourg",
    ];
    let place = place.to_lowercase();
    SEATS.iter().any(|seat| place.starts_with(seat))
}

/// The state of a dateline's place, where the lexicon knows the place.
fn place_actor(lexicon: &Lexicon, place: &str) -> Option<Actor> {
    let words: Vec<&str> = place
        .split([' ', ',', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    let titled: Vec<String> = words.iter().map(|word| title_case(word)).collect();
    let titled: Vec<&str> = titled.iter().map(String::as_str).collect();
    (0..titled.len()).find_map(|at| {
        let found = lexicon.names.longest_at(&titled, at)?;
        let mut senses = lexicon.names.senses(found);
        let actor = senses
            .find(|s| matches!(s.kind, NameKind::State | NameKind::Capital | NameKind::City))?
            .actor
            .as_ref()?;
        actor.is_state().then(|| Actor {
            head: actor.head.clone(),
            role: None,
        })
    })
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first
            .to_uppercase()
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    })
}

pub(super) struct Finder<'a> {
    pub doc: &'a Document,
    pub lexicon: &'a Lexicon,
    words: Vec<&'a str>,
    hits: Vec<Hit<'a>>,
    /// For each token the index + 1 of the name that covers it.
    hit_of: Vec<u32>,
    cast: Cast,
    mentions: Vec<Mention>,
    by_head: Vec<u32>,
    home: Option<Actor>,
}

impl<'a> Finder<'a> {
    fn run(&mut self) {
        for token in 0..self.doc.len() {
            if let Some(hit) = self.hit_covering(token) {
                if hit.head == token {
                    let hit = hit.clone();
                    self.name(&hit);
                }
                continue;
            }
            match self.doc.token(token).pos {
                Pos::PROPN | Pos::NOUN | Pos::NUM | Pos::DET => self.noun(token),
                Pos::ADJ if self.is_phrase_head(token) => self.noun(token),
                Pos::PRON => self.pronoun(token),
                _ => {}
            }
        }
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

    /// The actor that a name stands for when it owns something.
    pub(super) fn hit_actor(&self, hit: &Hit<'_>) -> Option<Actor> {
        hit.sense.actor.clone()
    }

    /// Whether `token` heads a phrase and is no modifier inside one.
    fn is_phrase_head(&self, token: usize) -> bool {
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

    fn is_plural(&self, token: usize) -> bool {
        matches!(self.doc.token(token).tag, Tag::NNS | Tag::NNPS)
            || self
                .doc
                .children(token)
                .any(|c| self.doc.token(c).dep == Dep::Conj)
    }

    fn is_subject(&self, token: usize) -> bool {
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

    /// Records `mention` and leaves its trace for those that point back at it.
    fn add(&mut self, mention: Mention) {
        if self.by_head[mention.head] != 0 {
            return;
        }
        let doc = self.doc;
        let head = mention.head;
        let role = match mention.nature {
            Nature::Role(role, _) => Some(role),
            _ => None,
        };
        let oblique = matches!(
            doc.token(head).dep,
            Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Poss
        ) || (mention.is_place
            && doc.head(head).is_some_and(|prep| {
                doc.token(head).dep == Dep::Pobj
                    && matches!(
                        doc.word(prep).to_lowercase().as_str(),
                        "in" | "at" | "near" | "outside" | "around"
                    )
            }));
        self.cast.past.push(Trace {
            head,
            sentence: doc.token(head).sentence,
            actors: mention.actors.clone(),
            name: mention.name.clone(),
            office: mention.office.clone(),
            noun: doc.lemma(head).to_lowercase().into(),
            role,
            is_person: mention.is_person,
            is_plural: mention.is_plural,
            is_subject: self.is_subject(head),
            is_city: mention.nature == Nature::City,
            is_body: matches!(mention.nature, Nature::Body),
            is_state: matches!(
                mention.nature,
                Nature::State | Nature::Capital | Nature::Adjective
            ) || (matches!(mention.nature, Nature::Body)
                && mention
                    .actors
                    .first()
                    .is_some_and(|actor| actor.is_state() && actor.role == Some(Role::GOV))),
            is_oblique: oblique,
        });
        self.mentions.push(mention);
        self.by_head[head] = self.mentions.len() as u32;
    }

    /// A name of the lexicon.
    fn name(&mut self, hit: &Hit<'a>) {
        let doc = self.doc;
        let head = hit.head;
        match hit.sense.kind {
            NameKind::Forum | NameKind::Agreement | NameKind::NonActor => {}
            NameKind::Person | NameKind::Surname => self.known_person(hit),
            kind => {
                // "the Moscow Times": a name inside an unknown longer one stands for itself only as
                // a modifier, which the longer name does not own.
                let state = |role| {
                    hit.sense.actor.clone().map(|mut actor| {
                        if actor.role.is_none() && actor.is_state() {
                            actor.role = Some(role);
                        }
                        actor
                    })
                };
                let (nature, actor) = match kind {
                    NameKind::State => (Nature::State, state(Role::GOV)),
                    NameKind::Capital => (Nature::Capital, state(Role::GOV)),
                    NameKind::City => (Nature::City, state(Role::GOV)),
                    NameKind::Adjective => {
                        let noun = self.is_phrase_head(head);
                        (
                            Nature::Adjective,
                            state(if noun { Role::CVL } else { Role::GOV }),
                        )
                    }
                    // "The Americans accuse Moscow" means their government; "Bahrainis camped" does not.
                    NameKind::People if self.is_definite(head) && self.is_subject(head) => {
                        (Nature::State, state(Role::GOV))
                    }
                    NameKind::People => {
                        (Nature::Role(Role::CVL, RoleSort::People), state(Role::CVL))
                    }
                    _ => (Nature::Body, hit.sense.actor.clone()),
                };
                let is_head = self.is_phrase_head(head) && !hit.partial;
                let media = hit.sense.org_kind.as_deref() == Some("media");
                self.add(Mention {
                    tokens: if is_head {
                        tree::phrase(doc, head)
                    } else {
                        hit.tokens.clone()
                    },
                    head,
                    kind: MentionKind::Name,
                    nature: if media { Nature::Other } else { nature },
                    actors: actor.into_iter().collect(),
                    name: hit.sense.name.clone(),
                    office: None,
                    is_person: false,
                    is_place: matches!(kind, NameKind::State | NameKind::Capital | NameKind::City),
                    is_plural: matches!(kind, NameKind::People) && doc.word(head).ends_with('s'),
                });
            }
        }
    }

    /// A person of the lexicon, by the full name or the last.
    fn known_person(&mut self, hit: &Hit<'a>) {
        let doc = self.doc;
        // "Maria Putin" where the lexicon knows another Putin: somebody else.
        if hit.sense.kind == NameKind::Surname && hit.tokens.start > 0 {
            let before = hit.tokens.start - 1;
            let given = doc.token(before).pos == Pos::PROPN
                && doc.token(before).dep == Dep::Compound
                && doc
                    .head(before)
                    .is_some_and(|head| hit.tokens.contains(&head))
                && self.hit_of[before] == 0
                && self
                    .lexicon
                    .roles
                    .longest_ending_at(&self.words[..=before], before)
                    .is_none()
                && !hit.sense.name.starts_with(doc.word(before))
                && !is_title(doc.word(before));
            if given {
                return self.unknown_person(hit.head);
            }
        }
        let told = self.title_before(hit.tokens.start, hit.head);
        let mut actor = if hit.current {
            hit.sense.actor.clone()
        } else {
            None
        };
        let mut office = if hit.current {
            hit.sense.office.clone()
        } else {
            None
        };
        if let Some((told_actor, told_office, former)) = told {
            if former {
                actor = actor.filter(|_| hit.current);
            } else if actor.is_none() {
                actor = told_actor;
                office = Some(told_office);
            }
        } else if actor.is_none() {
            // Out of office on the date and nothing said: still of that state, for nobody.
            actor = self
                .cast
                .person(doc.word(hit.tokens.end - 1))
                .and_then(|person| person.actor.clone());
        }
        let person = Person {
            name: hit.sense.name.clone(),
            actor: actor.clone(),
            office: office.clone(),
        };
        self.cast.introduce(person);
        self.add(Mention {
            tokens: tree::left_edge(doc, hit.head).min(hit.tokens.start)
                ..hit.tokens.end.max(hit.head + 1),
            head: hit.head,
            kind: MentionKind::Person,
            nature: Nature::Person,
            actors: actor.into_iter().collect(),
            name: hit.sense.name.clone(),
            office,
            is_person: true,
            is_place: false,
            is_plural: false,
        });
    }

    /// The title before a name that begins at `start`: its actor, its words, whether it is over.
    fn title_before(&self, start: usize, head: usize) -> Option<(Option<Actor>, String, bool)> {
        let doc = self.doc;
        let edge = tree::left_edge(doc, head).min(start);
        let limit = start.saturating_sub(14).max(edge);
        let mut end = start;
        while end > limit {
            end -= 1;
            if self.hit_of[end] != 0
                && self
                    .lexicon
                    .roles
                    .longest_ending_at(&self.words[..=end], end)
                    .is_none()
            {
                continue;
            }
            let Some((len, noun)) = self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=end], end)
            else {
                continue;
            };
            let first = end + 1 - len;
            let owner = self.title_owner(edge, first, head);
            let actor = owner.actor.and_then(|actor| Self::role_actor(noun, &actor));
            return Some((actor, noun.noun.to_string(), owner.former));
        }
        None
    }

    /// The owner of a title that begins at `first`, in the phrase that begins at `edge`.
    fn title_owner(&self, edge: usize, first: usize, head: usize) -> super::describe::Owner {
        let mut owner = self.owner(head, first.max(edge));
        if owner.actor.is_none() {
            // "Foreign Minister Lavrov" in an article on Russia: the state at hand.
            owner.actor = reference::home(
                &self.cast,
                self.home.as_ref(),
                self.doc.token(head).sentence,
            );
        }
        owner
    }

    /// A noun that is no name of the lexicon: a description, a person, or the parties named before.
    fn noun(&mut self, token: usize) {
        let doc = self.doc;
        let phrase_head = self.is_phrase_head(token);
        if !phrase_head && doc.token(token).pos != Pos::NOUN {
            return;
        }
        if let Some(actors) = group::both(doc, token, &self.cast) {
            return self.parties(token, actors);
        }
        let role = self
            .lexicon
            .roles
            .longest_ending_at(&self.words[..=token], token)
            .map(|(len, noun)| (len, noun.clone()));
        let proper = doc.token(token).pos == Pos::PROPN;
        if proper && phrase_head && role.is_none() && self.is_person_name(token) {
            return self.unknown_person(token);
        }
        let noun = doc.lemma(token).to_lowercase();
        let Some((len, role)) = role else {
            if phrase_head && self.is_definite(token) {
                if let Some(trace) =
                    reference::description(doc, token, &noun, None, &self.cast).cloned()
                {
                    self.refer(token, &trace, MentionKind::Description);
                }
            }
            return;
        };
        // A title inside a name phrase belongs to the person.
        if !phrase_head
            && doc
                .head(token)
                .is_some_and(|head| doc.token(head).pos == Pos::PROPN)
        {
            return;
        }
        let first = token + 1 - len;
        let owner = self.owner(token, first);
        let plural = self.is_plural(token);
        let owner_also = owner.also.clone();
        let mut actor = owner
            .actor
            .as_ref()
            .and_then(|actor| Self::role_actor(&role, actor));
        let mut name = doc.span_text(tree::phrase(doc, token)).to_owned();
        let mut office = Some(role.noun.to_string());
        if owner.former || owner.based && role.role == Role::GOV {
            actor = owner.actor.filter(Actor::is_state).map(|actor| Actor {
                head: actor.head,
                role: Some(Role::CVL),
            });
        } else if owner.actor.is_none() {
            let definite = self.is_definite(token);
            if definite || role.sort == RoleSort::Unit {
                if let Some(trace) =
                    reference::description(doc, token, &noun, Some(&role), &self.cast)
                {
                    let trace = trace.clone();
                    if trace.is_person && role.sort == RoleSort::Office && !plural {
                        return self.refer(token, &trace, MentionKind::Description);
                    }
                    actor = trace
                        .actors
                        .first()
                        .and_then(|actor| Self::role_actor(&role, actor));
                }
            }
            if actor.is_none() {
                let beside = self.beside(token).or_else(|| self.clause_place(token));
                let home = beside.or_else(|| {
                    reference::home(&self.cast, self.home.as_ref(), doc.token(token).sentence)
                });
                actor = home.and_then(|home| Self::role_actor(&role, &home));
            }
        }
        if actor.is_none() && role.sort != RoleSort::Private && role.sort != RoleSort::Asset {
            actor = Some(Actor {
                head: "-".into(),
                role: Some(role.role),
            });
        }
        // A described person with a name in apposition: "the Russian envoy, Dmitry Rogozin,".
        if let Some(named) = doc
            .child(token, Dep::Appos)
            .filter(|&a| doc.token(a).pos == Pos::PROPN)
        {
            if let Some(hit) = self.hit_covering(named)
                && matches!(hit.sense.kind, NameKind::Person | NameKind::Surname)
            {
                name.clone_from(&hit.sense.name);
                if let (true, Some(known)) = (hit.current, hit.sense.actor.clone()) {
                    actor = Some(known);
                    office.clone_from(&hit.sense.office);
                }
            } else if matches!(role.sort, RoleSort::Office | RoleSort::Member)
                && self.is_person_name(named)
            {
                name = self.full_name(named);
                self.cast.introduce(Person {
                    name: name.clone(),
                    actor: actor.clone(),
                    office: office.clone(),
                });
            }
        }
        let also: Vec<Actor> = owner_also
            .iter()
            .filter_map(|owner| Self::role_actor(&role, owner))
            .filter(|other| actor.as_ref() != Some(other))
            .collect();
        let plural = plural || !also.is_empty();
        let person = matches!(
            role.sort,
            RoleSort::Office | RoleSort::Member | RoleSort::Private | RoleSort::People
        ) && !plural;
        self.add(Mention {
            tokens: tree::phrase(doc, token),
            head: token,
            kind: MentionKind::Description,
            nature: Nature::Role(role.role, role.sort),
            actors: actor.into_iter().chain(also).collect(),
            name,
            office: if person { office } else { None },
            is_person: person,
            is_place: false,
            is_plural: plural,
        });
    }

    /// The state of the phrase that `token` is coordinated with: "Lukashenko and 169 officials".
    fn beside(&self, token: usize) -> Option<Actor> {
        if self.doc.token(token).dep != Dep::Conj {
            return None;
        }
        let mention = self.mention_at(self.doc.head(token)?)?;
        mention
            .actors
            .first()
            .filter(|actor| actor.is_state())
            .cloned()
    }

    /// The state of the place where the clause of `token` goes on: "massacred villagers *around the
    /// Nigerian town of Baga*".
    fn clause_place(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let verb = doc
            .ancestors(token)
            .take(4)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))?;
        let places = doc.children(verb).filter(|&c| {
            doc.token(c).dep == Dep::Prep
                && matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "in" | "at" | "around" | "near" | "across" | "outside" | "inside" | "through"
                )
        });
        places
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .find_map(|object| self.actor_within(object, 1))
            .filter(Actor::is_state)
    }

    /// Whether the phrase of `token` has "the", "this", "its" before it.
    fn is_definite(&self, token: usize) -> bool {
        self.doc.children(token).any(|c| {
            matches!(self.doc.token(c).dep, Dep::Det | Dep::Poss)
                && matches!(
                    self.doc.word(c).to_lowercase().as_str(),
                    "the" | "this" | "that" | "its" | "their" | "his" | "her" | "these" | "those"
                )
        })
    }

    /// Whether the proper noun at `token` is, by the recogniser or its titles, a person's name.
    fn is_person_name(&self, token: usize) -> bool {
        let doc = self.doc;
        if doc
            .entities()
            .iter()
            .any(|e| e.tokens.contains(&token) && e.kind == EntityType::PERSON)
        {
            return true;
        }
        if self.cast.person(doc.word(token)).is_some() {
            return true;
        }
        let start = self.name_start(token);
        start > 0
            && (is_title(doc.word(start - 1)) || self.title_before(start, token).is_some())
            && doc
                .word(token)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
            && !doc.entities().iter().any(|e| {
                e.tokens.contains(&token)
                    && matches!(
                        e.kind,
                        EntityType::ORG
                            | EntityType::GPE
                            | EntityType::FAC
                            | EntityType::LOC
                            | EntityType::LAW
                            | EntityType::EVENT
                    )
            })
    }

    /// The first token of the name that ends with `token`: the capitalised compounds before it that
    /// are neither titles nor names of states.
    fn name_start(&self, token: usize) -> usize {
        let doc = self.doc;
        let mut start = token;
        while start > 0 {
            let before = start - 1;
            let part = doc.token(before).pos == Pos::PROPN
                && doc
                    .head(before)
                    .is_some_and(|head| head <= token && head > before)
                && self.hit_of[before] == 0
                && self
                    .lexicon
                    .roles
                    .longest_ending_at(&self.words[..=before], before)
                    .is_none()
                && !is_title(doc.word(before));
            if !part {
                break;
            }
            start = before;
        }
        start
    }

    fn full_name(&self, token: usize) -> String {
        self.doc
            .span_text(self.name_start(token)..token + 1)
            .to_owned()
    }

    /// A person whom the lexicon does not hold: the text says whose.
    fn unknown_person(&mut self, token: usize) {
        let doc = self.doc;
        let start = self.name_start(token);
        let mut name = self.full_name(token);
        let mut actor = None;
        let mut office = None;
        if let Some((told, words, former)) = self.title_before(start, token) {
            office = Some(words);
            actor = if former { None } else { told };
        }
        // "Vladimir Voronkov, head of the Russian Foreign Ministry's … department".
        if actor.is_none()
            && let Some(appos) = doc.child(token, Dep::Appos)
        {
            let noun = self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=appos], appos)
                .map(|(len, noun)| (len, noun.clone()));
            if let Some((len, noun)) = noun {
                let owner = self.owner(appos, appos + 1 - len);
                if !owner.former {
                    actor = owner
                        .actor
                        .and_then(|actor| Self::role_actor(&noun, &actor));
                    office = Some(noun.noun.to_string());
                }
            }
        }
        if let Some(known) = self.cast.person(doc.word(token)) {
            actor = actor.or_else(|| known.actor.clone());
            office = office.or_else(|| known.office.clone());
            if !name.contains(' ') {
                name.clone_from(&known.name);
            }
        }
        self.cast.introduce(Person {
            name: name.clone(),
            actor: actor.clone(),
            office: office.clone(),
        });
        self.add(Mention {
            tokens: tree::left_edge(doc, token).min(start)..token + 1,
            head: token,
            kind: MentionKind::Person,
            nature: Nature::Person,
            actors: actor.into_iter().collect(),
            name,
            office,
            is_person: true,
            is_place: false,
            is_plural: false,
        });
    }

    fn pronoun(&mut self, token: usize) {
        let word = self.doc.word(token).to_lowercase();
        if word == "both" || word == "each" {
            if let Some(actors) = group::last_two(&self.cast, self.doc.token(token).sentence) {
                self.parties(token, actors);
            }
            return;
        }
        let Some(pronoun) = Pronoun::of(&word) else {
            return;
        };
        if let Some(trace) = reference::pronoun(self.doc, token, pronoun, &self.cast).cloned() {
            self.refer(token, &trace, MentionKind::Pronoun);
        }
    }

    /// A mention at `token` that means what `trace` meant.
    fn refer(&mut self, token: usize, trace: &Trace, kind: MentionKind) {
        let nature = if trace.is_person {
            Nature::Person
        } else if trace.is_state {
            Nature::State
        } else if trace.is_body {
            Nature::Body
        } else {
            trace
                .role
                .map_or(Nature::Other, |role| Nature::Role(role, RoleSort::Unit))
        };
        let mut actors = trace.actors.clone();
        if !trace.is_person && trace.is_state {
            for actor in &mut actors {
                if actor.is_state() && actor.role.is_none() {
                    actor.role = Some(Role::GOV);
                }
            }
        }
        self.add(Mention {
            tokens: if kind == MentionKind::Pronoun {
                token..token + 1
            } else {
                tree::phrase(self.doc, token)
            },
            head: token,
            kind,
            nature,
            actors,
            name: trace.name.clone(),
            office: trace.office.clone(),
            is_person: trace.is_person,
            is_place: false,
            is_plural: trace.is_plural,
        });
    }

    /// "The two countries", "both sides".
    fn parties(&mut self, token: usize, actors: Vec<Actor>) {
        self.add(Mention {
            tokens: tree::phrase(self.doc, token),
            head: token,
            kind: MentionKind::Description,
            nature: Nature::Other,
            actors,
            name: self.doc.span_text(tree::phrase(self.doc, token)).to_owned(),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: true,
        });
    }
}

fn is_title(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "mr" | "mr."
            | "mrs"
            | "mrs."
            | "ms"
            | "ms."
            | "dr"
            | "dr."
            | "sir"
            | "lord"
            | "gen."
            | "maj."
            | "lt."
            | "col."
            | "capt."
            | "adm."
            | "sgt."
            | "president"
            | "sheikh"
            | "prince"
            | "king"
            | "queen"
            | "pope"
            | "ayatollah"
    )
}
