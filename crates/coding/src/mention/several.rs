//! Several holders of one sort of office in one word: "*Presidents* Ali of Guyana and Santokhi of Suriname", and
//! "*the ministers*" of two states who were named before.

use detente_lexicon::{Actor, NameKind, Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, Pos};

use super::cast::Trace;
use super::finder::Finder;
use crate::tree;

/// How many sentences back those whom a plural office sums up are sought.
const REACH: u32 = 2;

impl Finder<'_> {
    /// The actors of those who are joined by "and" to the person named beside the plural office at `token`.
    pub(super) fn others_beside(&self, token: usize, role: &RoleNoun) -> Vec<Actor> {
        let doc = self.doc;
        let first = doc
            .child(token, Dep::Appos)
            .filter(|&first| self.is_plural(token) && doc.token(first).pos == Pos::PROPN);
        let Some(first) = first else {
            return Vec::new();
        };
        let mut named = Vec::new();
        tree::coordinated(doc, first, &mut named);
        // "Ali of Guyana and Santokhi of Suriname", where the second is read as another of the first one's places.
        let within = doc.subtree(first);
        let joined = |at: usize| at > 0 && matches!(doc.word(at - 1), "and" | ",");
        named.extend(
            self.hits
                .iter()
                .filter(|hit| within.contains(&hit.head) && joined(hit.tokens.start))
                .map(|hit| hit.head),
        );
        named.dedup();
        named
            .into_iter()
            .filter(|&other| other != first && doc.token(other).pos == Pos::PROPN)
            .filter_map(|other| {
                let known = self.hit_covering(other).filter(|hit| {
                    matches!(hit.sense.kind, NameKind::Person | NameKind::Surname) && hit.current
                });
                if self.hit_covering(other).is_some() {
                    return known?.sense.actor.clone();
                }
                let owner = self.owner_behind(other, 0)?;
                Self::role_actor(role, &owner)
            })
            .collect()
    }

    /// The holders of an office, of two states or more, whom the definite plural at `token` sums up.
    pub(super) fn holders(&self, token: usize, role: &RoleNoun) -> Option<Trace> {
        if role.sort != RoleSort::Office || !self.is_plural(token) || !self.is_definite(token) {
            return None;
        }
        let office = role.noun.rsplit(' ').next().unwrap_or(&role.noun);
        // A chancellor is one of the ministers.
        let holds_it =
            |held: &str| office == "minister" || held.split(' ').any(|word| word == office);
        let holds = |trace: &&Trace| {
            trace.is_person
                && !trace.is_plural
                && trace.office.as_deref().is_some_and(holds_it)
                && matches!(&trace.actors[..], [actor] if actor.is_state() && actor.role == Some(Role::GOV))
        };
        let sentence = self.doc.token(token).sentence;
        let mut summed: Option<Trace> = None;
        let mut last = sentence;
        for trace in self.cast.recent(sentence, REACH).filter(holds) {
            // Two of one sentence are whom it sums up, not those of the one before.
            if trace.sentence < last && summed.as_ref().is_some_and(|all| all.actors.len() > 1) {
                break;
            }
            last = trace.sentence;
            let all = summed.get_or_insert_with(|| trace.clone());
            if !all.actors.contains(&trace.actors[0]) {
                all.actors.insert(0, trace.actors[0].clone());
            }
        }
        let mut all = summed.filter(|all| all.actors.len() > 1)?;
        all.is_plural = true;
        all.is_person = false;
        all.gender = None;
        all.office = None;
        self.doc
            .span_text(tree::phrase(self.doc, token))
            .clone_into(&mut all.name);
        Some(all)
    }
}
