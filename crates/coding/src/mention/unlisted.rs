//! Organisations that the lexicon does not hold: firms of two families, and bodies that only their names tell of.

use detente_lexicon::{Actor, NameKind, Role, Tells};
use detente_syntax::Dep;

use super::cast::Trace;
use super::finder::Finder;
use super::genre::Genre;
use super::{Mention, MentionKind, Nature};
use crate::tree;

/// Words that end the name of a firm behind "and".
const FIRM_ENDS: &[&str] = &[
    "Co",
    "Cos",
    "Company",
    "Sons",
    "Son",
    "Brothers",
    "Bros",
    "Partners",
    "Associates",
    "Inc",
    "Ltd",
    "Corp",
    "Plc",
];

impl Finder<'_> {
    /// The role of a body of which nobody knows whose it is, where its noun or the report tells one.
    pub(super) fn kind_of_nameless(&self, token: usize) -> Option<Role> {
        let told = self.lexicon.words.body(self.doc.lemma(token));
        told.or_else(|| (self.genre == Genre::Business).then_some(Role::BUS))
    }

    /// Whether what owns something at `token` is a body of which nobody knows whose it is: "*the company's* officers".
    pub(super) fn is_nameless_owner(&self, token: usize) -> bool {
        self.mention_at(token).is_some_and(|owner| {
            owner.actors.is_empty() && !owner.is_person && owner.nature == Nature::Body
        })
    }

    /// An organisation that the lexicon does not hold: nobody's actor, but what "it" and "the company"
    /// point back at.
    pub(super) fn unknown_body(&mut self, token: usize) {
        let doc = self.doc;
        // "The Association *of Tanzanian Farmers*".
        let end = self.name_end(token);
        let phrase = tree::left_edge(doc, token)..end;
        let name = doc.span_text(self.name_start(token)..end).to_owned();
        // "A Supervision of the plan" is no body's name.
        if self.is_one_of_many(token) && self.hit_of[token] == 0 && !name.contains(' ') {
            return;
        }
        // "The Northern Fleet's Arctic Group" is of the fleet; a "Somali … Association" of Somalia.
        let body = doc
            .child(token, Dep::Poss)
            .and_then(|poss| self.mention_at(poss))
            .filter(|poss| matches!(poss.nature, Nature::Body | Nature::Role(..)))
            .and_then(|poss| poss.actors.first().cloned());
        // "The Italy Fund" buys there.
        let nobody = self.is_site(token) || self.genre == Genre::Sport || doc.word(token) == "Fund";
        let actor = body.filter(|_| !nobody).or_else(|| {
            if nobody {
                return None;
            }
            // A party that nobody knows is of whom it is told to be, else of the state at hand: "the prime minister's
            // Social Democratic Party" is none of another land's Democrats.
            if self.kind_of_body(token) == Some(Role::OPP) {
                let possessor = doc
                    .child(token, Dep::Poss)
                    .and_then(|poss| self.mention_at(poss))
                    .and_then(|poss| poss.actors.first());
                let state = possessor
                    .cloned()
                    .or_else(|| self.own_modifier(token))
                    .filter(Actor::is_state)
                    .or_else(|| self.home_at(token))?;
                return Some(Actor::new(state.head, Some(Role::OPP)));
            }
            let own = self.hit_covering(token).filter(|hit| hit.head == token);
            if let Some(hit) = own {
                // "Zipmex Thailand" is a firm's branch there; "Friends of Hale" are not Hale's.
                if matches!(hit.sense.kind, NameKind::Person | NameKind::Surname) {
                    return None;
                }
                let state = hit.sense.actor.as_ref().filter(|actor| actor.is_state())?;
                let kind = self.kind_of_body(token);
                // "The Upper House" is the parliament's at hand; "Lake House" is none.
                if hit.sense.kind == NameKind::Institution {
                    let chamber = hit.tokens.start.checked_sub(1).is_some_and(|before| {
                        matches!(
                            doc.word(before).to_lowercase().as_str(),
                            "upper" | "lower" | "republican" | "democratic" | "state"
                        )
                    });
                    let role = kind.or(state.role.filter(|_| chamber))?;
                    let home = self.home_at(token).filter(|_| chamber);
                    let head = home.map_or_else(|| state.head.clone(), |home| home.head);
                    return Some(Actor::new(head, Some(role)));
                }
                let role = kind.unwrap_or(Role::BUS);
                return Some(Actor::new(state.head.clone(), Some(role)));
            }
            // "Ukraine's Orthodox Church".
            let possessor = || {
                let poss = doc.child(token, Dep::Poss)?;
                let hit = self.hit_covering(poss)?;
                self.hit_actor(hit)
            };
            let owner = self
                .own_modifier(token)
                .or_else(possessor)
                .filter(Actor::is_state)
                .or_else(|| self.owner_of_public_body(token))?;
            // "The Volta Division of the Ghana Police Service".
            let part = matches!(
                owner.role,
                Some(Role::MIL | Role::COP | Role::JUD | Role::LEG | Role::SPY | Role::EDU)
            );
            if part {
                return Some(owner);
            }
            self.body_of(token, &owner)
        });
        self.add_body(
            Mention {
                tokens: phrase,
                head: token,
                kind: MentionKind::Name,
                nature: Nature::Body,
                actors: actor.into_iter().collect(),
                name,
                office: None,
                is_person: false,
                is_place: false,
                is_plural: false,
            },
            None,
        );
    }

    /// The state of a public body whose name tells none, in an article that is clearly about one: "the Transport General
    /// *Authority*", but not "the World Roads Agency".
    fn owner_of_public_body(&self, token: usize) -> Option<Actor> {
        let words = &self.lexicon.words;
        let public = words.body(self.doc.word(token)) == Some(Role::GOV)
            && self.kind_of_body(token) == Some(Role::GOV)
            && self.is_definite(token)
            && self.setting.is_clear;
        let start = tree::left_edge(self.doc, token);
        let name = start..tree::phrase(self.doc, token).end;
        let worldwide = name
            .clone()
            .any(|part| words.is(self.doc.word(part), Tells::Worldwide) || self.hit_of[part] != 0);
        self.setting
            .state
            .clone()
            .filter(|_| public && !worldwide && token > start + 1)
    }

    /// Where the name of the body headed by `token` ends, with what "of" or "for" adds to it.
    fn name_end(&self, token: usize) -> usize {
        let doc = self.doc;
        let joined = token + 1 < doc.len()
            && self.hit_of[token] == 0
            && matches!(doc.word(token + 1), "of" | "for")
            && self.same_entity(token, token + 1);
        if !joined {
            return token + 1;
        }
        (token..doc.len())
            .take_while(|&at| self.same_entity(at, token))
            .last()
            .map_or(token + 1, |last| last + 1)
    }

    /// Where the name of the firm ends that goes on behind "and": "Schroder Wagg *and Co Ltd*".
    pub(super) fn firm_tail(&self, token: usize) -> Option<usize> {
        let doc = self.doc;
        let joint = token + 1;
        if joint + 1 >= doc.len() || !matches!(doc.word(joint), "and" | "&") {
            return None;
        }
        let tail = |at: &usize| {
            let word = doc.word(*at);
            FIRM_ENDS.contains(&word.trim_end_matches('.'))
        };
        let sentence = doc.sentences()[doc.token(token).sentence as usize].end;
        let end = joint + 1 + (joint + 1..sentence).take_while(tail).count();
        (end > joint + 1).then_some(end)
    }

    /// A firm whose name holds "and", up to `end`.
    pub(super) fn joint_firm(&mut self, token: usize, end: usize) {
        let doc = self.doc;
        let start = self.name_start(token);
        for inside in token..end {
            self.joint[inside] = true;
        }
        self.add(Mention {
            tokens: start..end,
            head: token,
            kind: MentionKind::Name,
            nature: Nature::Body,
            actors: vec![Actor::new("-", Some(Role::BUS))],
            name: tree::words(doc, start..end),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: false,
        });
    }

    /// The organisation that the lexicon does not hold whose name begins with the word at `token`: "Citizens" of
    /// "Citizens Bank of Lakewood".
    pub(super) fn short_for(&self, token: usize) -> Option<Trace> {
        let doc = self.doc;
        let stands = self.is_phrase_head(token) && self.name_start(token) == token;
        if !stands || doc.word(token).len() < 3 {
            return None;
        }
        let word = doc.word(token);
        let named = |trace: &&Trace| {
            let name = trace.name.trim_start_matches('<');
            let first = name.split_once(' ').map_or(name, |(first, _)| first);
            trace.is_named && !trace.is_person && trace.is_unlisted && first == word
        };
        let first = self.cast.past.iter().find(named)?;
        // What the word named before is not its unit that was named since: "Arctic", "Arctic Paper Ltd", but not
        // "Arctic Timber", which it owns.
        let start = first.head.saturating_sub(first.name.split(' ').count());
        let earlier = (0..start).any(|before| doc.word(before) == word);
        (first.name.contains(' ') && !earlier).then(|| first.clone())
    }
}
