//! Nouns that are no names: descriptions by a role, and words for the parties named before.

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, EntityType, Pos};

use super::cast::Trace;
use super::finder::Finder;
use super::pronoun::{self, Pronoun};
use super::{Mention, MentionKind, Nature, group, reference};
use crate::tree;

impl Finder<'_> {
    /// A noun that is no name of the lexicon: a description, a person, or the parties named before.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn noun(&mut self, token: usize) {
        let doc = self.doc;
        let phrase_head = self.is_phrase_head(token);
        if self.joint[token] {
            return;
        }
        if self.doc.token(token).pos == Pos::PROPN
            && let Some(end) = self.firm_tail(token)
        {
            return self.joint_firm(token, end);
        }
        if self.by_head[token] == 0 && self.is_flat_partner(token) {
            return self.unknown_person(token);
        }
        if self.by_head[token] != 0 || !phrase_head && doc.token(token).pos != Pos::NOUN {
            return;
        }
        // "The First Women's Bank".
        let owns_name = doc.token(token).dep == Dep::Poss
            && self.entity(token) == Some(EntityType::ORG)
            && doc
                .head(token)
                .is_some_and(|head| self.same_entity(head, token));
        if owns_name && doc.token(token).pos == Pos::PROPN {
            return;
        }
        if let Some(half) = self.half_of_land(token) {
            return self.refer(token, &half, MentionKind::Name);
        }
        if let Some(halves) = self.halves(token) {
            return self.parties(token, halves);
        }
        if let Some(land) = self.land(token) {
            return self.refer(token, &land, MentionKind::Description);
        }
        if self.is_men(token)
            && let Some(trace) =
                pronoun::resolve(doc, self.lexicon, token, Pronoun::Several, &self.cast)
                    .filter(|t| !t.is_state)
        {
            return self.refer(token, &trace, MentionKind::Description);
        }
        if let Some(body) = self.named_before(token) {
            return self.refer(token, &body, MentionKind::Description);
        }
        if let Some(actors) = group::all_of(doc, token, &self.cast) {
            return self.parties(token, actors);
        }
        if phrase_head && self.counted(token) {
            return;
        }
        // Addresses are words to the tokeniser.
        let word = doc.word(token);
        let numbered = |at: usize| doc.word(at).starts_with(|c: char| c.is_ascii_digit());
        let counts = numbered(token) && word.contains('-')
            || token >= 2 && doc.word(token - 1) == "-" && numbered(token - 2);
        if counts || word.contains("://") || word.starts_with("www.") {
            return;
        }
        let proper = doc.token(token).pos == Pos::PROPN;
        let in_longer_name = proper
            && self.entity(token) == Some(EntityType::ORG)
            && token > 0
            && self.same_entity(token - 1, token)
            && self.hit_of[token - 1] == 0
            && !self.is_definite(token);
        // "Supermarkets General" is a firm and no officer.
        let in_name = in_longer_name && !self.is_plural(token);
        // "Hale & Quist": a firm by two families' names.
        let partner = token + 2;
        if proper
            && doc.word(token).len() > 2
            && partner < doc.len()
            && doc.word(token + 1) == "&"
            && doc.token(partner).pos == Pos::PROPN
            && self.hit_of[partner] == 0
            && doc.token(partner).sentence == doc.token(token).sentence
        {
            return self.joint_firm(token, partner + 1);
        }
        // "Michigan General said": a firm called so.
        let general = proper
            && doc.word(token) == "General"
            && !self.is_definite(token)
            && token.checked_sub(1).is_some_and(|before| {
                self.hit_covering(before).is_some_and(|hit| {
                    matches!(hit.sense.kind, NameKind::State | NameKind::City)
                        && doc.token(before).dep == Dep::Compound
                })
            });
        if general && phrase_head {
            return self.nameless_body(token);
        }
        // "Armour" of "Armour Pharmaceutical Co" is no armour.
        let alone = proper && !self.is_definite(token) && !self.is_plural(token);
        if alone && let Some(body) = self.short_for(token) {
            return self.refer(token, &body, MentionKind::Name);
        }
        let role = self
            .lexicon
            .roles
            .longest_around(&self.words, token)
            .filter(|(range, _)| !self.is_end_of_name(token, range.start))
            // "The European *Union member*" is none of a union.
            .filter(|(range, noun)| {
                !noun.noun.ends_with(" member")
                    || self
                        .hit_covering(range.start)
                        .is_none_or(|hit| hit.tokens.start == range.start)
            })
            // "Hale Capital Markets" is no place where people buy.
            .filter(|(_, noun)| !in_longer_name || noun.sort != RoleSort::Asset)
            .filter(|(_, noun)| {
                !in_name
                    || !matches!(
                        noun.sort,
                        RoleSort::Office | RoleSort::Member | RoleSort::Asset | RoleSort::People
                    )
            })
            .map(|(range, noun)| (range, noun.clone()));
        if proper && phrase_head && role.is_none() && self.is_person_name(token) {
            return self.unknown_person(token);
        }
        if proper && let Some(body) = self.short_for(token) {
            return self.refer(token, &body, MentionKind::Name);
        }
        match role {
            Some((range, role)) => {
                // A title inside a name phrase belongs to the person.
                let titles = !phrase_head
                    && doc
                        .head(token)
                        .is_some_and(|head| doc.token(head).pos == Pos::PROPN);
                let of_title = !phrase_head && self.is_of_title(token, &role);
                if !titles && !of_title {
                    self.described(token, range.start, &role);
                }
            }
            None if phrase_head => self.called(token),
            None => {}
        }
    }

    /// Whether the role noun at `token`, which modifies another noun, is but a part of what that names.
    fn is_of_title(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let proper = doc.token(token).pos == Pos::PROPN;
        match role.sort {
            // "Country music".
            RoleSort::Unit if doc.lemma(token).eq_ignore_ascii_case("country") => true,
            RoleSort::Private | RoleSort::Asset => true,
            RoleSort::Office | RoleSort::Head | RoleSort::Member => {
                doc.head(token).is_some_and(|head| self.is_office(head))
            }
            // "St. Jude Children's Research Hospital".
            // "Community papers", "family homes" are of what kind they are.
            RoleSort::People => {
                self.lexicon.words.is(doc.lemma(token), Tells::Anybody)
                    || matches!(
                        doc.word(token),
                        "community" | "family" | "public" | "population"
                    )
                    || proper
                        && doc
                            .head(token)
                            .is_some_and(|head| self.same_entity(head, token))
            }
            // "Nuclear power plants".
            // "An assembly plant", "a resistance rubber".
            RoleSort::Unit => {
                let thing = doc.head(token).is_some_and(|head| {
                    self.hit_of[head] == 0
                        && self
                            .lexicon
                            .roles
                            .longest_around(&self.words, head)
                            .is_none_or(|(_, noun)| {
                                matches!(noun.sort, RoleSort::Private | RoleSort::Asset)
                            })
                });
                doc.lemma(token).eq_ignore_ascii_case("power")
                    || matches!(doc.word(token), "assembly" | "resistance") && thing
            }
        }
    }

    /// The state that "the South" or "the North" stands for, where one of that name was named or the other half of its
    /// land: "South Korea".
    fn half_of_land(&self, token: usize) -> Option<Trace> {
        let doc = self.doc;
        let word = doc.word(token);
        let whole = matches!(doc.token(token).dep, Dep::Compound | Dep::Amod | Dep::Nmod);
        if !matches!(word, "South" | "North") || whole || !self.is_definite(token) {
            return None;
        }
        let sentence = doc.token(token).sentence;
        let states = || self.cast.recent(sentence, sentence).filter(|t| t.is_state);
        let land = |trace: &Trace, side: &str| {
            let rest = trace.name.strip_prefix(side)?.strip_prefix(' ')?;
            Some(rest.to_owned())
        };
        if let Some(named) = states().find(|trace| land(trace, word).is_some()) {
            return Some(named.clone());
        }
        let other = if word == "South" { "North" } else { "South" };
        states().find_map(|trace| {
            let land = land(trace, other)?;
            let half = self.state_called(&[word, &land])?;
            Some(Trace {
                actors: vec![half],
                name: format!("{word} {land}"),
                ..trace.clone()
            })
        })
    }

    /// "The men", "the two men": people told of before.
    fn is_men(&self, token: usize) -> bool {
        let doc = self.doc;
        matches!(doc.word(token), "men" | "women")
            && self.is_definite(token)
            && doc
                .children(token)
                .all(|c| c < token && matches!(doc.token(c).dep, Dep::Det | Dep::Nummod))
    }

    /// Whether the number at `token` stands for people who do something: "tens of *thousands* marched".
    fn is_crowd(&self, token: usize) -> bool {
        let doc = self.doc;
        let crowd = matches!(
            doc.word(token).to_lowercase().as_str(),
            "hundreds" | "thousands" | "dozens" | "scores"
        );
        crowd
            && doc.token(token).dep == Dep::Nsubj
            && doc
                .head(token)
                .is_some_and(|verb| self.lexicon.words.is(doc.lemma(verb), Tells::Crowd))
            && !doc
                .children(token)
                .any(|c| c > token && doc.word(c) == "of")
    }

    /// Whether the noun at `token` names an office: "premier" of "deputy premier".
    pub(super) fn is_office(&self, token: usize) -> bool {
        self.lexicon
            .roles
            .longest_around(&self.words, token)
            .is_some_and(|(_, noun)| matches!(noun.sort, RoleSort::Office | RoleSort::Head))
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
        // "The number of voters" is none of them.
        let amount = doc.lemma(token) == "number" && self.is_definite(token);
        if !quantity || amount {
            return false;
        }
        if self.is_crowd(token) {
            let home = self.clause_place(token).or_else(|| self.home_at(token));
            if let Some(home) = home {
                self.add(Mention {
                    tokens: tree::phrase(doc, token),
                    head: token,
                    kind: MentionKind::Description,
                    nature: Nature::Role(Role::CVL, RoleSort::People),
                    actors: vec![Actor::new(home.head, Some(Role::CVL))],
                    name: tree::words(doc, tree::phrase(doc, token)),
                    office: None,
                    is_person: false,
                    is_place: false,
                    is_plural: true,
                });
                return true;
            }
        }
        let Some(object) = doc
            .children(token)
            .find(|&c| c > token && doc.word(c) == "of")
            .and_then(|of| doc.child(of, Dep::Pobj))
        else {
            return false;
        };
        // "Four of *the country's* ministers": their owner goes first, as it does in the text.
        if let Some(owner) = doc.child(object, Dep::Poss)
            && self.hit_covering(owner).is_none()
            && doc.token(owner).pos == Pos::NOUN
        {
            self.noun(owner);
        }
        // "Five of *its* fighters".
        if let Some(owner) = doc.child(object, Dep::Poss)
            && doc.token(owner).pos == Pos::PRON
            && self.by_head[owner] == 0
        {
            self.pronoun(owner);
        }
        match self.hit_covering(object).cloned() {
            Some(hit) if hit.head == object => self.name(&hit),
            None if doc.token(object).pos != Pos::PRON => self.noun(object),
            _ => {}
        }
        let counted = self
            .mention_at(object)
            .map(|counted| counted.actors.clone());
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
            name: tree::words(doc, tree::phrase(doc, token)),
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
                // "his Indian colleague", "her Turkish opposite number".
                "counterpart" | "colleague" => return self.counterpart(token, possessor),
                "number" if self.is_opposite(token) => return self.counterpart(token, possessor),
                // "Mr Hale's rivals" are no state.
                "neighbour" | "neighbor" | "rival" | "foe" if !possessor.is_person => {
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
        // "The new body" is none that was named before.
        let new = doc
            .children(token)
            .any(|c| c < token && doc.word(c).eq_ignore_ascii_case("new"));
        // "The exchange of shares" is what is done and no body.
        let done = doc
            .children(token)
            .filter(|&c| c > token && doc.word(c) == "of")
            .filter_map(|of| doc.child(of, Dep::Pobj))
            .any(|object| {
                doc.token(object).pos == Pos::NOUN
                    && self.hit_of[object] == 0
                    && self
                        .lexicon
                        .roles
                        .longest_around(&self.words, object)
                        .is_none()
            });
        if !proper && !new && !done && self.is_definite(token) && possessor.is_none() {
            let found = reference::description(doc, token, &noun, None, &self.cast, &self.setting);
            if let Some(trace) = found.map(|found| found.trace.clone()) {
                self.refer(token, &trace, MentionKind::Description);
            }
        } else if proper
            && self.entity(token) == Some(EntityType::ORG)
            && doc.word(token).chars().any(char::is_alphabetic)
        {
            self.unknown_body(token);
        }
    }

    /// "an opposite number".
    fn is_opposite(&self, token: usize) -> bool {
        self.doc
            .children(token)
            .any(|c| self.doc.word(c).eq_ignore_ascii_case("opposite"))
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
        // "His Armenian *and Azeri* counterparts".
        let edge = tree::left_edge(self.doc, token);
        let others: Vec<Actor> = (edge..token)
            .filter(|_| plural)
            .filter_map(|at| self.hit_at(at))
            .filter(|hit| hit.sense.kind == NameKind::Adjective && !hit.partial)
            .filter_map(|hit| hit.sense.actor.as_ref())
            .map(|state| Actor::new(state.head.clone(), Some(role)))
            .filter(|other| *other != actor)
            .collect();
        self.add(Mention {
            tokens: tree::phrase(self.doc, token),
            head: token,
            kind: MentionKind::Description,
            nature: Nature::Role(role, RoleSort::Office),
            actors: std::iter::once(actor).chain(others).collect(),
            name: tree::words(self.doc, tree::phrase(self.doc, token)),
            office: None,
            is_person: !plural,
            is_place: false,
            is_plural: plural,
        });
    }

    /// The actor that a demonym or a name before `token` names, its possessive apart.
    pub(super) fn own_modifier(&self, token: usize) -> Option<Actor> {
        let doc = self.doc;
        let before = |head: usize| {
            doc.children(head)
                .filter(move |&c| {
                    c < head && matches!(doc.token(c).dep, Dep::Amod | Dep::Compound | Dep::Nmod)
                })
                .filter_map(|c| self.hit_covering(c))
                // What is but a part of the whole name owns nothing: "Democratic Party".
                .filter(|hit| !hit.tokens.contains(&head) && !self.is_accord(hit))
                .find_map(|hit| self.hit_actor(hit))
        };
        before(token)
            // "The Mongolian People's Party".
            .or_else(|| {
                let owner = doc.child(token, Dep::Poss)?;
                before(owner).filter(|_| self.same_entity(owner, token))
            })
            .or_else(|| {
                let prep = doc
                    .children(token)
                    .find(|&c| c > token && matches!(doc.word(c), "in" | "of" | "from" | "at"))?;
                self.actor_within(doc.child(prep, Dep::Pobj)?, 1)
            })
    }

    /// "The two countries", "both sides".
    pub(super) fn parties(&mut self, token: usize, actors: Vec<Actor>) {
        self.add(Mention {
            tokens: tree::phrase(self.doc, token),
            head: token,
            kind: MentionKind::Description,
            nature: Nature::Other,
            actors,
            name: tree::words(self.doc, tree::phrase(self.doc, token)),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: true,
        });
    }
}
