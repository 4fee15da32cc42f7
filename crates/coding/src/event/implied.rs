//! Whom an act is done to where its pattern names nobody: those whom its words name, whom the act beside
//! it strikes, whom it answers, and whom the codebook takes protests and repression to be meant for.

use std::ops::Range;

use detente_lexicon::acts::{End, Link, Pattern};
use detente_lexicon::{Actor, Role, RoleSort};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::{EndActor, from_mention};
use super::engine::Engine;
use super::matching::{Fit, Strictness};
use crate::clause;
use crate::mention::Nature;

/// How far back an act may be answered, in sentences.
const ANSWERED_WITHIN: u32 = 3;

impl<'a> Engine<'a> {
    /// The first act of a sentence that tells none with both ends, its unknown ends left open: the class of
    /// the act is told even where nothing tells who it is.
    pub(super) fn unaddressed(&mut self, sentence: Range<usize>) {
        let before = self.drafts.len();
        self.lacks_ends = true;
        for token in sentence {
            if self.drafts.len() > before {
                break;
            }
            if self.consumed[token] {
                continue;
            }
            let Some((mut fit, clause)) = self.best_fit(token, Strictness::Words) else {
                continue;
            };
            let frame = self.frame(token, clause.light);
            if frame.suppressed.is_some() {
                continue;
            }
            for ends in [&mut fit.sources, &mut fit.targets] {
                ends.truncate(1);
                if ends.is_empty() {
                    ends.push(EndActor::unknown(token));
                }
            }
            self.reading(token, fit, &clause, &frame);
        }
        self.lacks_ends = false;
    }

    /// Whether what `pattern` tells is done to people: coercion, assault, fighting.
    pub(super) fn strikes(&self, pattern: &Pattern) -> bool {
        matches!(root(&self.acts.rule(pattern.rule).code), 17..=20)
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
        if root(code) < 17 {
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
        if !source.actor.is_state() {
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
            ..EndActor::unknown(source.tokens.start)
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
                    "support"
                        | "favour"
                        | "favor"
                        | "solidarity"
                        | "honour"
                        | "honor"
                        | "memory"
                        | "celebration"
                )
            })
    }

    /// Whether the verb at `token` agrees to something rather than vows it.
    pub(super) fn consents(&self, token: usize) -> bool {
        self.acts.embedding().consent.contains(self.words[token])
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

    /// Who was last told to hold or strike the people of `held`.
    pub(super) fn holders_of(&self, held: &[EndActor], fit: &Fit<'_>) -> Vec<EndActor> {
        let holder = self.drafts.iter().rev().find(|draft| {
            root(&draft.code) >= 17
                && draft.target.as_ref().is_some_and(|target| {
                    held.iter().any(|held| held.actor.head == target.actor.head)
                })
                && fit
                    .sources
                    .iter()
                    .all(|source| source.actor.head != draft.source.actor.head)
        });
        holder
            .map(|draft| draft.source.clone())
            .into_iter()
            .collect()
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

    /// People who storm a mission abroad are of the country where it stands: "protesters stormed its embassy
    /// *in Tehran*".
    pub(super) fn of_the_host(&self, source: &EndActor, target: &EndActor, code: &str) -> EndActor {
        let doc = self.analysis.doc;
        let mob = matches!(source.actor.role, Some(Role::CVL | Role::UAF))
            && source.actor.head == target.actor.head
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
            source.actor.head = host.head.clone();
        }
        source
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
        code.starts_with("061")
            && clause::is_verb(doc, verb)
            && matches!(doc.token(verb).tag, Tag::VBZ | Tag::VBP)
            && !doc.children(verb).any(|c| doc.token(c).dep == Dep::Aux)
    }

    /// Whether one is a bloc and the other its member, both from one list of those who meet: "the G-7,
    /// the United States, Britain … discussed" names the bloc's members.
    pub(super) fn is_of_own_group(&self, one: &EndActor, other: &EndActor, fit: &Fit<'_>) -> bool {
        let listed = fit.sources.len() == fit.targets.len()
            && fit
                .sources
                .iter()
                .zip(&fit.targets)
                .all(|(s, t)| s.tokens == t.tokens);
        let lexicon = self.analysis.lexicon;
        let member = |bloc: &EndActor, state: &EndActor| {
            lexicon
                .members(&bloc.actor.head, self.analysis.published())
                .any(|member| member == state.actor.head)
        };
        listed && (member(one, other) || member(other, one))
    }
}
