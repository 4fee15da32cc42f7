//! People: those the lexicon holds, and those that only the text introduces.

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::cast::{Person, same_person};
use super::describe::Owner;
use super::finder::Finder;
use super::genre::Genre;
use super::names::Hit;
use super::{Mention, MentionKind, Nature};
use crate::tree;

/// Titles that mean a rank of the police right before a name, and other offices elsewhere ("arms inspectors").
const POLICE_RANKS: &[&str] = &["inspector", "superintendent"];

impl<'a> Finder<'a> {
    /// A person of the lexicon, by the full name or the last.
    pub(super) fn known_person(&mut self, hit: &Hit<'a>) {
        let doc = self.doc;
        if hit.sense.kind == NameKind::Surname && self.has_other_given_name(hit) {
            return self.unknown_person(hit.head);
        }
        if hit.sense.kind == NameKind::Surname && self.is_somebody_else(hit) {
            return self.unknown_person(hit.head);
        }
        // "Michael Patrick Hale" is no Patrick Hale.
        let longer = hit.sense.kind == NameKind::Person
            && hit.tokens.start.checked_sub(1).is_some_and(|before| {
                self.entity(before) == Some(EntityType::PERSON)
                    && self.same_entity(before, hit.head)
                    && doc.token(before).pos == Pos::PROPN
                    && self.hit_of[before] == 0
                    && !is_title(doc.word(before))
                    && self
                        .lexicon
                        .roles
                        .longest_ending_at(&self.words[..=before], before)
                        .is_none()
            });
        if longer {
            return self.unknown_person(hit.head);
        }
        let told = self.title_before(hit.tokens.start, hit.head);
        // One who is out of office is of that state, but acts for nobody.
        let former = || {
            let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state())?;
            Some(Actor::new(state.head.clone(), Some(Role::CVL)))
        };
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
        let is_known = |actor: &Actor| !actor.is_unknown();
        let edge = tree::left_edge(doc, hit.head).min(hit.tokens.start);
        let names_owner = (edge..hit.tokens.start).any(|token| self.hit_of[token] != 0);
        if let Some((mut told_actor, told_office, is_former)) = told {
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
            } else if actor.is_none() || !self.is_dated && told_actor.as_ref().is_some_and(is_known)
            {
                // Without a date the lexicon cannot choose among offices; the text can.
                actor = told_actor.filter(is_known);
                office = Some(told_office);
            }
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
        if matches!(told, Some(Role::LEG | Role::MIL | Role::COP | Role::JUD)) && told != own {
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
            let leads = noun.sort == RoleSort::Head;
            let owner = self.title_owner(edge, first, head, leads);
            let police = POLICE_RANKS.contains(&noun.noun.as_str());
            // "Representative Hale" sits in parliament; a company's or a movement's stands elsewhere.
            let member = end + 1 == start
                && noun.noun == "representative"
                && self.doc.word(end).starts_with(char::is_uppercase);
            let known = owner
                .actor
                .and_then(|actor| Self::role_actor(noun, &actor))
                .map(|actor| match actor.role {
                    Some(Role::GOV) if police => Actor::new(actor.head, Some(Role::COP)),
                    Some(Role::GOV) if member => Actor::new(actor.head, Some(Role::LEG)),
                    Some(Role::GOV) if owner.stateless => Actor::new(actor.head, Some(Role::CVL)),
                    _ => actor,
                });
            let acts = match noun.sort {
                RoleSort::Private | RoleSort::Asset => false,
                RoleSort::Head => owner.unit.is_some(),
                _ => true,
            };
            let acts = acts && !(owner.body && owner.unit.is_none() && noun.role == Role::GOV);
            let unknown = || {
                let actor = self.unknown_of(owner.unit.filter(|_| owner.body), noun.role);
                Actor::new(actor.head, Some(owner.unit.unwrap_or(noun.role)))
            };
            // "President Jones" in a report on firms that the lexicon does not hold.
            let officer = owner.unit.is_none()
                && self.owner(head, first.max(edge)).actor.is_none()
                && matches!(
                    noun.noun.as_str(),
                    "president"
                        | "vice president"
                        | "secretary"
                        | "spokesman"
                        | "spokeswoman"
                        | "spokesperson"
                )
                && (self.genre == Genre::Business
                    || !self.setting.is_clear
                        && self
                            .cast
                            .past
                            .iter()
                            .any(|trace| trace.is_unlisted && trace.is_subject));
            // "Arctic Paper Inc and its president Jens Hale".
            let of_firm = owner.unit.is_none()
                && (edge..start).any(|token| doc.word(token) == "its")
                && self.owner(head, first.max(edge)).actor.is_none()
                && self
                    .cast
                    .past
                    .last()
                    .is_some_and(|trace| trace.is_unlisted || trace.role == Some(Role::BUS));
            // "Arctic Semiconductor *Corp* president Jens Hale".
            let of_firm = of_firm
                || noun.role == Role::GOV
                    && first > edge
                    && self.lexicon.words.body(doc.word(first - 1)) == Some(Role::BUS)
                    && self.owner(head, first.max(edge)).actor.is_none();
            let actor = if officer || of_firm {
                Some(Actor::new("-", Some(Role::BUS)))
            } else {
                known.or_else(|| acts.then(unknown))
            };
            return Some((actor, noun.noun.to_string(), owner.former));
        }
        None
    }

    /// The owner of a title that begins at `first`, in the phrase that begins at `edge`; of one who
    /// `leads` some body only that body.
    fn title_owner(&self, edge: usize, first: usize, head: usize, leads: bool) -> Owner {
        let mut owner = self.owner(head, first.max(edge));
        // "US Under Secretary Jones", which reads like a preposition.
        if owner.actor.is_none()
            && let Some(before) = first.checked_sub(2)
            && self.doc.word(first - 1) == "Under"
        {
            owner.actor = self
                .hit_covering(before)
                .and_then(|hit| self.hit_actor(hit));
        }
        if owner.actor.is_none() && !owner.foreign && !leads {
            // "Foreign Minister Lavrov" in an article on Russia: the state at hand.
            let office = self.words[first..head.min(self.words.len())]
                .iter()
                .map(|word| word.to_lowercase())
                .find(|word| self.lexicon.words.is(word, Tells::Office));
            owner.actor = match office {
                Some(office) => self.home_with(head, &office),
                None => self.home_at(head),
            };
        }
        owner
    }

    /// Whether the proper noun at `token` is, by the recogniser or its titles, a person's name.
    pub(super) fn is_person_name(&self, token: usize) -> bool {
        let doc = self.doc;
        if self.entity(token) == Some(EntityType::PERSON) {
            return true;
        }
        if self.cast.person(doc.word(token)).is_some() {
            return true;
        }
        let start = self.name_start(token);
        start > 0
            && (is_title(doc.word(start - 1)) || self.is_title_of_person(start - 1))
            && doc
                .word(token)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
            && !matches!(
                self.entity(token),
                Some(
                    EntityType::ORG
                        | EntityType::GPE
                        | EntityType::FAC
                        | EntityType::LOC
                        | EntityType::LAW
                        | EntityType::EVENT
                )
            )
    }

    /// Whether an office or rank ends at `token`: "*Minister* Lavrov", but not "*state* stockpiler".
    fn is_title_of_person(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_ending_at(&self.words[..=token], token)
            .is_some_and(|(_, noun)| {
                matches!(
                    noun.sort,
                    RoleSort::Office | RoleSort::Head | RoleSort::Member
                ) || noun.sort == RoleSort::Private && matches!(noun.role, Role::CVL | Role::MED)
            })
    }

    /// Whether the word at `token` is a given name within a person's name, whatever else it means: "Christian".
    fn is_given_name(&self, token: usize) -> bool {
        let words = &self.lexicon.words;
        let word = self.doc.word(token);
        (words.is(word, Tells::He) || words.is(word, Tells::She))
            && token + 1 < self.doc.len()
            && self.entity(token) == Some(EntityType::PERSON)
            && self.same_entity(token, token + 1)
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
                && (self.is_given_name(before)
                    || self
                        .lexicon
                        .roles
                        .longest_ending_at(&self.words[..=before], before)
                        .is_none())
                && !is_title(doc.word(before));
            if part {
                start = before;
            } else if let Some(first) = self.hyphenated(before) {
                start = first;
            } else {
                break;
            }
        }
        start
    }

    /// The first part of a name whose hyphen stands at `token`: "*Dei*-Anang".
    fn hyphenated(&self, token: usize) -> Option<usize> {
        let doc = self.doc;
        let first = token.checked_sub(1)?;
        let joined = doc.word(token) == "-"
            && token + 1 < doc.len()
            && doc.token(first).end == doc.token(token).start
            && doc.token(token).end == doc.token(token + 1).start;
        let name = doc.token(first).pos == Pos::PROPN
            && doc.word(first).starts_with(char::is_uppercase)
            && self.hit_of[first] == 0;
        (joined && name).then_some(first)
    }

    pub(super) fn full_name(&self, token: usize) -> String {
        self.doc
            .span_text(self.name_start(token)..token + 1)
            .to_owned()
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

    /// Whether the parser took the person's name that ends with `token` for a part of the next one: "*Hale* and
    /// Prime Minister Marek".
    pub(super) fn is_flat_partner(&self, token: usize) -> bool {
        let doc = self.doc;
        let next = token + 1;
        matches!(doc.token(token).dep, Dep::Nmod | Dep::Compound)
            && next < doc.len()
            && matches!(doc.word(next), "and" | ",")
            && self.entity(token) == Some(EntityType::PERSON)
            && doc.head(token).is_some_and(|head| {
                head > next && doc.token(head).pos == Pos::PROPN && !self.same_entity(head, token)
            })
    }

    /// The office told before a name and a comma that the parser took for another subject: "*the head of the navy's
    /// press office*, Jens Hale told …".
    fn told_before(&self, token: usize, start: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        let comma = start
            .checked_sub(1)
            .filter(|&comma| doc.word(comma) == ",")?;
        if doc.token(token).dep != Dep::Nsubj {
            return None;
        }
        let verb = doc.head(token)?;
        let before = doc.children(verb).find(|&c| {
            c < comma && doc.token(c).dep == Dep::Nsubj && doc.subtree(c).end == comma
        })?;
        self.office_of(before)
    }

    /// The office that stands once before a list of names: "foreign *ministers* Julie Hale of A and Winston Marek of B".
    fn title_of_list(&self, token: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        if doc.token(token).dep != Dep::Conj {
            return None;
        }
        let first = doc.head(token)?;
        let mention = self.mention_at(first).filter(|first| first.is_person)?;
        let office = mention.office.clone()?;
        let actor = mention.actors.first()?;
        let start = self
            .hit_covering(first)
            .map_or_else(|| self.name_start(first), |hit| hit.tokens.start);
        let before = start.checked_sub(1)?;
        let listed = matches!(doc.token(before).tag, Tag::NNS | Tag::NNPS)
            || doc.token(first).dep == Dep::Conj;
        if !listed {
            return None;
        }
        let own = self.owner_behind(token, 0).filter(Actor::is_state);
        let state = own.map_or_else(|| actor.head.clone(), |own| own.head);
        Some((Actor::new(state, actor.role), office))
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
        if let Some(known) = self.cast.person(doc.word(token))
            && same_person(&name, &known.name)
        {
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

    /// What is told of a person behind the name: "head of the Foreign Ministry's …", "who heads the
    /// Iraqi parliament", "who is the army's spokesman".
    fn told_after(&self, token: usize) -> Option<(Actor, String)> {
        let doc = self.doc;
        let appos = doc
            .children(token)
            .filter(|&c| doc.token(c).dep == Dep::Appos)
            .find_map(|appos| self.office_of(appos));
        appos.or_else(|| {
            doc.children(token)
                .filter(|&c| doc.token(c).dep == Dep::Relcl)
                .find_map(|verb| {
                    let lemma = doc.lemma(verb);
                    if matches!(
                        lemma,
                        "head" | "lead" | "chair" | "command" | "run" | "represent" | "oversee"
                    ) {
                        let object = doc.child(verb, Dep::Dobj)?;
                        let actor = self.actor_within(object, 1)?;
                        return Some((actor, doc.span_text(tree::phrase(doc, object)).to_owned()));
                    }
                    let office = match lemma {
                        "be" => doc.child(verb, Dep::Attr),
                        "serve" => doc
                            .children(verb)
                            .find(|&c| doc.word(c) == "as")
                            .and_then(|prep| doc.child(prep, Dep::Pobj)),
                        _ => None,
                    };
                    self.office_of(office?)
                })
        })
    }

    /// The actor and the words of the office that the phrase of `token` names.
    fn office_of(&self, token: usize) -> Option<(Actor, String)> {
        let (range, noun) = self.lexicon.roles.longest_around(&self.words, token)?;
        let owner = self.owner(token, range.start);
        if owner.former {
            return None;
        }
        let leads = noun.sort == RoleSort::Head;
        let home = || {
            let home = self.home_at(token)?;
            (!owner.foreign && (!leads || owner.unit.is_some())).then_some(home)
        };
        let state = owner.actor.clone().or_else(home);
        let mut actor = state
            .and_then(|actor| Self::role_actor(noun, &actor))
            .or_else(|| {
                let acts = !matches!(
                    noun.sort,
                    RoleSort::Private | RoleSort::Asset | RoleSort::Head
                );
                // The president of a federation that nobody knows holds no office of a state.
                let role = if owner.foreign && owner.unit.is_none() && noun.noun == "president" {
                    Role::CVL
                } else {
                    noun.role
                };
                acts.then(|| Actor::new("-", Some(role)))
            })?;
        if let Some(unit) = owner.unit
            && noun.role == Role::GOV
            && actor.is_state()
        {
            actor.role = Some(unit);
        }
        Some((actor, noun.noun.to_string()))
    }
}

/// Whether `word` is an honorific, which stands before a name and tells no office.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word.to_lowercase().trim_end_matches('.'),
        "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lord" | "lady" | "dame" | "madam" | "pope"
    )
}
