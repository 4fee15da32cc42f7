//! What only looks like an act between two parties: words of statistics and habit, things that cannot speak,
//! lists of members, cries of protesters; and whose an act is that is told by its outcome or its place.

use detente_lexicon::acts::{End, Link, Pattern, PredicateKind};
use detente_lexicon::{Role, RoleSort};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Fit;
use crate::clause;
use crate::mention::{MentionKind, Nature};

impl Engine<'_> {
    /// People who storm a mission abroad are of the country where it stands: "protesters stormed its embassy
    /// *in Tehran*".
    pub(super) fn of_the_host(&self, source: &EndActor, target: &EndActor, code: &str) -> EndActor {
        let doc = self.analysis.doc;
        let mob = matches!(source.actor.role, Some(Role::CVL | Role::UAF))
            && (source.actor.head == target.actor.head || source.actor.is_unknown())
            && root(code) >= 14;
        let host = target
            .tokens
            .clone()
            .filter(|&t| mob && doc.token(t).dep == Dep::Prep && doc.word(t) == "in")
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .filter_map(|place| self.analysis.mentions.headed_by(place))
            .filter_map(|mention| mention.actors.first())
            .find(|actor| actor.is_state() && actor.head != source.actor.head);
        let mut source = source.clone();
        if let Some(host) = host {
            source.actor.head.clone_from(&host.head);
        }
        source
    }

    /// The code of the act whose outcome the participle at `token` tells: "shelled the town, *killing* ten".
    pub(super) fn outcome_of(&self, token: usize, code: &str, source: &EndActor) -> Option<String> {
        let doc = self.analysis.doc;
        if root(code) < 18 || doc.token(token).tag != Tag::VBG || doc.token(token).dep != Dep::Advcl
        {
            return None;
        }
        let head = doc.head(token)?;
        self.drafts
            .iter()
            .rev()
            .find(|draft| {
                (draft.predicate == head || draft.carrier == head)
                    && draft.source.actor == source.actor
                    && root(&draft.code) >= 18
            })
            .map(|draft| draft.code.clone())
    }

    /// Whether the participle at `token` only tells who set off the thing that then strikes somebody: "rockets *fired by
    /// Hezbollah* hit the town".
    pub(super) fn is_start_of_strike(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let thing = doc.head(token).filter(|_| {
            doc.token(token).dep == Dep::Acl
                && self
                    .acts
                    .embedding()
                    .setting_off
                    .contains(self.words[token])
        });
        thing
            .filter(|&thing| doc.token(thing).dep == Dep::Nsubj)
            .and_then(|thing| doc.head(thing))
            .and_then(|verb| self.act_at(verb))
            .is_some_and(|act| root(&act.code) >= 18)
    }

    /// What protesters call for is told with their protest: "camped in the square, *calling on* the king to
    /// go" is one act.
    pub(super) fn is_protesters_cry(&self, token: usize, fit: &Fit<'_>) -> bool {
        let doc = self.analysis.doc;
        let protest = std::iter::successors(Some(token), |&at| {
            matches!(
                doc.token(at).dep,
                Dep::Advcl | Dep::Xcomp | Dep::Acl | Dep::Relcl
            )
            .then(|| doc.head(at))
            .flatten()
        });
        protest.skip(1).take(3).any(|at| {
            self.drafts.iter().any(|draft| {
                (draft.predicate == at || draft.carrier == at)
                    && root(&draft.code) == 14
                    && fit
                        .sources
                        .iter()
                        .any(|source| source.actor == draft.source.actor)
            })
        })
    }

    /// Whether the verb at `token` agrees to something rather than vows it.
    pub(super) fn consents(&self, token: usize) -> bool {
        self.acts.embedding().consent.contains(self.words[token])
    }

    /// "marched in support of the move" is no protest against anybody.
    pub(super) fn is_in_favour(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| doc.token(c).dep == Dep::Prep)
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .any(|object| self.acts.embedding().favour.contains(self.words[object]))
    }

    /// Whether the noun at `candidate` cannot speak, though it belongs to somebody who can: "the EC
    /// *directive* threatens to cut trade", "Japanese *customers* will visit".
    pub(super) fn is_mute(&self, candidate: usize, pattern: &Pattern, link: &Link) -> bool {
        let doc = self.analysis.doc;
        let rule = self.acts.rule(pattern.rule);
        let spoken = rule.operator.is_some() || matches!(root(&rule.code), 1..=5 | 9..=13);
        if *link != Link::Subject || !spoken || rule.idiom || !pattern.names(End::Source) {
            return false;
        }
        doc.token(candidate).pos == Pos::NOUN
            && self
                .analysis
                .mentions
                .headed_by(candidate)
                .is_none_or(|mention| mention.actors.is_empty())
            && !self.acts.embedding().voices.contains(self.words[candidate])
            && self.members(candidate).is_empty()
    }

    /// Whether an end is a thing of its owner's, by noun or pronoun: planes and ships pay no visits.
    pub(super) fn is_thing(&self, end: &EndActor) -> bool {
        self.mention_of(end)
            .is_some_and(|mention| matches!(mention.nature, Nature::Role(_, RoleSort::Asset)))
    }

    /// Politicians of one state who attack and beat each other do so in words and votes: "Sanders attacked Clinton".
    pub(super) fn is_war_of_words(&self, source: &EndActor, target: &EndActor, code: &str) -> bool {
        let unarmed = |end: &EndActor| {
            matches!(
                end.actor.role,
                None | Some(
                    Role::GOV
                        | Role::LEG
                        | Role::OPP
                        | Role::CVL
                        | Role::NGO
                        | Role::MED
                        | Role::BUS
                        | Role::JUD
                )
            )
        };
        let by_name = |end: &EndActor| {
            self.mention_of(end).is_some_and(|mention| {
                mention.is_person && mention.kind != MentionKind::Description
            })
        };
        matches!(code, "182" | "190")
            && source.actor.head == target.actor.head
            && unarmed(source)
            && unarmed(target)
            && by_name(source)
            && by_name(target)
    }

    /// "A president should …": nobody in particular.
    pub(super) fn is_anybody(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(token).pos == Pos::NOUN
            && doc.children(token).any(|c| {
                matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "a" | "an" | "any" | "every" | "no" | "whichever"
                )
            })
    }

    /// Whether the noun at `token` is a number of people whom the text knows: "a *team* of Kenyan officials" plays no match.
    pub(super) fn is_made_of_people(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        if self
            .acts
            .embedding()
            .transparent
            .contains(self.words[token])
        {
            return false;
        }
        doc.children(token)
            .filter(|&of| doc.token(of).dep == Dep::Prep && doc.word(of) == "of")
            .filter_map(|of| doc.child(of, Dep::Pobj))
            .filter_map(|people| self.analysis.mentions.headed_by(people))
            .any(|mention| !mention.is_place && !mention.actors.is_empty())
    }

    /// Whether the noun at `token` tells in what spirit something is done, and no act: "recalled its envoy *in protest*".
    pub(super) fn is_manner(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(token).pos == Pos::NOUN
            && doc.token(token).tag == Tag::NN
            && token > 0
            && doc.head(token) == Some(token - 1)
            && doc.word(token - 1) == "in"
            && doc.children(token).all(|c| c > token)
            && self.acts.embedding().manner.contains(self.words[token])
    }

    /// What is told as a habit is statistics: "Zimbabwe *exports* beef to its neighbours".
    pub(super) fn is_habit(&self, verb: usize, code: &str) -> bool {
        let doc = self.analysis.doc;
        code.starts_with("061")
            && clause::is_verb(doc, verb)
            && matches!(doc.token(verb).tag, Tag::VBZ | Tag::VBP)
            && !doc.children(verb).any(|c| doc.token(c).dep == Dep::Aux)
    }

    /// Whether those who meet are a bloc and its member, or two bodies, at a session: "the G-7, the United
    /// States, Britain … discussed" lists the bloc's members, "attended OPEC's meeting" is what members do, and
    /// "the annual meeting of the World Bank and the IMF" is a forum.
    pub(super) fn is_of_own_group(&self, one: &EndActor, other: &EndActor, fit: &Fit<'_>) -> bool {
        let listed = fit.sources.len() == fit.targets.len()
            && fit
                .sources
                .iter()
                .zip(&fit.targets)
                .all(|(source, target)| source.tokens == target.tokens);
        // "talks *between* the EU and ASEAN" are between them; "an IMF-World Bank meeting" is of both.
        let between = one.tokens.start.min(other.tokens.start);
        let between = (1..=2).any(|back| {
            between
                .checked_sub(back)
                .is_some_and(|before| self.analysis.doc.word(before) == "between")
        });
        let bodies = !one.actor.is_state() && !other.actor.is_state() && !between;
        if listed && bodies && fit.pattern.kind == PredicateKind::Noun {
            return true;
        }
        let attending = &self.acts.embedding().attending;
        let attends = fit
            .pattern
            .lemmas
            .iter()
            .any(|verb| attending.contains(verb));
        let lexicon = self.analysis.lexicon;
        let member = |bloc: &EndActor, state: &EndActor| {
            lexicon
                .members(&bloc.actor.head, self.analysis.published())
                .any(|member| member == state.actor.head)
        };
        (listed || attends) && (member(one, other) || member(other, one))
    }
}
