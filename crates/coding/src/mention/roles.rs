//! Descriptions by a role noun: "Russian officials", "the minister", "a court spokesman".

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Pos, Tag};

use super::cast::{Gender, Person, Trace};
use super::finder::Finder;
use super::generic::Anybody;
use super::genre::Genre;
use super::{Mention, MentionKind, Nature, reference};
use crate::tree;

/// Whom a description without an owner means.
enum Unowned {
    /// The one of an earlier mention.
    Refers(Trace),
    /// This actor, if any.
    Actor(Option<Actor>),
    /// Nobody in particular.
    Nobody,
}

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
        {
            return;
        }
        // "First City National Bank of Lakewood" is a firm of that name.
        if self.is_named_bank(token, first, role) {
            return self.unknown_body(token);
        }
        let owner = self.owner(token, first);
        let plural = self.is_plural(token);
        let owner_also = owner.also.clone();
        let role_actor = |owner: &Actor| Self::role_actor(role, owner);
        let mut actor = owner.actor.as_ref().and_then(role_actor);
        let mut name = doc.span_text(tree::phrase(doc, token)).to_owned();
        let mut office = Some(role.noun.to_string());
        let mut nobody = false;
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
        let untold = owner.body
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
            actor = named.actor;
            office = named.office;
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

    /// Whether a market is no place where people buy and sell but what a state or a trade does: "the German market",
    /// "the bond market"; "a German market" is one of many.
    fn is_economy(&self, token: usize) -> bool {
        let doc = self.doc;
        if !matches!(doc.lemma(token), "market" | "marketplace") {
            return false;
        }
        let of_state = |at: usize| {
            self.hit_covering(at).is_some_and(|hit| {
                matches!(
                    hit.sense.kind,
                    NameKind::State | NameKind::Adjective | NameKind::Capital
                )
            })
        };
        let one_of_many = doc
            .children(token)
            .any(|c| matches!(doc.word(c), "a" | "an" | "A" | "An"));
        self.genre == Genre::Business
            || self.is_bare_plural(token)
            || doc.children(token).any(|c| {
                c < token
                    && (of_state(c) && !one_of_many
                        || doc.token(c).dep == Dep::Poss
                        || self.lexicon.words.is(doc.lemma(c), Tells::Trade))
            })
    }

    /// Whether those who speak preside over nothing: "speakers at the exhibition", "blared from the speakers".
    fn is_loudspeaker(&self, token: usize, role: &RoleNoun) -> bool {
        role.noun == "speaker"
            && self.is_plural(token)
            && self.doc.children(token).all(|c| self.hit_of[c] == 0)
    }

    /// Whether a word for people counts something else: "a family of capuchins", "a community of users".
    fn is_group_of_things(&self, token: usize) -> bool {
        let doc = self.doc;
        let is_thing = |at: usize| {
            self.lexicon.roles.longest_around(&self.words, at).is_none() && self.hit_of[at] == 0
        };
        // "Sources of growth".
        let source = doc.lemma(token) == "source"
            && doc
                .children(token)
                .filter(|&c| c > token && doc.word(c) == "of")
                .filter_map(|of| doc.child(of, Dep::Pobj))
                .any(is_thing);
        if source {
            return true;
        }
        let collective = matches!(
            doc.lemma(token).to_lowercase().as_str(),
            "family" | "community" | "crowd" | "minority" | "population" | "generation"
        );
        // "A product family".
        let modified = || {
            doc.children(token).any(|c| {
                c < token
                    && doc.token(c).dep == Dep::Compound
                    && doc.token(c).tag == Tag::NN
                    && is_thing(c)
            })
        };
        collective
            && (modified()
                || doc
                    .children(token)
                    .filter(|&c| c > token && doc.word(c) == "of")
                    .filter_map(|of| doc.child(of, Dep::Pobj))
                    .any(|object| doc.token(object).tag == Tag::NNS && is_thing(object)))
    }

    /// Whether the words mean nobody in particular: "any country", "each minister", "acted as agent".
    fn is_unspecific(&self, token: usize) -> bool {
        let doc = self.doc;
        let predicate = doc.token(token).pos == Pos::NOUN
            && !self.is_plural(token)
            && doc.children(token).all(|c| c > token)
            && doc.head(token).is_some_and(|prep| {
                let word = doc.word(prep).to_lowercase();
                word == "as" || word == "for" && self.is_office(token)
            });
        // "The state of the markets".
        let condition = doc.lemma(token).eq_ignore_ascii_case("state")
            && doc
                .children(token)
                .filter(|&c| c == token + 1 && doc.word(c) == "of")
                .filter_map(|of| doc.child(of, Dep::Pobj))
                .any(|object| self.hit_covering(object).is_none());
        // "Was named president".
        let named = doc.token(token).dep == Dep::Oprd
            && !self.is_plural(token)
            && doc.children(token).all(|c| doc.token(c).dep != Dep::Det);
        // "Like a big family", "arrested as a spy": what somebody else is.
        let likened = !self.is_plural(token)
            && doc
                .head(token)
                .is_some_and(|prep| matches!(doc.word(prep), "like" | "as" | "Like" | "As"))
            && doc.token(token).dep == Dep::Pobj
            && doc
                .children(token)
                .any(|c| matches!(doc.word(c), "a" | "an") && doc.token(c).dep == Dep::Det);
        predicate
            || likened
            || named
            || self.is_bare_unit(token)
            || self.is_of_heads(token)
            || doc
                .children(token)
                .any(|c| doc.token(c).dep == Dep::Poss && doc.word(c).eq_ignore_ascii_case("your"))
            || condition
            || doc.children(token).any(|c| {
                c < token
                    && doc.token(c).dep == Dep::Det
                    && matches!(
                        doc.word(c).to_lowercase().as_str(),
                        "any" | "every" | "each" | "no" | "whichever" | "whatever"
                    )
            })
    }

    /// Whether the noun only tells what some are heads of, "heads of *government*", or is joined to a word that
    /// makes a mark of it: "*family*-owned".
    fn is_of_heads(&self, token: usize) -> bool {
        let doc = self.doc;
        let joined = doc.token(token).tag == Tag::NN
            && self.words.get(token + 1) == Some(&"-")
            && matches!(
                self.words.get(token + 2),
                Some(&("owned" | "run" | "led" | "based" | "friendly" | "backed" | "wide"))
            );
        let of = doc.head(token).filter(|&of| doc.word(of) == "of");
        joined
            || matches!(doc.word(token), "government" | "state")
                && doc.children(token).all(|c| c > token)
                && of
                    .and_then(|of| doc.head(of))
                    .is_some_and(|heads| doc.lemma(heads).eq_ignore_ascii_case("head"))
    }

    /// Whether a noun for one state, service or medium stands without an article, as it does in "secretary of
    /// state", "from state to state" and "hours of radio".
    fn is_bare_unit(&self, token: usize) -> bool {
        let doc = self.doc;
        self.lexicon.words.is(doc.lemma(token), Tells::Bare)
            && doc.word(token).starts_with(char::is_lowercase)
            && !self.is_plural(token)
            && !self.is_subject(token)
            && self.is_phrase_head(token)
            // "Short-term paper" is none either; "Chilean intelligence" is.
            && doc.children(token).all(|c| {
                let modifies = match doc.token(c).dep {
                    Dep::Amod | Dep::Advmod | Dep::Punct | Dep::Npadvmod => true,
                    // "Six-month paper", "short-term paper".
                    Dep::Compound => doc.children(c).next().is_some(),
                    _ => false,
                };
                let land = matches!(doc.lemma(token), "state" | "country" | "nation");
                c > token || modifies && self.hit_of[c] == 0 && !land
            })
    }

    /// Whether a state is told by its part of the world alone: "the West African nation".
    fn is_regional(&self, token: usize) -> bool {
        let doc = self.doc;
        matches!(
            doc.lemma(token).to_lowercase().as_str(),
            "country" | "nation" | "state" | "republic" | "kingdom"
        ) && !self.is_plural(token)
            && doc.children(token).filter(|&c| c < token).any(|c| {
                let region = self
                    .hit_covering(c)
                    .is_some_and(|hit| hit.sense.org_kind.as_deref() == Some("region"));
                region
                    || matches!(
                        doc.word(c).to_lowercase().as_str(),
                        "european"
                            | "african"
                            | "asian"
                            | "american"
                            | "arab"
                            | "gulf"
                            | "balkan"
                            | "baltic"
                            | "caribbean"
                            | "nordic"
                    )
            })
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

    /// The actors of the body that the phrase of `token` is said to be, as a predicate or an apposition; none
    /// where nobody knows it.
    fn equated(&self, token: usize) -> Option<&[Actor]> {
        let doc = self.doc;
        let head = doc.head(token)?;
        let other = match doc.token(token).dep {
            Dep::Attr => doc.child(head, Dep::Nsubj)?,
            Dep::Appos => head,
            _ => return None,
        };
        let mention = self.mention_at(other)?;
        let named = mention.kind == MentionKind::Name && mention.nature == Nature::Body;
        (named && !mention.is_person).then_some(&mention.actors[..])
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

    /// Whether the article names a party, and no body between states.
    fn names_party(&self) -> bool {
        self.names_any(&["party"]) && !self.names_any(&["igo", "alliance", "bloc"])
    }

    /// Whether the article names a body of one of `kinds`.
    fn names_any(&self, kinds: &[&str]) -> bool {
        let mut named = self
            .hits
            .iter()
            .filter_map(|hit| hit.sense.org_kind.as_deref());
        named.any(|kind| kinds.contains(&kind))
    }

    /// The body that "the Secretary-General" serves: the last one between states that was named.
    fn body_of_secretary(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        if role.role != Role::IGO || role.sort != RoleSort::Office {
            return None;
        }
        let of_states = |trace: &&Trace| {
            let between = |kind: &str| {
                kind.starts_with("un") || matches!(kind, "igo" | "alliance" | "bloc" | "trade-body")
            };
            trace.body.as_deref().is_some_and(between)
                && trace.actors.iter().all(|actor| !actor.is_state())
        };
        let sentence = self.doc.token(token).sentence;
        let named = self.cast.recent(sentence, sentence).find(of_states);
        named.and_then(|trace| trace.actors.first().cloned())
    }

    /// The state of a part of one that stands by a name of its own, "the National Guard": that which the article is
    /// about, whoever else acted last.
    fn own_of_named_unit(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let named = role.sort == RoleSort::Unit
            && role.role != Role::BUS
            && self.doc.token(token).pos == Pos::PROPN;
        self.setting.state.clone().filter(|_| named)
    }

    /// "Developing countries" are those of nobody in particular; a missile or a ship that nobody is said to own is
    /// nobody's.
    fn is_of_nobody(&self, token: usize, role: &RoleNoun, plural: bool) -> bool {
        let noun = self.doc.lemma(token).to_lowercase();
        matches!(role.sort, RoleSort::Asset | RoleSort::Head)
            || plural && role.sort == RoleSort::Unit && !self.is_definite(token) && !is_mass(&noun)
            || role.sort == RoleSort::Private && role.role == Role::CVL
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
                )
    }

    /// What a description without an owner means where its own words tell.
    fn plainly_unowned(&self, token: usize, role: &RoleNoun, plural: bool) -> Option<Unowned> {
        let doc = self.doc;
        let noun = doc.lemma(token).to_lowercase();
        // "Example.com, the biggest social network": what it is said to be.
        if doc.token(token).dep == Dep::Appos
            && let Some([equal, ..]) = self.equated(token)
        {
            let equal = Some(equal).filter(|actor| !actor.is_unknown());
            return Some(Unowned::Actor(
                equal.and_then(|actor| Self::role_actor(role, actor)),
            ));
        }
        // "The billionaire said": the one who is spoken of.
        if !plural && self.is_definite(token) && TYCOONS.contains(&noun.as_str()) {
            let sentence = doc.token(token).sentence;
            let last = self.cast.recent(sentence, 2).find(|trace| {
                trace.is_person && trace.is_subject && trace.is_named && !trace.is_plural
            });
            if let Some(trace) = last {
                return Some(Unowned::Refers(trace.clone()));
            }
        }
        // "The ministers" of two states who were named before.
        if let Some(holders) = self.holders(token, role) {
            return Some(Unowned::Refers(holders));
        }
        // "Over 100 countries" are of nobody in particular, whichever one was named before.
        if plural
            && !self.is_definite(token)
            && matches!(
                noun.as_str(),
                "country" | "nation" | "republic" | "kingdom" | "government"
            )
        {
            return Some(Unowned::Nobody);
        }
        // "Other central banks" are those of other states.
        let others = plural
            && doc
                .children(token)
                .any(|c| c < token && doc.word(c).eq_ignore_ascii_case("other"));
        if others && role.sort == RoleSort::Unit {
            return Some(Unowned::Nobody);
        }
        // Envoys to a body of many states are of any.
        if plural
            && matches!(noun.as_str(), "delegation" | "negotiator")
            && !self.setting.is_clear
            && self.names_any(&["igo", "bloc", "trade-body"])
        {
            return Some(Unowned::Actor(Some(Actor::new("-", Some(role.role)))));
        }
        // A state has one finance minister: "leading finance ministers" are those of several.
        if plural && role.noun.ends_with(" minister") {
            return Some(Unowned::Actor(Some(Actor::new("-", Some(role.role)))));
        }
        // Delegates to a party's convention are no envoys; those to a body of many states are of any.
        if noun == "delegate" && self.names_party() {
            let home = self.home_at(token);
            return Some(Unowned::Actor(
                home.map(|home| Actor::new(home.head, Some(Role::CVL))),
            ));
        }
        if noun == "delegate" && plural && self.names_any(&["igo", "bloc", "trade-body"]) {
            return Some(Unowned::Actor(Some(Actor::new("-", Some(Role::GOV)))));
        }
        None
    }

    /// Whom a description without an owner means: somebody named before, or a part of the state at hand.
    fn unowned(&self, token: usize, role: &RoleNoun, plural: bool) -> Unowned {
        if let Some(plain) = self.plainly_unowned(token, role, plural) {
            return plain;
        }
        let doc = self.doc;
        let noun = doc.lemma(token).to_lowercase();
        let mut actor = None;
        // After a group was named, "rebels" and "its fighters" are its own.
        let armed = plural && matches!(role.role, Role::REB | Role::SEP | Role::UAF);
        if self.is_definite(token) || role.sort == RoleSort::Unit || armed {
            let found =
                reference::description(doc, token, &noun, Some(role), &self.cast, &self.setting);
            if let Some(found) = found {
                let definite = self.is_definite(token);
                // "The bank" after a central bank is no firm.
                let central = noun == "bank" && found.trace.role == Some(Role::GOV);
                if definite && central && !plural {
                    return Unowned::Refers(found.trace.clone());
                }
                let known = role.role == Role::BUS && found.trace.role == Some(role.role)
                    || found.trace.actors.iter().all(|actor| !actor.is_unknown());
                // "The ruling party" is none that was named as being in opposition.
                let opposed = role.role == Role::GOV
                    && found
                        .trace
                        .actors
                        .iter()
                        .any(|actor| actor.role == Some(Role::OPP));
                if opposed {
                    actor = None;
                } else if found.same && definite && known && !(found.trace.is_person && plural) {
                    return Unowned::Refers(found.trace.clone());
                } else {
                    actor = found
                        .trace
                        .actors
                        .first()
                        .filter(|actor| !actor.is_unknown())
                        .and_then(|actor| Self::role_actor(role, actor));
                }
            }
        }
        let nobody = self.is_of_nobody(token, role, plural);
        // "Mazda is the first carmaker to do so": what the subject is.
        if actor.is_none()
            && let Some(equal) = self.equated(token)
        {
            let equal = equal.first().filter(|actor| !actor.is_unknown());
            return Unowned::Actor(equal.and_then(|actor| Self::role_actor(role, actor)));
        }
        if actor.is_none()
            && !nobody
            && let Some(anybody) = self.anybody(token, role)
        {
            return match anybody {
                Anybody::Nobody => Unowned::Nobody,
                Anybody::Somebody(actor) => Unowned::Actor(Some(actor)),
            };
        }
        if actor.is_none() && !nobody {
            // A firm may be of any state, whatever the article names.
            let firm = role.sort == RoleSort::Private
                && role.role == Role::BUS
                && (doc.token(token).pos == Pos::PROPN || self.genre == Genre::Business);
            // The president of a firm that the report does not name here.
            if self.genre == Genre::Business
                && role.sort == RoleSort::Office
                && !self.is_definite(token)
                && matches!(
                    doc.lemma(token),
                    "president" | "chairman" | "secretary" | "representative"
                )
            {
                let body = self.body_at_hand(token, role);
                let actor = body.and_then(|body| Self::role_actor(role, &body));
                return actor.map_or(Unowned::Nobody, |actor| Unowned::Actor(Some(actor)));
            }
            if firm {
                return Unowned::Actor(Some(Actor::new("-", Some(Role::BUS))));
            }
            let body = self
                .body_of_secretary(token, role)
                .or_else(|| self.body_at_hand(token, role));
            if body.is_none()
                && let Some(private) = self.private_voice(token, role)
            {
                return Unowned::Actor(Some(Actor::new("-", Some(private))));
            }
            let home = body
                .or_else(|| self.own_of_named_unit(token, role))
                .or_else(|| self.beside(token))
                .or_else(|| self.clause_place(token))
                .or_else(|| self.home_with(token, &role.noun));
            // No body between states is a part of one.
            actor = home
                .filter(|home| role.role != Role::IGO || !home.is_state())
                .and_then(|home| Self::role_actor(role, &home));
        }
        Unowned::Actor(actor)
    }
}

/// Nouns for somebody rich, of whom a report seldom tells of two.
const TYCOONS: &[&str] = &["billionaire", "magnate", "mogul", "tycoon", "millionaire"];

/// Whether the plural of a unit's noun means one unit: "troops", "authorities", "security forces".
fn is_mass(noun: &str) -> bool {
    matches!(
        noun,
        "force"
            | "forces"
            | "troop"
            | "troops"
            | "authority"
            | "authorities"
            | "service"
            | "services"
            | "guard"
            | "police"
            | "marines"
            | "investigators"
            | "investigator"
    )
}
