//! How what is found is recorded: each mention with the trace that later ones point back at, and the nouns that are none.

use detente_lexicon::{Role, RoleSort};
use detente_syntax::{Dep, EntityType, Pos};

use super::Finder;
use crate::mention::cast::{Gender, Thing, Trace};
use crate::mention::{Mention, MentionKind, Nature, given_names};
use crate::tree;

impl Finder<'_> {
    /// Notes the noun phrase of `token`, if it is no mention, for the pronouns that may point at it.
    pub(super) fn note_thing(&mut self, token: usize) {
        let parsed = self.doc.token(token);
        let timed = matches!(
            self.entity(token),
            Some(
                EntityType::DATE
                    | EntityType::TIME
                    | EntityType::MONEY
                    | EntityType::PERCENT
                    | EntityType::QUANTITY
                    | EntityType::CARDINAL
                    | EntityType::ORDINAL
            )
        );
        let noun = matches!(parsed.pos, Pos::NOUN | Pos::PROPN);
        if self.by_head[token] != 0 || !noun || timed || !self.is_phrase_head(token) {
            return;
        }
        let is_oblique = self.is_modifier(token) || parsed.dep == Dep::Pobj;
        self.cast.other.push(Thing {
            head: token,
            sentence: parsed.sentence,
            is_plural: self.is_plural(token),
            is_subject: self.is_subject(token),
            is_oblique,
        });
    }

    /// People whom the text introduces only after it first names them get what it tells then.
    pub(super) fn introduced_later(&mut self) {
        for mention in &mut self.mentions {
            // One out of the lexicon's office may hold another that the text tells.
            let civil = mention.kind == MentionKind::Person && mention.office.is_none();
            let known = mention
                .actors
                .iter()
                .any(|actor| !(actor.is_unknown() || civil && actor.role == Some(Role::CVL)));
            if !mention.is_person || known || mention.is_plural {
                continue;
            }
            let surname = mention.name.rsplit(' ').next().unwrap_or_default();
            if let Some(person) = self.cast.person(surname)
                && (person.name == mention.name || mention.name == surname)
                && let Some(actor) = &person.actor
            {
                mention.actors = vec![actor.clone()];
                mention.office = mention.office.take().or_else(|| person.office.clone());
                mention.name.clone_from(&person.name);
            }
        }
    }

    /// Records `mention` and leaves its trace for those that point back at it.
    pub(in crate::mention) fn add(&mut self, mention: Mention) {
        self.add_body(mention, None);
    }

    /// Whether the words at `head` only tell of another's backers, or what somebody is.
    fn is_aside(&self, mention: &Mention) -> bool {
        let doc = self.doc;
        let head = mention.head;
        if matches!(doc.token(head).dep, Dep::Attr) && mention.is_person {
            return true;
        }
        mention.kind == MentionKind::Name
            && self.hit_covering(head).is_some_and(|hit| {
                self.is_foreign(hit.tokens.end, hit.partial, hit.head)
                    || hit.tokens.start > 0 && self.is_pro(hit.tokens.start)
            })
    }

    /// Records `mention` of an organisation or institution of the kind `body`.
    pub(in crate::mention) fn add_body(&mut self, mention: Mention, body: Option<&str>) {
        if self.by_head[mention.head] != 0 {
            return;
        }
        let doc = self.doc;
        let head = mention.head;
        let role = match mention.nature {
            Nature::Role(role, _) => Some(role),
            _ => None,
        };
        let oblique = self.is_modifier(head)
            || (mention.is_place
                && doc.head(head).is_some_and(|prep| {
                    doc.token(head).dep == Dep::Pobj
                        && matches!(
                            doc.word(prep).to_lowercase().as_str(),
                            "in" | "at" | "near" | "outside" | "around"
                        )
                }));
        let gender = mention.is_person.then(|| self.gender(&mention)).flatten();
        let is_aside = self.is_aside(&mention);
        self.cast.past.push(Trace {
            body: body.map(Into::into),
            gender,
            is_aside,
            head,
            sentence: doc.token(head).sentence,
            actors: mention.actors.clone(),
            name: mention.name.clone(),
            office: mention.office.clone(),
            noun: doc.lemma(head).to_lowercase().into(),
            role,
            is_person: mention.is_person,
            is_plural: mention.is_plural,
            is_named: doc.token(head).pos == Pos::PROPN,
            is_subject: self.is_subject(head),
            is_unlisted: self.hit_of[head] == 0
                && matches!(mention.nature, Nature::Body | Nature::Role(Role::BUS, _)),
            // Nothing points back at a village either.
            is_city: matches!(
                mention.nature,
                Nature::City | Nature::Role(Role::CVL, RoleSort::Asset)
            ),
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

    /// The pronoun that the person of `mention` takes: as the article told, or by the words of the mention.
    fn gender(&self, mention: &Mention) -> Option<Gender> {
        let surname = mention.name.rsplit(' ').next().unwrap_or_default();
        let told = self
            .cast
            .person(surname)
            .filter(|person| person.name == mention.name)
            .and_then(|person| person.gender);
        told.or_else(|| {
            let words = mention.tokens.start..=mention.head.max(mention.tokens.start);
            words
                .filter(|&token| self.hit_of[token] == 0 || token == mention.head)
                // "*His* wife" is no man.
                .filter(|&token| self.doc.token(token).dep != Dep::Poss)
                .find_map(|token| Gender::of_word(self.doc.word(token)))
        })
        .or_else(|| {
            let named = mention.kind == MentionKind::Person || mention.name.contains(' ');
            named
                .then(|| given_names::gender(&self.lexicon.words, &mention.name))
                .flatten()
        })
    }

    /// A mention at `token` that means what `trace` meant.
    pub(in crate::mention) fn refer(&mut self, token: usize, trace: &Trace, kind: MentionKind) {
        let nature = if trace.is_person {
            Nature::Person
        } else if trace.is_body {
            Nature::Body
        } else if trace.is_state {
            Nature::State
        } else {
            trace
                .role
                .map_or(Nature::Other, |role| Nature::Role(role, RoleSort::Unit))
        };
        let mut actors = trace.actors.clone();
        // "The kingdom" is the state, whatever of it was named before.
        let land = kind == MentionKind::Description
            && matches!(
                self.doc.lemma(token).to_lowercase().as_str(),
                "country" | "nation" | "kingdom" | "republic" | "emirate"
            );
        if !trace.is_person && trace.is_state {
            for actor in &mut actors {
                if actor.is_state() && (actor.role.is_none() || land) {
                    actor.role = Some(Role::GOV);
                }
            }
        }
        let body = trace.body.clone();
        let mention = Mention {
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
        };
        self.add_body(mention, body.as_deref());
    }
}
