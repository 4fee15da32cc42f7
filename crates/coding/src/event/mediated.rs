//! Who brings others together, told beside what they do: "*Norway-brokered* talks between …", "signed a truce under *U.N.
//! auspices*".

use detente_syntax::{Dep, Pos, Tag};

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;

/// The rule under which such mediation is known.
const MEDIATION: &str = "045.beside";

/// The code of mediation.
const MEDIATE: &str = "045";

/// Prepositions by which mediation stands beside what it brings about.
const BY: &[&str] = &["under", "with", "through", "by", "via"];

impl Engine<'_> {
    /// Adds that somebody mediated between those who meet, talk or settle by the predicate at `token`, whose drafts begin at
    /// `first`.
    pub(super) fn mediated(&mut self, token: usize, first: usize) {
        // What retells an act told before may have replaced it.
        let drafts = self.drafts.get(first..).unwrap_or_default();
        let Some(told) = drafts
            .iter()
            .find(|draft| is_between_two(draft, drafts))
            .cloned()
        else {
            return;
        };
        let mediators = self.mediators_beside(token);
        let mut parties: Vec<EndActor> = Vec::new();
        for draft in drafts {
            for end in std::iter::once(&draft.source).chain(&draft.target) {
                if parties.iter().all(|known| known.actor != end.actor) {
                    parties.push(end.clone());
                }
            }
        }
        let apart = |mediator: &EndActor| {
            parties
                .iter()
                .all(|party| party.actor.head != mediator.actor.head)
        };
        for mediator in mediators.iter().filter(|mediator| apart(mediator)) {
            for party in &parties {
                self.push(Draft {
                    rule: MEDIATION.to_owned(),
                    code: MEDIATE.to_owned(),
                    source: mediator.clone(),
                    target: Some(party.clone()),
                    inferred: None,
                    ..told.clone()
                });
            }
        }
    }

    /// Who mediates by the attributes of what the predicate at `token` tells of, and by the phrases beside it.
    fn mediators_beside(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let mut around = vec![token];
        if crate::clause::is_verb(doc, token) {
            // "agreed to an *Egyptian-brokered* truce".
            for child in doc.children(token) {
                match doc.token(child).dep {
                    Dep::Dobj | Dep::Nsubjpass => around.push(child),
                    Dep::Prep if matches!(doc.word(child), "to" | "on") => {
                        around.extend(doc.child(child, Dep::Pobj));
                    }
                    _ => {}
                }
            }
        } else if let Some(verb) = doc
            .head(token)
            .filter(|&verb| crate::clause::is_verb(doc, verb))
        {
            around.push(verb);
        }
        around
            .into_iter()
            .flat_map(|at| doc.children(at))
            .find_map(|beside| {
                let found = self.mediator_at(beside);
                (!found.is_empty()).then_some(found)
            })
            .unwrap_or_default()
    }

    /// Who mediates by the attribute or the phrase at `beside`.
    fn mediator_at(&self, beside: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        let brokered =
            embedding.mediating.contains(self.words[beside]) && doc.token(beside).tag == Tag::VBN;
        match doc.token(beside).dep {
            Dep::Amod if brokered => doc
                .child(beside, Dep::Npadvmod)
                .map(|name| self.actors_of(name))
                .unwrap_or_default(),
            Dep::Acl if brokered => doc
                .child(beside, Dep::Agent)
                .and_then(|by| doc.child(by, Dep::Pobj))
                .map(|name| self.actors_of(name))
                .unwrap_or_default(),
            Dep::Prep if BY.contains(&doc.word(beside).to_lowercase().as_str()) => doc
                .child(beside, Dep::Pobj)
                .filter(|&part| embedding.auspices.contains(self.words[part]))
                .map(|part| self.owners_of_part(part))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whose part in what others do the noun at `part` tells of: "*Norwegian* mediation", "the auspices *of the U.N.*".
    fn owners_of_part(&self, part: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let mut owners = crate::clause::own_owners(doc, part);
        owners.retain(|&owner| doc.token(owner).pos != Pos::NOUN || !self.names_act(owner));
        owners.extend(
            doc.children(part)
                .filter(|&prep| matches!(doc.word(prep), "of" | "by"))
                .filter_map(|prep| doc.child(prep, Dep::Pobj)),
        );
        owners
            .into_iter()
            .map(|owner| self.actors_of(owner))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}

/// Whether `draft` tells what two do with each other by `drafts`, or broke off, and did.
fn is_between_two(draft: &Draft, drafts: &[Draft]) -> bool {
    let own = matches!(
        draft.code.get(..3),
        Some("040" | "044" | "046" | "050" | "056" | "057" | "087" | "164")
    );
    let is = |end: &Option<EndActor>, other: &EndActor| {
        end.as_ref().is_some_and(|end| end.actor == other.actor)
    };
    own && draft.mood == Mood::Real
        && drafts.iter().any(|other| {
            other.code == draft.code
                && is(&other.target, &draft.source)
                && is(&draft.target, &other.source)
        })
}
