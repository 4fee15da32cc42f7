//! Agreements that a clause names: what rules ask for as a treaty, and whom leaving one is aimed at.

use detente_lexicon::acts::Word;
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos};

use super::ends::EndActor;
use super::engine::Engine;
use crate::analysis::Analysis;

/// Gives the names of agreements the number of "treaty" among the `words` of tokens, which is what rules ask for:
/// "withdrew from *New START*". Names that only tell more of another noun, as in "the *Minsk* talks", are left.
pub(super) fn name_treaties(analysis: &Analysis<'_>, words: &mut [Word]) {
    let doc = analysis.doc;
    let treaty = analysis.lexicon.acts.vocabulary().number("treaty");
    for name in analysis.mentions.agreements() {
        let outside = |&token: &usize| !name.contains(&(doc.token(token).head as usize));
        let Some(head) = name.clone().find(outside) else {
            continue;
        };
        let parsed = doc.token(head);
        let tells_more = matches!(
            parsed.dep,
            Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss
        );
        if parsed.pos == Pos::PROPN && !tells_more {
            words[head] = treaty;
        }
    }
}

impl Engine<'_> {
    /// With whom `sources` made the treaty that the phrases of `things` name, where two made it or its name tells one of its
    /// parties: "withdrew from *the INF treaty*", "left *the Iran nuclear deal*".
    pub(super) fn treaty_partners(&self, things: &[usize], sources: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let partner = |thing: usize| {
            let (id, _) = self
                .analysis
                .mentions
                .frames(doc.subtree(thing))
                .find(|(_, agreement)| *agreement)?;
            let agreement = self.analysis.lexicon.agreement(id)?;
            let [source] = sources else { return None };
            let is_source = |party: &&String| source.actor.head == **party;
            match &agreement.parties[..] {
                [one, other] if is_source(&one) => Some(other),
                [other, one] if is_source(&one) => Some(other),
                parties if parties.iter().any(|party| is_source(&party)) => {
                    agreement.about.as_ref().filter(|party| !is_source(party))
                }
                _ => None,
            }
        };
        things
            .iter()
            .find_map(|&thing| Some((thing, partner(thing)?)))
            .map(|(thing, head)| {
                let actor = Actor::new(head.as_str(), None);
                let role = actor.is_state().then_some(Role::GOV);
                EndActor {
                    actor: Actor::new(head.as_str(), role),
                    name: head.clone(),
                    ..EndActor::unknown(thing)
                }
            })
            .into_iter()
            .collect()
    }

    /// Whether the phrase of `thing` names an agreement of more than two: who leaves it leaves nobody in particular.
    pub(super) fn is_treaty_of_many(&self, thing: usize) -> bool {
        let tokens = self.analysis.doc.subtree(thing);
        let mut named = self.analysis.mentions.frames(tokens);
        named.any(|(id, agreement)| {
            let known = self.analysis.lexicon.agreement(id);
            agreement && known.is_some_and(|known| known.parties.len() != 2)
        })
    }
}
