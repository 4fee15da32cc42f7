//! Descriptions without an owner: somebody who was named before, a part of the state at hand, or nobody in particular.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Pos};

use super::cast::Trace;
use super::finder::Finder;
use super::generic::Anybody;
use super::genre::Genre;
use super::{MentionKind, Nature, around, reference};
use crate::clause;

/// Whom a description without an owner means.
pub(super) enum Unowned {
    /// The one of an earlier mention.
    Refers(Trace),
    /// This actor, if any.
    Actor(Option<Actor>),
    /// Nobody in particular.
    Nobody,
}

impl Finder<'_> {
    /// Whom a description without an owner means: somebody named before, or a part of the state at hand.
    ///
    /// `in_body` tells that the words name the body it is of: "a *finance ministry* official".
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn unowned(
        &self,
        token: usize,
        role: &RoleNoun,
        plural: bool,
        in_body: bool,
    ) -> Unowned {
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
            // "The central bank" is a state's, whichever bank was named before.
            let found = found.filter(|found| {
                role.noun != "central bank" || found.trace.actors.iter().all(Actor::is_state)
            });
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
                let of_state = !found.same && has_no_such_unit(found.trace, role);
                let opposed = of_state
                    || role.role == Role::GOV
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
                    actor = Self::actor_found(role, found.trace);
                }
            }
        }
        if actor.is_none()
            && let Some(sender) = self.sender(token, role)
        {
            return Unowned::Actor(Some(sender));
        }
        let nobody = self.is_of_nobody(token, role, plural);
        // "Mazda is the first carmaker to do so": what the subject is.
        if actor.is_none()
            && let Some(equal) = self.equated(token)
        {
            let equal = equal.first().filter(|actor| !actor.is_unknown());
            return Unowned::Actor(equal.and_then(|actor| Self::role_actor(role, actor)));
        }
        if actor.is_none() && !in_body && self.is_vague(token, role) {
            return anybody_of(role);
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
                .or_else(|| self.court_at_hand(token, role))
                .or_else(|| self.body_at_hand(token, role));
            if body.is_none()
                && let Some(private) = self.private_voice(token, role)
            {
                return Unowned::Actor(Some(Actor::new("-", Some(private))));
            }
            if body.is_none() && !in_body && self.is_anybodys_office(token, role) {
                return Unowned::Nobody;
            }
            // Pirates and smugglers are of any state, whichever is at hand.
            if body.is_none()
                && role.role == Role::CRM
                && self.lexicon.words.is(&noun, Tells::Borderless)
            {
                return Unowned::Actor(Some(Actor::new("-", Some(role.role))));
            }
            let of_body = body.is_some();
            let home = body
                .or_else(|| self.told_by_own(token, role))
                .or_else(|| self.of_last_subject(token, role))
                .or_else(|| self.own_of_named_unit(token, role))
                .or_else(|| self.beside(token))
                .or_else(|| self.clause_place(token))
                .or_else(|| self.home_with(token, &role.noun));
            // No body between states is a part of one.
            actor = home
                .filter(|home| role.role != Role::IGO || !home.is_state())
                .and_then(|home| {
                    if of_body {
                        Self::role_actor(role, &home)
                    } else {
                        Self::role_at_home(role, &home)
                    }
                });
        }
        Unowned::Actor(actor)
    }

    /// The actor of a description by `role` that points back at `trace`, of which it is a part.
    fn actor_found(role: &RoleNoun, trace: &Trace) -> Option<Actor> {
        let fights = |role: Role| matches!(role, Role::REB | Role::SEP | Role::UAF);
        let actor = trace.actors.first().filter(|actor| !actor.is_unknown())?;
        // "The rebels" of a front of separatists are these.
        if trace.is_body && fights(role.role) && actor.role.is_some_and(fights) {
            return Some(actor.clone());
        }
        Self::role_actor(role, actor)
    }

    /// The state of the minister who speaks to the parliament or the cabinet at `token`: "Barak told *parliament*".
    fn told_by_own(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let doc = self.doc;
        let heard = role.role == Role::LEG || role.noun == "cabinet";
        if !heard || !matches!(doc.token(token).dep, Dep::Dobj | Dep::Dative) {
            return None;
        }
        let verb = doc.head(token)?;
        let subject = doc.child(verb, Dep::Nsubj)?;
        let speaker = self
            .mention_at(subject)
            .filter(|speaker| speaker.is_person)?;
        match &speaker.actors[..] {
            [actor] if actor.is_state() && actor.role == Some(Role::GOV) => Some(actor.clone()),
            _ => None,
        }
    }

    /// The other state than the one at hand that did or said what the sentence before tells, which names the one at hand
    /// nowhere: "Chad closed the border. *The government* said …".
    fn of_last_subject(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let unit = role.sort == RoleSort::Unit
            && matches!(role.role, Role::GOV | Role::MIL)
            && self.is_definite(token)
            && self.is_subject(token)
            && self.doc.token(token).pos == Pos::NOUN;
        let before = self.doc.token(token).sentence.checked_sub(1)?;
        if !unit {
            return None;
        }
        let mut last = None;
        for trace in self.cast.recent(before + 1, 1) {
            if trace.sentence > before {
                return None;
            }
            if trace.is_aside || trace.sentence < before {
                continue;
            }
            let own = |actor: &Actor| {
                self.setting
                    .state
                    .as_ref()
                    .is_some_and(|own| own.head == actor.head)
            };
            if trace.is_named && trace.actors.iter().any(own) {
                return None;
            }
            let told = trace.is_subject && trace.is_state && trace.is_named;
            match &trace.actors[..] {
                [actor] if told && actor.is_state() => last = Some(actor.clone()),
                _ => {}
            }
        }
        last.map(|actor| Actor::new(actor.head, None))
    }

    /// Whose the forces at `token` are, which nobody is said to own, where a verb tells who sends, keeps or withdraws
    /// them: "*Peru* will send troops".
    fn sender(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let doc = self.doc;
        let forces = role.role == Role::MIL
            && matches!(
                role.sort,
                RoleSort::Unit | RoleSort::Member | RoleSort::Asset
            )
            && doc.token(token).dep == Dep::Dobj
            && !self.is_definite(token);
        let verb = doc
            .head(token)
            .filter(|&verb| forces && self.lexicon.words.is(doc.lemma(verb), Tells::Sending))?;
        let subjects = clause::grammatical_subject(doc, verb);
        let [subject] = subjects[..] else {
            // "Egypt and Pakistan offered troops": those of both.
            return (subjects.len() > 1).then(|| Actor::new("-", Some(role.role)));
        };
        let mention = self.mention_at(subject)?;
        match &mention.actors[..] {
            [actor] if actor.is_unknown() => Some(Actor::new("-", Some(role.role))),
            [actor] => Self::role_actor(role, actor),
            _ => None,
        }
    }

    /// What a description without an owner means where its own words tell.
    pub(super) fn plainly_unowned(
        &self,
        token: usize,
        role: &RoleNoun,
        plural: bool,
    ) -> Option<Unowned> {
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
        let by_itself = self.is_speaking(token)
            || role.noun.ends_with(noun.as_str())
                && !role.noun.starts_with("chief ")
                && !role.noun.starts_with("the ");
        let told_by_trade = by_itself && self.lexicon.words.is(&noun, Tells::Spoken);
        if !plural && self.is_definite(token) && told_by_trade {
            let sentence = doc.token(token).sentence;
            let last = self.cast.recent(sentence, 2).find(|trace| {
                trace.is_person
                    && trace.is_subject
                    && !trace.is_plural
                    && (trace.is_named || trace.noun == noun)
            });
            if let Some(trace) = last {
                return Some(Unowned::Refers(trace.clone()));
            }
        }
        // "The ministers" of two states who were named before.
        if let Some(holders) = self.holders(token, role) {
            return Some(Unowned::Refers(holders));
        }
        // "Over 100 countries", "those developing countries" are of nobody in particular, whichever one was named before.
        let lands = matches!(noun.as_str(), "country" | "nation" | "republic" | "kingdom");
        if plural && (lands || noun == "government" && !self.is_definite(token)) {
            return Some(Unowned::Actor(Some(Actor::new("-", Some(role.role)))));
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

    /// Whether the phrase of `token` is who says something: "*the executive* said" is no branch of government.
    fn is_speaking(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.token(token).dep == Dep::Nsubj
            && doc.children(token).all(|c| doc.token(c).dep == Dep::Det)
            && doc
                .head(token)
                .is_some_and(|verb| around::says(doc, self.lexicon, verb))
    }

    /// "Developing countries" are those of nobody in particular; a missile or a ship that nobody is said to own is
    /// nobody's.
    pub(super) fn is_of_nobody(&self, token: usize, role: &RoleNoun, plural: bool) -> bool {
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

    /// The state of a part of one that stands by a name of its own, "the National Guard": that which the article is
    /// about, whoever else acted last.
    pub(super) fn own_of_named_unit(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        let named = role.sort == RoleSort::Unit
            && role.role != Role::BUS
            && self.doc.token(token).pos == Pos::PROPN;
        self.setting.state.clone().filter(|_| named)
    }

    /// The body that "the Secretary-General" serves: the last one between states that was named.
    pub(super) fn body_of_secretary(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
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

    /// The court between states that did or said what is told right before, of which those are who serve a court:
    /// "the tribunal freed Hale. *Prosecutors* appealed".
    fn court_at_hand(&self, token: usize, role: &RoleNoun) -> Option<Actor> {
        if role.role != Role::JUD || role.sort == RoleSort::Asset {
            return None;
        }
        let sentence = self.doc.token(token).sentence;
        let last = self.cast.recent(sentence, 2).find(|trace| {
            trace.role == Some(Role::JUD) || trace.body.as_deref() == Some("court")
        })?;
        match &last.actors[..] {
            [actor] if !actor.is_state() && !actor.is_unknown() => Some(actor.clone()),
            _ => None,
        }
    }

    /// Whether the article names a party, and no body between states.
    pub(super) fn names_party(&self) -> bool {
        self.names_any(&["party"]) && !self.names_any(&["igo", "alliance", "bloc"])
    }

    /// Whether the article names a body of one of `kinds`.
    pub(super) fn names_any(&self, kinds: &[&str]) -> bool {
        let mut named = self
            .hits
            .iter()
            .filter_map(|hit| hit.sense.org_kind.as_deref());
        named.any(|kind| kinds.contains(&kind))
    }

    /// The actors of the body that the phrase of `token` is said to be, as a predicate or an apposition; none
    /// where nobody knows it.
    pub(super) fn equated(&self, token: usize) -> Option<&[Actor]> {
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
}

/// Whom a vague description by `role` means: people and firms of no state, else nobody.
fn anybody_of(role: &RoleNoun) -> Unowned {
    if role.sort == RoleSort::People || role.role == Role::BUS {
        Unowned::Actor(Some(Actor::new("-", Some(role.role))))
    } else {
        Unowned::Nobody
    }
}

/// Whether `trace` is of a union of states, which has no army, police or parliament of the sort that `role` means.
fn has_no_such_unit(trace: &Trace, role: &RoleNoun) -> bool {
    matches!(role.role, Role::MIL | Role::COP | Role::LEG)
        && role.sort == RoleSort::Unit
        && trace
            .actors
            .iter()
            .any(|actor| matches!(actor.head.as_str(), "UN" | "NATO" | "EU"))
}

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
