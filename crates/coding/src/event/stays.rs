//! Visits told by where somebody is: "*the minister, in Hanoi for talks*, said …", "*vowed in Tallinn* to defend Estonia".

use std::ops::Range;

use detente_lexicon::{Role, RoleSort};
use detente_syntax::{Dep, Pos};

use super::content::root;
use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use crate::mention::{MentionKind, Nature};

/// The rule under which such visits are known.
const STAY: &str = "042.stay";

impl Engine<'_> {
    /// Adds a visit and its other side, told at `token`, with the evidence and the report of `told`.
    fn push_stay(&mut self, token: usize, told: &Draft, (visitor, host): (&EndActor, &EndActor)) {
        for (code, source, target) in [("042", visitor, host), ("043", host, visitor)] {
            self.push(Draft {
                predicate: token,
                rule: STAY.to_owned(),
                code: code.to_owned(),
                source: source.clone(),
                target: Some(target.clone()),
                mood: Mood::Real,
                inferred: None,
                ..told.clone()
            });
        }
    }

    /// "the minister, *in Hanoi for talks*, said": who is there for talks visits.
    pub(super) fn stays_for_talks(&mut self, token: usize) {
        let doc = self.analysis.doc;
        if doc.token(token).pos != Pos::NOUN
            || doc.token(token).dep != Dep::Pobj
            || !self.consults(token)
        {
            return;
        }
        let Some(prep) = doc.head(token).filter(|&prep| doc.word(prep) == "for") else {
            return;
        };
        let mut who = doc.head(prep);
        // The phrase may hang on the place.
        let place_above = who
            .filter(|&place| doc.token(place).dep == Dep::Pobj)
            .filter(|&place| doc.head(place).is_some_and(|stay| doc.word(stay) == "in"));
        if let Some(place) = place_above {
            who = doc.head(place).and_then(|stay| doc.head(stay));
        }
        let Some(who) = who.filter(|&who| matches!(doc.token(who).pos, Pos::NOUN | Pos::PROPN))
        else {
            return;
        };
        let Some(place) = doc
            .children(who)
            .filter(|&stay| stay > who && doc.token(stay).dep == Dep::Prep)
            .filter(|&stay| doc.word(stay) == "in" && doc.word(stay - 1) == ",")
            .find_map(|stay| doc.child(stay, Dep::Pobj))
        else {
            return;
        };
        let frame = self.frame(token, None);
        if let (Some(visitor), Some(host)) = (self.visitor_by_name(who), self.host_at(place))
            && visitor.actor.head != host.actor.head
        {
            self.push_told(token, &frame, (STAY, "042"), (&visitor, &host));
            self.push_told(token, &frame, (STAY, "043"), (&host, &visitor));
        }
    }

    /// "*vowed in Tallinn* to defend Estonia": who governs, and says in somebody's capital what is meant for its state, is
    /// there. `first` is where the drafts of the sentence begin.
    pub(super) fn spoken_on_visits(&mut self, sentence: Range<usize>, first: usize) {
        let doc = self.analysis.doc;
        for token in sentence.clone() {
            self.visiting_at(token, sentence.clone());
            if doc.token(token).dep != Dep::Prep || doc.word(token) != "in" {
                continue;
            }
            let Some(verb) = doc.head(token).filter(|&verb| self.speaks(verb)) else {
                continue;
            };
            let Some(host) = doc
                .child(token, Dep::Pobj)
                .and_then(|place| self.host_at(place))
            else {
                continue;
            };
            let Some(visitor) = crate::clause::grammatical_subject(doc, verb)
                .first()
                .and_then(|&who| self.visitor_by_name(who))
            else {
                continue;
            };
            let (from, to) = (&visitor.actor.head, &host.actor.head);
            let between = |draft: &Draft| {
                let target = draft.target.as_ref().map(|target| &target.actor.head);
                draft.source.actor.head == *from && target == Some(to)
            };
            let met = self
                .drafts
                .iter()
                .any(|draft| draft.code == "042" && between(draft));
            let drafts = self.drafts.get(first..).unwrap_or_default();
            let said = drafts
                .iter()
                .find(|draft| between(draft) && matches!(root(&draft.code), 1..=3 | 5 | 10..=13))
                .cloned();
            let Some(said) = said.filter(|_| !met && from != to) else {
                continue;
            };
            let stay = Draft {
                carrier: verb,
                ..said
            };
            self.push_stay(token, &stay, (&visitor, &host));
        }
    }

    /// "*visiting* Foreign Minister X promised Peru …": with whom the visitor at `token` deals by the verb is the host.
    fn visiting_at(&mut self, token: usize, sentence: Range<usize>) {
        let doc = self.analysis.doc;
        if doc.token(token).dep != Dep::Amod || doc.lemma(token) != "visit" {
            return;
        }
        let Some(visitor) = self
            .visitor(token)
            .and_then(|who| self.visitor_by_name(who))
        else {
            return;
        };
        let from = visitor.actor.head.clone();
        let known = |draft: &Draft| draft.code == "042" && draft.source.actor.head == from;
        if self
            .drafts
            .iter()
            .any(|draft| sentence.contains(&draft.predicate) && known(draft))
        {
            return;
        }
        let dealt = self
            .drafts
            .iter()
            .filter(|draft| sentence.contains(&draft.predicate))
            .find(|draft| {
                draft.source.actor == visitor.actor
                    && (1..=7).contains(&root(&draft.code))
                    && draft.target.as_ref().is_some_and(|target| {
                        target.actor.head != from
                            && target.actor.is_state()
                            && target.actor.role == Some(Role::GOV)
                    })
            })
            .cloned();
        if let Some(dealt) = dealt
            && let Some(host) = dealt.target.clone()
        {
            self.push_stay(token, &dealt, (&visitor, &host));
        }
    }

    /// Whether the verb at `token` tells what somebody says, and says now.
    fn speaks(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if !crate::clause::is_verb(doc, token) || crate::clause::is_passive(doc, token) {
            return false;
        }
        let said = self.acts.embedding().say.contains(self.words[token])
            || self
                .drafts
                .iter()
                .any(|draft| draft.predicate == token && matches!(root(&draft.code), 1..=3));
        said && {
            let frame = self.frame(token, None);
            frame.suppressed.is_none() && !frame.negated && frame.mood == Mood::Real
        }
    }

    /// The state whose capital, or which itself, is the place at `place`.
    fn host_at(&self, place: usize) -> Option<EndActor> {
        let mention = self.analysis.mentions.headed_by(place)?;
        let seat = matches!(mention.nature, Nature::Capital | Nature::State) && mention.is_place;
        self.actors_of(place)
            .into_iter()
            .find(|host| seat && host.actor.is_state() && host.actor.role == Some(Role::GOV))
    }

    /// The one at `who`, if it is somebody by name or office who may travel for a state or body.
    fn visitor_by_name(&self, who: usize) -> Option<EndActor> {
        let doc = self.analysis.doc;
        let mention = self.analysis.mentions.headed_by(who)?;
        let travels = mention.kind == MentionKind::Person
            || matches!(mention.nature, Nature::Role(Role::GOV, RoleSort::Office));
        let resident = mention
            .tokens
            .clone()
            .any(|token| self.acts.embedding().resident.contains(self.words[token]));
        let several =
            mention.actors.len() != 1 || matches!(doc.token(who).tag, detente_syntax::Tag::NNS);
        self.actors_of(who)
            .into_iter()
            .find(|end| matches!(end.actor.role, None | Some(Role::GOV)) && !end.actor.is_unknown())
            .filter(|_| travels && !resident && !several)
    }
}
