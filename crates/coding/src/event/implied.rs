//! Whom an act is done to where its pattern names nobody: those whom its words name, whom the act beside
//! it strikes, whom it answers, and whom the codebook takes protests and repression to be meant for.

use detente_lexicon::acts::{End, Link, Pattern};
use detente_lexicon::{Actor, Role, RoleSort};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::{EndActor, from_mention, off};
use super::engine::Engine;
use super::matching::Fit;
use crate::clause;
use crate::mention::Nature;

/// How far back an act may be answered, in sentences.
const ANSWERED_WITHIN: u32 = 3;

impl Engine<'_> {
    /// Whether what `pattern` tells is done to people: coercion, assault, fighting.
    pub(super) fn strikes(&self, pattern: &Pattern) -> bool {
        !off("M1") && matches!(root(&self.acts.rule(pattern.rule).code), 17..=20)
    }

    /// Those whom the words of a pattern stand for: "beat *demonstrators*", "fired on *worshippers*".
    pub(super) fn named_by_words(&self, fit: &Fit<'_>) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        fit.worded
            .iter()
            .filter(|&&word| {
                matches!(
                    doc.token(word).dep,
                    Dep::Dobj | Dep::Pobj | Dep::Nsubjpass | Dep::Conj
                )
            })
            .filter_map(|&word| self.analysis.mentions.headed_by(word))
            .filter(|mention| {
                matches!(
                    mention.nature,
                    Nature::Role(
                        _,
                        RoleSort::People | RoleSort::Member | RoleSort::Office | RoleSort::Private
                    )
                )
            })
            .flat_map(from_mention)
            .filter(|end| fit.sources.iter().all(|source| source.actor != end.actor))
            .collect()
    }

    /// The target of an act that names none: whom the act beside it strikes, else whom such acts are
    /// meant for.
    pub(super) fn implied_target(
        &self,
        token: usize,
        code: &str,
        source: &EndActor,
    ) -> Option<EndActor> {
        self.struck_beside(token, code, source)
            .or_else(|| self.meant_for(token, code, source))
    }

    /// "beat demonstrators and *fired tear gas*": whom the coordinated act of the same doer strikes.
    fn struck_beside(&self, token: usize, code: &str, source: &EndActor) -> Option<EndActor> {
        if off("M2") || root(code) < 17 {
            return None;
        }
        let doc = self.analysis.doc;
        let mut at = token;
        for _ in 0..3 {
            if !matches!(
                doc.token(at).dep,
                Dep::Conj | Dep::Advcl | Dep::Xcomp | Dep::Acl
            ) {
                return None;
            }
            at = doc.head(at)?;
            let beside = self.drafts.iter().rev().find(|draft| {
                (draft.predicate == at || draft.carrier == at)
                    && draft.source.actor == source.actor
                    && root(&draft.code) >= 14
                    && draft.target.is_some()
            });
            if let Some(draft) = beside {
                return draft.target.clone();
            }
        }
        None
    }

    /// People who protest mean their government unless the text says otherwise; repression and what eases
    /// it fall on the people.
    fn meant_for(&self, token: usize, code: &str, source: &EndActor) -> Option<EndActor> {
        if off("M3") || !source.actor.is_state() {
            return None;
        }
        let role = match (root(code), source.actor.role) {
            (14, Some(Role::CVL | Role::OPP | Role::EDU | Role::NGO | Role::REF))
                if !self.is_in_favour(token) =>
            {
                Role::GOV
            }
            (17, Some(Role::COP | Role::MIL | Role::GOV | Role::SPY)) if code == "175" => Role::CVL,
            (8, Some(Role::GOV)) if code.starts_with("081") => Role::CVL,
            _ => return None,
        };
        Some(EndActor {
            actor: Actor {
                head: source.actor.head.clone(),
                role: Some(role),
            },
            name: String::new(),
            tokens: source.tokens.start..source.tokens.start,
            is_media: false,
            place: false,
        })
    }

    /// "marched in support of the move" is no protest against anybody.
    fn is_in_favour(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| doc.token(c).dep == Dep::Prep)
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .any(|object| {
                matches!(
                    doc.lemma(object),
                    "support" | "favour" | "favor" | "solidarity" | "honour" | "honor" | "memory"
                        | "celebration"
                )
            })
    }

    /// Whom an answer is meant for: who last did something to those who now answer, else with whom they
    /// last dealt.
    pub(super) fn answered(&self, token: usize, answering: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        let own = |end: &EndActor| {
            answering
                .iter()
                .any(|answerer| answerer.actor.head == end.actor.head)
        };
        let earlier = || {
            self.drafts.iter().rev().filter(|draft| {
                draft.predicate < token
                    && doc.token(draft.predicate).sentence + ANSWERED_WITHIN >= sentence
            })
        };
        let foe = earlier()
            .find(|draft| draft.target.as_ref().is_some_and(own) && !own(&draft.source))
            .map(|draft| draft.source.clone());
        let partner = || {
            earlier()
                .filter(|draft| own(&draft.source))
                .find_map(|draft| draft.target.clone().filter(|target| !own(target)))
        };
        foe.or_else(partner).into_iter().collect()
    }

    /// Whether the noun at `candidate` cannot speak, though it belongs to somebody who can: "the EC
    /// *directive* threatens to cut trade", "Japanese *customers* will visit".
    pub(super) fn is_mute(&self, candidate: usize, pattern: &Pattern, link: &Link) -> bool {
        let doc = self.analysis.doc;
        let rule = self.acts.rule(pattern.rule);
        let spoken =
            rule.operator.is_some() || matches!(root(&rule.code), 1..=5 | 9..=13);
        if off("MUTE") || *link != Link::Subject || !spoken || rule.idiom || !pattern.names(End::Source) {
            return false;
        }
        doc.token(candidate).pos == Pos::NOUN
            && self
                .analysis
                .mentions
                .headed_by(candidate)
                .is_none_or(|mention| mention.actors.is_empty())
            && !self.names_act(candidate)
            && !self.acts.embedding().voices.contains(self.words[candidate])
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

    /// What is told as a habit is statistics: "Zimbabwe *exports* beef to its neighbours".
    pub(super) fn is_habit(&self, verb: usize, code: &str) -> bool {
        let doc = self.analysis.doc;
        !off("HABIT")
            && code.starts_with("061")
            && clause::is_verb(doc, verb)
            && matches!(doc.token(verb).tag, Tag::VBZ | Tag::VBP)
            && !doc.children(verb).any(|c| doc.token(c).dep == Dep::Aux)
    }

    /// Whether one is a bloc and the other its member, both from one list of those who meet: "the G-7,
    /// the United States, Britain … discussed" names the bloc's members.
    pub(super) fn is_of_own_group(&self, one: &EndActor, other: &EndActor, fit: &Fit<'_>) -> bool {
        let listed = fit.sources.len() == fit.targets.len()
            && fit.sources.iter().zip(&fit.targets).all(|(s, t)| s.tokens == t.tokens);
        let lexicon = self.analysis.lexicon;
        let member = |bloc: &EndActor, state: &EndActor| {
            lexicon
                .members(&bloc.actor.head, self.analysis.published())
                .any(|member| member == state.actor.head)
        };
        !off("GROUP") && listed && (member(one, other) || member(other, one))
    }
}
