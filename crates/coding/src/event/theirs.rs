//! Whose a thing is that its pronoun leaves with the doer, where what is done to it tells that it is another's: "Japan said
//! Russia had violated *its airspace*", "cut trade with Peru and expelled *its envoy*".

use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::{Engine, is_private};
use super::frame::Frame;
use super::matching::Fit;

impl<'a> Engine<'a> {
    /// Gives the targets of a hostile act that a pronoun leaves with its doer, or with nobody, to who tells of the act, else to
    /// whom the act beside it strikes.
    pub(super) fn turn_to_owner(&self, token: usize, fit: &mut Fit<'a>, frame: &Frame) {
        let doubtful: Vec<usize> = (0..fit.targets.len())
            .filter(|&at| self.is_left_with_doer(&fit.targets[at], &fit.sources))
            .collect();
        if doubtful.is_empty() {
            return;
        }
        let apart = |end: &EndActor| {
            !end.actor.is_unknown()
                && fit
                    .sources
                    .iter()
                    .all(|source| source.actor.head != end.actor.head)
        };
        let owner = self
            .speaker(token, frame)
            .filter(|speaker| apart(speaker) && !is_private(speaker))
            .or_else(|| self.struck_by_conjunct(token, &fit.sources).filter(apart));
        let Some(owner) = owner else { return };
        for at in doubtful {
            let bare = stands_for_itself(&fit.targets[at]);
            let target = &mut fit.targets[at];
            target.actor = if bare || !owner.actor.is_state() {
                owner.actor.clone()
            } else {
                Actor::new(owner.actor.head.clone(), target.actor.role)
            };
        }
    }

    /// Whether the words of `target` begin with a pronoun ("its envoy") that gives it to one of `doers` or to nobody. Its own
    /// people a state may well harm, and so may it its "own" forces.
    fn is_left_with_doer(&self, target: &EndActor, doers: &[EndActor]) -> bool {
        let doc = self.analysis.doc;
        let first = target.tokens.start;
        let owned = !target.tokens.is_empty() && doc.token(first).tag == Tag::PRPS;
        let own = first + 1 < doc.len() && doc.word(first + 1).eq_ignore_ascii_case("own");
        let doer = doers
            .iter()
            .any(|doer| doer.actor.head == target.actor.head);
        let people = matches!(
            target.actor.role,
            Some(Role::CVL | Role::OPP | Role::MED | Role::EDU | Role::NGO | Role::REF)
        );
        owned && !own && (target.actor.is_unknown() || doer && !people)
    }

    /// Whom the verb that the one at `token` is coordinated with strikes by the same hand.
    fn struck_by_conjunct(&self, token: usize, doers: &[EndActor]) -> Option<EndActor> {
        let doc = self.analysis.doc;
        let beside = doc
            .head(token)
            .filter(|_| doc.token(token).dep == Dep::Conj)?;
        self.drafts
            .iter()
            .filter(|draft| draft.predicate == beside || draft.carrier == beside)
            .filter(|draft| root(&draft.code) >= 10)
            .filter(|draft| doers.iter().any(|doer| doer.actor == draft.source.actor))
            .find_map(|draft| draft.target.clone())
    }
}

/// Whether only the pronoun of `target` is known, not what it owns: "*its* airspace".
fn stands_for_itself(target: &EndActor) -> bool {
    target.tokens.len() == 1 || target.actor.role.is_none()
}
