//! People: those the lexicon holds, and those that only the text introduces.

use detente_lexicon::{Actor, NameKind, Role};
use detente_syntax::{Dep, EntityType, Pos};

use super::cast::{Person, same_person};
use super::finder::Finder;
use super::names::Hit;
use super::person_names::is_title;
use super::{Mention, MentionKind, Nature};
use crate::tree;

impl<'a> Finder<'a> {
    /// A person of the lexicon, by the full name or the last.
    pub(super) fn known_person(&mut self, hit: &Hit<'a>) {
        let doc = self.doc;
        if hit.sense.kind == NameKind::Surname
            && (self.has_other_given_name(hit) || self.is_somebody_else(hit))
        {
            return self.unknown_person(hit.head);
        }
        // "Michael Patrick Hale" is no Patrick Hale.
        let longer = hit.sense.kind == NameKind::Person
            && hit
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|before| self.is_earlier_name(before, hit.head));
        if longer || self.is_namesake(hit) {
            return self.unknown_person(hit.head);
        }
        let told = self.title_before(hit.tokens.start, hit.head);
        // One who is out of office is of that state, but acts for nobody.
        let former = || {
            let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state())?;
            Some(Actor::new(state.head.clone(), Some(Role::CVL)))
        };
        let mut actor = hit.sense.actor.clone().filter(|_| hit.current);
        let mut office = hit.sense.office.clone().filter(|_| hit.current);
        let is_known = |actor: &Actor| !actor.is_unknown();
        // "Gen Hale" may be a minister by now.
        let governs = actor
            .as_ref()
            .is_some_and(|own| own.role == Some(Role::GOV));
        let is_told = |told: &Actor| is_known(told) && !(governs && told.role == Some(Role::MIL));
        let edge = tree::left_edge(doc, hit.head).min(hit.tokens.start);
        let names_owner = (edge..hit.tokens.start).any(|token| self.hit_of[token] != 0);
        let of_body = self.body_told(hit, told.as_ref().and_then(|(body, ..)| body.as_ref()));
        if let Some((body, held)) = of_body {
            // "OPEC president Lukman", who is a minister at home as well.
            actor = Some(body);
            office = Some(held);
        } else if let Some((mut told_actor, told_office, is_former)) = told {
            // A bare title is of the state that the lexicon knows the person by, not of the one at hand.
            if let (false, Some(own), Some(told)) = (
                names_owner,
                hit.sense.actor.as_ref().filter(|own| own.is_state()),
                told_actor.as_mut().filter(|told| told.is_state()),
            ) {
                told.head.clone_from(&own.head);
            }
            let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state());
            if is_former && (!hit.current || !self.is_dated) {
                actor = None;
                office = None;
            } else if !hit.current
                && let (Some(state), Some(role)) =
                    (state, told_actor.as_ref().and_then(|told| told.role))
            {
                // "President Obama" in a later year's text tells of his time; "Gen. X" of a new post.
                actor = Some(Actor::new(state.head.clone(), Some(role)));
                office = Some(told_office);
            } else if actor.is_none() || !self.is_dated && told_actor.as_ref().is_some_and(is_told)
            {
                // Without a date the lexicon cannot choose among offices; the text can.
                actor = told_actor.filter(is_known);
                office = Some(told_office);
            }
        } else if let Some((body, held)) = self.body_named_with(hit) {
            actor = Some(body);
            office = Some(held);
        } else if actor.is_none() {
            actor = self
                .cast
                .person(doc.word(hit.tokens.end - 1))
                .filter(|person| same_person(&hit.sense.name, &person.name))
                .and_then(|person| person.actor.clone());
        }
        if actor.is_none()
            && let Some((told, words)) = self.told_after(hit.head)
        {
            actor = Some(told);
            office = Some(words);
        }
        let person = Person {
            name: hit.sense.name.clone(),
            actor: actor.clone(),
            office: office.clone(),
            gender: None,
        };
        self.cast.introduce(person);
        let actor = actor.or_else(former);
        self.add(Mention {
            tokens: tree::left_edge(doc, hit.head).min(hit.tokens.start)
                ..hit.tokens.end.max(hit.head + 1),
            head: hit.head,
            kind: MentionKind::Person,
            nature: Nature::Person,
            actors: self.with_partners(hit.head, hit.tokens.start, actor),
            name: hit.sense.name.clone(),
            office,
            is_person: true,
            is_place: false,
            is_plural: false,
        });
    }

    /// The body that the title before a name tells, with the office that the person of `hit` holds in it.
    fn body_told(&self, hit: &Hit<'_>, told: Option<&Actor>) -> Option<(Actor, String)> {
        let body = told.filter(|body| !body.is_state())?;
        Some((body.clone(), self.office_in(hit, body)?))
    }

    /// The body, with the office in it, that the article first named with the person of `hit`, who holds one of a
    /// state as well.
    fn body_named_with(&self, hit: &Hit<'_>) -> Option<(Actor, String)> {
        if !hit.current || !hit.sense.actor.as_ref().is_some_and(Actor::is_state) {
            return None;
        }
        let known = self
            .cast
            .person(self.doc.word(hit.tokens.end - 1))
            .filter(|known| known.name == hit.sense.name)?;
        let body = known.actor.clone().filter(|body| !body.is_state())?;
        let office = self.office_in(hit, &body)?;
        Some((body, office))
    }

    /// The office that the person of `hit` holds in `body` besides the one chosen, by the lexicon.
    fn office_in(&self, hit: &Hit<'_>, body: &Actor) -> Option<String> {
        let date = self.date?;
        let names = &self.lexicon.names;
        let known = names.lookup(&hit.sense.name)?;
        names
            .senses(known)
            .find(|sense| {
                sense.name == hit.sense.name
                    && sense
                        .actor
                        .as_ref()
                        .is_some_and(|own| own.head == body.head)
                    && sense.tenure(date).is_current()
            })
            .and_then(|sense| sense.office.clone())
    }

    /// Whether the text gives a family name another given name than the lexicon's bearer has: "Maria Putin".
    pub(super) fn has_other_given_name(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let Some(before) = hit.tokens.start.checked_sub(1) else {
            return false;
        };
        let compound = doc.token(before).dep == Dep::Compound
            && doc
                .head(before)
                .is_some_and(|head| hit.tokens.contains(&head));
        let one_person =
            self.entity(before) == Some(EntityType::PERSON) && self.same_entity(before, hit.head);
        doc.token(before).pos == Pos::PROPN
            && (compound || one_person)
            && self.hit_of[before] == 0
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=before], before)
                .is_none()
            && !hit.sense.name.starts_with(doc.word(before))
            && !is_title(doc.word(before))
    }

    /// Whether somebody called as one of the lexicon is hardly that one: an article without a date is plainly on another
    /// state and names the bearer's nowhere.
    fn is_namesake(&self, hit: &Hit<'_>) -> bool {
        let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state());
        hit.sense.kind == NameKind::Person
            && !self.is_dated
            && self.setting.is_clear
            && !hit.sense.is_prominent()
            && state.is_some_and(|state| {
                !self.named.contains(&state.head)
                    && self
                        .setting
                        .state
                        .as_ref()
                        .is_some_and(|own| own.head != state.head)
            })
    }

    /// Whether a family name alone is not the lexicon's bearer of it: the article names another in full, or it
    /// neither gives a title nor speaks of the bearer's state.
    pub(super) fn is_somebody_else(&self, hit: &Hit<'_>) -> bool {
        let Some(family) = hit.sense.name.rsplit(' ').next() else {
            return false;
        };
        if let Some(full) = self.full_names.get(self.doc.word(hit.tokens.end - 1)) {
            return full
                .iter()
                .all(|given| !hit.sense.name.starts_with(given.as_str()))
                && !full.is_empty();
        }
        if self.is_other_family_first(hit) {
            return true;
        }
        let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state());
        // Everybody knows the heads of states, but of those long gone and in an article on another state that tells
        // no date nobody is meant.
        let elsewhere = |state: &Actor| {
            (!self.is_dated || !hit.current)
                && hit.sense.to.is_some()
                && self.setting.is_clear
                && !self.named.contains(&state.head)
        };
        let Some(state) = state
            .filter(|state| (!hit.sense.is_prominent() || elsewhere(state)) && !family.is_empty())
        else {
            return false;
        };
        // "Representative Hale" is no Gen. Hale.
        let title = self.title_before(hit.tokens.start, hit.head);
        let told = title.as_ref().and_then(|(actor, ..)| actor.as_ref()?.role);
        let own = hit.sense.actor.as_ref().and_then(|actor| actor.role);
        if matches!(told, Some(Role::LEG | Role::MIL | Role::COP | Role::JUD))
            && told != own
            && !self.has_held(hit, told)
        {
            return true;
        }
        let at_hand = [self.home.as_ref(), self.setting.state.as_ref()]
            .into_iter()
            .flatten()
            .any(|actor| actor.head == state.head);
        !at_hand
            && !self.named.contains(&state.head)
            && title.is_none_or(|(_, title, _)| {
                let last = title.rsplit(' ').next().unwrap_or(&title);
                let office = hit.sense.office.as_deref().unwrap_or_default();
                office.split(' ').all(|word| word != last)
            })
    }

    /// Whether the lexicon's bearer has the family's name first, and the article names another one so in full: "Gao" is
    /// Gao Li.
    fn is_other_family_first(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let family = doc.word(hit.tokens.end - 1);
        if hit.tokens.len() != 1
            || !hit
                .sense
                .name
                .strip_prefix(family)
                .is_some_and(|rest| rest.starts_with(' '))
        {
            return false;
        }
        let mut others = doc
            .entities()
            .iter()
            .filter(|entity| entity.kind == EntityType::PERSON && entity.tokens.len() > 1)
            .filter(|entity| doc.word(entity.tokens.start) == family)
            .peekable();
        others.peek().is_some()
            && others.all(|entity| {
                let whole = tree::words(doc, entity.tokens.clone());
                !whole.eq_ignore_ascii_case(&hit.sense.name)
                    && self.hit_of[entity.tokens.end - 1] == 0
            })
    }

    /// Whether the person of `hit` has had an office of `role` in the same state: "Gen Prayut" is a prime minister later.
    fn has_held(&self, hit: &Hit<'_>, role: Option<Role>) -> bool {
        let names = &self.lexicon.names;
        let Some(known) = names.lookup(&hit.sense.name) else {
            return false;
        };
        let state = hit.sense.actor.as_ref().map(|actor| &actor.head);
        names.senses(known).any(|sense| {
            sense.name == hit.sense.name
                && sense
                    .actor
                    .as_ref()
                    .is_some_and(|own| own.role == role && Some(&own.head) == state)
        })
    }

    /// `actor` of the person named at `head`, with those of the persons that the parser took for a part of the same
    /// name: "*Egypt's President Sisi and* Somalia's President Mohamud".
    fn with_partners(&self, head: usize, start: usize, actor: Option<Actor>) -> Vec<Actor> {
        let doc = self.doc;
        let mut actors: Vec<Actor> = actor.into_iter().collect();
        let partners = doc
            .children(head)
            .filter(|&c| {
                c < start
                    && matches!(doc.token(c).dep, Dep::Nmod | Dep::Compound)
                    && (c + 1..start).any(|between| matches!(doc.word(between), "and" | ","))
            })
            .filter_map(|c| self.mention_at(c))
            .filter(|mention| mention.kind == MentionKind::Person);
        for partner in partners {
            for other in &partner.actors {
                if !actors.contains(other) {
                    actors.push(other.clone());
                }
            }
        }
        actors
    }

    /// A person whom the lexicon does not hold: the text says whose.
    pub(super) fn unknown_person(&mut self, token: usize) {
        let doc = self.doc;
        let start = self.name_start(token);
        let mut name = self.full_name(token);
        let mut actor = None;
        let mut office = None;
        if let Some((told, words, former)) = self.title_before(start, token) {
            office = Some(words);
            actor = if former {
                told.filter(Actor::is_state)
                    .map(|actor| Actor::new(actor.head, Some(Role::CVL)))
            } else {
                told
            };
        }
        if office.is_none()
            && let Some((told, words)) = self.title_of_list(token)
        {
            actor = Some(told);
            office = Some(words);
        }
        if office.is_none()
            && let Some((told, words)) = self.told_before(token, start)
        {
            actor = Some(told);
            office = Some(words);
        }
        if office.is_none()
            && let Some((told, words)) = self.apposed_office(token, start)
        {
            actor = Some(told);
            office = Some(words);
        }
        // What is told behind the name is surer than a bare title: "Adm. Hale, who leads the U.S. fleet".
        let owned = self.owner(token, start).actor.is_some();
        if (!owned || actor.as_ref().is_none_or(Actor::is_unknown))
            && let Some((told, words)) = self.told_after(token)
            && (!told.is_unknown() || actor.is_none())
            // "Senator Hale, a supporter of the bill".
            && (told.role != Some(Role::CVL) || actor.as_ref().is_none_or(Actor::is_unknown))
        {
            actor = Some(told);
            office = Some(words);
        }
        if actor
            .as_ref()
            .is_none_or(|actor| actor.role == Some(Role::CVL))
            && let Some(body) = self.body_served(token)
        {
            actor = Some(body);
        }
        let known = self
            .cast
            .person(doc.word(token))
            .filter(|known| same_person(&name, &known.name))
            .or_else(|| self.cast.only_bearer(&name));
        if let Some(known) = known {
            // A bare title at a later naming is of the state told at an earlier one, not of the one at hand.
            let bare = !owned && known.actor.as_ref().is_some_and(Actor::is_state);
            actor = actor
                .filter(|actor| !actor.is_unknown() && !bare)
                .or_else(|| known.actor.clone());
            office = office.or_else(|| known.office.clone());
            if !name.contains(' ') {
                name.clone_from(&known.name);
            }
        }
        // "Brazil's Lucas Moraes", "American Bob Hale": of that state, for nobody.
        let actor = actor.or_else(|| {
            let state = (tree::left_edge(doc, token)..start)
                .filter_map(|before| self.hit_at(before))
                .find(|hit| {
                    matches!(
                        hit.sense.kind,
                        NameKind::State | NameKind::Adjective | NameKind::People
                    ) && !self.is_foreign(hit.tokens.end, hit.partial, hit.head)
                })
                .and_then(|hit| self.hit_actor(hit))?;
            Some(Actor::new(state.head, Some(Role::CVL)))
        });
        self.cast.introduce(Person {
            name: name.clone(),
            actor: actor.clone(),
            office: office.clone(),
            gender: None,
        });
        self.add(Mention {
            tokens: tree::left_edge(doc, token).min(start)..token + 1,
            head: token,
            kind: MentionKind::Person,
            nature: Nature::Person,
            actors: self.with_partners(token, start, actor),
            name,
            office,
            is_person: true,
            is_place: false,
            is_plural: false,
        });
    }
}
