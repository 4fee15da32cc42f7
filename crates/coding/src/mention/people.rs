//! People: those the lexicon holds, and those that only the text introduces.

use detente_lexicon::{Actor, NameKind};
use detente_syntax::{Dep, EntityType, Pos};

use super::cast::Person;
use super::describe::Owner;
use super::finder::Finder;
use super::names::Hit;
use super::{Mention, MentionKind, Nature, reference};
use crate::tree;

impl<'a> Finder<'a> {
    /// A person of the lexicon, by the full name or the last.
    pub(super) fn known_person(&mut self, hit: &Hit<'a>) {
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
            } else if actor.is_none() || !self.is_dated && told_actor.is_some() {
                // Without a date the lexicon cannot choose among offices; the text can.
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
    pub(super) fn title_before(
        &self,
        start: usize,
        head: usize,
    ) -> Option<(Option<Actor>, String, bool)> {
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
    pub(super) fn title_owner(&self, edge: usize, first: usize, head: usize) -> Owner {
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

    /// Whether the proper noun at `token` is, by the recogniser or its titles, a person's name.
    pub(super) fn is_person_name(&self, token: usize) -> bool {
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
    pub(super) fn name_start(&self, token: usize) -> usize {
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

    pub(super) fn full_name(&self, token: usize) -> String {
        self.doc
            .span_text(self.name_start(token)..token + 1)
            .to_owned()
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
