//! Whom an act is done to where its pattern names nobody: those whom its words name, whom the act beside
//! it strikes, whom it answers, and whom the codebook takes protests and repression to be meant for.

use std::ops::Range;

use detente_lexicon::acts::Pattern;
use detente_lexicon::{Actor, Role, RoleSort};
use detente_syntax::Dep;

use super::content::root;
use super::draft::Draft;
use super::ends::{EndActor, from_mention};
use super::engine::{Engine, Reading};
use super::matching::{Fit, Strictness};
use super::parties::is_one_side;
use crate::mention::Nature;

/// How far back an act may be answered, in sentences.
const ANSWERED_WITHIN: u32 = 3;

impl Engine<'_> {
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
            let Some((fits, clause)) = self.fits(token, Strictness::Words) else {
                continue;
            };
            let frame = self.frame(token, clause.light);
            if frame.suppressed.is_some() {
                continue;
            }
            for mut fit in fits {
                if self.acts.rule(fit.pattern.rule).content_only {
                    continue;
                }
                for ends in [&mut fit.sources, &mut fit.targets] {
                    ends.truncate(1);
                    if ends.is_empty() {
                        ends.push(EndActor::unknown(token));
                    }
                }
                if self.reading(token, fit, &clause, &frame) == Reading::Settled {
                    break;
                }
            }
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
        let at_work = || code.starts_with("143") && self.names_employer(token);
        self.struck_beside(token, code, source)
            .or_else(|| self.meant_by_purpose(token, code, source))
            .or_else(|| Self::meant_for(code, source).filter(|_| !at_work()))
            .or_else(|| self.who_lives_there(token, code, source))
    }

    /// Whether the sentence tells of a firm or another employer: who strikes at a mill means its owners, whoever
    /// they are, and not the government.
    fn names_employer(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let employers = &self.acts.embedding().employers;
        doc.sentences()[doc.token(token).sentence as usize]
            .clone()
            .any(|t| employers.contains(self.words[t]))
    }

    /// "beat demonstrators and *fired tear gas*": whom the coordinated act of the same doer strikes.
    fn struck_beside(&self, token: usize, code: &str, source: &EndActor) -> Option<EndActor> {
        // A curfew or a state of emergency lies on all, whomever the same hand struck.
        if root(code) < 17 || code.starts_with("172") {
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

    /// "fired tear gas *to disperse the crowd*": whom the force is meant for.
    fn meant_by_purpose(&self, token: usize, code: &str, source: &EndActor) -> Option<EndActor> {
        let doc = self.analysis.doc;
        if !matches!(root(code), 17..=20) {
            return None;
        }
        doc.children(token)
            .filter(|&c| {
                matches!(doc.token(c).dep, Dep::Advcl | Dep::Xcomp)
                    && crate::clause::is_infinitive(doc, c)
            })
            .filter_map(|purpose| doc.child(purpose, Dep::Dobj))
            .flat_map(|object| self.actors_of(object))
            .find(|end| end.actor != source.actor && !end.place)
    }

    /// People who protest mean their government unless the text says otherwise; repression and what eases
    /// it fall on the people.
    pub(super) fn meant_for(code: &str, source: &EndActor) -> Option<EndActor> {
        if !source.actor.is_state() {
            return None;
        }
        let role = match (root(code), source.actor.role) {
            (14, Some(Role::CVL | Role::OPP | Role::EDU | Role::NGO | Role::REF)) => Role::GOV,
            (17, Some(Role::COP | Role::MIL | Role::GOV | Role::SPY)) if code == "175" => Role::CVL,
            (13, Some(Role::CVL | Role::OPP | Role::EDU)) if code.starts_with("133") => Role::GOV,
            (8, Some(Role::GOV | Role::MIL | Role::LEG | Role::COP)) if code.starts_with("081") => {
                Role::CVL
            }
            (8, Some(Role::GOV)) if code.starts_with("083") => Role::CVL,
            (13, Some(Role::COP | Role::MIL | Role::GOV | Role::JUD))
                if code.starts_with("132") || code == "137" =>
            {
                Role::CVL
            }
            (8, Some(Role::CVL | Role::OPP)) if code == "082" => Role::GOV,
            (3, Some(Role::REB | Role::SEP)) if code == "0356" => Role::GOV,
            (3, Some(Role::CVL)) if code == "0352" => Role::GOV,
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

    /// Who was last told to hold or strike the people of `held`.
    pub(super) fn holders_of(&self, held: &[EndActor], fit: &Fit<'_>) -> Vec<EndActor> {
        let asking = |end: &EndActor| fit.sources.iter().any(|s| s.actor.head == end.actor.head);
        let theirs = |end: &EndActor| {
            asking(end) || held.iter().any(|held| held.actor.head == end.actor.head)
        };
        let holder = self.drafts.iter().rev().find(|draft| {
            root(&draft.code) >= 17
                && draft.target.as_ref().is_some_and(theirs)
                && !asking(&draft.source)
        });
        holder
            .map(|draft| draft.source.clone())
            .into_iter()
            .collect()
    }

    /// The acts told before `token`, the last first, in its sentence or as many before it as `within`.
    pub(super) fn told_before(&self, token: usize, within: u32) -> impl Iterator<Item = &Draft> {
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        self.drafts.iter().rev().filter(move |draft| {
            draft.predicate < token && doc.token(draft.predicate).sentence + within >= sentence
        })
    }

    /// Who did something against those who now speak, in this sentence or shortly before: "Iran seized its ship.
    /// *Panama demanded an apology*."
    pub(super) fn foes(&self, token: usize, speaking: &[EndActor]) -> Vec<EndActor> {
        let abroad = self.foes_but(token, speaking, |one, other| one.head == other.head);
        if abroad.is_empty() {
            self.foes_but(token, speaking, is_one_side)
        } else {
            abroad
        }
    }

    fn foes_but(
        &self,
        token: usize,
        speaking: &[EndActor],
        same: fn(&Actor, &Actor) -> bool,
    ) -> Vec<EndActor> {
        let own = |end: &EndActor| {
            speaking
                .iter()
                .any(|speaker| same(&speaker.actor, &end.actor))
        };
        self.told_before(token, ANSWERED_WITHIN)
            .find(|draft| draft.target.as_ref().is_some_and(own) && !own(&draft.source))
            .map(|draft| draft.source.clone())
            .into_iter()
            .collect()
    }

    /// Whom those who break ties and withhold aid turn from, where nobody is named: who used force last, or whom others
    /// last judged, threatened or turned from ("The UN condemned *Niger's* coup. France suspended its aid").
    pub(super) fn shunned(&self, token: usize, known: &[EndActor]) -> Vec<EndActor> {
        self.told_before(token, ANSWERED_WITHIN)
            .filter_map(|draft| match root(&draft.code) {
                17..=20 => Some(draft.source.clone()),
                10..=13 | 16 => draft.target.clone(),
                _ => None,
            })
            .find(|end| {
                end.actor.is_state() && known.iter().all(|known| known.actor.head != end.actor.head)
            })
            .into_iter()
            .collect()
    }

    /// Whom those who claim a deed were told to strike: "Al Qaeda killed ten Algerians. The group *claimed the attack*".
    pub(super) fn struck_by_claimant(&self, token: usize, claiming: &[EndActor]) -> Vec<EndActor> {
        self.told_before(token, ANSWERED_WITHIN)
            .filter(|draft| {
                root(&draft.code) >= 18
                    && claiming
                        .iter()
                        .any(|claiming| claiming.actor == draft.source.actor)
            })
            .find_map(|draft| draft.target.clone())
            .into_iter()
            .collect()
    }

    /// Who thanks somebody for what the gerund at `token` tells: "*Mexico* thanked Cuba for *sending* doctors".
    pub(super) fn thankers(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let verb = doc
            .head(token)
            .filter(|&prep| doc.token(token).dep == Dep::Pcomp && doc.word(prep) == "for")
            .and_then(|prep| doc.head(prep))
            .and_then(|above| {
                std::iter::once(above)
                    .chain(doc.head(above))
                    .find(|&verb| crate::clause::is_verb(doc, verb))
            });
        let thanks = |&verb: &usize| {
            self.best_fit(verb, Strictness::Words)
                .is_some_and(|(fit, _)| root(&self.acts.rule(fit.pattern.rule).code) == 5)
        };
        verb.filter(thanks)
            .map(|verb| crate::clause::of_verb(doc, verb).subjects)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|subject| self.actors_of(subject))
            .collect()
    }

    /// Whom an answer is meant for: who last did something to those who now answer, else with whom they
    /// last dealt.
    pub(super) fn answered(&self, token: usize, answering: &[EndActor]) -> Vec<EndActor> {
        let own = |end: &EndActor| {
            answering
                .iter()
                .any(|answerer| answerer.actor.head == end.actor.head)
        };
        let foe = self.foes(token, answering).pop();
        let partner = || {
            self.told_before(token, ANSWERED_WITHIN)
                .filter(|draft| own(&draft.source))
                .find_map(|draft| draft.target.clone().filter(|target| !own(target)))
        };
        foe.or_else(partner).into_iter().collect()
    }
}
