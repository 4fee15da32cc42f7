//! Nouns that are no names: descriptions by a role, and words for the parties named before.

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, EntityType, Pos};

use super::cast::{Gender, Person, Trace};
use super::finder::Finder;
use super::{Mention, MentionKind, Nature, group, reference};
use crate::tree;

/// Whom a description without an owner means.
enum Unowned {
    /// The one of an earlier mention.
    Refers(Trace),
    /// This actor, if any.
    Actor(Option<Actor>),
}

impl Finder<'_> {
    /// A noun that is no name of the lexicon: a description, a person, or the parties named before.
    pub(super) fn noun(&mut self, token: usize) {
        let doc = self.doc;
        let phrase_head = self.is_phrase_head(token);
        if self.by_head[token] != 0 || !phrase_head && doc.token(token).pos != Pos::NOUN {
            return;
        }
        if let Some(actors) = group::both(doc, token, &self.cast) {
            return self.parties(token, actors);
        }
        if phrase_head && self.counted(token) {
            return;
        }
        let role = self
            .lexicon
            .roles
            .longest_around(&self.words, token)
            .map(|(range, noun)| (range, noun.clone()));
        let proper = doc.token(token).pos == Pos::PROPN;
        if proper && phrase_head && role.is_none() && self.is_person_name(token) {
            return self.unknown_person(token);
        }
        match role {
            Some((range, role)) => {
                // A title inside a name phrase belongs to the person.
                let titles = !phrase_head
                    && doc
                        .head(token)
                        .is_some_and(|head| doc.token(head).pos == Pos::PROPN);
                let of_title = !phrase_head
                    && matches!(role.sort, RoleSort::Office | RoleSort::Member)
                    && doc.head(token).is_some_and(|head| self.is_office(head));
                if !titles && !of_title {
                    self.described(token, range.start, &role);
                }
            }
            None if phrase_head => self.called(token),
            None => {}
        }
    }

    /// Whether the noun at `token` names an office: "premier" of "deputy premier".
    fn is_office(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, token)
            .is_some_and(|(_, noun)| noun.sort == RoleSort::Office)
    }

    /// "Hundreds *of police*", "one of the ministers": a quantity means what it counts.
    fn counted(&mut self, token: usize) -> bool {
        let doc = self.doc;
        let quantity = doc.token(token).pos == Pos::NUM
            || matches!(
                doc.lemma(token).to_lowercase().as_str(),
                "hundred"
                    | "thousand"
                    | "dozen"
                    | "score"
                    | "million"
                    | "number"
                    | "majority"
                    | "handful"
                    | "couple"
                    | "lot"
                    | "some"
                    | "many"
                    | "several"
                    | "most"
                    | "all"
                    | "any"
                    | "group"
                    | "team"
                    | "crowd"
                    | "member"
            );
        if !quantity {
            return false;
        }
        let Some(object) = doc
            .children(token)
            .find(|&c| c > token && doc.word(c) == "of")
            .and_then(|of| doc.child(of, Dep::Pobj))
        else {
            return false;
        };
        if self.hit_of[object] == 0 && doc.token(object).pos != Pos::PRON {
            self.noun(object);
        }
        let counted = match self.hit_covering(object) {
            Some(hit) => self.hit_actor(hit).map(|actor| vec![actor]),
            None => self
                .mention_at(object)
                .map(|counted| counted.actors.clone()),
        };
        let Some(actors) = counted.filter(|actors| !actors.is_empty()) else {
            return false;
        };
        let nature = self
            .mention_at(object)
            .map_or(Nature::Other, |counted| counted.nature);
        self.add(Mention {
            tokens: tree::phrase(doc, token),
            head: token,
            kind: MentionKind::Description,
            nature,
            actors,
            name: doc.span_text(tree::phrase(doc, token)).to_owned(),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: true,
        });
        true
    }

    /// A noun that names no role: a body by a word of its name or its kind, a neighbour, a counterpart;
    /// else perhaps an organisation that nobody knows.
    fn called(&mut self, token: usize) {
        let doc = self.doc;
        let noun = doc.lemma(token).to_lowercase();
        let possessor = doc
            .child(token, Dep::Poss)
            .and_then(|poss| self.mention_at(poss))
            .cloned();
        if let Some(possessor) = &possessor
            && let [own] = &possessor.actors[..]
        {
            match noun.as_str() {
                "counterpart" => return self.counterpart(token, possessor),
                "neighbour" | "neighbor" | "rival" | "foe" => {
                    let sentence = doc.token(token).sentence;
                    let other = reference::other_state(&self.cast, own, sentence).cloned();
                    if let Some(other) = other
                        && self.owner(token, token).actor.as_ref() == Some(own)
                    {
                        self.refer(token, &other, MentionKind::Description);
                    }
                    return;
                }
                _ => {}
            }
        }
        if noun == "counterpart" {
            return;
        }
        let proper = doc.token(token).pos == Pos::PROPN;
        if !proper && self.is_definite(token) && possessor.is_none() {
            let found = reference::description(doc, token, &noun, None, &self.cast);
            if let Some(trace) = found.map(|found| found.trace.clone()) {
                self.refer(token, &trace, MentionKind::Description);
            }
        } else if proper && self.entity_of[token] == Some(EntityType::ORG) {
            self.unknown_body(token);
        }
    }

    /// An organisation that the lexicon does not hold: nobody's actor, but what "it" and "the company"
    /// point back at.
    fn unknown_body(&mut self, token: usize) {
        let doc = self.doc;
        let phrase = tree::left_edge(doc, token)..token + 1;
        let name = self.full_name(token);
        // "The Northern Fleet's Arctic Group" is of the fleet; a "Somali … Association" of Somalia.
        let body = doc
            .child(token, Dep::Poss)
            .and_then(|poss| self.mention_at(poss))
            .filter(|poss| matches!(poss.nature, Nature::Body | Nature::Role(..)))
            .and_then(|poss| poss.actors.first().cloned());
        let actor = body.or_else(|| {
            let state = self.own_modifier(token).filter(Actor::is_state)?;
            Some(Actor::new(state.head, Some(Role::CVL)))
        });
        self.add_body(
            Mention {
                tokens: phrase,
                head: token,
                kind: MentionKind::Name,
                nature: Nature::Body,
                actors: actor.into_iter().collect(),
                name,
                office: None,
                is_person: false,
                is_place: false,
                is_plural: false,
            },
            None,
        );
    }

    /// "Her Polish counterpart": who does there what `possessor` does here.
    fn counterpart(&mut self, token: usize, possessor: &Mention) {
        let owner = self.own_modifier(token);
        let Some(owner) = owner else { return };
        let role = match possessor.nature {
            Nature::Role(role, _) => role,
            _ => possessor
                .actors
                .first()
                .and_then(|actor| actor.role)
                .unwrap_or(Role::GOV),
        };
        let actor = if owner.is_state() {
            Actor::new(owner.head, Some(role))
        } else {
            owner
        };
        let plural = self.is_plural(token);
        self.add(Mention {
            tokens: tree::phrase(self.doc, token),
            head: token,
            kind: MentionKind::Description,
            nature: Nature::Role(role, RoleSort::Office),
            actors: vec![actor],
            name: self.doc.span_text(tree::phrase(self.doc, token)).to_owned(),
            office: None,
            is_person: !plural,
            is_place: false,
            is_plural: plural,
        });
    }

    /// The actor that a demonym or a name before `token` names, its possessive apart.
    fn own_modifier(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        doc.children(token)
            .filter(|&c| {
                c < token && matches!(doc.token(c).dep, Dep::Amod | Dep::Compound | Dep::Nmod)
            })
            .find_map(|c| self.hit_covering(c).and_then(|hit| self.hit_actor(hit)))
            .or_else(|| {
                let prep = doc
                    .children(token)
                    .find(|&c| c > token && matches!(doc.word(c), "in" | "of" | "from" | "at"))?;
                self.actor_within(doc.child(prep, Dep::Pobj)?, 1)
            })
    }

    /// A description by the role noun `role` whose first word is `first`.
    fn described(&mut self, token: usize, first: usize, role_noun: &RoleNoun) {
        let doc = self.doc;
        let role = role_noun;
        let owner = self.owner(token, first);
        let plural = self.is_plural(token);
        let owner_also = owner.also.clone();
        let role_actor = |owner: &Actor| Self::role_actor(role, owner);
        let mut actor = owner.actor.as_ref().and_then(role_actor);
        let mut name = doc.span_text(tree::phrase(doc, token)).to_owned();
        let mut office = Some(role.noun.to_string());
        if owner.former || owner.based && role.role == Role::GOV {
            actor = owner
                .actor
                .clone()
                .or_else(|| self.home_at(token).filter(|_| !owner.foreign))
                .filter(Actor::is_state)
                .map(|actor| Actor::new(actor.head, Some(Role::CVL)));
        } else if owner.actor.is_none() && !owner.foreign {
            match self.unowned(token, role, plural) {
                Unowned::Refers(trace) => {
                    return self.refer(token, &trace, MentionKind::Description);
                }
                Unowned::Actor(found) => actor = found,
            }
        }
        if let (Some(unit), Some(actor)) = (owner.unit, actor.as_mut())
            && role.role == Role::GOV
            && matches!(role.sort, RoleSort::Office | RoleSort::Head)
            && !owner.former
            && actor.is_state()
        {
            actor.role = Some(unit);
        }
        let someone = match role.sort {
            RoleSort::Private | RoleSort::Asset => false,
            RoleSort::Head => owner.unit.is_some(),
            _ => true,
        };
        if actor.is_none() && someone {
            actor = Some(Actor::new("-", Some(owner.unit.unwrap_or(role.role))));
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
                match hit.sense.actor.clone() {
                    Some(known) if hit.current => {
                        actor = Some(known);
                        office.clone_from(&hit.sense.office);
                    }
                    // "The then prime minister, Gordon Brown".
                    Some(known) if known.is_state() && !owner.former => {
                        let role = actor.as_ref().and_then(|actor| actor.role);
                        actor = Some(Actor::new(known.head, role.or(Some(role_noun.role))));
                        self.cast.introduce(Person {
                            name: name.clone(),
                            actor: actor.clone(),
                            office: office.clone(),
                            gender: Gender::of_word(doc.word(token)),
                        });
                    }
                    _ => {}
                }
            } else if matches!(
                role.sort,
                RoleSort::Office | RoleSort::Head | RoleSort::Member
            ) && self.is_person_name(named)
            {
                name = self.full_name(named);
                self.cast.introduce(Person {
                    name: name.clone(),
                    actor: actor.clone(),
                    office: office.clone(),
                    gender: Gender::of_word(doc.word(token)),
                });
            }
        }
        // "Georgian and Russian forces", read as two phrases: the demonym alone means its forces, too.
        if doc.token(token).dep == Dep::Conj
            && let Some(first) = doc.head(token)
            && self
                .hit_covering(first)
                .is_some_and(|hit| hit.sense.kind == NameKind::Adjective)
            && let Some(index) = (self.by_head[first] as usize).checked_sub(1)
            && doc
                .children(first)
                .any(|c| c > first && doc.word(c) == "and")
            && let Some(state) = self.mentions[index].actors.first()
            && let Some(same) = role_actor(&Actor::new(state.head.clone(), None))
        {
            self.mentions[index].actors = vec![same];
        }
        let also: Vec<Actor> = owner_also
            .iter()
            .filter_map(role_actor)
            .filter(|other| actor.as_ref() != Some(other))
            .collect();
        let plural = plural || !also.is_empty();
        let person = matches!(
            role.sort,
            RoleSort::Office
                | RoleSort::Head
                | RoleSort::Member
                | RoleSort::Private
                | RoleSort::People
        ) && !plural
            && !matches!(role.role, Role::BUS | Role::MED | Role::NGO | Role::EDU);
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

    /// Whom a description without an owner means: somebody named before, or a part of the state at hand.
    fn unowned(&self, token: usize, role: &RoleNoun, plural: bool) -> Unowned {
        let doc = self.doc;
        let noun = doc.lemma(token).to_lowercase();
        let mut actor = None;
        if self.is_definite(token) || role.sort == RoleSort::Unit {
            let found = reference::description(doc, token, &noun, Some(role), &self.cast);
            if let Some(found) = found {
                let definite = self.is_definite(token);
                if found.same && definite && !(found.trace.is_person && plural) {
                    return Unowned::Refers(found.trace.clone());
                }
                actor = found
                    .trace
                    .actors
                    .first()
                    .and_then(|actor| Self::role_actor(role, actor));
            }
        }
        // "Developing countries" are those of nobody in particular; a missile or a ship that nobody is
        // said to own is nobody's.
        let nobody = matches!(role.sort, RoleSort::Asset | RoleSort::Head)
            || plural
                && matches!(
                    noun.as_str(),
                    "country"
                        | "nation"
                        | "state"
                        | "republic"
                        | "government"
                        | "power"
                        | "kingdom"
                );
        if actor.is_none() && !nobody {
            let home = self
                .beside(token)
                .or_else(|| self.clause_place(token))
                .or_else(|| self.home_at(token));
            actor = home.and_then(|home| Self::role_actor(role, &home));
        }
        Unowned::Actor(actor)
    }

    /// "The two countries", "both sides".
    pub(super) fn parties(&mut self, token: usize, actors: Vec<Actor>) {
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
