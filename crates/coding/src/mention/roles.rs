//! Descriptions by a role noun: "Russian officials", "the minister", "a court spokesman".

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Pos};

use super::cast::{Gender, Person};
use super::finder::Finder;
use super::genre::Genre;
use super::unowned::Unowned;
use super::{Mention, MentionKind, Nature, reference};
use crate::tree;

impl Finder<'_> {
    /// A description by the role noun `role` whose first word is `first`.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn described(&mut self, token: usize, first: usize, role: &RoleNoun) {
        let doc = self.doc;
        if self.is_unspecific(token)
            || self.is_group_of_things(token)
            || self.is_regional(token)
            || self.is_economy(token)
            || self.is_loudspeaker(token, role)
            || self.is_doubtful(token, first, role)
        {
            return;
        }
        // "First City National Bank of Lakewood" is a firm of that name.
        if self.is_named_bank(token, first, role) || self.is_named_alliance(token, role) {
            return self.unknown_body(token);
        }
        let mut owner = self.owner(token, first);
        if owner.actor.is_none()
            && let Some(of_phrase) = self.owner_of_phrase(token, first)
        {
            owner.actor = Some(of_phrase);
        }
        let plural = self.is_plural(token);
        let owner_also = owner.also.clone();
        let army = self.is_officer_abroad(token, role);
        let role_actor = |owner: &Actor| {
            let mut actor = Self::role_actor(role, owner)?;
            if army && actor.is_state() {
                actor.role = Some(Role::MIL);
            }
            Some(actor)
        };
        let mut actor = owner.actor.as_ref().and_then(role_actor);
        let mut name = tree::words(doc, tree::phrase(doc, token));
        let mut office = Some(role.noun.to_string());
        let mut nobody = false;
        if owner.former || owner.based && role.role == Role::GOV {
            actor = owner
                .actor
                .clone()
                .or_else(|| self.home_at(token).filter(|_| !owner.foreign))
                .filter(Actor::is_state)
                .map(|actor| Actor::new(actor.head, Some(Role::CVL)));
        } else if owner.trade {
            nobody = true;
        } else if owner.actor.is_none() && !owner.foreign {
            match self.unowned(token, role, plural, owner.unit.is_some()) {
                Unowned::Refers(trace) => {
                    return self.refer(token, &trace, MentionKind::Description);
                }
                Unowned::Actor(found) => actor = found,
                Unowned::Nobody => nobody = true,
            }
        }
        // "The Geneva-based bank" is the one named before.
        if owner.based && !plural && self.is_definite(token) && role.sort != RoleSort::Office {
            let noun = doc.lemma(token).to_lowercase();
            let found = reference::description(doc, token, &noun, None, &self.cast, &self.setting);
            let named = found
                .filter(|found| {
                    found.same && !found.trace.is_state && !found.trace.actors.is_empty()
                })
                .map(|found| found.trace.clone());
            if let Some(trace) = named {
                return self.refer(token, &trace, MentionKind::Description);
            }
        }
        // "The ambassador to Lima" is the one named before.
        if actor.is_none()
            && owner.foreign
            && role.sort == RoleSort::Office
            && !plural
            && self.is_definite(token)
            && self.is_envoy_to(token)
        {
            let noun = doc.lemma(token).to_lowercase();
            let found =
                reference::description(doc, token, &noun, Some(role), &self.cast, &self.setting);
            let named = found
                .filter(|found| found.same && found.trace.is_person)
                .map(|found| found.trace.clone());
            if let Some(trace) = named {
                return self.refer(token, &trace, MentionKind::Description);
            }
        }
        // People of a place that nobody knows are where the clause says they are.
        if actor.is_none()
            && owner.foreign
            && matches!(role.sort, RoleSort::People | RoleSort::Unit)
        {
            actor = self
                .clause_place(token)
                .and_then(|place| Self::role_actor(role, &place));
        }
        if let (Some(unit), Some(actor)) = (owner.unit, actor.as_mut())
            && role.role == Role::GOV
            && matches!(role.sort, RoleSort::Office | RoleSort::Head)
            && !owner.former
            && actor.is_state()
        {
            actor.role = Some(unit);
        }
        // "*Company* engineers" are the firm's.
        if let (Some(Role::BUS), Some(actor)) = (owner.unit, actor.as_mut())
            && role.sort == RoleSort::Private
            && actor.is_state()
        {
            actor.role = Some(Role::BUS);
        }
        // "Countries of the northern border" are not the one that the border is of, nor are "European and Canadian
        // investors" Canada's alone.
        let lands = plural
            && owner_also.is_empty()
            && matches!(doc.lemma(token), "country" | "nation" | "kingdom");
        if (lands || owner.region)
            && owner.actor.as_ref().is_some_and(Actor::is_state)
            && actor.as_ref().is_some_and(Actor::is_state)
        {
            actor = None;
            nobody = true;
        }
        // Who runs against somebody is of any party, unless the words name one.
        if self.is_candidate(token, role)
            && owner.actor.as_ref().and_then(|actor| actor.role) != Some(Role::OPP)
        {
            actor = None;
            nobody = true;
        }
        if owner.stateless
            && let Some(actor) = actor
                .as_mut()
                .filter(|actor| actor.is_state() && actor.role == Some(Role::GOV))
        {
            actor.role = Some(Role::CVL);
        }
        // "Serb gunmen" in Bosnia are no army of Serbia; "Serb troops" may be.
        if let Some(place) = owner.kin_place
            && !owner.former
            && matches!(role.role, Role::GOV | Role::REB | Role::UAF | Role::SEP)
        {
            actor = Some(Actor::new(place.head, Some(Role::SEP)));
        }
        let someone = match role.sort {
            RoleSort::Private | RoleSort::Asset => false,
            RoleSort::Office if self.genre == Genre::Business && !self.is_definite(token) => {
                owner.unit.is_some()
            }
            RoleSort::Head => owner.unit.is_some(),
            _ => true,
        };
        // Of an organisation that nobody knows no part of a state is told.
        let last = role.noun.rsplit(' ').next().unwrap_or_default();
        let of_anybody = [Tells::Anywhere, Tells::Shared]
            .into_iter()
            .any(|tells| self.lexicon.words.is(last, tells));
        let untold = (owner.body || owner.foreign && of_anybody && !plural)
            && owner.unit.is_none()
            && role.role == Role::GOV
            && role.sort != RoleSort::Unit;
        if actor.is_none() && someone && !untold && !nobody {
            // "Mymensingh municipal authorities": of a place that nobody knows, in the state at hand.
            let part = (role.sort == RoleSort::Unit).then_some(role.role);
            let known = owner.unit.or(part).filter(|_| owner.body);
            actor = Some(if owner.region {
                Actor::new("-", Some(role.role))
            } else {
                self.unknown_of(known, role.role)
            });
            if let (Some(unit), Some(actor)) = (owner.unit, actor.as_mut()) {
                actor.role = Some(unit);
            }
        }
        // "His delegates" at a party's convention are no envoys.
        if doc.lemma(token).eq_ignore_ascii_case("delegate")
            && self.names_party()
            && let Some(actor) = actor.as_mut().filter(|actor| actor.is_state())
        {
            actor.role = Some(Role::CVL);
        }
        if let Some(body) = self.body_beside(token) {
            actor = Some(body);
        }
        if let Some(named) = self.named_beside(token, role, actor.as_ref(), owner.former) {
            name = named.name;
            // "The bloc's chairman, President Hale of Chad" speaks for the bloc.
            let of_body = matches!(role.sort, RoleSort::Office | RoleSort::Head)
                && owner.actor.as_ref().is_some_and(|body| !body.is_state())
                && actor.as_ref().is_some_and(|body| !body.is_state());
            if !of_body {
                actor = named.actor;
                office = named.office;
            }
        }
        self.share_with_demonym(token, role);
        let also: Vec<Actor> = owner_also
            .iter()
            .filter_map(role_actor)
            .chain(self.others_beside(token, role))
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
            && !self.lexicon.words.is(doc.lemma(token), Tells::Collective)
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

    /// Whether the phrase of `token` tells to whom somebody is sent: "the ambassador *to* Lima".
    fn is_envoy_to(&self, token: usize) -> bool {
        self.doc
            .children(token)
            .any(|c| c > token && self.doc.token(c).dep == Dep::Prep && self.doc.word(c) == "to")
    }

    /// The person whose name stands in apposition to a description by `role` for `actor`: "the Russian
    /// envoy, Dmitry Rogozin,".
    fn named_beside(
        &mut self,
        token: usize,
        role: &RoleNoun,
        actor: Option<&Actor>,
        former: bool,
    ) -> Option<Person> {
        let doc = self.doc;
        let named = doc
            .child(token, Dep::Appos)
            .filter(|&a| doc.token(a).pos == Pos::PROPN)?;
        let mut person = Person {
            name: String::new(),
            actor: actor.cloned(),
            office: Some(role.noun.to_string()),
            gender: Gender::of_word(doc.word(token)),
        };
        let known = self
            .hit_covering(named)
            .filter(|hit| match hit.sense.kind {
                NameKind::Person => true,
                NameKind::Surname => !self.has_other_given_name(hit) && !self.is_somebody_else(hit),
                _ => false,
            })
            .cloned();
        if let Some(hit) = known {
            person.name.clone_from(&hit.sense.name);
            match hit.sense.actor.clone() {
                Some(known) if hit.current => {
                    person.actor = Some(known);
                    person.office.clone_from(&hit.sense.office);
                }
                // "The bloc's mediator, Goodluck Jonathan", out of office at home.
                Some(_) if actor.is_some_and(|body| !body.is_state() && !body.is_unknown()) => {
                    self.cast.introduce(person.clone());
                }
                // "The then prime minister, Gordon Brown".
                Some(known) if known.is_state() && !former => {
                    let told = actor.and_then(|actor| actor.role).unwrap_or(role.role);
                    person.actor = Some(Actor::new(known.head, Some(told)));
                    self.cast.introduce(person.clone());
                }
                _ => {}
            }
            return Some(person);
        }
        let human = matches!(
            role.sort,
            RoleSort::Office | RoleSort::Head | RoleSort::Member
        );
        if !human || !self.is_person_name(named) {
            return None;
        }
        person.name = self.full_name(named);
        self.cast.introduce(person.clone());
        Some(person)
    }

    /// The body whose name follows right upon the words for it: "the rebel movement *RENAMO*".
    pub(super) fn body_beside(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let name = doc
            .child(token, Dep::Appos)
            .filter(|&name| name > token && doc.token(name).pos == Pos::PROPN)?;
        let hit = self.hit_covering(name)?;
        let joined = hit.tokens.start == token + 1
            || hit.tokens.start == token + 2 && matches!(doc.word(token + 1), "," | "the");
        (joined
            && matches!(
                hit.sense.kind,
                NameKind::Organisation | NameKind::Institution
            ))
        .then(|| self.hit_actor(hit))
        .flatten()
    }

    /// "Georgian and Russian forces", read as two phrases: the demonym alone means its forces, too.
    fn share_with_demonym(&mut self, token: usize, role: &RoleNoun) {
        let doc = self.doc;
        let Some(first) = doc
            .head(token)
            .filter(|_| doc.token(token).dep == Dep::Conj)
        else {
            return;
        };
        if self
            .hit_covering(first)
            .is_some_and(|hit| hit.sense.kind == NameKind::Adjective)
            && let Some(index) = (self.by_head[first] as usize).checked_sub(1)
            && let [state] = &self.mentions[index].actors[..]
            && let Some(same) = Self::role_actor(role, &Actor::new(state.head.clone(), None))
        {
            self.mentions[index].actors = vec![same];
        }
    }

    /// Whether a nation's "officers" are those of its army, where no police were named: "*Peruvian officers* exchanged
    /// maps".
    fn is_officer_abroad(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let national = |c: usize| {
            self.hit_covering(c)
                .is_some_and(|hit| hit.sense.kind == NameKind::Adjective && !hit.partial)
        };
        role.noun == "officer"
            && self.is_plural(token)
            && doc.children(token).any(|c| c < token && national(c))
            && self.cast.recent(doc.token(token).sentence, 6).all(|trace| {
                trace
                    .actors
                    .iter()
                    .all(|actor| actor.role != Some(Role::COP))
            })
    }

    /// The state whose part the modifier at `token` is, whose words begin at `first`, by what stands in the phrase it
    /// modifies: "Vietnam's *foreign ministry* spokesman", "*opposition* leader Hale" of somebody known.
    fn owner_of_phrase(&self, token: usize, first: usize) -> Option<Actor> {
        let doc = self.doc;
        if !matches!(
            doc.token(token).dep,
            Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Poss
        ) {
            return None;
        }
        let head = doc.head(token).filter(|&head| head > token)?;
        let possessor = doc
            .child(head, Dep::Poss)
            .filter(|&poss| poss < first)
            .and_then(|poss| self.mention_at(poss))
            .and_then(|poss| poss.actors.first());
        let nation = || {
            self.hit_covering(first.checked_sub(1)?)
                .filter(|hit| hit.sense.kind == NameKind::Adjective)
                .and_then(|hit| hit.sense.actor.as_ref())
        };
        let person = || {
            self.hit_covering(head)
                .filter(|hit| hit.sense.kind == NameKind::Person)
                .and_then(|hit| hit.sense.actor.as_ref())
        };
        let owner = possessor.or_else(nation).or_else(person);
        // "*Opposition* lawmakers in Venezuela", "the *police* chief of Kandahar".
        let behind = || {
            let described = self.hit_of[head] == 0
                && self
                    .lexicon
                    .roles
                    .longest_around(&self.words, head)
                    .is_some();
            described.then(|| self.owner_behind(head, 0)).flatten()
        };
        let owner = owner.cloned().or_else(behind)?;
        owner.is_state().then(|| Actor::new(owner.head, None))
    }

    /// Whether an "Alliance" has a name of its own around the word: "the *Clean Rivers* Alliance", "the Alliance *for Clean
    /// Rivers*".
    fn is_named_alliance(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let proper = |at: usize| {
            doc.token(at).pos == Pos::PROPN
                && doc.word(at).starts_with(char::is_uppercase)
                && self.hit_of[at] == 0
        };
        let before = token
            .checked_sub(1)
            .is_some_and(|at| proper(at) && self.same_entity(at, token));
        let behind = token + 2 < doc.len()
            && matches!(doc.word(token + 1), "for" | "of")
            && proper(token + 2)
            && self.same_entity(token, token + 2);
        role.noun == "alliance" && doc.token(token).pos == Pos::PROPN && (before || behind)
    }

    /// Whether a "National Bank" has a name of its own before these words, which no state bears.
    fn is_named_bank(&self, token: usize, first: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        role.role == Role::GOV
            && role.noun.ends_with("bank")
            && doc.token(token).pos == Pos::PROPN
            && first.checked_sub(1).is_some_and(|before| {
                self.hit_of[before] == 0
                    && doc.token(before).pos == Pos::PROPN
                    && doc
                        .head(before)
                        .is_some_and(|head| head > before && head <= token)
                    && doc.word(before).starts_with(char::is_uppercase)
                    && doc.token(before).dep == Dep::Compound
            })
    }
}
