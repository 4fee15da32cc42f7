//! Names of the lexicon that stand in the text: whose they are here, and which are none.

use detente_lexicon::{Actor, NameKind, Role, RoleSort, Tells};
use detente_syntax::{Dep, Pos, Tag};

use super::Finder;
use crate::mention::genre::Genre;
use crate::mention::names::Hit;
use crate::mention::{Mention, MentionKind, Nature};
use crate::tree;

impl<'a> Finder<'a> {
    /// A name of the lexicon.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(in crate::mention) fn name(&mut self, hit: &Hit<'a>) {
        let doc = self.doc;
        let head = hit.head;
        match hit.sense.kind {
            NameKind::Forum | NameKind::Agreement | NameKind::NonActor => {}
            NameKind::Person if self.is_of_pair(hit) => self.known_person(hit),
            NameKind::State | NameKind::Adjective if self.is_money(hit) => {}
            NameKind::Adjective | NameKind::People if self.is_language(hit) => {}
            _ if self.is_seat(hit) || self.is_unit_counted(hit) || self.is_of_work(hit) => {}
            NameKind::State | NameKind::Adjective | NameKind::People if self.is_tongue(hit) => {}
            NameKind::People | NameKind::City | NameKind::Capital
                if self.is_placelike_given_name(head) => {}
            // "A true Paradise" is no town.
            NameKind::City if self.is_one_of_many(head) => {}
            NameKind::City | NameKind::Capital if self.is_accord(hit) => {}
            NameKind::State
            | NameKind::Adjective
            | NameKind::People
            | NameKind::City
            | NameKind::Capital
                if self.is_family_name(hit) =>
            {
                self.unknown_person(head);
            }
            // "Duma" is a family's name where the article names somebody so in full.
            NameKind::Institution if self.is_family_name(hit) && !self.is_definite(head) => {
                self.unknown_person(head);
            }
            NameKind::Organisation | NameKind::Institution if self.is_part(hit) => {
                self.unknown_body(head);
            }
            _ if self.is_within_name(hit) => {
                if self.is_phrase_head(head) {
                    self.unknown_body(head);
                } else if self.kind_of_body(head) == Some(Role::BUS) {
                    self.firms.insert(self.doc.span_text(hit.tokens.clone()));
                }
            }
            _ if self.is_phrase_head(head) && self.is_short_for_firm(hit) => {
                self.nameless_body(head);
            }
            // "Hector Tello said": a given name before what is also a town's.
            NameKind::City
                if self.speaks_or_plays(head)
                    && self.genre != Genre::Sport
                    && self.name_start(head) < head =>
            {
                self.unknown_person(head);
            }
            // Towns neither speak nor win: somebody of that name does, or their team.
            NameKind::City if self.speaks_or_plays(head) => {}
            // "5,000 *Sonora* shares" are a firm's.
            _ if self.genre == Genre::Business && self.is_short_for_firm(hit) => {}
            NameKind::Surname if self.is_firm_of_family(hit) => self.nameless_body(head),
            // "The Hale *Prize*".
            NameKind::Surname
                if !self.is_phrase_head(head)
                    && hit.tokens.end < doc.len()
                    && self.is_site(hit.tokens.end) => {}
            _ if self.is_team(hit) => {}
            NameKind::Person | NameKind::Surname => self.known_person(hit),
            kind => {
                let state = |role| {
                    hit.sense.actor.clone().map(|mut actor| {
                        if actor.role.is_none() && actor.is_state() {
                            actor.role = Some(role);
                        }
                        actor
                    })
                };
                let (nature, actor) = match kind {
                    NameKind::State => (Nature::State, state(Role::GOV)),
                    NameKind::Capital => (Nature::Capital, state(Role::GOV)),
                    NameKind::City => (Nature::City, state(Role::GOV)),
                    NameKind::Adjective => {
                        // "A Chinese-flagged ship" tells of the state.
                        let joined = self.words.get(hit.tokens.end) == Some(&"-");
                        let noun = self.is_phrase_head(head) && !joined && !self.is_of_row(head)
                            || self.lexicon.words.is(doc.word(head), Tells::Stateless);
                        (
                            Nature::Adjective,
                            state(if noun { Role::CVL } else { Role::GOV }),
                        )
                    }
                    // "The Americans accuse Moscow" means their government; "Bahrainis camped" does not.
                    NameKind::People
                        if !self.lexicon.words.is(doc.word(head), Tells::Stateless)
                            && self.is_definite(head)
                            && (self.acts(head) || self.is_whole_people(head)) =>
                    {
                        (Nature::State, state(Role::GOV))
                    }
                    NameKind::People => {
                        (Nature::Role(Role::CVL, RoleSort::People), state(Role::CVL))
                    }
                    // A breakaway region is the place and those who hold it.
                    _ if hit.sense.org_kind.as_deref() == Some("breakaway") => {
                        (Nature::State, hit.sense.actor.clone())
                    }
                    _ => (Nature::Body, self.hit_actor(hit)),
                };
                let actor = if self.is_ethnic(hit) {
                    self.ethnic_actor(hit)
                } else {
                    actor
                };
                let half = self
                    .half_before(hit)
                    .filter(|_| hit.tokens.start >= 2)
                    .filter(|_| doc.head(hit.tokens.start - 2) == Some(head));
                let partners = match self.other_nation(hit).or(half) {
                    Some(other) => vec![other],
                    None => self.partners_in(hit, actor.as_ref()),
                };
                let is_head = self.is_phrase_head(head) && !hit.partial;
                let media = hit.sense.org_kind.as_deref() == Some("media");
                let body = hit.sense.org_kind.as_deref();
                let mention = Mention {
                    tokens: if is_head {
                        tree::phrase(doc, head)
                    } else {
                        hit.tokens.clone()
                    },
                    head,
                    kind: MentionKind::Name,
                    nature: if media { Nature::Other } else { nature },
                    actors: actor.into_iter().chain(partners).collect(),
                    name: hit.sense.name.clone(),
                    office: None,
                    is_person: false,
                    is_place: matches!(kind, NameKind::State | NameKind::Capital | NameKind::City)
                        || body == Some("breakaway"),
                    is_plural: (matches!(kind, NameKind::People) || body == Some("separatists"))
                        && doc.word(head).ends_with('s')
                        || doc.token(head).tag == Tag::NNS,
                };
                self.add_body(mention, body);
            }
        }
    }

    /// Whether the name is but the end of a party's letter and a member's seat: "Casey (*D-PA*)".
    fn is_seat(&self, hit: &Hit<'_>) -> bool {
        let is_party = |word: &str| matches!(word, "D" | "R" | "I");
        let word = self.doc.word(hit.head);
        let joined = word.split_once(['-', '‑', '–']);
        let parted = hit.tokens.start.checked_sub(2).is_some_and(|party| {
            is_party(self.doc.word(party)) && matches!(self.doc.word(party + 1), "-" | "‑" | "–")
        });
        parted || hit.partial && joined.is_some_and(|(party, _)| is_party(party))
    }

    /// Whether the adjective at `head` is one of a row that modifies a noun: "Bosnian and *Croatian* presidents".
    fn is_of_row(&self, head: usize) -> bool {
        let doc = self.doc;
        let mut first = head;
        while doc.token(first).dep == Dep::Conj {
            match doc.head(first) {
                Some(before) => first = before,
                None => break,
            }
        }
        first != head
            && doc.token(head).tag == Tag::JJ
            && matches!(doc.token(first).dep, Dep::Amod | Dep::Nmod | Dep::Compound)
    }

    /// The second of two nations in one word: "U.S.-*Japanese* talks".
    fn other_nation(&self, hit: &Hit<'_>) -> Option<Actor> {
        let word = self.doc.word(hit.head);
        let behind = word.rsplit(['-', '‑', '–']).next()?;
        if !hit.partial || !behind.starts_with(char::is_uppercase) {
            return None;
        }
        let names = &self.lexicon.names;
        let found = names.longest_at(&[behind], 0)?;
        let sense = names.senses(found).find(|sense| {
            matches!(
                sense.kind,
                NameKind::State | NameKind::Adjective | NameKind::Organisation
            )
        })?;
        let mut actor = sense.actor.clone()?;
        if actor.role.is_none() && actor.is_state() {
            actor.role = Some(Role::GOV);
        }
        Some(actor)
    }

    /// The bodies of other states that a name stands for with its own: "Indian *and Chinese troops*", where the
    /// lexicon knows the latter by that name.
    fn partners_in(&self, hit: &Hit<'_>, own: Option<&Actor>) -> Vec<Actor> {
        let doc = self.doc;
        let Some(own) = own.filter(|own| {
            own.is_state() && own.role.is_some() && doc.token(hit.head).tag == Tag::NNS
        }) else {
            return Vec::new();
        };
        let mut partners = Vec::new();
        let mut at = hit.tokens.start;
        while at >= 2 && matches!(doc.word(at - 1), "and" | ",") {
            let Some(other) = self.hit_covering(at - 2).filter(|other| {
                matches!(other.sense.kind, NameKind::Adjective | NameKind::State)
                    && other.tokens.end == at - 1
                    && matches!(
                        doc.token(other.head).dep,
                        Dep::Amod | Dep::Nmod | Dep::Compound | Dep::Conj
                    )
            }) else {
                break;
            };
            let state = other.sense.actor.as_ref().filter(|state| state.is_state());
            partners.extend(state.map(|state| Actor::new(state.head.clone(), own.role)));
            at = other.tokens.start;
        }
        partners.retain(|partner| partner != own);
        partners
    }

    /// Whether the people named at `head` are all of them, with "the" and nothing else: "talks with *the Palestinians*".
    fn is_whole_people(&self, head: usize) -> bool {
        let doc = self.doc;
        let towards = doc.token(head).dep == Dep::Pobj
            && doc.head(head).is_some_and(|prep| {
                matches!(
                    doc.word(prep),
                    "to" | "with" | "from" | "between" | "towards" | "by"
                )
            })
            || matches!(doc.token(head).dep, Dep::Dobj | Dep::Dative | Dep::Conj);
        towards
            && doc.children(head).all(|c| {
                doc.token(c).dep == Dep::Det
                    || c > head
                        && doc.token(c).dep != Dep::Relcl
                        && doc.token(c).dep != Dep::Acl
                        && doc.token(c).dep != Dep::Prep
            })
    }

    /// Whether "a" stands before the name headed by `head`.
    pub(in crate::mention) fn is_one_of_many(&self, head: usize) -> bool {
        self.is_phrase_head(head)
            && self
                .doc
                .children(head)
                .any(|c| c < head && matches!(self.doc.word(c).to_lowercase().as_str(), "a" | "an"))
    }

    /// Whether an accord, a circle or a meeting is called after the town: "the *Cartagena* group".
    pub(in crate::mention) fn is_accord(&self, hit: &Hit<'_>) -> bool {
        let next = hit.tokens.end;
        let modifies = matches!(
            self.doc.token(hit.head).dep,
            Dep::Compound | Dep::Amod | Dep::Nmod
        );
        modifies
            && !hit.partial
            && matches!(hit.sense.kind, NameKind::City | NameKind::Capital)
            && self.doc.head(hit.head) == Some(next)
            && self.lexicon.words.is(self.doc.word(next), Tells::Accord)
    }

    /// Whether a people's name is that of its language: "speaks English and *Italian*", "a poem in *Arabic*".
    fn is_language(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let mut token = hit.head;
        let bare = self.is_phrase_head(token)
            && !hit.partial
            && doc.token(token).tag != Tag::NNPS
            && doc.token(token).tag != Tag::NNS
            && doc.children(token).all(|c| doc.token(c).dep != Dep::Det);
        while bare && doc.token(token).dep == Dep::Conj {
            let Some(head) = doc.head(token) else { break };
            token = head;
        }
        let Some(governor) = doc.head(token).filter(|_| bare) else {
            return false;
        };
        match doc.token(token).dep {
            Dep::Dobj => self.lexicon.words.is(doc.lemma(governor), Tells::Speaking),
            Dep::Pobj => matches!(doc.word(governor), "in" | "into" | "from" | "In"),
            _ => false,
        }
    }

    /// Whether the name only tells a language: "*French*-language", "*English*-speaking".
    fn is_tongue(&self, hit: &Hit<'_>) -> bool {
        self.suffix_after(hit.tokens.end, hit.partial, hit.head)
            .is_some_and(|suffix| matches!(suffix.as_str(), "language" | "speaking" | "speaker"))
    }

    /// Whether a state's name only tells whose money is meant: "75 mln *Swiss* francs".
    fn is_money(&self, hit: &Hit<'_>) -> bool {
        let next = hit.tokens.end;
        // "US$2.4 million"; "lent Chad $2 million" lent it to Chad.
        let joined =
            next < self.doc.len() && self.doc.token(next).start == self.doc.token(next - 1).end;
        if joined && self.words[next].starts_with('$') {
            return true;
        }
        next < self.doc.len()
            && matches!(self.doc.token(next).pos, Pos::NOUN | Pos::PROPN)
            && self.lexicon.words.is(self.words[next], Tells::Currency)
    }

    /// Whether a place's name stands for the firm whose name began with it: "Cleveland" of "Cleveland Mills Inc".
    pub(in crate::mention) fn is_short_for_firm(&self, hit: &Hit<'_>) -> bool {
        let doc = self.doc;
        let placed = doc.token(hit.head).dep == Dep::Pobj
            && doc
                .head(hit.head)
                .is_some_and(|prep| matches!(doc.word(prep), "in" | "at" | "near" | "In" | "At"));
        let region = hit.sense.kind == NameKind::State
            && self
                .lexicon
                .names
                .origin(&hit.sense)
                .0
                .ends_with("regions.tsv");
        // "Nippon" is short for a firm sooner than it is Japan.
        let other_name = hit.sense.kind == NameKind::State
            && self.genre == Genre::Business
            && hit.tokens.len() == 1
            && hit.sense.name != self.words[hit.head]
            && self.words[hit.head].chars().all(char::is_alphabetic)
            && self.words[hit.head].chars().any(char::is_lowercase);
        // "Cyprus" of Cyprus Minerals, in an article that speaks of the state in no other way.
        let only_firm = hit.sense.kind == NameKind::State
            && self.genre == Genre::Business
            && hit.tokens.len() == 1
            && self.hits.iter().all(|other| {
                other.sense.actor != hit.sense.actor
                    || self.words[other.head] == self.words[hit.head]
                        && (doc.token(other.head).dep != Dep::Pobj || self.is_within_name(other))
            });
        (hit.sense.kind == NameKind::City || region || other_name || only_firm)
            && !placed
            && self.firms.begins(doc.span_text(hit.tokens.clone()))
    }

    /// Whether a family's name alone stands for the firm whose name begins with it: "Berry" of "Berry Petroleum Co".
    fn is_firm_of_family(&self, hit: &Hit<'_>) -> bool {
        let family = self.doc.span_text(hit.tokens.clone());
        self.firms.begins(family)
            && self.is_phrase_head(hit.head)
            && !self.full_names.contains_key(family)
            && self.cast.person(family).is_none()
            && self.title_before(hit.tokens.start, hit.head).is_none()
    }

    /// Whether what is headed by `head` is the subject of a verb of saying or of a match.
    fn speaks_or_plays(&self, head: usize) -> bool {
        let doc = self.doc;
        doc.token(head).dep == Dep::Nsubj
            && doc.head(head).is_some_and(|verb| {
                let verb = doc.child(verb, Dep::Xcomp).unwrap_or(verb);
                matches!(
                    doc.lemma(verb),
                    "say" | "tell" | "add" | "note" | "win" | "beat" | "defeat" | "score"
                )
            })
    }

    /// A mention of a firm that the lexicon does not hold, by a name that would else mislead.
    pub(in crate::mention) fn nameless_body(&mut self, token: usize) {
        self.add(Mention {
            tokens: token..token + 1,
            head: token,
            kind: MentionKind::Name,
            nature: Nature::Body,
            actors: Vec::new(),
            name: self.doc.word(token).to_owned(),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: false,
        });
    }

    /// Whether the name of a body goes on as that of another one: "the Alliance *for Clean Rivers*" is none of states.
    pub(in crate::mention) fn goes_on_as_another(&self, hit: &Hit<'_>) -> bool {
        let next = hit.tokens.end;
        hit.tokens.len() == 1
            && hit.sense.kind == NameKind::Organisation
            && next + 1 < self.doc.len()
            && self.doc.word(next) == "for"
            && self.doc.word(next + 1).starts_with(char::is_uppercase)
            && self.hit_of[next + 1] == 0
            && self.same_entity(hit.head, next + 1)
    }

    /// Whether the name is but the end of a longer one that the lexicon does not hold: "Democratic Party"
    /// of "Social Democratic Party".
    pub(super) fn is_part(&self, hit: &Hit<'_>) -> bool {
        if self.goes_on_as_another(hit) {
            return true;
        }
        let Some(before) = hit.tokens.start.checked_sub(1) else {
            return false;
        };
        let word = self.doc.word(before);
        // "Catholic Republicans" are Republicans.
        let people = self.doc.token(hit.head).tag == Tag::NNPS && hit.tokens.len() == 1;
        !people
            && self.same_entity(before, hit.head)
            && self.hit_of[before] == 0
            && self.doc.token(before).pos != Pos::DET
            && word.chars().all(char::is_alphabetic)
            && word.starts_with(char::is_uppercase)
            && !word.eq_ignore_ascii_case("the")
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=before], before)
                .is_none()
    }

    /// Whether "ethnic" stands before the name: "ethnic Albanians".
    pub(in crate::mention) fn is_ethnic(&self, hit: &Hit<'_>) -> bool {
        hit.tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.doc.word(before).eq_ignore_ascii_case("ethnic"))
    }

    /// Whose people an ethnic group are: those of the state they live in, which is another.
    pub(super) fn ethnic_actor(&self, hit: &Hit<'_>) -> Option<Actor> {
        let own = hit.sense.actor.as_ref()?;
        self.owner_behind(hit.head, 0)
            .or_else(|| self.clause_place(hit.head))
            .or_else(|| self.home_at(hit.head))
            .filter(Actor::is_state)
            .filter(|actor| actor.head != own.head)
            .map(|actor| Actor::new(actor.head, Some(Role::CVL)))
            .or_else(|| Some(Actor::new("-", Some(Role::CVL))))
    }
}
