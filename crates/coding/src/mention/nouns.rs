//! Nouns that are no names: descriptions by a role, and words for the parties named before.

use detente_lexicon::{Actor, NameKind, Role, RoleSort};
use detente_syntax::{Dep, Pos};

use super::cast::Person;
use super::finder::Finder;
use super::{Mention, MentionKind, Nature, group, reference};
use crate::tree;

impl Finder<'_> {
    /// A noun that is no name of the lexicon: a description, a person, or the parties named before.
    #[allow(
        clippy::too_many_lines,
        reason = "the steps of one decision, in their order"
    )]
    pub(super) fn noun(&mut self, token: usize) {
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
            if phrase_head
                && self.is_definite(token)
                && let Some(trace) =
                    reference::description(doc, token, &noun, None, &self.cast).cloned()
            {
                self.refer(token, &trace, MentionKind::Description);
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
            if (definite || role.sort == RoleSort::Unit)
                && let Some(trace) =
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
            // A missile or a ship that nobody is said to own is nobody's.
            if actor.is_none() && role.sort != RoleSort::Asset {
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
